"""A measure becomes the tables of docs/conformance.md, between two marks of that page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from service.conformance.rules import RULES, Rule
from tools.conformance.foreign import Foreign
from tools.conformance.measure import Measure, Trial
from tools.conformance.mending import Mended

PAGE = Path(__file__).resolve().parents[2] / "docs" / "conformance.md"
PLACE = re.compile(r"(<!-- measure[^\n]*-->\n)(.*?)(\n<!-- /measure -->)", re.DOTALL)


def written(text: str, tables: str) -> str:
    """The page with these tables in their place."""
    return PLACE.sub(lambda found: found[1] + tables + found[3], text)


def tables(measure: Measure, foreign: Sequence[Foreign], mended: Sequence[Mended]) -> str:
    """Everything that the page says by figures, as Markdown."""
    pieces = [
        "### In short",
        _short(measure, mended),
        "### Rule by rule",
        _rules(measure),
        "### What was missed, and what spoke where it should not",
        _misses(measure),
        "### Documents as offices make them",
        _foreign(measure, foreign),
        "### Mended",
        _mended(mended),
    ]
    return "\n\n".join(pieces)


def _short(measure: Measure, mended: Sequence[Mended]) -> str:
    faults = [trial for trial in measure.trials if trial.name != trial.document]
    kinds = len({trial.name for trial in faults})
    clean = sum(not rules for rules in measure.sound.values())
    before = sum(one.mendable_before for one in mended)
    after = sum(one.mendable_after for one in mended)
    words = sum(one.errors_before - one.mendable_before for one in mended)
    every = sum(one.errors_before for one in mended), sum(one.errors_after for one in mended)
    rows = [
        ("sound documents, and of them without a word", f"{len(measure.sound)}, {clean}"),
        ("false alarms per sound document", f"{measure.alarms_per_sound_document:.2f}"),
        (
            "kinds of fault, each in every type that has its place",
            f"{kinds}: {len(faults)} documents",
        ),
        ("faults found (recall)", _share(*_sums(measure))),
        ("findings that are right (precision)", _share(*measure.precision())),
        (
            "errors that can be mended without a letter, before and after mending",
            f"{before}, {after} (down {1 - after / before:.1%})",
        ),
        ("errors that a person must mend, in the same documents", str(words)),
        (
            "all errors in these documents, before and after mending",
            f"{every[0]}, {every[1]} (down {1 - every[1] / every[0]:.1%})",
        ),
        ("documents mended whose characters changed", str(sum(one.changed for one in mended))),
    ]
    return table(("what", "figure"), rows)


def _sums(measure: Measure) -> tuple[int, int]:
    counts = measure.recall().values()
    return sum(found for found, _ in counts), sum(wanted for _, wanted in counts)


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / whole:.1%})" if whole else "none"


def _rules(measure: Measure) -> str:
    recall, false = measure.recall(), measure.false_alarms()
    rows = []
    for rule in RULES:
        if rule.needs_pages:
            continue
        found, put = recall.get(rule.slug, (0, 0))
        clause = short_clause(rule)
        rows.append(
            (
                f"`{rule.slug}`",
                clause,
                str(put),
                str(found) if put else "",
                str(false.get(rule.slug, 0)),
            )
        )
    head = ("rule", "clause", "faults put in", "found", "false alarms")
    asked = sum(rule.slug in recall for rule in RULES)
    printed = sum(rule.needs_pages for rule in RULES)
    said = (
        f"{asked} of {len(RULES)} rules had a fault put in for them; the {printed} that look at printed pages have a table of "
        "their own below."
    )
    return f"{said}\n\n{table(head, rows)}"


def _misses(measure: Measure) -> str:
    missed = [
        (trial.name, trial.document, ", ".join(sorted(trial.missed)), "")
        for trial in measure.trials
        if trial.missed
    ]
    false = [
        (trial.name, trial.document, "", ", ".join(sorted(trial.false)))
        for trial in measure.trials
        if trial.false
    ]
    sound = [
        (name, "sound", "", ", ".join(rules)) for name, rules in measure.sound.items() if rules
    ]
    rows = sorted([*missed, *false, *sound])
    return table(("fault", "document", "missed", "false"), rows) if rows else "Nothing."


def _foreign(measure: Measure, foreign: Sequence[Foreign]) -> str:
    trials: dict[str, Trial] = {trial.name: trial for trial in measure.trials}
    rows = []
    for document in foreign:
        said = ", ".join(f"`{rule}`" for rule in sorted(trials[document.name].said)) or "nothing"
        rows.append((document.name, document.what, said))
    return table(("document", "what the office did", "rules that speak"), rows)


def _mended(mended: Sequence[Mended]) -> str:
    rows = [
        (one.name, str(one.errors_before), str(one.errors_after), one.said or "none")
        for one in mended
    ]
    return table(("document", "errors before", "errors after", "left, or why refused"), rows)


def short_clause(rule: Rule) -> str:
    """ "II.5.b" of a clause of Phụ lục I; others whole."""
    return rule.clause.replace("Phụ lục I, Phần I, mục ", "")


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
