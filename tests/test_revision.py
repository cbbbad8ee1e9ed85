"""A document that comes back from Word gives its data, and every edit is taken over or named."""

from __future__ import annotations

import copy
import functools
import io
import json
import random
import re
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from service import documents, intake, pipeline, revision
from service.config import Settings
from service.docx import embedded_data
from service.errors import InvalidInput, UnreadableInput
from service.revision.comparison import Change, changes
from service.revision.document_text import Paragraph, Row, paragraphs
from service.schema import pointers
from tests import libreoffice
from tests.documents.inputs import sample
from tests.line import parse

SERVICES = pipeline.build_services(Settings())
DECISION, REPORT, MINUTES = "commendation-decision", "summary-report", "conference-minutes"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
EVERY = [
    (slug, folder, is_draft)
    for slug in documents.TYPES
    for folder in ("", "minimal")
    for is_draft in (False, True)
]


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def made(slug: str, data: Any) -> bytes:
    return _produced(slug, embedded_data.canonical(data))


#: What was edited and taken over is what would have been made of the edited input.
@functools.lru_cache(maxsize=128)
def _produced(slug: str, data: bytes) -> bytes:
    return pipeline.produce(SERVICES, *parse(slug, data)).content


def sampled(slug: str, folder: str = "", *, parsed: bool = False) -> dict[str, Any]:
    data = sample(slug, folder)
    if parsed:
        data["code_number"] = None
        if "issued_date" in data and not _has_statutory(data):
            data["issued_date"] = None
    return data


def _has_statutory(data: Any) -> bool:
    return any(value == "statutory" for _, value in pointers.flatten(data))


