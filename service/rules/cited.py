"""The texts that a record's basis lines cite, with the pointers of the lines.

Shared by the rules about legal bases; only this module knows where the lines stand in a record.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from service.language.wording import short_date
from service.reference import Catalogue, LegalBasis, basis_form
from service.reference.basis_form import Basis
from service.reference.citations import Citation
from service.rules import Record

_CHECK = "; mốc này chưa chắc chắn, đề nghị kiểm tra"


class Cited(NamedTuple):
    """One cited text: its line's pointer, the whole line taken apart, and the citation itself."""

    pointer: str
    basis: Basis
    citation: Citation

    def instead(self, item: LegalBasis) -> str:
        """The line with the catalogue's words in place of this citation."""
        line = self.basis.line
        return line[: self.citation.start] + item.cite + line[self.citation.end :]


def texts(record: Record) -> Iterator[tuple[str, str]]:
    """Every basis line that is text, with its pointer."""
    for index, line in enumerate(record.get("legal_bases") or ()):
        if isinstance(line, str):
            yield f"/legal_bases/{index}", line


def lines(record: Record) -> list[str]:
    """The lines alone."""
    return [line for _, line in texts(record)]


def by_line(record: Record) -> Iterator[tuple[str, tuple[Cited, ...]]]:
    """The texts cited in each line, at least one, with the line's pointer."""
    yield from _taken_apart(tuple(texts(record)))


def every_citation(record: Record) -> Iterator[Cited]:
    """Every cited text of every line."""
    for _, all_of_line in by_line(record):
        yield from all_of_line


def known_citations(record: Record, catalogue: Catalogue) -> Iterator[tuple[Cited, LegalBasis]]:
    """Every cited text that the catalogue knows, with its entry."""
    for cited in every_citation(record):
        item = catalogue.find(cited.citation)
        if item:
            yield cited, item


def source(catalogue: Catalogue, sure: bool) -> str:
    """How far a message can be trusted: the catalogue's day, and a request to check what was not seen in the text itself."""
    return f" (theo danh mục cập nhật đến {short_date(catalogue.as_of)}{'' if sure else _CHECK})"


# A dozen rules read the same lines one after the other, and again with each suggestion in its place.
_parsed = lru_cache(maxsize=256)(basis_form.parse)


@lru_cache(maxsize=64)
def _taken_apart(
    numbered: tuple[tuple[str, str], ...],
) -> tuple[tuple[str, tuple[Cited, ...]], ...]:
    parsed = ((pointer, _parsed(line)) for pointer, line in numbered)
    return tuple(
        (pointer, tuple(Cited(pointer, basis, citation) for citation in basis.citations))
        for pointer, basis in parsed
        if basis.citations
    )
