"""The summary report against contract §4 and Mẫu 1.4."""

from __future__ import annotations

from typing import Any

import pytest

from service import documents
from tests import laid_tables
from tests.documents import inputs

SLUG = "summary-report"
KIND = documents.get(SLUG)


def report(**more: Any) -> dict[str, Any]:
    return {**inputs.sample(SLUG, "minimal"), **more}


def section(heading: str, *inside: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"heading": heading, "sections": list(inside), **more}


def body(data: dict[str, Any]) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = inputs.context(SLUG, data)["body"]
    return blocks


def reported(data: dict[str, Any]) -> list[tuple[str, str]]:
    return [(block["kind"], block["text"]) for block in body(data)]


def wide(count: int) -> dict[str, Any]:
    return {"columns": [f"Cột {place}" for place in range(count)], "rows": [[12345.5] * count]}


TABLE = {
    "caption": "Kết quả",
    "unit": "Đoàn",
    "columns": ["Chỉ tiêu", "Số"],
    "rows": [["Đoàn ra", 5]],
}


# --- numbering -------------------------------------------------------------------------------------


def test_three_levels_are_numbered_with_roman_figures_figures_and_letters() -> None:
    data = report(
        sections=[
            section(
                "Kết quả",
                section("Công tác A", section("điểm một"), section("điểm hai")),
                section("Công tác B"),
            ),
            section("Tồn tại, hạn chế"),
        ]
    )
    assert reported(data)[:-1] == [
        ("level1", "I. KẾT QUẢ"),
        ("level2", "1. Công tác A"),
        ("level3", "a) điểm một"),
        ("level3", "b) điểm hai"),
        ("level2", "2. Công tác B"),
        ("level1", "II. TỒN TẠI, HẠN CHẾ"),
    ]


def test_with_parts_there_is_a_fourth_level_above() -> None:
    deep = section("Kết quả", section("Chung", section("Công tác", section("điểm"))))
    blocks = body(report(use_parts=True, sections=[deep, section("Phương hướng")]))
    assert [(block["kind"], block.get("label", ""), block["text"]) for block in blocks][:-1] == [
        ("part", "Phần I", "KẾT QUẢ"),
        ("level1", "", "I. CHUNG"),
        ("level2", "", "1. Công tác"),
        ("level3", "", "a) điểm"),
        ("part", "Phần II", "PHƯƠNG HƯỚNG"),
    ]


def test_the_letters_of_points_are_those_of_the_decree() -> None:
    points = [section(f"điểm {place}") for place in range(23)]
    blocks = reported(report(sections=[section("A", section("B", *points))]))
    letters = [text.split(")")[0] for kind, text in blocks if kind == "level3"]
    assert letters == [
        "a",
        "b",
        "c",
        "d",
        "đ",
        "e",
        "g",
        "h",
        "i",
        "k",
        "l",
        "m",
        "n",
        "o",
        "p",
        "q",
        "r",
        "s",
        "t",
        "u",
        "v",
        "x",
        "y",
    ]


def test_a_twenty_fourth_point_is_an_error_that_names_it() -> None:
    points = [section(f"điểm {place}") for place in range(24)]
    found = inputs.errors(SLUG, report(sections=[section("A", section("B", *points))]))
    assert found == {"/sections/0/sections/0/sections/23": "too_many_points"}


def test_a_fourth_level_is_an_error_without_parts_and_a_fifth_with_them() -> None:
    four = section("A", section("B", section("C", section("D"))))
    where = "/sections/0/sections/0/sections/0/sections/0"
    assert inputs.errors(SLUG, report(sections=[four])) == {where: "too_deep"}
    assert inputs.errors(SLUG, report(sections=[four], use_parts=True)) == {}
    five = report(sections=[section("Z", four)], use_parts=True)
    assert inputs.errors(SLUG, five) == {f"{where}/sections/0": "too_deep"}


@pytest.mark.parametrize("typed", ["I. Kết quả", "1. Kết quả", "a) kết quả", "Phần I. Kết quả"])
def test_numbering_typed_by_hand_is_removed_with_a_warning(typed: str) -> None:
    data = report(sections=[section(typed)])
    assert reported(data)[0] == ("level1", "I. KẾT QUẢ")
    (violation,) = [
        violation
        for violation in inputs.review(SLUG, data).warnings
        if violation.code == "numbered_by_hand"
    ]
    assert (violation.pointer, violation.suggestion) == ("/sections/0/heading", "Kết quả")


