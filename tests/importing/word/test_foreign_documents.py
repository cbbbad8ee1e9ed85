"""A Word file that the service did not make: styles, computed numbers, tracked changes, notes, tables."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from service.errors import InputTooLarge, UnreadableInput
from tests.importing.word.drafts import (
    document,
    dropped,
    headings,
    kinds,
    numbered,
    numbering,
    raw,
    source,
    uploaded,
)


def test_heading_styles_make_the_outline_of_a_word_file() -> None:
    def build(made: Any) -> None:
        made.add_heading("Kết quả", 1)
        made.add_heading("Công tác lễ tân", 2)
        made.add_paragraph("Được bảo đảm.")
        made.add_heading("Nhiệm vụ", 1)

    draft = uploaded(document(build))
    assert draft.missing == ()
    assert headings(draft) == ["I. Kết quả", "1. Công tác lễ tân", "II. Nhiệm vụ"]


def test_the_style_of_a_title_makes_no_heading() -> None:
    def build(made: Any) -> None:
        made.add_paragraph("KẾT QUẢ CÔNG TÁC NĂM", style="Title")
        made.add_heading("Kết quả", 1)

    found = source(content=document(build))
    assert [block.is_title for block in found.blocks] == [True, False]  # type: ignore[union-attr]
    assert headings(uploaded(document(build))) == ["I. Kết quả"]


def test_the_numbers_of_a_words_list_are_computed_from_its_levels() -> None:
    def build(made: Any) -> None:
        key = numbering(made, ("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"))
        for level, text in ((0, "Một"), (1, "Hai"), (1, "Ba"), (2, "Bốn"), (0, "Năm"), (1, "Sáu")):
            numbered(made, text, key, level, bold=True)

    found = source(content=document(build))
    assert [block.label for block in found.blocks] == ["I.", "1.", "2.", "a)", "II.", "1."]  # type: ignore[union-attr]


def test_numbers_of_several_levels_in_one_label_are_computed() -> None:
    def build(made: Any) -> None:
        key = numbering(made, ("decimal", "%1."), ("decimal", "%1.%2."), ("bullet", "\uf0b7"))
        for level, text in ((0, "Một"), (1, "Hai"), (1, "Ba"), (2, "Ý"), (0, "Bốn"), (1, "Năm")):
            numbered(made, text, key, level)

    found = source(content=document(build))
    assert [b.label for b in found.blocks] == ["1.", "1.1.", "1.2.", "•", "2.", "2.1."]  # type: ignore[union-attr]


def test_a_file_of_computed_numbers_becomes_sections() -> None:
    def build(made: Any) -> None:
        key = numbering(made, ("upperRoman", "%1."), ("decimal", "%2."))
        numbered(made, "KẾT QUẢ", key, 0, bold=True)
        numbered(made, "Công tác tuyên truyền", key, 1, bold=True)
        made.add_paragraph("Tốt.")
        numbered(made, "NHIỆM VỤ", key, 0, bold=True)

    draft = uploaded(document(build))
    assert draft.missing == ()
    assert draft.data["sections"] == [
        {
            "heading": "KẾT QUẢ",
            "sections": [{"heading": "Công tác tuyên truyền", "paragraphs": ["Tốt."]}],
        },
        {"heading": "NHIỆM VỤ"},
    ]


def test_tracked_deletions_are_left_out_and_insertions_taken_and_both_are_listed() -> None:
    def build(made: Any) -> None:
        raw(
            made,
            "<w:r><w:t xml:space='preserve'>Có </w:t></w:r>"
            "<w:del w:id='1' w:author='a'><w:r><w:delText>hai</w:delText></w:r></w:del>"
            "<w:ins w:id='2' w:author='a'><w:r><w:t>ba</w:t></w:r></w:ins>"
            "<w:r><w:t xml:space='preserve'> phòng.</w:t></w:r>",
        )

    draft = uploaded(document(build))
    assert draft.missing == ()
    assert draft.data["opening"] == ["Có ba phòng."]
    assert [(piece.kind, piece.text) for piece in draft.not_taken] == [
        ("deleted", "hai"), ("inserted", ""),
    ]  # fmt: skip


def test_a_paragraph_whose_mark_was_deleted_runs_on_into_the_next() -> None:
    def build(made: Any) -> None:
        raw(
            made,
            "<w:pPr><w:rPr><w:del w:id='1' w:author='a'/></w:rPr></w:pPr><w:r><w:t xml:space='preserve'>Một </w:t></w:r>",
        )
        raw(made, "<w:r><w:t>hai.</w:t></w:r>")

    assert uploaded(document(build)).data["opening"] == ["Một hai."]


def test_hidden_letters_headers_and_footers_are_listed() -> None:
    def build(made: Any) -> None:
        made.sections[0].header.paragraphs[0].text = "Số văn bản ở đầu trang"
        raw(made, "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:t>hiện</w:t></w:r>")

    draft = uploaded(document(build))
    assert draft.missing == ()
    assert draft.data["opening"] == ["hiện"]
    assert [(piece.kind, piece.text) for piece in draft.not_taken] == [
        ("hidden", "ẩn"), ("header", "Số văn bản ở đầu trang"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("look", "struck"),
    [
        ("<w:strike/>", True),
        ("<w:dstrike/>", True),
        ("<w:strike w:val='0'/><w:dstrike/>", True),
        ("<w:rStyle w:val='Struck'/>", True),
        ("<w:rStyle w:val='Struck'/><w:strike w:val='0'/>", False),
        ("<w:strike w:val='false'/>", False),
        ("<w:u w:val='single'/>", False),
    ],
)
def test_letters_struck_through_are_left_out_and_listed(look: str, struck: bool) -> None:
    def build(made: Any) -> None:
        made.styles.element.append(
            parse_xml(
                f"<w:style {nsdecls('w')} w:type='character' w:styleId='Struck'><w:name w:val='Struck'/>"
                "<w:rPr><w:strike/></w:rPr></w:style>"
            )
        )
        raw(
            made,
            "<w:r><w:t xml:space='preserve'>Đạt </w:t></w:r>"
            f"<w:r><w:rPr>{look}</w:rPr><w:t>90%</w:t></w:r><w:r><w:t xml:space='preserve'> 95%.</w:t></w:r>",
        )

    draft = uploaded(document(build))
    assert draft.missing == ()
    assert draft.data["opening"] == ["Đạt 95%." if struck else "Đạt 90% 95%."]
    assert [(piece.kind, piece.text) for piece in draft.not_taken] == [("struck", "90%")] * struck


@pytest.mark.parametrize(
    ("look", "text"),
    [
        ("<w:vertAlign w:val='superscript'/>", "Đạt 10⁶ đồng."),
        ("<w:vertAlign w:val='subscript'/>", "Đạt 10₆ đồng."),
        ("<w:vertAlign w:val='baseline'/>", "Đạt 106 đồng."),
    ],
)
def test_raised_and_lowered_figures_keep_their_place(look: str, text: str) -> None:
    def build(made: Any) -> None:
        raw(
            made,
            "<w:r><w:t>Đạt 10</w:t></w:r>"
            f"<w:r><w:rPr>{look}</w:rPr><w:t>6</w:t></w:r><w:r><w:t xml:space='preserve'> đồng.</w:t></w:r>",
        )

    draft = uploaded(document(build))
    assert draft.missing == ()
    assert draft.data["opening"] == [text]


def test_a_row_struck_through_is_no_blank_row() -> None:
    def build(made: Any) -> None:
        made.add_paragraph("I. KẾT QUẢ")
        table = made.add_table(4, 2)
        for row, texts in enumerate((("TT", "Nội dung"), ("1", "Thu"), ("2", "Chi"), ("", ""))):
            for column, text in enumerate(texts):
                run = table.cell(row, column).paragraphs[0].add_run(text)
                run.font.strike = text in ("1", "Thu")

    draft = uploaded(document(build))
    # The last row was blank in the text, too.
    assert draft.data["sections"][0]["table"]["rows"] == [["2", "Chi"], [None, None]]
    assert [piece.text for piece in draft.not_taken] == ["1", "Thu"]


def test_a_text_box_is_listed_once_although_word_writes_it_twice() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>Trong khung</w:t></w:r></w:p></w:txbxContent>"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"

    def build(made: Any) -> None:
        raw(
            made,
            f"<w:r><w:t>Ngoài.</w:t><mc:AlternateContent xmlns:mc='{mc}'><mc:Choice Requires='wps'>"
            f"<w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r>",
        )

    draft = uploaded(document(build))
    assert draft.missing == ()
    assert [(piece.kind, piece.text) for piece in draft.not_taken] == [("text_box", "Trong khung")]


def test_a_table_of_contents_is_listed_and_makes_no_headings() -> None:
    def build(made: Any) -> None:
        made.styles.add_style("TOC 1", 1)
        made.add_paragraph("I. KẾT QUẢ\t2", style="TOC 1")
        made.add_heading("KẾT QUẢ", 1)

    draft = uploaded(document(build))
    assert headings(draft) == ["I. KẾT QUẢ"]
    assert kinds(draft) == ["contents"]


def test_letterhead_and_signature_in_tables_without_lines_are_recognised() -> None:
    def build(made: Any) -> None:
        head = made.add_table(2, 2)
        head.cell(0, 0).text = "UBND TỈNH HÀ TĨNH"
        head.cell(0, 0).add_paragraph().add_run("SỞ NGOẠI VỤ").bold = True
        head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
        head.cell(1, 0).text = "Số: 07/BC-SNgV"
        head.cell(1, 1).text = "Hà Tĩnh, ngày 05 tháng 02 năm 2026"
        for text in ("BÁO CÁO", "Tổng kết công tác năm 2025"):
            title = made.add_paragraph()
            title.alignment = WD_ALIGN_PARAGRAPH.CENTER
            title.add_run(text).bold = True
        made.add_heading("Kết quả", 1)
        made.add_paragraph("Tốt.")
        foot = made.add_table(1, 2)
        foot.cell(0, 0).text = "Nơi nhận:\n- Như trên;\n- Lưu: VT."
        foot.cell(0, 1).text = "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n\nNguyễn Văn An"

    draft = uploaded(document(build))
    assert draft.missing == ()
    assert draft.data["organ"] == {
        "parent_name": "UBND TỈNH HÀ TĨNH", "organ_name": "SỞ NGOẠI VỤ", "code": "SNgV",
    }  # fmt: skip
    assert (draft.data["code_number"], draft.data["issued_date"]) == (7, "2026-02-05")
    assert draft.data["signer"] == {
        "on_behalf_of": "ỦY BAN NHÂN DÂN",
        "capacity": "KT",
        "authority": "CHỦ TỊCH",
        "position": "PHÓ CHỦ TỊCH",
        "full_name": "Nguyễn Văn An",
    }
    assert draft.data["recipients"] == ["Như trên"]
    assert draft.data["sections"] == [{"heading": "Kết quả", "paragraphs": ["Tốt."]}]


def test_an_annex_may_have_its_name_and_its_title_in_one_paragraph() -> None:
    def build(made: Any) -> None:
        made.add_heading("Kết quả", 1)
        made.add_paragraph("Tốt.")
        made.add_paragraph("Nơi nhận:")
        made.add_paragraph("- Như trên;")
        for number, title in (("I", "DANH MỤC PHONG TRÀO"), ("II", "SỐ LIỆU")):
            made.add_paragraph(f"Phụ lục {number}\n{title}").alignment = WD_ALIGN_PARAGRAPH.CENTER
            made.add_paragraph("Một đoạn.")

    draft = uploaded(document(build))
    assert draft.missing == ()
    assert [annex["title"] for annex in draft.data["annexes"]] == ["DANH MỤC PHONG TRÀO", "SỐ LIỆU"]


def test_cells_merged_downwards_and_across_keep_their_places() -> None:
    def build(made: Any) -> None:
        made.add_heading("Số liệu", 1)
        table = made.add_table(3, 3)
        table.cell(0, 0).merge(table.cell(1, 0)).text = "Đơn vị"
        table.cell(0, 1).merge(table.cell(0, 2)).text = "Số lượng"
        for place, text in ((1, "2024"), (2, "2025")):
            table.cell(1, place).text = text
        for place, text in enumerate(("Phòng A", "3", "4")):
            table.cell(2, place).text = text

    draft = uploaded(document(build))
    assert draft.missing == ()
    assert draft.data["sections"][0]["table"] == {
        "columns": [
            "Đơn vị",
            {"header": "2024", "under": ["Số lượng"]},
            {"header": "2025", "under": ["Số lượng"]},
        ],
        "rows": [["Phòng A", "3", "4"]],
    }


def test_the_running_numbers_that_word_sets_in_a_column_are_read() -> None:
    def build(made: Any) -> None:
        key = numbering(made, ("decimal", "%1"))
        made.add_heading("Số liệu", 1)
        table = made.add_table(3, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "STT", "Tên"
        for row, text in ((1, "Một"), (2, "Hai")):
            table.cell(row, 1).text = text
            table.cell(row, 0).paragraphs[0]._p.get_or_add_pPr().append(
                parse_xml(
                    f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{key}"/></w:numPr>'
                )
            )

    draft = uploaded(document(build))
    assert draft.data["sections"][0]["table"]["rows"] == [["1", "Một"], ["2", "Hai"]]


def test_the_annexes_of_a_decision_in_word_give_its_recipients() -> None:
    def build(made: Any) -> None:
        made.add_paragraph("DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN")
        table = made.add_table(3, 3)
        for row, cells in enumerate(
            (
                ("STT", "Họ và tên", "Đơn vị"),
                ("1", "Nguyễn Văn An", "Phòng A"),
                ("2", "Trần Thị Bình", "Phòng B"),
            )
        ):
            for column, text in enumerate(cells):
                table.cell(row, column).text = text

    draft = uploaded(document(build), "commendation-decision")
    assert draft.missing == ()
    assert draft.data["awards"] == [
        {
            "form": "giay_khen",
            "individuals": [
                {"full_name": "Nguyễn Văn An", "organ_name": "Phòng A"},
                {"full_name": "Trần Thị Bình", "organ_name": "Phòng B"},
            ],
        }
    ]


def test_lines_broken_by_hand_before_a_number_are_lines_of_their_own() -> None:
    draft = uploaded(document(lambda made: made.add_paragraph("I. MỘT\n1. Hai\nLời.")))
    assert headings(draft) == ["I. MỘT", "1. Hai"]


def test_a_file_that_is_no_word_file_is_refused_in_a_sentence() -> None:
    for content in (b"%PDF-1.7", b"", b"PK\x03\x04nothing"):
        with pytest.raises(UnreadableInput):
            uploaded(content)


def test_a_word_file_with_too_many_cells_is_refused_before_it_is_built() -> None:
    cells = "<w:tc><w:p/></w:tc>" * 160_000
    body = f"<w:document {nsdecls('w')}><w:body><w:tbl><w:tr>{cells}</w:tr></w:tbl></w:body></w:document>"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", body)
    with pytest.raises(InputTooLarge):
        uploaded(content.getvalue())


def test_a_drawn_line_and_an_empty_number_are_dropped_and_listed() -> None:
    def build(made: Any) -> None:
        key = numbering(made, ("decimal", "%1."))
        made.add_heading("Một", 1)
        made.add_paragraph("-------")
        numbered(made, "", key)
        made.add_paragraph("Lời.")

    draft = uploaded(document(build))
    assert draft.missing == ()
    assert dropped(draft) == ["-------", "1."]


def test_a_list_that_begins_anew_at_another_number_is_counted_from_there() -> None:
    def build(made: Any) -> None:
        key = numbering(made, ("decimal", "%1."), ("decimalZero", "%1.%2"))
        root = made.part.numbering_part.element
        restart = parse_xml(
            f'<w:num {nsdecls("w")} w:numId="7777"><w:abstractNumId w:val="{key}"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
        )
        root.append(restart)
        numbered(made, "Một", key)
        numbered(made, "Năm", 7777)
        numbered(made, "Năm một", 7777, 1)
        numbered(made, "Không có", 123456)

    found = source(content=document(build))
    assert [block.label for block in found.blocks] == ["1.", "5.", "5.01", ""]  # type: ignore[union-attr]


def test_numbers_that_are_all_figures_take_roman_levels_as_figures() -> None:
    def build(made: Any) -> None:
        key = numbering(made, ("upperRoman", "%1."), ("lowerRoman", "%1.%2"))
        level = made.part.numbering_part.element[0][1]
        level.append(parse_xml(f"<w:isLgl {nsdecls('w')}/>"))
        numbered(made, "Một", key)
        numbered(made, "Hai", key, 1)

    found = source(content=document(build))
    assert [block.label for block in found.blocks] == ["I.", "1.1"]  # type: ignore[union-attr]


def test_signs_of_symbol_fonts_hyphens_tabs_and_fields_keep_their_letters() -> None:
    def build(made: Any) -> None:
        raw(
            made,
            "<w:r><w:t xml:space='preserve'>Từ </w:t><w:sym w:font='Wingdings' w:char='F0E0'/><w:t xml:space='preserve'> Quảng</w:t>"
            "<w:noBreakHyphen/><w:t>Ninh</w:t><w:tab/><w:t>một</w:t><w:br w:type='page'/><w:cr/>"
            "<w:t>hai</w:t></w:r><w:fldSimple w:instr='DATE'><w:r><w:t xml:space='preserve'> ba</w:t></w:r></w:fldSimple>"
            "<w:r><w:instrText>PAGE</w:instrText><w:sym w:char='nothing'/><w:sym w:char='F0Ex'/><w:sym w:char='D801'/></w:r>",
        )

    draft = uploaded(document(build))
    assert draft.missing == ()
    assert draft.data["opening"] == ["Từ → Quảng-Ninh một\nhai ba"]


def test_controls_rows_inserted_and_deleted_and_cells_that_begin_later() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc>{properties}<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    table = (
        f"<w:tbl {nsdecls('w')}>"
        f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cell('A')}{cell('B')}{cell('C')}</w:tr>"
        f"<w:tr><w:trPr><w:del w:id='1' w:author='a'/></w:trPr>{cell('x')}{cell('y')}{cell('z')}</w:tr>"
        f"<w:sdt><w:sdtContent><w:tr>{cell('1')}{cell('2')}{cell('3')}</w:tr></w:sdtContent></w:sdt>"
        f"<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{cell('4')}{cell('5')}</w:tr></w:tbl>"
    )

    def build(made: Any) -> None:
        made.add_heading("Số liệu", 1)
        body = made.element.body
        body.insert(len(body) - 1, parse_xml(table))
        wrapped = parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>Trong khung điều khiển.</w:t></w:r></w:p>"
            "</w:sdtContent></w:sdt>"
        )
        body.insert(len(body) - 1, wrapped)

    draft = uploaded(document(build))
    assert draft.missing == ()
    section = draft.data["sections"][0]
    cells = {"columns": ["A", "B", "C"], "rows": [["1", "2", "3"], [None, "4", "5"]]}
    assert section["blocks"] == [{"table": cells}, {"paragraph": "Trong khung điều khiển."}]
    assert [(each.kind, each.text) for each in draft.not_taken] == [("deleted", "xyz")]


def test_footnotes_and_comments_of_a_word_file_are_listed() -> None:
    parts = {
        "word/footnotes.xml": "<w:footnotes {ns}><w:footnote w:id='1'><w:p><w:r><w:t>Chú thích</w:t></w:r></w:p></w:footnote></w:footnotes>",
        "word/comments.xml": "<w:comments {ns}><w:comment w:id='1'><w:p><w:r><w:t>Ghi chú</w:t></w:r></w:p></w:comment></w:comments>",
    }
    base = document(lambda made: made.add_paragraph("Lời."))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(base)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode("utf-8", "surrogateescape")
            if name == "word/_rels/document.xml.rels":
                links = "".join(
                    f'<Relationship Id="x{n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
                    f'relationships/{part[5:-4]}" Target="{part[5:]}"/>'
                    for n, part in enumerate(parts)
                )
                content = content.replace("</Relationships>", f"{links}</Relationships>")
            new.writestr(name, content.encode("utf-8", "surrogateescape"))
        for name, xml in parts.items():
            new.writestr(name, xml.format(ns=nsdecls("w")))
    draft = uploaded(out.getvalue())
    assert draft.missing == ()
    assert [(each.kind, each.text) for each in draft.not_taken] == [
        ("footnote", "Chú thích"), ("comment", "Ghi chú"),
    ]  # fmt: skip


def test_a_file_in_the_strict_namespace_is_read_alike() -> None:
    base = document(lambda made: made.add_heading("Kết quả", 1))
    out = io.BytesIO()
    usual = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(io.BytesIO(base)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
            new.writestr(name, old.read(name).replace(usual, strict))
    assert headings(uploaded(out.getvalue())) == ["I. Kết quả"]


def test_a_part_may_be_named_from_the_root_of_the_package() -> None:
    base = document(lambda made: made.add_heading("Kết quả", 1))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(base)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name).replace(b'Target="styles.xml"', b'Target="/word/styles.xml"')
            new.writestr(name, part.replace(b'Target="word/', b'Target="/word/'))
    assert out.getvalue() != base
    assert headings(uploaded(out.getvalue())) == ["I. Kết quả"]


def test_a_file_whose_content_is_missing_is_refused() -> None:
    base = document(lambda made: made.add_paragraph("Lời."))
    for kept in ("word/document.xml", "_rels/.rels"):
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(base)) as old, zipfile.ZipFile(out, "w") as new:
            for name in old.namelist():
                if name != kept:
                    new.writestr(name, old.read(name))
        with pytest.raises(UnreadableInput, match="nội dung"):
            uploaded(out.getvalue())


def test_inserted_and_moved_text_of_a_link_is_taken() -> None:
    def build(made: Any) -> None:
        raw(
            made,
            "<w:hyperlink><w:r><w:t xml:space='preserve'>Một </w:t></w:r></w:hyperlink>"
            "<w:moveTo w:id='3' w:author='a'><w:r><w:t>hai</w:t></w:r></w:moveTo>"
            "<w:moveFrom w:id='4' w:author='a'><w:r><w:t>ba</w:t></w:r></w:moveFrom>",
        )

    draft = uploaded(document(build))
    assert draft.missing == ()
    assert draft.data["opening"] == ["Một hai"]


@pytest.mark.parametrize(
    ("declared", "points"),
    [
        ("w:left='720'", 36.0),
        ("w:start='720'", 36.0),
        ("w:left='-360'", -18.0),
        ("w:left='720' w:firstLine='240'", 48.0),
        ("w:left='720' w:hanging='360'", 18.0),
        ("w:left='12345678'", 0.0),
        ("w:left='7-20'", 0.0),
        ("w:left='--360'", 0.0),
    ],
)
def test_a_paragraph_begins_where_its_indents_say(declared: str, points: float) -> None:
    def build(made: Any) -> None:
        raw(made, f"<w:pPr><w:ind {declared}/></w:pPr><w:r><w:t>Chữ.</w:t></w:r>")

    (block,) = source(content=document(build)).blocks
    assert block.indent == points  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("declared", "reach"), [("0", 1), ("2", 2), ("99999", 200), ("100000", 1), ("x", 1)]
)
def test_a_pasted_cell_reaches_over_so_many_columns(declared: str, reach: int) -> None:
    (table,) = source(f"<table><tr><td colspan={declared}>a</td></tr></table>").blocks
    assert table.width == reach  # type: ignore[union-attr]
