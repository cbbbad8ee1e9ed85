"""Plain data with one value changed: what every fault is made of."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """An input of one type of document with one fault in it.

    ``code`` is what the rules should call it, ``pointer`` where they should see it: there, or inside it.
    """

    code: str
    slug: str
    data: Data
    pointer: str = ""

    def at(self) -> Any:
        """The value at the pointer; None where the fault is that there is none."""
        value: Any = self.data
        for step in self.pointer.strip("/").split("/") if self.pointer else ():
            if isinstance(value, list):
                value = value[int(step)] if int(step) < len(value) else None
            else:
                value = value.get(step) if isinstance(value, dict) else None
        return value


def put(data: Data, pointer: str, value: Any) -> Data:
    """A copy with the value at a pointer; "-" at its end appends to a list, as RFC 6902 does."""
    changed = copy.deepcopy(data)
    holder: Any = changed
    *steps, last = pointer.strip("/").split("/")
    for step in steps:
        holder = holder[int(step)] if isinstance(holder, list) else holder.setdefault(step, {})
    if isinstance(holder, list):
        if last == "-":
            holder.append(value)
        else:
            holder[int(last)] = value
    else:
        holder[last] = value
    return changed


def put_all(data: Data, values: dict[str, Any]) -> Data:
    """A copy with several values that are one fault together."""
    for pointer, value in values.items():
        data = put(data, pointer, value)
    return data


def without(data: Data, name: str) -> Data:
    """A copy without one of its own values."""
    return {key: copy.deepcopy(value) for key, value in data.items() if key != name}


def each(
    code: str, slug: str, data: Data, pointer: str, values: Iterable[Any], at: str | None = None
) -> Iterator[Fault]:
    """One fault for each value put at a pointer, expected ``at`` another place where the rule speaks elsewhere."""
    for value in values:
        yield Fault(code, slug, put(data, pointer, value), pointer if at is None else at)


#: A function that yields faults of one kind.
Kind = Callable[[], Iterator[Fault]]
