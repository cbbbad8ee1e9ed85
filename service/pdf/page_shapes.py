"""Frames and numbered badges are drawn over a page of an open PDF, by PDFium itself: no imaging library is needed for them."""

from __future__ import annotations

import ctypes
from typing import Final

import pypdfium2  # type: ignore[import-untyped]
from pypdfium2 import raw

from service.page_letters import Corners

Colour = tuple[int, int, int]

#: Points: how thick a frame is, how far it keeps from the letters.
_STROKE: Final = 0.9
_KEPT: Final = 1.0
#: Of 255: a frame is filled so faintly that the letters stay as black as they are.
_FAINT: Final = 44
#: What is higher than lines are is only framed: a sheet with six findings would be six times as dark.
_LINE: Final = 60.0
#: One of the fourteen fonts that every reader of PDF has; its digits are 0.556 of the size wide, capitals 0.72 high.
_FONT: Final = b"Helvetica-Bold"
_DIGIT: Final = 0.556
_CAPITAL: Final = 0.72
_OF_HEIGHT: Final = 0.78
_WHITE: Final = (255, 255, 255)


def add(
    document: pypdfium2.PdfDocument,
    page: pypdfium2.PdfPage,
    box: Corners,
    colour: Colour,
    text: str,
) -> None:
    """Draw a frame around ``box``, in points from the page's upper left corner; with ``text`` (digits) a badge that holds it."""
    left, top, right, bottom = box
    kept = 0.0 if text else _KEPT
    width, height = right - left + 2 * kept, bottom - top + 2 * kept
    base = page.get_height() - bottom - kept
    shape = raw.FPDFPageObj_CreateNewRect(left - kept, base, width, height)
    raw.FPDFPageObj_SetFillColor(shape, *colour, 255 if text else _FAINT)
    raw.FPDFPageObj_SetStrokeColor(shape, *colour, 255)
    raw.FPDFPageObj_SetStrokeWidth(shape, _STROKE)
    is_filled = text or height < _LINE
    mode = raw.FPDF_FILLMODE_WINDING if is_filled else raw.FPDF_FILLMODE_NONE
    raw.FPDFPath_SetDrawMode(shape, mode, not text)
    raw.FPDFPage_InsertObject(page, shape)
    if text:
        _write(document, page, text, (left + right) / 2, base, height)


def _write(
    document: pypdfium2.PdfDocument,
    page: pypdfium2.PdfPage,
    text: str,
    middle: float,
    base: float,
    height: float,
) -> None:
    size = height * _OF_HEIGHT
    font = raw.FPDFText_LoadStandardFont(document, _FONT)
    written = raw.FPDFPageObj_CreateTextObj(document, font, size)
    letters = ctypes.create_string_buffer((text + "\0").encode("utf-16-le"))
    raw.FPDFText_SetText(written, ctypes.cast(letters, raw.FPDF_WIDESTRING))
    raw.FPDFPageObj_SetFillColor(written, *_WHITE, 255)
    left = middle - size * _DIGIT * len(text) / 2
    raw.FPDFPageObj_Transform(written, 1, 0, 0, 1, left, base + (height - size * _CAPITAL) / 2)
    raw.FPDFPage_InsertObject(page, written)
