"""The line "Số: 15/QĐ-BNV": what stands before the stroke and after it (mục II.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from service.conformance.rules.looks import looks_of
from service.conformance.rules.recognised import beginning, is_missing
from service.conformance.rules.rule import Judged, Rule, Said, rule
from service.conformance.rules.spots import Spot, of_kind
from service.docx.standard import TYPE_ABBREVIATIONS
from service.language import vietnamese

#: What a number that is still to be given is left as: blanks, dots, strokes.
_BLANK: Final = re.compile(r"[\s.…_]*")
_LINE: Final = re.compile(
    r"(?P<word>\S*?)(?P<colon>\s*:)?(?P<number>[\s.…_]*\d*[\s.…_]*)(?P<stroke>/)(?P<sign>.*)",
    re.DOTALL,
)
#: Letters of a line that are looked at.
_LONGEST: Final = 200
_DASHES: Final = "‐‑‒–—―−"


@dataclass(frozen=True, slots=True)
class NumberLine:
    """The parts of the line. ``number`` keeps its blanks; ``sign`` is what follows the stroke ("QĐ-BNV")."""

    spot: Spot
    word: str
    has_colon: bool
    number: str
    sign: str

    @property
    def is_given(self) -> bool:
        """Whether the number is filled in."""
        return not _BLANK.fullmatch(self.number)

    @property
    def groups(self) -> list[str]:
        """The groups of the sign, whatever dash stands between them."""
        return [group.strip() for group in re.split(rf"[-{_DASHES}]", self.sign) if group.strip()]


def number_lines(judged: Judged) -> Iterator[NumberLine]:
    """The line with the number and sign, where it has a stroke."""
    for spot in of_kind(judged, "number"):
        line = _LINE.fullmatch(vietnamese.nfc(spot.text.strip()[:_LONGEST]))
        if line is not None:
            yield NumberLine(
                spot, line["word"], line["colon"] is not None, line["number"], line["sign"].strip()
            )


@rule("number-missing", "II.3.d", "Có số, ký hiệu")
def number_missing(judged: Judged) -> Iterator[Said]:
    """Văn bản có dòng “Số: …/…” dưới tên cơ quan ban hành."""
    if is_missing(judged, "number"):
        yield Said(
            beginning(judged),
            "không có",
            "“Số: …/…-…”",
            "Văn bản không có dòng số, ký hiệu dưới tên cơ quan ban hành.",
        )


@rule("number-word", "II.3.c", "Từ “Số”")
def number_word(judged: Judged) -> Iterator[Said]:
    """Từ “Số” viết chữ in thường, chữ cái đầu viết hoa."""
    for line in number_lines(judged):
        if line.word != "Số":
            yield Said(
                line.spot.where,
                f"“{line.word}”",
                "“Số”",
                f"Dòng số, ký hiệu bắt đầu bằng “{line.word}”; phải là “Số:”.",
            )


@rule("number-colon", "II.3.c", "Dấu hai chấm sau từ “Số”")
def number_colon(judged: Judged) -> Iterator[Said]:
    """Ngay sau từ “Số” có dấu hai chấm (:), không cách chữ."""
    for line in number_lines(judged):
        if line.has_colon and re.match(r"\S+\s+:", line.spot.text.strip()):
            yield Said(
                line.spot.where,
                "cách chữ trước dấu hai chấm",
                "“Số:”",
                "Trước dấu hai chấm sau từ “Số” có cách chữ; phải viết liền “Số:”.",
            )
        if not line.has_colon:
            yield Said(
                line.spot.where,
                "không có dấu hai chấm",
                "“Số:”",
                "Sau từ “Số” thiếu dấu hai chấm (:).",
            )


@rule("number-slash", "II.3.c", "Dấu gạch chéo giữa số và ký hiệu")
def number_stroke(judged: Judged) -> Iterator[Said]:
    """Giữa số và ký hiệu văn bản có dấu gạch chéo (/)."""
    for spot in of_kind(judged, "number"):
        as_party = re.search(r"\d\s*[-–]\s*[A-ZĐ]\w*\s*/", spot.text)
        if as_party or ("/" not in spot.text and re.search(r"\d|-", spot.text)):
            yield Said(
                spot.where,
                f"“{spot.text.strip()[:40]}”",
                "có dấu gạch chéo (/)",
                "Giữa số và ký hiệu thiếu dấu gạch chéo (/).",
            )


@rule("number-padding", "II.3.c", "Số nhỏ hơn 10 có số 0 phía trước")
def number_padding(judged: Judged) -> Iterator[Said]:
    """Số nhỏ hơn 10 phải ghi thêm số 0 phía trước: 05, không phải 5."""
    for line in number_lines(judged):
        number = line.number.strip(" .…_\t")
        if re.fullmatch(r"[1-9]", number):
            yield Said(
                line.spot.where,
                f"“{number}”",
                f"“0{number}”",
                f"Số văn bản ghi “{number}”; phải ghi “0{number}”.",
            )


@rule("number-zeros", "II.3.c", "Không thừa số 0", severity="warning")
def number_zeros(judged: Judged) -> Iterator[Said]:
    """Chỉ số nhỏ hơn 10 có số 0 phía trước; từ 10 trở lên không thêm số 0."""
    for line in number_lines(judged):
        number = line.number.strip(" .…_\t")
        if re.fullmatch(r"0\d{2,}", number):
            wanted = f"{int(number):02}"
            yield Said(
                line.spot.where,
                f"“{number}”",
                f"“{wanted}”",
                f"Số văn bản ghi “{number}”; chỉ cần ghi “{wanted}”.",
            )


@rule("number-digits", "II.3.a", "Số bằng chữ số Ả Rập")
def number_digits(judged: Judged) -> Iterator[Said]:
    """Số của văn bản ghi bằng chữ số Ả Rập, không ghi bằng chữ số La Mã."""
    for spot in of_kind(judged, "number"):
        if roman := re.search(r":\s*([IVXLC]+)\s*/", spot.text):
            yield Said(
                spot.where,
                f"“{roman[1]}”",
                "chữ số Ả Rập",
                f"Số văn bản ghi “{roman[1]}”; phải ghi bằng chữ số Ả Rập.",
            )


@rule("number-blanks", "II.3.c", "Ký hiệu viết liền")
def number_blanks(judged: Judged) -> Iterator[Said]:
    """Giữa số và ký hiệu, giữa các nhóm chữ viết tắt trong ký hiệu không cách chữ: “15/QĐ-BNV”."""
    for line in number_lines(judged):
        spaced = re.search(r"\w\s+[-‐-―−]|[-‐-―−]\s+\w", line.sign) or re.search(
            r"\w\s+\w", line.sign
        )
        before = line.is_given and re.search(r"\d\s+/", line.spot.text)
        after = line.is_given and re.search(r"/\s+\w", line.spot.text)
        if spaced or before or after:
            yield Said(
                line.spot.where,
                f"“{line.spot.text.strip()[:40]}”",
                "viết liền, không cách chữ",
                "Số, ký hiệu có cách chữ ở trong; phải viết liền, ví dụ “15/QĐ-BNV”.",
            )


@rule("number-hyphen", "II.3.c", "Gạch nối trong ký hiệu")
def number_hyphens(judged: Judged) -> Iterator[Said]:
    """Giữa các nhóm chữ viết tắt trong ký hiệu có dấu gạch nối (-), không dùng gạch ngang dài hoặc gạch dưới."""
    for line in number_lines(judged):
        if any(dash in line.sign for dash in _DASHES) or re.search(r"\w_\w", line.sign):
            yield Said(
                line.spot.where,
                f"“{line.sign[:40]}”",
                "gạch nối (-)",
                "Ký hiệu không dùng gạch nối (-) giữa các nhóm chữ viết tắt.",
            )


@rule("number-case", "II.3.c", "Ký hiệu in hoa")
def number_capitals(judged: Judged) -> Iterator[Said]:
    """Ký hiệu của văn bản viết bằng chữ in hoa; chữ viết tắt có sẵn chữ thường (QyĐ, TTr, CTr, SNgV) vẫn giữ."""
    for line in number_lines(judged):
        small = [
            group for group in line.groups if group.isalpha() and group == vietnamese.lower(group)
        ]
        if small:
            yield Said(
                line.spot.where,
                f"“{small[0]}”",
                "chữ in hoa",
                f"Ký hiệu có “{small[0]}” viết thường; phải in hoa.",
            )


@rule("number-year", "II.3.b", "Ký hiệu không có năm")
def number_year(judged: Judged) -> Iterator[Said]:
    """Số, ký hiệu văn bản hành chính không ghi năm; năm chỉ có ở văn bản quy phạm pháp luật."""
    for line in number_lines(judged):
        if year := re.match(r"((?:19|20)\d\d)/", line.sign):
            yield Said(
                line.spot.where,
                f"“{year[1]}” trong ký hiệu",
                "không ghi năm",
                f"Ký hiệu có năm “{year[1]}”; văn bản hành chính không ghi năm trong số, ký hiệu.",
            )


@rule("number-type", "Phụ lục III, mục I", "Chữ viết tắt tên loại")
def number_type(judged: Judged) -> Iterator[Said]:
    """Ký hiệu bắt đầu bằng chữ viết tắt tên loại của Phụ lục III: ví dụ QĐ, BC, BB, TTr, CTr, QyĐ."""
    name = judged.components.type_name
    wanted = TYPE_ABBREVIATIONS.get(name or "")
    for line in number_lines(judged):
        groups = [
            group for group in re.split(r"[/\-‐-―−\s]+", line.sign) if group and not group.isdigit()
        ]
        # The right letters in small ones are told by ``number-case``.
        right = groups and groups[0] in (wanted, vietnamese.lower(wanted or ""))
        if wanted and groups and not right and not _is_dotted(line.sign):
            yield Said(
                line.spot.where,
                f"“{groups[0]}”",
                f"“{wanted}”",
                f"Ký hiệu ghi “{groups[0]}”; chữ viết tắt của {name} là “{wanted}”.",
            )


@rule("number-organ", "II.3.b", "Chữ viết tắt tên cơ quan trong ký hiệu")
def number_organ(judged: Judged) -> Iterator[Said]:
    """Ký hiệu gồm hai phần: chữ viết tắt tên loại và chữ viết tắt tên cơ quan (công văn: tên cơ quan và đơn vị soạn thảo)."""
    for line in number_lines(judged):
        if len(line.groups) == 1 and not _is_dotted(line.sign) and not line.sign.endswith("-"):
            yield Said(
                line.spot.where,
                f"“{line.sign}”",
                "hai nhóm chữ viết tắt",
                f"Ký hiệu chỉ có “{line.sign}”; phải có thêm chữ viết tắt, ví dụ “QĐ-BNV”.",
            )


@rule("number-end", "II.3.c", "Không có dấu sau ký hiệu", severity="warning")
def number_end(judged: Judged) -> Iterator[Said]:
    """Sau ký hiệu không có dấu chấm, dấu phẩy."""
    for line in number_lines(judged):
        if re.search(r"\w[.,;:]$", line.sign):
            yield Said(
                line.spot.where,
                f"dấu “{line.sign[-1]}”",
                "không có dấu",
                "Sau ký hiệu văn bản không ghi dấu.",
            )


def _is_dotted(sign: str) -> bool:
    """Whether the sign is still a model's dots."""
    return "..." in sign or "…" in sign or not sign


NUMBER_RULES: Final[tuple[Rule, ...]] = (
    number_missing,
    number_word,
    number_colon,
    number_digits,
    number_padding,
    number_zeros,
    number_stroke,
    number_blanks,
    number_hyphens,
    number_capitals,
    number_year,
    number_type,
    number_organ,
    number_end,
    *looks_of("number", "SoKyHieu", "số, ký hiệu"),
)
