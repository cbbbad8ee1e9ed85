"""Running text becomes what rules of the text look at: its paragraphs, and one finding for all with the same fault."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from service.conformance.changes import Change
from service.conformance.rules.rule import Judged, Said
from service.conformance.rules.spots import Spot, most_used_size, of_kind

#: What is running text: it is justified, indented and spaced.
PROSE: Final = ("body", "article", "clause", "point", "dash", "basis")
#: The same without what has rules for its own alignment and case.
WITHOUT_LOOKS: Final = PROSE[:-1]
#: What also has the text's size.
SIZED: Final = (*WITHOUT_LOOKS, "titled_clause")


def prose(judged: Judged, kinds: Sequence[str] = PROSE) -> Iterator[Spot]:
    """Running text outside tables and text boxes."""
    for spot in of_kind(judged, *kinds):
        if spot.paragraph.table is None and not spot.paragraph.in_text_box:
            yield spot


def grouped(
    spots: Iterable[Spot],
    fault: Callable[[Spot], str | None],
    wanted: str,
    message: Callable[[str, str], str],
    mend: Callable[[Spot], Iterable[Change]],
) -> Iterator[Said]:
    """One finding for all paragraphs with the same fault; ``message`` takes how many and what was measured."""
    groups: dict[str, list[Spot]] = defaultdict(list)
    for spot in spots:
        measured = fault(spot)
        if measured is not None:
            groups[measured].append(spot)
    for measured, faulty in groups.items():
        first, *others = places = tuple(dict.fromkeys(spot.where for spot in faulty))
        count = f"{len(places)} đoạn" if len(places) > 1 else "Một đoạn"
        changes = tuple(change for spot in faulty for change in mend(spot))
        yield Said(first, measured, wanted, message(count, measured), changes, tuple(others))


def letters_of_a_line(judged: Judged, spot: Spot) -> float:
    """About how many letters fill a line: what is shorter looks the same justified or not."""
    sections = judged.document.sections
    width = 165.0
    if spot.paragraph.section < len(sections):
        section = sections[spot.paragraph.section]
        width = section.width_mm - section.left_mm - section.right_mm
    size = most_used_size(run for _, run in spot.runs) or 14.0
    return width / (size * 0.19)
