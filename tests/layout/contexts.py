"""Contexts as the document types hand them to templates: short, usual and long ones, all invented."""

from __future__ import annotations

from typing import Any

from service.documents.blocks.letterhead_columns import widened_by
from service.documents.blocks.recipients_beside import recipients_beside
from service.documents.blocks.table_layout import Band, TableColumn, laid_out

BLANK = "\u00a0" * 8
LONG_ORGAN = "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG, KHU KINH TẾ CỬA KHẨU VÀ CÁC KHU CÔNG NGHIỆP TỈNH"

Context = dict[str, Any]


def shared(**changed: Any) -> Context:
    """What every type hands over; a keyword replaces a value."""
    made: Context = {
        "organ": {"organ_name": "SỞ NGOẠI VỤ", "parent_name": "UBND TỈNH HÀ TĨNH"},
        "code_number": "15",
        "code_notation": "QĐ-SNgV",
        "place": "Hà Tĩnh",
        "issued_date": "ngày 01 tháng 7 năm 2020",
        "subject": "Về việc tặng Giấy khen cho các tập thể, cá nhân có thành tích xuất sắc trong "
        "phong trào thi đua yêu nước giai đoạn 2015 - 2020",
        "priority": "",
        "circulation": "",
        "signer": {
            "lines": ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"],
            "other_title": "",
            "full_name": "Trần Thị Minh Nguyệt",
        },
        "recipients": recipients(3),
        "archive": "VT, VP (02)",
        "drafter": "PL.(300)",
        **changed,
    }
    organ = made["organ"]
    dated = f"{made['place']}, {made['issued_date']}"
    made["organ"] = {
        **organ,
        "widened_by": widened_by(organ["organ_name"], organ["parent_name"], dated),
    }
    return {**made, **recipients_beside(made["recipients"], made)}


def recipients(count: int) -> list[str]:
    names = [
        "Như Điều 3",
        "Ủy ban nhân dân tỉnh (để báo cáo)",
        "Ban Thi đua - Khen thưởng, Sở Nội vụ",
        "Các phòng, đơn vị thuộc Sở",
    ]
    return [*names, *(f"Đơn vị nhận số {n}" for n in range(5, count + 1))][:count]


def table(
    headers: list[str], aligns: list[Any], cells: list[list[str]], *, landscape: bool = False
) -> Context:
    columns = [
        TableColumn(i, header, align)
        for i, (header, align) in enumerate(zip(headers, aligns, strict=True))
    ]
    return laid_out(columns, [Band(cells)], landscape=landscape).context


def award_table(count: int, *, people: bool = True) -> Context:
    if not people:
        rows = [[str(n), f"Phòng Hợp tác quốc tế {n}", "1.520.000"] for n in range(1, count + 1)]
        return table(
            ["STT", "Tên tập thể", "Tiền thưởng (đồng)"],
            ["center", "left", "right"],
            rows,
        )
    names = ["Nguyễn Văn An", "Lê Thị Hồng Gấm", "Phan Đình Phùng", "Hoàng Ngọc Phương Uyên"]
    duties = ["Trưởng phòng", "Chuyên viên", "Phó Trưởng phòng Lãnh sự - Biên giới"]
    units = ["Văn phòng Sở", "Trung tâm Dịch vụ đối ngoại và Xúc tiến viện trợ", "Thanh tra Sở"]
    rows = [
        [str(n), names[n % 4], duties[n % 3], units[n % 3], str(1965 + n % 35), "760.000"]
        for n in range(1, count + 1)
    ]
    return table(
        ["STT", "Họ và tên", "Chức vụ", "Đơn vị", "Năm sinh", "Tiền thưởng (đồng)"],
        ["center", "left", "left", "left", "center", "right"],
        rows,
    )


REFERENCE = (
    "(Kèm theo Quyết định số 15/QĐ-SNgV ngày 01 tháng 7 năm 2020 "
    "của Giám đốc Sở Ngoại vụ tỉnh Hà Tĩnh)"
)


def annex(name: str = "Phụ lục", count: int = 7, *, landscape: bool = False) -> Context:
    return {
        "name": name,
        "title": "DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN",
        "reference": REFERENCE,
        "landscape": landscape,
        "end": "./.",
        "groups": [
            {"heading": "I. TẬP THỂ", "table": award_table(2, people=False)},
            {"heading": "II. CÁ NHÂN", "table": award_table(count)},
        ],
    }


