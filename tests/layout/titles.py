"""Names of organs and subjects as provinces have them; a bar stands wherever a line may end.

The marks were set by a reader, not by the code. A name with a dash that is longer than its column may part after its
first word. What a line may end after is generous: it says where nothing is torn, not what looks best.
"""

from __future__ import annotations

LETTERHEADS = """
Ủy ban | nhân dân | tỉnh Hà Tĩnh
Ủy ban | nhân dân | thành phố Hải Phòng
Ủy ban | nhân dân | xã Cẩm Bình
Ủy ban | nhân dân | phường Thành Sen
Ủy ban | nhân dân | thị xã Hồng Lĩnh
Hội đồng | nhân dân | tỉnh Nghệ An
Văn phòng | Ủy ban | nhân dân | tỉnh Thanh Hóa
Văn phòng | Đoàn đại biểu | Quốc hội | và Hội đồng | nhân dân | tỉnh
Sở Ngoại vụ
Sở Nội vụ | tỉnh Quảng Trị
Sở Tài chính | tỉnh Hà Tĩnh
Sở Tư pháp | tỉnh Bắc Ninh
Sở Y tế | tỉnh Lào Cai
Sở Công Thương | tỉnh Thái Nguyên
Sở Xây dựng | tỉnh Lâm Đồng
Sở Khoa học | và Công nghệ
Sở Giáo dục | và Đào tạo
Sở Nông nghiệp | và Môi trường
Sở Văn hóa, | Thể thao | và Du lịch
Sở Dân tộc | và Tôn giáo
Sở | Lao động - Thương binh | và Xã hội
Sở | Quy hoạch - Kiến trúc | Thành phố | Hồ Chí Minh
Thanh tra | tỉnh Hà Tĩnh
Ban Quản lý | Khu kinh tế | tỉnh Hà Tĩnh
Ban Quản lý | các khu | công nghiệp | tỉnh Bắc Ninh
Ban | Thi đua - Khen thưởng | tỉnh Hà Tĩnh
Ban Dân vận | Tỉnh ủy | Hà Tĩnh
Chi cục | Kiểm lâm | vùng II
Chi cục | Trồng trọt | và Bảo vệ | thực vật
Chi cục | Chăn nuôi | và Thú y
Chi cục | Thuế | khu vực XI
Cục Thống kê | tỉnh Hà Tĩnh
Kho bạc | Nhà nước | khu vực XI
Bảo hiểm | xã hội | tỉnh Hà Tĩnh
Công an | tỉnh Hà Tĩnh
Bộ Chỉ huy | Quân sự | tỉnh Hà Tĩnh
Bộ Chỉ huy | Bộ đội Biên phòng | tỉnh Hà Tĩnh
Tòa án | nhân dân | khu vực 1 - Hà Tĩnh
Viện kiểm sát | nhân dân | tỉnh Hà Tĩnh
Trường Tiểu học | Nguyễn Thị Minh Khai
Trường Trung học | cơ sở | Lê Văn Thiêm
Trường Trung học | phổ thông | Phan Đình Phùng
Trường Trung học | phổ thông | chuyên | Hà Tĩnh
Trường Mầm non | Hoa Sen
Trường Mầm non | xã Cẩm Lạc
Trường Đại học | Hà Tĩnh
Trường Cao đẳng | Y tế | Hà Tĩnh
Trường Cao đẳng | Kỹ thuật | Việt - Đức | Hà Tĩnh
Trường Chính trị | Trần Phú
Trung tâm | Giáo dục | nghề nghiệp - Giáo dục | thường xuyên
Trung tâm | Kiểm soát | bệnh tật | tỉnh Hà Tĩnh
Trung tâm | Y tế | thị xã Kỳ Anh
Trung tâm | Dịch vụ | việc làm
Trung tâm | Phục vụ | hành chính công | tỉnh
Bệnh viện | Đa khoa | tỉnh Hà Tĩnh
Bệnh viện | Y học cổ truyền | tỉnh Nghệ An
Bệnh viện | Phục hồi | chức năng | tỉnh
Ủy ban | Mặt trận | Tổ quốc | Việt Nam | tỉnh Hà Tĩnh
Liên đoàn | Lao động | tỉnh Hà Tĩnh
Hội Liên hiệp | Phụ nữ | tỉnh Hà Tĩnh
Hội Nông dân | tỉnh Hà Tĩnh
Hội Cựu chiến binh | tỉnh
Tỉnh đoàn | Hà Tĩnh
Đoàn Thanh niên | Cộng sản | Hồ Chí Minh
Đảng ủy | các cơ quan | Đảng | tỉnh Hà Tĩnh
Đài Phát thanh | và Truyền hình | tỉnh Hà Tĩnh
Báo | và Phát thanh, | Truyền hình | Hà Tĩnh
Công ty | Cổ phần | Cấp nước | Hà Tĩnh
Công ty | Trách nhiệm | hữu hạn | một thành viên | Thủy lợi | Nam Hà Tĩnh
Công ty | Điện lực | Hà Tĩnh
Phòng Giáo dục | và Đào tạo
Phòng Văn hóa - Xã hội
Phòng Kinh tế, | Hạ tầng | và Đô thị
Hội đồng | Thi đua - Khen thưởng | tỉnh
Ủy ban | nhân dân | xã Quỳnh Lưu
Ủy ban | nhân dân | phường Bà Rịa
Ủy ban | nhân dân | thành phố Đà Nẵng
Ủy ban | nhân dân | đặc khu | Phú Quốc
Hội đồng | nhân dân | phường Vinh Lộc
Ban Tổ chức | Tỉnh ủy | Quảng Ngãi
Ban Tuyên giáo | và Dân vận | Tỉnh ủy | Gia Lai
Ủy ban | Kiểm tra | Tỉnh ủy | Đắk Lắk
Văn phòng | Tỉnh ủy | Tuyên Quang
Trường Tiểu học | và Trung học | cơ sở | Nam Đông
Trường Phổ thông | dân tộc | nội trú | tỉnh Điện Biên
Trường Phổ thông | dân tộc | bán trú | Trung học | cơ sở | Mường Lát
Trường Trung học | phổ thông | Lê Quý Đôn
Trường Trung học | phổ thông | Bình Sơn
Trường Mẫu giáo | Hướng Dương
Trường Mầm non | thực hành | Sư phạm
Trường Trung cấp | Kỹ nghệ | Hà Tĩnh
Trường Cao đẳng | Sư phạm | Trung ương | Nha Trang
Trường Đại học | Khoa học | Xã hội | và Nhân văn
Trường Đại học | Kinh tế | Quốc dân
Học viện | Nông nghiệp | Việt Nam
Học viện | Chính trị | quốc gia | Hồ Chí Minh
Bệnh viện | Sản - Nhi | tỉnh Quảng Ninh
Bệnh viện | Tâm thần | tỉnh Thái Nguyên
Bệnh viện | Mắt - Da liễu | tỉnh Cà Mau
Bệnh viện | Hữu nghị | đa khoa | Nghệ An
Bệnh viện | Phổi | tỉnh Lạng Sơn
Trung tâm | Y tế | dự phòng
Trung tâm | Kiểm nghiệm | thuốc, | mỹ phẩm, | thực phẩm
Trung tâm | Nước sạch | và Vệ sinh | môi trường | nông thôn
Trung tâm | Khuyến nông | tỉnh Phú Thọ
Trung tâm | Công nghệ | thông tin | và Truyền thông
Trung tâm | Bảo trợ | xã hội | tỉnh Hưng Yên
Trung tâm | Phát triển | quỹ đất
Trung tâm | Xúc tiến | đầu tư, | thương mại | và du lịch
Trung tâm | Lưu trữ | lịch sử
Trung tâm | Huấn luyện | và Thi đấu | thể dục | thể thao
Bảo tàng | tỉnh Đồng Tháp
Thư viện | tỉnh An Giang
Nhà hát | Nghệ thuật | truyền thống
Ban Quản lý | dự án | đầu tư | xây dựng | công trình | giao thông
Ban Quản lý | Vườn quốc gia | Vũ Quang
Ban Quản lý | rừng phòng hộ | Ngàn Sâu
Chi cục | Thủy sản | và Biển đảo
Chi cục | Tiêu chuẩn | Đo lường | Chất lượng
Chi cục | Phát triển | nông thôn | và Quản lý | chất lượng
Chi cục | Hải quan | khu vực XII
Cục Thi hành | án dân sự | tỉnh Vĩnh Long
Ngân hàng | Chính sách | xã hội | tỉnh Sơn La
Hội Chữ thập đỏ | tỉnh Tây Ninh
Hội Khuyến học | tỉnh Cao Bằng
Hội Người cao tuổi | tỉnh Đồng Nai
Hội Văn học | nghệ thuật | tỉnh Khánh Hòa
Liên minh | Hợp tác xã | tỉnh Ninh Bình
Liên hiệp | các Hội | Khoa học | và Kỹ thuật
Tổng công ty | Khoáng sản | và Thương mại
Công ty | Cổ phần | Môi trường | và Công trình | đô thị
Công ty | Xổ số | kiến thiết | tỉnh Bến Tre
Phòng | Lao động - Thương binh | và Xã hội
Đội Quản lý | thị trường | số 5
Ban Chỉ huy | Phòng thủ | dân sự | tỉnh
Câu lạc bộ | Hưu trí
Trường Cao đẳng | Sư phạm | Trung ương - Nha Trang
Trường | Chính trị - Hành chính | tỉnh
Đoàn | Kinh tế - Quốc phòng 4
Trung tâm | Kỹ thuật | Tài nguyên - Môi trường
Trung tâm | Dân số - Kế hoạch hóa | gia đình
Bệnh viện | Tai - Mũi - Họng | Trung ương
Viện | Kiến trúc - Quy hoạch
Phòng | Tài chính - Kế hoạch
Phòng | Lãnh sự - Biên giới
Ủy ban | nhân dân | phường | Phan Rang - Tháp Chàm
Liên đoàn | Lao động | tỉnh | Bà Rịa - Vũng Tàu
Trung tâm | Ứng dụng | Tiến bộ | Khoa học - Công nghệ
Ban Quản lý | dự án | đầu tư | xây dựng | công trình | Dân dụng - Công nghiệp
Trung tâm | Văn hóa - Thông tin | và Thể thao
"""

