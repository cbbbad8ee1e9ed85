"""The places of a document in the words of an office: "Điều 1, khoản 2", "Phụ lục I, bảng Cá nhân, dòng 8, cột Chức vụ".

A clerk looks for an article, a list, a running number; nobody counts the paragraphs or the tables of a file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from service.revision.document_text import Paragraph, Row, Unit, paragraphs
from service.revision.running_numbers import running_number

HEAD, FOOT = "Đầu văn bản", "Nơi nhận và chữ ký"
_STATE = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA", re.IGNORECASE)
_ANNEX = re.compile(r"(?P<name>Phụ lục(?: (?:số )?[IVXLC\d]+)?)\.?", re.IGNORECASE)
_ARTICLE = re.compile(r"(?P<name>Điều \d+)\.", re.IGNORECASE)
_PART = re.compile(r"(?P<name>Phần (?:thứ \w+|[IVXLC]+))", re.IGNORECASE)
_ROMAN = re.compile(r"(?P<number>[IVXLC]+)\. (?P<title>.+)")
_NUMBER, _POINT = re.compile(r"(?P<number>\d{1,3})\. "), re.compile(r"(?P<letter>[a-zđ])\) ")
_BASIS = re.compile(r"(?:Căn cứ|Theo đề nghị|Xét đề nghị)\b")
_OPENS = re.compile(r"(?P<name>[^\W\d_][^:.;,]{2,40}):(?: |$)")
_IN_ROMAN = re.compile(r"Mục [IVXLC]+(?:\.\d+)?")
_LONGEST_HEADING = 120


def named(units: Sequence[Unit]) -> list[Unit]:
    """The same units of a whole document, each with its place in these words; of a row's cells see ``named_cell``."""
    return list(_Places(units).named())


def named_cell(row: Row, column: int) -> tuple[Unit, ...]:
    """What stands in a cell of a row, with its place in these words where the row has its own (``named``).

    Nobody asks for it but where something was changed: a list may have ten thousand cells.
    """
    if row.header is None:
        return row.cells[column]
    called = row.header[column] if column < len(row.header) else ""
    place = f"{row.where}, cột {called}" if called else row.where
    return tuple(_with_place(unit, place) for unit in row.cells[column])


class _Table:
    """What holds for all rows of a table, found once for them: a list may have two thousand."""

    def __init__(self, rows: Sequence[Row]) -> None:
        texts = [paragraph.text for paragraph in paragraphs(rows)]
        self.header = [" ".join(p.text for p in paragraphs(cell)) for cell in rows[0].cells]
        self.is_head = any(_STATE.search(text) for text in texts)
        has_recipients = any(text.startswith("Nơi nhận") for text in texts)
        self.is_foot = has_recipients or _is_of_signatures(rows, self.header)