def parts_of(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return {name: package.read(name) for name in package.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return target.getvalue()


def edited(docx: bytes, edit: Callable[[Any], Any], name: str = "word/document.xml") -> bytes:
    parts = parts_of(docx)
    root = etree.fromstring(parts[name])
    edit(root)
    parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return zipped(parts)


def text_of(element: Any) -> str:
    """What somebody reads who types it again: blanks are blanks, the service's breaks too."""
    pieces = (
        (node.text or "") if node.tag == w("t") else " " * (node.get(w("type")) == "textWrapping")
        for node in element.iter(w("t"), w("br"))
    )
    return "".join(pieces).replace("\u00a0", " ")


def written(paragraph: Any, text: str) -> None:
    """Put a text into a paragraph's first run and empty the others, as typing over it does."""
    runs = list(paragraph.iter(w("r")))
    if not runs:
        runs = [etree.SubElement(paragraph, w("r"))]
    for run in runs[1:]:
        run.getparent().remove(run)
    for child in list(runs[0]):
        if child.tag != w("rPr"):
            runs[0].remove(child)
    t = etree.SubElement(runs[0], w("t"))
    t.text = text
    t.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def replaced(docx: bytes, old: str, new: str, *, nth: int = 0) -> bytes:
    """Replace text inside the n-th paragraph that has it."""

    def edit(root: Any) -> None:
        found = [p for p in root.iter(w("p")) if old in text_of(p)]
        written(found[nth], text_of(found[nth]).replace(old, new))

    return edited(docx, edit)


def reimported(slug: str, docx: bytes) -> pipeline.Reimported:
    kind, parsed = parse(slug, docx, "docx")
    assert parsed.returned is not None
    return pipeline.reimport(SERVICES, kind, parsed.returned)


def taken(back: pipeline.Reimported) -> dict[str, Any]:
    return {accepted.pointer: accepted.new for accepted in back.merged.accepted}


def as_saved_by_word(docx: bytes) -> bytes:
    """Every run split in two, marks of revisions and of the speller, parts under other names and order."""

    def split(root: Any) -> None:
        for number, run in enumerate(list(root.iter(w("r")))):
            t = run.find(w("t"))
            run.set(w("rsidR"), f"{number:08X}")
            if t is None or len(t.text or "") < 2 or len(run.findall(w("t"))) > 1:
                continue
            second = copy.deepcopy(run)
            middle = len(t.text) // 2
            second.find(w("t")).text = t.text[middle:]
            t.text = t.text[:middle]
            for node in (t, second.find(w("t"))):
                node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            mark = etree.Element(w("proofErr"))
            mark.set(w("type"), "spellStart")
            bookmark = etree.Element(w("bookmarkStart"))
            bookmark.set(w("id"), str(number))
            bookmark.set(w("name"), f"_GoBack{number}")
            run.addnext(second)
            run.addnext(mark)
            run.addnext(bookmark)
            t.addprevious(etree.Element(w("lastRenderedPageBreak")))

    parts = parts_of(edited(docx, split))
    parts["customXml/item2.xml"] = parts.pop("customXml/item1.xml")
    parts["customXml/item1.xml"] = b'<b:Sources xmlns:b="urn:other"/>'
    for number in (1, 2, 3):
        parts[f"word/header{number + 6}.xml"] = parts.pop(f"word/header{number}.xml")
    links = parts["word/_rels/document.xml.rels"].decode()
    links = re.sub(r"header([123])\.xml", lambda m: f"header{int(m[1]) + 6}.xml", links)
    parts["word/_rels/document.xml.rels"] = links.replace("item1.xml", "item2.xml").encode()
    types = parts.pop("[Content_Types].xml").decode()
    types = re.sub(r"header([123])\.xml", lambda m: f"header{int(m[1]) + 6}.xml", types)
    return zipped({**dict(reversed(parts.items())), "[Content_Types].xml": types.encode()})


# --- nothing was changed --------------------------------------------------------------------------


@pytest.mark.parametrize(("slug", "folder", "parsed"), EVERY)
def test_a_document_nobody_touched_has_no_changes(slug: str, folder: str, parsed: bool) -> None:
    data = sampled(slug, folder, parsed=parsed)
    back = reimported(slug, made(slug, data))
    assert (back.changes, back.merged.accepted, back.merged.left) == ((), (), ())
    assert embedded_data.canonical(back.merged.data) == embedded_data.canonical(data)


@pytest.mark.parametrize("slug", documents.TYPES)
def test_a_document_that_word_saved_again_has_no_changes(slug: str) -> None:
    saved = as_saved_by_word(made(slug, sampled(slug)))
    assert reimported(slug, saved).changes == ()
    again = pipeline.produce(SERVICES, *parse(slug, saved, "docx"))
    assert again.content == made(slug, sampled(slug))


def test_a_document_that_libreoffice_saved_again_has_no_changes() -> None:
    marks = {"circulation": "luu_hanh_noi_bo", "priority": "khan"}
    documented = {
        slug: made(slug, {**sampled(slug, parsed=True), **marks}) for slug in documents.TYPES
    }
    for slug, saved in libreoffice.saved_again(documented).items():
        assert reimported(slug, saved).changes == ()


def test_a_number_filled_in_and_saved_by_libreoffice_is_taken_over() -> None:
    docx = replaced(made(DECISION, sampled(DECISION)), "Số: 15/", "Số: 16/")
    back = reimported(DECISION, libreoffice.saved_again({"a": docx})["a"])
    assert taken(back) == {"/code_number": 16}


def test_smart_quotes_and_soft_line_breaks_are_text() -> None:
    data = sampled(REPORT)
    data["opening"] = ["Phong trào “Dạy tốt’\nHọc tốt” được phát động."]
    docx = made(REPORT, data)
    assert reimported(REPORT, docx).changes == ()
    assert reimported(REPORT, as_saved_by_word(docx)).changes == ()

    def without_break(root: Any) -> None:
        quoted = next(p for p in root.iter(w("p")) if "Dạy tốt" in "".join(p.itertext()))
        for line_break in list(quoted.iter(w("br"))):
            line_break.getparent().remove(line_break)

    assert len(reimported(REPORT, edited(docx, without_break)).changes) == 1


# --- what is taken over ---------------------------------------------------------------------------


def test_a_title_in_one_paragraph_with_its_number_is_taken_over() -> None:
    data = sampled(REPORT)
    data["annexes"] = [{"title": "Danh mục phong trào", "paragraphs": ["Một."]}]
    data["use_parts"] = True

    def retitled(root: Any) -> None:
        for text in root.iter(w("t")):
            for words in ("DANH MỤC", "KẾT QUẢ ĐẠT ĐƯỢC"):
                text.text = (text.text or "").replace(words, f"{words} MỚI")

    data["sections"][0]["heading"] = "Kết quả đạt được"
    docx = made(REPORT, data)
    root = etree.fromstring(embedded_data.unpack(docx)["word/document.xml"])
    heads = {"".join(paragraph.itertext()) for paragraph in root.iter(w("p"))}
    assert "Phụ lụcDANH MỤC PHONG TRÀO" in heads and "Phần IKẾT QUẢ ĐẠT ĐƯỢC" in heads
    assert taken(reimported(REPORT, edited(docx, retitled))) == {
        "/annexes/0/title": "DANH MỤC MỚI PHONG TRÀO",
        "/sections/0/heading": "KẾT QUẢ ĐẠT ĐƯỢC MỚI",
    }


def test_number_date_name_and_place_are_taken_over() -> None:
    docx = made(DECISION, sampled(DECISION))
    docx = replaced(docx, "Số: 15/", "Số: 7/")
    docx = replaced(docx, "Hà Tĩnh, ngày 01 tháng 7 năm 2020", "Hà Tĩnh, ngày 2 tháng 8 năm 2020")
    docx = replaced(docx, "Thái Phúc Sơn", "Lê Văn Bốn")
    back = reimported(DECISION, docx)
    # The document itself writes "07" and "02": the values are the same.
    assert taken(back) == {
        "/code_number": 7,
        "/issued_date": "2020-08-02",
        "/signer/full_name": "Lê Văn Bốn",
    }
    assert [accepted.where for accepted in back.merged.accepted] == [
        "Số",
        "Ngày ban hành",
        "Họ và tên người ký",
    ]
    # The annexes still say the old number; the new document will not, and that is named.
    assert all(
        "số 07/" in change.generated and "số 15/" in change.now for change in back.merged.follows
    )
    assert len(back.merged.follows) == 2 and back.merged.left == ()


@pytest.mark.parametrize("slug", [DECISION, REPORT])
def test_blanks_filled_in_by_hand_are_taken_over(slug: str) -> None:
    data = sampled(slug, parsed=True)
    data["issued_date"] = None
    for award in data.get("awards", ()):
        award["bonus"] = None
    docx = made(slug, data)

    def fill(root: Any) -> None:
        for p in list(root.iter(w("p"))):
            if text_of(p).startswith("Số:"):
                notation = text_of(p).rpartition("/")[2]
                slash = "/" + text_of(p).partition("/")[2]
                # Typed over the middle of the blank, some of which stays.
                written(p, f"Số:   15 \u00a0{slash}")
                assert notation
            elif text_of(p).startswith("Hà Tĩnh, ngày"):
                written(p, "Hà Tĩnh, ngày 01 tháng 7 \u00a0\u00a0năm 2020")

    back = reimported(slug, edited(docx, fill))
    assert taken(back) == {"/code_number": 15, "/issued_date": "2020-07-01"}
    assert all("Kèm theo" in change.generated for change in back.merged.left)
    assert back.merged.data["code_number"] == 15


def test_a_cell_of_a_list_is_taken_over_in_its_own_row() -> None:
    data = listed(1)
    rows = data["awards"][0]["individuals"] = [
        {"honorific": "Ông", "full_name": f"Nguyễn Văn {letter}", "position": "Chuyên viên", "organ_name": "Sở Ngoại vụ"}
        for letter in "ABCDEFGH"
    ]  # fmt: skip
    del rows[6]["position"]
    docx = made(DECISION, data)

    def edit(root: Any) -> None:
        row = next(r for r in root.iter(w("tr")) if "Nguyễn Văn D" in text_of(r))
        written(row[-2].find(w("p")), "Trưởng phòng")
        written(next(p for p in row.iter(w("p")) if "Nguyễn" in text_of(p)), "Ông Nguyễn Văn Đ")
        blank = next(r for r in root.iter(w("tr")) if "Nguyễn Văn G" in text_of(r))
        written(blank[-2].find(w("p")), "Phó Chánh Văn phòng")

    back = reimported(DECISION, edited(docx, edit))
    assert taken(back) == {
        "/awards/0/individuals/3/full_name": "Nguyễn Văn Đ",
        "/awards/0/individuals/3/position": "Trưởng phòng",
        "/awards/0/individuals/6/position": "Phó Chánh Văn phòng",
    }
    assert back.merged.left == ()


def test_figures_of_a_table_and_its_header_are_taken_over() -> None:
    data = sampled(REPORT, "minimal")
    data["sections"][0]["table"] = {
        "columns": ["Chỉ tiêu", {"header": "Thực hiện"}, "Ghi chú"],
        "rows": [["Đoàn ra", 1234.5, "đạt"], ["Đoàn vào", 15, None], ["Hội nghị", 1234.5, "đạt"]],
    }
    docx = made(REPORT, data)
    docx = replaced(docx, "1.234,5", "1.300,25", nth=1)
    docx = replaced(docx, "Thực hiện", "Kết quả")
    docx = replaced(docx, "Đoàn vào", "Đoàn khách vào")
    back = reimported(REPORT, docx)
    table = back.merged.data["sections"][0]["table"]
    assert table["columns"][1] == {"header": "Kết quả"}
    assert [str(row[1]) for row in table["rows"]] == ["1234.5", "15", "1300.25"]
    assert table["rows"][1][0] == "Đoàn khách vào"
    assert back.merged.left == ()


def test_a_table_with_groups_and_roles_is_taken_over_where_it_was_sent() -> None:
    data = sampled(REPORT, "minimal")
    data["sections"][0]["table"] = {
        "columns": ["Đơn vị", {"header": "Năm 2019", "columns": ["Thu", "Chi"]}],
        "rows": [
            {"cells": ["I. Khối sở"], "role": "group"},
            ["Sở Nội vụ", 11, 12],
            {"cells": ["Tổng cộng", 21, 22], "role": "total"},
        ],
    }
    docx = made(REPORT, data)
    assert reimported(REPORT, docx).changes == ()
    for old, new in (
        ("Năm 2019", "Năm 2020"),
        ("Chi", "Đã chi"),
        ("I. Khối sở", "I. Các sở"),
        ("22", "23"),
    ):
        docx = replaced(docx, old, new)
    back = reimported(REPORT, docx)
    table = back.merged.data["sections"][0]["table"]
    assert table["columns"][1] == {"header": "Năm 2020", "columns": ["Thu", "Đã chi"]}
    assert table["rows"][0] == {"cells": ["I. Các sở"], "role": "group"}
    assert [str(cell) for cell in table["rows"][2]["cells"]] == ["Tổng cộng", "21", "23"]
    assert back.merged.left == ()


def test_a_value_that_others_rely_on_is_left_and_the_rest_is_taken() -> None:
    data = sampled(REPORT, "minimal")
    data["sections"][0]["table"] = {
        "columns": ["Kế hoạch", "Thực hiện", {"header": "Tỷ lệ", "computed": "ratio", "of": ["Thực hiện", "Kế hoạch"]}],
        "rows": [[10, 5, None]],
    }  # fmt: skip
    docx = replaced(made(REPORT, data), "Thực hiện", "Kết quả")
    docx = replaced(docx, data["signer"]["full_name"], "Lê Văn Bốn")
    back = reimported(REPORT, docx)
    assert taken(back) == {"/signer/full_name": "Lê Văn Bốn"}
    assert [change.now for change in back.merged.left] == ["Kết quả"]


def test_capitals_return_to_running_case_where_the_words_are_known() -> None:
    docx = replaced(made(DECISION, sampled(DECISION)), "SỞ NGOẠI VỤ", "NGOẠI VỤ")
    assert taken(reimported(DECISION, docx))["/organ/organ_name"] == "Ngoại vụ"


def test_a_paragraph_with_one_value_is_taken_over_with_its_end() -> None:
    data = sampled(REPORT)
    data["opening"] = ["Sở báo cáo như sau:"]
    docx = replaced(made(REPORT, data), "Sở báo cáo như sau:", "Sở báo cáo kết quả như sau.")
    back = reimported(REPORT, docx)
    assert taken(back) == {"/opening/0": "Sở báo cáo kết quả như sau."}


def test_a_moment_of_the_minutes_is_taken_over() -> None:
    docx = replaced(made(MINUTES, sampled(MINUTES)), "8 giờ 00 phút", "8 giờ 15 phút")
    assert taken(reimported(MINUTES, docx)) == {"/started_at": "2020-07-01T08:15"}


# --- what is left, and named ----------------------------------------------------------------------


@pytest.mark.no_cover
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Số: 15/", "Số: 999999999999/"),
        ("Số: 15/", "Số: 15a/"),
        ("Số: 15/", "Số 15/"),
        ("ngày 01 tháng 7 năm 2020", "ngày 31 tháng 2 năm 2020"),
        ("ngày 01 tháng 7 năm 2020", "ngày 01 tháng 7 năm 1020"),
        ("QUYẾT ĐỊNH:", "NAY QUYẾT ĐỊNH:"),
        ("Thái Phúc Sơn", "§ång chÝ S¬n"),
    ],
)
def test_what_is_no_sound_value_is_left(old: str, new: str) -> None:
    docx = replaced(made(DECISION, sampled(DECISION)), old, new)
    back = reimported(DECISION, docx)
    assert back.merged.accepted == () and len(back.merged.left) == 1
    assert new in back.merged.left[0].now and old in back.merged.left[0].generated