def test_a_heading_without_numbering_is_no_reason_for_a_warning() -> None:
    data = report(sections=[section("10 năm thực hiện cải cách hành chính")])
    assert "numbered_by_hand" not in {
        violation.code for violation in inputs.review(SLUG, data).warnings
    }


# --- order and end -----------------------------------------------------------------------------------


def test_a_section_prints_paragraphs_items_table_and_then_its_sections() -> None:
    data = report(
        opening=["Mở đầu."],
        sections=[
            section(
                "Kết quả",
                section("Con"),
                paragraphs=["Đoạn."],
                items=["- ý một;", "ý hai."],
                table=TABLE,
            )
        ],
        closing=["Trên đây là Báo cáo."],
    )
    assert reported(data) == [
        ("paragraph", "Mở đầu."),
        ("level1", "I. KẾT QUẢ"),
        ("paragraph", "Đoạn."),
        ("item", "ý một;"),
        ("item", "ý hai."),
        ("caption", "Kết quả"),
        ("unit", body(data)[6]["text"]),
        ("table", ""),
        ("level2", "1. Con"),
        ("paragraph", "Trên đây là Báo cáo./."),
    ]
    assert "Đoàn" in body(data)[6]["text"]


@pytest.mark.parametrize("typed", ["Xin báo cáo", "Xin báo cáo.", "Xin báo cáo./.", "Xin báo cáo;"])
def test_the_end_mark_follows_the_last_word_once(typed: str) -> None:
    blocks = body(report(closing=["Một.", typed]))
    assert blocks[-1]["text"] == "Xin báo cáo./."
    assert [block["last"] for block in blocks] == [False] * (len(blocks) - 1) + [True]


def test_without_a_closing_the_last_item_ends_the_text() -> None:
    blocks = body(report(sections=[section("Kết quả", items=["ý một;", "ý hai;"])]))
    assert (blocks[-1]["kind"], blocks[-1]["text"]) == ("item", "ý hai./.")


@pytest.mark.parametrize(
    "last", [section("Kết quả", table=TABLE), section("Kết quả", table=wide(8)), section("Kết quả")]
)
def test_after_a_table_or_a_heading_the_end_mark_has_a_line_of_its_own(
    last: dict[str, Any],
) -> None:
    end = body(report(sections=[last]))[-1]
    assert (end["kind"], end["text"], end["last"]) == ("paragraph", "./.", True)


def test_blank_paragraphs_print_nothing() -> None:
    data = report(opening=["", None, " "], closing=["Xin báo cáo.", " "])
    assert all(block["text"] for block in body(data))
    assert body(data)[-1]["text"] == "Xin báo cáo./."


# --- tables ----------------------------------------------------------------------------------------


def kinds(*sections: dict[str, Any]) -> list[str]:
    return [kind for kind, _ in reported(report(sections=list(sections)))]


def test_a_table_without_room_on_an_upright_page_lies_in_a_section_of_its_own() -> None:
    assert kinds(section("Kết quả", table=wide(8))) == ["level1", "table", "paragraph"]
    text = section("Kết quả", paragraphs=["Kết quả như sau:"], table=wide(11))
    assert kinds(text) == ["level1", "paragraph", "landscape", "table", "portrait", "paragraph"]


def test_a_heading_goes_along_with_the_wide_table_below_it() -> None:
    found = kinds(section("Kết quả", table=wide(11)))
    assert found == ["landscape", "level1", "table", "portrait", "paragraph"]


def test_wide_tables_below_each_other_share_a_section() -> None:
    found = kinds(section("A", table=wide(11)), section("B", table=wide(11)), section("C"))
    between = ["level1", "table", "level1", "table"]
    assert found == ["landscape", *between, "portrait", "level1", "paragraph"]


def test_a_wide_table_takes_its_caption_and_unit_along() -> None:
    table = {**wide(11), "caption": "Biểu", "unit": "Đoàn"}
    found = kinds(section("Kết quả", table=table))
    assert found == ["landscape", "level1", "caption", "unit", "table", "portrait", "paragraph"]


def test_a_computed_column_is_filled_in() -> None:
    (table,) = [block for block in body(inputs.sample(SLUG)) if block["kind"] == "table"]
    assert [row[-1] for row in laid_tables.rows(table)] == ["77,78", "75,00", "76,47"]
    assert table["columns"][-1]["align"] == "right"


def test_a_row_with_the_wrong_number_of_cells_is_named_wherever_the_table_stands() -> None:
    wrong = {"columns": ["A", "B"], "rows": [["a", 1], ["b"]]}
    data = report(
        sections=[section("Một", section("Hai", table=wrong))],
        annexes=[{"title": "Danh mục", "table": wrong}],
    )
    assert inputs.errors(SLUG, data) == {
        "/sections/0/sections/0/table/rows/1": "table_form",
        "/annexes/0/table/rows/1": "table_form",
    }


