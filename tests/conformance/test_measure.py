"""The check as a whole, measured on sound documents, on documents with one fault, and on those that offices make."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from service.conformance import checking
from service.conformance.rules import RULES
from service.documents import TYPES
from tests import microsoft
from tools.conformance import __main__ as measuring
from tools.conformance import foreign, page
from tools.conformance.corpus import Figures, figures
from tools.conformance.mutations import MUTATIONS
from tools.conformance.sound_documents import made_here

SLUGS = frozenset(rule.slug for rule in RULES)


@pytest.fixture(scope="module")
def all_figures() -> Figures:
    return figures()


# --- our own documents -------------------------------------------------------


def test_nothing_is_said_of_what_the_service_makes() -> None:
    own = {one.maker: one for one in made_here()}
    assert len(own) >= 20
    reports = {maker: checking.check(one.docx) for maker, one in own.items()}
    said = {
        maker: [(found.rule, found.message) for found in report.findings]
        for maker, report in reports.items()
    }
    assert {maker: words for maker, words in said.items() if words} == {}
    types = {maker: report.type for maker, report in reports.items()}
    assert types == {maker: one.slug for maker, one in own.items()}


# --- the corpus --------------------------------------------------------------


def test_every_kind_of_fault_has_a_name_of_its_own_and_a_rule_that_exists() -> None:
    names = [mutation.name for mutation in MUTATIONS]
    assert len(names) == len(set(names)) >= 40
    named = {rule for mutation in MUTATIONS for rule in (*mutation.rules, *mutation.also)}
    named |= {rule for one in foreign.documents() for rule in (*one.broken, *one.possible)}
    assert named <= SLUGS


def test_every_kind_of_fault_is_put_into_some_document(all_figures: Figures) -> None:
    put_in = {trial.name for trial in all_figures.measure.trials}
    assert {mutation.name for mutation in MUTATIONS} <= put_in


def test_forty_kinds_of_fault_are_put_into_each_type(all_figures: Figures) -> None:
    kinds = Counter(trial.slug for trial in all_figures.measure.trials)
    assert all(kinds[slug] >= 40 for slug in TYPES), kinds


def test_every_rule_that_needs_no_page_has_a_fault_put_in_and_finds_it(
    all_figures: Figures,
) -> None:
    recall = all_figures.measure.recall()
    asked = {rule.slug for rule in RULES if not rule.needs_pages}
    assert asked <= recall.keys()
    assert {slug: found for slug, found in recall.items() if found[0] < 0.95 * found[1]} == {}


# --- the figures -------------------------------------------------------------


def test_the_check_finds_what_it_must_and_keeps_silent_where_nothing_is_wrong(
    all_figures: Figures,
) -> None:
    measure = all_figures.measure
    assert measure.whole_recall >= measuring.LEAST_RECALL
    assert measure.alarms_per_sound_document <= measuring.MOST_ALARMS


def test_the_table_of_printed_pages_has_every_rule_that_needs_them_with_nothing_missed() -> None:
    """Only LibreOffice can measure it anew: ``python -m tools.conformance.printed``."""
    text = page.PAGE.read_text(encoding="utf-8")
    rows = dict(
        re.findall(
            r"^\| `(printed-[\w-]+)` \| [^|]+ \| (\d+ \| \d+ \| \d+) \|$", text, re.MULTILINE
        )
    )
    assert rows.keys() == {rule.slug for rule in RULES if rule.needs_pages}
    for slug, figures_of_rule in rows.items():
        put_in, found, false = map(int, figures_of_rule.split(" | "))
        assert put_in == found > false == 0, slug


def test_mending_changes_no_character_and_nothing_the_second_time(all_figures: Figures) -> None:
    mended = all_figures.mended
    assert [one.name for one in mended if one.changed or one.again] == []
    before = sum(one.mendable_before for one in mended)
    assert sum(one.mendable_after for one in mended) <= before * (1 - measuring.LEAST_MENDED)


def test_the_page_has_the_figures_of_today(all_figures: Figures) -> None:
    found = all_figures
    place = page.PLACE.search(page.PAGE.read_text(encoding="utf-8"))
    assert place is not None
    assert place[2] == page.tables(found.measure, found.foreign, found.mended)


def test_microsoft_finds_nothing_in_mended_documents_that_was_not_there_before(
    all_figures: Figures,
    tmp_path: Path,
) -> None:
    changed = [one for one in all_figures.mended if one.errors_after < one.errors_before]
    assert len(changed) >= 10
    found = microsoft.violations(tmp_path, {one.name: one.content for one in changed})
    assert {name: errors for name, errors in found.items() if errors} == {}
