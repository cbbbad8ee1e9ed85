"""The line "Lưu: VT, …" at the end of the recipients (mục II.9.d)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from service.conformance.findings import Severity
from service.conformance.rules.recipient_lines import ARCHIVE, listed, typed
from service.conformance.rules.rule import Judged, Rule, Said, rule
from service.conformance.rules.spots import Spot, of_kind


def _headings_of_nothing(judged: Judged) -> Iterator[Spot]:
    """ "Nơi nhận:" where no line at all follows: it lacks the line "Lưu", too."""
    for spot in of_kind(judged, "recipients"):
        if "Lưu" not in spot.text and not judged.components.unrecognised:
            yield spot


@rule("archive-line", "II.9.d", "Dòng “Lưu”")
def archive_line(judged: Judged) -> Iterator[Said]:
    """Dòng cuối của nơi nhận là “- Lưu: VT, …”."""
    lines = listed(judged)
    ends = lines or list(_headings_of_nothing(judged))
    if ends and not any(ARCHIVE.match(typed(spot)) for spot in ends):
        yield Said(
            ends[-1].where,
            "không có dòng “Lưu”",
            "“- Lưu: VT, …”",
            "Nơi nhận không có dòng “Lưu: VT, …” ở cuối.",
        )
    elif lines and not ARCHIVE.match(typed(lines[-1])) and re.match(r"[-–—+*•]", typed(lines[-1])):
        yield Said(
            lines[-1].where,
            "dòng “Lưu” không ở cuối",
            "dòng cuối",
            "Dòng “Lưu” phải là dòng cuối của nơi nhận.",
        )


@rule("archive-words", "II.9.d", "Lời của dòng “Lưu”")
def archive_words(judged: Judged) -> Iterator[Said]:
    """Sau chữ “Lưu” có dấu hai chấm, rồi chữ viết tắt “VT”, dấu phẩy, chữ viết tắt đơn vị soạn thảo: “Lưu: VT, TCCB.”."""
    for spot in listed(judged):
        text = typed(spot).lstrip("-–—+*• ")
        if ARCHIVE.match(text) and not re.match(r"Lưu\s*: ?(?:VT|Văn thư)\b", text):
            yield _archive_said(spot, text, None)
        elif re.match(r"Lưu\s*: ?Văn thư\b", text):
            yield _archive_said(spot, text, "warning")


def _archive_said(spot: Spot, text: str, severity: Severity | None) -> Said:
    message = "Dòng “Lưu” phải ghi “Lưu: VT, …”."
    return Said(spot.where, f"“{text[:30]}”", "“Lưu: VT, …”", message, severity=severity)


@rule("archive-comma", "II.9.d", "Dấu phẩy sau “VT”")
def archive_comma(judged: Judged) -> Iterator[Said]:
    """Sau “VT” có dấu phẩy rồi đến chữ viết tắt đơn vị soạn thảo; không dùng gạch ngang hoặc chấm phẩy."""
    for spot in listed(judged):
        if wrong := re.search(r"Lưu\s*:\s*VT\s*([;/\-–+&](?=\s*\w)|\s(?=\w))", spot.text):
            yield Said(
                spot.where,
                f"“{wrong[0].strip()}”",
                "“VT, …”",
                "Sau “VT” phải là dấu phẩy (,) rồi đến đơn vị soạn thảo.",
            )


ARCHIVE_RULES: Final[tuple[Rule, ...]] = (archive_line, archive_words, archive_comma)
