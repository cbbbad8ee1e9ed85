"""How much a page may show: data of some kilobytes could ask for inputs of gigabytes."""

from __future__ import annotations

from typing import Final

from service.errors import InputTooLarge

#: What one row costs to draw, by how its list looks: people of a grid wait as text, a card has lists of its own.
_COSTS: Final = {"grid": 10, "lines": 5, "cards": 200, "blocks": 200}
_OTHER_COST: Final = 3
#: Some 30 MB of page: 20,000 people, 40,000 lines or 1,000 cards. Shorter lists, too long for a document, are shown
#: with what the schema says of them.
_MOST: Final = 200_000
_TOO_MUCH: Final = (
    "Dữ liệu có quá nhiều mục để hiện trên một trang; hãy tách thành nhiều văn bản, "
    "hoặc bỏ các mục để trống rồi gửi lại."
)


class PageBudget:
    """What may still be drawn on one page."""

    def __init__(self) -> None:
        self._left = _MOST

    def spend(self, kind: str, count: int) -> None:
        """So many rows of a list, or cells, more. Raises InputTooLarge when the page would be too large."""
        self._left -= max(count, 0) * _COSTS.get(kind, _OTHER_COST)
        if self._left < 0:
            raise InputTooLarge(_TOO_MUCH, _MOST)
