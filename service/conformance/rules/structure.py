"""Parts, chapters, and sections: their words, numbers, order and titles (mục II.6.d, II.6.đ and V.6)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from service.conformance.rules.looks import looks_of
from service.conformance.rules.rule import Judged, Rule, Said, rule
from service.conformance.rules.spots import of_kind
from service.conformance.rules.structure_numbers import (
    label_of,
    number_value,
    out_of_order,
    roman_value,
)
from service.language import vietnamese

_HEADED: Final = (("part", "part_title", "phần"), ("chapter", "chapter_title", "chương"))
_IN_ORDINALS: Final = re.compile(
    r"^\s*phần thứ (nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)", re.IGNORECASE
)


@rule("part-number", "II.6.đ", "Số La Mã của phần, chương")
def part_number(judged: Judged) -> Iterator[Said]:
    """Số thứ tự của phần, chương dùng chữ số La Mã: “Phần I”, “Chương II”. “Phần thứ nhất” là cách ghi quen dùng, chỉ nhắc."""
    for spot in of_kind(judged, "part", "chapter"):
        text = label_of(spot).splitlines()[0]
        if re.match(r"\s*(phần|chương)\s+[IVXLC]+\b", text, re.IGNORECASE):
            continue
        milder = _IN_ORDINALS.match(vietnamese.nfc(text)) is not None
        yield Said(
            spot.where,
            f"“{text.strip()[:30]}”",
            "chữ số La Mã",
            f"“{text.strip()[:30]}” không ghi số thứ tự bằng chữ số La Mã, ví dụ “Phần I”, “Chương II”.",
            severity="warning" if milder else None,
        )


@rule("section-number", "II.6.đ", "Số Ả Rập của mục, tiểu mục")
def section_number(judged: Judged) -> Iterator[Said]:
    """Số thứ tự của mục, tiểu mục (có chữ “Mục”, “Tiểu mục”) dùng chữ số Ả Rập: “Mục 1”."""
    for spot in of_kind(judged, "section", "subsection"):
        if re.match(r"\s*(tiểu\s+)?mục\s+[IVXLC]+\b", label_of(spot), re.IGNORECASE):
            yield Said(
                spot.where,
                f"“{label_of(spot).strip()[:20]}”",
                "chữ số Ả Rập",
                "Số thứ tự của mục, tiểu mục phải là chữ số Ả Rập, ví dụ “Mục 1”.",
            )


@rule("part-own-line", "II.6.đ", "Số thứ tự phần, chương, mục trên dòng riêng")
def part_own_line(judged: Judged) -> Iterator[Said]:
    """Từ “Phần”, “Chương”, “Mục”, “Tiểu mục” và số thứ tự ở trên một dòng riêng, tiêu đề ở ngay dưới."""
    for spot in of_kind(judged, "part", "chapter", "section", "subsection"):
        first = label_of(spot).strip().splitlines()[0]
        if re.match(
            r"(?:phần|chương|mục|tiểu mục)\s+(?:thứ\s+\w+|[IVXLC]+|\d+)\s*[.:\-–]?\s+\S",
            first,
            re.IGNORECASE,
        ):
            yield Said(
                spot.where,
                "tiêu đề cùng dòng với số thứ tự",
                "số thứ tự trên dòng riêng",
                "Số thứ tự và tiêu đề viết cùng một dòng; số thứ tự phải ở dòng riêng, tiêu đề ở ngay dưới.",
                severity="warning" if _IN_ORDINALS.match(vietnamese.nfc(first)) else None,
            )


@rule("part-title-missing", "II.6.d", "Tiêu đề của phần, chương")
def part_title_missing(judged: Judged) -> Iterator[Said]:
    """Phần và chương phải có tiêu đề ở ngay dưới số thứ tự."""
    for numbered, titled, name in _HEADED:
        titles = {at for component in judged.components.all(titled) for at in component.paragraphs}
        for spot in of_kind(judged, numbered):
            alone = len(label_of(spot).strip().splitlines()) == 1 and not re.search(
                r"[:.]\s*\S+\s+\S+", label_of(spot)
            )
            if alone and spot.at not in titles and not titles & {spot.at + 1, spot.at + 2}:
                yield Said(
                    spot.where,
                    "không có tiêu đề",
                    "tiêu đề in hoa",
                    f"Dưới số thứ tự của {name} không có tiêu đề.",
                )


@rule("part-order", "II.6.c", "Thứ tự của phần, chương")
def part_order(judged: Judged) -> Iterator[Said]:
    """Phần, chương được đánh số liên tục, từ I."""
    for kind, name in (("part", "phần"), ("chapter", "chương")):
        numbered = [
            (number_value(found[1]), spot)
            for spot in of_kind(judged, kind)
            if (
                found := re.match(
                    r"\s*(?:phần|chương)\s+([IVXLC]+|\d{1,2})\b", label_of(spot), re.IGNORECASE
                )
            )
        ]
        yield from out_of_order(numbered, name, restarts=kind == "chapter")


@rule("section-mark", "V.6.b", "Dấu chấm sau số La Mã của mục")
def section_mark(judged: Judged) -> Iterator[Said]:
    """Sau số La Mã của mục có dấu chấm: “I. KẾT QUẢ ĐẠT ĐƯỢC”."""
    for spot in of_kind(judged, "roman_heading"):
        if (found := re.match(r"\s*([IVXLC]+)\s*([^\s\w]?)", label_of(spot))) and found[2] != ".":
            yield Said(
                spot.where,
                f"“{found[1]}{found[2]}”",
                f"“{found[1]}.”",
                f"Sau số “{found[1]}” phải có dấu chấm: “{found[1]}.”.",
            )


@rule("section-order", "II.6.c", "Thứ tự của các mục I, II, III")
def section_order(judged: Judged) -> Iterator[Said]:
    """Các mục đánh số La Mã liên tục, trong mỗi phần bắt đầu lại từ I."""
    numbered = [
        (roman_value(found[1]), spot)
        for spot in of_kind(judged, "roman_heading")
        if (found := re.match(r"\s*([IVXLC]+)\b", label_of(spot)))
    ]
    yield from out_of_order(numbered, "mục", restarts=True)


@rule("section-end", "V.6.b", "Tiêu đề mục không kết thúc bằng dấu", severity="warning")
def section_end(judged: Judged) -> Iterator[Said]:
    """Sau tiêu đề của phần, chương, mục không có dấu chấm hoặc dấu hai chấm."""
    for spot in of_kind(judged, "roman_heading", "part_title", "chapter_title", "section_title"):
        if re.search(r"(?<![./])[.:;,]$", spot.text.strip()):
            yield Said(
                spot.where,
                f"dấu “{spot.text.strip()[-1]}”",
                "không có dấu",
                "Sau tiêu đề không ghi dấu.",
            )


STRUCTURE_RULES: Final[tuple[Rule, ...]] = (
    part_number,
    part_own_line,
    part_title_missing,
    part_order,
    section_number,
    *looks_of("part", "Phan", "“Phần” và số thứ tự"),
    *looks_of("part_title", "TieuDePhan", "tiêu đề của phần"),
    *looks_of("chapter", "ChuongSo", "“Chương” và số thứ tự"),
    *looks_of("chapter_title", "TieuDeChuong", "tiêu đề của chương"),
    *looks_of(
        ("section", "subsection"),
        "MucSo",
        "“Mục”, “Tiểu mục” và số thứ tự",
        slug="numbered-section",
    ),
    *looks_of(
        ("section_title", "subsection_title"),
        "TieuDeMuc",
        "tiêu đề của mục, tiểu mục",
        slug="numbered-section-title",
    ),
    *looks_of("roman_heading", "Muc", "tiêu đề của mục", slug="section", align=False, as_text=True),
    section_mark,
    section_order,
    section_end,
)
