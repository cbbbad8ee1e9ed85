"""Rules about recipients, addressees and the archive line: lines that do not fit the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from service.errors import Violation
from service.language import vietnamese
from service.rules import Record, near_names, rule, violation_at
from service.rules.award_rows import awards_of
from service.rules.awards import WITH_AWARD, gets_money


def _lines(record: Record, field: str = "recipients") -> Iterator[tuple[int, str]]:
    for place, line in enumerate(record.get(field) or ()):
        if line:
            yield place, line


def last_article(record: Record) -> int:
    """The number of the executing article: after the awards, the money if it has an article, and the office's own."""
    has_money = any(gets_money(award) for _, award in awards_of(record))
    own_article = has_money and record.get("bonus_placement") != WITH_AWARD
    return 2 + own_article + len(record.get("provisions") or ())


_AS_IN_ARTICLE = re.compile(
    r"(?P<as>như điều )(?P<n>\d{1,3}(?:(?:, ?| và )\d{1,3})*)", re.IGNORECASE
)


@rule("wrong_article", reads=("/awards", "/provisions", "/recipients"), severity="warning")
def wrong_article(record: Record, _reference: Any) -> Iterator[Violation]:
    """Dòng “Như Điều …” ở nơi nhận chỉ đúng điều giao trách nhiệm thi hành, là điều cuối của quyết định: sau điều
    khen thưởng, điều về tiền thưởng (nếu có) và các điều khoản khác (Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.2; cảnh báo)."""
    last = last_article(record)
    for place, line in _lines(record):
        named = _AS_IN_ARTICLE.match(line)
        numbers = [int(n) for n in re.findall(r"\d+", named["n"])] if named else []
        if numbers and (last not in numbers or max(numbers) > last):
            single = named is not None and len(numbers) == 1
            yield violation_at(
                f"/recipients/{place}",
                f"Điều giao thi hành của quyết định này là Điều {last}; hãy sửa số điều ở dòng nơi nhận.",
                f"Như Điều {last}{line[named.end() :]}" if single and named else None,
            )


_AT_ARTICLE = re.compile(
    r"\b(?:tại|nêu ở|theo) Điều (\d{1,3})\b(?! (?:của |trong )?(?:Luật|Nghị|Thông|Quy|Bộ luật|Hiến))"
)


@rule("missing_article", reads=("/awards", "/provisions", "/executors"), severity="warning")
def missing_article(record: Record, _reference: Any) -> Iterator[Violation]:
    """Nơi thi hành chỉ nhắc đến điều có trong quyết định, thường là “có tên tại Điều 1” (Nghị định 30/2020/NĐ-CP,
    Phụ lục III, Mẫu 1.2; cảnh báo)."""
    last = last_article(record)
    for place, line in _lines(record, "executors"):
        if any(int(number) > last for number in _AT_ARTICLE.findall(line)):
            yield violation_at(
                f"/executors/{place}",
                f"Nhắc đến một điều không có: quyết định này chỉ có {last} điều; hãy sửa số điều.",
            )


@rule("as_above_without_addressee", reads=("/addressed_to",), severity="warning")
def as_above_without_addressee(record: Record, _reference: Any) -> Iterator[Violation]:
    """Nơi nhận chỉ ghi “Như trên” khi phía trên có “Kính gửi” (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục
    II.9.b và II.9.c; cảnh báo)."""
    if any(record.get("addressed_to") or ()):
        return
    for place, line in _lines(record):
        if vietnamese.lower(line).startswith("như trên"):
            yield violation_at(
                f"/recipients/{place}",
                "Văn bản không có “Kính gửi” nên nơi nhận không ghi “Như trên”; hãy ghi tên nơi nhận.",
            )


_BELOW = re.compile(
    r"\b(?:phòng|đơn vị|bộ phận|chi cục|trung tâm)\b.*\b(?:thuộc|trực thuộc|của) (?:sở|cục|cơ quan|văn phòng)\b"
    r"|\bcác (?:phòng|đơn vị) (?:trực )?thuộc\b"
)