class _Places:
    """Goes through a document; the names around the unit that is looked at change on the way."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units = units
        rows: dict[int, list[Row]] = {}
        for unit in units:
            if isinstance(unit, Row):
                rows.setdefault(unit.table, []).append(unit)
        self._tables = {table: _Table(found) for table, found in rows.items()}
        self._last_basis = max(
            (place for place, unit in enumerate(units) if _is_basis(unit)), default=-1
        )
        #: "Phụ lục I" or a part, then "Điều 1" or "Mục II.1", then the title of what follows.
        self._around, self._section, self._title = "", "", ""
        self._lines = 0

    def named(self) -> Iterator[Unit]:
        passed: Counter[int] = Counter()
        for place, unit in enumerate(self._units):
            if isinstance(unit, Row):
                yield self._row(unit, passed[unit.table])
                passed[unit.table] += 1
            elif unit.where.startswith("đoạn"):
                yield replace(unit, where=self._paragraph(unit.text, place))
            else:
                yield unit  # a header, a footer, a note says so itself

    # --- paragraphs --------------------------------------------------------------------------------

    def _paragraph(self, text: str, place: int) -> str:
        # A part or an annex has its title below its number, in the same paragraph.
        first_line = text.partition("\n")[0]
        for pattern in (_ANNEX, _PART):
            found = pattern.fullmatch(first_line) or (
                pattern.match(text) if pattern is _PART else None
            )
            if found:
                return self._opened(
                    around=found["name"].capitalize() if found["name"].islower() else found["name"]
                )
        if _is_basis(self._units[place]) and place <= self._last_basis and not self._section:
            self._title, self._lines = "Căn cứ", self._lines + 1 if self._title == "Căn cứ" else 1
            return f"Căn cứ, dòng {self._lines}"
        article = _ARTICLE.match(text)
        if article:
            return self._opened(section=article["name"])
        roman = _ROMAN.match(text) if len(text) <= _LONGEST_HEADING else None
        if roman:
            title = roman["title"].capitalize() if roman["title"].isupper() else roman["title"]
            in_annex = self._around.lower().startswith("phụ lục")
            return self._opened(
                section="" if in_annex else f"Mục {roman['number']}",
                title=title if in_annex else "",
            )
        return self._inside(text)

    def _opened(self, *, around: str | None = None, section: str = "", title: str = "") -> str:
        self._around = self._around if around is None else around
        self._section, self._title, self._lines = section, title, 0
        return self._words(title) or HEAD

    def _inside(self, text: str) -> str:
        """A line of an article or a section, or below a title such as "Thành phần tham dự:"."""
        number, point = _NUMBER.match(text), _POINT.match(text)
        if self._section.lower().startswith("điều"):
            self._lines += 1
            return self._words(
                f"khoản {number['number']}"
                if number
                else f"điểm {point['letter']}"
                if point
                else f"đoạn {self._lines}"
            )
        if number and len(text) <= _LONGEST_HEADING and not text.endswith((";", ",")):
            roman = self._section.split(".")[0]
            around = f"{roman}." if _IN_ROMAN.fullmatch(roman) else "Mục "
            return self._opened(section=f"{around}{number['number']}")
        opens = _OPENS.match(text)
        if opens and opens.end() == len(text) and not _IN_ROMAN.match(self._section):
            return self._opened(title=opens["name"])
        if opens and not self._section:
            self._title, self._lines = "", 0
            return opens["name"]
        self._lines += 1
        if text.startswith(("-", "+")):
            return self._words(self._title, f"dòng {self._lines}")
        if self._title and not self._around:
            return f"Sau mục “{self._title}”"
        return self._words(self._title, f"đoạn {self._lines}")

    def _words(self, *more: str) -> str:
        words = ", ".join(filter(None, (self._around, self._section, *more)))
        return words if self._around or self._section or self._title else HEAD

    # --- tables ------------------------------------------------------------------------------------

    def _row(self, row: Row, index: int) -> Row:
        table = self._tables[row.table]
        if table.is_head:
            return Row(row.cells, HEAD, row.table, ())
        if table.is_foot:
            return Row(row.cells, FOOT, row.table, ())
        number = running_number(row)
        called = (
            f"dòng {number}"
            if number is not None
            else "dòng tên cột"
            if not index
            else f"dòng {index}"
        )
        if index and any(p.text.startswith(("Tổng cộng", "Cộng")) for p in paragraphs([row])):
            called = "dòng tổng cộng"
        place = ", ".join(
            filter(None, (self._around, self._section, f"bảng {self._title}".rstrip(), called))
        )
        header = table.header if index else ()
        return Row(row.cells, place[0].upper() + place[1:], row.table, header)


def _with_place(unit: Unit, place: str) -> Unit:
    if isinstance(unit, Paragraph):
        return replace(unit, where=place)
    cells = tuple(tuple(_with_place(inside, place) for inside in cell) for cell in unit.cells)
    return Row(cells, place, unit.table)


def _is_basis(unit: Unit) -> bool:
    return isinstance(unit, Paragraph) and bool(_BASIS.match(unit.text))


def _is_of_signatures(rows: Sequence[Row], titles: Sequence[str]) -> bool:
    """Two who sign side by side below their titles; a row of a list from which cells were taken may be as short."""
    short = len(rows) <= 6 and {len(row.cells) for row in rows} <= {1, 2} and len(titles) == 2
    return short and not any(map(_has_small_letters, titles)) and not _has_numbers(rows)


def _has_small_letters(title: str) -> bool:
    return title != title.upper()


def _has_numbers(rows: Sequence[Row]) -> bool:
    return any(running_number(row) is not None for row in rows)
