""" "Nơi nhận" and its list, down to the line "Lưu: VT, …" (mục II.9, ô 9b)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Final

from service.conformance.rules.looks import looks_of
from service.conformance.rules.recognised import ending, is_missing, recipients_and_signer
from service.conformance.rules.rule import Judged, Rule, Said, place, rule
from service.conformance.rules.spots import Spot, of_kind
from service.conformance.rules.structure_numbers import ARTICLE, label_of
from service.conformance.rules.wording import end_mark
from service.language import vietnamese

_ARCHIVE: Final = re.compile(r"^\s*[-–—+*•]?\s*lưu\b", re.IGNORECASE)
_DRAFTER: Final = re.compile(r"(?<=[.)])\s+[A-ZĐ]{1,8}\.?\s*\(\d+\)$")


def _listed(judged: Judged) -> list[Spot]:
    """The lines of the list; what stands beside the signature only, not below "Kính gửi"."""
    return list(of_kind(judged, "recipient"))


def _without_drafter(spot: Spot) -> str:
    """The line without the drafter's mark, which may stand in it ("- Lưu: VT, VP. LTTB.(20)")."""
    return _DRAFTER.sub("", spot.text.strip())


def _typed(spot: Spot) -> str:
    return vietnamese.nfc(
        (spot.paragraph.label + " " if spot.paragraph.label else "") + spot.text.strip()
    )


@rule("recipients-missing", "II.9.a", "Có “Nơi nhận”")
def recipients_missing(judged: Judged) -> Iterator[Said]:
    """Văn bản có phần “Nơi nhận” ở cuối, bên trái, gồm nơi thực hiện, nơi để biết và nơi lưu."""
    if is_missing(judged, "recipients"):
        yield Said(
            ending(judged), "không có", "“Nơi nhận:”", "Cuối văn bản không có phần “Nơi nhận”."
        )


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
    for spot in _listed(judged):
        text = _typed(spot)
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
    for spot in _listed(judged):
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
    listed = _listed(judged)
    for spot, following in itertools.zip_longest(listed, listed[1:]):
        is_last = following is None
        text = _without_drafter(spot)
        wanted = "." if is_last else ";"
        if is_last and not _ARCHIVE.match(_typed(spot)) and text.endswith(";"):
            continue  # the line with "Lưu" is missing, which is another fault
        if text.endswith((wanted, "...", "…")):
            continue
        # A long name goes on in a line of its own; then only the last of them ends with the mark.
        if following is not None and not re.match(r"[-–—+*•]", _typed(following)):
            continue
        yield Said(
            spot.where,
            end_mark(text),
            f"dấu “{wanted}”",
            f"Cuối dòng nơi nhận “{text[:30]}” phải là dấu “{wanted}”.",
        )


@rule("archive-line", "II.9.d", "Dòng “Lưu”")
def archive_line(judged: Judged) -> Iterator[Said]:
    """Dòng cuối của nơi nhận là “- Lưu: VT, …”."""
    listed = _listed(judged)
    if not listed:
        return
    if not any(_ARCHIVE.match(_typed(spot)) for spot in listed):
        yield Said(
            listed[-1].where,
            "không có dòng “Lưu”",
            "“- Lưu: VT, …”",
            "Nơi nhận không có dòng “Lưu: VT, …” ở cuối.",
        )
    elif not _ARCHIVE.match(_typed(listed[-1])) and re.match(r"[-–—+*•]", _typed(listed[-1])):
        yield Said(
            listed[-1].where,
            "dòng “Lưu” không ở cuối",
            "dòng cuối",
            "Dòng “Lưu” phải là dòng cuối của nơi nhận.",
        )


@rule("archive-words", "II.9.d", "Lời của dòng “Lưu”")
def archive_words(judged: Judged) -> Iterator[Said]:
    """Sau chữ “Lưu” có dấu hai chấm, rồi chữ viết tắt “VT”, dấu phẩy, chữ viết tắt đơn vị soạn thảo: “Lưu: VT, TCCB.”."""
    for spot in _listed(judged):
        text = _typed(spot).lstrip("-–—+*• ")
        if _ARCHIVE.match(text) and not re.match(r"Lưu\s*: ?(?:VT|Văn thư)\b", text):
            yield Said(
                spot.where, f"“{text[:30]}”", "“Lưu: VT, …”", "Dòng “Lưu” phải ghi “Lưu: VT, …”."
            )


@rule("archive-comma", "II.9.d", "Dấu phẩy sau “VT”")
def archive_comma(judged: Judged) -> Iterator[Said]:
    """Sau “VT” có dấu phẩy rồi đến chữ viết tắt đơn vị soạn thảo; không dùng gạch ngang hoặc chấm phẩy."""
    for spot in _listed(judged):
        if wrong := re.search(r"Lưu\s*:\s*VT\s*([;/\-–+&]|\s(?=\w))", spot.text):
            yield Said(
                spot.where,
                f"“{wrong[0].strip()}”",
                "“VT, …”",
                "Sau “VT” phải là dấu phẩy (,) rồi đến đơn vị soạn thảo.",
            )


def _as_in(spot: Spot) -> list[int]:
    """The articles that "Như Điều 2, Điều 3" names."""
    found = re.match(
        r"\s*[-–—]?\s*như\s+(?:các\s+)?điều\s+(\d+(?:\s*(?:,|và)\s*(?:điều\s+)?\d+)*)",
        _typed(spot),
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
    for spot in _listed(judged) if articles else ():
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
    if any(one.kind == "addressees" for one in judged.components.found):
        return
    for spot in _listed(judged):
        above = re.match(r"[-–—]?\s*như trên", vietnamese.lower(_typed(spot)))
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
    listed = _listed(judged)
    if not listed or judged.components.first("addressees") is None:
        return
    if not any("như trên" in vietnamese.lower(_typed(spot)) for spot in listed):
        yield Said(
            listed[0].where,
            "không có “Như trên”",
            "“- Như trên;”",
            "Văn bản có “Kính gửi” nhưng nơi nhận không có “Như trên”.",
        )


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
    archive_line,
    archive_words,
    archive_comma,
    recipient_article,
    recipient_as_above,
    recipient_as_above_missing,
    *looks_of("recipient", "DanhSachNoiNhan", "danh sách nơi nhận", align=False, case=False),
)
