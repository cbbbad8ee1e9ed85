"""The rules that look at printed pages, measured: ``python -m tools.conformance.printed`` writes their table.

Needs LibreOffice. Each fault is one that only the page shows: where the document itself tells it, another rule has spoken
already. Everything is turned into PDF in one run of LibreOffice.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from service.conformance import checking
from service.conformance.rules import RULES
from service.page_letters import PageLetters, Pages
from service.pdf import page_images
from tools.conformance import edits, page
from tools.conformance.foreign.heads import head_in_boxes
from tools.conformance.further_manuscripts import LETTER
from tools.conformance.hands import DIRECT, EXACT_LINES
from tools.conformance.manuscripts import DECISION, MANUSCRIPTS, REPORT
from tools.conformance.measure import Trial, spoilt
from tools.conformance.mutations.mutation import (
    DATE,
    LETTER_SUBJECT,
    MOTTO,
    NAME,
    NATIONAL,
    NUMBER,
    ORGAN,
    PARENT,
    RECIPIENTS,
    TYPE,
    Mutation,
    letters,
    lines,
    several,
    subject,
    typed,
)
from tools.conformance.opened import Opened, W, words_of
from tools.conformance.pictures import to_pdf
from tools.conformance.sound_documents import Sound

#: Blanks that push a centred line out of the middle.
_BLANKS = " " * 24
_SIGNED = ("commendation-decision", "summary-report")
#: Lines that can change places where the head is one row.
_IN_ONE_ROW = ("printed-number-above", "printed-motto-above")
_PLACE = re.compile(r"(<!-- printed[^\n]*-->\n)(.*?)(\n<!-- /printed -->)", re.DOTALL)


def _second_page(opened: Opened) -> None:
    first = opened.root()[0][0]
    above = edits.put_behind(opened.paragraph(TYPE), "")
    above.find("{*}pPr").clear()
    first.addprevious(above)
    broken = etree.SubElement(etree.SubElement(above, f"{{{W}}}r"), f"{{{W}}}br")
    broken.set(f"{{{W}}}type", "page")


def _number_above(opened: Opened) -> None:
    opened.paragraph(PARENT).addprevious(opened.paragraph(NUMBER))


def _motto_above(opened: Opened) -> None:
    opened.paragraph(NATIONAL).addprevious(opened.paragraph(MOTTO))


def _signed_left(opened: Opened) -> None:
    edits.set_columns(opened.paragraph(RECIPIENTS), 0.15)


def _recipients_right(opened: Opened) -> None:
    edits.set_columns(opened.paragraph(RECIPIENTS), 0.8)


def _name_on_next_page(opened: Opened) -> None:
    name = opened.paragraph(NAME)
    for _ in range(60):
        blank = edits.put_behind(name, "")
        name.addprevious(blank)


def _pushed_subject(_: Opened, paragraph: object) -> None:
    edits.say(paragraph, _BLANKS * 2 + words_of(paragraph)[:40])


FAULTS = (
    Mutation(
        "printed-second-page",
        "Quốc hiệu ở trang hai",
        ("printed-national-first-page",),
        _second_page,
    ),
    Mutation(
        "printed-national-wide",
        "Quốc hiệu giãn chữ nên xuống dòng",
        ("printed-national-line",),
        letters(NATIONAL, spacing=4),
    ),
    Mutation(
        "printed-motto-wide",
        "Tiêu ngữ giãn chữ nên xuống dòng",
        ("printed-motto-line",),
        letters(MOTTO, spacing=9),
    ),
    Mutation(
        "printed-motto-pushed",
        "Tiêu ngữ lệch vì dấu cách",
        ("printed-motto-middle",),
        typed(MOTTO, "^", _BLANKS),
        also=("printed-date-middle",),
    ),
    Mutation(
        "printed-motto-above", "Tiêu ngữ ở trên Quốc hiệu", ("printed-motto-below",), _motto_above
    ),
    Mutation(
        "printed-organ-pushed",
        "Tên cơ quan lệch vì dấu cách",
        ("printed-organ-middle",),
        typed(ORGAN, "^", _BLANKS),
        also=("printed-number-middle",),
    ),
    Mutation(
        "printed-number-pushed",
        "Số, ký hiệu lệch vì dấu cách",
        ("printed-number-middle",),
        typed(NUMBER, "^", _BLANKS),
        also=("printed-letter-subject-middle",),
    ),
    Mutation(
        "printed-number-above",
        "Số, ký hiệu ở trên tên cơ quan",
        ("printed-number-below",),
        _number_above,
        also=(
            "printed-date-middle",
            "printed-date-row",
        ),
    ),
    Mutation(
        "printed-date-pushed",
        "Ngày tháng lệch vì dấu cách",
        ("printed-date-middle",),
        typed(DATE, "^", _BLANKS),
    ),
    Mutation(
        "printed-date-lower",
        "Ngày tháng thấp hơn số",
        ("printed-date-row",),
        lines(DATE, before=40),
        also=("printed-name-page",),
    ),
    Mutation(
        "printed-type-pushed",
        "Tên loại lệch vì dấu cách",
        ("printed-type-middle",),
        typed(TYPE, "^", _BLANKS),
    ),
    Mutation(
        "printed-subject-pushed",
        "Trích yếu lệch vì dấu cách",
        ("printed-subject-middle",),
        subject(_pushed_subject),
    ),
    Mutation(
        "printed-letter-subject-pushed",
        "Trích yếu công văn lệch vì dấu cách",
        ("printed-letter-subject-middle",),
        typed(LETTER_SUBJECT, "^.*$", _BLANKS + "V/v đón đoàn"),
    ),
    Mutation(
        "printed-signed-left",
        "Chữ ký ở nửa trái trang",
        ("printed-signature-right",),
        several(_signed_left, lines(NAME, align="left")),
        types=_SIGNED,
        also=("printed-name-middle",),
    ),
    Mutation(
        "printed-name-pushed",
        "Họ tên lệch vì dấu cách",
        ("printed-name-middle",),
        typed(NAME, "^", _BLANKS),
        types=_SIGNED,
    ),
    Mutation(
        "printed-name-later",
        "Họ tên ở trang sau chức vụ",
        ("printed-name-page",),
        _name_on_next_page,
        types=_SIGNED,
        also=("printed-name-middle",),
    ),
    Mutation(
        "printed-recipients-lower",
        "“Nơi nhận” thấp hơn chức vụ",
        ("printed-recipients-row",),
        lines(RECIPIENTS, before=40),
        types=_SIGNED,
    ),
    Mutation(
        "printed-recipients-right",
        "“Nơi nhận” ở bên phải",
        ("printed-recipients-left",),
        several(_recipients_right, lines(RECIPIENTS, align="right")),
        types=_SIGNED,
    ),
)


def _sound() -> Iterator[Sound]:
    for manuscript in MANUSCRIPTS:
        yield Sound("direct", manuscript.slug, DIRECT.document(manuscript))
        yield Sound("exact-lines", manuscript.slug, EXACT_LINES.document(manuscript))
    yield Sound("direct", LETTER.slug, DIRECT.document(LETTER))


def _documents() -> Iterator[tuple[Trial, bytes]]:
    """Every document with what is wrong with it; what is said comes later."""
    sound = list(_sound())
    for one in sound:
        yield Trial("", one.name, frozenset(), frozenset(), frozenset()), one.docx
    for fault in FAULTS:
        for one in sound:
            docx = spoilt(fault, one)
            if docx is not None and (one.maker == "exact-lines") == (fault.name in _IN_ONE_ROW):
                wanted, allowed = frozenset(fault.rules), frozenset(fault.also)
                yield Trial(fault.name, one.name, wanted, allowed, frozenset()), docx
    for manuscript in (DECISION, REPORT):
        rules = frozenset({"printed-national-right", "printed-organ-left"})
        docx = head_in_boxes(manuscript, 98, 0)
        yield Trial("printed-boxes-changed", manuscript.slug, rules, frozenset(), frozenset()), docx


def measured() -> list[Trial]:
    """Every document turned into PDF and checked with its pages."""
    found = list(_documents())
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for number, (_, docx) in enumerate(found):
            (place / f"{number}.docx").write_bytes(docx)
        to_pdf(place)
        return [
            _heard(trial, docx, (place / f"{number}.pdf").read_bytes())
            for number, (trial, docx) in enumerate(found)
        ]


def _heard(trial: Trial, docx: bytes, pdf: bytes) -> Trial:
    drawn = page_images.draw(pdf, 5)
    pages = tuple(PageLetters(one.width, one.height, one.letters, one.boxes) for one in drawn.pages)
    report = checking.check(docx, pages=Pages(pages, drawn.count))
    said = frozenset(one.rule for one in report.findings if one.rule.startswith("printed-"))
    return Trial(trial.name, trial.document, trial.wanted, trial.allowed, said)


def table(trials: list[Trial]) -> str:
    """The table of docs/conformance.md."""
    put: Counter[str] = Counter()
    found: Counter[str] = Counter()
    false: Counter[str] = Counter()
    for trial in trials:
        put.update(trial.wanted)
        found.update(trial.wanted & trial.said)
        false.update(trial.false)
    rows = [
        (
            f"`{rule.slug}`",
            page.short_clause(rule),
            str(put[rule.slug]),
            str(found[rule.slug]),
            str(false[rule.slug]),
        )
        for rule in RULES
        if rule.needs_pages
    ]
    return page.table(("rule", "clause", "faults put in", "found", "false alarms"), rows)


def main() -> int:
    """0 when nothing is missed and nothing is said besides."""
    trials = measured()
    for trial in trials:
        if trial.missed or trial.false:
            sys.stdout.write(
                f"{trial.name} {trial.document} {sorted(trial.missed)} {sorted(trial.false)}\n"
            )
    old = page.PAGE.read_text(encoding="utf-8")
    page.PAGE.write_text(
        _PLACE.sub(lambda one: one[1] + table(trials) + one[3], old), encoding="utf-8"
    )
    return int(any(trial.missed or trial.false for trial in trials))


if __name__ == "__main__":
    sys.exit(main())
