"""A report pasted from Word, LibreOffice, Google Docs or as plain text becomes a draft, in order."""

from __future__ import annotations

import pytest

from service.importing.word.blocks import Table
from tests.importing.word.drafts import (
    dropped,
    fragment,
    headings,
    kinds,
    listed,
    outline_of,
    p,
    pasted,
    recorded,
    source,
)


def test_the_letterhead_of_a_report_of_word_fills_its_fields() -> None:
    data = recorded("report_word.html").data
    assert data["organ"] == {
        "parent_name": "UBND TỈNH HÀ TĨNH",
        "organ_name": "Sở Ngoại vụ",
        "code": "SNgV",
    }
    assert (data["code_number"], data["code_notation"]) == (45, "BC-SNgV")
    assert (data["place"], data["issued_date"]) == ("Hà Tĩnh", "2020-07-01")
    assert data["subject"] == "Tổng kết phong trào thi đua yêu nước giai đoạn 2015 - 2020"
    assert data["addressed_to"] == [
        "Ủy ban nhân dân tỉnh Hà Tĩnh",
        "Hội đồng Thi đua - Khen thưởng tỉnh",
    ]


def test_the_subject_says_kind_and_period_of_a_report() -> None:
    derived = recorded("report_word.html").derived
    assert derived["/kind"] == "tong_ket"
    assert derived["/period/label"] == "giai đoạn 2015 - 2020"
    assert recorded("report_google_docs.html").data["period"] == {"label": "6 tháng đầu năm 2026"}
    assert recorded("report_google_docs.html").data["kind"] == "so_ket"


def test_the_sections_of_a_report_of_word_stand_in_their_order() -> None:
    draft = recorded("report_word.html")
    assert headings(draft) == [
        "I. KẾT QUẢ ĐẠT ĐƯỢC",
        "1. Công tác chỉ đạo, điều hành",
        "2. Kết quả khen thưởng",
        "II. TỒN TẠI, HẠN CHẾ",
    ]
    first, second = draft.data["sections"][0]["sections"]
    assert first["items"] == ["Ban hành 12 kế hoạch;", "Tổ chức ba hội nghị."]
    assert second["paragraphs"] == ["Kết quả cụ thể như sau:"]


def test_a_table_keeps_its_caption_its_unit_and_its_cells() -> None:
    table = recorded("report_word.html").data["sections"][0]["sections"][1]["table"]
    assert table == {
        "columns": ["Năm", "Tập thể", "Cá nhân"],
        "rows": [["2018", "4", "19"], ["2019", "5", "21"]],
        "caption": "Bảng 1. Kết quả khen thưởng theo năm",
        "unit": "lượt",
    }


def test_second_level_items_before_a_paragraph_keep_their_level_and_their_place() -> None:
    section = recorded("report_word.html").data["sections"][1]
    assert section == {
        "heading": "TỒN TẠI, HẠN CHẾ",
        "blocks": [
            {
                "items": [
                    {
                        "text": "Phong trào chưa đều ở các phòng:",
                        "items": ["Phòng A làm chậm;", "Phòng B chưa tổng kết."],
                    }
                ]
            },
            {"paragraph": "Nguyên nhân là do thiếu người."},
        ],
    }


def test_the_closing_the_recipients_and_the_signer_are_found() -> None:
    data = recorded("report_word.html").data
    assert data["closing"][0].startswith("Trên đây là báo cáo")
    assert data["recipients"] == ["Như trên", "Giám đốc, các Phó Giám đốc Sở"]
    assert data["archive"] == {"units": ["VP"], "copies": 2}
    assert data["signer"] == {
        "capacity": "KT",
        "authority": "Giám đốc",
        "position": "Phó Giám đốc",
        "full_name": "Ngô Thị Hoài Nam",
    }


def test_deletions_insertions_footnotes_and_pictures_are_listed() -> None:
    draft = recorded("report_word.html")
    assert kinds(draft) == ["picture", "mark", "deleted", "inserted", "footnote"]
    assert draft.not_taken[2].text == "hai"
    assert draft.not_taken[4].text == "[1] Theo Kế hoạch số 02/KH-SNgV."


def test_what_the_service_prints_itself_is_dropped_and_listed() -> None:
    assert dropped(recorded("report_word.html")) == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "BÁO CÁO",
        "_____________",
        "Kính gửi:",
        "Nơi nhận:",
        "- Lưu: VT",
        "(Đã ký)",
    ]


