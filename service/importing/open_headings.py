"""The headings that are in force at a row, and what they carry to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.importing.announced_counts import AnnouncedCounts, Named, only
from service.importing.list_headings import Heading
from service.importing.places import Said
from service.importing.targets import Target


@dataclass(slots=True)
class _Level:
    heading: Heading
    cell: str
    #: The list that rows of its kind go to before there are any.
    kind: Named | None
    #: How many rows it has had, and the lists that they went to.
    rows: int = 0
    lists: set[Named] = field(default_factory=set)

    @property
    def listed(self) -> Named | None:
        """The list of its rows; None where they went to several."""
        return only(self.lists) if self.lists else self.kind


class OpenHeadings:
    """Headings inside each other, the outermost first."""

    def __init__(self, counts: AnnouncedCounts) -> None:
        self._counts = counts
        self._levels: list[_Level] = []

    def enter(self, heading: Heading, cell: str, kind: Named | None) -> None:
        """A heading ends those of its own style and what stands inside them; ``kind`` is the list that it names."""
        styles = [level.heading.style for level in self._levels]
        if heading.style in styles:
            self._leave(styles.index(heading.style))
        self._levels.append(_Level(heading, cell, kind))
        self._counts.start_anew()

    def leave_all(self) -> None:
        self._leave(0)

    def _leave(self, first: int) -> None:
        for level in self._levels[first:]:
            self._counts.compare(level.heading.count, level.rows, level.cell, level.listed)
        del self._levels[first:]

    def count_row(self, listed: Named) -> None:
        """A row was taken into a list."""
        for level in self._levels:
            level.rows += 1
            level.lists.add(listed)

    @property
    def listed(self) -> Named | None:
        """The list of the rows of the innermost heading that names one; None without."""
        kinds = (level.kind for level in reversed(self._levels))
        return next((kind for kind in kinds if kind is not None), None)

    @property
    def texts(self) -> list[str]:
        return [level.heading.text for level in self._levels]

    @property
    def row_counts(self) -> set[int]:
        return {level.rows for level in self._levels}

    @property
    def unit(self) -> str:
        """The unit that the innermost heading with one names, or ""."""
        units = (level.heading.unit for level in reversed(self._levels))
        return next((unit for unit in units if unit), "")

    @property
    def unknown(self) -> tuple[str, str] | None:
        """The text and the cell of the innermost heading, where nothing is known of what it says."""
        level = self._levels[-1] if self._levels else None
        if level is None or level.heading.target or level.heading.around or level.heading.unit:
            return None
        return level.heading.text, level.cell

    @property
    def target(self) -> Target | None:
        targets = (level.heading.target for level in reversed(self._levels))
        return next((target for target in targets if target is not None), None)

    @property
    def around(self) -> dict[str, Said]:
        """The fields of the row around; an inner heading wins."""
        return {
            pointer: Said(value, level.cell, level.heading.text)
            for level in self._levels
            for pointer, value in level.heading.around
        }
