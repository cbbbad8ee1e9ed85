"""The letterhead (ô 1 to 4, 5b, 10, 11): its pieces become components, whatever holds them in their places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from service.conformance.components import words
from service.conformance.components.lines import Column, Piece, SeenLine, component, pieces
from service.conformance.components.rules_below import RuleFinder
from service.conformance.findings import Component
from service.importing.word import letterhead
from service.language import name_words, vietnamese

#: A fixed text that is broken over more lines than these is none.
_MOST_LINES: Final = 3
_LONGEST: Final = 200
_MOST_NAMES: Final = 6
#: A head of more pieces is none.
_MOST_PIECES: Final = 200


@dataclass(slots=True)
class Head:
    """What the lines above the title hold."""

    components: list[Component] = field(default_factory=list)
    is_of_party: bool = False
    #: Lines with something that is none of its components.
    unknown: list[SeenLine] = field(default_factory=list)

    def has(self, kind: str) -> bool:
        return any(one.kind == kind for one in self.components)


def read(lines: list[SeenLine], finder: RuleFinder, *, titled: bool) -> Head:
    """The components among lines of which all stand above the title, if the document is ``titled``."""
    head = Head()
    every = left = pieces(lines, words.HEAD_CUT)[:_MOST_PIECES]
    for kind, known in _FIXED:
        left = _take(head, kind, known, left)
    left = [piece for piece in left if not piece.is_rule]
    left = _letter_subject(head, left)
    if not titled:
        left = _below_number(head, every, left)
    left = _organs(head, left)
    head.unknown = list(dict.fromkeys(piece.line for piece in left))
    _rules(head, lines, finder)
    return head


# --- what is known by its words -------------------------------------------------------------------

Known = Callable[[str], float]


def _national_name(typed: str) -> float:
    folded = vietnamese.fold_words(typed)
    return words.meant_as(folded, words.NATIONAL) or 0.8 * bool(
        words.NATIONAL_LIKE.fullmatch(folded)
    )


def _motto(typed: str) -> float:
    folded = vietnamese.fold_words(typed)
    return words.meant_as(folded, words.MOTTO_WORDS) or 0.8 * bool(
        words.MOTTO_LIKE.fullmatch(folded)
    )


def _stamp(texts: frozenset[str], meant: re.Pattern[str]) -> Known:
    """As it should be, else in other letters or words that only such a stamp has."""
    return lambda typed: (
        0.9 if typed in texts else 0.8 * bool(meant.fullmatch(vietnamese.fold_words(typed)))
    )


def _number(typed: str) -> float:
    if words.NUMBER.fullmatch(typed):
        return 0.95
    return 0.7 if any(map(str.isalnum, typed)) and words.NUMBER_LIKE.fullmatch(typed) else 0.0


def _dated(typed: str) -> float:
    if words.DATED.fullmatch(typed):
        return 0.95
    return 0.7 if words.DATED_LIKE.fullmatch(typed) else 0.0


def _copied(typed: str) -> float:
    return 0.8 if words.COPIED.match(typed) and ";" in typed else 0.0


_FIXED: Final[tuple[tuple[str, Known], ...]] = (
    ("national_name", _national_name),
    ("motto", _motto),
    ("place_date", _dated),
    ("number", _number),
    ("priority", _stamp(words.PRIORITIES, words.PRIORITY_LIKE)),
    ("secrecy", _stamp(words.SECRECIES, words.SECRECY_LIKE)),
    ("circulation", _stamp(words.CIRCULATIONS, words.CIRCULATION_LIKE)),
    ("electronic_copy", _copied),
)


def is_of_head(text: str) -> bool:
    """Whether a text is what only a head holds."""
    return any(known(text) for _, known in _FIXED)


def is_national_name(text: str) -> bool:
    """Whether a text is Quốc hiệu, or begins a line with it."""
    return bool(_national_name(text))


def _take(head: Head, kind: str, known: Known, left: list[Piece]) -> list[Piece]:
    """Take the pieces that are most certainly of a kind; they may be one text broken over lines of one column."""
    best: tuple[float, int, int] = (0.0, 0, 0)
    for start in range(len(left)):
        for count in range(1, _MOST_LINES + 1):
            run = left[start : start + count]
            if len(run) < count or any(
                piece.is_rule or piece.column != run[0].column for piece in run
            ):
                break
            text = " ".join(piece.text for piece in run)
            certainty = known(text) if len(text) <= _LONGEST else 0.0
            best = max(best, (certainty, -count, -start))
    certainty, count, start = best[0], -best[1], -best[2]
    if not certainty:
        return left
    head.components.append(component(kind, left[start : start + count], certainty))
    return left[:start] + left[start + count :]


def _letter_subject(head: Head, left: list[Piece]) -> list[Piece]:
    """What a công văn is about: from "V/v" to the end of its column, or to what is known there."""
    for start, piece in enumerate(left):
        if words.ABOUT.match(piece.text) and (not piece.text.isupper() or "/" in piece.text[:4]):
            end = start + 1
            while (
                end < len(left)
                and left[end].column == piece.column
                and not left[end].text.isupper()
            ):
                end += 1
            head.components.append(component("letter_subject", left[start:end], 0.9))
            return left[:start] + left[end:]
    return left


def _below_number(head: Head, every: list[Piece], left: list[Piece]) -> list[Piece]:
    """What stands in small letters right below the number of a công văn is its subject, whatever it begins with."""
    number = next((one for one in head.components if one.kind == "number"), None)
    if number is None or head.has("letter_subject"):
        return left
    above = next((piece for piece in every if piece.line.at == number.paragraphs[-1]), None)
    found = [
        piece
        for piece in left
        if above is not None
        and piece.column == above.column
        and piece.line.at > above.line.at
        and not piece.text.isupper()
    ]
    if found:
        head.components.append(component("letter_subject", found, 0.7))
    return [piece for piece in left if piece not in found]


# --- names of organs ------------------------------------------------------------------------------


def _organs(head: Head, left: list[Piece]) -> list[Piece]:
    """The names above the number: the organ's own, and that of the organ it belongs to."""
    party = next((piece for piece in left if words.meant_as(piece.folded, words.PARTY)), None)
    if party is not None and not head.has("national_name"):
        head.is_of_party = True
    names = _names(left)
    if not names:
        return left
    own = _own_from(names)
    if own is None:
        return left
    start, certainty = own
    if start:
        head.components.append(component("parent_organ", names[:start], certainty))
    head.components.append(component("organ", names[start:], certainty))
    return [piece for piece in left if piece not in names]


