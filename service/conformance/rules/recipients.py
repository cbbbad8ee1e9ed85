""" "Nơi nhận" and its list, down to the line "Lưu: VT, …" (mục II.9, ô 9b)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Final

from service.conformance.rules.addressees import MAY_HAVE_ADDRESSEES, NEED_ADDRESSEES
from service.conformance.rules.archive_line import ARCHIVE_RULES
from service.conformance.rules.looks import looks_of
from service.conformance.rules.recipient_lines import ARCHIVE, listed, typed, without_drafter
from service.conformance.rules.recognised import ending, is_missing, recipients_and_signer
from service.conformance.rules.rule import Judged, Rule, Said, place, rule
from service.conformance.rules.spots import Spot, of_kind
from service.conformance.rules.structure_numbers import ARTICLE, label_of
from service.conformance.rules.wording import end_mark
from service.language import vietnamese


@rule("recipients-missing", "II.9.a", "Có “Nơi nhận”")
def recipients_missing(judged: Judged) -> Iterator[Said]:
    """Văn bản có phần “Nơi nhận” ở cuối, bên trái, gồm nơi thực hiện, nơi để biết và nơi lưu."""
    if not is_missing(judged, "recipients"):
        return
    lines = listed(judged)
    where, what = (
        (lines[0].where, "Trên danh sách nơi nhận không có từ “Nơi nhận:”.")
        if lines
        else (ending(judged), "Cuối văn bản không có phần “Nơi nhận”.")
    )
    yield Said(where, "không có", "“Nơi nhận:”", what)


@rule("recipients-words", "II.9.d", "Từ “Nơi nhận”")
def recipients_words(judged: Judged) -> Iterator[Said]:
    """Từ “Nơi nhận” viết chữ in thường, chữ N hoa."""
    for spot in of_kind(judged, "recipients"):
        words = vietnamese.nfc(" ".join(spot.text.split()))[:8]
        if words != "Nơi nhận":
            yield Said(
                spot.where,
                f"“{words}”",
                "“Nơi nhận”",
                "Từ “Nơi nhận” phải viết chữ in thường, chữ N hoa.",
            )


@rule("recipients-colon", "II.9.d", "Dấu hai chấm sau “Nơi nhận”")
def recipients_colon(judged: Judged) -> Iterator[Said]:
    """Sau từ “Nơi nhận” có dấu hai chấm (:)."""
    for spot in of_kind(judged, "recipients"):
        if not re.match(r"\s*nơi\s+nhận\s*:", vietnamese.lower(vietnamese.nfc(spot.text))):
            yield Said(
                spot.where,
                "không có dấu hai chấm",
                "“Nơi nhận:”",
                "Sau từ “Nơi nhận” thiếu dấu hai chấm (:).",
            )


@rule("recipients-own-line", "II.9.d", "“Nơi nhận” trên dòng riêng")
def recipients_own_line(judged: Judged) -> Iterator[Said]:
    """Từ “Nơi nhận” trình bày trên một dòng riêng, các nơi nhận ở các dòng dưới."""
    for spot in of_kind(judged, "recipients"):
        if (
            re.match(
                r"\s*nơi\s+nhận\s*:?[ \t]*[-–]?[ \t]*\w",
                vietnamese.lower(vietnamese.nfc(spot.text)),
            )
            and spot.is_whole
        ):
            yield Said(
                spot.where,
                "cùng dòng với nơi nhận",
                "dòng riêng",
                "Từ “Nơi nhận” phải ở trên một dòng riêng.",
            )


@rule("recipients-beside", "II.9.d", "“Nơi nhận” ngang hàng với chức vụ người ký")
def recipients_beside(judged: Judged) -> Iterator[Said]:
    """Từ “Nơi nhận” ngang hàng với quyền hạn, chức vụ của người ký; trong biên bản (Mẫu 1.9) ở dưới chữ ký."""
    foot = recipients_and_signer(judged)
    if foot is None:
        return
    left, right = foot
    other_row = left.table is not None and left.table == right.table and left.row != right.row
    stacked = (
        left.table is None
        and right.table is None
        and left.index != right.index
        and "\t" not in left.text + right.text
    )
    if other_row or (
        stacked and not left.in_text_box and not right.in_text_box and right.look.align != "left"
    ):
        yield Said(
            place(left),
            "khác hàng với chức vụ người ký",
            "cùng hàng với chức vụ người ký",
            "“Nơi nhận” không ngang hàng với quyền hạn, chức vụ của người ký.",
            severity="warning" if stacked else None,
        )


@rule("recipient-dash", "II.9.d", "Gạch đầu dòng của nơi nhận")
def recipient_dash(judged: Judged) -> Iterator[Said]:
    """Mỗi nơi nhận trên một dòng, đầu dòng có gạch đầu dòng (-), không dùng dấu khác."""
    for spot in listed(judged):
        text = typed(spot)
        if text.startswith("-") or not re.match(r"[+*•●▪o–—‒−\w]", text):
            continue
        sign = text[0] if not text[0].isalnum() else ""
        measured = f"“{sign}”" if sign else "không có gạch đầu dòng"
        yield Said(
            spot.where,
            measured,
            "gạch đầu dòng (-)",
            f"Đầu dòng nơi nhận phải có gạch đầu dòng (-): “- {text.lstrip('+*•●▪–—‒− ')[:30]}”.",
        )


@rule("recipient-blank", "II.9.d", "Cách chữ sau gạch đầu dòng", severity="warning")
def recipient_blank(judged: Judged) -> Iterator[Said]:
    """Sau gạch đầu dòng của nơi nhận có cách chữ."""
    for spot in listed(judged):
        if not spot.paragraph.label and re.match(r"\s*-\w", spot.text):
            yield Said(
                spot.where,
                "không cách chữ",
                "“- …”",
                "Sau gạch đầu dòng của nơi nhận thiếu cách chữ.",
            )


@rule("recipient-marks", "II.9.d", "Dấu cuối dòng nơi nhận")
def recipient_marks(judged: Judged) -> Iterator[Said]:
    """Cuối mỗi dòng nơi nhận có dấu chấm phẩy (;), cuối dòng “Lưu” là dấu chấm (.)."""
    lines = listed(judged)
    for spot, following in itertools.zip_longest(lines, lines[1:]):
        is_last = following is None
        text = without_drafter(spot)
        wanted = "." if is_last else ";"
        if is_last and not ARCHIVE.match(typed(spot)) and text.endswith(";"):
            continue  # the line with "Lưu" is missing, which is another fault
        if text.endswith((wanted, "...", "…")):
            continue
        # A long name goes on in a line of its own; then only the last of them ends with the mark.
        if following is not None and not re.match(r"[-–—+*•]", typed(following)):
            continue
        yield Said(
            spot.where,
            end_mark(text),
            f"dấu “{wanted}”",
            f"Cuối dòng nơi nhận “{text[:30]}” phải là dấu “{wanted}”.",
        )


def _as_in(spot: Spot) -> list[int]:
    """The articles that "Như Điều 2, Điều 3" names."""
    found = re.match(
        r"\s*[-–—]?\s*như\s+(?:các\s+)?điều\s+(\d+(?:\s*(?:,|và)\s*(?:điều\s+)?\d+)*)",
        typed(spot),
        re.IGNORECASE,
    )
    return [int(number) for number in re.findall(r"\d+", found[1])] if found else []


@rule("recipient-article", "Phụ lục III, Mẫu 1.2", "“Như Điều …” chỉ điều có thật")
def recipient_article(judged: Judged) -> Iterator[Said]:
    """“Như Điều …” ở nơi nhận chỉ một điều có trong văn bản."""
    articles = {
        int(found[1])
        for spot in of_kind(judged, "article")
        if (found := ARTICLE.match(label_of(spot)))
    }
    for spot in listed(judged) if articles else ():
        lost = [number for number in _as_in(spot) if number not in articles]
        if lost:
            yield Said(
                spot.where,
                f"Điều {lost[0]}",
                f"Điều 1 đến Điều {max(articles)}",
                f"Nơi nhận ghi “Như Điều {lost[0]}” nhưng văn bản không có Điều {lost[0]}.",
            )


@rule("recipient-as-above", "II.9.b", "“Như trên” khi có “Kính gửi”")
def recipient_as_above(judged: Judged) -> Iterator[Said]:
    """“Như trên” chỉ dùng khi phía trên có “Kính gửi”; văn bản khác liệt kê nơi nhận."""
    lacks_it = judged.components.type_name in NEED_ADDRESSEES  # told by ``address-missing``
    if lacks_it or any(one.kind == "addressees" for one in judged.components.found):
        return
    for spot in listed(judged):
        above = re.match(r"[-–—]?\s*như trên", vietnamese.lower(typed(spot)))
        if above and judged.components.type_name not in (
            None,
            "giấy giới thiệu",
            "giấy mời",
            "công điện",
        ):
            yield Said(
                spot.where,
                "“Như trên”",
                "tên nơi nhận",
                "Văn bản không có “Kính gửi” nên nơi nhận không ghi “Như trên”.",
            )


@rule("recipient-as-above-missing", "II.9.b", "“Như trên” ở nơi nhận", severity="warning")
def recipient_as_above_missing(judged: Judged) -> Iterator[Said]:
    """Văn bản có “Kính gửi” thì dưới từ “Nơi nhận” là dòng “Như trên”."""
    lines = listed(judged)
    if not lines or judged.components.first("addressees") is None:
        return
    if judged.components.type_name not in (None, *MAY_HAVE_ADDRESSEES):
        return  # told by ``address-not-here``
    headed = (*of_kind(judged, "recipients"), *lines)
    if not any("như trên" in vietnamese.lower(typed(spot)) for spot in headed):
        yield Said(
            lines[0].where,
            "không có “Như trên”",
            "“- Như trên;”",
            "Văn bản có “Kính gửi” nhưng nơi nhận không có “Như trên”.",
        )


def _is_no_archive_line(_: Judged, spot: Spot) -> bool:
    """What follows "Lưu" is in capitals by itself; how it is written is told by ``archive-words``."""
    return not ARCHIVE.match(typed(spot))


RECIPIENT_RULES: Final[tuple[Rule, ...]] = (
    recipients_missing,
    recipients_words,
    recipients_colon,
    recipients_own_line,
    recipients_beside,
    *looks_of("recipients", "NoiNhan", "từ “Nơi nhận”"),
    recipient_dash,
    recipient_blank,
    recipient_marks,
    *ARCHIVE_RULES,
    recipient_article,
    recipient_as_above,
    recipient_as_above_missing,
    *looks_of(
        "recipient",
        "DanhSachNoiNhan",
        "danh sách nơi nhận",
        align=False,
        case=False,
        judged_where={"case": _is_no_archive_line},
    ),
)
