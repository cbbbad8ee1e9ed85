"""What a clerk would type, before anybody lays it out: one invented text of each document type, as kinds of lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal[
    "authority",
    "basis",
    "enacting",
    "article",
    "clause",
    "clause_title",
    "point",
    "dash",
    "plain",
    "section",
    "part",
    "part_title",
    "chapter",
    "chapter_title",
    "numbered_section",
    "numbered_section_title",
]


@dataclass(frozen=True)
class Typed:
    """One paragraph of the text. ``bold`` letters at its start are bold ("Điều 1.")."""

    kind: Kind
    text: str
    bold: int = 0


@dataclass(frozen=True)
class Annex:
    """One annex with its table, whose first row is its head."""

    label: str
    title: str
    guide: str
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Signature:
    """The lines above a name, and the name."""

    titles: Sequence[str]
    name: str


@dataclass(frozen=True)
class Manuscript:
    """One whole document. ``date`` is None in minutes; ``addressees`` stand after "Kính gửi:".

    A công văn has a ``letter_subject`` and neither a name of its type nor a ``subject``.
    """

    slug: str
    parent: str
    organ: str
    number: str
    date: str | None
    type_name: str
    subject: str
    text: Sequence[Typed]
    signatures: Sequence[Signature]
    recipients: Sequence[str]
    addressees: Sequence[str] = ()
    annexes: Sequence[Annex] = field(default_factory=tuple)
    letter_subject: str = ""
    #: What is stamped below the number: kinds of lines ("secrecy", "priority", "circulation"), their words, the width of the frame.
    stamps: Sequence[tuple[str, str, float]] = ()
    #: The organ's address at the foot of the first page.
    organ_address: str = ""


def article(text: str) -> Typed:
    return Typed("article", text, text.index(".") + 1)


DECISION = Manuscript(
    slug="commendation-decision",
    parent="UBND TỈNH QUẢNG LÂM",
    organ="SỞ NGOẠI VỤ",
    number="Số: 27/QĐ-SNgV",
    date="Quảng Lâm, ngày 09 tháng 3 năm 2026",
    type_name="QUYẾT ĐỊNH",
    subject="Về việc tặng Giấy khen cho các cá nhân có thành tích xuất sắc trong công tác đối ngoại năm 2025",
    text=(
        Typed("authority", "GIÁM ĐỐC SỞ NGOẠI VỤ TỈNH QUẢNG LÂM"),
        Typed("basis", "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;"),
        Typed(
            "basis",
            "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy định về phân cấp, phân quyền "
            "trong lĩnh vực thi đua, khen thưởng;",
        ),
        Typed("basis", "Theo đề nghị của Chánh Văn phòng Sở."),
        Typed("enacting", "QUYẾT ĐỊNH:"),
        article(
            "Điều 1. Tặng Giấy khen của Giám đốc Sở Ngoại vụ tỉnh Quảng Lâm cho 03 cá nhân đã có thành tích xuất sắc "
            "trong công tác đối ngoại năm 2025 (có Phụ lục kèm theo)."
        ),
        article("Điều 2. Mức tiền thưởng kèm theo Giấy khen như sau:"),
        Typed(
            "clause", "1. Đối với mỗi cá nhân: 710.000 đồng (Bằng chữ: Bảy trăm mười nghìn đồng);"
        ),
        Typed("clause", "2. Nguồn kinh phí: trích từ Quỹ thi đua, khen thưởng của Sở năm 2026."),
        article(
            "Điều 3. Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng Sở, Trưởng các phòng, đơn vị thuộc Sở và các "
            "cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./."
        ),
    ),
    signatures=(Signature(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Lê Thu Mai"),),
    recipients=("- Như Điều 3;", "- UBND tỉnh (b/c);", "- Lưu: VT, VP."),
    annexes=(
        Annex(
            "Phụ lục",
            "DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN",
            "(Kèm theo Quyết định số 27/QĐ-SNgV ngày 09 tháng 3 năm 2026 của Giám đốc Sở Ngoại vụ tỉnh Quảng Lâm)",
            (
                ("STT", "Họ và tên", "Chức vụ, đơn vị"),
                ("1", "Bà Trịnh Thị Hòa", "Trưởng phòng Hợp tác quốc tế"),
                ("2", "Ông Vũ Đình Khải", "Chuyên viên Văn phòng Sở"),
                ("3", "Bà Hoàng Yến Chi", "Chuyên viên phòng Lãnh sự - Biên giới"),
            ),
        ),
    ),
)

REPORT = Manuscript(
    slug="summary-report",
    parent="UBND TỈNH QUẢNG LÂM",
    organ="SỞ NGOẠI VỤ",
    number="Số: 112/BC-SNgV",
    date="Quảng Lâm, ngày 15 tháng 12 năm 2025",
    type_name="BÁO CÁO",
    subject="Tổng kết công tác đối ngoại năm 2025 và phương hướng, nhiệm vụ năm 2026",
    addressees=("Ủy ban nhân dân tỉnh Quảng Lâm",),
    text=(
        Typed(
            "plain",
            "Thực hiện Kế hoạch số 45/KH-UBND ngày 20 tháng 01 năm 2025 của Ủy ban nhân dân tỉnh về công tác đối ngoại năm "
            "2025, Sở Ngoại vụ báo cáo kết quả như sau:",
        ),
        Typed("section", "I. KẾT QUẢ ĐẠT ĐƯỢC"),
        Typed("clause_title", "1. Công tác lãnh đạo, chỉ đạo"),
        Typed(
            "plain",
            "Sở đã ban hành đầy đủ kế hoạch công tác từ đầu năm, phân công rõ người, rõ việc và tổ chức kiểm tra theo từng quý.",
        ),
        Typed("point", "a) Hoàn thành 12/12 nhiệm vụ được Ủy ban nhân dân tỉnh giao;"),
        Typed("point", "b) Đón và làm việc với 18 đoàn khách quốc tế."),
        Typed("clause_title", "2. Kết quả thực hiện nhiệm vụ"),
        Typed("dash", "- Quản lý đoàn ra: 24 đoàn với 96 lượt người;"),
        Typed("dash", "- Quản lý đoàn vào: 31 đoàn với 140 lượt người."),
        Typed("section", "II. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN"),
        Typed("plain", "Việc theo dõi sau ký kết thỏa thuận quốc tế có lúc chưa thường xuyên."),
        Typed("section", "III. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2026"),
        Typed("clause", "1. Tham mưu ban hành chương trình hội nhập quốc tế năm 2026."),
        Typed("clause", "2. Số hóa hồ sơ thỏa thuận quốc tế."),
        Typed(
            "plain",
            "Trên đây là Báo cáo tổng kết công tác đối ngoại năm 2025, Sở Ngoại vụ kính báo cáo Ủy ban nhân dân tỉnh xem xét, "
            "chỉ đạo./.",
        ),
    ),
    signatures=(Signature(("GIÁM ĐỐC",), "Đinh Quang Vinh"),),
    recipients=("- Như trên;", "- Các phòng, đơn vị thuộc Sở;", "- Lưu: VT, VP."),
)

MINUTES = Manuscript(
    slug="conference-minutes",
    parent="UBND TỈNH QUẢNG LÂM",
    organ="SỞ NGOẠI VỤ",
    number="Số: 05/BB-SNgV",
    date=None,
    type_name="BIÊN BẢN",
    subject="Hội nghị công chức, viên chức và người lao động năm 2026",
    text=(
        Typed("plain", "Thời gian bắt đầu: 8 giờ 00 phút, ngày 14 tháng 01 năm 2026"),
        Typed("plain", "Địa điểm: Hội trường Sở Ngoại vụ tỉnh Quảng Lâm"),
        Typed("plain", "Thành phần tham dự:"),
        Typed("dash", "- Đồng chí Đinh Quang Vinh, Giám đốc Sở;"),
        Typed("dash", "- Toàn thể công chức, viên chức và người lao động của Sở: 41 người."),
        Typed("plain", "Chủ trì: Đồng chí Đinh Quang Vinh, Giám đốc Sở"),
        Typed("plain", "Thư ký: Đồng chí Vũ Đình Khải, Chuyên viên Văn phòng Sở"),
        Typed("plain", "Nội dung (theo diễn biến hội nghị):"),
        Typed("clause_title", "1. Khai mạc"),
        Typed(
            "plain",
            "Đồng chí Đinh Quang Vinh, Giám đốc Sở phát biểu khai mạc, nêu mục đích, yêu cầu và chương trình của Hội nghị.",
        ),
        Typed("clause_title", "2. Thảo luận và biểu quyết"),
        Typed(
            "plain",
            "Hội nghị thảo luận, góp ý Quy chế chi tiêu nội bộ năm 2026; kết quả biểu quyết: 41/42 phiếu tán thành.",
        ),
        Typed("plain", "Hội nghị kết thúc vào 11 giờ 15 phút, ngày 14 tháng 01 năm 2026./."),
    ),
    signatures=(
        Signature(("THƯ KÝ",), "Vũ Đình Khải"),
        Signature(("CHỦ TỌA",), "Đinh Quang Vinh"),
    ),
    recipients=("- Lãnh đạo Sở;", "- Các phòng, đơn vị thuộc Sở;", "- Lưu: VT, Hồ sơ."),
)

#: One of each type, as its slug is.
MANUSCRIPTS = (DECISION, REPORT, MINUTES)
