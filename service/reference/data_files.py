"""Reads a YAML file into checked Python values; a wrong entry is named with its file and key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from service import system_errors
from service.errors import VanbanError
from service.untrusted.strict_yaml import read_yaml

CERTAINTIES = ("H", "M", "L")


class WrongCatalogue(VanbanError):
    """A data file of the catalogue cannot be used; the message names the file, the entry and the key."""


class Entry:
    """One mapping of a data file; every ``take`` checks a type, ``finish`` refuses what nobody took."""

    def __init__(self, data: Any, where: str) -> None:
        if not isinstance(data, Mapping):
            raise WrongCatalogue(f"{where}: cần các cặp khóa và giá trị.")
        self.where = where
        self._left = dict(data)

    def wrong(self, what: str) -> WrongCatalogue:
        """The error to raise for this entry."""
        return WrongCatalogue(f"{self.where}: {what}")

    def take(self, key: str, kind: type, default: Any = ...) -> Any:
        """The value of ``key``, of exactly this type; without a default the key is required."""
        value = self._left.pop(key, None)
        if value is None:
            if default is ...:
                raise self.wrong(f"thiếu “{key}”.")
            return default
        if type(value) is not kind:  # exactly: a bool is an int and a datetime is a date
            raise self.wrong(f"“{key}” phải là {_KINDS[kind]}, không phải {value!r}.")
        if isinstance(value, str) and not value.strip():
            raise self.wrong(f"“{key}” để trống.")
        return value

    def entries(self, key: str, name: str = "") -> list[Entry]:
        """The list of mappings under ``key``, named by their value of ``name`` (else by their place)."""
        rows = self.take(key, list, [])
        return [
            Entry(
                row, f"{self.where}, {row.get(name, index) if isinstance(row, Mapping) else index}"
            )
            for index, row in enumerate(rows, start=1)
        ]

    def named(self, key: str) -> dict[str, Entry]:
        """The mapping of mappings under ``key``."""
        return {
            str(name): Entry(value, f"{self.where}, {name}")
            for name, value in self.take(key, dict).items()
        }

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of strings under ``key``; empty when there is none."""
        values = self.take(key, list, [])
        if not all(isinstance(value, str) and value.strip() for value in values):
            raise self.wrong(f"“{key}” phải là danh sách chữ.")
        return tuple(values)

    def certainty(self, usual: str = "H") -> dict[str, str]:
        """``certainty`` by part; one letter holds for every part (""). Without any it is ``usual``: who wrote the
        entry vouches for it."""
        given = self._left.pop("certainty", usual)
        parts = given if isinstance(given, dict) else {"": given}
        if not all(value in CERTAINTIES for value in parts.values()):
            raise self.wrong("“certainty” phải là H, M hoặc L.")
        return {str(part): str(value) for part, value in parts.items()}

    def rest(self, kind: type) -> dict[str, Any]:
        """Whatever is left, by its keys, each value of this type."""
        return {key: self.take(key, kind) for key in [*self._left]}

    def finish(self) -> None:
        """Refuse every key that was not taken: most often it is mistyped."""
        if self._left:
            raise self.wrong(f"không biết {_quoted(self._left)}.")


_KINDS = {
    str: "chữ",
    int: "số nguyên",
    date: "ngày (YYYY-MM-DD)",
    bool: "true hoặc false",
    list: "danh sách",
    dict: "nhóm khóa",
}


def read(name: str, content: bytes) -> Entry:
    """The whole file of this name as one entry; raises WrongCatalogue when it is not readable YAML."""
    try:
        data = read_yaml(content.decode("utf-8"))
    except (ValueError, yaml.YAMLError) as error:
        raise WrongCatalogue(f"{name}: không đọc được ({error}).") from error
    return Entry(data, name)


def read_file(path: Path) -> Entry:
    """``read`` of a file on disk."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise WrongCatalogue(
            f"{path.name}: không đọc được ({system_errors.in_words(error)})."
        ) from error
    return read(path.name, content)


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
