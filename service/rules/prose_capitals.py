"""Text rules about capitals, only where Phụ lục II of the decree leaves no doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from service.errors import Violation
from service.rules import violation_at
from service.rules.texts import ALL_BUT_BASES, LISTED, WRITTEN, by_substitution, prose_rule

_CITED = r"(?:của )?(?:Luật|Bộ luật|Hiến pháp|Pháp lệnh|Nghị định|Nghị quyết|Thông tư|Quyết định|Quy chế|Điều lệ)\b"
# "điều 05 xe" is a verb: the small letter is wrong only where an article is being cited.
_SMALL_ARTICLE = re.compile(
    rf"(?P<before>\b[Kk]hoản \d+,? |\b[Đđ]iểm [a-zđ]\)?,? )điều(?= \d)|\bđiều(?= \d+[a-zđ]?,? {_CITED})"
    r"|\b(?P<chapter>chương)(?= [IVXL]+\b)|\b(?P<part>mục|tiểu mục)(?= \d+,? (?:[Mm]ục \d+,? )?[Cc]hương [IVXL])"
)
# Only inside a sentence: a sentence may well open with "Khoản 2 Điều 5 quy định".
_LARGE_CLAUSE = re.compile(
    r"(?<=[^\W\d_A-ZĐ] )(?P<a>Điểm)(?= [a-zđ]\)?,? [Kk]hoản \d)"
    r"|(?<=[^\W\d_A-ZĐ] )(?P<b>Khoản)(?= \d+,? [Đđ]iều \d)"
    r"|(?<=[Đđ]iểm [a-zđ] )Khoản(?= \d)|(?<=[Đđ]iểm [a-zđ], )Khoản(?= \d)"
)


@prose_rule(
    "citation_capitals",
    roles=WRITTEN,
    literals=("điều ", "chương ", "mục ", "Khoản ", "Điểm "),
    trigger=re.compile(r"\bđiều \d|\bchương [IVXL]|\bmục \d|\bKhoản \d|\bĐiểm [a-zđ]\b"),
)
def citation_capitals(text: str) -> Iterator[Violation]:
    """Khi viện dẫn văn bản, viết hoa Phần, Chương, Mục, Tiểu mục, Điều; không viết hoa khoản, điểm: “điểm a
    khoản 2 Điều 103” (Nghị định 30/2020/NĐ-CP, Phụ lục II, Mục V.7; cảnh báo)."""

    def larger(match: re.Match[str]) -> str:
        whole = match["chapter"] or match["part"]
        return whole.capitalize() if whole else f"{match['before'] or ''}Điều"

    result = _LARGE_CLAUSE.sub(lambda match: match[0].lower(), text)
    result = _SMALL_ARTICLE.sub(larger, result)
    if result != text:
        yield violation_at(
            "",
            "Viện dẫn viết theo dạng “điểm a khoản 2 Điều 103”: hoa chữ Điều, thường chữ khoản và điểm",
            result,
        )


# The noun, named beside the Party or the State; "cơ quan nhà nước", "Ủy ban nhân dân" stay small.
_STATE = re.compile(
    r"(?P<party>\bĐảng(?:,| và|, của| và của) )nhà nước\b"
    r"|(?P<state>\bNhà nước(?:,| và|, của| và của) )nhân dân\b"
    r"|(?P<people>\bĐảng(?:,| và|, của| và của) )nhân dân\b"
)


@prose_rule("state_and_people", roles=WRITTEN, literals=("nhà nước", "nhân dân"), trigger=_STATE)
def state_and_people(text: str) -> Iterator[Violation]:
    """Viết hoa “Nhà nước”, “Nhân dân” khi là danh từ, như “Đảng, Nhà nước và Nhân dân”; “cơ quan nhà nước”,
    “Ủy ban nhân dân” giữ chữ thường (Nghị định 30/2020/NĐ-CP, Phụ lục II, Mục V.1; cảnh báo, chỉ xét
    khi đứng cạnh “Đảng” hoặc “Nhà nước”)."""

    def capital(match: re.Match[str]) -> str:
        before = match["party"] or match["state"] or match["people"]
        return f"{before}{'Nhà nước' if match['party'] else 'Nhân dân'}"

    # Twice, since "Đảng, nhà nước và nhân dân" is found wrong a second time when the first is corrected.
    result = _STATE.sub(capital, _STATE.sub(capital, text))
    if result != text:
        yield violation_at("", "Viết hoa “Nhà nước”, “Nhân dân” khi là danh từ", result)


#: Organs whose names say "of the people" as an adjective; a newspaper or a publisher bears a name of its own.
_PEOPLES_ORGAN = re.compile(
    r"(?P<organ>\b(?:[Ủủ]y ban|[Uu]ỷ ban|[Hh]ội đồng|[Tt]òa án|[Tt]oà án|[Vv]iện [Kk]iểm sát|[Hh]ội thẩm"
    r"|(?<!Báo )(?<!báo )(?<!xuất bản )(?:[Cc]ông an|[Qq]uân đội)|[Tt]hanh tra|[Qq]uỹ tín dụng)) Nhân [Dd]ân\b"
)


@prose_rule(
    "peoples_organ",
    roles=frozenset({*ALL_BUT_BASES, "basis"}),
    literals=(" Nhân ",),
    trigger=_PEOPLES_ORGAN,
)
def peoples_organ(text: str) -> Iterator[Violation]:
    """Trong tên cơ quan, “nhân dân” viết thường: “Ủy ban nhân dân”, “Hội đồng nhân dân”, “Tòa án nhân dân”; chỉ viết hoa
    “Nhân dân” khi đứng riêng làm danh từ (Nghị định 30/2020/NĐ-CP, Phụ lục II, Mục IV.1.a, ví dụ “Hội đồng nhân dân tỉnh
    Sơn La”, và Mục V.1; cảnh báo)."""
    yield from by_substitution(
        _PEOPLES_ORGAN,
        r"\g<organ> nhân dân",
        text,
        "Trong tên cơ quan viết “nhân dân” với chữ thường, theo dạng “Ủy ban nhân dân”",
    )


_SPECIAL_PLACES: Final = {
    "thành phố Hồ Chí Minh": "Thành phố Hồ Chí Minh",
    "thủ đô Hà Nội": "Thủ đô Hà Nội",
}
_SPECIAL_PLACE = re.compile("|".join(_SPECIAL_PLACES))


@prose_rule(
    "special_place", roles=ALL_BUT_BASES, literals=tuple(_SPECIAL_PLACES), trigger=_SPECIAL_PLACE
)
def special_place(text: str) -> Iterator[Violation]:
    """Viết “Thủ đô Hà Nội”, “Thành phố Hồ Chí Minh” với chữ hoa ở đầu (Nghị định 30/2020/NĐ-CP, Phụ lục II,
    Mục III.1.c; cảnh báo)."""
    yield from by_substitution(
        _SPECIAL_PLACE,
        lambda match: _SPECIAL_PLACES[match[0]],
        text,
        "Viết hoa “Thủ đô Hà Nội”, “Thành phố Hồ Chí Minh”",
    )


_OFFICIAL: Final = {
    "hiến sỹ thi đua": "hiến sĩ thi đua",
    **dict.fromkeys(
        (
            "Luật Thi đua, Khen thưởng",
            "Luật Thi đua khen thưởng",
            "Luật Thi đua Khen thưởng",
            "Luật Thi đua - Khen thưởng",
            "Luật thi đua, khen thưởng",
            "Luật thi đua khen thưởng",
        ),
        "Luật Thi đua, khen thưởng",
    ),
    **dict.fromkeys(
        (
            "Hội đồng Thi đua Khen thưởng",
            "Hội đồng Thi đua, Khen thưởng",
            "Hội đồng Thi đua, khen thưởng",
            "Hội đồng Thi đua khen thưởng",
            "Hội đồng thi đua khen thưởng",
            "Hội đồng thi đua, khen thưởng",
        ),
        "Hội đồng Thi đua - Khen thưởng",
    ),
    "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA",
}
_OFFICIAL_NAME = re.compile("|".join(_OFFICIAL))


@prose_rule("official_spelling", roles=LISTED, literals=tuple(_OFFICIAL), trigger=_OFFICIAL_NAME)
def official_spelling(text: str) -> Iterator[Violation]:
    """Danh hiệu, tên luật, tên Hội đồng và Quốc hiệu viết đúng như văn bản gốc: “Chiến sĩ thi đua”, “Luật Thi đua, khen
    thưởng”, “Hội đồng Thi đua - Khen thưởng”, “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM” (Luật Thi đua, khen thưởng năm 2022; Nghị định
    30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.1.a và Phụ lục II, Mục V.6; cảnh báo)."""
    yield from by_substitution(
        _OFFICIAL_NAME,
        lambda match: _OFFICIAL[match[0]],
        text,
        "Danh hiệu, tên luật hoặc Quốc hiệu chưa viết đúng như văn bản gốc; sửa lại",
    )


CAPITAL_RULES: Final = (
    citation_capitals,
    state_and_people,
    peoples_organ,
    special_place,
    official_spelling,
)
