"""A list stands before the signature, behind it or behind "Nơi nhận", with a heading or without: who signs is kept."""

from __future__ import annotations

from itertools import product

import pytest

from tests.documents.decision_cases import SLUG
from tests.importing.word.drafts import pasted

HEAD = (
    "QUYẾT ĐỊNH\nVề việc tặng Giấy khen\nGIÁM ĐỐC SỞ NGOẠI VỤ\nCăn cứ Luật Thi đua, khen thưởng;\nQUYẾT ĐỊNH:\n"
    "Điều 1. Tặng Giấy khen của Giám đốc Sở cho 02 cá nhân đã có thành tích xuất sắc năm 2025.\n"
    "Điều 2. Quyết định này có hiệu lực kể từ ngày ký."
)
SIGNED = "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n(Đã ký)\nNghiêm Văn Ý"
RECIPIENTS = "Nơi nhận:\n- Như Điều 2;\n- UBND tỉnh (b/c);\n- Lưu: VT."
NAMED = ["Ông Đàm Văn Chung, Chuyên viên", "Bà Tạ Thị Diệp, Văn thư"]
LISTS = {
    "table": "STT\tHọ và tên\tChức vụ\n1\tÔng Đàm Văn Chung\tChuyên viên\n2\tBà Tạ Thị Diệp\tVăn thư",
    "numbers": f"1. {NAMED[0]};\n2. {NAMED[1]}.",
    "dashes": f"- {NAMED[0]};\n- {NAMED[1]}.",
}
ORDERS = {
    "list, signature": "{list}\n{signed}",
    "list, recipients, signature": "{list}\n{recipients}\n{signed}",
    "list, signature, recipients": "{list}\n{signed}\n{recipients}",
    "signature, list": "{signed}\n{list}",
    "recipients, signature, list": "{recipients}\n{signed}\n{list}",
    "signature, recipients, list": "{signed}\n{recipients}\n{list}",
}
HEADINGS = ("", "I. CÁ NHÂN\n", "CÁ NHÂN\n", "BẢNG TỔNG HỢP KHEN THƯỞNG\n", "PHỤ LỤC\n")
SIGNER = {
    "capacity": "KT",
    "authority": "Giám đốc",
    "position": "PHÓ GIÁM ĐỐC",
    "full_name": "Nghiêm Văn Ý",
}


@pytest.mark.parametrize(("listed", "order"), [*product(LISTS, ORDERS)])
def test_the_signer_is_kept_wherever_the_list_stands(listed: str, order: str) -> None:
    for heading in HEADINGS:
        text = ORDERS[order].format(
            list=heading + LISTS[listed], signed=SIGNED, recipients=RECIPIENTS
        )
        draft = pasted("", f"{HEAD}\n{text}", SLUG)
        (award,) = draft.data["awards"]
        names = [row["full_name"] for row in award["individuals"]]
        assert (draft.data["signer"], names) == (SIGNER, ["Ông Đàm Văn Chung", "Bà Tạ Thị Diệp"]), (
            heading
        )
        wanted = ["UBND tỉnh (b/c)"] if RECIPIENTS in text else None
        assert draft.data.get("recipients") == wanted, heading
        assert draft.missing == ()


@pytest.mark.parametrize("order", ["signature, list", "signature, recipients, list"])
def test_two_lists_behind_the_signature(order: str) -> None:
    units = "I. TẬP THỂ\n1. Phòng Lễ tân;\n2. Văn phòng Sở."
    text = ORDERS[order].format(
        list=f"{units}\nII. CÁ NHÂN\n{LISTS['table']}", signed=SIGNED, recipients=RECIPIENTS
    )
    draft = pasted("", f"{HEAD}\n{text}", SLUG)
    (award,) = draft.data["awards"]
    assert draft.data["signer"] == SIGNER
    assert [len(award["collectives"]), len(award["individuals"])] == [2, 2]


def test_names_that_are_no_list_stay_before_the_clerk() -> None:
    draft = pasted("", f"{HEAD}\n{SIGNED}\nĐàm Văn Chung\nTạ Thị Diệp", SLUG)
    assert draft.data["signer"] == SIGNER
    left = [line.before for line in draft.lines if line.role == "unplaced"]
    assert left == ["Đàm Văn Chung", "Tạ Thị Diệp"]


def test_a_report_keeps_its_signer_before_a_table_without_a_heading() -> None:
    report = "BÁO CÁO\nTổng kết năm 2025\nI. KẾT QUẢ\nĐã làm.\nTrên đây là báo cáo./."
    draft = pasted("", f"{report}\n{SIGNED}\nBIỂU TỔNG HỢP\n{LISTS['table']}")
    assert draft.data["signer"] == {**SIGNER, "authority": "GIÁM ĐỐC"}
    assert len(draft.data["annexes"]) == 1


@pytest.mark.parametrize(
    "lines",
    [
        "THƯ KÝ\nCHỦ TRÌ\nNgô Thị Én\nNghiêm Văn Ý",
        "CHỦ TRÌ\nTHƯ KÝ\nNghiêm Văn Ý\nNgô Thị Én",
        "THƯ KÝ\nCHỦ TRÌ\nGIÁM ĐỐC\n(Đã ký)\nNgô Thị Én\nNghiêm Văn Ý",
        "THƯ KÝ\nNgô Thị Én\nCHỦ TRÌ\nGIÁM ĐỐC\nNghiêm Văn Ý",
    ],
)
def test_who_signs_minutes_side_by_side_is_not_confused_when_two_columns_become_one(
    lines: str,
) -> None:
    head = "BIÊN BẢN\nHội nghị tổng kết năm 2025\nNội dung:\nHội nghị thảo luận."
    draft = pasted("", f"{head}\n{lines}\nDANH SÁCH ĐẠI BIỂU", "conference-minutes")
    signers = [draft.data[key]["full_name"] for key in ("secretary", "chair")]
    assert signers == ["Ngô Thị Én", "Nghiêm Văn Ý"]
    assert draft.data["chair"].get("office") == ("GIÁM ĐỐC" if "GIÁM" in lines else None)
    assert draft.missing == ()
