"""Which lines belong together when a document came back: equal ones, alike ones, and in what order."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from typing import Any

import pytest

from service import revision
from service.revision import patience_diff
from service.revision.comparison import changes
from service.revision.document_text import Paragraph, Row, Unit


def lines(*texts: str) -> list[Unit]:
    return [Paragraph(text, f"đoạn {n}", n) for n, text in enumerate(texts, start=1)]


def rows(*texts: Sequence[str], table: int = 1) -> list[Unit]:
    return [
        Row(
            tuple(
                (Paragraph(cell, f"dòng {n}, cột {m}", 100 * table + 10 * n + m),)
                for m, cell in enumerate(row, start=1)
            ),
            f"dòng {n}",
            table,
        )
        for n, row in enumerate(texts, start=1)
    ]


def reported(old: Sequence[Unit], new: Sequence[Unit]) -> list[tuple[str, str, str]]:
    return [(change.kind, change.generated, change.now) for change in changes(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (["a"], ["a"], []),
        ([], ["a"], [("added", "", "a")]),
        (["a"], [], [("removed", "a", "")]),
        # As many lines as before: each is taken for the one at its place, however unlike.
        (["một"], ["hai ba"], [("changed", "một", "hai ba")]),
        (["x", "một", "y"], ["x", "hai ba", "y"], [("changed", "một", "hai ba")]),
        # Lines came or went: two words of five are enough to be the same line, three of ten are not.
        (["a b c d e"], ["a b x y z", "m n"], [("changed", "a b c d e", "a b x y z"), ("added", "", "m n")]),
        (["a b c d e f g h i j"], ["a b c 1 2 3 4 5 6 7", "m n"],
         [("removed", "a b c d e f g h i j", ""), ("added", "", "a b c 1 2 3 4 5 6 7"), ("added", "", "m n")]),
        # The longer line counts.
        (["a b"], ["a b c d e f", "m n"],
         [("removed", "a b", ""), ("added", "", "a b c d e f"), ("added", "", "m n")]),
        (["m n", "a b c"], ["a b d"], [("removed", "m n", ""), ("changed", "a b c", "a b d")]),
        (["a b c", "m n"], ["a b d"], [("changed", "a b c", "a b d"), ("removed", "m n", "")]),
        (["m n", "a b c", "o p"], ["a b d"],
         [("removed", "m n", ""), ("changed", "a b c", "a b d"), ("removed", "o p", "")]),
        # Of two that are as like, the one at the same place.
        (["a b"], ["a c", "a d"], [("changed", "a b", "a c"), ("added", "", "a d")]),
        # Without words to tell by, they are alike.
        (["***"], ["---", "a b"], [("changed", "***", "---"), ("added", "", "a b")]),
        (["***"], ["a b", "c d"], [("removed", "***", ""), ("added", "", "a b"), ("added", "", "c d")]),
        # A line that was moved is one that came and one that went; the others stand.
        (["a", "b", "c", "d"], ["d", "a", "b", "c"], [("added", "", "d"), ("removed", "d", "")]),
        (["a", "b", "c", "d"], ["b", "c", "d", "a"], [("removed", "a", ""), ("added", "", "a")]),
        # Lines that stand twice are found again between those that stand once.
        (["k", "x", "k", "y", "k"], ["x", "k", "y", "k"], [("removed", "k", "")]),
        (["k", "x", "k", "y", "k"], ["k", "x", "y", "k"], [("removed", "k", "")]),
        (["k", "k", "k"], ["k", "k"], [("removed", "k", "")]),
        (["1", "x", "2", "y", "3"], ["4", "x", "5", "y", "6"],
         [("changed", "1", "4"), ("changed", "2", "5"), ("changed", "3", "6")]),
    ],
)  # fmt: skip
def test_lines_are_found_again_and_the_others_are_named_once(
    old: list[str], new: list[str], found: list[tuple[str, str, str]]
) -> None:
    assert reported(lines(*old), lines(*new)) == found


def test_a_change_knows_its_paragraph_only_where_no_line_beside_it_came_or_went() -> None:
    sure, other = changes(lines("a", "b", "x", "d"), lines("a", "c", "x", "e"))
    assert (sure.place, sure.seen, sure.where) == (2, (2,), "đoạn 2")
    assert (other.place, other.seen, other.where) == (4, (4,), "đoạn 4")
    unsure, added = changes(lines("a b c"), lines("a b d", "m n"))
    assert (unsure.place, unsure.seen) == (None, (1,))
    assert (added.place, added.seen, added.where) == (None, (2,), "đoạn 2")
    (removed,) = changes(lines("a", "b"), lines("a"))
    assert (removed.place, removed.seen, removed.where) == (None, (), "đoạn 2")


def test_a_thousand_pairs_are_compared_by_likeness_and_more_by_their_order() -> None:
    def found(old: int, new: int) -> list[tuple[str, str, str]]:
        """Each old line has its like at the end of the new ones."""
        before = [f"việc {n} năm nay" for n in range(old)]
        after = [f"x{n} y{n} z{n} w{n}" for n in range(new - old)]
        return reported(lines(*before), lines(*after, *(f"việc {n} năm sau" for n in range(old))))

    assert [change[0] for change in found(10, 100)] == ["added"] * 90 + ["changed"] * 10
    kinds = [change[0] for change in found(11, 91)]
    assert kinds.count("changed") == 0 and kinds.count("removed") == 11


def test_likeness_reads_a_thousand_letters_of_a_line_and_no_more() -> None:
    same = " kết quả" * 1_000
    one, other = "aaaa " * 200 + same, "bbbb " * 200 + same
    assert [change[0] for change in reported(lines(one), lines(other, "m n"))] == [
        "removed",
        "added",
        "added",
    ]
    one, other = "aaaa " * 100 + same, "bbbb " * 100 + same
    assert [change[0] for change in reported(lines(one), lines(other, "m n"))] == [
        "changed",
        "added",
    ]


# --- tables ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ([["1", "An"]], [["1", "Bình"]], [("changed", "An", "Bình")]),
        ([["1", "An"]], [["1", "An", ""]], [("changed", "1 | An", "1 | An | ")]),
        # Rows came or went, and the numbers only follow …
        ([["1", "An"], ["2", "Bo"], ["3", "Cu"]], [["1", "An"], ["2", "Cu"]], [("removed", "2 | Bo", "")]),
        ([["1.", "An"], ["2.", "Bo"], ["3.", "Cu"]], [["1.", "An"], ["2.", "Cu"]], [("removed", "2. | Bo", "")]),
        ([["1", "An"], ["2", "Cu"]], [["1", "An"], ["2", "Bo"], ["3", "Cu"]], [("added", "", "2 | Bo")]),
        # … or stay as they were.
        ([["1", "An"], ["2", "Bo"], ["3", "Cu"]], [["1", "An"], ["3", "Cu"]], [("removed", "2 | Bo", "")]),
        # A number that follows nothing was changed by hand.
        ([["1", "An"], ["2", "Bo"], ["3", "Cu"]], [["1", "An"], ["5", "Cu"]], [("removed", "2 | Bo", ""), ("changed", "3", "5")]),
        ([["1", "An"], ["2", "Bo"]], [["1", "An"], ["3", "Bo"]], [("changed", "2", "3")]),
        ([["1", "An"], ["2", "Bo"]], [["2", "An"], ["1", "Bo"]], [("changed", "1", "2"), ("changed", "2", "1")]),
        ([["1", "An"], ["2", "Bo"], ["3", "Cu"]], [["3", "Bo"], ["1", "Cu"]],
         [("removed", "1 | An", ""), ("changed", "2", "3"), ("changed", "3", "1")]),
        # Numbers that did not begin at 1 are figures.
        ([["2", "An"], ["3", "Bo"], ["4", "Cu"]], [["2", "An"], ["3", "Cu"]], [("removed", "3 | Bo", ""), ("changed", "4", "3")]),
        # Letters are no numbers: a row is the one at the same place.
        ([["a", "An"], ["b", "Bo"], ["c", "Cu"]], [["a", "An"], ["b", "Cu"]], [("changed", "Bo", "Cu"), ("removed", "c | Cu", "")]),
        ([["1000001", "An"], ["1000002", "Bo"]], [["1000001", "An"]], [("removed", "1000002 | Bo", "")]),
        # One cell is no number of anything.
        ([["1"], ["2"], ["3"]], [["1"], ["3"]], [("removed", "2", "")]),
    ],
)  # fmt: skip
def test_running_numbers_follow_their_rows(
    old: list[list[str]], new: list[list[str]], found: list[tuple[str, str, str]]
) -> None:
    assert reported(rows(*old), rows(*new)) == found


def test_numbers_of_seven_figures_are_no_running_numbers() -> None:
    old = rows(["999999", "An"], ["x", "Bo"])
    new = rows(["999998", "An"], ["x", "Bo"], ["y", "Cu"])
    assert reported(old, new) == [("changed", "999999", "999998"), ("added", "", "y | Cu")]
    # A number of six figures is left out when lines are looked for, one of seven is a part of the line.
    old = rows(["1000000", "An"], ["x", "Bo"])
    new = rows(["1000001", "An"], ["x", "Bo"], ["y", "Cu"])
    assert reported(old, new) == [("changed", "1000000", "1000001"), ("added", "", "y | Cu")]


def test_each_table_counts_for_itself() -> None:
    old = rows(["1", "An"], ["2", "Bo"], ["3", "Cu"]) + rows(["1", "Dê"], ["2", "Em"], table=2)
    new = rows(["1", "An"], ["2", "Cu"]) + rows(["1", "Dê"], ["7", "Em"], table=2)
    assert reported(old, new) == [("removed", "2 | Bo", ""), ("changed", "2", "7")]
    # Where a table came, it is not certain which numbers belong to which.
    more = [*new[:2], *rows(["1", "Phạm"], table=3), *new[2:]]
    assert ("changed", "3", "2") in reported(old, more)


def test_a_row_in_place_of_a_paragraph_is_no_change_of_it() -> None:
    found = reported(lines("1 An"), rows(["1", "An"]))
    assert sorted(found) == [("added", "", "1 | An"), ("removed", "1 An", "")]


def test_a_changed_cell_says_where_it_stands_and_a_changed_width_which_cells_it_covers() -> None:
    (cell,) = changes(rows(["a", "b"], ["c", "d"]), rows(["a", "b"], ["c", "e"]))
    assert (cell.where, cell.place, cell.seen) == ("dòng 2, cột 2", 122, (122,))
    (row,) = changes(rows(["a", "b"]), rows(["a", "b", "c"]))
    assert (row.where, row.place, row.seen) == ("dòng 1", None, (111, 112, 113))


# --- what is reported ---------------------------------------------------------------------------------


def test_fifty_places_are_named_and_more_are_counted() -> None:
    def violations(count: int) -> list[Any]:
        return list(revision.violations(changes(lines(*["a"] * count), lines(*["b"] * count))))

    assert len(violations(50)) == 50 and all(
        violation.suggestion is not None for violation in violations(50)
    )
    *named, last = violations(51)
    assert len(named) == 50 and "Còn 1 chỗ khác" in last.message and last.suggestion is None
    for violation in (*named, last):
        assert (violation.pointer, violation.code, violation.severity) == (
            "",
            "changed_in_word",
            "warning",
        )


@pytest.mark.parametrize(
    ("old", "new", "stated"),
    [
        ("a", "b", "(đoạn 1) đã được sửa trong Word"),
        ("a", "", "(đoạn 1) đã bị bỏ trong Word"),
        ("", "b", "(đoạn 1) đã được thêm trong Word"),
    ],
)
def test_a_place_says_what_was_done_to_it(old: str, new: str, stated: str) -> None:
    (violation,) = revision.violations(
        changes(lines(old) if old else [], lines(new) if new else [])
    )
    assert stated in violation.message and violation.suggestion == {"generated": old, "now": new}


def test_another_template_and_wrong_data_are_warnings_of_the_whole_document() -> None:
    for violation, code, stated in (
        (revision.not_compared(), "not_compared", "chưa đối chiếu được"),
        (revision.other_template(True), "template_changed", "có thể do mẫu"),
        (revision.other_template(False), "template_changed", "vẫn giống như mẫu"),
    ):
        assert (violation.pointer, violation.code, violation.severity) == ("", code, "warning")
        assert stated in violation.message


@pytest.mark.parametrize("seed", range(30))
def test_the_longest_run_that_rises_is_found(seed: int) -> None:
    places = list(range(9))
    random.Random(seed).shuffle(places)
    pairs = list(enumerate(places))
    found = patience_diff._longest_increasing_subsequence(pairs)
    assert found == sorted(found, key=lambda pair: pair[1])
    rising = (
        run
        for length in range(len(places), 0, -1)
        for run in itertools.combinations(places, length)
        if list(run) == sorted(run)
    )
    assert len(found) == len(next(rising))


@pytest.mark.parametrize(
    ("old", "new"),
    [("abxcd", "abycd"), ("xcd", "cd"), ("ab", "abx"), ("", "a"), ("aXbXc", "aYbYc")],
)
def test_a_block_is_equal_where_its_two_sides_are(old: str, new: str) -> None:
    found = [*patience_diff.blocks(old, new)]
    assert "".join(old[i:k] for (i, k, _, _), _ in found) == old
    assert "".join(new[j:m] for (_, _, j, m), _ in found) == new
    assert [is_equal for _, is_equal in found] == [
        old[i:k] == new[j:m] for (i, k, j, m), _ in found
    ]