def test_a_whole_report_of_word_needs_nothing_typed_and_has_no_doubt() -> None:
    draft = recorded("report_word.html")
    assert [line.text for line in draft.lines if line.doubt] == []


def test_headings_of_google_docs_go_by_their_style_and_lists_by_their_kind() -> None:
    assert outline_of(recorded("report_google_docs.html")) == [
        ("heading", 1, "I. Công tác chỉ đạo"),
        ("paragraph", 1, "Sở đã ban hành 05 văn bản chỉ đạo."),
        ("item", 1, "- Kế hoạch năm;"),
        ("item", 1, "- Quy chế làm việc."),
        ("heading", 1, "II. Kết quả"),
        ("paragraph", 1, "1. Tỷ lệ hồ sơ đúng hạn đạt 99%."),
        ("paragraph", 1, "2. Không có hồ sơ quá hạn."),
        ("table", 0, ""),
    ]


def test_headings_of_libreoffice_go_by_the_classes_of_its_style_sheet() -> None:
    draft = recorded("report_libreoffice.html")
    assert headings(draft) == ["I. Tình hình chung", "II. Phương hướng, nhiệm vụ"]
    assert draft.data["sections"][1]["paragraphs"] == [
        "1. Tiếp tục đẩy mạnh tuyên truyền.",
        "2. Hoàn thành các chỉ tiêu:",
        "a. Chỉ tiêu về đoàn ra;",
        "b. Chỉ tiêu về đoàn vào.",
    ]
    assert draft.data["sections"][1]["table"] == {
        "columns": ["Chỉ tiêu", "Kết quả", "Kết quả"],
        "rows": [["Đoàn ra", "12", "đạt"]],
    }


def test_plain_text_with_parts_becomes_a_report_in_parts() -> None:
    draft = recorded("report_plain.txt")
    assert draft.data["use_parts"] is True
    assert headings(draft) == [
        "Phần I ",
        "KẾT QUẢ CÔNG TÁC NĂM 2025",
        "I. CÔNG TÁC CHỈ ĐẠO",
        "1. Ban hành văn bản",
        "2. Tổ chức thực hiện",
        "II. KẾT QUẢ",
        "Phần II ",
        "PHƯƠNG HƯỚNG NĂM 2026",
        "I. NHIỆM VỤ",
    ]
    part = draft.data["sections"][0]
    assert part["heading"] == "KẾT QUẢ CÔNG TÁC NĂM 2025"
    assert part["sections"][1]["table"]["rows"][1] == ["2", "Chiến sĩ thi đua cơ sở", "4"]


def test_a_torn_line_of_plain_text_is_joined_and_that_is_listed() -> None:
    draft = recorded("report_plain.txt")
    assert draft.data["opening"] == [
        "Năm 2025, Sở Ngoại vụ đã tổ chức phong trào thi đua sôi nổi, góp phần hoàn thành nhiệm vụ "
        "được giao. Kết quả cụ thể như sau:"
    ]
    assert kinds(draft) == ["joined"]


def test_a_number_that_the_pen_is_to_write_stays_blank_and_half_a_date_half_a_blank() -> None:
    draft = recorded("report_plain.txt")
    assert "code_number" not in draft.data
    assert draft.data["issued_date"] == "2025-12"
    assert [line.before for line in draft.lines if line.doubt] == []


def test_a_letter_list_without_text_below_it_stays_a_row_of_paragraphs() -> None:
    section = recorded("report_plain.txt").data["sections"][1]["sections"][0]
    assert section["paragraphs"] == ["a) Tiếp tục tuyên truyền;", "b) Đổi mới bình xét."]


def test_the_numbers_of_words_lists_are_labels_and_no_words() -> None:
    draft = pasted(
        fragment(
            listed("I.", "<b>ĐÁNH GIÁ CHUNG</b>"),
            listed("1.1.", "<b>Ưu điểm</b>", 2),
            p("Có nhiều ưu điểm."),
            listed("1.2.", "<b>Hạn chế</b>", 2),
            listed("a)", "<b><i>Về tổ chức</i></b>", 3),
            p("Còn chậm."),
            listed("II.", "<b>NHIỆM VỤ</b>"),
        )
    )
    assert draft.missing == ()
    assert headings(draft) == [
        "I. ĐÁNH GIÁ CHUNG",
        "1. Ưu điểm",
        "2. Hạn chế",
        "a) Về tổ chức",
        "II. NHIỆM VỤ",
    ]
    assert [line.before for line in draft.lines if line.role == "heading"] == [
        "I.", "1.1.", "1.2.", "a)", "II.",
    ]  # fmt: skip


