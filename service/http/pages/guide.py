"""docs/clerks.md becomes the page "Trợ giúp", with its pictures; nothing of it comes from the internet."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Response, abort, render_template, request

from service.language.vietnamese import fold_words
from service.pipeline import Services

if TYPE_CHECKING:
    from markdown_it.token import Token

#: Where the pictures stand, seen from the guide, and from its page.
_FOLDER = "images/"
_ADDRESS = "tro-giup/hinh/"
_NUMBER = re.compile(r"^\d+\.\s+")


@dataclass(frozen=True, slots=True)
class Heading:
    """A section below the title: ``level`` 2 or 3; ``anchor`` leaves its number out, which may change."""

    level: int
    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Guide:
    """The guide as HTML, its sections in order, and its pictures by their names."""

    html: str
    headings: tuple[Heading, ...]
    pictures: dict[str, Path]


def show_guide(services: Services) -> str:
    return render_template("guide.html", guide=read(services.settings.guide))


def show_picture(services: Services, name: str) -> Response:
    """A picture of the guide; 404 for any other name."""
    picture = read(services.settings.guide).pictures.get(name) or abort(404)
    answer = Response(picture.read_bytes(), mimetype="image/png")
    # It changes with the release only: a browser keeps it and asks whether it is still the same.
    answer.headers["Cache-Control"] = "no-cache"
    answer.add_etag()
    answer.make_conditional(request)
    return answer


@cache
def read(source: Path) -> Guide:
    """The guide of a Markdown file, once. Raises OSError when there is none."""
    # Not before somebody asks for the guide: a start would wait for it.
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(source.read_text(encoding="utf-8"))
    headings = tuple(_anchored(tokens))
    pictures = {name: source.parent / _FOLDER / name for name in _served(tokens)}
    return Guide(parser.renderer.render(tokens, parser.options, {}), headings, pictures)


def _anchored(tokens: Sequence[Token]) -> Iterator[Heading]:
    """The sections; each is marked with its anchor."""
    for opened, text in itertools.pairwise(tokens):
        if opened.type == "heading_open" and opened.tag in ("h2", "h3"):
            anchor = fold_words(_NUMBER.sub("", text.content)).replace(" ", "-")
            opened.attrSet("id", anchor)
            yield Heading(int(opened.tag[1]), text.content, anchor)


def _served(tokens: Sequence[Token]) -> Iterator[str]:
    """The names of the pictures; each is fetched from here, when it comes into sight."""
    for token in tokens:
        for child in token.children or ():
            if child.type == "image":
                name = str(child.attrs["src"]).removeprefix(_FOLDER)
                child.attrSet("src", _ADDRESS + name)
                child.attrSet("loading", "lazy")
                yield name
