"""Comments on the cells of a list's rows are told of, for nothing of them is read."""

from __future__ import annotations

from tests.importing.sheets import page, read, reported

ASKED = "comment_not_read"
_LIST = "STT | Họ và tên | Chức vụ\n" + "\n".join(
    f"{n} | Nguyễn Văn {letter} | Kế toán" for n, letter in enumerate("ABCDEGH", 1)
)


def test_comments_on_rows_that_are_taken_are_told_of_once() -> None:
    cells = {(row, 1) for row in range(1, 8)}
    found = read(page(_LIST, commented_cells=frozenset(cells)))
    (told,) = found.violations
    assert (told.code, told.severity, told.cell) == (ASKED, "warning", "Sheet1!B2")
    assert told.pointer == "/awards/0/individuals"
    assert told.message.startswith("7 ô ") and "B2, B3, B4, B5, B6, …" in told.message


def test_comments_elsewhere_mostly_say_how_to_fill_in() -> None:
    elsewhere = frozenset({(0, 1), (20, 1), (1, 9)})
    assert reported(read(page(_LIST, commented_cells=elsewhere))) == []