def test_the_bullets_of_words_symbol_fonts_are_items_whatever_letter_they_are() -> None:
    for sign in ("·", "§", "ü", "v", "Ø", "o", "\uf0b7", "–"):
        draft = pasted(fragment(p("<b>I. KẾT QUẢ</b>"), listed(sign, "Một;"), listed(sign, "Hai.")))
        assert draft.missing == ()
        assert draft.data["sections"][0]["items"] == ["Một;", "Hai."]


def test_a_number_that_the_document_will_print_otherwise_is_doubted() -> None:
    draft = pasted(fragment(p("<b>I. MỘT</b>"), p("Lời."), p("<b>III. BA</b>"), p("Lời.")))
    (doubt,) = [line.doubt for line in draft.lines if line.doubt]
    assert "“III.”" in doubt
    assert "“II.”" in doubt


def test_a_fourth_level_of_headings_is_a_paragraph_where_it_stood() -> None:
    draft = pasted(
        fragment(
            p("<b>I. MỘT</b>"),
            p("<b>1. Hai</b>"),
            p("<b>1.1. Ba</b>"),
            p("<b>a) Bốn</b>"),
            p("Lời dưới."),
        )
    )
    assert headings(draft) == ["I. MỘT", "1. Hai", "a) Ba"]
    deep = draft.data["sections"][0]["sections"][0]["sections"][0]
    assert deep["paragraphs"] == ["a) Bốn", "Lời dưới."]


def test_tables_in_the_middle_of_a_section_keep_their_places() -> None:
    table = "<table border=1><tr><td>A</td><td>B</td></tr><tr><td>{}</td><td>2</td></tr></table>"
    draft = pasted(
        fragment(p("<b>I. MỘT</b>"), p("Trước."), table.format(1), p("Sau."), table.format(3))
    )
    assert draft.missing == ()
    assert [line for line in draft.lines if line.doubt] == []
    assert draft.data["sections"][0]["blocks"] == [
        {"paragraph": "Trước."},
        {"table": {"columns": ["A", "B"], "rows": [["1", "2"]]}},
        {"paragraph": "Sau."},
        {"table": {"columns": ["A", "B"], "rows": [["3", "2"]]}},
    ]


def test_paragraphs_then_items_of_two_levels_then_a_table_need_no_blocks() -> None:
    table = "<table border=1><tr><td>A</td><td>B</td></tr><tr><td>1</td><td>2</td></tr></table>"
    draft = pasted(
        fragment(p("<b>I. MỘT</b>"), p("Lời."), p("- Ý:"), p("+ Ý nhỏ;"), p("- Ý sau."), table)
    )
    assert draft.missing == ()
    assert draft.data["sections"][0] == {
        "heading": "MỘT",
        "paragraphs": ["Lời."],
        "items": [{"text": "Ý:", "items": ["Ý nhỏ;"]}, "Ý sau."],
        "table": {"columns": ["A", "B"], "rows": [["1", "2"]]},
    }


def test_a_header_over_several_columns_is_what_they_stand_under() -> None:
    table = (
        "<table border=1><tr><td rowspan=2>STT</td><td rowspan=2>Đơn vị</td><td colspan=2>Kết quả</td></tr>"
        "<tr><td>2019</td><td>2020</td></tr><tr><td>1</td><td>Phòng A</td><td>3</td><td>4</td></tr></table>"
    )
    draft = pasted(fragment(p("<b>I. MỘT</b>"), table))
    assert draft.missing == ()
    assert draft.data["sections"][0]["table"] == {
        "columns": [
            "STT",
            "Đơn vị",
            {"header": "2019", "under": ["Kết quả"]},
            {"header": "2020", "under": ["Kết quả"]},
        ],
        "rows": [["1", "Phòng A", "3", "4"]],
    }


def test_a_table_of_contents_with_its_dots_is_dropped_and_listed() -> None:
    draft = pasted("", "MỤC LỤC\nI. Kết quả ........ 2\n\nI. KẾT QUẢ\nTốt.")
    assert "I. Kết quả ........ 2" in dropped(draft)
    assert draft.missing == ()


