"""What a woven function wrote becomes the bytes of a part: all values are checked and escaped together.

A woven function (``weaving``) appends constants and values in turn to one list. Working on all values at
once, at the speed of C, is what makes a render cheap. For a long list the function runs its loop only
once, for a stand-in of the item, and ``repeat`` writes that round for every item.
"""

from __future__ import annotations

import itertools
import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from jinja2 import TemplateError

from service.rendering import tags

#: ``(context, out, aside)``: appends constants (bytes) and values in turn to ``out``.
Function = Callable[[Mapping[str, Any], list[Any], list[bytes]], None]

#: Stands in the text of a part for rows put aside; no XML document can hold it otherwise.
ASIDE_MARK: Final = b"\x03"
#: Up to so many items, running the loop is cheaper than preparing one round.
FEW_ITEMS: Final = 6

_BREAK = tags.BREAK.encode()
_CONTROLS = bytes(set(range(1, 32)) - {9, 10, 13})


class Unusual(Exception):
    """This render is left to Jinja, which is exact and says what is wrong."""


class LineFeed(Exception):
    """A value holds a line feed, which is a break in a text and a blank in an attribute."""


_UNUSUAL = (
    *(LookupError, TypeError, AttributeError, ValueError, ArithmeticError),
    *(tags.RunsAway, TemplateError, Unusual),
)


class Cell(NamedTuple):
    """Where a round prints what it looks up in its item."""

    key: Any


class _StandIn:
    """Stands for the item of a loop: looking something up in it says where that is printed."""

    __slots__ = ()

    def __getitem__(self, key: Any) -> Cell:
        return Cell(key)


#: What a loop over a long list runs over instead.
STAND_IN: Final = (_StandIn(),)


class Filled(NamedTuple):
    """A part with its values in it; ``aside`` are the rows that belong where ``ASIDE_MARK`` stands."""

    text: bytes
    aside: Sequence[bytes] = ()

    def whole(self) -> bytes:
        """The part in one piece."""
        return b"".join(self.pieces()) if self.aside else self.text

    def pieces(self) -> list[bytes]:
        """The part in pieces, not joined yet."""
        if not self.aside:
            return [self.text]
        around = self.text.split(ASIDE_MARK)
        return [*itertools.chain.from_iterable(zip(around, (*self.aside, b""), strict=True))]


class Woven(NamedTuple):
    """A part's function, and its twin that takes line feeds out of values of attributes first.

    A line feed is rare, so the first is tried first.
    """

    usual: Function
    careful: Function

    def fill(self, context: Mapping[str, Any]) -> Filled:
        """Fill the part. Raises Unusual."""
        try:
            try:
                return _filled(self.usual, context, breaks=False)
            except LineFeed:
                return _filled(self.careful, context, breaks=True)
        except _UNUSUAL as unusual:
            raise Unusual from unusual


def _filled(function: Function, context: Mapping[str, Any], breaks: bool) -> Filled:
    out: list[Any] = []
    aside: list[bytes] = []
    function(context, out, aside)
    out[1::2] = _escaped(out[1::2], breaks)
    return Filled(b"".join(out), aside)


def repeat(
    out: list[Any], start: int, items: Iterable[Any], aside: list[bytes], *, breaks: bool
) -> None:
    """What one round wrote for ``STAND_IN``, from ``start`` on, becomes what all rounds write.

    The rows of a table are put aside, finished, but for the last: nobody needs to look at the others
    again (``finishing``). Raises Unusual, LineFeed or what looking up raises.
    """
    constants, keys, end = _round(out[start:], breaks)
    del out[start:]
    if not keys:
        raise Unusual
    values = _looked_up(items, keys)
    rounds = len(values) // len(keys)
    if rounds * (sum(map(len, constants)) + len(end)) > tags.BUDGET_BYTES:
        raise tags.RunsAway
    is_row = constants[0].startswith((b"<w:tr>", b"<w:tr ")) and end.endswith(b"</w:tr>")
    if is_row and rounds > 1 and not any(map(_has_structure, (*constants, end))):
        last = len(values) - len(keys)
        aside.append(b"".join(_rounds(constants, end, _escaped(values[:last], breaks))))
        out += (ASIDE_MARK, "")
        values = values[last:]
    out += _rounds(constants, end, values)
    out.append("")


def _has_structure(constant: bytes) -> bool:
    return b"</w:tbl>" in constant or b"<w:sectPr" in constant


def _rounds(constants: list[bytes], end: bytes, values: list[Any]) -> list[Any]:
    """Constants and values in turn for all rounds: it begins and ends with a constant."""
    after = [*constants[1:], end + constants[0]] * (len(values) // len(constants))
    after[-1] = end
    written: list[Any] = [constants[0]] * (2 * len(values) + 1)
    written[1::2] = values
    written[2::2] = after
    return written


def _round(written: list[Any], breaks: bool) -> tuple[list[bytes], list[Any], bytes]:
    """A round as the constants before its cells, the keys of its cells, and what ends it."""
    keys = [value.key for value in written[1::2] if type(value) is Cell]
    same = iter(_escaped([value for value in written[1::2] if type(value) is not Cell], breaks))
    constants: list[bytes] = []
    constant = b""
    for literal, value in zip(written[::2], written[1::2], strict=True):
        constant += literal
        if type(value) is Cell:
            constants.append(constant)
            constant = b""
        else:
            constant += next(same)
    return constants, keys, constant


def _looked_up(items: Iterable[Any], keys: list[Any]) -> list[Any]:
    """The values of all items in the order they are printed."""
    look_up = operator.itemgetter(*keys)
    if len(keys) == 1:
        return [*map(look_up, items)]
    return [*itertools.chain.from_iterable(map(look_up, items))]


def _escaped(values: list[Any], breaks: bool) -> list[bytes]:
    """The values in UTF-8 and escaped. Raises Unusual, LineFeed or what Python raises."""
    # A NUL between two values: then one look, one escape and one encoding do for all of them.
    try:
        size = sum(map(len, values))
    except TypeError:
        values = [each if type(each) is str else _number(each) for each in values]
        size = sum(map(len, values))
    if size > tags.BUDGET_BYTES:
        raise tags.RunsAway
    raw = "\0".join(values).encode()
    if (
        raw.count(b"\0") >= len(values) > 0
        or len(raw.translate(None, _CONTROLS)) != len(raw)
        or b"\t" in raw
        or b"\r" in raw
        or b"\xef\xbf\xbe" in raw
        or b"\xef\xbf\xbf" in raw
    ):
        raise Unusual
    raw = raw.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
    raw = raw.replace(b'"', b"&#34;").replace(b"'", b"&#39;")
    if b"\n" in raw:
        if not breaks:
            raise LineFeed
        raw = raw.replace(b"\n", _BREAK)
    return raw.split(b"\0") if values else []


def _number(value: Any) -> str:
    if type(value) is int or type(value) is float:
        return str(value)
    raise Unusual
