"""Every text check speaks of the violation it is for, corrects it, and is silent on good writing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service import reference
from service.rules import prose
from service.rules.texts import Role

REFERENCE = reference.load()

#: code, kind of text, the violation, the text corrected (None: nobody but the clerk can suggestion it).
SPEAKS: list[tuple[str, Role, str, str | None]] = [
    ("short_date", "running", "Sáng ngày 09/8/2019, Cụm họp.", "Sáng ngày 09 tháng 8 năm 2019, Cụm họp."),
    ("short_date", "running", "Luật 19/6/2015 đã nêu", "Luật ngày 19 tháng 6 năm 2015 đã nêu"),
    ("short_date", "running", "từ ngày 01/7 trở đi", "từ ngày 01 tháng 7 trở đi"),
    ("short_date", "line", "Kết quả tháng 7/2020", "Kết quả tháng 7 năm 2020"),
    ("short_date", "running", "đăng ngày 09-07-2019 trên trang", "đăng ngày 09 tháng 7 năm 2019 trên trang"),
    ("date_padding", "running", "ngày 05 tháng 03 năm 2020", "ngày 05 tháng 3 năm 2020"),
    ("date_padding", "running", "ngày 1 tháng 2 năm 2020", "ngày 01 tháng 02 năm 2020"),
    ("date_padding", "running", "Từ tháng 03 năm 2020", "Từ tháng 3 năm 2020"),
    ("range_dash", "running", "giai đoạn 2015–2020", "giai đoạn 2015 - 2020"),
    ("range_dash", "running", "giai đoạn 2021 -2030; sau đó", "giai đoạn 2021 - 2030; sau đó"),
    ("range_dash", "running", "tăng 5% – 10%", "tăng 5% - 10%"),
    ("range_dash", "line", "Độc lập – Tự do – Hạnh phúc", "Độc lập - Tự do - Hạnh phúc"),
    ("clock", "running", "bắt đầu lúc 8h30 tại", "bắt đầu lúc 8 giờ 30 phút tại"),
    ("clock", "running", "từ 7h đến 11h15'", "từ 7 giờ đến 11 giờ 15 phút"),
    ("clock", "running", "vào 14g00.", "vào 14 giờ 00 phút."),
    ("clock", "running", "từ 7:30 đến 11:15", "từ 7 giờ 30 phút đến 11 giờ 15 phút"),
    ("clock", "running", "bắt đầu lúc 8 H 30", "bắt đầu lúc 8 giờ 30 phút"),
    ("short_date", "running", "trước 30-09-2019", "trước ngày 30 tháng 9 năm 2019"),
    ("short_date", "running", "từ tháng 7-2020", "từ tháng 7 năm 2020"),
    ("date_padding", "running", "từ tháng 1 năm 2026", "từ tháng 01 năm 2026"),
    ("short_date", "running", "họp ngày 20/11 năm 2026", "họp ngày 20 tháng 11 năm 2026"),
    ("blank_around_mark", "running", "tăng 25% ; giảm 5% , xong", "tăng 25%; giảm 5%, xong"),
    ("number_padding", "running", "Luật số 006/2022/QH15", "Luật số 06/2022/QH15"),
    ("doubled_word", "running", "đã được được thông qua", "đã được thông qua"),
    ("blank_around_mark", "running", "gồm : a, b ( có danh sách ) .", "gồm: a, b (có danh sách)."),
    ("short_form", "running", "các đ.c nguyên lãnh đạo và ĐC. Bí thư", "các đồng chí nguyên lãnh đạo và Đồng chí Bí thư"),
    ("misspelt_abbreviation", "running", "UBNN và HĐNN tỉnh", "UBND và HĐND tỉnh"),
    ("citation_capitals", "running", "khoản 1 Điều 24 mục 1 Chương III", "khoản 1 Điều 24 Mục 1 Chương III"),
    ("official_spelling", "running", "theo Luật Thi đua khen thưởng", "theo Luật Thi đua, khen thưởng"),
    ("official_spelling", "line", "Hội đồng Thi đua, khen thưởng", "Hội đồng Thi đua - Khen thưởng"),
    ("left_over_blank", "running", "theo Tờ trình số /TTr-SNgV", None),
    ("left_over_blank", "running", "theo Tờ trình ngày tháng năm 2020", None),
    ("left_over_blank", "line", "Theo đề nghị của ……", None),
    ("left_over_blank", "running", "ngày … tháng 7 năm 2020", None),
    ("doubled_word", "running", "thành tích của của Sở", "thành tích của Sở"),
    ("doubled_word", "running", "theo Điều Điều 5", "theo Điều 5"),
    ("doubled_phrase", "name", "Hiệp hội Hiệp hội Doanh nghiệp", "Hiệp hội Doanh nghiệp"),
    ("doubled_phrase", "running", "do Sở Ngoại vụ Sở Ngoại vụ chủ trì", "do Sở Ngoại vụ chủ trì"),
    ("doubled_mark", "running", "các phòng;; các đơn vị", "các phòng; các đơn vị"),
    ("doubled_mark", "running", "đã hoàn thành..", "đã hoàn thành."),
    ("doubled_mark", "running", "đã hoàn thành,. Sau đó", "đã hoàn thành. Sau đó"),
    ("blank_around_mark", "running", "các tỉnh ,huyện", "các tỉnh, huyện"),
    ("blank_around_mark", "running", "trong Cụm thi đua.Tổng kết", "trong Cụm thi đua. Tổng kết"),
    ("short_form", "running", "cùng đ/c Giám đốc", "cùng đồng chí Giám đốc"),
    ("short_form", "running", "Công văn v/v khen thưởng", "Công văn về việc khen thưởng"),
    ("short_form", "line", "Phòng Tổ chức & Hành chính", "Phòng Tổ chức và Hành chính"),
    ("short_form", "running", "doanh nghiệp & hợp tác xã", "doanh nghiệp và hợp tác xã"),
    ("doubled_phrase", "running", "của Sở Nội vụ Sở Nội vụ, Sở Y tế", "của Sở Nội vụ, Sở Y tế"),
    ("lost_letter", "running", "Quy?t định số 12/QĐ-SNgV", None),
    ("misspelt_abbreviation", "recipient", "UNBD tỉnh (b/c)", "UBND tỉnh (b/c)"),
    ("citation_capitals", "running", "theo Điểm a Khoản 2 điều 5 của Luật", "theo điểm a khoản 2 Điều 5 của Luật"),
    ("citation_capitals", "running", "quy định tại điều 5 Nghị định số 30/2020/NĐ-CP", "quy định tại Điều 5 Nghị định số 30/2020/NĐ-CP"),
    ("state_and_people", "running", "của Đảng, nhà nước và nhân dân", "của Đảng, Nhà nước và Nhân dân"),
    ("peoples_organ", "name", "Ủy ban Nhân dân tỉnh Hà Tĩnh", "Ủy ban nhân dân tỉnh Hà Tĩnh"),
    ("peoples_organ", "running", "Hội đồng Nhân Dân và Uỷ ban Nhân dân", "Hội đồng nhân dân và Uỷ ban nhân dân"),
    ("peoples_organ", "basis", "Quyết định của Toà án Nhân dân tối cao", "Quyết định của Toà án nhân dân tối cao"),
    ("number_padding", "running", "theo Tờ trình số 011/TTr-SNgV", "theo Tờ trình số 11/TTr-SNgV"),
    ("number_padding", "line", "Kế hoạch số 007/KH-UBND và 0152/2025/NĐ-CP", "Kế hoạch số 07/KH-UBND và 152/2025/NĐ-CP"),
    ("number_padding", "running", "Công văn số 0123, ngày 05 tháng 3", "Công văn số 123, ngày 05 tháng 3"),
    ("mixed_tone_style", "running", "văn hóa, xã hội hoá, hóa đơn", "văn hóa, xã hội hóa, hóa đơn"),
    ("mixed_tone_style", "line", "thuỷ lợi, thủy sản và khoẻ", "thuỷ lợi, thuỷ sản và khoẻ"),
    ("typed_signature", "name", "(Đã ký) Nguyễn Văn An", "Nguyễn Văn An"),
    ("typed_signature", "running", "Thời gian ký: 20/11/2026 10:22:33 +07:00", None),
    ("typed_signature", "recipient", "Ký bởi: Văn phòng Sở", None),
    ("special_place", "running", "tại thành phố Hồ Chí Minh", "tại Thành phố Hồ Chí Minh"),
    ("official_spelling", "running", "danh hiệu Chiến sỹ thi đua", "danh hiệu Chiến sĩ thi đua"),
    ("look_alike_letter", "name", "Ðỗ Văn Ðức", "Đỗ Văn Đức"),
    ("look_alike_letter", "name", "Nguyễn Văn \u0410", "Nguyễn Văn A"),
    ("look_alike_letter", "running", "cùng \u0441ác phòng", "cùng các phòng"),
    ("html_entity", "line", "Phòng Tổ&nbsp;chức", "Phòng Tổ chức"),
    ("html_entity", "running", "lớn hơn &gt; 5 và &#7841;", "lớn hơn > 5 và ạ"),
    ("lost_letter", "name", "Nguy?n Văn An", None),
    ("broken_lines", "running", "Sở đã triển khai\nnhiều hoạt động thi đua\nsôi nổi.", "Sở đã triển khai nhiều hoạt động thi đua sôi nổi."),
    ("no_such_day", "running", "họp ngày 31 tháng 4 năm 2026", None),
    ("no_such_day", "line", "Kết quả đến ngày 30 tháng 02", None),
    ("no_such_day", "running", "từ ngày 29 tháng 02 năm 2026", None),
    ("no_such_day", "running", "nộp trước 31/6/2026", None),
    ("no_such_day", "running", "ngày 15 tháng 13 năm 2026", None),
    ("wrong_weekday", "running", "vào thứ Ba, ngày 15 tháng 6 năm 2026", None),
    ("wrong_weekday", "running", "ngày 15 tháng 6 năm 2026 (Chủ nhật)", None),
    ("wrong_weekday", "line", "Sáng thứ 7, 15/6/2026", None),
    ("proper_name_capitals", "name", "Sở nội vụ tỉnh Nghệ An", "Sở Nội vụ tỉnh Nghệ An"),
    ("proper_name_capitals", "recipient", "Sở Khoa học và công nghệ", "Sở Khoa học và Công nghệ"),
    ("proper_name_capitals", "running", "tặng Huân chương lao động hạng ba", "tặng Huân chương Lao động hạng Ba"),
    ("proper_name_capitals", "running", "danh hiệu Anh hùng lao động, Nghệ sĩ nhân dân", "danh hiệu Anh hùng Lao động, Nghệ sĩ Nhân dân"),
    ("proper_name_capitals", "running", "do Thủ tướng chính phủ và đại biểu quốc hội", "do Thủ tướng Chính phủ và đại biểu Quốc hội"),
    ("proper_name_capitals", "running", "quốc hội khóa XVI; Chủ tịch Nước", "Quốc hội khóa XVI; Chủ tịch nước"),
    ("proper_name_capitals", "running", "tết Nguyên Đán, tết trung thu và ngày Quốc Khánh 2-9", "tết Nguyên đán, tết Trung thu và ngày Quốc khánh 2-9"),
    ("proper_name_capitals", "running", "các tỉnh tây nguyên và miền trung", "các tỉnh Tây Nguyên và miền Trung"),
    ("proper_name_capitals", "running", "chiều thứ sáu; thứ hai, ngày 15 tháng 6", "chiều thứ Sáu; thứ Hai, ngày 15 tháng 6"),
    ("proper_name_capitals", "running", "Cách mạng Tháng Tám", "Cách mạng tháng Tám"),
    ("award_name", "running", "đạt Tập thể lao động tiến tiến", "đạt Tập thể lao động tiên tiến"),
    ("award_name", "running", "05 lao động tiên tiên, 02 Kỉ niệm chương", "05 lao động tiên tiến, 02 Kỷ niệm chương"),
    ("award_name", "line", "Tập thể Lao động Xuất sắc", "Tập thể lao động xuất sắc"),
    ("award_name", "line", "tập thể lao động xuất xắc và Bằng Khen", "tập thể lao động xuất sắc và Bằng khen"),
    ("award_name", "running", "hoàn thành nhiệm vụ. Bằng Khen đã trao", "hoàn thành nhiệm vụ. Bằng khen đã trao"),
    ("award_name", "running", "Chiến sĩ thi đua cấp cơ sở", "Chiến sĩ thi đua cơ sở"),
    ("award_name", "running", "Tập thể tiên tiến lao động", "Tập thể lao động tiên tiến"),
    ("award_name", "running", "công nhận danh hiệu “Giấy khen” cho", "tặng “Giấy khen” cho"),
    ("award_name", "recipient", "các danh hiệu Huân chương", "các Huân chương"),
    ("sum_in_words", "running", "760.000 đồng (Bằng chữ: Sáu trăm bảy mươi nghìn đồng)", None),
    ("sum_in_words", "line", "1.520.000 đồng (bằng chữ: một triệu năm trăm hai mươi đồng chẵn)", None),
    ("share_in_text", "running", "08/10 phiếu tán thành (đạt 88,89%)", None),
    ("share_in_text", "running", "12/15 xã, đạt tỷ lệ 85%", None),
    ("change_in_text", "running", "50 sáng kiến, tăng 20% so với năm 2025 (40 sáng kiến)", None),
    ("change_in_text", "running", "từ 15 ngày xuống còn 10 ngày, giảm 50%", None),
    ("change_in_text", "running", "giảm 25% (từ 40 lên 50 vụ)", None),
    ("cited_pair", "running", "theo Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2021 của", "theo Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của"),
    ("cited_pair", "line", "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2023", "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"),
    ("cited_pair", "running", "Thông tư 15/2025/TT-BNV, ngày 04/8/2026 của", "Thông tư 15/2025/TT-BNV, ngày 04 tháng 8 năm 2025 của"),
]  # fmt: skip

#: code, kind of text, good writing that comes near to the violation.
SILENT: list[tuple[str, Role, str]] = [
    ("look_alike_letter", "running", "báo \u041c\u043e\u0441\u043a\u0432\u0430 đưa tin; đồng đô la; Đỗ Văn Đức"),
    ("html_entity", "running", "Phòng A & B; R&D; &c; 5 &lt 6"),
    ("lost_letter", "running", "Ai? Không; xem https://a.vn/b?c=d"),
    ("broken_lines", "running", "Gồm các việc:\nmột là, làm tốt;\nhai là, làm nhanh.\nỦy ban nhân dân tỉnh\nTrung tâm A"),
    ("short_date", "running", "Nghị định số 30/2020/NĐ-CP; 07/09 sở; tỷ lệ 3/4; ngày 30/4 và ngày 2-9"),
    ("short_date", "running", "Quyết định số 12/5/2020/QĐ-UBND, 3/4 số phiếu, điểm 1/10/2"),
    ("date_padding", "running", "ngày 01 tháng 02 năm 2020, mỗi tháng 03 buổi, 6 tháng 03 ngày"),
    ("range_dash", "running", "giai đoạn 2015 - 2020, 2015-2020; Vụ trưởng – đồng chí A"),
    ("clock", "running", "8 giờ 30 phút; phục vụ 24h/24h; 5ha rừng; 20h2o; 100g"),
    ("left_over_blank", "running", "ghi rõ ngày tháng năm ban hành, số 15/TTr-SNgV, Cửa Lò, Vũng Tàu,…"),
    ("doubled_word", "running", "từ từ, luôn luôn, ngày ngày, trong năm năm 2015 - 2020, rất rất"),
    ("doubled_phrase", "running", "xanh xanh, dần dần; Sở Ngoại vụ, Sở Ngoại vụ và Sở Nội vụ"),
    ("doubled_mark", "running", "tỉnh, huyện, xã... và v.v.. đã nêu; hết./."),
    ("blank_around_mark", "running", "ThS.Nguyễn, www.hatinh.gov.vn, 1.234,5; TP.Hà Tĩnh"),
    ("short_form", "running", "dùng chữ “V/v”, nghiên cứu R&D, Công ty TNHH Đầu tư & Phát triển"),
    ("short_form", "recipient", "Đ/c Giám đốc (b/c)"),
    ("misspelt_abbreviation", "running", "UBND, HĐND, UBND-VP"),
    ("citation_capitals", "running", "điều 05 xe, 20 cán bộ. Khoản 2 Điều 5 quy định điểm a khoản 2 Điều 103"),
    ("state_and_people", "running", "cơ quan nhà nước, Ủy ban nhân dân, Quân đội nhân dân, cải cách hành chính nhà nước"),
    ("special_place", "running", "Thủ đô Hà Nội, Thành phố Hồ Chí Minh, thành phố Hà Tĩnh"),
    ("official_spelling", "running", "Chiến sĩ thi đua, Luật Thi đua, khen thưởng, sỹ quan"),
    ("peoples_organ", "running", "phục vụ Nhân dân, Báo Quân đội Nhân dân, danh hiệu Nghệ sĩ Nhân dân"),
    ("peoples_organ", "line", "HỘI ĐỒNG NHÂN DÂN TỈNH"),
    ("number_padding", "running", "Kế hoạch số 05/KH-UBND, số 30/2020/NĐ-CP, 100/QĐ-SNgV"),
    ("number_padding", "running", "điện thoại 0912345678, mã số 0034, năm 2005/2006, 10.000/KH-A"),
    ("mixed_tone_style", "running", "văn hóa, thuỷ lợi, của mùa, quý, hoàn thành, CỘNG HÒA"),
    ("mixed_tone_style", "running", "Thanh Hoá và hóa đơn"),
    ("clock", "running", "bản đồ tỷ lệ từ 1:10 đến 1:50, tỷ số 3:2, 12 h công, lúc 8:305"),
    ("short_date", "running", "Quốc khánh 2-9-1945, mã 12-34-5678, tháng 7-12"),
    ("blank_around_mark", "running", "tỷ lệ 1 : 5, ( ), v.v ... xong. Tệp .docx"),
    ("short_form", "running", "trang a.com, ĐC: số 1, ĐC 02"),
    ("date_padding", "running", "6 tháng 1 lần, tháng 12 năm 2026, tháng 10 năm 2026"),
    ("typed_signature", "running", "Biên bản ghi nhớ đã ký ngày 22 tháng 5; 100% văn bản được ký số"),
    ("no_such_day", "running", "ngày 29 tháng 02 năm 2024, ngày 29 tháng 02, 31/12/2026, 12/31/45/2020, số 40/15/2020/QĐ"),
    ("wrong_weekday", "running", "thứ Hai, ngày 15 tháng 6 năm 2026; ngày 15/6/2026 (thứ Hai); thứ Ba, ngày 15 tháng 6"),
    ("wrong_weekday", "running", "xếp thứ ba, ngày 31 tháng 4 năm 2026; Chủ nhật 21/6/2026"),
    ("proper_name_capitals", "running", "Sở xây dựng kế hoạch; các sở nội vụ; SỞ NỘI VỤ; Sở Nội vụ, Bộ Công an"),
    ("proper_name_capitals", "running", "miền trung du; miền Trung; xếp thứ hai; Thủ tướng Chính phủ; HUÂN CHƯƠNG LAO ĐỘNG"),
    ("proper_name_capitals", "running", "Huân chương Lao động hạng Ba; tổ chức phi chính phủ; quốc hội các nước; ngày Tết; tết Nguyên đán"),
    ("award_name", "running", "lao động tiên tiến, Giấy khen, bảng khen thưởng, LAO ĐỘNG TIÊN TIẾN, giay-khen.docx"),
    ("award_name", "running", "các danh hiệu, hình thức: Giấy khen; danh hiệu Lao động tiên tiến; có thi đua; tập thể tiên tiến"),
    ("sum_in_words", "running", "760.000 đồng (Bằng chữ: Bảy trăm sáu mươi nghìn đồng); 5 đồng (bằng chữ: theo biên lai)"),
    ("sum_in_words", "running", "1.005.000 đồng (viết bằng chữ: Một triệu không trăm lẻ năm ngàn đồng chẵn./.)"),
    ("share_in_text", "running", "08/09 phiếu (đạt 88,89%), 1/3 (33%), 2/3 số phiếu (66,6%), ngày 30/4 (đạt 100%)"),
    ("share_in_text", "running", "17/18 sở đạt 100%; 17/18 sở, đạt 100% kế hoạch; 5/0 (đạt 10%); 12/15 xã, trong đó 5%"),
    ("change_in_text", "running", "từ 40 lên 50 sáng kiến, tăng 25%; từ 15 xuống 10, giảm 33,3%; từ 40% lên 50%, tăng 10%"),
    ("change_in_text", "running", "từ 0 lên 5 vụ, tăng 500%; 50 vụ, tăng 20% so với năm 2025 (40 người); tăng 5% so với kế hoạch"),
    ("cited_pair", "running", "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020; Nghị định số 1/1999/NĐ-CP ngày 05 tháng 3 năm 2021"),
    ("cited_pair", "running", "Luật Thi đua, khen thưởng năm 2022 và Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015"),
]  # fmt: skip


def _suggestions(text: str, role: Role) -> dict[str, object]:
    found = prose.check_texts([("/opening/0", text, role)], REFERENCE)
    return {violation.code: violation.suggestion for violation in found}


@pytest.mark.parametrize(("code", "role", "text", "suggestion"), SPEAKS)
def test_a_violation_is_reported_with_its_correction(
    code: str, role: Role, text: str, suggestion: str | None
) -> None:
    assert _suggestions(text, role).get(code, "silent") == suggestion


@pytest.mark.parametrize(
    ("code", "role", "suggestion"),
    [(code, role, suggestion) for code, role, _, suggestion in SPEAKS if suggestion is not None],
)
def test_a_text_that_follows_the_suggestion_is_left_alone(
    code: str, role: Role, suggestion: str
) -> None:
    assert code not in _suggestions(suggestion, role)


@pytest.mark.parametrize(("code", "role", "text"), SILENT)
def test_good_writing_is_left_alone(code: str, role: Role, text: str) -> None:
    assert code not in _suggestions(text, role)


def test_a_paragraph_between_others_needs_its_full_stop() -> None:
    texts = ["Đã làm xong. Kết quả tốt", "Đã làm xong. Kết quả tốt hơn"]
    found = list(prose.check_texts((f"/opening/{i}", t, "running") for i, t in enumerate(texts)))
    # The last one is ended by the service itself.
    assert [(f.code, f.pointer, f.suggestion) for f in found] == [
        ("missing_full_stop", "/opening/0", "Đã làm xong. Kết quả tốt.")
    ]


def test_a_numbered_heading_is_no_sentence_without_a_stop() -> None:
    items = [(f"/opening/{i}", "Điều 5. Giá trị pháp lý", "running") for i in range(2)]
    assert not list(prose.check_texts(items))  # type: ignore[arg-type]


def test_an_end_mark_is_reported_only_where_the_text_goes_on() -> None:
    found = list(
        prose.check_texts([("/a/0", "Hết phần này./.", "running"), ("/a/1", "Hết./.", "running")])
    )
    assert [(f.code, f.pointer, f.suggestion) for f in found] == [
        ("typed_end_mark", "/a/0", "Hết phần này.")
    ]


def test_a_text_in_many_rows_speaks_once_and_counts_the_others() -> None:
    items = [
        (f"/awards/0/individuals/{i}/achievement", "giai đoạn 2015–2020", "running")
        for i in range(2000)
    ]
    found = list(prose.check_texts(items))  # type: ignore[arg-type]
    assert len(found) == 1
    assert found[0].pointer == "/awards/0/individuals/0/achievement"
    assert "1999 ô khác" in found[0].message


def test_places_are_counted_and_violations_follow_the_order_of_the_document() -> None:
    found = list(
        prose.check_texts(
            [
                ("/subject", "Kết quả tháng 7/2020", "line"),
                ("/opening/0", "từ 8h đến 9h", "running"),
                ("/closing/0", "tháng 8/2020", "running"),
            ]
        )
    )
    assert [f.pointer for f in found] == ["/subject", "/opening/0", "/closing/0"]
    assert "có 2 chỗ" in found[1].message


def test_a_message_never_repeats_what_was_typed() -> None:
    for _code, role, text, suggestion in SPEAKS:
        for violation in prose.check_texts([("/x", text, role)], REFERENCE):
            assert text not in violation.message
            assert suggestion is None or suggestion not in violation.message


def test_every_rule_is_tried_both_ways_and_says_its_clause() -> None:
    alone = {"missing_full_stop", "typed_end_mark"}
    codes = {rule.code for rule in prose.PROSE_RULES}
    assert codes == {row[0] for row in SPEAKS} | alone
    assert codes == {row[0] for row in SILENT} | alone
    for rule in prose.PROSE_RULES:
        assert "Nghị định 30/2020/NĐ-CP" in rule.text
        assert rule.severity == "warning"


_BITS = [
    "ngày",
    "tháng",
    "năm",
    "1",
    "01",
    "03",
    "3",
    "2020",
    "/",
    ".",
    "-",
    "–",
    ";",
    ",",
    ":",
    "..",
    ";;",
    "19/6/2015",
    "01/7",
    "8h30",
    "của",
    "và",
    "Sở",
    "Ngoại",
    "vụ",
    "Đảng",
    "nhà",
    "nước",
    "nhân",
    "dân",
    "Khoản",
    "2",
    "Điểm",
    "a",
    "điều",
    "5",
    "Luật",
    "đ/c",
    "v/v",
    "&",
    "Điều",
    "…",
    "số",
    "/QĐ-UBND",
    "thành",
    "phố",
    "Hồ",
    "Chí",
    "Minh",
    "-2030",
    "2015–",
    "danh hiệu",
    "Giấy Khen",
    "thứ ba,",
    "Huân chương lao động",
    "hạng ba",
]


@given(st.lists(st.tuples(st.sampled_from(_BITS), st.sampled_from([" ", " ", ""])), max_size=10))
def test_a_suggestion_is_final_and_a_trigger_never_hides_a_violation(
    bits: list[tuple[str, str]],
) -> None:
    text = "".join(word + gap for word, gap in bits).strip()
    for rule in prose.PROSE_RULES:
        known = (REFERENCE,) if rule.by_reference else ()
        for violation in rule.check(text, *known):
            assert rule.trigger is None or rule.trigger.search(text)
            assert not rule.literals or any(literal in text for literal in rule.literals)
            mended = violation.suggestion
            assert mended is None or not list(rule.check(mended, *known))


def test_a_phrase_typed_twice_is_found_before_a_mark_too() -> None:
    assert "doubled_phrase" in _suggestions("do (Sở Ngoại vụ Sở Ngoại vụ).", "running")


@pytest.mark.parametrize(
    "bit", ["số ", "1–", ",.", ";,", "A b ", "a & b ", "ngày 1/1 ", "của ", ". A"]
)
def test_twenty_thousand_nasty_characters_are_read(bit: str) -> None:
    found = list(prose.check_texts([("/opening/0", (bit * 20_000)[:20_000], "running")]))
    assert {violation.pointer for violation in found} <= {"/opening/0"}


def test_the_commoner_style_of_the_whole_document_is_the_one_to_write() -> None:
    texts = ["Công tác văn hoá.", "Hoạt động văn hoá.", "Cơ sở văn hóa.", "CỘNG HÒA, thủy lợi."]
    found = prose.check_texts((f"/a/{at}", text, "running") for at, text in enumerate(texts))
    said = [(one.code, one.pointer, one.suggestion) for one in found]
    assert said == [("mixed_tone_style", "/a/2", "Cơ sở văn hoá.")]
    tie = prose.check_texts([("/a", "văn hoá", "running"), ("/b", "văn hóa", "running")])
    assert [(one.pointer, one.suggestion) for one in tie] == [("/a", "văn hóa")]
