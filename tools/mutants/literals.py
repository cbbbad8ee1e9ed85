"""A literal list, tuple, set or dict becomes the same one with an element left out, or with two in each other's place."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise

from tools.mutants.source import PROSE_ARGUMENTS, Edit, Node, Source

_COMMA = re.compile(rb"\s*,\s*")
#: Where the order of elements says nothing: calls, and keyword arguments of which any one element is asked for.
_UNORDERED_ARGUMENTS = frozenset({"gates", "reads"})
_UNORDERED_CALLS = frozenset(
    {"set", "frozenset", "isinstance", "issubclass", "startswith", "endswith"}
)


def delete_element(source: Source, node: Node) -> Iterator[Edit]:
    spans = _spans(source, node)
    if not spans or _names_types(source, node) or _is_handed_over(source, node):
        return
    if len(spans) == 1:
        if isinstance(node, (ast.List, ast.Dict)):
            yield Edit(*spans[0], b"")
        return
    if isinstance(node, ast.Tuple) and len(spans) == 2:
        (first, middle), (other, last) = spans
        yield Edit(first, last, source.text[other:last] + b",")
        yield Edit(first, last, source.text[first:middle] + b",")
        return
    for (start, _), (after, _) in pairwise(spans):
        yield Edit(start, after, b"")
    yield Edit(spans[-2][1], spans[-1][1], b"")


def swap_elements(source: Source, node: Node) -> Iterator[Edit]:
    """Lists and tuples only: the order of a set or of a mapping's entries is seldom a promise."""
    if not isinstance(node, (ast.List, ast.Tuple)) or _order_says_nothing(source, node):
        return
    spans = _spans(source, node)
    for (start, middle), (other, end) in pairwise(spans):
        first, second = source.text[start:middle], source.text[other:end]
        if first != second and not _names_types(source, node):
            yield Edit(start, end, second + source.text[middle:other] + first)


def _spans(source: Source, node: Node) -> list[tuple[int, int]]:
    """First and last offset of each element; none when a bracket or a star makes an edit uncertain."""
    if isinstance(node, ast.Dict):
        pairs = [(key, value) for key, value in zip(node.keys, node.values, strict=True) if key]
        spans = [(source.start(key), source.end(value)) for key, value in pairs]
        certain = len(pairs) == len(node.keys)
    elif isinstance(node, (ast.List, ast.Tuple, ast.Set)):
        certain = not isinstance(getattr(node, "ctx", None), (ast.Store, ast.Del))
        spans = [(source.start(element), source.end(element)) for element in node.elts]
    else:
        return []
    gaps = [source.gap(a[1], b[0]) for a, b in pairwise(spans)]
    return spans if certain and all(_COMMA.fullmatch(gap) for gap in gaps) else []


def _names_types(source: Source, node: Node) -> bool:
    """True for the tuple of ``dict[str, int]`` and of ``except (A, B)``'s kin in subscripts."""
    parent = source.parents.get(node)
    return isinstance(parent, ast.Subscript) or any(
        isinstance(ancestor, ast.keyword) and ancestor.arg in PROSE_ARGUMENTS
        for ancestor in source.ancestors(node)
    )


def _is_handed_over(source: Source, node: Node) -> bool:
    """True for ``a, b = 1, 2`` and ``return a, b``, where one less could only crash."""
    parent = source.parents.get(node)
    if isinstance(parent, ast.Assign):
        return isinstance(node, ast.Tuple) and isinstance(parent.targets[0], ast.Tuple)
    return isinstance(node, ast.Tuple) and isinstance(parent, (ast.Return, ast.Yield))


def _order_says_nothing(source: Source, node: Node) -> bool:
    parent = source.parents.get(node)
    if isinstance(parent, ast.keyword):
        return parent.arg in _UNORDERED_ARGUMENTS
    if isinstance(parent, ast.Call):
        return ast.unparse(parent.func).rpartition(".")[2] in _UNORDERED_CALLS
    if isinstance(parent, ast.Compare):
        return isinstance(parent.ops[0], (ast.In, ast.NotIn))
    return isinstance(parent, ast.ExceptHandler)