def test_an_annex_behind_the_signature_takes_its_title_and_its_table() -> None:
    table = "<table border=1><tr><td>A</td><td>B</td></tr><tr><td>1</td><td>2</td></tr></table>"
    draft = pasted(
        fragment(
            p("<b>BÁO CÁO</b>", "text-align:center"),
            p("<b>Tổng kết năm 2025</b>", "text-align:center"),
            p("<b>I. MỘT</b>"),
            p("Lời."),
            p("<b>GIÁM ĐỐC</b>", "text-align:center"),
            p("<b>Thái Phúc Sơn</b>", "text-align:center"),
            p("<b>Phụ lục I</b>", "text-align:center"),
            p("<b>DANH MỤC PHONG TRÀO</b>", "text-align:center"),
            p(
                "<i>(Kèm theo Báo cáo số 45/BC-SNgV ngày 01 tháng 7 năm 2020)</i>",
                "text-align:center",
            ),
            table,
        )
    )
    assert draft.missing == ()
    assert draft.data["signer"]["full_name"] == "Thái Phúc Sơn"
    assert draft.data["annexes"] == [
        {"title": "DANH MỤC PHONG TRÀO", "table": {"columns": ["A", "B"], "rows": [["1", "2"]]}}
    ]


def test_hidden_text_is_not_taken_and_listed() -> None:
    draft = pasted(
        fragment(p("Thấy <span style='display:none;mso-hide:all'>không thấy</span> được."))
    )
    assert draft.data["opening"] == ["Thấy được."]
    assert [(piece.kind, piece.text) for piece in draft.not_taken] == [("hidden", "không thấy")]


@pytest.mark.parametrize(
    ("written", "text", "struck"),
    [
        ("Đạt <s>90%</s> 95%.", "Đạt 95%.", ["90%"]),
        ("Đạt <strike>90%</strike> 95%.", "Đạt 95%.", ["90%"]),
        ("Đạt <span style='text-decoration:line-through'>90%</span> 95%.", "Đạt 95%.", ["90%"]),
        ("<u style='text-decoration:underline line-through'>90% <b>cũ</b></u> 95%.", "95%.", ["90% cũ"]),
        ("Đạt <u>90%</u>, <span style='text-decoration:underline'>95%</span>.", "Đạt 90%, 95%.", []),
    ],
)  # fmt: skip
def test_pasted_letters_struck_through_are_left_out_and_listed(
    written: str, text: str, struck: list[str]
) -> None:
    draft = pasted(fragment(p("<b>I. KẾT QUẢ</b>"), p(written)))
    assert draft.missing == ()
    assert draft.data["sections"][0]["paragraphs"] == [text]
    assert [(piece.kind, piece.text) for piece in draft.not_taken] == [
        ("struck", words) for words in struck
    ]


def test_a_pasted_row_struck_through_is_none_and_a_cell_that_reaches_over_it_is_shorter() -> None:
    rows = (
        "<td>TT<td>Nội dung<td>Ghi chú", "<td>1<td>Thu<td rowspan=3>Đạt", "<td><s>2</s><td><s>Chi</s>",
        "<td>3<td>Khác", "<td>4<td>Nợ<td>Hết",
    )  # fmt: skip
    table = "".join(f"<tr>{row}</tr>" for row in rows)
    found = source(f"<table>{table}</table>").blocks[0]
    assert isinstance(found, Table)
    assert [[(cell.text, cell.rows) for cell in row] for row in found.rows[1:]] == [
        [("1", 1), ("Thu", 1), ("Đạt", 2)], [("3", 1), ("Khác", 1)], [("4", 1), ("Nợ", 1), ("Hết", 1)],
    ]  # fmt: skip


def test_a_text_box_in_a_conditional_comment_is_listed() -> None:
    box = (
        "<!--[if gte vml 1]><v:shape><v:textbox><![if !mso]><table><tr><td><![endif]><div>"
        "<p class=MsoNormal>Khung bên lề</p></div></v:textbox></v:shape><![endif]-->"
    )
    draft = pasted(fragment(p(f"Lời chính.{box}")))
    assert draft.missing == ()
    assert [(piece.kind, piece.text) for piece in draft.not_taken] == [("text_box", "Khung bên lề")]


def test_a_press_piece_without_any_heading_is_paragraphs_where_they_stood() -> None:
    draft = pasted("", "Ngày 01/7/2020, Sở đã tổ chức Hội nghị.\n\nCác đại biểu nghe báo cáo.")
    assert draft.data == {
        "opening": ["Ngày 01/7/2020, Sở đã tổ chức Hội nghị.", "Các đại biểu nghe báo cáo."]
    }


