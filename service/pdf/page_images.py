"""The pages of a PDF become pictures with the place of every letter; with ``page_shapes`` only this module knows PDFium.

PDFium is not thread-safe and is written in C++, so it is called in a child process of its own
(``untrusted.isolation``): there is one thread, and a page that brings it down ends no worker.
"""

from __future__ import annotations

import ctypes
import logging
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2  # type: ignore[import-untyped]
from pypdfium2 import raw

from service.errors import ConversionFailed, InputTooLarge, UnreadableInput
from service.page_letters import Corners
from service.pdf import page_shapes
from service.untrusted import isolation

_log = logging.getLogger(__name__)

#: Dots to an inch: an A4 page is 910 dots wide, sharp in a pane of half a screen.
_DPI = 110
_POINTS_PER_INCH = 72
#: So many greys are enough for black letters, and a third fewer bytes than all.
_GREYS = 16
_SHADES = bytes(
    round(round(shade / 255 * (_GREYS - 1)) * 255 / (_GREYS - 1)) for shade in range(256)
)
#: What PDFium puts for a hyphen at the end of a line.
_HYPHENS = {"\x02": "-", "\ufffe": "-"}


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page: its size in points, its picture as PNG, its text, and its letters with their boxes.

    ``letters`` are all characters but blanks, in the order in which they were drawn; ``boxes`` are theirs.
    """

    width: float
    height: float
    png: bytes
    text: str
    letters: str
    boxes: list[Corners]


@dataclass(frozen=True, slots=True)
class DrawnPages:
    """The first pages of a PDF, and how many it has."""

    pages: list[PageImage]
    count: int


@dataclass(frozen=True, slots=True)
class Shape:
    """What is drawn over a page, numbered from 0, in a colour of red, green and blue up to 255: a frame, or with ``text`` a
    filled badge that holds it."""

    page: int
    box: Corners
    colour: tuple[int, int, int]
    text: str = ""


def draw(
    pdf: bytes, most: int, *, in_colour: bool = False, shapes: Sequence[Shape] = ()
) -> DrawnPages:
    """The first ``most`` pages of a PDF, in grey unless ``in_colour``, with the ``shapes`` over them.

    Raises ConversionFailed when it cannot be drawn, Saturated when all are busy.
    """
    try:
        return isolation.run(_draw, pdf, most, in_colour, shapes)
    except (UnreadableInput, InputTooLarge):
        _log.error("a PDF of %d bytes could not be drawn", len(pdf))
        raise ConversionFailed(
            "Máy chủ không vẽ được các trang của văn bản này; hãy tải tệp Word (.docx) và mở bằng Word để xem."
        ) from None


def _draw(pdf: bytes, most: int, in_colour: bool, shapes: Sequence[Shape]) -> DrawnPages:
    document = pypdfium2.PdfDocument(pdf)
    count = len(document)
    pages = []
    for number in range(min(count, most)):
        page = document[number]
        words = page.get_textpage()
        for shape in shapes:
            if shape.page == number:
                page_shapes.add(document, page, shape.box, shape.colour, shape.text)
        pages.append(_page(page, words, in_colour))
    return DrawnPages(pages, count)


def _page(page: pypdfium2.PdfPage, words: pypdfium2.PdfTextPage, in_colour: bool) -> PageImage:
    width, height = page.get_size()
    letters, boxes = _letters(words, height)
    text = words.get_text_range().replace("\r\n", "\n").translate(str.maketrans(_HYPHENS))
    return PageImage(width, height, _picture(page, in_colour), text, letters, boxes)


def _letters(words: pypdfium2.PdfTextPage, height: float) -> tuple[str, list[Corners]]:
    letters: list[str] = []
    boxes: list[Corners] = []
    box = raw.FS_RECTF()
    for place in range(words.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(words, place))
        letter = _HYPHENS.get(letter, letter)
        if letter.isspace() or not raw.FPDFText_GetLooseCharBox(words, place, ctypes.byref(box)):
            continue
        letters.append(letter)
        corners = (box.left, height - box.top, box.right, height - box.bottom)
        left, top, right, bottom = (round(corner, 1) for corner in corners)
        boxes.append((left, top, right, bottom))
    return "".join(letters), boxes


def _picture(page: pypdfium2.PdfPage, in_colour: bool) -> bytes:
    scale = _DPI / _POINTS_PER_INCH
    bitmap = (
        page.render(scale=scale, rev_byteorder=True, force_bitmap_format=raw.FPDFBitmap_BGR)
        if in_colour
        else page.render(scale=scale, grayscale=True)
    )
    rows = bytes(bitmap.buffer).translate(_SHADES)
    return _png(rows, bitmap.width, bitmap.height, bitmap.stride, in_colour)


def _png(rows: bytes, width: int, height: int, stride: int, in_colour: bool) -> bytes:
    """Dots as PNG (ISO/IEC 15948): three chunks; an imaging library would bring readers of fifty formats along."""
    length = width * (3 if in_colour else 1)
    lines = b"".join(
        b"\0" + rows[start : start + length] for start in range(0, height * stride, stride)
    )
    head = struct.pack(">IIBBBBB", width, height, 8, 2 if in_colour else 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(lines, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
        for name, content in chunks
    )
