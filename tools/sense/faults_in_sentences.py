"""Faults that take a whole sentence: figures that disagree, days that cannot be, names that are written otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tools.sense.changes import Fault, Kind, put
from tools.sense.clean import AT_PARAGRAPH, DECISION, MINUTES, REPORT, sample, with_paragraphs

#: A sentence of a report with the code of the rule that is to find what is wrong in it.
SENTENCES: Final[tuple[tuple[str, str], ...]] = (
    ("no_such_day", "Hội nghị tổ chức ngày 31 tháng 4 năm 2026."),
    ("no_such_day", "Các đơn vị gửi hồ sơ trước ngày 30 tháng 02 năm 2026."),
    ("no_such_day", "Số liệu tính đến ngày 29 tháng 02 năm 2026."),
    ("no_such_day", "Kết quả được công bố vào ngày 31 tháng 9 hằng năm."),
    ("wrong_weekday", "Lễ phát động được tổ chức vào thứ Ba, ngày 15 tháng 6 năm 2026."),
    ("wrong_weekday", "Phiên họp dự kiến vào chiều thứ Năm, ngày 20 tháng 11 năm 2026."),
    ("wrong_weekday", "Ngày 21 tháng 6 năm 2026 (thứ Hai), các đơn vị dự mít tinh."),
    ("proper_name_capitals", "Sở nội vụ đã thẩm định hồ sơ khen thưởng của các đơn vị."),
    ("proper_name_capitals", "Báo cáo đã gửi Sở Khoa học và công nghệ, Sở tài chính."),
    ("proper_name_capitals", "Đơn vị được tặng Huân chương lao động hạng Ba."),
    ("proper_name_capitals", "Đơn vị được tặng Huân chương Lao động hạng nhì."),
    ("proper_name_capitals", "Ông được phong tặng danh hiệu Anh hùng lao động."),
    ("proper_name_capitals", "Có 02 nghệ sĩ được phong tặng danh hiệu Nghệ sĩ nhân dân."),
    ("proper_name_capitals", "Sở thăm hỏi gia đình chính sách nhân dịp tết Nguyên Đán."),
    ("proper_name_capitals", "Các cháu được tặng quà dịp tết trung thu."),
    ("proper_name_capitals", "Thủ tướng chính phủ đã phát động phong trào thi đua."),
    ("proper_name_capitals", "Các đại biểu quốc hội đã tiếp xúc cử tri."),
    ("proper_name_capitals", "Lễ phát động được tổ chức vào thứ hai, ngày 15 tháng 6 năm 2026."),
    ("proper_name_capitals", "Phong trào lan tỏa khắp các tỉnh tây nguyên và miền trung."),
    ("award_name", "Có 05 cá nhân đạt danh hiệu Chiến sĩ thi đua cấp cơ sở."),
    ("award_name", "Có 12 tập thể đạt danh hiệu Tập thể lao động tiến tiến."),
    ("award_name", "Có 12 tập thể đạt danh hiệu Tập thể tiên tiến lao động."),
    ("award_name", "Có 03 đơn vị đạt danh hiệu Tập thể lao động xuất xắc."),
    ("award_name", "Có 12 tập thể đạt danh hiệu Tập thể Lao động Tiên tiến."),
    ("award_name", "Giám đốc Sở công nhận danh hiệu Giấy khen cho 03 tập thể."),
    ("award_name", "Chủ tịch Ủy ban nhân dân tỉnh tặng Băng khen cho 02 cá nhân."),
    ("award_name", "Bộ trưởng tặng Kỉ niệm chương cho 01 cá nhân."),
    ("sum_in_words", "Mức thưởng là 760.000 đồng (Bằng chữ: Sáu trăm bảy mươi nghìn đồng)."),
    ("sum_in_words", "Tổng kinh phí là 1.520.000 đồng (bằng chữ: một triệu hai trăm năm mươi nghìn đồng)."),
    ("sum_in_words", "Kinh phí 15.000.000 đồng (viết bằng chữ: Một triệu năm trăm ngàn đồng chẵn)."),
    ("share_in_text", "Hội đồng bỏ phiếu kín, kết quả 08/10 phiếu tán thành (đạt 88,89%)."),
    ("share_in_text", "Có 12/15 xã hoàn thành tiêu chí, đạt tỷ lệ 85%."),
    ("share_in_text", "Có 17/18 đơn vị (chiếm 90%) gửi báo cáo đúng hạn."),
    ("change_in_text", "Toàn ngành có 50 sáng kiến, tăng 20% so với cùng kỳ năm 2025 (40 sáng kiến)."),
    ("change_in_text", "Thời gian giải quyết giảm từ 15 ngày xuống còn 10 ngày, giảm 50%."),
    ("change_in_text", "Số tập thể được khen tăng 20% (từ 40 lên 50 tập thể)."),
    ("cited_pair", "Công tác văn thư theo Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2021 của Chính phủ."),
    ("cited_pair", "Việc khen thưởng theo Luật Thi đua, khen thưởng ngày 16 tháng 6 năm 2022."),
    ("cited_pair", "Sở đã quán triệt Thông tư số 15/2025/TT-BNV ngày 08 tháng 4 năm 2025 của Bộ trưởng Bộ Nội vụ."),
)  # fmt: skip


def sentences() -> Iterator[Fault]:
    """Each sentence as a paragraph of the sample report."""
    for code, text in SENTENCES:
        yield Fault(code, REPORT, with_paragraphs(text), AT_PARAGRAPH)


def sentences_elsewhere() -> Iterator[Fault]:
    """The same faults in minutes and decisions."""
    for code, slug, pointer, text in (
        ("share_in_text", MINUTES, "/conclusions/0", "Thông qua danh sách với 08/09 phiếu tán thành (đạt 98,89%)"),
        ("award_name", DECISION, "/awards/0/achievement", "đạt danh hiệu Lao động tiến tiến năm 2026"),
        ("proper_name_capitals", DECISION, "/recipients/1", "Sở nội vụ (b/c)"),
        ("no_such_day", DECISION, "/proposed_by", "Chánh Văn phòng Sở tại Tờ trình ngày 31 tháng 11 năm 2026"),
    ):  # fmt: skip
        yield Fault(code, slug, put(sample(slug), pointer, text), pointer)


KINDS: Final[tuple[Kind, ...]] = (sentences, sentences_elsewhere)
