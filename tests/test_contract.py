"""The description of the API as programs rely on it: every operation, what it takes and answers, every shape without its prose."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from service.config import Settings
from service.http import openapi
from tests.recorded import Record

#: What a person reads; to change it breaks no program.
_PROSE = frozenset({"description", "summary", "title", "example", "examples"})


def _bare(node: Any, *, names: bool = False) -> Any:
    """Without its prose; ``names`` are keys of a program's own, such as those of properties."""
    if isinstance(node, dict):
        return {
            key: _bare(value, names=key == "properties" and not names)
            for key, value in node.items()
            if names or key not in _PROSE
        }
    return [_bare(each) for each in node] if isinstance(node, list) else node


def _line(node: Any) -> str:
    return json.dumps(_bare(node), ensure_ascii=False)


def _content(holder: Mapping[str, Any]) -> Iterator[str]:
    for media_type, content in holder.get("content", {}).items():
        yield f"    {media_type}: {_line(content)}"
    for name, header in holder.get("headers", {}).items():
        yield f"    {name}: {_line(header)}"
    if "$ref" in holder:
        yield f"    {holder['$ref']}"


def _operations(described: dict[str, Any]) -> Iterator[str]:
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            if method == "parameters":
                yield f"{path} has {_line(operation)}"
                continue
            known = {key: operation[key] for key in ("tags", "security") if key in operation}
            yield f"{method} {path} {operation['operationId']} {_line(known)}"
            yield from (f"  {_line(parameter)}" for parameter in operation.get("parameters", ()))
            yield from _content(operation.get("requestBody", {}))
            for status, answer in operation["responses"].items():
                yield f"  {status}"
                yield from _content(answer)


def _components(described: dict[str, Any]) -> Iterator[str]:
    """One line for each, and for each of its properties one more."""
    for kind, components in described["components"].items():
        yield f"= {kind}"
        for name, found in components.items():
            plain = {key: value for key, value in found.items() if key != "properties"}
            yield f"{name} {_line(plain)}"
            yield from (
                f"  {key}: {_line(value)}" for key, value in found.get("properties", {}).items()
            )


def _text() -> str:
    described: dict[str, Any] = json.loads(json.dumps(openapi.describe(Settings().samples)))
    return "\n".join([*_operations(described), *_components(described)])


RECORD = Record(Path(__file__).with_name("contract.txt"), {"API": _text})


def test_programs_find_the_api_as_they_know_it() -> None:
    assert RECORD.made("API").splitlines() == RECORD.expected["API"].splitlines()
