"""A template and an example context become what is wrong with the template, before any clerk meets it.

Only this module knows how names are followed through a template's loops. What must not be in a template at
all (``safety``) stopped it before: it was not compiled.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jinja2 import nodes

from service.docx.rendering.template_compiler import CompiledTemplate, parse
from service.docx.rendering.template_sources import Source
from service.errors import BrokenTemplate
from service.language.vietnamese import nearest

#: The way to a value: keys, "[]" for any row, "*" for a key that only the data know.
Path = tuple[str, ...]
_ROW, _ANY_KEY = "[]", "*"


def lint(
    template: CompiledTemplate,
    shape: Mapping[str, Any] | Sequence[Mapping[str, Any]],
    optional: Collection[str] = (),
) -> list[str]:
    """What is wrong with a template for data of this ``shape``; an empty list when all is well.

    ``shape`` is an example context in which every list has a row of each kind, or several contexts that
    have them together. A name of the template
    that it lacks is reported with the nearest known one and the paragraph it stands in; so is a name of
    the shape that the template never uses, unless ``optional`` lists it or a part above it
    ("signer.other_title", "annexes"; rows are not counted in such a name).
    """
    shapes = [dict(shape)] if isinstance(shape, Mapping) else [dict(example) for example in shape]
    problems: list[str] = []
    used = _UsedPaths()
    for source in template.sources:
        resolver = _NameResolver(source, shapes, used)
        resolver.statements(parse(source).body, {})
        problems += resolver.problems
    if not problems:
        for example in shapes:
            try:
                template.fill(example)
            except BrokenTemplate as broken:
                problems += broken.problems
    problems += [
        f"Mẫu chưa in “{_dotted(path)}”."
        for path in used.missing((), shapes)
        if not _is_optional(path, optional)
    ]
    return list(dict.fromkeys(problems))


def _dotted(path: Path) -> str:
    return ".".join(path).replace(f".{_ROW}", _ROW)


def _is_optional(path: Path, optional: Collection[str]) -> bool:
    names = [name for name in path if name != _ROW]
    return any(".".join(names[:length]) in optional for length in range(1, len(names) + 1))


@dataclass(slots=True)
class _UsedPaths:
    """Which paths a template uses, and which as a whole, with everything below."""

    paths: set[Path] = field(default_factory=set)
    whole: set[Path] = field(default_factory=set)

    def add(self, path: Path, whole: bool) -> None:
        self.paths.update(path[:length] for length in range(1, len(path) + 1))
        if whole:
            self.whole.add(path)

    def missing(self, path: Path, examples: Sequence[Any]) -> Iterator[Path]:
        """The highest paths below ``path`` that are not used at all."""
        if path in self.whole:
            return
        if path and path not in self.paths:
            yield path
            return
        for name in _keys(examples):
            if (*path, _ANY_KEY) not in self.paths:
                yield from self.missing((*path, name), _below(examples, name))
        rows = _rows(examples)
        if any(isinstance(row, dict | list) for row in rows):
            yield from self.missing((*path, _ROW), rows)


def _keys(examples: Sequence[Any]) -> list[str]:
    return list(
        dict.fromkeys(key for example in examples if isinstance(example, dict) for key in example)
    )


def _below(examples: Sequence[Any], key: Any) -> list[Any]:
    return [example[key] for example in examples if isinstance(example, dict) and key in example]


def _rows(examples: Sequence[Any]) -> list[Any]:
    return [row for example in examples if isinstance(example, list | tuple) for row in example]


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What an expression stands for: its way through the data and examples, or nothing known."""

    path: Path | None = None
    examples: tuple[Any, ...] = ()
    words: str = ""


_UNKNOWN = _Meaning()
Scope = dict[str, _Meaning]