# --- addressees, annexes -----------------------------------------------------------------------------


def test_one_addressee_has_no_end_mark_and_several_have_theirs() -> None:
    assert inputs.context(SLUG, report(addressed_to=["Bộ Ngoại giao"]))["addressed_to"] == [
        "Bộ Ngoại giao"
    ]
    several = inputs.context(SLUG, report(addressed_to=["- Bộ Ngoại giao;", "UBND tỉnh"]))
    assert several["addressed_to"] == ["Bộ Ngoại giao;", "UBND tỉnh."]
    assert inputs.context(SLUG, report())["addressed_to"] == []


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ([], ["Như trên"]),
        (["Cục A"], ["Như trên", "Cục A"]),
        (["Như trên", "Cục A"], ["Như trên", "Cục A"]),
    ],
)
def test_with_an_addressee_the_recipients_open_with_as_above(
    typed: list[str], printed: list[str]
) -> None:
    data = report(addressed_to=["Bộ Ngoại giao"], recipients=typed)
    assert inputs.context(SLUG, data)["recipients"] == printed


def test_without_an_addressee_the_recipients_are_those_typed() -> None:
    assert inputs.context(SLUG, report(recipients=["Cục A"]))["recipients"] == ["Cục A"]


TWO = [{"title": "Danh mục phong trào"}, {"title": "Biểu số liệu", "table": TABLE}]


def test_annexes_that_no_text_names_are_announced_before_the_closing() -> None:
    data = report(annexes=TWO, closing=["Xin báo cáo."])
    assert reported(data)[-2:] == [
        (
            "paragraph",
            "Kèm theo Báo cáo này: Phụ lục I. Danh mục phong trào; Phụ lục II. Biểu số liệu.",
        ),
        ("paragraph", "Xin báo cáo./."),
    ]
    single = report(annexes=TWO[:1], closing=["Xin báo cáo."])
    assert reported(single)[-2][1] == "Kèm theo Báo cáo này: Phụ lục. Danh mục phong trào."


@pytest.mark.parametrize("where", ["opening", "closing"])
def test_annexes_that_a_text_names_are_not_announced_again(where: str) -> None:
    data = report(annexes=TWO, **{where: ["Số liệu tại PHỤ LỤC II kèm theo."]})
    assert not any("Kèm theo Báo cáo này" in text for _, text in reported(data))


def test_the_announcement_ends_the_text_when_nothing_follows() -> None:
    assert reported(report(annexes=TWO[:1]))[-1] == (
        "paragraph",
        "Kèm theo Báo cáo này: Phụ lục. Danh mục phong trào./.",
    )


def test_annexes_are_numbered_titled_and_refer_to_the_report() -> None:
    data = report(annexes=TWO, code_number=7, issued_date="2026-01-09")
    first, second = inputs.context(SLUG, data)["annexes"]
    assert (first["name"], second["name"]) == ("Phụ lục I", "Phụ lục II")
    assert first["title"] == "DANH MỤC PHONG TRÀO"
    assert (
        first["reference"]
        == "(Kèm theo Báo cáo số 07/BC-SNgV ngày 09 tháng 01 năm 2026 của Sở Ngoại vụ)"
    )
    assert second["body"][-1]["text"] == "./."
    assert not second["landscape"]


def test_an_annex_with_a_wide_table_lies_down_as_a_whole() -> None:
    (annex,) = inputs.context(SLUG, report(annexes=[{"title": "Biểu", "table": wide(11)}]))[
        "annexes"
    ]
    assert annex["landscape"]
    assert "landscape" not in {block["kind"] for block in annex["body"]}


# --- what is required -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["kind", "period", "sections", "place", "signer", "subject", "organ"]
)
def test_what_the_contract_requires_is_required(name: str) -> None:
    data = report()
    del data[name]
    assert any(pointer.startswith(f"/{name}") for pointer in inputs.errors(SLUG, data))


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"kind": "quy"}, "/kind"),
        ({"period": {"label": "", "from": "2020-01-01"}}, "/period/label"),
        ({"period": {"label": "năm 2025", "from": "01/01/2025"}}, "/period/from"),
        ({"sections": [{"items": ["x"]}]}, "/sections/0/heading"),
        ({"sections": [section("A", {"heading": 5})]}, "/sections/0/sections/0/heading"),
        ({"sections": [section("A", paragraphs="x")]}, "/sections/0/paragraphs"),
        ({"annexes": [{"paragraphs": []}]}, "/annexes/0/title"),
        ({"use_parts": "có"}, "/use_parts"),
        ({"secton": []}, "/secton"),
    ],
)
def test_a_faulty_value_is_named_where_it_stands(change: dict[str, Any], pointer: str) -> None:
    assert pointer in inputs.errors(SLUG, report(**change))


