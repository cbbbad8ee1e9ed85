"""Rows that were read join a list of the form: what is there stays, whoever is there is not added again.

Decided once, here; the server applies it to the data where no script runs, the page's script to its inputs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from service.errors import UnreadableInput
from service.importing import ListPreview
from service.language import name_words, vietnamese
from service.rules import people
from service.schema import pointers

_NAMES = ("full_name", "name", "group", "matter")
_UNITS = ("organ_name", "address")
_NO_PLACE = (
    "Chỗ ghi danh sách này trong trang nhập đang có giá trị không đúng dạng nên chưa thêm được dòng nào; "
    "hãy xóa giá trị lạ ở cuối trang, rồi thêm lại."
)


@dataclass(frozen=True, slots=True)
class AddedRows:
    """Rows for the list at ``pointer``; ``present`` of those that were read are there already."""

    pointer: str
    title: str
    rows: tuple[Mapping[str, Any], ...]
    present: tuple[Mapping[str, Any], ...] = ()


@dataclass(slots=True)
class Joining:
    """``values`` fill fields of rows around lists that are blank; rows that are not there yet are made."""

    lists: list[AddedRows] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    #: Pointers of rows around lists ("/awards/1") that the form has not yet.
    new_rows: list[str] = field(default_factory=list)

    @property
    def added(self) -> int:
        return sum(len(rows.rows) for rows in self.lists)

    @property
    def present(self) -> int:
        return sum(len(rows.present) for rows in self.lists)


def join(data: Any, list_pointer: str, preview: ListPreview) -> Joining:
    """What the list at a pointer, and those beside it, get from a preview.

    Raises UnreadableInput where something else stands in the form, or no row that the list could be in.
    """
    own = list_pointer.rpartition("/")[0]
    if not _is_place(data, own):
        raise UnreadableInput(_NO_PLACE)
    found = Joining()
    titles = dict(preview.lists)
    for group in _groups(preview.data, own):
        around = _place(data, own, group, found)
        for key, title in titles.items():
            rows = group.get(key)
            if isinstance(rows, list) and rows:
                pointer = around + pointers.join(key)
                typed = pointers.find(data, pointer)
                if typed is not None and not isinstance(typed, list):
                    raise UnreadableInput(_NO_PLACE)
                found.lists.append(_added(typed or [], pointer, title, rows))
    return found


def apply(data: dict[str, Any], found: Joining) -> dict[str, Any]:
    """The data with the rows at the end of their lists."""
    for rows in found.lists:
        _list_at(data, rows.pointer).extend(map(dict, rows.rows))
    for pointer, value in found.values.items():
        around, _, key = pointer.rpartition("/")
        pointers.find(data, around)[key] = value
    return data


def _is_place(data: Any, row_pointer: str) -> bool:
    """Whether a row stands at a pointer, or could be made there as the next one."""
    node = data
    for step in pointers.split(row_pointer):
        row = pointers.row_number(step)
        if row is not None:
            rows = [] if node is None else node
            if not isinstance(rows, list) or row > len(rows):
                return False
            node = rows[row] if row < len(rows) else None
        elif node is None or isinstance(node, Mapping):
            node = None if node is None else node.get(step)
        else:
            return False
    return node is None or isinstance(node, Mapping)


def _first_of_all(pointer: str) -> str:
    """The pointer with the first row of every list: what was read knows of no other rows further out."""
    steps = pointers.split(pointer)
    return pointers.join(
        *("0" if pointers.row_number(step) is not None else step for step in steps)
    )


def _groups(read: Any, own: str) -> Iterator[Mapping[str, Any]]:
    """What was read, by the row around the list: the awards, or the whole input for a list of its own."""
    rows = pointers.find(read, _first_of_all(own.rpartition("/")[0])) if own else [read]
    for row in rows or ():
        if isinstance(row, Mapping):
            yield row


def _place(data: Any, own: str, group: Mapping[str, Any], found: Joining) -> str:
    """The row of the form that a group goes to: the clerk's own unless it says otherwise, one alike, a new one."""
    if not own:
        return own
    carried = {key: value for key, value in group.items() if not isinstance(value, (list, dict))}
    around, _, _ = own.rpartition("/")
    rows = pointers.find(data, around)
    count = len(rows) if isinstance(rows, list) else 0
    known = [own, *(f"{around}/{place}" for place in range(count)), *found.new_rows]
    place = next((row for row in known if _agrees(data, row, carried, found)), "")
    if not place:
        place = f"{around}/{max(count, int(own.rpartition('/')[2]) + 1) + len(found.new_rows)}"
        found.new_rows.append(place)
    for key, value in carried.items():
        pointer = place + pointers.join(key)
        if pointers.find(data, pointer) is None:
            found.values.setdefault(pointer, value)
    return place


def _agrees(data: Any, row: str, carried: Mapping[str, Any], found: Joining) -> bool:
    """Whether nothing that a row of the form says, or was just given, differs from what was read."""
    if not isinstance(pointers.find(data, row) or {}, Mapping):
        return False
    for key, value in carried.items():
        pointer = row + pointers.join(key)
        typed = pointers.find(data, pointer)
        typed = found.values.get(pointer) if typed is None else typed
        if typed is not None and _key(typed) != _key(value):
            return False
    return True


def _key(value: Any) -> str:
    return vietnamese.fold_words(str(value))


def _added(
    typed: Sequence[Any], pointer: str, title: str, rows: Sequence[Mapping[str, Any]]
) -> AddedRows:
    there: dict[tuple[str, str], set[Any]] = {}
    known = [row for row in typed if isinstance(row, Mapping)]
    for row, identity in zip(known, _identities(known), strict=True):
        there.setdefault(identity, set()).add(row.get("birth_year"))
    new: list[Mapping[str, Any]] = []
    present: list[Mapping[str, Any]] = []
    for row, identity in zip(rows, _identities(rows), strict=True):
        years, year = there.get(identity, set()), row.get("birth_year")
        is_there = bool(identity[0]) and bool(years) and (year in years | {None} or None in years)
        (present if is_there else new).append(row)
    return AddedRows(pointer, title, tuple(new), tuple(present))


def _identities(rows: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Who each row is: "Ông Nguyễn Văn A" of a unit is "Nguyễn Văn A" of that unit."""
    names = [name_words.without_honorific(_first(row, _NAMES)) for row in rows]
    units = [_first(row, _UNITS) for row in rows]
    return list(zip(people.keys(names), people.keys(units), strict=True))


def _first(row: Mapping[str, Any], keys: Sequence[str]) -> str:
    return next((str(row[key]) for key in keys if row.get(key)), "")


def _list_at(data: dict[str, Any], pointer: str) -> list[Any]:
    """The list at a pointer, made with the rows around it where there is none."""
    around, _, key = pointer.rpartition("/")
    node: Any = data
    for step in pointers.split(around):
        if isinstance(node, list):
            node.extend({} for _ in range(int(step) + 1 - len(node)))
            if node[int(step)] is None:
                node[int(step)] = {}
            node = node[int(step)]
        else:
            node = node.setdefault(step, [])
    rows: list[Any] = node.setdefault(key, [])
    kept: list[Any] = [row for row in rows if row]
    rows[:] = kept
    return rows
