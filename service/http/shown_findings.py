"""A checked document becomes what a page prints of it: the list of findings, the pages with their marks, and the report as one file.

The page for clerks and the report in a zip are drawn with the same parts (``conformance_parts.html``).
"""

from __future__ import annotations

import base64
import io
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flask import render_template

from service import checked_documents
from service.checked_documents import Checked
from service.conformance.converting import Converted
from service.conformance.findings import Report, Severity, Where
from service.conformance.found_components import CERTAIN_ENOUGH, KINDS
from service.conformance.rules.letters import legacy_encoding
from service.conformance.writing import words
from service.conformance.writing.marks import Mark
from service.documents import TYPES
from service.pdf.page_images import PageImage

_STATIC: Final = Path(__file__).parent / "pages" / "static"
#: The style of a report that lies alone on a disk: colours and measures, then what a checked document looks like.
_STYLES: Final = ("tokens.css", "conformance.css")
#: So many findings are listed; a document with more has to be made anew anyway.
MOST_FINDINGS: Final = 500
_COUNTED: Final[dict[Severity, str]] = {"error": "lỗi", "warning": "cảnh báo", "info": "gợi ý"}


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """One line of the list; ``page`` is the number of the first page that shows it, None where none does."""

    number: int
    severity: Severity
    called: str
    message: str
    measured: str
    wanted: str
    clause: str
    place: str
    more: int
    manual: str
    fixable: bool
    obstacle: str
    page: int | None

    @property
    def is_plain(self) -> bool:
        """Whether the message says already what was measured and what is wanted."""
        return self.measured in self.message and self.wanted in self.message


@dataclass(frozen=True, slots=True)
class ShownConversion:
    """One text before and after it was written in Unicode."""

    before: str
    after: str
    font: str
    place: str


@dataclass(frozen=True, slots=True)
class ShownPage:
    """One page as a picture that travels inside HTML, with its marks; ``first`` are numbers that stand here for the first time."""

    number: int
    source: str
    image: PageImage
    marks: Sequence[Mark]
    first: frozenset[int]


def findings(checked: Checked) -> list[ShownFinding]:
    """The first findings in the order of their numbers."""
    on_pages: dict[int, int] = {}
    for mark in checked.marks:
        on_pages.setdefault(mark.number, mark.page)
    return [_finding(one, on_pages.get(one.number)) for one in checked.numbered[:MOST_FINDINGS]]


def _finding(one: words.Numbered, page: int | None) -> ShownFinding:
    finding = one.finding
    rule = words.RULES_BY_SLUG.get(finding.rule)
    return ShownFinding(
        number=one.number,
        severity=finding.severity,
        called=words.SEVERITIES[finding.severity],
        message=finding.message,
        measured=finding.measured,
        wanted=finding.wanted,
        clause=finding.clause,
        place=words.place(finding.where),
        more=len(finding.also),
        manual=rule.manual if rule else "",
        fixable=finding.fixable,
        obstacle=finding.obstacle,
        page=page,
    )


def pages(checked: Checked) -> list[ShownPage]:
    """The drawn pages with their marks."""
    marks = checked.marks
    first: dict[int, int] = {}
    for mark in marks:
        first.setdefault(mark.number, mark.page)
    return [
        ShownPage(
            number=number,
            source=source(image),
            image=image,
            marks=[mark for mark in marks if mark.page == number],
            first=frozenset(one for one, page in first.items() if page == number),
        )
        for number, image in enumerate(checked.drawn.pages if checked.drawn else (), 1)
    ]


def source(image: PageImage) -> str:
    """A picture as the address of itself."""
    return f"data:image/png;base64,{base64.b64encode(image.png).decode()}"


def conversions(converted: Converted) -> list[ShownConversion]:
    """The first converted texts, with their places in an office's words."""
    return [
        ShownConversion(
            run.before, run.after, run.font, words.place(Where(run.part, run.paragraph))
        )
        for run in converted.runs[:MOST_FINDINGS]
    ]


def has_old_letters(report: Report) -> bool:
    """Whether a text was found that is in TCVN3 or VNI."""
    return any(finding.rule == legacy_encoding.slug for finding in report.findings)


def counts(report: Report) -> list[tuple[Severity, str]]:
    """ "2 lỗi", "1 cảnh báo": the severities that there are, each with its words."""
    found = Counter(finding.severity for finding in report.findings)
    return [
        (severity, f"{found[severity]} {called}")
        for severity, called in _COUNTED.items()
        if found[severity]
    ]


def told_type(report: Report) -> str:
    """What kind of document it was taken for, in a clerk's words."""
    if report.family == "party":
        return "văn bản của Đảng, không theo Nghị định số 30/2020/NĐ-CP nên không được xét."
    if report.type is not None:
        title = TYPES[report.type].title
        return title if report.type_certainty >= CERTAIN_ENOUGH else f"{title} (chưa chắc)"
    if report.type_name is not None:
        return f"{report.type_name}; chỉ các điểm chung cho mọi văn bản được xét."
    return "chưa rõ; chỉ các điểm chung cho mọi văn bản được xét."


def components(report: Report) -> list[tuple[str, str, str]]:
    """Number of the ô, name and certainty of each kind of component that was recognised, the surest of each kind."""
    best: dict[str, tuple[str, float]] = {}
    for one in report.components:
        if one.certainty > best.get(one.kind, ("", -1.0))[1]:
            best[one.kind] = (one.number, one.certainty)
    return [
        (number, KINDS.get(kind, ("", kind))[1], "chắc" if sure >= CERTAIN_ENOUGH else "chưa chắc")
        for kind, (number, sure) in best.items()
    ]


def unjudged(report: Report) -> list[tuple[str, str]]:
    """Titles of the rules that could not be judged, by the reason."""
    found: dict[str, list[str]] = {}
    for slug, why in report.unjudged:
        rule = words.RULES_BY_SLUG.get(slug)
        found.setdefault(why, []).append(rule.title if rule else slug)
    return [(why, "; ".join(titles)) for why, titles in found.items()]


def report_page(checked: Checked, name: str) -> str:
    """The report as one HTML file that needs nothing else: pictures and style are inside."""
    styles = "\n".join((_STATIC / style).read_text(encoding="utf-8") for style in _STYLES)
    return render_template(
        "conformance_report.html",
        name=name,
        styles=styles,
        report=checked.report,
        why_not=checked.why_not,
        findings=findings(checked),
        pages=pages(checked),
        count=checked.drawn.count if checked.drawn else 0,
        counts=counts(checked.report),
        type=told_type(checked.report),
        components=components(checked.report),
        unjudged=unjudged(checked.report),
    )


def archive(checked: Checked, name: str) -> bytes:
    """A zip of the report and of every page as a picture with the findings drawn on it; the same input gives the same bytes."""
    files = {"report.html": report_page(checked, name).encode(errors="replace")}
    if checked.drawn:
        for number, image in enumerate(checked_documents.marked_pages(checked), 1):
            files[f"trang-{number:02}.png"] = image.png
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as target:
        for file, content in files.items():
            kind = zipfile.ZIP_STORED if file.endswith(".png") else zipfile.ZIP_DEFLATED
            target.writestr(zipfile.ZipInfo(file), content, compress_type=kind)
    return written.getvalue()