def test_the_period_is_not_printed_by_itself() -> None:
    data = report(period={"label": "giai đoạn không in", "from": "2025-01-01", "to": "2025-12-31"})
    assert not any("không in" in text for text in inputs.texts(inputs.context(SLUG, data)))
    assert inputs.lost(SLUG, data) == []


def test_lines_of_a_paragraph_arrive_as_lines() -> None:
    assert ("paragraph", "Một\nhai") in reported(report(opening=["Một\r\nhai"]))


def test_a_section_that_was_left_out_is_noticed() -> None:
    data = report(
        sections=[section("Một", section("Hai", section("Ba"), section("Bốn"))), section("Năm")]
    )
    record = inputs.review(SLUG, data).record
    made = KIND.context(record, inputs.REFERENCE)
    whole = inputs.texts(made)
    assert KIND.lost(record, "\n".join(whole)) == []
    for place, text in enumerate(whole):
        if text.startswith(("1. ", "I", "a) ", "b) ")):
            assert KIND.lost(record, "\n".join(whole[:place] + whole[place + 1 :])), text


def test_paragraphs_in_the_wrong_order_are_noticed() -> None:
    data = report(opening=["Thứ nhất.", "Thứ hai."])
    record = inputs.review(SLUG, data).record
    whole = "\n".join(inputs.texts(KIND.context(record, None)))
    assert KIND.lost(record, whole) == []
    assert (
        KIND.lost(record, whole.replace("nhất", "?").replace("hai", "nhất").replace("?", "hai"))
        != []
    )


# --- where a numbering ends ----------------------------------------------------------------------


@pytest.mark.no_cover
@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda rows: {"sections": rows}, "/sections/3999"),
        (lambda rows: {"sections": rows, "use_parts": True}, "/sections/3999"),
        (
            lambda rows: {"sections": [section("A", *rows)], "use_parts": True},
            "/sections/0/sections/3999",
        ),
        (lambda rows: {"annexes": [{"title": "A"} for _ in rows]}, "/annexes/3999"),
    ],
)
def test_what_roman_numerals_do_not_reach_is_an_error_that_names_the_limit(
    change: Any, where: str
) -> None:
    last = report(**change([section("A")] * 3_999))
    assert "too_many_numbered" not in inputs.errors(SLUG, last).values()
    found = inputs.review(SLUG, report(**change([section("A")] * 4_000))).errors
    assert [(violation.pointer, violation.code) for violation in found] == [
        (where, "too_many_numbered")
    ]
    assert "3999" in found[0].message and "4000" in found[0].message


def test_sections_that_have_arabic_numbers_have_no_end() -> None:
    assert inputs.errors(SLUG, report(sections=[section("A", *[section("B")] * 4_000)])) == {}


def test_word_opens_no_table_of_more_than_sixty_three_columns() -> None:
    table = {"columns": [str(n % 10) for n in range(64)], "rows": []}
    found = inputs.errors(SLUG, report(annexes=[{"title": "A", "table": table}]))
    assert found == {"/annexes/0/table/columns": "table_form"}
    table["columns"].pop()
    assert inputs.errors(SLUG, report(annexes=[{"title": "A", "table": table}])) == {}


def test_a_table_that_no_page_has_room_for_is_refused_with_how_many_columns_would_fit() -> None:
    data = report(annexes=[{"title": "A", "table": wide(24)}])
    (violation,) = inputs.review(SLUG, data).errors
    assert violation.pointer == "/annexes/0/table/columns"
    assert "24 cột" in violation.message and "khoảng 17 cột" in violation.message
    assert inputs.errors(SLUG, report(annexes=[{"title": "A", "table": wide(17)}])) == {}


def test_a_heading_as_long_as_a_paragraph_is_a_numbered_clause_without_a_title() -> None:
    clause = "Khối thi đua hoạt động theo nguyên tắc tự nguyện, đoàn kết. " * 6
    assert len(clause) > 300
    data = report(sections=[section("Nhiệm vụ", section("Chung", section(clause)))])
    found = body(data)
    assert [(block["kind"], block["text"][:12]) for block in found[-1:]] == [
        ("paragraph", "a) Khối thi đua"[:12])
    ]