def test_a_change_that_two_values_explain_is_left() -> None:
    data = sampled(MINUTES)
    data["attendees"] = [{"full_name": "Nguyễn Văn A", "position": "Trưởng phòng"}]
    docx = replaced(made(MINUTES, data), "A, Trưởng", "A, Phó Giám đốc, Trưởng")
    back = reimported(MINUTES, docx)
    assert back.merged.accepted == () and len(back.merged.left) == 1


def test_a_value_printed_in_many_rows_is_not_taken_from_one_of_them() -> None:
    data = sampled(DECISION)
    data["awards"] = data["awards"][:1]
    data["awards"][0]["bonus"] = {"collective": 900_000, "individual": 450_000}
    docx = replaced(made(DECISION, data), "450.000", "460.000", nth=3)
    back = reimported(DECISION, docx)
    assert back.merged.accepted == () and [change.now for change in back.merged.left] == ["460.000"]


def test_a_statutory_sum_follows_its_rule_and_not_the_cell() -> None:
    data = sampled(DECISION)
    data["awards"] = data["awards"][:1]
    data["awards"][0]["bonus"] = "statutory"
    docx = replaced(made(DECISION, data), "Thái Phúc Sơn", "Lê Văn Bốn")
    assert taken(reimported(DECISION, docx)) == {"/signer/full_name": "Lê Văn Bốn"}