def decision(annexes: list[Context] | None = None, **changed: Any) -> Context:
    return shared(
        issuing_authority="GIÁM ĐỐC SỞ NGOẠI VỤ TỈNH HÀ TĨNH",
        legal_bases=[
            "Căn cứ Quyết định số 28/2016/QĐ-UBND ngày 30 tháng 6 năm 2016 của Ủy ban nhân dân tỉnh "
            "quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của Sở Ngoại vụ;",
            "Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003;",
            "Căn cứ Nghị định số 91/2017/NĐ-CP ngày 31 tháng 7 năm 2017 của Chính phủ quy định chi "
            "tiết thi hành một số điều của Luật Thi đua, khen thưởng;",
            "Theo đề nghị của Chánh Văn phòng Sở.",
        ],
        articles=[
            {
                "number": 1,
                "text": "Tặng Giấy khen của Giám đốc Sở Ngoại vụ cho 02 tập thể và 07 cá nhân đã có "
                "thành tích xuất sắc trong phong trào thi đua yêu nước giai đoạn 2015 - 2020 "
                "(có danh sách kèm theo).",
                "lines": [],
            },
            {
                "number": 2,
                "text": "Mức tiền thưởng kèm theo Giấy khen:",
                "lines": [
                    {
                        "kind": "clause",
                        "text": "1. Tập thể: 1.520.000 đồng (Bằng chữ: Một triệu "
                        "năm trăm hai mươi nghìn đồng).",
                    },
                    {
                        "kind": "clause",
                        "text": "2. Nguồn kinh phí: Quỹ thi đua, khen thưởng của Sở năm 2020.",
                    },
                ],
            },
            {
                "number": 3,
                "text": "Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng Sở, Trưởng các "
                "phòng, đơn vị thuộc Sở và các tập thể, cá nhân có tên tại Điều 1 chịu trách nhiệm thi "
                "hành Quyết định này./.",
                "lines": [],
            },
        ],
        annexes=annexes or [],
        **changed,
    )


def block(kind: str, text: str = "", *, last: bool = False, **more: Any) -> Context:
    return {"kind": kind, "text": text, "last": last, **more}


PROSE = (
    "Thực hiện Kế hoạch số 45/KH-UBND ngày 12 tháng 02 năm 2020 của Ủy ban nhân dân tỉnh, Sở Ngoại vụ đã "
    "chủ động tham mưu, tổ chức triển khai đồng bộ các nhiệm vụ, giải pháp về công tác đối ngoại; kết quả "
    "đạt được góp phần quan trọng vào việc hoàn thành các chỉ tiêu kinh tế - xã hội của tỉnh."
)


def wide_table() -> Context:
    headers = [
        "TT",
        "Chỉ tiêu",
        "Đơn vị tính",
        "Năm 2016",
        "Năm 2017",
        "Năm 2018",
        "Năm 2019",
        "Năm 2020",
        "So với kế hoạch (%)",
    ]
    names = [
        "Đoàn ra",
        "Đoàn vào",
        "Viện trợ phi chính phủ nước ngoài giải ngân",
        "Hội nghị quốc tế",
    ]
    rows = [
        [str(i), name, "lượt", "1.234", "1.345", "1.456", "1.567", "12.345.678", "104,25"]
        for i, name in enumerate(names * 4, start=1)
    ]
    return table(headers, ["center", "left", "center", *["right"] * 6], rows, landscape=True)


def narrow_table() -> Context:
    rows = [["1", "Đoàn vào", "45", "50", "111,11"], ["2", "Đoàn ra", "12", "11", "91,67"]]
    return table(
        ["TT", "Chỉ tiêu", "Kế hoạch", "Thực hiện", "Tỷ lệ (%)"],
        ["center", "left", "right", "right", "right"],
        rows,
    )


