"""A profile becomes the inputs of its page, and these become a profile again; also its one line above a form.

What a profile holds says its schema (``profiles``); here is only how it looks on a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from service import profiles
from service.documents.document_type import DocumentType
from service.errors import Violation
from service.http.pages import form_parser, form_sections
from service.http.pages.form_builder import FormBuilder
from service.http.pages.form_nodes import Node, Row
from service.schema import input_outline, pointers
from service.schema.input_outline import Item

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the page; ``about`` says what it is for where its title does not."""

    id: str
    title: str
    nodes: list[Node]
    about: str = ""


@dataclass(frozen=True, slots=True)
class Remembered:
    """One value that a document says and a profile may keep: its place in the profile, and what a clerk reads."""

    group: str
    label: str
    words: str


class _ProfileBuilder(FormBuilder):
    """Signers are few and have many facts each: they are cards and no grid."""

    def kind(self, item: Item) -> str:
        found = super().kind(item)
        return "cards" if found == "grid" else found


@cache
def items() -> tuple[Item, ...]:
    """The outline of a profile."""
    return input_outline.tree(profiles.SCHEMA)


def sections(data: Any, violations: Sequence[Violation] = ()) -> list[Section]:
    """The page of a profile, filled with ``data`` and marked with ``violations``."""
    nodes = _nodes(data, violations)
    of_office = [node for node in nodes if not node.item.is_list and node.item.name != _BY_TYPE]
    # Under the title of its section the first part needs no heading of its own.
    of_office[0].opened = True
    several = [node for node in nodes if node.item.is_list]
    by_type = [node for node in nodes if node.item.name == _BY_TYPE]
    form_sections.put_aside(nodes)
    found = [
        Section("co-quan", "Cơ quan", of_office),
        Section("nguoi-ky", "Ký văn bản", several),
    ]
    for part in (inside for node in by_type for inside in node.nodes):
        about = f"Chỉ dùng cho {part.label.lower()}."
        found.append(Section(f"loai-{part.item.name}", part.label, part.nodes, about))
    return found


_BY_TYPE = profiles.DOCUMENTS


def _nodes(data: Any, violations: Sequence[Violation] = ()) -> list[Node]:
    return _ProfileBuilder(items(), violations).part(items(), "", data)


@cache
def blank_rows() -> tuple[tuple[str, Node, Row], ...]:
    """Every list of a profile with a blank row under ``*``, by the id of its template."""
    builder = _ProfileBuilder(items(), ())
    found = []
    for item in input_outline.items(profiles.SCHEMA):
        if item.is_list:
            node = Node(item, item.pointer, builder.kind(item))
            row = builder.row(item, f"{item.pointer}/*", 0, None)
            form_sections.put_aside(row.nodes)
            found.append((node.template, node, row))
    return tuple(found)


def pairs(data: Any) -> Pairs:
    """A profile as its page would post it."""
    return [pair for node in _nodes(data) for pair in node.pairs()]


def parse(posted: Iterable[tuple[str, str]], *, keep_blank: bool = False) -> form_parser.ParsedForm:
    """Posted inputs -> a profile. Raises UnreadableInput."""
    return form_parser.parse(items(), posted, keep_blank=keep_blank)


def signer_words(signer: Any) -> str:
    """A signer as one knows him: "Thái Phúc Sơn, Giám đốc"."""
    if not isinstance(signer, Mapping):
        return ""
    return ", ".join(
        filter(None, map(_one_line, (signer.get("full_name"), signer.get("position"))))
    )


def organ_words(data: Any) -> str:
    """Whose document an input is: "Sở Ngoại vụ · UBND tỉnh Hà Tĩnh"."""
    names = (pointers.find(data, f"/organ/{name}") for name in ("organ_name", "parent_name"))
    return " · ".join(filter(None, map(_one_line, names)))


def words(data: Any) -> str:
    """The same with who signs it: "Sở Ngoại vụ · UBND tỉnh Hà Tĩnh · ký: Thái Phúc Sơn, Giám đốc"."""
    signer = signer_words(pointers.find(data, "/signer"))
    return " · ".join(filter(None, [organ_words(data), f"ký: {signer}" if signer else ""]))


def remembered(
    document_type: DocumentType, data: Any, known: Mapping[str, Any] | None
) -> list[Remembered]:
    """What a document says that a profile may keep and that the ``known`` one does not say yet."""
    taken = profiles.remembered(document_type, data)
    flat = [*taken.items()]
    for slug, habits in taken.get(_BY_TYPE, {}).items():
        flat += [(f"{_BY_TYPE}/{slug}/{name}", value) for name, value in habits.items()]
    labels = {
        item.pointer.removeprefix("/"): item.label for item in input_outline.items(profiles.SCHEMA)
    }
    order = list(labels)
    return [
        Remembered(f"/{place}", labels[place], _shown(value))
        for place, value in sorted(flat, key=lambda named: order.index(named[0]))
        if place != _BY_TYPE and not _is_known(value, pointers.find(known or {}, f"/{place}"))
    ]


def _is_known(value: Any, known: Any) -> bool:
    """Whether a profile says it: of several signers one is enough."""
    return value == known or (
        isinstance(known, list)
        and isinstance(value, list)
        and bool(value)
        and isinstance(value[0], Mapping)
        and value[0] in known
    )


def _shown(value: Any) -> str:
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        return signer_words(value[0])
    if isinstance(value, list):
        return f"{len(value)} dòng" if len(value) > 1 else _one_line(value[0])
    if isinstance(value, Mapping):
        return ", ".join(_one_line(one) for _, one in pointers.flatten(value) if one)
    return _one_line(value)


def _one_line(value: Any) -> str:
    return (
        " ".join(value.split()) if isinstance(value, str) else "" if value is None else str(value)
    )
