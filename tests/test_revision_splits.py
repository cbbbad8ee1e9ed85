"""Paragraphs that were split or run together in Word, and rows that came into a report's table or went from it."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from service.revision import merging, split_proposals
from service.revision.comparison import changes
from service.revision.document_text import Paragraph, Unit
from service.revision.proposals import Proposal
from tests.documents.inputs import sample
from tests.test_revision import edited, text_of, w, written
from tests.test_revision_taking import REPORT, made, merged

FIRST, SECOND = "Sở đã ban hành kế hoạch năm.", "Các phòng đã thực hiện đúng thời hạn."
WHOLE = f"{FIRST} {SECOND}"
TABLE: dict[str, Any] = {
    "columns": [
        "Nội dung",
        "Kế hoạch",
        "Thực hiện",
        {"header": "Tỷ lệ (%)", "computed": "ratio", "of": ["Thực hiện", "Kế hoạch"]},
        "Ghi chú",
    ],
    "rows": [["Đoàn ra", 4, 3, None, None], ["Đoàn vào", 8, 8, None, "đạt"], ["Hội nghị", 2, 1, None, None]],
}  # fmt: skip


def report(section: dict[str, Any]) -> dict[str, Any]:
    data = sample(REPORT, "minimal")
    data["sections"] = [{"heading": "Kết quả", **section}]
    return data


def with_lines(start: str, *lines: str) -> Callable[[Any], None]:
    """The paragraph that begins so, written anew as these lines."""

    def edit(root: Any) -> None:
        line = next(p for p in root.iter(w("p")) if text_of(p).startswith(start))
        for text in reversed(lines[1:]):
            new = copy.deepcopy(line)
            written(new, text)
            line.addnext(new)
        written(line, lines[0])

    return edit


def as_one_line(start: str, text: str) -> Callable[[Any], None]:
    """The paragraph that begins so and the one behind it, written anew as one."""

    def edit(root: Any) -> None:
        line = next(p for p in root.iter(w("p")) if text_of(p).startswith(start))
        line.getparent().remove(line.getnext())
        written(line, text)

    return edit


def back(data: dict[str, Any], *edits: Callable[[Any], None]) -> tuple[dict[str, Any], list[str]]:
    """The section of the new data, and what was not taken."""
    docx = made(REPORT, data)
    for edit in edits:
        docx = edited(docx, edit)
    found = merged(REPORT, docx)
    section: dict[str, Any] = found.data["sections"][0]
    return section, [change.now for change in found.left]


@pytest.mark.parametrize(
    ("section", "start", "lines", "name", "found"),
    [
        (
            {"paragraphs": [WHOLE]},
            "Sở đã",
            (FIRST, f"{SECOND[:-1]}./."),
            "paragraphs",
            [FIRST, SECOND],
        ),
        (
            {"paragraphs": ["Trước.", f"{WHOLE} Đã báo cáo.", "Sau."]},
            "Sở đã",
            (FIRST, SECOND, "Đã báo cáo."),
            "paragraphs",
            ["Trước.", FIRST, SECOND, "Đã báo cáo.", "Sau."],
        ),
        (
            {"items": ["Tiếp khách và tổ chức hội nghị", "Ban hành kế hoạch"]},
            "- Tiếp",
            ("- Tiếp khách;", "- và tổ chức hội nghị;"),
            "items",
            ["Tiếp khách", "và tổ chức hội nghị", "Ban hành kế hoạch"],
        ),
        (
            {"blocks": [{"paragraph": {"text": WHOLE, "lead": "Về kế hoạch"}}, {"items": ["Một"]}]},
            "Về kế hoạch",
            (f"Về kế hoạch: {FIRST}", SECOND),
            "blocks",
            [
                {"paragraph": {"text": FIRST, "lead": "Về kế hoạch"}},
                {"paragraph": {"text": SECOND}},
                {"items": ["Một"]},
            ],
        ),
    ],
)
def test_a_paragraph_that_was_split_is_taken_in_its_pieces(
    section: dict[str, Any], start: str, lines: Sequence[str], name: str, found: list[Any]
) -> None:
    taken, left = back(report(section), with_lines(start, *lines))
    assert (taken[name], left) == (found, [])


def test_the_pieces_of_a_paragraph_are_one_change() -> None:
    docx = edited(
        made(REPORT, report({"paragraphs": [WHOLE, "Sau."]})), with_lines("Sở đã", FIRST, SECOND)
    )
    accepted = merged(REPORT, docx).accepted
    assert [(each.kind, each.pointer, each.new) for each in accepted] == [
        ("changed", "/sections/0/paragraphs/0", FIRST),
        ("added", "/sections/0/paragraphs/1", SECOND),
    ]
    assert {each.group for each in accepted} == {1}


@pytest.mark.parametrize(
    "lines",
    [
        # A word was changed too: neither half says for certain what became of the rest.
        (FIRST, SECOND.replace("đúng", "trước")),
        (FIRST.replace("năm", "quý"), SECOND),
        # The pieces stand in another order.
        (SECOND, FIRST),
    ],
)
def test_a_paragraph_that_was_split_and_changed_is_told_and_never_doubled(
    lines: Sequence[str],
) -> None:
    taken, left = back(report({"paragraphs": [WHOLE, "Sau."]}), with_lines("Sở đã", *lines))
    assert taken["paragraphs"] == [WHOLE, "Sau."]
    assert sorted(left) == sorted(lines)


def test_paragraphs_that_were_run_together_are_taken_as_one() -> None:
    data = report({"paragraphs": ["Trước.", FIRST, SECOND, "Sau."]})
    taken, left = back(data, as_one_line("Sở đã", WHOLE))
    assert (taken["paragraphs"], left) == (["Trước.", WHOLE, "Sau."], [])


def test_lines_that_were_run_together_with_what_the_document_writes_between_them_are_told() -> None:
    data = report({"items": ["Tiếp khách", "Tổ chức hội nghị"]})
    taken, left = back(data, as_one_line("- Tiếp", "- Tiếp khách; - Tổ chức hội nghị."))
    assert (taken["items"], bool(left)) == (data["sections"][0]["items"], True)


def lines_of(*texts: str) -> list[Unit]:
    return [Paragraph(text, "", place) for place, text in enumerate(texts)]


def test_of_lines_that_were_looked_through_only_the_pieces_are_a_place() -> None:
    twelve = " ".join(f"Câu thứ {n}." for n in range(12))
    pieces = [f"Câu thứ {n}." for n in range(12)]
    found = split_proposals.places(changes(lines_of(twelve), lines_of(*pieces)))
    assert [len(place.now) for place in found] == [12]
    more = changes(lines_of(f"{twelve} Câu cuối."), lines_of(*pieces, "Câu cuối."))
    assert split_proposals.places(more) == []
    assert split_proposals.places(changes(lines_of("Một", "Hai"), lines_of("Một", "Ba"))) == []


# --- rows of a report's table ----------------------------------------------------------------------


def row(root: Any, start: str) -> Any:
    return next(each for each in root.iter(w("tr")) if text_of(each).startswith(start))


def with_row(after: str, *cells: str) -> Callable[[Any], None]:
    def edit(root: Any) -> None:
        model = row(root, "Đoàn ra")
        new = copy.deepcopy(model)
        for paragraph, text in zip(new.iter(w("p")), cells, strict=True):
            written(paragraph, text)
        row(root, after).addnext(new)

    return edit


def without_row(start: str) -> Callable[[Any], None]:
    def edit(root: Any) -> None:
        gone = row(root, start)
        gone.getparent().remove(gone)

    return edit


@pytest.mark.parametrize(
    ("edit", "rows"),
    [
        (with_row("Đoàn vào", "Lễ tân", "1.250", "1.000", "80", ""), [0, 1, ["Lễ tân", 1250, 1000, None, None], 2]),
        (with_row("Nội dung", "Lễ tân", "4", "2", "50,00", ""), [["Lễ tân", 4, 2, None, None], 0, 1, 2]),
        (with_row("Hội nghị", "Lễ tân", "4", "2", "50", "mới"), [0, 1, 2, ["Lễ tân", 4, 2, None, "mới"]]),
        (without_row("Đoàn vào"), [0, 2]),
        (without_row("Hội nghị"), [0, 1]),
    ],
)  # fmt: skip
def test_rows_of_a_table_come_and_go(edit: Callable[[Any], None], rows: list[Any]) -> None:
    taken, left = back(report({"table": copy.deepcopy(TABLE)}), edit)
    wanted = [TABLE["rows"][each] if isinstance(each, int) else each for each in rows]
    assert taken["table"]["rows"] == wanted
    # The ratio is the table's own, and is told where somebody wrote it otherwise.
    assert left in ([], ["50,00"])


def test_a_row_whose_figure_is_none_is_told() -> None:
    edit = with_row("Đoàn vào", "Lễ tân", "vài", "2", "", "")
    taken, left = back(report({"table": copy.deepcopy(TABLE)}), edit)
    assert (taken["table"]["rows"], left) == (TABLE["rows"], ["Lễ tân | vài | 2 |  | "])


def test_a_group_is_kept_whole_or_not_at_all() -> None:
    alone, *group = (
        Proposal(f"/{place}", "x", frozenset(), is_free=False, group=number)
        for place, number in enumerate((0, 1, 1))
    )
    other = Proposal("/9", "x", frozenset(), is_free=False, group=2)
    proposed = [alone, *group, other]
    assert merging._whole_groups(proposed, proposed) == proposed
    assert merging._whole_groups([alone, group[1], other], proposed) == [alone, other]
    assert merging._whole_groups([], proposed) == []
