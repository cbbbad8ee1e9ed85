"""Documents of other tests, held against the decree by the check that any file gets."""

from __future__ import annotations

from collections.abc import Mapping

from service.conformance import checking

#: What only the words of an input can break; the inputs of tests of layout care for the length of their words alone.
OF_WORDS = frozenset(
    {"annex-reference", "clause-order", "recipient-article", "recipient-as-above-missing"}
)


def broken(documents: Mapping[str, bytes]) -> list[tuple[str, str, str]]:
    """(name, rule, message) of everything that is wrong with the form of these .docx."""
    return [
        (name, finding.rule, finding.message)
        for name, docx in documents.items()
        for finding in checking.check(docx).findings
        if finding.rule not in OF_WORDS
    ]
