"""Our own document becomes a template for the peers on node: its first annex row as a loop, and the data for it.

The rows have the mark-up of ours, so that all write the same XML; the text around is fixed.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from bench.peers import Case, engine

#: The keys of a row -> the rows of the template, each as the tags of its cells.
Syntax = Callable[[Sequence[str]], Iterator[list[str]]]

_TEXT = re.compile(r"(<w:t(?: [^>]*)?>)[^<]*")


def _carbone(keys: Sequence[str]) -> Iterator[list[str]]:
    for index in ("i", "i+1"):
        yield [f"{{d.rows[{index}].{key}}}" for key in keys]


def _easy_template_x(keys: Sequence[str]) -> Iterator[list[str]]:
    tags = [f"{{{key}}}" for key in keys]
    yield ["{#rows}" + tags[0], *tags[1:-1], tags[-1] + "{/rows}"]


SYNTAXES: dict[str, Syntax] = {"Carbone": _carbone, "easy-template-x": _easy_template_x}


def make(case: Case, syntax: Syntax) -> tuple[bytes, dict[str, Any]]:
    """The template's bytes, and the data that make the case's document of it."""
    made = zipfile.ZipFile(io.BytesIO(engine(case)()))
    table = case.context["annexes"][0]["groups"][0]["table"]
    xml = made.read("word/document.xml").decode()
    end = xml.rindex("</w:tbl>")
    start = xml.rindex("<w:tbl>", 0, end)
    first = re.findall(r"<w:tr[ >].*?</w:tr>", xml[start:end], re.DOTALL)[1]
    keys = [column["key"] for column in table["columns"]]
    loop = "".join(_with_texts(first, cells) for cells in syntax(keys))
    xml = xml[: xml.index(first, start)] + loop + xml[end:]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name in made.namelist():
            package.writestr(name, xml if name == "word/document.xml" else made.read(name))
    return target.getvalue(), {"rows": table["bands"][0]["rows"]}


def _with_texts(row: str, cells: Sequence[str]) -> str:
    texts = iter(cells)
    return _TEXT.sub(lambda found: found[1] + next(texts), row)
