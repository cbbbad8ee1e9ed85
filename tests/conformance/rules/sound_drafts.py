"""A decision, a công văn and a report that break no rule."""

from __future__ import annotations

from service.conformance.word_document import Frame
from service.docx.typography import text_width_mm
from tests.conformance.rules.drafts import (
    FOOTER,
    HEAD_MM,
    HEADER,
    Draft,
    Line,
    article,
    line,
    sheet,
    table,
)

_ORGAN, _MOTTO = "SỞ NGOẠI VỤ", "Độc lập - Tự do - Hạnh phúc"
_SUBJECT = "Về việc tặng Giấy khen cho các cá nhân năm 2025"
_FOOT_MM = (75.9, 89.1)
_LONG = "Các phòng, đơn vị thuộc Sở đã hoàn thành nhiệm vụ được giao, phối hợp chặt chẽ với các sở, ngành và địa phương trong cả năm."


def _ruled(kind: str, length: float, room: float, cell: tuple[int, int, int] | None) -> Line:
    drawn = line(kind, "", cell)
    drawn.set(left_mm=(room - length) / 2, right_mm=(room - length) / 2)
    return drawn


def _head(number: str, dated: str) -> list[Line]:
    organ_mm, motto_mm = text_width_mm(_ORGAN, 12, bold=True), text_width_mm(_MOTTO, 13, bold=True)
    return [
        line("parent_organ", "UBND TỈNH QUẢNG LÂM", (0, 0, 0)),
        line("organ", _ORGAN, (0, 0, 0)),
        _ruled("organ_rule", organ_mm * 0.42, HEAD_MM[0], (0, 0, 0)),
        line("national_name", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (0, 0, 1)),
        line("motto", _MOTTO, (0, 0, 1)),
        _ruled("motto_rule", motto_mm, HEAD_MM[1], (0, 0, 1)),
        line("number", number, (0, 1, 0)),
        line("place_date", dated, (0, 1, 1)),
    ]


def _foot(recipients: list[str], positions: list[str]) -> list[Line]:
    return [
        line("recipients", "Nơi nhận:", (1, 0, 0)),
        *(line("recipient", text, (1, 0, 0)) for text in recipients),
        *(line("signer_position", text, (1, 0, 1)) for text in positions),
        line("signer_name", "Đinh Quang Vinh", (1, 0, 1)),
    ]


def _number() -> Line:
    return line("page_number", "2", part=HEADER)


def _title(name: str, subject: str) -> list[Line]:
    length = text_width_mm(subject, 14, bold=True) * 0.42
    return [
        line("type_name", name),
        line("subject", subject),
        _ruled("subject_rule", length, 165, None),
    ]


def _tables() -> list:  # type: ignore[type-arg]
    return [table(0, HEAD_MM), table(1, _FOOT_MM)]


DECISION = Draft(
    [
        *_head("Số: 27/QĐ-SNgV", "Quảng Lâm, ngày 09 tháng 3 năm 2026"),
        *_title("QUYẾT ĐỊNH", _SUBJECT),
        line("authority", "GIÁM ĐỐC SỞ NGOẠI VỤ TỈNH QUẢNG LÂM"),
        line("basis", "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;"),
        line(
            "basis",
            "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ về thi đua, khen thưởng;",
        ),
        line("basis", "Theo đề nghị của Chánh Văn phòng Sở."),
        line("enacting", "QUYẾT ĐỊNH:"),
        article("Điều 1. Tặng Giấy khen cho 03 cá nhân (có Phụ lục kèm theo), gồm:"),
        line("clause", "1. Ông Nguyễn Văn A, Trưởng phòng;"),
        line("clause", "2. Bà Trần Thị B, Chuyên viên."),
        article("Điều 2. Tiền thưởng trích từ Quỹ thi đua, khen thưởng, cụ thể như sau:"),
        line("point", "a) Mỗi cá nhân 450.000 đồng;"),
        line("point", "b) Tổng số tiền 1.350.000 đồng."),
        article(
            "Điều 3. Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng Sở, Trưởng các phòng, đơn vị thuộc Sở và các "
            "cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./."
        ),
        *_foot(
            ["- Như Điều 3;", "- UBND tỉnh (b/c);", "- Lưu: VT, VP."],
            ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"],
        ),
        line("annex", "Phụ lục I", section=1),
        line("annex_title", "DANH SÁCH CÁ NHÂN", section=1),
        line(
            "annex_reference",
            "(Kèm theo Quyết định số 27/QĐ-SNgV ngày 09 tháng 3 năm 2026 của Giám đốc Sở Ngoại vụ)",
            section=1,
        ),
        line("body", _LONG + "/.", section=1),
        line("annex", "Phụ lục II", section=2),
        line("annex_title", "DANH SÁCH ĐƠN VỊ", section=2),
        line(
            "annex_reference",
            "(Kèm theo Quyết định số 27/QĐ-SNgV ngày 09 tháng 3 năm 2026 của Giám đốc Sở Ngoại vụ)",
            section=2,
        ),
        line("body", _LONG + "/.", section=2),
        _number(),
    ],
    "quyết định",
    [sheet(), sheet(first_page_number=1), sheet(first_page_number=1)],
    _tables(),
)