def test_an_organ_that_could_be_two_or_three_names_is_not_guessed() -> None:
    draft = pasted(
        "",
        "UBND TỈNH A\nSỞ Y TẾ\nTRUNG TÂM PHÁP Y\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nBÁO CÁO\nTổng kết năm 2025\n",
    )
    assert "organ" not in draft.data or "organ_name" not in draft.data["organ"]
    assert draft.missing == ()


def test_the_report_of_a_commune_in_plain_lines_keeps_its_letters_and_its_organ() -> None:
    draft = recorded("report_commune.txt")
    assert draft.data["organ"] == {"organ_name": "ỦY BAN NHÂN DÂN XÃ THẠCH HẠ", "code": "UBND"}
    assert draft.data["signer"]["on_behalf_of"] == "Ủy ban nhân dân"
    assert headings(draft) == [
        "I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM 2025",
        "1. VỀ KINH TẾ",
        "2. VỀ VĂN HÓA - XÃ HỘI",
        "a) Giáo dục",
        "b) Y tế",
        "II. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2026",
        "1. CHỈ TIÊU CHỦ YẾU",
        "2. GIẢI PHÁP",
    ]
    first = draft.data["sections"][0]["sections"]
    assert first[0]["blocks"][0] == {"paragraph": "1. Sản xuất nông nghiệp:"}
    crops = "Trồng trọt: Tổng diện tích gieo trồng 450 ha, đạt 101% kế hoạch."
    assert first[0]["blocks"][1]["items"][0] == crops
    assert "1.1. Mầm non" in first[1]["sections"][0]["paragraphs"]


def test_two_text_boxes_of_one_comment_are_listed_one_by_one() -> None:
    boxes = "".join(f"<v:textbox><p>{text}</p></v:textbox> " for text in ("Một", "Hai"))
    draft = pasted(fragment(p(f"Lời.<!--[if gte vml 1]>{boxes}<![endif]-->")))
    assert [piece.text for piece in draft.not_taken] == ["Một", "Hai"]


@pytest.mark.parametrize(
    ("first", "second"),
    [("ỦY BAN NHÂN DÂN", "TỈNH HÀ TĨNH"), ("HỘI ĐỒNG NHÂN DÂN", "XÃ A"), ("UBND", "XÃ A"), ("HĐND", "XÃ A"), ("BAN CHẤP HÀNH", "HỘI NÔNG DÂN TỈNH A"), ("ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM", "XÃ A")],
)  # fmt: skip
def test_half_a_name_of_an_organ_goes_on_in_the_next_line(first: str, second: str) -> None:
    head = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nBÁO CÁO\nTổng kết năm 2025\n"
    draft = pasted("", f"{first}\n{second}\n{head}")
    assert draft.data["organ"]["organ_name"] == f"{first} {second}"
    assert "parent_name" not in draft.data["organ"]


def test_each_annex_behind_the_signature_ends_where_the_next_begins() -> None:
    def centred(text: str) -> str:
        return p(f"<b>{text}</b>", "text-align:center")

    draft = pasted(
        fragment(
            p("Lời chính."),
            centred("GIÁM ĐỐC"),
            centred("Thái Phúc Sơn"),
            *(centred("Phụ lục I"), centred("DANH MỤC MỘT"), p("Nội dung một.")),
            *(centred("Phụ lục II"), centred("DANH MỤC HAI"), p("Nội dung hai.")),
        )
    )
    assert draft.missing == ()
    assert draft.data["annexes"] == [
        {"title": "DANH MỤC MỘT", "paragraphs": ["Nội dung một."]},
        {"title": "DANH MỤC HAI", "paragraphs": ["Nội dung hai."]},
    ]


def test_a_signature_of_five_lines_gives_all_its_parts() -> None:
    lines = [
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "TRƯỞNG BAN CHỈ ĐẠO",
        "Trần Văn An",
    ]
    draft = pasted(
        fragment(p("Lời chính."), *(p(f"<b>{line}</b>", "text-align:center") for line in lines))
    )
    assert draft.missing == ()
    assert draft.data["signer"] == {
        "on_behalf_of": "ỦY BAN NHÂN DÂN",
        "capacity": "KT",
        "authority": "CHỦ TỊCH",
        "position": "PHÓ CHỦ TỊCH",
        "other_title": "TRƯỞNG BAN CHỈ ĐẠO",
        "full_name": "Trần Văn An",
    }