def test_a_paragraph_that_is_no_row_of_its_list_is_left_and_a_removed_one_is_taken_out() -> None:
    docx = made(DECISION, sampled(DECISION))
    extra = edited(docx, lambda root: _add_after(root, "Căn cứ Luật", "Một đoạn thêm vào."))
    back = reimported(DECISION, extra)
    assert [(change.kind, change.now) for change in back.merged.left] == [
        ("added", "Một đoạn thêm vào.")
    ]

    def drop(root: Any) -> None:
        p = next(p for p in root.iter(w("p")) if text_of(p).startswith("Căn cứ Luật"))
        p.getparent().remove(p)

    back = reimported(DECISION, edited(docx, drop))
    assert [(each.kind, each.pointer) for each in back.merged.accepted] == [
        ("removed", "/legal_bases/0")
    ]
    assert back.merged.left == () and len(back.merged.data["legal_bases"]) == 4


def _add_after(root: Any, start: str, text: str) -> None:
    p = next(p for p in root.iter(w("p")) if text_of(p).startswith(start))
    new = copy.deepcopy(p)
    written(new, text)
    p.addnext(new)


def listed(count: int) -> dict[str, Any]:
    data = sampled(DECISION)
    data["awards"] = data["awards"][:1]
    award = data["awards"][0]
    award["bonus"], award["collectives"] = None, []
    for name in ("declared_collectives", "declared_individuals", "declared_households"):
        award.pop(name, None)
    award["individuals"] = [
        {"full_name": f"Người thứ {n}", "position": "Chuyên viên", "organ_name": f"Phòng {n % 7}"}
        for n in range(count)
    ]
    data.pop("bonus_source", None)
    return data


def rows_of(root: Any) -> list[Any]:
    return [row for row in root.iter(w("tr")) if "Người thứ" in text_of(row)]


