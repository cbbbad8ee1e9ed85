"""The items of a batch are checked while they are kept, as far as a page can wait: what its clerk is told before she begins."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import Any

from service import pipeline
from service.batch_files import BatchItem
from service.errors import InputTooLarge, Violation
from service.http.pages import violation_links
from service.jobs.making import Order
from service.pipeline import Services

#: So many seconds a page may take to read a file, and of them to check what is in it; a runner checks all of it again.
READ_SECONDS, CHECK_SECONDS = 30.0, 10.0
#: So many items with something to say are shown, and so much of each.
_MOST_ITEMS, _MOST_OF_ITEM = 300, 8
#: So many warnings are told, each with so many of the items that have it.
_MOST_WARNINGS, _MOST_NAMED = 50, 3
_TOO_LONG = "Tệp này đọc quá {} giây chưa xong; hãy chia thành nhiều tệp nhỏ hơn."
_TOO_MANY = "Một lô có nhiều nhất {} văn bản; hãy chia thành nhiều lô."


class Account:
    """Counts items and says what is wrong with them; ``lines`` goes through them once, then ``as_json`` is whole.

    Errors are told item by item, since each has to be mended. A warning that many items have is told once.
    """

    def __init__(self, services: Services, order: Order) -> None:
        self._services, self._order = services, order
        self._began = time.monotonic()
        self._counts = dict.fromkeys(
            ("ready", "doubtful", "wrong", "unread", "unchecked", "left", "system"), 0
        )
        self._shown: list[dict[str, Any]] = []
        self._of_system: list[str] = []
        self._why_unread = ""
        self._more = 0
        self._warnings: dict[tuple[str, str], list[str]] = {}

    def lines(self, items: Iterable[BatchItem]) -> Iterator[bytes]:
        """The items that are documents, as they wait for a runner. Raises InputTooLarge."""
        most = self._services.settings.batch_items
        for item in items:
            if self._seconds > READ_SECONDS:
                raise InputTooLarge(_TOO_LONG.format(int(READ_SECONDS)), int(READ_SECONDS))
            self._note(item)
            if item.is_document:
                if self.documents > most:
                    raise InputTooLarge(_TOO_MANY.format(most), most)
                yield item.as_line()

    @property
    def documents(self) -> int:
        return sum(self._counts.values()) - self._counts["left"] - self._counts["system"]

    @property
    def why_none(self) -> str:
        """Why the file itself cannot be read, where that is all that is found; else ""."""
        return self._why_unread if self.documents == self._counts["unread"] == 1 else ""

    def as_json(self) -> dict[str, Any]:
        """``{ready, doubtful, wrong, unread, unchecked, left, system, of_system[], shown[], more, warnings[]}``.

        ``shown`` is ``[{id, kind, faults[], more}]``, ``warnings`` is ``[{where, message, count, first[]}]``.
        """
        warnings = [
            {"where": where, "message": message, "count": len(ids), "first": ids[:_MOST_NAMED]}
            for (where, message), ids in self._warnings.items()
        ]
        warnings.sort(key=lambda warning: -warning["count"])  # type: ignore[operator]
        listed = {"of_system": self._of_system, "shown": self._shown, "more": self._more}
        return {**self._counts, **listed, "warnings": warnings}

    @property
    def _seconds(self) -> float:
        return time.monotonic() - self._began

    def _note(self, item: BatchItem) -> None:
        kind, violations = self._judged(item)
        self._counts[kind] += 1
        if kind == "unread" and not self._why_unread:
            self._why_unread = told(violations)["faults"][0]["message"]
        if kind == "system":
            # Nothing in it is to be mended.
            self._of_system += [item.id] * (len(self._of_system) < _MOST_NAMED)
        elif kind == "doubtful":
            self._warn(item.id, violations)
        elif violations and len(self._shown) < _MOST_ITEMS:
            self._shown.append({"id": item.id, "kind": kind, **told(violations)})
        elif violations:
            self._more += 1

    def _warn(self, item_id: str, violations: Iterable[Violation]) -> None:
        for violation in violation_links.in_page_words(violations):
            said = (violation.field, violation.message)
            if said in self._warnings or len(self._warnings) < _MOST_WARNINGS:
                ids = self._warnings.setdefault(said, [])
                if item_id not in ids[-1:]:
                    ids.append(item_id)

    def _judged(self, item: BatchItem) -> tuple[str, tuple[Violation, ...]]:
        if item.is_of_system:
            return "system", item.violations
        if item.parsed is None:
            return "unread" if item.is_document else "left", item.violations
        if self._seconds > CHECK_SECONDS:
            return "unchecked", ()
        found = pipeline.review(
            self._services, self._order.document_type, item.parsed, strict=self._order.strict
        )
        if found.errors:
            return "wrong", found.errors
        return ("doubtful" if found.warnings else "ready"), found.warnings


def told(violations: Iterable[Violation]) -> dict[str, Any]:
    """``{faults: [{severity, where, message}], more}``: what is said of an item, in the words of a page."""
    found = violation_links.in_page_words(violations)
    faults = [
        {
            "severity": violation.severity,
            "where": ", ".join(filter(None, [_cell(violation), violation.field])),
            "message": violation.message,
        }
        for violation in found[:_MOST_OF_ITEM]
    ]
    return {"faults": faults, "more": max(0, len(found) - _MOST_OF_ITEM)}


def _cell(violation: Violation) -> str:
    return f"ô {violation.cell}" if violation.cell else ""
