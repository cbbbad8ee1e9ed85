"""A source file becomes its bytes, its tree and what surrounds each node; an edit becomes a mutant.

Nothing is ever re-formatted: an edit replaces the bytes between two offsets and leaves all others.
"""

from __future__ import annotations

import ast
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

_COMMENT = re.compile(rb"#[^\n]*")
#: Text for people: what these arguments say is prose, whatever its letters.
PROSE_ARGUMENTS = frozenset(
    {"help", "label", "labels", "title", "description", "summary", "message", "example", "examples"}
    | {"text", "texts", "advice", "hint", "heading", "placeholder"}
)
_LOG_CALLS = frozenset({"debug", "info", "warning", "error", "exception", "critical", "log"})
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
Node = ast.AST


@dataclass(frozen=True)
class Edit:
    """The bytes from ``start`` to ``end`` replaced by ``text``."""

    start: int
    end: int
    text: bytes


@dataclass(frozen=True)
class Mutant:
    """One mutation: where it is, what made it, and the lines before and after as a person reads them."""

    file: str
    line: int
    mutator: str
    edit: Edit
    before: str
    after: str
    #: First and last line of the statement around it.
    lines: tuple[int, int]
    #: Names bound by the module-level statement around it; empty inside a function's body.
    names: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.file}:{self.line}  [{self.mutator}]  {self.before}  ->  {self.after}"


class Source:
    """One file: offsets in bytes, parents of nodes, and which nodes are not worth a mutation."""

    def __init__(self, file: str, text: bytes) -> None:
        self.file = file
        self.text = text
        self.tree = ast.parse(text)
        self._starts = [0]
        for found in re.finditer(rb"\n", text):
            self._starts.append(found.end())

    @cached_property
    def dumped(self) -> str:
        """What it says, whatever its blanks and comments."""
        return ast.dump(self.tree)

    @cached_property
    def parents(self) -> dict[Node, Node]:
        return {child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)}

    @cached_property
    def _statements(self) -> list[tuple[int, int, ast.stmt]]:
        """First line, last line and node of every statement, the inner ones after those around them."""
        found = (node for node in ast.walk(self.tree) if isinstance(node, ast.stmt))
        return [(_first(node), node.end_lineno or 0, node) for node in found]

    def start(self, node: ast.expr | ast.stmt | ast.keyword) -> int:
        return self._starts[node.lineno - 1] + node.col_offset

    def end(self, node: ast.expr | ast.stmt | ast.keyword) -> int:
        assert node.end_lineno is not None and node.end_col_offset is not None
        return self._starts[node.end_lineno - 1] + node.end_col_offset

    def line_at(self, offset: int) -> int:
        return bisect_right(self._starts, offset)

    def snippet(self, node: ast.expr | ast.stmt | ast.keyword) -> bytes:
        return self.text[self.start(node) : self.end(node)]

    def gap(self, start: int, end: int) -> bytes:
        """What stands between two nodes, comments blanked so that offsets stay."""
        return _COMMENT.sub(lambda found: b" " * len(found[0]), self.text[start:end])

    def ancestors(self, node: Node) -> Iterator[Node]:
        while node in self.parents:
            node = self.parents[node]
            yield node

    def nodes(self) -> Iterator[Node]:
        """Every node in which a mutation may be made, in the order of the file."""
        yield from self._inside(self.tree)

    def _inside(self, node: Node) -> Iterator[Node]:
        for field, value in ast.iter_fields(node):
            if field in {"annotation", "returns", "type_params"}:
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST) and not _left_out(child, node):
                    yield child
                    yield from self._inside(child)

    def is_prose(self, node: Node) -> bool:
        """True inside an error's or a log line's words, and inside what a label or a help line says."""
        child = node
        for parent in self.ancestors(node):
            if isinstance(parent, ast.keyword) and parent.arg in PROSE_ARGUMENTS:
                return True
            if isinstance(parent, ast.Raise) or (
                isinstance(parent, ast.Call) and child is not parent.func and _logs(parent)
            ):
                return True
            child = parent
        return False

    def mutant(self, mutator: str, edit: Edit) -> Mutant:
        line = self.line_at(edit.start)
        first, last = self._starts[line - 1], self.text.find(b"\n", edit.end)
        last = len(self.text) if last < 0 else last
        changed = self.text[first : edit.start] + edit.text + self.text[edit.end : last]
        statement = self._statement(line, self.line_at(edit.end))
        return Mutant(
            self.file,
            line,
            mutator,
            edit,
            _one_line(self.text[first:last]),
            _one_line(changed),
            self._lines(statement),
            self._names(statement),
        )

    def applied(self, edit: Edit) -> bytes:
        return self.text[: edit.start] + edit.text + self.text[edit.end :]

    def _statement(self, line: int, last: int) -> ast.stmt:
        """The innermost statement that holds both lines."""
        found: ast.stmt | None = None
        for first, end, node in self._statements:
            if first <= line and last <= end:
                found = node
        assert found is not None
        return found

    def _lines(self, statement: ast.stmt) -> tuple[int, int]:
        body = getattr(statement, "body", None)
        last = body[0].lineno - 1 if body else (statement.end_lineno or statement.lineno)
        return _first(statement), max(last, statement.lineno)

    def _names(self, statement: ast.stmt) -> tuple[str, ...]:
        chain = [statement, *(node for node in self.ancestors(statement))]
        if any(isinstance(node, _FUNCTIONS) for node in chain[1:]):
            return ()
        outermost = [node for node in chain if not isinstance(node, ast.Module)][-1]
        return bound(outermost) or ("",)


def bound(statement: Node) -> tuple[str, ...]:
    """The names that a module-level statement gives to its module."""
    if isinstance(statement, (*_FUNCTIONS, ast.ClassDef)):
        return (statement.name,)
    targets = getattr(statement, "targets", None) or [getattr(statement, "target", statement)]
    return tuple(
        node.id
        for target in targets
        for node in ast.walk(target)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    )


def load(file: Path) -> Source:
    return Source(file.relative_to(ROOT).as_posix(), file.read_bytes())


def _first(statement: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(decorator.lineno for decorator in decorators)])


def _one_line(text: bytes) -> str:
    return " ".join(text.decode().split())


def _logs(call: ast.Call) -> bool:
    return (
        isinstance(call.func, ast.Attribute)
        and call.func.attr in _LOG_CALLS
        and "log" in ast.unparse(call.func.value).lower()
    )


def _left_out(node: Node, parent: Node) -> bool:
    """Types, docstrings, ``__all__``, ``__repr__``, f-strings (no exact offsets in 3.11), dataclass switches."""
    match node:
        case ast.JoinedStr() | ast.Import() | ast.ImportFrom():
            return True
        case ast.Expr(value=ast.Constant()):
            return True
        case ast.FunctionDef(name="__repr__") | ast.keyword(arg="repr"):
            return True
        case (
            ast.Assign(targets=[ast.Name(id="__all__" | "__slots__"), *_])
            | ast.AugAssign(target=ast.Name(id="__all__"))
        ):
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING") | ast.Attribute(attr="TYPE_CHECKING")):
            return True
        case ast.Call(func=ast.Name(id="TypeVar" | "NewType" | "cast" | "ParamSpec")):
            return True
        case ast.Call(func=ast.Name(id="dataclass")):
            return isinstance(parent, ast.ClassDef)
        case ast.Subscript(value=ast.Name(id="Literal" | "Callable" | "Mapping" | "Sequence")):
            return True
        case ast.BinOp(op=ast.BitOr()):
            return isinstance(parent, (ast.Assign, ast.Call))
    return False