@pytest.mark.parametrize("numbered_again", [False, True])
def test_a_row_taken_out_is_taken_out_of_the_data_whatever_the_running_numbers(
    numbered_again: bool,
) -> None:
    docx = made(DECISION, listed(30))

    def edit(root: Any) -> None:
        rows = rows_of(root)
        rows[4].getparent().remove(rows[4])
        if numbered_again:
            for number, row in enumerate(rows_of(root), start=1):
                written(next(row.iter(w("p"))), str(number))

    back = reimported(DECISION, edited(docx, edit))
    assert [(each.kind, each.old["full_name"]) for each in back.merged.accepted] == [
        ("removed", "Người thứ 4")
    ]
    assert back.merged.left == () and len(people_of(back)) == 29


def _without_row(root: Any, index: int) -> Any:
    row = rows_of(root)[index]
    row.getparent().remove(row)
    return row


def test_a_row_taken_out_is_taken_out_though_a_line_elsewhere_says_nothing_certain() -> None:
    def edit(root: Any) -> None:
        _without_row(root, 4)
        _add_after(root, "Căn cứ Luật", "Một đoạn thêm vào.")

    back = reimported(DECISION, edited(made(DECISION, listed(30)), edit))
    assert [each.kind for each in back.merged.accepted] == ["removed"]
    assert [change.now for change in back.merged.left] == ["Một đoạn thêm vào."]


def test_a_row_moved_to_where_it_cannot_be_read_takes_nobody_out() -> None:
    data = listed(30)
    data["awards"][0]["declared_individuals"] = 30

    def edit(root: Any) -> None:
        row = _without_row(root, 4)
        table = rows_of(root)[0].getparent()
        table.addprevious(_cells_as_line(row))

    back = reimported(DECISION, edited(made(DECISION, data), edit))
    assert back.merged.accepted == () and back.merged.data == data


def _cells_as_line(row: Any) -> Any:
    """The texts of a row as one paragraph, as somebody types who takes a person out of a table."""
    line = copy.deepcopy(next(row.iter(w("p"))))
    written(line, " | ".join(text_of(cell) for cell in [*row.iter(w("tc"))][1:]))
    return line


def people_of(back: pipeline.Reimported) -> list[dict[str, Any]]:
    people: list[dict[str, Any]] = back.merged.data["awards"][0]["individuals"]
    return people


def test_a_row_put_in_is_put_into_the_data_at_its_place() -> None:
    def edit(root: Any) -> None:
        row = rows_of(root)[4]
        new = copy.deepcopy(row)
        for p, text in zip(
            new.iter(w("p")), ("6", "Lê Thị Mới", "Thủ quỹ", "Phòng 9"), strict=True
        ):
            written(p, text)
        row.addnext(new)

    back = reimported(DECISION, edited(made(DECISION, listed(30)), edit))
    assert back.merged.left == ()
    assert people_of(back)[5] == {
        "full_name": "Lê Thị Mới",
        "position": "Thủ quỹ",
        "organ_name": "Phòng 9",
    }
    assert people_of(back)[6]["full_name"] == "Người thứ 5"


def test_a_running_number_changed_by_hand_is_named() -> None:
    def edit(root: Any) -> None:
        written(next(rows_of(root)[4].iter(w("p"))), "50")

    back = reimported(DECISION, edited(made(DECISION, listed(10)), edit))
    assert [(change.generated, change.now) for change in back.merged.left] == [("5", "50")]


# --- what Word can do to a file -------------------------------------------------------------------


def run(text: str, kind: str = "t") -> Any:
    element = etree.Element(w("r"))
    etree.SubElement(element, w(kind)).text = text
    return element


def test_tracked_changes_count_as_accepted() -> None:
    def edit(root: Any) -> None:
        p = next(p for p in root.iter(w("p")) if text_of(p).startswith("Số:"))
        written(p, "Số: ")
        deleted, added = etree.SubElement(p, w("del")), etree.SubElement(p, w("ins"))
        deleted.append(run("15", "delText"))
        added.append(run("16"))
        p.append(run("/QĐ-SNgV"))
        row = rows_of(root)[3]
        etree.SubElement(row.find(w("trPr")), w("del"))
        whole = next(p for p in root.iter(w("p")) if text_of(p).startswith("Căn cứ Luật"))
        marks = whole.find(w("pPr"))
        etree.SubElement(etree.SubElement(marks, w("rPr")), w("del"))
        for run_node in whole.findall(w("r")):
            gone = etree.SubElement(whole, w("del"))
            gone.append(run_node)
            for t in list(run_node.iter(w("t"))):
                t.tag = w("delText")

    back = reimported(DECISION, edited(made(DECISION, listed(8)), edit))
    assert taken(back) == {
        "/code_number": 16,
        "/awards/0/individuals/3": None,
        "/legal_bases/0": None,
    }
    assert sorted(change.kind for change in back.changes) == ["changed", "removed", "removed"]


def test_a_paragraph_whose_mark_was_deleted_runs_on() -> None:
    def edit(root: Any) -> None:
        p = next(p for p in root.iter(w("p")) if text_of(p).startswith("Căn cứ Luật"))
        etree.SubElement(etree.SubElement(p.find(w("pPr")), w("rPr")), w("del"))

    back = reimported(DECISION, edited(made(DECISION, sampled(DECISION)), edit))
    assert [change.kind for change in back.merged.left] == [
        "changed",
        "removed",
    ] and back.merged.accepted == ()
    assert ";Căn cứ" in back.merged.left[0].now


