"""The catalogue of legal bases becomes what a list of bases may be given: on one day, with what belongs beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from service.http.pages.form_nodes import Node
from service.reference import Catalogue, LegalBasis, citations


@dataclass(frozen=True, slots=True)
class Offer:
    """A text of the catalogue with the lines that cite it; ``is_cited`` where the list names all of it already."""

    basis: LegalBasis
    lines: tuple[str, ...]
    is_cited: bool


@dataclass(frozen=True, slots=True)
class Offers:
    """What is in force on a day."""

    catalogue: Catalogue
    on: date

    def __call__(self, node: Node) -> list[Offer]:
        """What the list of a node may be given, in the order of the catalogue."""
        cited = [line.shown for row in node.rows for line in row.nodes]
        found = []
        for basis in self.catalogue.in_force(self.on):
            lines = self.catalogue.lines(basis, self.on)
            found.append(Offer(basis, lines, not citations.not_cited(lines, cited)))
        return found