@rule("addressee_below", reads=("/addressed_to",), severity="warning")
def addressee_below(record: Record, _reference: Any) -> Iterator[Violation]:
    """“Kính gửi” trong báo cáo chỉ dùng khi cấp dưới gửi cơ quan cấp trên; nơi khác ghi ở nơi nhận (Nghị định
    30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.9.d; cảnh báo, chỉ xét khi gửi chính cơ quan mình hoặc đơn vị
    trực thuộc)."""
    own = vietnamese.skeleton((record.get("organ") or {}).get("organ_name") or "")
    for place, line in _lines(record, "addressed_to"):
        key = vietnamese.skeleton(line)
        if (own and key == own) or _BELOW.search(key):
            yield violation_at(
                f"/addressed_to/{place}",
                "“Kính gửi” chỉ ghi cơ quan cấp trên nhận báo cáo; hãy chuyển nơi này xuống phần nơi nhận.",
            )


@rule("typed_archive_line", reads=("/recipients",), severity="warning")
def typed_archive_line(record: Record, _reference: Any) -> Iterator[Violation]:
    """Dòng “Lưu: VT, …” do chương trình tự thêm ở cuối nơi nhận theo mục “Lưu”, không gõ vào danh sách nơi nhận
    (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.9.d; cảnh báo)."""
    for place, line in _lines(record):
        if re.match(r"[-–]?\s*lưu\s*:|[-–]?\s*lưu vt\b", vietnamese.lower(line)):
            yield violation_at(
                f"/recipients/{place}",
                "Dòng “Lưu” được tự thêm ở cuối nơi nhận; hãy bỏ dòng này và ghi đơn vị lưu ở mục “Lưu”.",
            )


@rule("typed_clerical_office", reads=("/archive",), severity="warning")
def typed_clerical_office(record: Record, _reference: Any) -> Iterator[Violation]:
    """Chữ “VT” luôn được in sau chữ “Lưu”, không ghi lại trong danh sách đơn vị lưu (Nghị định 30/2020/NĐ-CP, Phụ
    lục I, Phần I, Mục II.9.d; cảnh báo)."""
    for place, unit in enumerate((record.get("archive") or {}).get("units") or ()):
        if unit and vietnamese.lower(unit).strip(" ,.") in ("vt", "văn thư"):
            yield violation_at(
                f"/archive/units/{place}", "“VT” đã được in sẵn sau chữ “Lưu”; hãy bỏ mục này."
            )


@rule("recipient_twice", reads=("/recipients",), severity="warning")
def recipient_twice(record: Record, _reference: Any) -> Iterator[Violation]:
    """Mỗi nơi nhận chỉ ghi một dòng; hai dòng chỉ khác nhau ở dấu thanh hoặc một chữ cái của một chữ thường thường là một
    nơi gõ hai lần (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.9.d; cảnh báo)."""
    given = list(_lines(record))
    if len(given) < 2:
        return
    places, lines = [place for place, _ in given], [line for _, line in given]
    # One look at all of them: no text holds a NUL.
    joined = vietnamese.skeleton("\0".join(lines))
    keys = [key.strip(" ;.-") for key in joined.split("\0")]
    bare = [key.strip(" ;.-") for key in vietnamese.toneless(joined).split("\0")]
    told: set[int] = set()
    for at, place in enumerate(places):
        first, near = keys.index(keys[at]), bare.index(bare[at])
        if first != at:
            yield violation_at(
                f"/recipients/{place}",
                f"Nơi nhận ở dòng {place + 1} trùng với dòng {places[first] + 1}; hãy bỏ một dòng.",
            )
        elif near != at:
            yield _nearly_twice(place, places[near])
        if (first, near) != (at, at):
            told.add(at)
    for one, other in near_names.a_letter_apart(lines, [""] * len(lines)):
        if other not in told:
            yield _nearly_twice(places[other], places[one])


def _nearly_twice(place: int, first: int) -> Violation:
    return violation_at(
        f"/recipients/{place}",
        f"Nơi nhận ở dòng {place + 1} gần giống dòng {first + 1}, chỉ khác một dấu hoặc một chữ cái; nếu là một nơi, hãy bỏ "
        "một dòng.",
    )


RECEIVER_RULES: Final = (
    as_above_without_addressee,
    typed_archive_line,
    typed_clerical_office,
    recipient_twice,
)
DECISION_RULES: Final = (wrong_article, missing_article)
REPORT_RULES: Final = (addressee_below,)
