"""A form has an input that suits every field, shows what was given, and names the place of every violation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from service import documents, intake
from service.errors import Violation
from service.http.pages import form_builder, suggestions, violation_links
from service.http.pages.form_nodes import Node
from service.http.pages.form_sections import Sheet
from service.schema import pointers
from service.schema.input_outline import Item
from tests.documents import inputs

DECISION, MINUTES, REPORT = "commendation-decision", "conference-minutes", "summary-report"


def drawn(slug: str, data: Any = None, violations: list[Violation] | None = None) -> Sheet:
    return form_builder.build(documents.get(slug), data or {}, violations or [])


def every(nodes: list[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from every(node.nodes)
        for row in node.rows:
            yield from every(row.nodes)


def node(sheet: Sheet, pointer: str) -> Node:
    return next(drawn_node for drawn_node in every(sheet.nodes) if drawn_node.pointer == pointer)


def violation(pointer: str, code: str = "required", **more: Any) -> Violation:
    return Violation(pointer, "Mục", code, "Sai.", **more)


# --- where what stands ----------------------------------------------------------------------------


@pytest.mark.parametrize("slug", documents.TYPES)
def test_every_field_stands_in_one_step(slug: str) -> None:
    names = [drawn_node.item.name for drawn_node in drawn(slug).nodes]
    assert sorted(names) == sorted(item.name for item in intake.items(documents.get(slug)))


# --- which input ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slug", "pointer", "kind", "size", "inputmode"),
    [
        (REPORT, "/kind", "radios", "half", "text"),  # two to choose from
        (MINUTES, "/event_kind", "radios", "half", "text"),  # three
        (DECISION, "/awards/0/form", "choice", "third", "text"),  # eight
        (DECISION, "/priority", "choice", "third", "text"),  # three, but none need be chosen
        (MINUTES, "/votes/0/secret", "choice", "third", "text"),  # yes, no or not given
        (MINUTES, "/read_aloud", "flag", "half", "text"),
        (DECISION, "/code_number", "integer", "sixth", "numeric"),
        (DECISION, "/archive/copies", "integer", "sixth", "numeric"),
        (DECISION, "/awards/0/declared_individuals", "integer", "quarter", "numeric"),
        (DECISION, "/awards/0/bonus/individual", "money", "quarter", "numeric"),
        (DECISION, "/issued_date", "partial_date", "quarter", "text"),
        (MINUTES, "/started_at", "moment", "quarter", "text"),
        (DECISION, "/organ/code", "text", "quarter", "text"),  # 20 letters
        (DECISION, "/code_notation", "text", "quarter", "text"),  # 30
        (DECISION, "/signer/full_name", "long", "half", "text"),  # 50
        (DECISION, "/awards/0/form_name", "text", "half", "text"),  # 200
        (DECISION, "/organ/organ_name", "long", "half", "text"),  # 200 are one line
        (DECISION, "/proposed_by", "long", "full", "text"),  # 300 are more
        (REPORT, "/opening/0", "long", "full", "text"),
        (DECISION, "/organ", "part", "half", "text"),
        (DECISION, "/awards", "cards", "half", "text"),
        (DECISION, "/awards/0/individuals", "grid", "half", "text"),
        (DECISION, "/awards/0/bonus", "union", "half", "text"),
        (DECISION, "/recipients", "lines", "half", "text"),
        (REPORT, "/sections", "cards", "half", "text"),
        (REPORT, "/annexes/0/table", "table", "half", "text"),
    ],
)  # fmt: skip
def test_every_field_has_the_input_that_suits_it(
    slug: str, pointer: str, kind: str, size: str, inputmode: str
) -> None:
    data = {"votes": [{}], "awards": [{}], "annexes": [{}], "opening": ["A"]}
    named = {item.name for item in intake.items(documents.get(slug))}
    found = node(drawn(slug, {name: data[name] for name in data if name in named}), pointer)
    assert (found.kind, found.size, found.inputmode) == (kind, size, inputmode)


@pytest.mark.parametrize(
    ("slug", "pointer", "value", "first", "last", "shown"),
    [
        (DECISION, "/awards/0/form", None, ("", "– Chọn –"), None, ""),
        (DECISION, "/priority", None, ("", "– Không –"), None, ""),
        (DECISION, "/priority", "khan", ("", "– Không –"), None, "khan"),
        # Something is always chosen where there is a default.
        (DECISION, "/medium", None, ("paper", "Văn bản giấy"), ("electronic", "Văn bản điện tử"), "paper"),
        (DECISION, "/medium", "electronic", ("paper", "Văn bản giấy"), ("electronic", "Văn bản điện tử"), "electronic"),
        (REPORT, "/kind", None, ("tong_ket", "Tổng kết"), None, ""),
        (MINUTES, "/votes/0/secret", None, ("", "– Không –"), ("false", "Không"), ""),
        (MINUTES, "/votes/0/secret", True, ("", "– Không –"), ("false", "Không"), "true"),
        # A value that cannot be chosen stays to be seen, and to be corrected.
        (DECISION, "/priority", "gấp", ("", "– Không –"), ("gấp", "gấp"), "gấp"),
        (REPORT, "/kind", "khac", ("tong_ket", "Tổng kết"), ("khac", "khac"), "khac"),
    ],
)  # fmt: skip
def test_what_can_be_chosen_is_offered_once_and_what_was_given_is_among_it(
    slug: str, pointer: str, value: Any, first: Any, last: Any, shown: str
) -> None:
    data = pointers.expand([(pointer, value)])
    found = node(drawn(slug, data), pointer)
    assert found.options[0] == first and found.shown == shown
    assert last is None or found.options[-1] == last
    assert len(set(found.options)) == len(found.options)
    assert shown == "" or [key for key, _ in found.options].count(shown) == 1


def test_an_input_of_one_line_shows_a_short_example_and_a_word_by_its_name() -> None:
    sheet = drawn(DECISION)
    assert node(sheet, "/organ/organ_name").hint.endswith(" Ví dụ: Sở Ngoại vụ")
    for pointer, shown in (
        ("/issued_date", "20/11/2026"),
        ("/code_number", "15"),
        ("/archive/copies", "2"),
        ("/awards/0/bonus/individual", "450.000"),
    ):
        assert node(sheet, pointer).hint.endswith(f" Ví dụ: {shown}")
    assert node(drawn(MINUTES), "/started_at").hint.endswith(" Ví dụ: 20/11/2026 08:00")
    blank_cell = node(drawn(REPORT, {"annexes": [{}]}), "/annexes/0/table/rows/0/0")
    assert "Ví dụ" not in blank_cell.hint
    assert "Ví dụ" not in node(sheet, "/organ").hint
    # The example of a subject takes more than a line.
    assert "Ví dụ" not in node(sheet, "/subject").hint
    assert "Ví dụ" not in node(sheet, "/medium").hint
    bonus = node(sheet, "/awards/0/bonus")
    assert bonus.options == (("statutory", "Mức theo quy định"),)
    assert "statutory" not in bonus.hint


@pytest.mark.parametrize(("length", "is_shown"), [(1, True), (60, True), (61, False)])
def test_an_example_of_more_than_sixty_letters_is_no_hint(length: int, is_shown: bool) -> None:
    field = node(drawn(DECISION), "/place").item.field
    item = Item("/a", "text", "A", "Giúp.", "x" * length, False, field=field)
    shown = f"Giúp. Ví dụ: {'x' * length}"
    assert Node(item, "/a", "text").hint == (shown if is_shown else "Giúp.")


@pytest.mark.parametrize(
    ("value", "shown", "individual"),
    [
        (None, "", ""),
        ("statutory", "statutory", ""),
        ({"individual": 450_000}, "-", "450.000"),
        ({}, "", ""),
    ],
)
def test_a_sum_shows_its_word_or_that_it_is_written_below(
    value: Any, shown: str, individual: str
) -> None:
    sheet = drawn(DECISION, {"awards": [{"bonus": value}]})
    assert node(sheet, "/awards/0/bonus").shown == shown
    assert node(sheet, "/awards/0/bonus/individual").shown == individual
    assert sheet.leftovers == []
    assert ("/awards/0/bonus/=", shown) in sheet.pairs()


# --- rows -----------------------------------------------------------------------------------------


def test_a_list_to_type_into_offers_a_blank_row_and_cards_only_where_one_is_required() -> None:
    sheet = drawn(DECISION)
    counts = {
        drawn_node.pointer: len(drawn_node.rows)
        for drawn_node in every(sheet.nodes)
        if drawn_node.item.is_list
    }
    assert counts["/awards"] == 1 and counts["/recipients"] == 1
    assert counts["/awards/0/individuals"] == 1
    assert len(node(drawn(REPORT), "/annexes").rows) == 0
    assert len(node(drawn(REPORT), "/sections").rows) == 1
    full = node(drawn(DECISION, {"recipients": ["A", "B"]}), "/recipients")
    assert [(row.number, row.pointer) for row in full.rows] == [
        (1, "/recipients/0"),
        (2, "/recipients/1"),
    ]
    assert [row.nodes[0].shown for row in full.rows] == ["A", "B"]


def test_a_table_nobody_has_begun_offers_three_columns_and_two_rows() -> None:
    table = node(drawn(REPORT, {"annexes": [{}]}), "/annexes/0/table")
    columns, rows = table.nodes[2], table.nodes[3]
    assert [len(row.nodes) for row in rows.rows] == [3, 3] and len(columns.rows) == 3
    assert [row.number for row in rows.rows] == [1, 2]
    assert [cell.pointer for cell in rows.rows[1].nodes] == [
        f"/annexes/0/table/rows/1/{place}" for place in range(3)
    ]
    assert not table.begun
    blank = table.blank_line
    assert [cell.pointer for cell in blank.nodes][-1] == "/annexes/0/table/rows/*/2"


def test_every_row_of_a_table_has_a_cell_under_every_column() -> None:
    stated = {
        "columns": ["A", {"header": "B", "align": "right"}],
        "rows": [["x"], [1234.5, "2020", "z"], "w", []],
    }
    table = node(drawn(REPORT, {"annexes": [{"table": stated}]}), "/annexes/0/table")
    assert [[cell.shown for cell in row.nodes] for row in table.nodes[3].rows] == [
        ["x", ""], ["1.234,5", "'2020", "z"], ["w", ""], ["", ""]
    ]  # fmt: skip
    assert [row.nodes[0].shown for row in table.nodes[2].rows] == ["A", "B"]
    # Only the second column says more of itself than its header.
    assert [row.more for row in table.nodes[2].rows] == [False, True]
    assert not any(cell.item.required for row in table.nodes[3].rows for cell in row.nodes)
    assert table.begun
    alone = node(drawn(REPORT, {"annexes": [{"table": {"columns": ["A"]}}]}), "/annexes/0/table")
    assert (len(alone.nodes[2].rows), len(alone.nodes[3].rows)) == (1, 0)


def test_a_computed_column_offers_the_two_that_it_is_computed_from() -> None:
    column = {"header": "C", "computed": "ratio", "of": ["A"]}
    stated = {"annexes": [{"table": {"columns": ["A", column]}}]}
    of = node(drawn(REPORT, stated), "/annexes/0/table/columns/1/of")
    assert [(row.number, row.nodes[0].pointer, row.nodes[0].shown) for row in of.pair] == [
        (1, f"{of.pointer}/0", "A"), (2, f"{of.pointer}/1", "")
    ]  # fmt: skip
    column["of"] = ["A", "B", "D"]
    of = node(drawn(REPORT, stated), "/annexes/0/table/columns/1/of")
    assert [row.nodes[0].shown for row in of.pair] == ["A", "B", "D"]


def test_every_list_has_one_blank_row_to_make_new_ones_from() -> None:
    found = form_builder.blank_rows(documents.get(REPORT))
    assert all(
        row.pointer == f"{drawn_list.pointer}/*" and row.number == 1 for _, drawn_list, row in found
    )
    by_id = {template: [leaf.pointer for leaf in row.nodes] for template, _, row in found}
    assert len(by_id) == len(found)
    assert by_id["mau.recipients"] == ["/recipients/*"]
    assert by_id["mau.sections.blocks~items"] == ["/sections/*/blocks/*/items"]
    assert by_id["mau.annexes"] == [
        f"/annexes/*/{name}" for name in ("title", "paragraphs", "table")
    ]
    assert "/sections/*/heading" in by_id["mau.sections"]
    # A section inside a section is made from the same row.
    inner = node(
        drawn(REPORT, {"sections": [{"sections": [{"heading": "A"}]}]}), "/sections/0/sections"
    )
    assert inner.template == "mau.sections"
    assert node(drawn(DECISION), "/awards/0/individuals").template == "mau.awards.individuals"


# --- what no input stands for ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "leftovers"),
    [
        ({"ten": "A"}, [("/ten", "A")]),
        ({"organ": "Sở"}, [("/organ", "Sở")]),
        ({"organ": {"ten": 1}}, [("/organ/ten", "1")]),
        ({"recipients": "A"}, [("/recipients", "A")]),
        ({"subject": ["A", "B"]}, [("/subject/0", "A"), ("/subject/1", "B")]),
        ({"subject": {"a": True}}, [("/subject/a", "true")]),
        ({"awards": ["An"]}, [("/awards/0", "An")]),
        ({"recipients": [["A"]]}, [("/recipients/0/0", "A")]),
        ({"ten": None, "a": "", "b": [], "c": {}}, []),
        ({"organ": "", "recipients": [], "subject": [], "awards": None}, []),
        ({"so": 0}, [("/so", "0")]),
    ],
)  # fmt: skip
def test_what_has_no_input_is_left_over_and_posted_back(
    data: dict[str, Any], leftovers: list[tuple[str, str]]
) -> None:
    sheet = drawn(DECISION, data)
    assert sheet.leftovers == leftovers
    assert sheet.pairs()[len(sheet.pairs()) - len(leftovers) :] == leftovers


# --- names that come again ------------------------------------------------------------------------


def test_a_name_typed_once_is_offered_where_it_may_come_again() -> None:
    data = {
        "chair": {"full_name": "An"},
        "secretary": {"full_name": "Bình"},
        "attendees": [{"full_name": "An"}, {"full_name": "Cường", "position": "Trưởng phòng"}],
        "subject": "Họp",
    }
    known = form_builder.known_names(drawn(MINUTES, data))
    assert known["full_name"] == ["An", "Bình", "Cường"]
    assert known["position"] == ["Trưởng phòng"] and "subject" not in known
    people = [{"full_name": f"Người {n}"} for n in range(101)]
    names = form_builder.known_names(drawn(MINUTES, {"attendees": people}))["full_name"]
    assert names == [f"Người {n}" for n in range(100)]


def test_only_a_list_of_legal_bases_offers_the_catalogue() -> None:
    lists = [
        drawn_node for drawn_node in every(drawn(DECISION).nodes) if drawn_node.kind == "lines"
    ]
    assert [drawn_list.pointer for drawn_list in lists if drawn_list.cites_laws] == ["/legal_bases"]


# --- violations ---------------------------------------------------------------------------------------


def test_a_violation_stands_at_its_input_its_row_or_its_list() -> None:
    violations = [
        violation("/subject"), violation("/subject", "too_long", severity="warning"), violation("/awards/0"),
        violation("/awards"), violation("/annexes/0/table/rows/0/1"),
    ]  # fmt: skip
    sheet = drawn(DECISION, {}, violations)
    subject = node(sheet, "/subject")
    assert [violation.code for violation in subject.errors] == ["required"]
    assert [violation.code for violation in subject.warnings] == ["too_long"]
    assert subject.begun and not node(sheet, "/place").begun
    assert [violation.pointer for violation in node(sheet, "/awards").violations] == ["/awards"]
    assert [violation.pointer for violation in node(sheet, "/awards").rows[0].violations] == [
        "/awards/0"
    ]
    cell = violation("/annexes/0/table/rows/0/1")
    table = drawn(
        REPORT, {"annexes": [{"table": {"columns": ["A", "B"], "rows": [["x"]]}}]}, [cell]
    )
    assert node(table, cell.pointer).violations == [cell]


@pytest.mark.parametrize(
    ("pointer", "target", "where"),
    [
        ("/subject", "/subject", ""),
        ("/organ/organ_name", "/organ/organ_name", "Cơ quan ban hành"),
        ("/organ/ten", "/organ", ""),
        ("/awards/0/form", "/awards/0/form", "Khen thưởng 1"),
        ("/awards/1/individuals/0/full_name", "/awards/1/individuals/0/full_name", "Khen thưởng 2, Cá nhân 1"),
        ("/awards/1/individuals/7/full_name", "/awards/1/individuals", "Khen thưởng 2"),
        ("/awards/0/bonus/individual", "/awards/0/bonus/individual", "Khen thưởng 1"),
        ("/awards/1", "/awards/1", "Khen thưởng 2"),
        ("/recipients/0", "/recipients/0", "Nơi nhận 1"),
        ("/khac", "/khac", "Giá trị lạ"),
        ("/khong-co", "", ""),
        ("", "", ""),
    ],
)  # fmt: skip
def test_a_violation_leads_to_the_nearest_place_and_says_where_that_is(
    pointer: str, target: str, where: str
) -> None:
    document_type = documents.get(DECISION)
    labels = {
        name: document_type.label(place)
        for name, place in {
            "Cơ quan ban hành": "/organ", "Khen thưởng": "/awards", "Cá nhân": "/awards/0/individuals", "Nơi nhận": "/recipients"
        }.items()
    }  # fmt: skip
    for name, label in labels.items():
        where = where.replace(name, label)
    sheet = drawn(DECISION, {"awards": [{}, {"individuals": [{}]}], "khac": "x"})
    (found,) = violation_links.link(document_type, sheet, [violation(pointer)])
    assert (found.target, found.where) == (target, where)
    assert found.key == f"required:{pointer}"


def test_violations_of_no_place_come_first_and_the_others_in_the_order_of_the_page() -> None:
    sheet = drawn(DECISION, {"awards": [{}], "khac": "x"})
    places = [
        "/khac",
        "/medium",
        "/awards/0/individuals/0",
        "/awards/0/form",
        "/awards",
        "/subject",
        "/organ/code",
        "/organ",
        "",
    ]
    found = violation_links.link(
        documents.get(DECISION), sheet, [violation(place) for place in places]
    )
    assert [drawn_list.violation.pointer for drawn_list in found] == places[::-1]


@pytest.mark.parametrize(
    ("pointer", "suggestion", "shown"),
    [
        ("/issued_date", "2020-07-01", "01/07/2020"),
        ("/subject", None, None),
        ("/subject", "Tặng", "Tặng"),
        ("/priority", "khan", "Khẩn"),
        ("/awards/0/bonus/individual", 450_000, "450.000"),
        ("/recipients/0", "Như Điều 3", "Như Điều 3"),
        ("/awards/0/bonus", {"individual": 1, "collective": True}, "1; true"),
        ("/recipients", ["A", "B"], "A; B"),
        ("", 5, "5"),
    ],
)
def test_a_suggestion_is_shown_as_its_input_would_show_it(
    pointer: str, suggestion: Any, shown: str | None
) -> None:
    document_type = documents.get(DECISION)
    stated = violation(pointer, "wrong_form", suggestion=suggestion)
    (found,) = violation_links.link(document_type, drawn(DECISION), [stated])
    assert found.suggestion == shown


def test_the_suggested_name_of_an_unknown_value_is_shown_by_its_label() -> None:
    document_type = documents.get(DECISION)
    for pointer, suggestion, label in (
        ("/subjekt", "subject", document_type.label("/subject")),
        (
            "/awards/0/individuals/1/ten",
            "full_name",
            document_type.label("/awards/0/individuals/0/full_name"),
        ),
    ):
        stated = violation(pointer, "unknown_field", suggestion=suggestion)
        (found,) = violation_links.link(document_type, drawn(DECISION), [stated])
        assert found.suggestion == label


@pytest.mark.parametrize(
    ("pointer", "code", "suggestion", "data"),
    [
        ("/a", "wrong_form", "x", {"a": "x", "b": ["1", "2"]}),
        ("/new", "wrong_form", "x", {"a": "A", "b": ["1", "2"], "new": "x"}),
        ("/b/0", "wrong_form", "x", {"a": "A", "b": ["x", "2"]}),
        ("/b/1", "wrong_form", "x", {"a": "A", "b": ["1", "x"]}),
        ("/b/2", "wrong_form", "x", {"a": "A", "b": ["1", "2"]}),
        ("/b/x", "wrong_form", "x", {"a": "A", "b": ["1", "2"]}),
        ("/a/0", "wrong_form", "x", {"a": "A", "b": ["1", "2"]}),
        ("/a", "unknown_field", "c", {"c": "A", "b": ["1", "2"]}),
        # What is there under the known name already is not written over.
        ("/a", "unknown_field", "b", {"b": ["1", "2"]}),
        ("/b/0", "unknown_field", "x", {"a": "A", "b": ["x", "2"]}),
    ],
)  # fmt: skip
def test_a_suggestion_takes_the_place_of_the_value_and_of_nothing_else(
    pointer: str, code: str, suggestion: str, data: dict[str, Any]
) -> None:
    given = {"a": "A", "b": ["1", "2"]}
    assert suggestions.replaced(given, violation(pointer, code, suggestion=suggestion)) == data


@pytest.mark.parametrize(
    ("code", "reported"),
    [
        ("not_date", "ngày/tháng/năm"),
        ("not_moment", "20/11/2026 08:00"),
        ("not_integer", "1.200"),
        ("not_flag", "Có hoặc Không"),
        ("unknown_choice", "chọn lại"),
        ("not_part", "cuối trang"),
        ("not_list", "cuối trang"),
    ],
)
def test_what_a_page_says_speaks_of_inputs_and_not_of_json(code: str, reported: str) -> None:
    (found,) = violation_links.in_page_words([violation("/a", code, suggestion="x")])
    assert reported in found.message and "“Mục”" in found.message
    assert (found.pointer, found.code, found.suggestion) == ("/a", code, "x")
    other = violation("/a", "required")
    assert violation_links.in_page_words([other]) == [other]


@pytest.mark.parametrize("slug", documents.TYPES)
def test_every_value_of_a_sample_is_an_input_of_its_form(slug: str) -> None:
    sheet = drawn(slug, inputs.sample(slug))
    assert sheet.leftovers == []
    names = [name for name, _ in sheet.pairs()]
    assert len(names) == len(set(names))
    leaves = [leaf.pointer for drawn_node in sheet.nodes for leaf in drawn_node.leaves()]
    assert set(leaves) <= {name.removesuffix("/=") for name in names}
