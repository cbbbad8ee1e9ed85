"""The sheet of paper: page, margins, fixed words, rules, spacing and stamps, each with its clause.

Clauses are those of Phụ lục I, Phần I. Where the decree leaves a range, the choice stands beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Final

Range = tuple[float, float]

TWIPS_PER_MM: Final = 1440 / 25.4
TWIPS_PER_PT: Final = 20


def twips(mm: float) -> int:
    """Millimetres as twentieths of a point, rounded up: no lower limit may be missed by a fraction."""
    return ceil(round(mm * TWIPS_PER_MM, 6))


# Paper, margins: mục I.1 to I.3.
PAGE_WIDTH_MM: Final = 210.0
PAGE_HEIGHT_MM: Final = 297.0
PAGE_WIDTH_TWIPS: Final = 11906  # the figure by which Word knows A4
PAGE_HEIGHT_TWIPS: Final = 16838
MARGIN_TOP_RANGE_MM: Final[Range] = (20.0, 25.0)
MARGIN_BOTTOM_RANGE_MM: Final[Range] = (20.0, 25.0)
MARGIN_LEFT_RANGE_MM: Final[Range] = (30.0, 35.0)
MARGIN_RIGHT_RANGE_MM: Final[Range] = (15.0, 20.0)
MARGIN_TOP_MM: Final = 20.0
MARGIN_BOTTOM_MM: Final = 20.0
MARGIN_LEFT_MM: Final = 30.0
MARGIN_RIGHT_MM: Final = 15.0
#: The narrowest text area that the law allows; the letterhead must fit it without a broken line.
TEXT_WIDTH_MIN_MM: Final = PAGE_WIDTH_MM - MARGIN_LEFT_RANGE_MM[1] - MARGIN_RIGHT_RANGE_MM[1]
TEXT_WIDTH_TWIPS: Final = PAGE_WIDTH_TWIPS - twips(MARGIN_LEFT_MM) - twips(MARGIN_RIGHT_MM)
#: A landscape page keeps the four margins where they are, the left one to the left.
TEXT_WIDTH_LANDSCAPE_TWIPS: Final = (
    PAGE_HEIGHT_TWIPS - twips(MARGIN_LEFT_MM) - twips(MARGIN_RIGHT_MM)
)

# Letters: mục I.4.
FONT: Final = "Times New Roman"
TEXT_COLOUR: Final = "000000"
LANGUAGE: Final = "vi-VN"

# Fixed words: mục II.1.
NATIONAL_NAME: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"

# Page number: mục I.7, in the top margin, centred, never on the first page.
PAGE_NUMBER_FROM_EDGE_MM: Final = 10.0

# Rules under a line of text: mục II.2.b and II.5.b; that under the motto is as long as it (II.1.b).
RULE_SHARE_RANGE: Final[Range] = (1 / 3, 1 / 2)
RULE_SHARE: Final = 0.42
RULE_THICKNESS_PT: Final = 0.75

# Body text: mục II.6.e and, for Điều, II.6.đ.
FIRST_LINE_INDENTS_MM: Final = (10.0, 12.7)
FIRST_LINE_INDENT_MM: Final = 12.7
PARAGRAPH_GAP_MIN_PT: Final = 6.0
PARAGRAPH_GAP_PT: Final = 6.0
LINE_SPACING_RANGE: Final[Range] = (1.0, 1.5)
LINE_SPACING: Final = 1.1

#: The letterhead's two columns (ô 2, 3 | ô 1, 4) and the signature's (ô 9b | ô 7), in per cent. At the
#: narrowest legal text area the right one still holds "Thành phố Hồ Chí Minh, ngày 29 tháng 12 năm 2026".
LETTERHEAD_COLUMNS_PERCENT: Final = (36, 64)
SIGNATURE_COLUMNS_PERCENT: Final = (46, 54)
#: What a line on the right of the letterhead has to spare at least, so that it stands clear of the name on the left.
LETTERHEAD_SLACK_MM: Final = 3.0
#: Space for signing by hand: four blank lines of body text (no clause; what a signature and a seal need).
SIGNATURE_SPACE_PT: Final = 64.0
#: In the address the dashes stand under the colon (mục II.9.d); this is how far in "Kính gửi" begins.
ADDRESS_INDENT_MM: Final = 25.0


@dataclass(frozen=True, slots=True)
class Stamp:
    """A framed mark with its exact outer size; ``text`` is in capitals, ``colour`` six hex digits."""

    text: str
    width_mm: float
    height_mm: float
    colour: str
    clause: str


#: Mục III.2.b: 30 x 8, 40 x 8 and 20 x 8 mm, single frame, bright red ink; at ô 10b.
PRIORITY_STAMPS: Final = (
    Stamp("HỎA TỐC", 30.0, 8.0, "FF0000", "Phụ lục I, Phần I, III.2.b"),
    Stamp("THƯỢNG KHẨN", 40.0, 8.0, "FF0000", "Phụ lục I, Phần I, III.2.b"),
    Stamp("KHẨN", 20.0, 8.0, "FF0000", "Phụ lục I, Phần I, III.2.b"),
)
#: Mục III.2.c names no size; the frame is as high as a stamp and stands in the top margin (ô 11).
CIRCULATION_FRAMES: Final = (
    Stamp("XEM XONG TRẢ LẠI", 56.0, 8.0, TEXT_COLOUR, "Phụ lục I, Phần I, III.2.c"),
    Stamp("LƯU HÀNH NỘI BỘ", 56.0, 8.0, TEXT_COLOUR, "Phụ lục I, Phần I, III.2.c"),
)
CIRCULATION_FROM_EDGE_MM: Final = 9.0