def test_a_header_of_two_rows_is_known_by_one_cell_that_reaches_over_others() -> None:
    table = (
        "<table><tr><td>STT</td><td>Chỉ tiêu</td><td colspan=2>Thực hiện</td></tr>"
        "<tr><td></td><td></td><td>Năm 2024</td><td>Năm 2025</td></tr>"
        "<tr><td>1</td><td>Đoàn ra</td><td>12</td><td>15</td></tr></table>"
    )
    draft = pasted(f"<p>I. KẾT QUẢ</p><p>Số liệu:</p>{table}")
    assert draft.missing == ()
    found = draft.data["sections"][0]["table"]
    assert found["rows"] == [["1", "Đoàn ra", "12", "15"]]


def test_the_parts_of_a_table_belong_to_it_and_their_rows_keep_their_order() -> None:
    table = (
        "<table><thead><tr><td>STT</td><td>Chỉ tiêu</td></tr></thead>"
        "<tbody><tr><td>1</td><td>Đoàn ra</td></tr></tbody>"
        "<tfoot><tr><td></td><td>Cộng</td></tr></tfoot></table>"
    )
    draft = pasted(f"<p>I. KẾT QUẢ</p>{table}")
    assert draft.missing == ()
    (section,) = draft.data["sections"]
    assert section["table"]["columns"] == ["STT", "Chỉ tiêu"]
    assert [row[1] for row in section["table"]["rows"]] == ["Đoàn ra", "Cộng"]


@pytest.mark.parametrize(
    ("line", "field"),
    [("Kính gửi: UBND tỉnh Hà Tĩnh", "addressed_to"), ("Căn cứ Luật Thi đua", "opening")],
)
def test_a_line_that_begins_the_text_is_no_further_line_of_the_subject(
    line: str, field: str
) -> None:
    draft = pasted("", f"BÁO CÁO\nTổng kết công tác năm 2025\n{line}\nI. KẾT QUẢ\nTốt.")
    assert draft.data["subject"] == "Tổng kết công tác năm 2025"
    assert len(draft.data[field]) == 1


def test_rows_whose_first_cell_alone_is_a_header_are_rows() -> None:
    rows = "".join(f"<tr><th>{n}</th><td>Đoàn {n}</td></tr>" for n in (1, 2, 3))
    draft = pasted(f"<p>I. KẾT QUẢ</p><table><tr><th>STT</th><th>Tên</th></tr>{rows}</table>")
    assert draft.data["sections"][0]["table"] == {
        "columns": ["STT", "Tên"],
        "rows": [["1", "Đoàn 1"], ["2", "Đoàn 2"], ["3", "Đoàn 3"]],
    }


def test_a_line_with_an_empty_cell_is_no_blank_line() -> None:
    _, below, after = source(plain="Một\t\tba\nHai\n\nBốn").blocks
    assert not below.after_blank  # type: ignore[union-attr]
    assert after.after_blank  # type: ignore[union-attr]


@pytest.mark.parametrize("mark", [";", ".", ","])
def test_a_numbered_line_that_ends_as_a_clause_does_is_no_heading(mark: str) -> None:
    lines = [f"{number}. Làm việc thứ {number}{mark}\nĐoạn văn bên dưới." for number in (1, 2)]
    draft = pasted("", "I. KẾT QUẢ\n" + "\n".join(lines))
    assert headings(draft) == ["I. KẾT QUẢ"]
    bare = pasted("", ("I. KẾT QUẢ\n" + "\n".join(lines)).replace(f"{mark}\n", "\n"))
    assert headings(bare) == ["I. KẾT QUẢ", "1. Làm việc thứ 1", "2. Làm việc thứ 2"]


@pytest.mark.parametrize(
    "heading",
    [
        "<h2 align=center>TÌNH HÌNH CHUNG</h2>",
        "<p align=center><b>I. TÌNH HÌNH CHUNG</b></p>",
        "<p align=center>1. TÌNH HÌNH CHUNG</p>",
    ],
    ids=["level", "label", "figure"],
)
def test_a_heading_in_the_middle_right_below_the_subject_is_none_of_it(heading: str) -> None:
    head = "<p align=center><b>BÁO CÁO</b></p><p align=center><b>Tổng kết công tác năm 2025</b></p>"
    draft = pasted(f"{head}{heading}<p>Đã làm nhiều việc.</p>")
    assert draft.data["subject"] == "Tổng kết công tác năm 2025"
    assert [section["heading"] for section in draft.data["sections"]] == ["TÌNH HÌNH CHUNG"]


