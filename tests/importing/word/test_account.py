"""What became of each piece of a text, and where in the text it stands."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH

from service.importing.word import account
from tests.importing.word.drafts import document, invented, pasted, uploaded

SLUG = "commendation-decision"
TEXT = """SỞ NGOẠI VỤ
QUYẾT ĐỊNH
Về việc tặng Giấy khen

GIÁM ĐỐC SỞ NGOẠI VỤ

QUYẾT ĐỊNH:
Điều 1. Tặng Giấy khen của Giám đốc Sở Ngoại vụ cho 01 cá nhân đã có thành tích xuất sắc, gồm:
1. Ông Nguyễn Văn An, Trưởng phòng.
Một câu không ai hiểu.
GIÁM ĐỐC
Thái Phúc Sơn"""


def entries(text: str = TEXT) -> list[dict[str, Any]]:
    found = account.as_json(pasted("", text, SLUG))
    assert found["missing"] == []
    lines: list[dict[str, Any]] = found["lines"]
    return lines


def test_each_piece_says_whether_it_was_taken_and_in_which_paragraph_it_stands() -> None:
    said = {
        entry["text"]: (entry["state"], entry["pointer"], entry["where"]) for entry in entries()
    }
    assert said["SỞ NGOẠI VỤ"] == ("taken", "/organ/organ_name", "đoạn 1")
    assert said["QUYẾT ĐỊNH"] == ("printed", None, "đoạn 2")
    assert said["đã có thành tích xuất sắc"] == ("taken", "/awards/0/achievement", "đoạn 6")
    assert said["Ông Nguyễn Văn An"] == ("taken", "/awards/0/individuals/0/full_name", "đoạn 7")
    assert said["Một câu không ai hiểu."] == ("left", None, "đoạn 8")
    assert all(entry["why"] for entry in entries() if entry["state"] == "left")


def test_all_letters_of_a_text_are_in_its_account_in_their_order() -> None:
    told = "".join(entry["text"] for entry in entries())
    assert "".join(told.split()) == "".join(TEXT.split())


def test_what_stands_in_a_table_is_told_by_its_row_and_a_letterhead_by_its_name() -> None:
    def build(made: Any) -> None:
        head = made.add_table(1, 2)
        head.cell(0, 0).text = "SỞ NGOẠI VỤ"
        head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
        for text in ("QUYẾT ĐỊNH", "Về việc tặng Giấy khen"):
            made.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.CENTER
        made.add_paragraph("Danh sách cá nhân được tặng Giấy khen")
        table = made.add_table(3, 3)
        for row, cells in enumerate(
            (("STT", "Họ và tên", "Chức vụ"), ("1", "Lê An", "Kế toán"), ("2", "Lê Bình", ""))
        ):
            for column, text in enumerate(cells):
                table.cell(row, column).text = text

    draft = uploaded(document(build), SLUG)
    where = {line.where for line in draft.lines}
    assert {"đầu văn bản", "đoạn 1", "bảng 1, dòng 1"} <= where
    cells = {entry["text"]: entry for entry in account.as_json(draft)["lines"]}
    assert cells["Lê An"]["pointer"] == "/awards/0/individuals/0/full_name"
    assert cells["STT"]["state"] == "printed"


def test_a_name_in_capitals_is_taken_in_the_letters_in_which_the_text_writes_it_elsewhere() -> None:
    data = pasted("", TEXT, SLUG).data
    assert data["organ"]["organ_name"] == "Sở Ngoại vụ"
    assert data["issuing_authority"] == "Giám đốc Sở Ngoại vụ"
    elsewhere = TEXT.replace(" của Giám đốc Sở Ngoại vụ", "")
    assert pasted("", elsewhere, SLUG).data["issuing_authority"] == "GIÁM ĐỐC SỞ NGOẠI VỤ"


def test_a_value_that_nobody_wrote_is_seen() -> None:
    draft = pasted("", TEXT, SLUG)
    assert invented(draft, TEXT) == []
    assert invented(draft, TEXT.replace("Thái Phúc Sơn", "Thái Phúc")) == ["/signer/full_name"]


def test_a_subject_that_says_so_is_one_however_it_is_set() -> None:
    def build(made: Any) -> None:
        for text in ("QUYẾT ĐỊNH", "V/v tặng Giấy khen", "Căn cứ Luật Thi đua, khen thưởng;"):
            made.add_paragraph(text)
        made.add_paragraph("QUYẾT ĐỊNH:").alignment = WD_ALIGN_PARAGRAPH.CENTER

    assert uploaded(document(build), SLUG).data["subject"] == "V/v tặng Giấy khen"