def test_text_in_boxes_fields_notes_headers_and_controls_is_seen_once() -> None:
    docx = made(DECISION, sampled(DECISION))

    def edit(root: Any) -> None:
        p = next(p for p in root.iter(w("p")) if text_of(p).startswith("Căn cứ Luật"))
        box = etree.fromstring(
            f'<w:r xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            "<mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>Đóng dấu</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice>"
            "<mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>Đóng dấu</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
        hidden = etree.fromstring(
            f'<w:r xmlns:w="{W}"><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>'
        )
        number = etree.fromstring(
            f'<w:p xmlns:w="{W}"><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>4</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        )
        control = etree.Element(w("sdt"))
        p.append(box)
        p.append(hidden)
        p.addprevious(number)
        p.addprevious(control)
        etree.SubElement(control, w("sdtContent")).append(p)

    def head(root: Any) -> None:
        etree.SubElement(root, w("p")).append(run("MẬT"))

    back = reimported(DECISION, edited(edited(docx, edit), head, "word/header1.xml"))
    assert [(change.kind, change.now) for change in back.merged.left] == [
        ("added", "MẬT"),
        ("added", "Đóng dấu"),
    ]
    assert back.merged.left[0].where == "đầu trang"
    assert "khung chữ" in back.merged.left[1].where


def test_footnotes_are_read() -> None:
    parts = parts_of(made(REPORT, sampled(REPORT)))
    parts["word/footnotes.xml"] = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>x</w:t></w:r></w:p></w:footnote>'
        '<w:footnote w:id="1"><w:p><w:r><w:t>Theo số liệu thống kê.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    ).encode()
    links = parts["word/_rels/document.xml.rels"].decode()
    link = '<Relationship Id="rId900" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>'
    parts["word/_rels/document.xml.rels"] = links.replace("</Relationships>", link).encode()
    back = reimported(REPORT, zipped(parts))
    assert [(change.now, change.where) for change in back.merged.left] == [
        ("Theo số liệu thống kê.", "chú thích")
    ]


def test_the_strict_kind_of_docx_is_read_too() -> None:
    parts = parts_of(made(MINUTES, sampled(MINUTES)))
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    parts["word/document.xml"] = parts["word/document.xml"].replace(W.encode(), strict)
    assert reimported(MINUTES, zipped(parts)).changes == ()


# --- the line -------------------------------------------------------------------------------------


def test_the_api_names_changes_and_takes_nothing_over() -> None:
    docx = replaced(made(DECISION, sampled(DECISION)), "Số: 15/", "Số: 16/")
    before = len(
        pipeline.review(
            SERVICES, *parse(DECISION, embedded_data.canonical(sampled(DECISION)))
        ).violations
    )
    reviewed = pipeline.review(SERVICES, *parse(DECISION, docx, "docx"))
    (violation,) = (
        violation for violation in reviewed.violations if violation.code == "changed_in_word"
    )
    assert len(reviewed.violations) == before + 1
    assert (
        violation.severity == "warning"
        and violation.pointer == ""
        and "16" not in violation.message
    )
    assert violation.suggestion == {"generated": "Số: 15/QĐ-SNgV", "now": "Số: 16/QĐ-SNgV"}
    again = pipeline.produce(SERVICES, *parse(DECISION, docx, "docx"))
    assert again.content == made(DECISION, sampled(DECISION))
    assert violation in again.warnings


def test_strictness_makes_a_change_an_error() -> None:
    docx = replaced(made(DECISION, sampled(DECISION)), "Số: 15/", "Số: 16/")
    with pytest.raises(InvalidInput) as caught:
        pipeline.produce(SERVICES, *parse(DECISION, docx, "docx"), strict=True)
    assert "changed_in_word" in {violation.code for violation in caught.value.violations}


def test_beyond_fifty_changes_are_counted() -> None:
    def edit(root: Any) -> None:
        for row in rows_of(root)[:60]:
            written([*row.iter(w("p"))][2], "Thủ quỹ")

    docx = edited(made(DECISION, listed(80)), edit)
    found = [
        violation
        for violation in pipeline.review(SERVICES, *parse(DECISION, docx, "docx")).violations
        if violation.code == "changed_in_word"
    ]
    assert len(found) == 51 and "10 chỗ" in found[-1].message and found[-1].suggestion is None
    assert len(reimported(DECISION, docx).merged.accepted) == 60


def test_another_version_of_the_template_is_reported() -> None:
    parts = parts_of(made(DECISION, sampled(DECISION)))
    item = parts["customXml/item1.xml"].decode()
    parts["customXml/item1.xml"] = re.sub('template="[^"]*"', 'template="0"', item).encode()
    docx = zipped(parts)
    codes = [
        violation.code
        for violation in pipeline.review(SERVICES, *parse(DECISION, docx, "docx")).violations
    ]
    assert "template_changed" in codes and "changed_in_word" not in codes
    assert "template_changed" in {violation.code for violation in reimported(DECISION, docx).notes}


def test_data_with_errors_is_not_compared_and_that_is_reported() -> None:
    parts = parts_of(made(DECISION, sampled(DECISION)))
    item = parts["customXml/item1.xml"].decode()
    parts["customXml/item1.xml"] = item.replace('"code_number":15', '"code_number":-15').encode()
    back = reimported(DECISION, zipped(parts))
    assert {"out_of_range", "not_compared"} <= {
        violation.code for violation in (*back.review.violations, *back.notes)
    }
    reviewed = pipeline.review(SERVICES, *parse(DECISION, zipped(parts), "docx"))
    assert reviewed.errors and "not_compared" in {violation.code for violation in reviewed.warnings}


# --- files that are not ours ----------------------------------------------------------------------

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def without_imprint(docx: bytes) -> bytes:
    return zipped({n: p for n, p in parts_of(docx).items() if not n.startswith("customXml/")})


def with_imprint(docx: bytes, edit: Callable[[str], str]) -> bytes:
    parts = parts_of(docx)
    parts["customXml/item1.xml"] = edit(parts["customXml/item1.xml"].decode()).encode()
    return zipped(parts)


@pytest.mark.parametrize(
    ("spoil", "reported"),
    [
        (lambda _: OLE, r"\.doc\)"),
        (lambda _: OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (lambda docx: docx[: len(docx) // 2], "hỏng"),
        (lambda _: b"", "không phải văn bản Word"),
        (lambda _: b"{\\rtf1", "không phải văn bản Word"),
        (without_imprint, "không do phần mềm tạo ra hoặc đã mất dữ liệu gốc"),
        (lambda docx: with_imprint(docx, lambda item: item.replace('{"', "{", 1)), "đã bị sửa"),
        (lambda docx: with_imprint(docx, lambda item: re.sub("<data>.*</data>", "", item)), "đã bị sửa"),
        (lambda docx: with_imprint(docx, lambda item: item.replace("</data>", "")), "hỏng"),
        (lambda _: made(REPORT, sampled(REPORT)), "Báo cáo"),
        (lambda docx: zipped({**parts_of(docx), "word/document.xml": b"<w:document"}), "hỏng"),
        (lambda docx: zipped({n: p for n, p in parts_of(docx).items() if n != "word/document.xml"}), "hỏng"),
        (lambda docx: edited(docx, lambda root: _nested(root.find(w("body")))), "quá sâu"),
    ],
)  # fmt: skip
def test_what_cannot_be_opened_says_why_in_vietnamese(
    spoil: Callable[[bytes], bytes], reported: str
) -> None:
    docx = spoil(made(DECISION, sampled(DECISION)))
    with pytest.raises(UnreadableInput, match=reported):
        intake.read(docx, "docx", documents.get(DECISION))


def _nested(body: Any) -> None:
    cell = body
    for _ in range(300):
        for name in ("tbl", "tr", "tc"):
            cell = etree.SubElement(cell, w(name))


# --- time -----------------------------------------------------------------------------------------


def units(texts: Sequence[str]) -> list[revision.Unit]:
    return [Paragraph(text, f"đoạn {n}", n) for n, text in enumerate(texts)]


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "edit",
    [
        lambda rows, _: rows[1:],
        lambda rows, _: ["x", *rows],
        lambda rows, _: [f"{row}." for row in rows],
        lambda rows, _: rows[::-1],
        lambda rows, chance: chance.sample(rows, len(rows)),
        lambda rows, chance: [row for row in rows if chance.random() < 0.5],
        lambda *_: ["giống nhau"] * 3000,
    ],
)
@pytest.mark.parametrize("same", [1, 2, 50, 4000])
def test_four_thousand_lines_are_compared(
    edit: Callable[[list[str], random.Random], list[str]], same: int
) -> None:
    rows = [f"dòng {n // same} của bảng" for n in range(4000)]
    now = edit(rows, random.Random(1))
    found = changes(units(rows), units(now))
    assert bool(found) == (rows != now)


@pytest.mark.no_cover
def test_a_decision_for_two_thousand_comes_back() -> None:
    docx = made(DECISION, listed(2000))

    def edit(root: Any) -> None:
        rows = rows_of(root)
        rows[700].getparent().remove(rows[700])
        for row in rows[1000:1020]:
            written([*row.iter(w("p"))][2], "Thủ quỹ")

    docx = edited(docx, edit)
    back = reimported(DECISION, docx)
    assert back.merged.left == () and len(back.merged.accepted) == 21
    assert len(people_of(back)) == 1999 and people_of(back)[999]["position"] == "Thủ quỹ"


# --- never lost -----------------------------------------------------------------------------------


def rebuilt(generated: list[revision.Unit], found: Sequence[Change]) -> set[str]:
    """All texts that the new reading must hold, as the changes tell them."""
    gone = [change.generated for change in found if change.kind != "added"]
    texts = [paragraph.text for paragraph in paragraphs(generated)]
    for text in gone:
        texts.remove(text)
    return {*texts, *(change.now for change in found if change.kind != "removed")}


@settings(max_examples=300)
@given(*[st.lists(st.sampled_from(["a b c", "a b d", "x", "y", "z z", "a"]), max_size=12)] * 2)
def test_changes_account_for_every_line(old: list[str], new: list[str]) -> None:
    found = changes(units(old), units(new))
    assert rebuilt(units(old), found) == set(new)
    assert (found == []) == (old == new)
    counts = {kind: sum(change.kind == kind for change in found) for kind in ("added", "removed")}
    assert len(old) + counts["added"] - counts["removed"] == len(new)


def test_rows_of_other_widths_are_one_change_each() -> None:
    def row(texts: Sequence[str], number: int) -> Row:
        cells = tuple((Paragraph(text, "", number * 10 + n),) for n, text in enumerate(texts))
        return Row(cells, f"bảng 1, dòng {number}", 1)

    (found,) = changes([row(["a", "b"], 1)], [row(["a", "b", "c"], 1)])
    assert (found.kind, found.generated, found.now) == ("changed", "a | b", "a | b | c")


DOCUMENTS = {
    (slug, parsed): made(slug, sampled(slug, parsed=parsed))
    for slug in documents.TYPES
    for parsed in (False, True)
}
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Co", "Cn")), min_size=1, max_size=12
)  # fmt: skip


@pytest.mark.no_cover
@settings(max_examples=30, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(
    st.sampled_from(sorted(DOCUMENTS)),
    st.integers(0, 10_000),
    TEXTS | st.sampled_from(["16", "1.500", "ngày 02 tháng 8 năm 2021", "Lê Văn Bốn", "TRƯỞNG PHÒNG"]),
    st.integers(0, 40),
    st.integers(0, 40),
)  # fmt: skip
def test_any_one_edit_is_taken_over_exactly_or_left(
    which: tuple[str, bool], number: int, text: str, start: int, length: int
) -> None:
    slug, _ = which
    docx = DOCUMENTS[which]

    def edit(root: Any) -> None:
        places = [p for p in root.iter(w("p")) if text_of(p).strip()]
        p = places[number % len(places)]
        old = text_of(p)
        at = start % (len(old) + 1)
        written(p, old[:at] + text + old[at + length :])

    now = edited(docx, edit)
    current = revision.read(now)
    was_changed = [paragraph.text for paragraph in paragraphs(current)] != [
        paragraph.text for paragraph in paragraphs(revision.read(docx))
    ]
    back = reimported(slug, now)
    assert bool(back.changes) == was_changed
    if back.changes:
        assert back.merged.accepted or back.merged.left
        assert not back.merged.follows or back.merged.accepted
    else:
        assert not back.merged.left
    # A document made from the new data says what stands there, but for the places that are left.
    body = embedded_data.canonical(back.merged.data)
    fresh = revision.read(pipeline.produce(SERVICES, *parse(slug, body)).content)
    differing = changes(fresh, current)
    told = (*back.merged.left, *back.merged.follows)
    rest = [pair for pair in differing if pair not in told]
    assert {*told} <= {*differing}
    assert back.merged.accepted or not rest
    for change in rest:
        # Only what a rule writes its own way: blanks for the pen, zeros before a number.
        bare = [re.sub(r"\s+|(?<!\d)0+(?=\d)", "", text) for text in (change.generated, change.now)]
        assert bare[0] == bare[1]
    # What was taken is in the data, and nothing else there moved.
    before = intake.read(docx, "docx", documents.get(slug)).data
    edits = [revision.Edit(each.kind, each.pointer, each.new) for each in back.merged.accepted]
    assert revision.applied(before, edits) == back.merged.data
    assert json.loads(body) is not None


def other(value: Any) -> Any:
    """Another value of the same kind, None where there is none to be sure of."""
    if isinstance(value, bool) or value is None or value in ("giay_khen", "statutory"):
        return None
    if isinstance(value, str):
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return "2020-07-02"
        return None if re.match(r"\d{4}-", value) else value.rstrip(".;") + " mới"
    return value + 1 if isinstance(value, int) else None


def single_edits(slug: str, count: int) -> list[tuple[str, Any, bytes]]:
    """For some values of a sample: pointer, new value, the old document with the value edited in it."""
    data = sampled(slug)
    imprinted = parts_of(made(slug, data))["customXml/item1.xml"]
    found: list[tuple[str, Any, bytes]] = []
    values = list(pointers.flatten(data))
    for pointer, value in random.Random(slug).sample(values, len(values)):
        if len(found) == count:
            break
        new = other(value)
        fresh = pointers.expand((p, new if p == pointer else v) for p, v in pointers.flatten(data))
        document_type = documents.get(slug)
        if new is None or document_type.review(fresh, SERVICES.reference).errors:
            continue
        parts = parts_of(made(slug, fresh))
        parts["customXml/item1.xml"] = imprinted
        found.append((pointer, new, zipped(parts)))
    return found


@pytest.mark.no_cover
@pytest.mark.parametrize("slug", documents.TYPES)
def test_every_single_value_edited_is_taken_over_or_left(slug: str) -> None:
    reported = 0
    for pointer, _, docx in single_edits(slug, 25):
        back = reimported(slug, docx)
        if not back.changes:
            continue  # the value is not printed
        fresh = made(slug, back.merged.data)
        differing = changes(revision.read(fresh), revision.read(docx))
        assert {*differing} == {*back.merged.left, *back.merged.follows}, pointer
        assert {accepted.pointer for accepted in back.merged.accepted} <= {
            pointer,
            "/code_notation",
        }, pointer
        reported += bool(back.merged.accepted)
    assert reported >= 12
