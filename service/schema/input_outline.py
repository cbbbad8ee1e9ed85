"""A schema becomes the ordered list of what it asks for: the one description that every surface draws.

The web form, the workbook, the API's description and the documentation are all drawn from these
items; only this module knows how the kinds of field nest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from marshmallow import Schema

from service.schema import pointers
from service.schema.containers import OneOfParts, Values

#: A value that may be chosen and the Vietnamese words that a clerk chooses it by.
Option = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Item:
    """One field, part or list of an input, in the order of its schema.

    ``pointer`` has ``*`` for the row of a list ("/awards/*/individuals/*/full_name"); the lines of
    a list of single values stand at ``pointer + "/*"``. ``inside`` holds what a part, or each row
    of a list, is made of. A recursive part is described once: where it comes again, ``inside`` is
    empty and ``repeats`` is the pointer of the row or part whose items it has.
    """

    pointer: str
    kind: str
    label: str
    help: str
    #: What may be typed; for a part or a row, made of the examples inside.
    example: Any
    #: A value must be given: an omitted list counts as an empty one, so ``at_least`` says it too.
    required: bool
    #: The kind of each line of a list of single values; "" for everything else.
    of: str = ""
    choices: tuple[Option, ...] = ()
    #: The words that may be given in place of a part ("statutory").
    words: tuple[Option, ...] = ()
    #: Bounds of a number, the length of a text (of each line, in a list), the rows of a list.
    least: float | None = None
    most: float | None = None
    longest: int | None = None
    at_least: int = 0
    #: The field of a part for which a text alone may stand; "" where none may.
    short: str = ""
    #: What a form offers it by until something stands in it; "" for what is always asked.
    rare: str = ""
    #: Each row of a list holds one of the items inside it.
    one_of: bool = False
    inside: tuple[Item, ...] = ()
    repeats: str | None = None
    #: The JSON key, and the end of a pointer that leads to it ("/full_name"): asked for with every value of a long list.
    name: str = field(init=False, repr=False, compare=False)
    step: str = field(init=False, repr=False, compare=False)
    #: The field itself, for reading and printing a value.
    field: Any = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        name = pointers.split(self.pointer)[-1] if self.pointer else ""
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "step", pointers.join(name))

    @property
    def part(self) -> str:
        """The pointer of the part, or of the list's row, that the item stands in; "" for the input."""
        return self.pointer.rpartition("/")[0]

    @property
    def row(self) -> str:
        """The pointer of the nearest row around the item ("/awards/*"), "" outside every list.

        Items that share it share a sheet of the workbook.
        """
        around, star, _ = self.part.rpartition("*")
        return around + star

    @property
    def depth(self) -> int:
        """How many parts and lists stand around the item."""
        return sum(step != "*" for step in pointers.split(self.part))

    @property
    def is_list(self) -> bool:
        return self.kind in _LISTS

    @property
    def holds_fields(self) -> bool:
        """A part or a list of parts: a heading of a form rather than an entry of its own."""
        return bool(self.inside) or self.repeats is not None


_LISTS = frozenset({"parts", "values", "columns", "rows"})


def tree(schema: Schema, *, again: int = 0) -> tuple[Item, ...]:
    """The items of a schema, each with those inside it.

    A recursive part is described ``again`` more times inside itself: 2 gives a form three levels.
    """
    return _inside(schema, "", (), again)


def items(schema: Schema, *, again: int = 0) -> list[Item]:
    """The items of a schema as a flat list, every part and list before what it holds."""
    return list(_flat(tree(schema, again=again)))


def example(field: Any) -> Any:
    """What may be typed into a field, None when it has no example; a part's is made of those inside."""
    return _example(field, _nested(field, "", (), 0)[0])


def _flat(items: tuple[Item, ...]) -> Iterator[Item]:
    for item in items:
        yield item
        yield from _flat(item.inside)


#: The schemas around an item with their pointers, outermost first.
_Around = tuple[tuple[type[Schema], str], ...]


def _inside(schema: Schema, pointer: str, around: _Around, again: int) -> tuple[Item, ...]:
    around = (*around, (type(schema), pointer))
    return tuple(
        _item(field, pointer + pointers.join(name), around, again)
        for name, field in schema.fields.items()
    )


def _item(field: Any, pointer: str, around: _Around, again: int) -> Item:
    single = field.value if isinstance(field, Values) else field
    at_least = getattr(field, "at_least", 0)
    inside, repeats = _nested(field, pointer, around, again)
    return Item(
        pointer=pointer,
        kind=field.kind,
        label=field.label,
        help=field.help,
        example=_example(field, inside),
        required=field.required or at_least > 0,
        of=single.kind if single is not field else "",
        choices=tuple(getattr(single, "choices", {}).items()),
        words=tuple(getattr(field, "words", {}).items()),
        least=getattr(single, "least", None),
        most=getattr(single, "most", None),
        longest=getattr(single, "longest", None),
        at_least=at_least,
        short=getattr(field, "short", ""),
        rare=field.rare,
        one_of=isinstance(field, OneOfParts),
        inside=inside,
        repeats=repeats,
        field=field,
    )


def _nested(
    field: Any, pointer: str, around: _Around, again: int
) -> tuple[tuple[Item, ...], str | None]:
    """What stands inside a field, or where the same was described before."""
    schema = getattr(field, "schema", None)
    if schema is None:
        return (), None
    here = f"{pointer}/*" if field.kind in _LISTS else pointer
    before = [place for described, place in around if described is type(schema)]
    if len(before) > again:
        return (), before[-1]
    return _inside(schema, here, around, again), None


def _example(field: Any, inside: tuple[Item, ...]) -> Any:
    """The field's own example; a part's is made of those of its required items, or of all."""
    if field.example is not None:
        return field.example
    if isinstance(field, Values):
        return None if field.value.example is None else [field.value.example]
    shown = [item for item in inside if item.required] or list(inside)
    if isinstance(field, OneOfParts):
        return [{item.name: item.example} for item in shown]
    if getattr(field, "short", ""):
        return next(item.example for item in inside if item.name == field.short)
    examples = {item.name: item.example for item in shown if item.example is not None}
    if not examples:
        return None
    return [examples] if field.kind in _LISTS else examples
