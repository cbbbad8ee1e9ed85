"""A loop becomes an answer: do all rounds write the same but for what they look up in their item?

Most long lists in a document are tables like that, also those with columns from the data: whatever the
row, a column has one width, one alignment and one key. Such a loop needs to be run only once.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from jinja2 import nodes

from service.rendering import tags


class _Varies(Exception):
    """A round depends on its item, or on its number, in some other way."""


def is_uniform(loop: nodes.For, printed: Set[str]) -> bool:
    """Whether the item is only looked up in, and only to print it by one of the ``printed`` filters."""
    if not isinstance(loop.target, nodes.Name) or loop.test is not None or loop.else_:
        return False
    try:
        return _cells(loop.body, loop.target.name, {loop.target.name, "loop"}, printed) > 0
    except _Varies:
        return False


def _cells(body: Sequence[nodes.Node], item: str, own: Set[str], printed: Set[str]) -> int:
    """How many places print something of the item; ``own`` are the names that change by round."""
    count = 0
    for node in body:
        if isinstance(node, nodes.Output):
            changing = [part for part in node.nodes if _mentions(part, own)]
            if not all(_is_cell(part, item, own, printed) for part in changing):
                raise _Varies
            count += len(changing)
        elif isinstance(node, nodes.If):
            for branch in (node, *node.elif_):
                if _mentions(branch.test, own):
                    raise _Varies
                count += _cells(branch.body, item, own, printed)
            count += _cells(node.else_, item, own, printed)
        elif isinstance(node, nodes.For):
            heads = [node.iter, node.target, *([node.test] if node.test else [])]
            if any(_mentions(head, own) for head in heads):
                raise _Varies
            # Inside, "loop" is the inner one.
            count += _cells(node.body, item, own - {"loop"}, printed)
            count += _cells(node.else_, item, own, printed)
        else:
            raise _Varies
    return count


def _is_cell(part: nodes.Node, item: str, own: Set[str], printed: Set[str]) -> bool:
    if not isinstance(part, nodes.Filter) or part.name not in printed:
        return False
    looked_up = part.node
    if not isinstance(looked_up, nodes.Getattr | nodes.Getitem):
        return False
    if not isinstance(looked_up.node, nodes.Name) or looked_up.node.name != item:
        return False
    return isinstance(looked_up, nodes.Getattr) or not _mentions(looked_up.arg, own)


def _mentions(node: nodes.Node, names: Set[str]) -> bool:
    return any(isinstance(n, nodes.Name) and n.name in names for n in tags.walk(node))
