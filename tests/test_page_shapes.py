"""Frames and numbered badges over a page: they are where they should be, in their colour, and the text is as it was."""

from __future__ import annotations

import io
import struct
import zlib

import pypdfium2  # type: ignore[import-untyped]
import pytest

from service.pdf.page_images import Shape, draw

RED = (163, 32, 29)
#: Dots to a point.
SCALE = 110 / 72
WHITE = (255, 255, 255)


def blank(pages: int = 1) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(595, 842)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def dots(png: bytes) -> list[bytes]:
    """The lines of a picture without filters, three bytes a dot."""
    width, height, _, kind = struct.unpack(">IIBB", png[16:26])
    assert kind == 2
    at = png.index(b"IDAT")
    (length,) = struct.unpack(">I", png[at - 4 : at])
    plain = zlib.decompress(png[at + 4 : at + 4 + length])
    step = width * 3 + 1
    assert len(plain) == height * step
    return [plain[start + 1 : start + step] for start in range(0, len(plain), step)]


def colour_at(lines: list[bytes], x: float, y: float) -> tuple[int, ...]:
    at = int(x * SCALE) * 3
    return tuple(lines[int(y * SCALE)][at : at + 3])


def is_like(colour: tuple[int, ...], other: tuple[int, ...], most: int = 20) -> bool:
    return all(abs(one - two) <= most for one, two in zip(colour, other, strict=True))


def test_a_frame_is_drawn_around_its_box_and_leaves_what_is_inside_readable() -> None:
    shape = Shape(0, (100, 200, 300, 220), RED)
    (page,) = draw(blank(), 1, in_colour=True, shapes=[shape]).pages
    lines = dots(page.png)
    down = [colour_at(lines, 200, 199 + step / 4) for step in range(-8, 8)]
    assert any(is_like(colour, RED, 40) for colour in down)
    assert min(colour_at(lines, 200, 210)) > 200
    assert colour_at(lines, 200, 400) == WHITE


def test_a_badge_is_filled_and_its_number_is_white() -> None:
    shape = Shape(0, (50, 100, 70, 112), RED, "12")
    (page,) = draw(blank(), 1, in_colour=True, shapes=[shape]).pages
    lines = dots(page.png)
    assert is_like(colour_at(lines, 51, 101), RED)
    inside = [colour_at(lines, 52 + x / 2, 102 + y / 2) for x in range(32) for y in range(16)]
    assert any(is_like(colour, WHITE) for colour in inside)


@pytest.mark.parametrize("number", [0, 1])
def test_a_shape_is_on_its_own_page_only(number: int) -> None:
    shape = Shape(number, (50, 100, 70, 112), RED, "1")
    drawn = draw(blank(2), 2, in_colour=True, shapes=[shape])
    marked = [colour_at(dots(page.png), 51, 101) != WHITE for page in drawn.pages]
    assert marked == [number == 0, number == 1]


def test_a_number_over_a_page_is_none_of_its_letters() -> None:
    shape = Shape(0, (50, 100, 70, 112), RED, "12")
    (page,) = draw(blank(), 1, in_colour=True, shapes=[shape]).pages
    assert page.letters == page.text == ""