def test_a_subject_of_two_lines_in_capitals_takes_the_words_of_the_text_each_once() -> None:
    draft = pasted(
        "<p align=center><b>BÁO CÁO</b></p><p align=center><b>TỔNG KẾT CÔNG TÁC</b></p>"
        "<p align=center><b>ĐỐI NGOẠI NĂM 2025</b></p><p>I. MỘT</p>"
        "<p>Sở trình bày Tổng kết công tác đối ngoại năm 2025 như sau.</p>"
    )
    assert draft.data["subject"] == "Tổng kết công tác đối ngoại năm 2025"
    taken = [line.value for line in draft.lines if line.pointer == "/subject"]
    assert taken == ["Tổng kết công tác", "đối ngoại năm 2025"]


@pytest.mark.parametrize(
    "lines",
    [
        ["2. Lễ tân: đón 12 đoàn.", "a) Đoàn vào", "Đón 7 đoàn.", "b) Đoàn ra", "Có 5 đoàn."],
        ["2. Lễ tân: đón 12 đoàn.", "2.1. Đoàn vào", "Đón 7 đoàn.", "2.2. Đoàn ra", "Có 5 đoàn."],
        ["2. Lễ tân: đón 12 đoàn.", "<b>a) Đoàn vào</b>", "Đón 7 đoàn.", "<b>b) Đoàn ra</b>"],
        ["1. Thu đạt 5 tỷ.", "a) Thu khác", "Đạt.", "2. Chi đạt 4 tỷ.", "a) Chi khác", "Đạt."],
    ],
)
def test_a_row_that_begins_inside_of_a_paragraph_is_no_row_of_headings(lines: list[str]) -> None:
    draft = pasted(fragment(*map(p, ("<b>I. KẾT QUẢ</b>", *lines, "<b>II. HẠN CHẾ</b>", "Không."))))
    assert headings(draft) == ["I. KẾT QUẢ", "II. HẠN CHẾ"]
    texts = [line.removeprefix("<b>").removesuffix("</b>") for line in lines]
    assert draft.data["sections"][0]["paragraphs"] == texts


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["<b>a) Vào</b>", "1. Đoàn A;", "2. Đoàn B.", "<b>b) Ra</b>", "Có."], ["1. Vào", "2. Ra"]),
        (["1. Một;", "2. Hai.", "<b>II. HẠN CHẾ</b>", "<b>1. Ít</b>", "<b>a) Lương</b>"], ["II. HẠN CHẾ", "1. Ít", "a) Lương"]),
        (["1. Một;", "2. Hai.", "<b>Lương và thưởng</b>", "<b>a) Lương</b>", "Đủ."], ["1. Lương và thưởng", "a) Lương"]),
    ],
)  # fmt: skip
def test_a_row_of_headings_goes_on_behind_numbered_paragraphs(
    lines: list[str], found: list[str]
) -> None:
    draft = pasted(fragment(*map(p, ("<b>I. KẾT QUẢ</b>", *lines))))
    assert headings(draft) == ["I. KẾT QUẢ", *found]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("Đạt 10<sup>6</sup> đồng", "Đạt 10⁶ đồng"),
        ("Cấp 5 m<sup>3</sup>, CO<sub>2</sub>", "Cấp 5 m³, CO₂"),
        ("Là 10<span style='vertical-align:super'>-3</span>", "Là 10⁻³"),
        ("Năm 2025<sup>(1)</sup>", "Năm 2025⁽¹⁾"),
        ("Bản 2<sup>a</sup>", "Bản 2a"),
        ("<sup>2</sup> Theo số liệu", "2 Theo số liệu"),
        ("Là <span style='vertical-align:middle'>5</span>", "Là 5"),
        ("Là <sup>m<span style='vertical-align:baseline'>2</span></sup>", "Là m2"),
    ],
)
def test_pasted_figures_that_are_raised_or_lowered_keep_their_place(
    written: str, text: str
) -> None:
    draft = pasted(fragment(p("<b>I. KẾT QUẢ</b>"), p(written)))
    assert draft.missing == ()
    assert draft.data["sections"][0]["paragraphs"] == [text]


