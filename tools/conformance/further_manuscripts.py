"""What the three types have no place for: a công văn with every stamp, and rules in parts, chapters and sections."""

from __future__ import annotations

from tools.conformance.manuscripts import Manuscript, Signature, Typed, article


def _titled(text: str) -> Typed:
    """An article whose title is all that stands on its line."""
    return Typed("article", text, len(text))


LETTER = Manuscript(
    slug="official-letter",
    parent="UBND TỈNH QUẢNG LÂM",
    organ="SỞ NGOẠI VỤ",
    number="Số: 05/SNgV-VP",
    date="Quảng Lâm, ngày 12 tháng 02 năm 2026",
    type_name="",
    subject="",
    letter_subject="V/v chuẩn bị đón đoàn công tác năm 2026",
    stamps=(
        ("secrecy", "MẬT", 20),
        ("priority", "KHẨN", 20),
        ("circulation", "LƯU HÀNH NỘI BỘ", 52),
    ),
    addressees=("Sở Tài chính", "Sở Nội vụ", "Ủy ban nhân dân các xã, phường"),
    text=(
        Typed(
            "plain",
            "Thực hiện chương trình đối ngoại năm 2026, Sở Ngoại vụ đề nghị các cơ quan, đơn vị phối hợp chuẩn bị đón đoàn "
            "công tác theo các nội dung sau:",
        ),
        Typed(
            "clause",
            "1. Cử cán bộ đầu mối phối hợp và gửi danh sách trước ngày 20 tháng 02 năm 2026.",
        ),
        Typed("clause", "2. Chuẩn bị nội dung làm việc thuộc lĩnh vực phụ trách, gồm:"),
        Typed("point", "a) Kết quả hợp tác năm 2025;"),
        Typed("point", "b) Đề xuất hợp tác năm 2026."),
        Typed("dash", "- Bản tiếng Việt: 20 bản;"),
        Typed("dash", "- Bản tiếng Anh: 10 bản."),
        Typed(
            "plain",
            "Trong quá trình thực hiện, nếu có vướng mắc, đề nghị các cơ quan, đơn vị trao đổi với Văn phòng Sở Ngoại vụ để "
            "được hướng dẫn./.",
        ),
    ),
    signatures=(Signature(("TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"), "Lê Thu Mai"),),
    recipients=("- Như trên;", "- UBND tỉnh (b/c);", "- Lưu: VT, VP.", "LTTB.(20)"),
    organ_address="Số 01 đường Hòa Bình, phường Quảng Lâm; ĐT: 0200.000.000",
)

REGULATION = Manuscript(
    slug="regulation",
    parent="UBND TỈNH QUẢNG LÂM",
    organ="SỞ NGOẠI VỤ",
    number="Số: 18/QC-SNgV",
    date="Quảng Lâm, ngày 20 tháng 4 năm 2026",
    type_name="QUY CHẾ",
    subject="Làm việc của Sở Ngoại vụ tỉnh Quảng Lâm",
    text=(
        Typed("part", "Phần I"),
        Typed("part_title", "NHỮNG QUY ĐỊNH CHUNG"),
        Typed("chapter", "Chương I"),
        Typed("chapter_title", "PHẠM VI VÀ NGUYÊN TẮC"),
        Typed("numbered_section", "Mục 1"),
        Typed("numbered_section_title", "PHẠM VI"),
        _titled("Điều 1. Phạm vi điều chỉnh"),
        Typed(
            "plain",
            "Quy chế này quy định nguyên tắc, chế độ trách nhiệm, quan hệ công tác, cách thức và quy trình giải quyết công việc "
            "của Sở Ngoại vụ.",
        ),
        Typed("numbered_section", "Mục 2"),
        Typed("numbered_section_title", "NGUYÊN TẮC"),
        _titled("Điều 2. Nguyên tắc làm việc"),
        Typed("clause", "1. Mọi hoạt động của Sở tuân thủ quy định của pháp luật và quy chế này."),
        Typed("clause", "2. Giải quyết công việc bảo đảm các yêu cầu sau:"),
        Typed("point", "a) Đúng thẩm quyền, đúng trình tự;"),
        Typed("point", "b) Đúng thời hạn."),
        Typed("chapter", "Chương II"),
        Typed("chapter_title", "CHẾ ĐỘ TRÁCH NHIỆM"),
        article(
            "Điều 3. Giám đốc Sở chịu trách nhiệm trước Ủy ban nhân dân tỉnh về toàn bộ công việc thuộc chức năng, nhiệm vụ của "
            "Sở."
        ),
        Typed("part", "Phần II"),
        Typed("part_title", "TỔ CHỨC THỰC HIỆN"),
        article(
            "Điều 4. Trưởng các phòng, đơn vị thuộc Sở tổ chức thực hiện quy chế này; Văn phòng Sở theo dõi, đôn đốc và báo cáo "
            "Giám đốc Sở./."
        ),
    ),
    signatures=(Signature(("GIÁM ĐỐC",), "Đinh Quang Vinh"),),
    recipients=("- Các phòng, đơn vị thuộc Sở;", "- Lưu: VT, VP."),
)

#: Beside the three types of ``MANUSCRIPTS``.
FURTHER_MANUSCRIPTS = (LETTER, REGULATION)
