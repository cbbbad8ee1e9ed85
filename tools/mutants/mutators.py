"""A node becomes the mutations a tired programmer could make there: other operators, other numbers, a line left out."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from tools.mutants.literals import delete_element, swap_elements
from tools.mutants.source import Edit, Node, Source

_COMPARISONS = {
    ast.Lt: (rb"<", b"<="), ast.LtE: (rb"<=", b"<"), ast.Gt: (rb">", b">="), ast.GtE: (rb">=", b">"),
    ast.Eq: (rb"==", b"!="), ast.NotEq: (rb"!=", b"=="), ast.In: (rb"\bin\b", b"not in"),
    ast.NotIn: (rb"\bnot\s+in\b", b"in"), ast.Is: (rb"\bis\b", b"is not"), ast.IsNot: (rb"\bis\s+not\b", b"is"),
}  # fmt: skip
_ARITHMETIC = {
    ast.Add: (rb"\+", b"-"), ast.Sub: (rb"-", b"+"), ast.Mult: (rb"\*", b"//"),
    ast.FloorDiv: (rb"//", b"*"), ast.Div: (rb"/", b"*"),
}  # fmt: skip
_NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}
_ATTRIBUTES = {
    "lstrip": "rstrip", "rstrip": "lstrip", "startswith": "endswith", "endswith": "startswith",
    "find": "rfind", "rfind": "find", "partition": "rpartition", "rpartition": "partition",
    "removeprefix": "removesuffix", "removesuffix": "removeprefix", "lower": "upper", "upper": "lower",
    "floor": "ceil", "ceil": "floor",
}  # fmt: skip
_ROUNDINGS = {"ROUND_HALF_UP": "ROUND_HALF_EVEN", "ROUND_HALF_EVEN": "ROUND_HALF_UP"}
#: One word, or several with the signs of a header's value between them; no pattern of ``re``, no prose.
_MACHINE_STRING = re.compile(
    r"(?=.{1,60}$)[\w./:;,=<>'%#&!@~+-]+(?: [\w./:;,=<>'%#&!@~+-]+)*", re.A
)
_VALUE_SIGN = re.compile(r"[=;/']|\d")

Mutator = Callable[[Source, Node], Iterator[Edit]]


def _operator(source: Source, left: ast.expr, right: ast.expr, pattern: bytes, to: bytes) -> Edit:
    start = source.end(left)
    found = re.search(pattern, source.gap(start, source.start(right)))
    assert found is not None
    return Edit(start + found.start(), start + found.end(), to)


def comparison(source: Source, node: Node) -> Iterator[Edit]:
    if isinstance(node, ast.Compare) and not _is_main(node):
        sides = [node.left, *node.comparators]
        for left, right, operator in zip(sides, sides[1:], node.ops, strict=False):
            yield _operator(source, left, right, *_COMPARISONS[type(operator)])


def and_or(source: Source, node: Node) -> Iterator[Edit]:
    if isinstance(node, ast.BoolOp):
        word, other = (b"and", b"or") if isinstance(node.op, ast.And) else (b"or", b"and")
        for left, right in pairwise(node.values):
            yield _operator(source, left, right, rb"\b" + word + rb"\b", other)


def drop_not(source: Source, node: Node) -> Iterator[Edit]:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        start = source.start(node)
        yield Edit(start, start + 3 + (source.text[start + 3 : start + 4] == b" "), b"")


def negate_condition(source: Source, node: Node) -> Iterator[Edit]:
    tests = [node.test] if isinstance(node, (ast.If, ast.IfExp)) else []
    tests += node.ifs if isinstance(node, ast.comprehension) else []
    for test in tests:
        if not isinstance(test, ast.UnaryOp) and not _is_main(test):
            yield Edit(source.start(test), source.end(test), b"not (" + source.snippet(test) + b")")


def arithmetic(source: Source, node: Node) -> Iterator[Edit]:
    if isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC:
        if not any(_makes_text(side) for side in (node.left, node.right)):
            yield _operator(source, node.left, node.right, *_ARITHMETIC[type(node.op)])
    elif isinstance(node, ast.AugAssign) and isinstance(node.op, (ast.Add, ast.Sub)):
        pattern, other = _ARITHMETIC[type(node.op)]
        if not _makes_text(node.value):
            yield _operator(source, node.target, node.value, pattern, other)


def number(source: Source, node: Node) -> Iterator[Edit]:
    if isinstance(node, ast.Constant) and type(node.value) is int:
        yield _whole(source, node, str(node.value + 1))
    elif isinstance(node, ast.Constant) and type(node.value) is float:
        yield _whole(source, node, repr(round(node.value * 1.1, 6) or 0.1))


def true_false(source: Source, node: Node) -> Iterator[Edit]:
    if isinstance(node, ast.Constant) and type(node.value) is bool:
        yield _whole(source, node, str(not node.value))


def slice_bound(source: Source, node: Node) -> Iterator[Edit]:
    if isinstance(node, ast.Slice):
        for bound in (node.lower, node.upper):
            if bound is not None and source.gap(source.end(bound), source.end(bound) + 1) != b")":
                yield Edit(source.start(bound), source.end(bound), b"")


def delete_statement(source: Source, node: Node) -> Iterator[Edit]:
    call = isinstance(node, ast.Expr) and isinstance(node.value, (ast.Call, ast.Yield))
    if call or isinstance(node, (ast.AugAssign, ast.Raise, ast.Continue, ast.Break)):
        assert isinstance(node, ast.stmt)
        yield Edit(source.start(node), source.end(node), b"pass")


def return_nothing(source: Source, node: Node) -> Iterator[Edit]:
    if not isinstance(node, ast.Return) or node.value is None:
        return
    # True and False have a mutation of their own, and None is no better or worse than False to most callers.
    if not isinstance(node.value, ast.Constant) or type(node.value.value) in (str, int, float):
        yield Edit(source.start(node), source.end(node), b"return None")


def other_function(source: Source, node: Node) -> Iterator[Edit]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _NAMES:
        yield _whole(source, node.func, _NAMES[node.func.id])


def other_method(source: Source, node: Node) -> Iterator[Edit]:
    if isinstance(node, ast.Attribute) and node.attr in _ATTRIBUTES:
        end = source.end(node)
        yield Edit(end - len(node.attr), end, _ATTRIBUTES[node.attr].encode())


def rounding(source: Source, node: Node) -> Iterator[Edit]:
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    if name in _ROUNDINGS:
        assert isinstance(node, ast.expr)
        yield Edit(source.end(node) - len(name), source.end(node), _ROUNDINGS[name].encode())


def machine_string(source: Source, node: Node) -> Iterator[Edit]:
    if not isinstance(node, ast.Constant) or not isinstance(node.value, (str, bytes)):
        return
    text = node.value if isinstance(node.value, str) else node.value.decode("latin-1")
    quoted = source.snippet(node)
    plain = _MACHINE_STRING.fullmatch(text) and (" " not in text or _VALUE_SIGN.search(text))
    whole = re.fullmatch(rb"[rb]*(['\"])[^'\"]*\1|[rb]*\"[^\"]*\"", quoted)
    if plain and whole and not source.is_prose(node) and not _compiles_pattern(source, node):
        yield Edit(source.end(node) - 1, source.end(node) - 1, b"x")


MUTATORS: dict[str, Mutator] = {
    "comparison": comparison,
    "and/or": and_or,
    "drop not": drop_not,
    "negate condition": negate_condition,
    "arithmetic": arithmetic,
    "number": number,
    "true/false": true_false,
    "slice bound": slice_bound,
    "swap elements": swap_elements,
    "delete element": delete_element,
    "delete statement": delete_statement,
    "return nothing": return_nothing,
    "min/max, any/all": other_function,
    "method": other_method,
    "rounding": rounding,
    "machine string": machine_string,
}


def edits(source: Source) -> Iterator[tuple[str, Edit]]:
    """Every mutation of the file by its mutator's name, in the order of the file."""
    for node in source.nodes():
        for name, mutator in MUTATORS.items():
            for edit in mutator(source, node):
                yield name, edit


def _whole(source: Source, node: ast.expr, text: str) -> Edit:
    return Edit(source.start(node), source.end(node), text.encode())


def _makes_text(node: ast.expr) -> bool:
    """True when ``-`` there could only crash: text and lists are joined with ``+``."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, (str, bytes))
    return isinstance(node, (ast.JoinedStr, ast.List, ast.Tuple, ast.ListComp))


def _is_main(node: ast.expr) -> bool:
    return isinstance(node, ast.Compare) and ast.unparse(node.left) == "__name__"


def _compiles_pattern(source: Source, node: Node) -> bool:
    return any(
        isinstance(parent, ast.Call) and ast.unparse(parent.func).startswith("re.")
        for parent in source.ancestors(node)
    )