_SIGNED = ("<b>I. KẾT QUẢ</b>", "Tốt.", "GIÁM ĐỐC", "Lê Thị Mai")
_TABLE = "<table><tr><td>TT<td>Việc</tr><tr><td>1<td>Thu</tr></table>"


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Biểu số 01", "<p>KẾT QUẢ THU</p>"), ("PHỤ BIỂU 1A:", "<p>KẾT QUẢ THU</p>"), ("Biểu mẫu số 3.", "<p>KẾT QUẢ THU</p>"),
        ("Biểu 01 – KẾT QUẢ THU", ""), ("Biểu số 2: KẾT QUẢ THU", ""),
    ],
)  # fmt: skip
def test_a_form_below_the_signature_is_an_annex_that_will_be_called_otherwise(
    name: str, title: str
) -> None:
    draft = pasted(fragment(*map(p, _SIGNED), p(name), title, _TABLE))
    assert draft.missing == ()
    table = {"columns": ["TT", "Việc"], "rows": [["1", "Thu"]]}
    assert draft.data["annexes"] == [{"title": "KẾT QUẢ THU", "table": table}]
    (doubt,) = [line.doubt for line in draft.lines if line.doubt]
    assert f"“{name.split(' –')[0].split(': ')[0].rstrip('.:')}”" in doubt


def test_a_form_inside_of_an_annex_is_no_annex_of_its_own() -> None:
    draft = pasted(fragment(*map(p, (*_SIGNED, "PHỤ LỤC", "KẾT QUẢ THU", "Biểu số 1")), _TABLE))
    (annex,) = draft.data["annexes"]
    assert (annex["title"], annex["paragraphs"]) == ("KẾT QUẢ THU", ["Biểu số 1"])
    assert [line.doubt for line in draft.lines if line.doubt] == []


def test_words_that_only_begin_as_a_form_are_no_annex() -> None:
    draft = pasted(fragment(*map(p, (*_SIGNED, "Biểu dương 3 tập thể", "Biểu quyết: nhất trí"))))
    assert "annexes" not in draft.data


@pytest.mark.parametrize("mark", ["> ", ">", ">> ", "> > ", " > "])
def test_a_text_quoted_in_a_mail_is_read_without_the_marks(mark: str) -> None:
    lines = (
        "SỞ Y TẾ",
        "BÁO CÁO",
        "Tổng kết năm 2025",
        "",
        "I. KẾT QUẢ",
        "Có 12 đơn vị,",
        "đạt 5%.",
    )
    quoted = pasted("", "\n".join(f"{mark}{line}".rstrip() for line in lines))
    assert quoted.missing == ()
    assert quoted.data == pasted("", "\n".join(lines)).data
    assert quoted.data["sections"][0]["paragraphs"] == ["Có 12 đơn vị, đạt 5%."]


def test_a_mark_before_some_lines_only_is_theirs() -> None:
    draft = pasted("", "I. KẾT QUẢ\n> 5 người\n< 9 người")
    assert draft.data["sections"][0]["paragraphs"] == ["> 5 người", "< 9 người"]
    draft = pasted("", "> 5 người\n> 9 người\n> 12 người")
    assert draft.data["opening"] == ["> 5 người", "> 9 người", "> 12 người"]


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("Đã ban hành Kế hoạch số", "15/KH-SNgV về thi đua.", True),
        ("Theo Quyết định ngày", "05/12/2025 của Sở.", True),
        ("Tổ chức các buổi làm việc với", "Công an tỉnh.", True),
        ("Tuyên truyền về biển, đảo và", "Chương trình hành động.", True),
        ("Theo văn bản (của", "Chính phủ).", True),
        ("Về công tác dân số", "Công tác này tốt.", False),
        ("Kết quả công tác trong năm", "Sở đã hoàn thành.", False),
        ("Nguyễn Văn An, Trưởng phòng Hành chính - Tổng hợp của Sở Nội vụ", "2 Trần Thị Ba, Phó Trưởng phòng", False),
        ("Phối hợp với", "- Công an tỉnh.", False),
        ("Phối hợp với", "1. Công an tỉnh.", False),
        ("Dân chủ và tự do", "Công tác tốt.", False),
        ("PHỐI HỢP VỚI", "Công an tỉnh.", False),
    ],
)  # fmt: skip
def test_a_line_goes_on_behind_a_word_that_nothing_ends_with(
    above: str, below: str, joined: bool
) -> None:
    texts = [block.text for block in source(plain=f"{above}\n{below}").blocks]  # type: ignore[union-attr]
    assert texts == ([f"{above} {below}"] if joined else [above, below])