SUBJECTS = """
Về việc | tặng Giấy khen | cho các tập thể, | cá nhân | có thành tích | xuất sắc | trong phong trào | thi đua | yêu nước | giai đoạn 2015 - 2020
Về việc | tặng Bằng khen | cho các tập thể, | cá nhân, | hộ gia đình | có thành tích | xuất sắc | trong công tác | phòng, chống | thiên tai | năm 2025
Về việc | công nhận | danh hiệu | Chiến sĩ thi đua | cơ sở | cho 12 cá nhân | thuộc Sở Nông nghiệp | và Môi trường | năm 2026
Về việc | tặng Giấy khen | cho học sinh | đạt giải | tại Kỳ thi | chọn học sinh giỏi | cấp tỉnh | lớp 9 | năm học 2025 - 2026
Về việc | tặng Kỷ niệm chương | “Vì sự nghiệp | phát triển | ngành Nội vụ” | cho 25 cá nhân
Về việc | khen thưởng | thành tích | đột xuất | trong đấu tranh | phòng, chống | tội phạm | ma túy
Về việc | tặng Cờ thi đua | cho các đơn vị | dẫn đầu | phong trào | thi đua | của Cụm thi đua số 3 | năm 2026
Về việc | công nhận | và tặng thưởng | danh hiệu | Tập thể lao động | xuất sắc, | Lao động tiên tiến | năm 2026
Về việc | tặng Giấy khen | cho 05 tập thể | và 12 cá nhân | có thành tích | trong công tác | cải cách | hành chính | năm 2025
Tổng kết | công tác | đối ngoại | giai đoạn 2016 - 2020 | và phương hướng, | nhiệm vụ | trọng tâm | giai đoạn 2021 - 2025
Kết quả | thực hiện | nhiệm vụ | phát triển | kinh tế - xã hội, | bảo đảm | quốc phòng - an ninh | 6 tháng | đầu năm | và nhiệm vụ | trọng tâm | 6 tháng | cuối năm 2026
Sơ kết | 03 năm | thực hiện | Chương trình | mục tiêu | quốc gia | xây dựng | nông thôn mới | trên địa bàn tỉnh | giai đoạn 2021 - 2025
Tổng kết | công tác | thi đua, | khen thưởng | năm 2026 | và phương hướng, | nhiệm vụ | năm 2027
Tình hình, | kết quả | công tác | tiếp công dân, | giải quyết | khiếu nại, | tố cáo | quý III năm 2026
Kết quả | thực hiện | Nghị quyết | số 18-NQ/TW | ngày 25 tháng 10 | năm 2017 | của Ban Chấp hành | Trung ương | về sắp xếp | tổ chức | bộ máy
Tổng kết | năm học 2025 - 2026 | và phương hướng, | nhiệm vụ | trọng tâm | năm học 2026 - 2027
Hội nghị | tổng kết | công tác | thi đua, | khen thưởng | năm 2020 | và triển khai | nhiệm vụ | năm 2021
Hội nghị | cán bộ, | công chức, | viên chức | và người lao động | năm 2026 | của Sở Ngoại vụ
Họp | Hội đồng | Thi đua - Khen thưởng | Sở Nội vụ | xét tặng | các danh hiệu | thi đua | và hình thức | khen thưởng | năm 2026
Hội nghị | giao ban | công tác | quý III | và triển khai | nhiệm vụ | quý IV | năm 2026 | của khối | các cơ quan | Đảng
Họp | xét duyệt | hồ sơ | đề nghị | tặng Huân chương | Lao động | hạng Ba | cho các tập thể, | cá nhân | thuộc Sở Y tế
Hội thảo | khoa học | “Phát huy | giá trị | di sản | văn hóa | phi vật thể | dân ca | ví, giặm | Nghệ Tĩnh | trong giai đoạn | hiện nay”
Về việc | tặng Bằng khen | của Chủ tịch | Ủy ban | nhân dân | tỉnh | cho các doanh nghiệp, | doanh nhân | tiêu biểu | nhân dịp | kỷ niệm | Ngày Doanh nhân | Việt Nam | 13 tháng 10
Về việc | tặng Giấy khen | cho các tập thể, | cá nhân | có thành tích | xuất sắc | trong thực hiện | Đề án 06 | về phát triển | ứng dụng | dữ liệu | về dân cư, | định danh | và xác thực | điện tử
Kết quả | công tác | bảo hiểm | xã hội, | bảo hiểm | y tế | và bảo hiểm | thất nghiệp | trên địa bàn | thị xã Kỳ Anh | năm 2025
Công tác | xây dựng Đảng, | hoạt động | của Mặt trận | Tổ quốc | và các đoàn thể | chính trị - xã hội | 9 tháng | đầu năm 2026
Kết quả | thực hiện | công tác | phòng, chống | tham nhũng, | lãng phí, | tiêu cực | năm 2026 | theo Kế hoạch | số 45/KH-UBND | ngày 12 tháng 02 | năm 2026
Về việc | tặng Giấy khen | cho các gia đình | văn hóa | tiêu biểu, | khu dân cư | văn hóa | tiêu biểu | xuất sắc | năm 2026
Về việc | công nhận | danh hiệu | “Gia đình | văn hóa”, | “Thôn, tổ dân phố | văn hóa” | trên địa bàn | xã Cẩm Bình | năm 2026
Về việc | tặng Bằng khen | cho các cá nhân | có thành tích | xuất sắc | trong Cuộc thi | sáng tạo | thanh thiếu niên, | nhi đồng | tỉnh Hà Tĩnh | lần thứ XII
Về việc | khen thưởng | các tập thể, | cá nhân | có thành tích | trong chiến đấu | phòng cháy, | chữa cháy | và cứu nạn, | cứu hộ | tại Khu công nghiệp | Vũng Áng
Kết quả | kiểm tra, | giám sát | và thi hành | kỷ luật | trong Đảng | nhiệm kỳ 2020 - 2025 | của Đảng bộ | Sở Nông nghiệp | và Môi trường
Về việc | tặng Giấy khen | cho các nhà giáo | và cán bộ | quản lý | giáo dục | có thành tích | xuất sắc | trong năm học 2025 - 2026
Về việc | tặng Bằng khen | cho các cá nhân | có thành tích | tiêu biểu | trong phong trào | hiến máu | tình nguyện | giai đoạn 2021 - 2026
Về việc | khen thưởng | các tập thể | và cá nhân | hoàn thành | xuất sắc | công tác | bầu cử | đại biểu | Quốc hội khóa XVI | và đại biểu | Hội đồng | nhân dân | các cấp | nhiệm kỳ 2026 - 2031
Về việc | công nhận | danh hiệu | Chiến sĩ thi đua | cấp tỉnh | cho các cá nhân | thuộc Ban Quản lý | Khu kinh tế | tỉnh Hà Tĩnh
Về việc | tặng Giấy khen | cho các hộ nông dân | sản xuất, | kinh doanh | giỏi | và hợp tác xã | nông nghiệp | tiêu biểu | giai đoạn 2022 - 2026
Kết quả | hoạt động | chuyển đổi số | và xây dựng | chính quyền | điện tử | trên địa bàn | tỉnh Quảng Ngãi | năm 2025, | phương hướng, | nhiệm vụ | năm 2026
Tổng kết | 10 năm | thực hiện | Luật Hòa giải | ở cơ sở | và công tác | phổ biến, | giáo dục | pháp luật | tại các xã, | phường, | thị trấn
Tình hình | thu, chi | ngân sách | nhà nước | 6 tháng | đầu năm, | nhiệm vụ | và giải pháp | chủ yếu | 6 tháng | cuối năm 2026
Kết quả | giảm nghèo | bền vững | và giải quyết | việc làm | cho lao động | nông thôn | giai đoạn 2021 - 2025
Công tác | bảo vệ | môi trường | và quản lý | chất thải rắn | sinh hoạt | tại các khu dân cư | và khu công nghiệp | năm 2026
Hội nghị | sơ kết | công tác | dân vận | 6 tháng | đầu năm | và triển khai | chương trình | công tác | 6 tháng | cuối năm 2026
Họp | đánh giá, | xếp loại | chất lượng | tập thể, | cá nhân | lãnh đạo | các phòng, | đơn vị | trực thuộc | Sở Tài chính | năm 2026
Hội nghị | lấy ý kiến | góp ý | dự thảo | Quy chế | thi đua, | khen thưởng | của Liên đoàn | Lao động | tỉnh Nghệ An
Hội nghị | tập huấn | nghiệp vụ | văn thư, | lưu trữ | và lập hồ sơ | công việc | điện tử | cho công chức, | viên chức | các xã
Tổng kết | phong trào | “Toàn dân | đoàn kết | xây dựng | đời sống | văn hóa” | và công tác | gia đình | trên địa bàn | huyện đảo | Cô Tô
Kết quả | phòng, chống | dịch bệnh | trên đàn | gia súc, | gia cầm | và nuôi trồng | thủy sản | theo Công điện | số 03/CĐ-UBND | ngày 05 tháng 01 | năm 2026
"""


def marked(lines: str) -> dict[str, set[int]]:
    """Each text with the counts of words after which a line may end."""
    found = {}
    for line in lines.strip().split("\n"):
        pieces = [piece.split() for piece in line.split("|")]
        ends = {sum(map(len, pieces[: n + 1])) for n in range(len(pieces))}
        found[" ".join(word for piece in pieces for word in piece)] = ends
    return found


def torn(lines: list[str], ends: set[int]) -> bool:
    """Whether a line ends where none may."""
    counts = [len(line.replace("\u00a0", " ").split()) for line in lines]
    return any(sum(counts[: n + 1]) not in ends for n in range(len(lines) - 1))
