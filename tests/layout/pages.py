"""A PDF becomes what can be measured: lines of letters and drawn lines, in millimetres from the top left."""

from __future__ import annotations

import io
import logging
import re
from dataclasses import dataclass
from functools import cached_property

import pdfplumber

MM = 25.4 / 72
_ONE_BLANK = re.compile("(?<!\u00a0)\u00a0(?!\u00a0)")
# The PDFs of LibreOffice make the parser warn of font descriptors; that means nothing.
logging.getLogger("pdfminer").setLevel(logging.ERROR)


@dataclass(frozen=True)
class Line:
    """One run of equal letters on one line."""

    text: str
    left: float
    right: float
    base: float
    size: float
    font: str
    colour: tuple[float, ...]

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def length(self) -> float:
        return self.right - self.left


class Page:
    def __init__(self, page: pdfplumber.page.Page) -> None:
        self._page = page
        self.width, self.height = page.width * MM, page.height * MM

    @cached_property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @cached_property
    def lines(self) -> list[Line]:
        """Sorted by base line, then from left to right; letters of one look that touch are one line.

        A no-break blank is a blank, but for the rows of them that are left for the pen.
        """
        found: list[Line] = []
        for word in self._page.extract_words(
            keep_blank_chars=True,
            extra_attrs=["fontname", "size"],
            x_tolerance=8,
            return_chars=True,
        ):
            first = word["chars"][0]
            base = self.height - first["matrix"][5] * MM
            inked = [c for c in word["chars"] if c["text"].strip()] or word["chars"]
            found.append(
                Line(
                    _ONE_BLANK.sub(" ", word["text"].strip()),
                    inked[0]["x0"] * MM,
                    inked[-1]["x1"] * MM,
                    base,
                    round(word["size"], 2),
                    word["fontname"].split("+")[-1],
                    tuple(first["non_stroking_color"] or ()),
                )
            )
        return sorted(found, key=lambda line: (round(line.base, 1), line.left))

    def find(self, words: str) -> Line:
        """The first line that begins with ``words``."""
        return next(line for line in self.lines if line.text.startswith(words))

    def holds(self, words: str) -> bool:
        return any(words in line.text for line in self.lines)

    @cached_property
    def rules(self) -> list[tuple[float, float, float]]:
        """(left, right, height on the page) of every horizontal drawn line, once each."""
        drawn = [*self._page.lines, *self._page.rects]
        flat = [d for d in drawn if abs(d["top"] - d["bottom"]) < 1.5 and d["x1"] - d["x0"] > 3]
        return sorted(
            {tuple(round(d[edge] * MM, 2) for edge in ("x0", "x1", "top")) for d in flat},
            key=lambda rule: rule[2],
        )

    def rule_below(self, line: Line) -> tuple[float, float, float]:
        """The nearest drawn line below a line of letters and around its middle."""
        return next(r for r in self.rules if r[2] > line.base and r[0] < line.middle < r[1])

    def frame(self, line: Line) -> tuple[float, float, float, float]:
        """(left, right, top, bottom) of the box around a line, from its drawn edges."""
        edges = [*self._page.lines, *self._page.rects]
        boxes = [[e[k] * MM for k in ("x0", "x1", "top", "bottom")] for e in edges]
        near = [b for b in boxes if b[2] < line.base + 8 and b[3] > line.base - 10]
        near = [b for b in near if b[0] < line.right + 30 and b[1] > line.left - 30]
        middles = [((b[0] + b[1]) / 2, (b[2] + b[3]) / 2, b) for b in near]
        left = max(x for x, _, b in middles if x < line.left and b[3] - b[2] > 3)
        right = min(x for x, _, b in middles if x > line.right and b[3] - b[2] > 3)
        top = max(y for _, y, b in middles if y < line.base - 1 and b[1] - b[0] > 10)
        bottom = min(y for _, y, b in middles if y > line.base and b[1] - b[0] > 10)
        return left, right, top, bottom


def pages(pdf: bytes, first: int = 0, last: int | None = None) -> list[Page]:
    return [Page(page) for page in pdfplumber.open(io.BytesIO(pdf)).pages[first:last]]
