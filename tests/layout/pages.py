"""A PDF becomes what can be measured: lines of letters, words and drawn lines, in millimetres from the top left.

PDFium is written in C: it reads a page in a tenth of the time that a reader in Python takes.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
from pypdfium2 import raw

MM = 25.4 / 72
#: What PDFium puts for a hyphen at the end of a line.
_HYPHENS = {"\x02": "-", "\ufffe": "-"}
#: How far apart, in millimetres, letters of one line stand at most, and those of one word.
_NEAR_LINE, _NEAR_WORD = 8 * MM, 1.5 * MM
#: How far letters of one line stand out of level.
_LEVEL = 1 * MM

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Look:
    size: float
    font: str
    colour: tuple[int, int, int]


@dataclass(frozen=True)
class Letter:
    """A letter that is seen; ``drawn`` is one for all letters that were drawn together, ``spaced`` follows a blank."""

    text: str
    left: float
    right: float
    base: float
    look: Look
    drawn: int
    spaced: bool


@dataclass(frozen=True)
class Line:
    """One run of equal letters on one line."""

    text: str
    left: float
    right: float
    base: float
    size: float
    font: str
    colour: tuple[int, int, int]

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def length(self) -> float:
        return self.right - self.left


class Page:
    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._page = page
        width, height = page.get_size()
        self.width, self.height = width * MM, height * MM

    @cached_property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @cached_property
    def lines(self) -> list[Line]:
        """Sorted by base line, then from left to right; letters of one look that touch, or were drawn together, are one line.

        Blanks of whatever kind, and however many, are one blank.
        """
        runs: list[list[Letter]] = []
        for letter in self._letters:
            if runs and _go_on(runs[-1][-1], letter):
                runs[-1].append(letter)
            else:
                runs.append([letter])
        return sorted(map(_line, runs), key=lambda line: (round(line.base, 1), line.left))

    @cached_property
    def words(self) -> list[tuple[str, float, float]]:
        """Each with its left edge and its base line, in the order in which they were drawn."""
        runs: list[list[Letter]] = []
        for letter in self._letters:
            if not letter.spaced and runs and _touch(runs[-1][-1], letter, _NEAR_WORD):
                runs[-1].append(letter)
            else:
                runs.append([letter])
        return [("".join(each.text for each in run), run[0].left, run[0].base) for run in runs]

    def find(self, words: str) -> Line:
        """The first line that begins with ``words``."""
        return next(line for line in self.lines if line.text.startswith(words))

    def holds(self, words: str) -> bool:
        return any(words in line.text for line in self.lines)

    @cached_property
    def rules(self) -> list[tuple[float, float, float]]:
        """(left, right, height on the page) of every horizontal drawn line, once each."""
        flat = {
            (round(left, 2), round(right, 2), round(top, 2))
            for left, right, top, bottom in self._drawn
            if bottom - top < 0.5 and right - left > 1
        }
        return sorted(flat, key=lambda rule: rule[2])

    @cached_property
    def tables(self) -> list[int]:
        """How many rows each drawn table has on this page, from its upright lines and the rules between them."""
        spans: list[tuple[float, float]] = []
        for _, _, top, bottom in sorted(self._uprights, key=lambda box: box[2:]):
            if spans and top < spans[-1][1] + 0.5:
                spans[-1] = (spans[-1][0], max(bottom, spans[-1][1]))
            else:
                spans.append((top, bottom))
        return [
            len({round(rule[2]) for rule in self.rules if top - 0.5 < rule[2] < bottom + 0.5}) - 1
            for top, bottom in spans
        ]

    @property
    def columns(self) -> list[float]:
        """Where upright lines stand, from left to right."""
        return sorted({round(box[0], 1) for box in self._uprights})

    def rule_below(self, line: Line) -> tuple[float, float, float]:
        """The nearest drawn line below a line of letters and around its middle."""
        return next(r for r in self.rules if r[2] > line.base and r[0] < line.middle < r[1])

    def frame(self, line: Line) -> Box:
        """(left, right, top, bottom) of the box around a line, from its drawn edges."""
        near = [b for b in self._drawn if b[2] < line.base + 8 and b[3] > line.base - 10]
        near = [b for b in near if b[0] < line.right + 30 and b[1] > line.left - 30]
        middles = [((b[0] + b[1]) / 2, (b[2] + b[3]) / 2, b) for b in near]
        left = max(x for x, _, b in middles if x < line.left and b[3] - b[2] > 3)
        right = min(x for x, _, b in middles if x > line.right and b[3] - b[2] > 3)
        top = max(y for _, y, b in middles if y < line.base - 1 and b[1] - b[0] > 10)
        bottom = min(y for _, y, b in middles if y > line.base and b[1] - b[0] > 10)
        return left, right, top, bottom

    @cached_property
    def _letters(self) -> list[Letter]:
        words = self._page.get_textpage()
        looks: dict[int, Look] = {}
        found: list[Letter] = []
        spaced = False
        box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        for place in range(words.count_chars()):
            letter = chr(raw.FPDFText_GetUnicode(words, place))
            letter = _HYPHENS.get(letter, letter)
            if letter.isspace():
                spaced = True
                continue
            drawn = raw.FPDFText_GetTextObject(words, place)
            raw.FPDFText_GetLooseCharBox(words, place, box)
            raw.FPDFText_GetCharOrigin(words, place, x, y)
            number = ctypes.addressof(drawn.contents)
            look = looks.get(number) or looks.setdefault(number, _look(drawn, words, place))
            left, right, base = box.left * MM, box.right * MM, self.height - y.value * MM
            found.append(Letter(letter, left, right, base, look, number, spaced))
            spaced = False
        return found

    @cached_property
    def _drawn(self) -> list[Box]:
        """(left, right, top, bottom) of all drawn lines and boxes, without their thickness."""
        found = self._page.get_objects([raw.FPDF_PAGEOBJ_PATH])
        return [self._around(each.raw) for each in found]

    @property
    def _uprights(self) -> list[Box]:
        return [box for box in self._drawn if box[3] - box[2] > 3 and box[1] - box[0] < 0.5]

    def _around(self, path: Any) -> Box:
        x, y = ctypes.c_float(), ctypes.c_float()
        points = []
        for place in range(raw.FPDFPath_CountSegments(path)):
            raw.FPDFPathSegment_GetPoint(raw.FPDFPath_GetPathSegment(path, place), x, y)
            points.append((x.value * MM, self.height - y.value * MM))
        across, down = zip(*points, strict=True)
        return min(across), max(across), min(down), max(down)


def pages(pdf: bytes, first: int = 0, last: int | None = None) -> list[Page]:
    document = pypdfium2.PdfDocument(pdf)
    return [Page(document[number]) for number in range(len(document))[first:last]]


def _look(drawn: Any, words: Any, place: int) -> Look:
    name = ctypes.create_string_buffer(100)
    raw.FPDFText_GetFontInfo(words, place, name, 100, None)
    shades = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetFillColor(drawn, *shades)
    red, green, blue, _ = (shade.value for shade in shades)
    size = round(raw.FPDFText_GetFontSize(words, place), 2)
    return Look(size, name.value.decode().split("+")[-1], (red, green, blue))


def _go_on(before: Letter, letter: Letter) -> bool:
    if before.drawn == letter.drawn:
        return True
    return before.look == letter.look and _touch(before, letter, _NEAR_LINE)


def _touch(before: Letter, letter: Letter, most: float) -> bool:
    return (
        abs(before.base - letter.base) < _LEVEL
        and before.left <= letter.left <= before.right + most
    )


def _line(run: list[Letter]) -> Line:
    text = "".join(f" {each.text}" if each.spaced else each.text for each in run).strip()
    first, look = run[0], run[0].look
    return Line(text, first.left, run[-1].right, first.base, look.size, look.font, look.colour)
