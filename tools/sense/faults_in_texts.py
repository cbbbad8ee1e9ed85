"""Faults of wording, each put into clean paragraphs as a clerk's slip would put it there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from service.language import vietnamese, wording
from tools.sense.changes import Fault, Kind, put
from tools.sense.clean import AT_PARAGRAPH, DECISION, REPORT, paragraphs, sample, with_paragraphs

#: So many paragraphs, far apart from each other, take one slip.
_PER_SLIP: Final = 3

Spoil = Callable[[str], str]


def _by(pattern: str, into: str | Callable[[re.Match[str]], str]) -> Spoil:
    """Spoil the first place of a pattern; a text without it stays as it is."""
    searched = re.compile(pattern)
    return lambda text: searched.sub(into, text, count=1)


_DAY = r"ngày (\d{2}) tháng (\d{1,2}) năm (\d{4})"
_YEARS = r"\b(\d{4}) - (\d{4})\b"
_MIDDLE = r"(?<=[a-zà-ỹ]{3}) (?=[a-zà-ỹ]{3})"

#: Each slip with the code of the rule that is to find it.
SLIPS: Final[tuple[tuple[str, Spoil], ...]] = (
    ("short_date", _by(_DAY, lambda m: f"ngày {int(m[1])}/{int(m[2])}/{m[3]}")),
    ("short_date", _by(_DAY, lambda m: f"{m[1]}/{int(m[2]):02}/{m[3]}")),
    ("short_date", _by(_DAY, r"ngày \1-\2-\3")),
    ("short_date", _by(_DAY, r"ngày \1.\2.\3")),
    ("short_date", _by(r"[Tt]háng (\d{1,2}) năm (\d{4})", r"tháng \1/\2")),
    ("short_date", _by(_DAY, lambda m: f"{m[1]}-{int(m[2]):02}-{m[3]}")),
    ("short_date", _by(_DAY, r"ngày \1/\2 năm \3")),
    ("short_date", _by(r"[Tt]háng (\d{1,2}) năm (\d{4})", r"tháng \1-\2")),
    ("date_padding", _by(r"ngày \d\d tháng 0?([12]) năm", r"tháng \1 năm")),
    ("date_padding", _by(r"ngày 0(\d) tháng", r"ngày \1 tháng")),
    ("date_padding", _by(r"(ngày \d\d tháng) ([3-9]) năm", r"\1 0\2 năm")),
    ("date_padding", _by(r"(ngày \d\d tháng) 0([12]) năm", r"\1 \2 năm")),
    ("range_dash", _by(_YEARS, r"\1–\2")),
    ("range_dash", _by(_YEARS, r"\1 – \2")),
    ("range_dash", _by(_YEARS, r"\1 -\2")),
    ("range_dash", _by(_YEARS, r"\1- \2")),
    ("clock", _by(r"(\d{1,2}) giờ (\d{2}) phút", r"\1h\2")),
    ("clock", _by(r"(\d{1,2}) giờ (\d{2}) phút", r"\1g\2")),
    ("clock", _by(r"(\d{1,2}) giờ (\d{2}) phút", r"\1h\2'")),
    ("clock", _by(r"(\d{1,2}) giờ (\d{2}) phút", r"\1:\2")),
    ("clock", _by(r"(\d{1,2}) giờ (\d{2}) phút", r"\1H\2")),
    ("clock", _by(r"(\d{1,2}) giờ (\d{2}) phút", r"\1 h \2")),
    ("clock", _by(r"(\d{1,2}) giờ 00 phút", r"\1h")),
    ("left_over_blank", _by(r"số \d+/(?=[A-ZĐ])", "số /")),
    ("left_over_blank", _by(r"số \d+/(?=[A-ZĐ])", "số …/")),
    ("left_over_blank", _by(_DAY, r"ngày … tháng … năm \3")),
    ("left_over_blank", _by(_DAY, r"ngày tháng năm \3")),
    ("left_over_blank", _by(r"(\d[\d.]*) đồng", "........ đồng")),
    ("doubled_word", _by(r"\b(của|và|các|cho|tại|với) ", r"\1 \1 ")),
    ("doubled_word", _by(r"\b(Điều|khoản|ngày|tháng) (?=\d)", r"\1 \1 ")),
    ("doubled_word", _by(r"\b(được|trong|đã|không|từ) (?!\d)", r"\1 \1 ")),
    ("doubled_phrase", _by(r"\b(Sở [A-ZĐ]\w+ \w+)", r"\1 \1")),
    (
        "doubled_phrase",
        _by(r"\b(Hội nghị|Giám đốc Sở|Văn phòng Sở|Công văn|Chính phủ)\b", r"\1 \1"),
    ),
    ("doubled_mark", _by(r"(?<=\w), ", ",, ")),
    ("doubled_mark", _by(r"; ", ";; ")),
    ("doubled_mark", _by(r"(?<=[a-zà-ỹ])\.$", "..")),
    ("doubled_mark", _by(r"(?<=[a-zà-ỹ])\.$", ",.")),
    ("blank_around_mark", _by(r"(?<=[a-zà-ỹ]), (?=[a-zà-ỹ])", " , ")),
    ("blank_around_mark", _by(r"(?<=[a-zà-ỹ]{2}), (?=[a-zà-ỹ]{2})", " ,")),
    ("blank_around_mark", _by(r"(?<=[a-zà-ỹ]{2}), (?=[a-zà-ỹ]{2})", ",")),
    ("blank_around_mark", _by(r"; (?=[a-zà-ỹ]{2})", " ; ")),
    ("blank_around_mark", _by(r"(?<=[a-zà-ỹ]{2})\.$", " .")),
    ("blank_around_mark", _by(r"(?<=[a-zà-ỹ]{2}): (?=[a-zà-ỹ])", " : ")),
    ("blank_around_mark", _by(r"\((?=[a-zà-ỹ])", "( ")),
    ("missing_full_stop", _by(r"(?<=[a-zà-ỹ]{2})\.$", ". Kết quả được công khai")),
    ("typed_end_mark", _by(r"\.$", "./.")),
    ("typed_end_mark", _by(r"\.$", " ./.")),
    ("short_form", _by(r"\b[Đđ]ồng chí\b", "đ/c")),
    ("short_form", _by(r"\b[Đđ]ồng chí\b", "Đ/c")),
    ("short_form", _by(r"\b[Đđ]ồng chí\b", "đ.c")),
    ("short_form", _by(r"\b[Đđ]ồng chí\b", "ĐC.")),
    ("short_form", _by(r"(?<=[a-zà-ỹ] )về (?=[a-zà-ỹ])", "v/v ")),
    ("short_form", _by(r"(?<=[a-zà-ỹ]{2} )và (?=[a-zà-ỹ])", "& ")),
    ("misspelt_abbreviation", _by(r"Ủy ban nhân dân", "UNBD")),
    ("misspelt_abbreviation", _by(r"Ủy ban nhân dân", "UBDN")),
    ("misspelt_abbreviation", _by(r"Ủy ban nhân dân", "UBNN")),
    ("misspelt_abbreviation", _by(r"Ủy ban nhân dân", "UDND")),
    ("misspelt_abbreviation", _by(r"Hội đồng nhân dân", "HDND")),
    ("citation_capitals", _by(r"khoản (\d) Điều", r"Khoản \1 Điều")),
    ("citation_capitals", _by(r"khoản (\d) Điều", r"khoản \1 điều")),
    ("citation_capitals", _by(r"điểm ([a-zđ]) khoản", r"Điểm \1 khoản")),
    ("citation_capitals", _by(r"Điều (\d+) Nghị định", r"điều \1 Nghị định")),
    ("citation_capitals", _by(r"Chương ([IVX]+)", r"chương \1")),
    ("citation_capitals", _by(r"điểm ([a-zđ]) khoản (\d) Điều", r"Điểm \1, Khoản \2, điều")),
    ("citation_capitals", _by(r"Mục (\d+) Chương", r"mục \1 Chương")),
    ("state_and_people", _by(r"Đảng, Nhà nước", "Đảng, nhà nước")),
    ("state_and_people", _by(r"Nhà nước và Nhân dân", "Nhà nước và nhân dân")),
    ("state_and_people", _by(r"của Nhà nước được", "của Đảng và nhà nước được")),
    ("peoples_organ", _by(r"(Ủy ban|Hội đồng|Tòa án|Viện kiểm sát) nhân dân", r"\1 Nhân dân")),
    ("peoples_organ", _by(r"(Ủy ban|Hội đồng) nhân dân", r"\1 Nhân Dân")),
    ("special_place", _by(r"Thành phố Hồ Chí Minh", "thành phố Hồ Chí Minh")),
    ("special_place", _by(r"Thủ đô Hà Nội", "thủ đô Hà Nội")),
    ("official_spelling", _by(r"Chiến sĩ thi đua", "Chiến sỹ thi đua")),
    ("official_spelling", _by(r"Luật Thi đua, khen thưởng", "Luật Thi đua, Khen thưởng")),
    ("official_spelling", _by(r"Luật Thi đua, khen thưởng", "Luật Thi đua khen thưởng")),
    ("official_spelling", _by(r"Luật Thi đua, khen thưởng", "Luật thi đua, khen thưởng")),
    ("official_spelling", _by(r"Hội đồng Thi đua - Khen thưởng", "Hội đồng Thi đua Khen thưởng")),
    ("look_alike_letter", _by(r"Đ(?=[a-zà-ỹ])", "Ð")),
    ("look_alike_letter", _by(r"(?<=[a-zà-ỹ])a(?=[a-z])", "\u0430")),
    ("look_alike_letter", _by(r"\bcác\b", "\u0441ác")),
    ("html_entity", _by(_MIDDLE, "&nbsp;")),
    ("html_entity", _by(r" và ", " &amp; ")),
    ("html_entity", _by(r"“", "&quot;")),
    ("lost_letter", _by(r"(?<=[a-z])[ạảấầậắặếềệốồộớờợứừự](?=[a-z])", "?")),
    ("broken_lines", _by(r"(?<=\w{3} \w{3}) (?=[a-zà-ỹ]{2,} [a-zà-ỹ]{2,} [a-zà-ỹ]{2,})", "\n")),
    ("number_padding", _by(r"số ([1-9]\d{1,3}/[A-ZĐ])", r"số 0\1")),
    ("number_padding", _by(r"số (0\d/[A-ZĐ])", r"số 0\1")),
    ("number_padding", _by(r"số (\d{2,3}/\d{4}/[A-ZĐ])", r"số 0\1")),
)


def slips_in_paragraphs() -> Iterator[Fault]:
    """Each slip in some paragraphs of the corpus, taken from its beginning, middle and end."""
    for code, spoil in SLIPS:
        spoilt = [
            (text, spoil(text)) for text in paragraphs() if spoil(text) != text and len(text) < 300
        ]
        for at in _spread(len(spoilt)):
            yield Fault(code, REPORT, with_paragraphs(spoilt[at][1]), AT_PARAGRAPH)


def _spread(count: int) -> list[int]:
    return sorted(
        {round(at * (count - 1) / (_PER_SLIP - 1)) for at in range(_PER_SLIP)} if count else ()
    )


def mixed_tones() -> Iterator[Fault]:
    """A word in the rarer style of tone marks: beside itself in one paragraph, and in another one."""
    where = "/sections/1/sections/0/paragraphs"
    words = ("văn hóa", "thủy lợi", "khỏe", "hòa giải", "ủy quyền", "xóa nghèo")
    for word in words:
        other = vietnamese.with_new_tone_position(word)
        text = f"Công tác {word} có tiến bộ; {word} là việc lâu dài, không coi nhẹ {other}."
        yield Fault("mixed_tone_style", REPORT, with_paragraphs(text), AT_PARAGRAPH)
        apart = [
            f"Việc {word} được quan tâm.",
            f"Đơn vị làm tốt {word}.",
            f"Còn hạn chế về {other}.",
        ]
        yield Fault("mixed_tone_style", REPORT, put(sample(REPORT), where, apart), f"{where}/2")


def slips_elsewhere() -> Iterator[Fault]:
    """The same slips in a subject, a recipient, an executor, a name: what a document has beside its text."""
    slips: tuple[tuple[str, str, Any], ...] = (
        ("short_date", "/subject", "Về việc khen thưởng ngày 20/11/2026"),
        ("range_dash", "/subject", "Về việc tặng Giấy khen giai đoạn 2021–2026"),
        ("doubled_word", "/executors/0", "Chánh Văn phòng của của Sở"),
        ("misspelt_abbreviation", "/recipients/1", "UNBD tỉnh (b/c)"),
        ("doubled_phrase", "/awards/0/collectives/0/name", "Phòng Lãnh sự Phòng Lãnh sự"),
        ("peoples_organ", "/recipients/1", "Ủy ban Nhân dân tỉnh (b/c)"),
        ("look_alike_letter", "/signer/full_name", "Ðặng Hữu Tài"),
        ("lost_letter", "/awards/0/individuals/1/full_name", "Tr?n Thị Hòa"),
        ("html_entity", "/awards/0/collectives/1/name", "Phòng Hợp tác&nbsp;quốc tế"),
        ("special_place", "/recipients/2", "Cơ quan đại diện tại thành phố Hồ Chí Minh"),
        ("official_spelling", "/awards/0/achievement", "đạt danh hiệu Chiến sỹ thi đua năm 2026"),
        ("left_over_blank", "/proposed_by", "Chánh Văn phòng Sở tại Tờ trình số /TTr-VP"),
        ("number_padding", "/proposed_by", f"Chánh Văn phòng Sở tại Tờ trình số 0{wording.two_digits(11)}/TTr-VP"),
        ("short_form", "/executors/1", "các đ/c Trưởng phòng"),
        ("date_padding", "/proposed_by", "Chánh Văn phòng Sở tại Tờ trình ngày 5 tháng 11 năm 2026"),
    )  # fmt: skip
    for code, pointer, value in slips:
        yield Fault(code, DECISION, put(sample(DECISION), pointer, value), pointer)


KINDS: Final[tuple[Kind, ...]] = (slips_in_paragraphs, mixed_tones, slips_elsewhere)
