"""What a list would be given: columns with their meaning, the first and last rows, rows that were not taken."""

from __future__ import annotations

from service import documents, intake, workbook
from service.http.pages import list_joining
from service.importing import list_preview
from service.workbook import plan
from tests.importing.sheets import page, people, preview

_HEADER = "STT\tHọ và tên\tChức vụ\n"
_ROWS = [f"{n}\tNguyễn Văn An\tChuyên viên" for n in range(1, 11)]


def test_the_first_five_and_the_last_two_rows_are_shown() -> None:
    found = preview(_HEADER + "\n".join(_ROWS))
    assert [row.row for row in found.sheets[0].rows] == [2, 3, 4, 5, 6, 10, 11]
    assert found.sheets[0].rows[0].pointer == "/awards/0/individuals/0"
    assert [cell.text for cell in found.sheets[0].rows[-1].cells] == [
        "10",
        "Nguyễn Văn An",
        "Chuyên viên",
    ]
    assert found.sheets[0].rows[0].cells[2].pointer == "/awards/0/individuals/0/position"


def test_what_a_column_can_be_begins_with_the_fields_of_the_list_pasted_into() -> None:
    found = preview(_HEADER + "\n".join(_ROWS))
    labels = [label for _, label in found.fields]
    assert labels[:3] == ["Danh xưng", "Họ và tên", "Chức vụ"]
    assert {"Tên tập thể", "Địa chỉ", "Hình thức"} < set(labels[3:])
    assert [title for _, title in found.lists] == ["Tập thể", "Cá nhân", "Hộ gia đình"]


def test_announced_counts_are_held_against_the_rows() -> None:
    total = _HEADER + "\n".join(_ROWS[:2]) + "\n\tTổng cộng: {}"
    assert preview(total.format(2)).sheets[0].account.announced == ((2, True),)
    assert preview(total.format(3)).sheets[0].account.announced == ((3, False),)


def test_rows_go_to_the_list_pasted_into_unless_a_title_says_another() -> None:
    block = "Họ và tên\tĐơn vị\nNguyễn Văn An\tVăn phòng\nTrần Thị Bình\tVăn phòng"
    row = "/absentees/*"
    assert list(preview(block, row=row, slug="conference-minutes").data) == ["absentees"]
    titled = f"DANH SÁCH ĐẠI BIỂU CÓ MẶT\n{block}"
    assert list(preview(titled, row=row, slug="conference-minutes").data) == ["attendees"]


def test_a_list_that_is_not_kept_apart_takes_rows_where_it_was_chosen() -> None:
    block = "STT\tHọ và tên\tSố phiếu đồng ý\n1\tNguyễn Văn An\t8\n2\tTrần Thị Bình\t9"
    candidates = [
        {"name": "Nguyễn Văn An", "in_favour": 8},
        {"name": "Trần Thị Bình", "in_favour": 9},
    ]
    found = preview(block, row="/votes/*/candidates/*", slug="conference-minutes")
    assert found.data == {"votes": [{"candidates": candidates}]}
    inside = preview(block, row="/proceedings/*/votes/*/candidates/*", slug="conference-minutes")
    assert inside.data == {"proceedings": [{"votes": [{"candidates": candidates}]}]}
    joined = list_joining.join(
        {"proceedings": [{}, {"votes": [{"matter": "bầu"}]}]},
        "/proceedings/1/votes/0/candidates",
        inside,
    )
    assert [(rows.pointer, list(rows.rows)) for rows in joined.lists] == [
        ("/proceedings/1/votes/0/candidates", candidates)
    ]


def test_a_correction_is_read_again_and_what_was_not_corrected_stays() -> None:
    mapping = {"sheets": {"Khối dán": {"columns": {"C": "organ_name"}, "rows": {"4": "take"}}}}
    block = _HEADER + "\n".join(_ROWS[:2]) + "\n\tLưu ý: xếp theo đơn vị"
    found = preview(block, mapping=mapping)
    assert [column.key for column in found.sheets[0].columns] == [
        "number",
        "full_name",
        "organ_name",
    ]
    assert people(found)[-1] == "Lưu ý: xếp theo đơn vị"
    assert found.sheets[0].texts == {4: "Lưu ý: xếp theo đơn vị"}


def test_a_pay_list_below_stays_out_when_a_column_of_the_list_is_corrected() -> None:
    sheet = page("""
STT | Họ và tên | Bí danh
1 | Nguyễn Văn An | Sao
2 | Trần Thị Bình | Mai

STT | Họ và tên | Số tài khoản | Ngân hàng
1 | Nguyễn Văn An | 123456 | VCB
2 | Trần Thị Bình | 654321 | VCB
""")
    mapping = {"sheets": {"Sheet1": {"columns": {"C": "position"}}}}
    assert people(preview(sheet, mapping=mapping)) == ["Nguyễn Văn An", "Trần Thị Bình"]


def test_a_block_without_names_still_offers_its_columns() -> None:
    found = preview("1\t2\n3\t4")
    assert not found.sheets[0].account.used
    assert [(column.letter, column.key) for column in found.sheets[0].columns] == [
        ("A", "-"),
        ("B", "-"),
    ]
    assert [cell.text for cell in found.sheets[0].rows[0].cells] == ["1", "2"]


def test_our_own_form_says_itself_what_its_columns_are() -> None:
    document_type = documents.get("commendation-decision")
    sample = {"awards": [{"form": "giay_khen", "individuals": [{"full_name": "Nguyễn Văn An"}]}]}
    book = workbook.open_book(intake.form_workbook(document_type, sample), workbook.Limits())
    outline = intake.items(document_type)
    form = workbook.read_form(book, outline)
    assert form is not None
    pages = workbook.lists_of(book)
    found = list_preview.of_form(pages, form, plan.sheets(outline), "/awards/*/individuals/*")
    assert found.own_form and people(found) == ["Nguyễn Văn An"]
    shown = {sheet.account.name: sheet for sheet in found.sheets}["Cá nhân"]
    assert "Họ và tên" in [column.meaning for column in shown.columns]


def test_a_row_of_two_lists_side_by_side_is_shown_once() -> None:
    half = "STT\tHọ và tên\tĐơn vị"
    rows = "1\tNguyễn Văn An\tP1\t3\tLê Văn Chi\tP3\n2\tTrần Thị Bình\tP2\t4\tPhạm Thị Dung\tP4"
    found = preview(f"{half}\t{half}\n{rows}")
    assert [row.row for row in found.sheets[0].rows] == [2, 3]
    assert len(found.sheets[0].account.rows_taken) == 4


def test_a_cell_that_gives_a_name_and_what_headings_gave_stands_for_the_name() -> None:
    """The key of a column that was mapped by hand may be neither's."""
    for name in ("full_name", "name"):
        given = ["/awards/0/individuals/0/unit", f"/awards/0/individuals/0/{name}"]
        assert list_preview._own(given, "number") == given[1]
        assert list_preview._own(given[::-1], "number") == given[1]
    assert list_preview._own(given, "unit") == given[0]