def report(
    *, parts: bool = True, landscape: bool = True, annexes: bool = True, **changed: Any
) -> Context:
    body = [block("paragraph", PROSE)]
    if parts:
        body.append(block("part", "TÌNH HÌNH, KẾT QUẢ THỰC HIỆN NHIỆM VỤ", label="Phần I"))
    body += [
        block("level1", "I. KẾT QUẢ ĐẠT ĐƯỢC"),
        block("level2", "1. Công tác lãnh đạo, chỉ đạo"),
        block("paragraph", PROSE),
        block("level3", "a) Công tác tham mưu"),
        block("item", PROSE),
        block("item", "Hoàn thành 12/12 nhiệm vụ được giao."),
        block("caption", "Bảng 1. Kết quả thực hiện các chỉ tiêu"),
        block("unit", "Đơn vị tính: đoàn"),
        block("table", **narrow_table()),
        block("paragraph", PROSE),
    ]
    if landscape:
        body += [
            block("landscape"),
            block("caption", "Bảng 2. Các chỉ tiêu giai đoạn 2016 - 2020"),
            block("table", **wide_table()),
            block("portrait"),
        ]
    if parts:
        body.append(block("part", "PHƯƠNG HƯỚNG, NHIỆM VỤ", label="Phần II"))
    body += [
        block("level1", "II. PHƯƠNG HƯỚNG, NHIỆM VỤ TRỌNG TÂM"),
        *[block("paragraph", PROSE) for _ in range(6)],
        block("paragraph", "Trên đây là Báo cáo tổng kết, Sở Ngoại vụ kính báo cáo./.", last=True),
    ]
    appended = [
        {
            "name": f"Phụ lục {numeral}",
            "title": "TỔNG HỢP KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU GIAI ĐOẠN 2016 - 2020",
            "reference": "(Kèm theo Báo cáo số 15/BC-SNgV ngày 01 tháng 7 năm 2020 của Sở Ngoại vụ)",
            "landscape": wide,
            "body": [
                block("table", **(wide_table() if wide else narrow_table())),
                block("paragraph", "./.", last=True),
            ],
        }
        for numeral, wide in (("I", False), ("II", True))
    ]
    settled: Context = {
        "code_notation": "BC-SNgV",
        "subject": "Tổng kết công tác đối ngoại giai đoạn 2016 - 2020",
        "addressed_to": ["Ủy ban nhân dân tỉnh;", "Bộ Ngoại giao."],
        **changed,
    }
    return shared(body=body, annexes=appended if annexes else [], **settled)


def minutes(*, members: int = 3, long: bool = True, **changed: Any) -> Context:
    context = shared(
        **{
            "code_notation": "BB-SNgV",
            "subject": "Hội nghị tổng kết công tác thi đua, khen thưởng năm 2020",
            "recipients": ["Lãnh đạo Sở", "Các phòng, đơn vị"],
            "archive": "VT, Hồ sơ",
            "drafter": "",
            **changed,
        }
    )
    people = [f"Đồng chí Nguyễn Văn {name} - Chuyên viên" for name in ("An", "Bình", "Cường")]
    pairs = [
        {"left": _member(2 * i), "right": _member(2 * i + 1) if 2 * i + 1 < members else _nobody()}
        for i in range((members + 1) // 2)
    ]
    for name in ("place", "issued_date", "signer", "recipients_beside"):
        del context[name]
    return {
        **context,
        "started_at": "8 giờ 00 phút, ngày 01 tháng 7 năm 2020",
        "venue": "Hội trường Sở Ngoại vụ",
        "attendees": people,
        "attendance": "Tổng số triệu tập 09, có mặt 08, vắng 01." if long else "",
        "absentees": ["Đồng chí Lê Thị Dung (đi công tác)"] if long else [],
        "chair": "đồng chí Trần Minh Đức, Giám đốc Sở",
        "secretary": "đồng chí Phạm Thu Hà, Chánh Văn phòng",
        "event": "hội nghị",
        "agenda": ["Khai mạc, giới thiệu đại biểu", "Báo cáo tổng kết"] if long else [],
        "body": [block("level2", "1. Báo cáo tổng kết"), block("paragraph", PROSE)]
        + (
            [block("item", PROSE), block("level2", "2. Thảo luận"), block("paragraph", PROSE)] * 3
            if long
            else []
        ),
        "conclusions": ["Giao Văn phòng Sở hoàn thiện hồ sơ."] if long else [],
        "read_aloud": "Biên bản đã được đọc lại cho hội nghị nghe và nhất trí thông qua."
        if long
        else "",
        "closing": "Hội nghị kết thúc vào 11 giờ 30 phút, ngày 01 tháng 7 năm 2020./.",
        "secretary_name": "Phạm Thu Hà",
        "chair_name": "Trần Minh Đức",
        "chair_office": "GIÁM ĐỐC" if long else "",
        "members": "THÀNH VIÊN DỰ HỘI NGHỊ",
        "member_signatures": pairs,
    }


def _member(index: int) -> dict[str, str]:
    return {"position": "Ủy viên", "full_name": f"Nguyễn Thành Viên {index + 1}"}


def _nobody() -> dict[str, str]:
    return {"position": "", "full_name": ""}