class _NameResolver:
    """Follows every name of one part of a template to a path of the data."""

    def __init__(self, source: Source, shapes: Sequence[Any], used: _UsedPaths) -> None:
        self.problems: list[str] = []
        self._source, self._shapes, self._used = source, shapes, used

    def statements(self, body: Sequence[nodes.Node], scope: Scope) -> None:
        for node in body:
            if isinstance(node, nodes.For):
                self._for(node, scope)
            elif isinstance(node, nodes.Assign):
                meaning = self._meaning(node.node, scope)
                if isinstance(node.target, nodes.Name):
                    scope[node.target.name] = meaning
            elif isinstance(node, nodes.If):
                self._value(node.test, scope, whole=False)
                for branch in (node.body, node.elif_, node.else_):
                    self.statements(branch, scope)
            elif isinstance(node, nodes.Output):
                for part in node.nodes:
                    self._value(part, scope, whole=True)
            elif isinstance(node, nodes.FilterBlock):
                for argument in node.filter.args:
                    self._value(argument, scope, whole=False)
                self.statements(node.body, scope)
            # Macros and the like are docxtpl's; their names are not followed.

    def _for(self, node: nodes.For, scope: Scope) -> None:
        listed = self._meaning(node.iter, scope)
        inner = {**scope, "loop": _UNKNOWN}
        row = self._row(listed)
        if isinstance(node.target, nodes.Name):
            inner[node.target.name] = row
        else:
            inner.update({n.name: _UNKNOWN for n in node.target.find_all(nodes.Name)})
        if node.test is not None:
            self._value(node.test, inner, whole=False)
        self.statements(node.body, inner)
        self.statements(node.else_, scope)

    def _row(self, listed: _Meaning) -> _Meaning:
        if listed.path is None:
            return _UNKNOWN
        return _Meaning((*listed.path, _ROW), tuple(_rows(listed.examples)))

    def _value(self, node: nodes.Node, scope: Scope, *, whole: bool) -> None:
        """An expression whose value is used, itself or only as a condition."""
        meaning = self._meaning(node, scope)
        if meaning.path is not None:
            self._used.add(meaning.path, whole)

    def _meaning(self, node: nodes.Node, scope: Scope) -> _Meaning:
        if isinstance(node, nodes.Name):
            meaning = scope.get(node.name) or self._top(node)
        elif isinstance(node, nodes.Getattr):
            meaning = self._key(node, node.attr, self._meaning(node.node, scope))
        elif isinstance(node, nodes.Getitem):
            meaning = self._item(node, scope)
        else:
            counted = isinstance(node, nodes.Filter) and node.name in ("length", "count")
            conditional = isinstance(node, nodes.CondExpr)
            for child in node.iter_child_nodes():
                tested = conditional and child is getattr(node, "test", None)
                self._value(child, scope, whole=not counted and not tested)
            return _UNKNOWN
        if meaning.path is not None:
            self._used.add(meaning.path, whole=False)
        return meaning

    def _top(self, node: nodes.Name) -> _Meaning:
        examples = _below(self._shapes, node.name)
        if examples:
            return _Meaning((node.name,), tuple(examples), node.name)
        self._unknown(node, node.name, node.name, _keys(self._shapes), "")
        return _UNKNOWN

    def _key(self, node: nodes.Node, key: str, owner: _Meaning) -> _Meaning:
        words = _written(node)
        keys = _keys(owner.examples)
        if owner.path is None or not keys:
            return _UNKNOWN
        if key not in keys:
            self._unknown(node, words, key, keys, words.rpartition(".")[0])
            return _UNKNOWN
        return _Meaning((*owner.path, key), tuple(_below(owner.examples, key)), words)

    def _item(self, node: nodes.Getitem, scope: Scope) -> _Meaning:
        owner = self._meaning(node.node, scope)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._key(node, node.arg.value, owner)
        if isinstance(node.arg, nodes.Slice):
            return owner
        self._value(node.arg, scope, whole=True)
        if _rows(owner.examples):
            return self._row(owner)
        if owner.path is not None:
            self._used.add((*owner.path, _ANY_KEY), whole=True)
        return _UNKNOWN

    def _unknown(
        self, node: nodes.Node, words: str, key: str, known: Sequence[str], owner: str
    ) -> None:
        meant = nearest(key, known)
        hint = f"; có phải “{owner + '.' if owner else ''}{meant}”?" if meant else ""
        paragraph = self._source.words(node.lineno)
        self.problems.append(
            f"Tên “{words}” không có trong dữ liệu của loại văn bản này{hint} (đoạn “{paragraph}”)."
        )


def _written(node: nodes.Node) -> str:
    """A dotted name as the author wrote it."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_written(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem):
        key = node.arg.value if isinstance(node.arg, nodes.Const) else "…"
        return f"{_written(node.node)}.{key}"
    return "…"