def _names(left: list[Piece]) -> list[Piece]:
    """The pieces of the column that holds the names: that of the number, else the first one with a name."""
    by_column: dict[Column, list[Piece]] = {}
    for piece in left:
        by_column.setdefault(piece.column, []).append(piece)
    candidates = [
        found
        for column in sorted(by_column, key=lambda column: column[2])
        if (found := [piece for piece in by_column[column] if len(piece.text) <= 100])
        and any(piece.text.isupper() or name_words.is_unit_name(piece.text) for piece in found)
    ]
    first = candidates[0] if candidates else []
    return first if len(first) <= _MOST_NAMES else []


def _own_from(names: list[Piece]) -> tuple[int, float] | None:
    """Where the organ's own name begins among the lines, and how certain that is."""
    bold = [piece.is_bold for piece in names]
    begins = [name_words.is_unit_name(vietnamese.lower(piece.text)) for piece in names]
    for place in range(len(names) - 1):
        # "ỦY BAN NHÂN DÂN" is a name only with the line below it.
        if names[place].folded in letterhead.HALF_NAMES:
            begins[place : place + 2] = [True, False]
    starts = [place for place, starts in enumerate(begins) if starts]
    if any(bold) and not all(bold) and all(bold[bold.index(True) :]):
        return bold.index(True), 0.9
    if len(names) == 1:
        return 0, 0.9 if begins[0] or names[0].text.isupper() else 0.65
    if len(starts) >= 2:
        return starts[-1], 0.85
    if len(names) == 2 and not (starts == [0] and names[0].folded in letterhead.HALF_NAMES):
        return 1, 0.7
    return (0, 0.7) if starts and starts[0] == 0 else None


# --- rules ----------------------------------------------------------------------------------------


def _rules(head: Head, lines: list[SeenLine], finder: RuleFinder) -> None:
    by_at = {line.at: line for line in lines}
    whole = {piece: piece for piece in pieces(lines, words.HEAD_CUT)}
    for kind, rule in (("motto", "motto_rule"), ("organ", "organ_rule")):
        for one in [one for one in head.components if one.kind == kind]:
            last = next(iter(_last_pieces(one, whole)), by_at[one.paragraphs[-1]])
            found = finder.below(last)
            if found is not None:
                head.components.append(component(rule, [found[0]], found[1]))
    _loose_rules(head, lines, finder)


def _last_pieces(one: Component, whole: dict[Piece, Piece]) -> Iterator[Piece]:
    for piece in whole:
        if one.spans and piece.line.at == one.paragraphs[-1] and piece.end == one.spans[-1][1]:
            yield piece


def _loose_rules(head: Head, lines: list[SeenLine], finder: RuleFinder) -> None:
    """Lines that are anchored at other paragraphs of the head: under the motto first, which must have one."""
    places = range(finder.place_of(lines[-1]) + 1) if lines else range(0)
    for kind, rule in (("motto", "motto_rule"), ("organ", "organ_rule")):
        if head.has(kind) and not head.has(rule):
            found = finder.anywhere(places)
            if found is not None:
                head.components.append(component(rule, [found[0]], found[1]))
