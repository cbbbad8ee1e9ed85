"""The rules on the corpus of ``tools/sense``: what they must find, where they must be silent, and what docs/rules.md says."""

from __future__ import annotations

from collections import Counter

import pytest

from service.language.vietnamese import nfc
from tools import make_rules_page
from tools.sense import clean, faults_in_texts, measure, table
from tools.sense.changes import Fault
from tools.sense.measure import Figures

#: What is promised: of all faults, and of those of each rule.
OF_ALL, OF_EACH = 0.95, 0.8


@pytest.fixture(scope="module")
def figures() -> Figures:
    return measure.measure()


def test_the_corpus_is_as_large_as_it_says_and_every_rule_has_its_faults(figures: Figures) -> None:
    assert figures.faults.total() >= 300
    assert len(clean.paragraphs()) >= 200
    assert len(set(clean.paragraphs())) == len(clean.paragraphs())
    assert all(nfc(text) == text for text in clean.paragraphs())
    few = {code: count for code in measure.codes() if (count := figures.faults[code]) < 3}
    assert few == {}


def test_nearly_all_faults_are_found_and_most_of_each_rule(figures: Figures) -> None:
    assert figures.recall >= OF_ALL
    assert {code for code in measure.codes() if figures.recall_of(code) < OF_EACH} == set()


def test_where_nothing_is_wrong_nothing_is_said(figures: Figures) -> None:
    assert figures.false_alarms == Counter()


def test_the_page_of_the_rules_says_what_was_measured(figures: Figures) -> None:
    written = make_rules_page.PAGE.read_text(encoding="utf-8")
    assert written == make_rules_page.page(figures), "run make sense"
    assert table.section(figures) in written


def test_every_slip_spoils_some_paragraph() -> None:
    for code, spoil in faults_in_texts.SLIPS:
        assert any(spoil(text) != text for text in clean.paragraphs()), code


def test_each_fault_is_of_an_input_that_is_clean_without_it() -> None:
    for slug in (clean.REPORT, clean.DECISION, clean.MINUTES):
        assert clean.sample(slug) in [data for _, data in clean.whole_documents()]


def test_a_rule_that_says_nothing_would_be_seen() -> None:
    fault = next(iter(faults_in_texts.slips_in_paragraphs()))
    mended = Fault(fault.code, fault.slug, clean.sample(fault.slug), fault.pointer)
    found = measure.measure([fault, mended], [])
    assert (found.found[fault.code], found.missed[fault.code]) == (1, [mended])