def _letter() -> Draft:
    head = _head("Số: 05/SNgV-VP", "Quảng Lâm, ngày 12 tháng 02 năm 2026")
    subject = line("letter_subject", "V/v đón đoàn công tác", (0, 1, 0))
    subject.set(before_pt=6.0)
    stamp = line("priority", "KHẨN", (0, 1, 0), frame=Frame(0, 1, "single", 20.0, 8.0))
    return Draft(
        [
            line("secrecy", "MẬT", (0, 1, 0)),
            *head[:-1],
            subject,
            stamp,
            head[-1],
            line("circulation", "LƯU HÀNH NỘI BỘ", frame=Frame(0, 1, "single", 56.0, 8.0)),
            line("addressees", "Kính gửi:"),
            line("addressee", "- Sở Tài chính;"),
            line("addressee", "- Sở Nội vụ."),
            line("body", _LONG),
            line("body", _LONG),
            line("dash", "- Chuẩn bị nội dung làm việc;"),
            line("body", "Sở Ngoại vụ đề nghị các cơ quan phối hợp thực hiện./."),
            *_foot(["- Như trên;", "- Lưu: VT, VP."], ["GIÁM ĐỐC"]),
            line("drafter", "LTTB.(20)", (1, 0, 0)),
            _number(),
            line("address", "Số 01 đường Hòa Bình; ĐT: 0200.000.000", part=FOOTER),
        ],
        "công văn",
        [sheet(footers={"first": FOOTER})],
        _tables(),
    )


LETTER = _letter()

REPORT = Draft(
    [
        *_head("Số: 112/BC-SNgV", "Quảng Lâm, ngày 15 tháng 12 năm 2025"),
        *_title("BÁO CÁO", "Tổng kết công tác đối ngoại năm 2025"),
        line("body", _LONG),
        line("part", "Phần I"),
        line("part_title", "KẾT QUẢ ĐẠT ĐƯỢC"),
        line("roman_heading", "I. ĐẶC ĐIỂM, TÌNH HÌNH"),
        line("titled_clause", "1. Thuận lợi"),
        line("body", _LONG),
        line("titled_clause", "2. Khó khăn"),
        line("body", _LONG),
        line("roman_heading", "II. KẾT QUẢ"),
        line("body", _LONG),
        line("part", "Phần II"),
        line("part_title", "NHIỆM VỤ"),
        line("chapter", "Chương I"),
        line("chapter_title", "QUY ĐỊNH CHUNG"),
        line("section", "Mục 1"),
        line("section_title", "PHẠM VI"),
        line("body", _LONG + "/."),
        *_foot(["- UBND tỉnh (b/c);", "- Lưu: VT, VP."], ["GIÁM ĐỐC"]),
        _number(),
    ],
    "báo cáo",
    [sheet()],
    _tables(),
)
