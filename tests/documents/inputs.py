"""Sample inputs to change at will, and what a document type makes of them."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from service import documents, reference
from service.documents.document_type import DocumentType, Review
from service.language.holding_together import with_plain_blanks
from service.schema import pointers
from service.untrusted import strict_json

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
REFERENCE = reference.load()


def sample(slug: str, folder: str = "") -> dict[str, Any]:
    """A fresh copy of a sample; ``folder`` "minimal" gives the smallest one."""
    data: dict[str, Any] = strict_json.read_json((SAMPLES / folder / f"{slug}.json").read_bytes())
    return data


def review(slug: str, data: Any) -> Review:
    return documents.get(slug).review(data, REFERENCE)


def errors(slug: str, data: Any) -> dict[str, str]:
    """The errors of an input: pointer to code."""
    return {violation.pointer: violation.code for violation in review(slug, data).errors}


def context(slug: str, data: Any) -> dict[str, Any]:
    """What the template of a sound input gets."""
    reviewed = review(slug, data)
    assert [violation.as_json() for violation in reviewed.errors] == []
    return documents.get(slug).context(reviewed.record, REFERENCE)


def texts(node: Any) -> list[str]:
    """Every string of a context, in order."""
    return [value for _, value in pointers.flatten(node) if isinstance(value, str)]


def lost(slug: str, data: Any) -> list[str]:
    """What a document that shows its whole context would lose."""
    reviewed = review(slug, data)
    document_type: DocumentType = documents.get(slug)
    shown = "\n".join(texts(document_type.context(reviewed.record, REFERENCE)))
    return document_type.lost(reviewed.record, with_plain_blanks(shown))


ODD_VALUES: tuple[Any, ...] = (
    None,
    "",
    " ",
    "x",
    "a\x00",
    "\ud800",
    "statutory",
    "other",
    "2020-07-01",
    "9" * 30,
    "phụ lục",
    "Phó Giám đốc",
    ";",
    "- ",
    0,
    -1,
    1,
    3,
    10**30,
    True,
    False,
    [],
    {},
    [[]],
    [None],
    [{}],
    ["x", None],
    {"x": 1},
    {"_schema": 1},
)


def mutated(data: Any, chance: random.Random, times: int) -> Any:
    """The same data with some values changed, taken away, doubled or put elsewhere."""
    pairs = list(pointers.flatten(data))
    for _ in range(times):
        place = chance.randrange(len(pairs))
        pointer, value = pairs[place]
        steps = pointers.split(pointer)
        what = chance.randrange(5)
        if what == 0:
            pairs[place] = (pointer, chance.choice(ODD_VALUES))
        elif what == 1 and len(pairs) > 1:
            del pairs[place]
        elif what == 2:
            above = pointers.join(*steps[: chance.randrange(1, len(steps) + 1)])
            pairs = [pair for pair in pairs if not (pair[0] + "/").startswith(above + "/")]
            pairs.append((above, chance.choice(ODD_VALUES)))
        elif what == 3:
            pairs[place] = (pointer, chance.choice(pairs)[1])
        else:
            pairs.append((pointer + "_", value))
    try:
        return pointers.expand(pairs)
    except ValueError:
        return data
