"""Nothing is lost: every letter of the source is found again, in order, in the draft or in what was left out.

Two steps that know nothing of how the reading was done. First the blocks against the source's own letters,
then the draft's lines against the blocks, and each value of the input against its lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from service.importing.word.blocks import NotTaken, Source, letters, paragraphs, text_of
from service.importing.word.lines import Line
from service.language import vietnamese
from service.schema import pointers

_BLOCKS = (
    "Khi đọc văn bản, {} ký tự không tìm lại được; hãy đối chiếu với bản gốc hoặc dán từng phần."
)
_LINES = (
    "Khi xếp vào trang nhập, chữ không còn đủ hoặc không đúng thứ tự; hãy đối chiếu với bản gốc."
)
_VALUE = "Mục “{}” không còn đủ chữ của bản gốc; hãy đối chiếu lại."
_MOST_SHOWN = 20
_CHOICE_KEY = re.compile(r"[a-z]+(?:_[a-z]+)+")


def check(source: Source, lines: Sequence[Line], data: Any) -> list[str]:
    """What is missing, a sentence for the clerk each; empty when nothing is."""
    found = [*_blocks(source), *_in_lines(source, lines), *_in_data(lines, data)]
    return found[:_MOST_SHOWN]


def _blocks(source: Source) -> Iterator[str]:
    taken = letters(
        "".join(
            ("" if paragraph.generated else paragraph.label) + paragraph.text
            for paragraph in paragraphs(source.blocks)
        )
    )
    left = letters("".join(piece.text for piece in _with_text(source.not_taken)))
    differs = Counter(taken + left)
    differs.subtract(Counter(source.letters))
    missing = sum(map(abs, differs.values()))
    if missing or not _is_within(taken, source.letters):
        yield _BLOCKS.format(missing or "một số")


def _with_text(not_taken: Sequence[NotTaken]) -> Iterator[NotTaken]:
    return (piece for piece in not_taken if piece.text)


def _is_within(part: str, whole: str) -> bool:
    """Whether all letters of ``part`` come in ``whole`` in the same order."""
    rest = iter(whole)
    return all(sign in rest for sign in part)


def _in_lines(source: Source, lines: Sequence[Line]) -> Iterator[str]:
    wanted = letters("".join(text_of(paragraph) for paragraph in paragraphs(source.blocks)))
    if letters("".join(line.source for line in lines)) != wanted:
        yield _LINES


def _in_data(lines: Sequence[Line], data: Any) -> Iterator[str]:
    texts: dict[str, str] = {}
    for line in lines:
        if line.cells:
            for pointer, text in line.cells:
                if pointer and not _holds(pointers.find(data, pointer), text):
                    yield _VALUE.format("bảng")
        elif line.pointer and _is_running(line):
            running = texts.get(line.pointer, "") + str(line.value)
            texts[line.pointer] = running
        elif line.pointer and line.value is not None:
            if not _says(line.value, line.text) or pointers.find(data, line.pointer) != line.value:
                yield _VALUE.format(line.why or line.role)
        elif line.pointer:
            texts[line.pointer] = texts.get(line.pointer, "") + line.text
    for pointer, text in texts.items():
        if letters(str(pointers.find(data, pointer) or "")) != letters(text):
            yield _VALUE.format(pointer)


def _is_running(line: Line) -> bool:
    """Whether a line's value is its text in other capitals (``running_case``)."""
    value = line.value
    return isinstance(value, str) and letters(vietnamese.upper(value)) == letters(
        vietnamese.upper(line.text)
    )


def _holds(value: Any, text: str) -> bool:
    """Whether a cell's value, or a header made of several cells, holds its letters."""
    if not isinstance(value, str):
        return _says(value, text)
    # The key of a choice stands for whatever words clerks have for it ("CSTĐCS").
    return bool(_CHOICE_KEY.fullmatch(value)) or letters(text) in letters(value)


def _says(value: Any, text: str) -> bool:
    """Whether a value in another form says the same: the same numbers, or the same letters."""
    if isinstance(value, str) and letters(text) in letters(value):
        return True
    written, read = re.findall(r"\d+", text), re.findall(r"\d+", str(value))
    if "cùng ngày" in text.lower():
        # The day is that of another line.
        return not Counter(_amounts(written)) - Counter(_amounts(read))
    # "900.000" is 900000; "8 giờ ngày 01 tháng 7 năm 2020" is 2020-07-01T08:00.
    return "".join(written) == "".join(read) or _amounts(written) == _amounts(read)


def _amounts(numbers: Sequence[str]) -> list[int]:
    return sorted(number for figure in numbers if (number := int(figure)))
