"""Invented offices and what they write: whole documents without a fault, of many shapes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from tools.sense.changes import Data

LAW = (
    "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022; Luật sửa đổi, bổ sung một số điều của Luật Thi đua, "
    "khen thưởng ngày 23 tháng 4 năm 2026"
)
DECREE = (
    "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy định về phân cấp, phân quyền trong lĩnh "
    "vực thi đua, khen thưởng; quy định chi tiết và hướng dẫn thi hành một số điều của Luật Thi đua, khen thưởng"
)


class Office(NamedTuple):
    """An invented office: its name, the one above it, code, place, head and the head's name."""

    name: str
    above: str
    code: str
    place: str
    head: str
    signer: str
    authority: str


OFFICES = (
    Office("Sở Ngoại vụ", "UBND tỉnh Hà Tĩnh", "SNgV", "Hà Tĩnh", "Giám đốc", "Lê Hoài Phương", "Giám đốc Sở Ngoại vụ tỉnh Hà Tĩnh"),
    Office("Sở Nội vụ", "UBND tỉnh Nghệ An", "SNV", "Nghệ An", "Giám đốc", "Đinh Xuân Lộc", "Giám đốc Sở Nội vụ tỉnh Nghệ An"),
    Office("Sở Tài chính", "UBND tỉnh Thanh Hóa", "STC", "Thanh Hóa", "Giám đốc", "Mai Thị Quyên", "Giám đốc Sở Tài chính tỉnh Thanh Hóa"),
    Office("Ủy ban nhân dân tỉnh Quảng Trị", "", "UBND", "Quảng Trị", "Chủ tịch", "Hồ Trọng Nghĩa", "Chủ tịch Ủy ban nhân dân tỉnh Quảng Trị"),
    Office("Ủy ban nhân dân xã Đức Thọ", "", "UBND", "Đức Thọ", "Chủ tịch", "Bùi Thanh Hải", "Chủ tịch Ủy ban nhân dân xã Đức Thọ"),
)  # fmt: skip

PEOPLE = (
    ("Ông", "Nguyễn Hữu Phước", "Trưởng phòng", "Phòng Kế hoạch"),
    ("Bà", "Trần Thị Ngọc Ánh", "Phó Trưởng phòng", "Phòng Kế hoạch"),
    ("Ông", "Hoàng Đức Thiện", "Chuyên viên", "Văn phòng"),
    ("Bà", "Võ Thị Kim Chi", "Kế toán", "Văn phòng"),
    ("Ông", "Y-Moan Ê-ban", "Chuyên viên", "Phòng Dân tộc"),
    ("Bà", "Ban Thị Hoa", "Văn thư", "Văn phòng"),
    ("Đại tá", "Lê Quốc Trưởng", "Phó Chỉ huy trưởng", "Bộ Chỉ huy quân sự tỉnh"),
    ("Ông", "Nguyễn Văn Hùng", "Chuyên viên", "Phòng Quản lý đê điều"),
    ("Ông", "Nguyễn Văn Hưng", "Trưởng phòng", "Phòng Quản lý đê điều"),
    ("Bà", "Lý Thị Thu", "Công nhân", "Xí nghiệp nước mắm Cửa Sót"),
)

UNITS = (
    "Phòng Kế hoạch - Tổng hợp",
    "Phòng Lãnh sự - Biên giới",
    "Trường Tiểu học Hà Linh",
    "Trường Tiểu học Hà Ninh",
    "Hợp tác xã nước mắm Kỳ Xuân",
    "Đội bóng chuyền nam",
    "Đội bóng chuyền nữ",
)


def _letterhead(office: Office, number: int) -> Data:
    above = {"parent_name": office.above} if office.above else {}
    return {
        "organ": {"organ_name": office.name, **above, "code": office.code},
        "code_number": number,
        "recipients": ["Ban Thi đua - Khen thưởng tỉnh", "Các phòng, đơn vị trực thuộc"],
        "archive": {"units": ["VP"]},
    }


def _individuals(first: int, count: int) -> list[Data]:
    listed = (PEOPLE[(first + at) % len(PEOPLE)] for at in range(count))
    return [
        {"honorific": called, "full_name": name, "position": position, "organ_name": unit}
        for called, name, position, unit in listed
    ]


def _collectives(count: int) -> list[Data]:
    return [{"name": name} for name in UNITS[:count]]


def _decision(office: Office, number: int, award: Data, **more: Any) -> Data:
    return {
        **_letterhead(office, number),
        "place": office.place,
        "issued_date": "2026-11-20",
        "subject": f"Về việc khen thưởng thành tích năm {2025 + number % 2}",
        "issuing_authority": office.authority,
        "legal_bases": [LAW, DECREE],
        "proposed_by": "Chánh Văn phòng",
        "awards": [award],
        "executors": ["Chánh Văn phòng", "các tập thể, cá nhân có tên tại Điều 1"],
        "signer": {"position": office.head, "full_name": office.signer},
        **more,
    }


def decisions() -> Iterator[Data]:
    """Giấy khen of a department and a commune, titles, money and none, households, several awards."""
    department, home, finance, province, commune = OFFICES
    reason = "đã có thành tích xuất sắc trong công tác năm 2026"
    for at, office in enumerate((department, home, finance, commune)):
        award = {
            "form": "giay_khen",
            "achievement": reason,
            "individuals": _individuals(at, 4 + at),
        }
        yield _decision(office, 11 + at, award | {"collectives": _collectives(2 + at)})
    title = {
        "form": "chien_si_thi_dua_co_so",
        "achievement": reason,
        "individuals": _individuals(2, 3),
    }
    yield _decision(home, 21, title)
    paid = {"form": "giay_khen", "achievement": reason, "individuals": _individuals(0, 5)}
    yield _decision(
        department,
        22,
        paid | {"bonus": "statutory"},
        bonus_source="Quỹ thi đua, khen thưởng của Sở năm 2026",
    )
    certificate = {"form": "bang_khen", "achievement": reason, "collectives": _collectives(7)}
    yield _decision(
        province, 23, certificate, provisions=[{"paragraphs": ["Giao Sở Nội vụ theo dõi."]}]
    )
    house = {"honorific": "Bà", "full_name": "Phạm Thị Lành", "address": "Thôn Đông, xã Đức Thọ"}
    yield _decision(
        commune, 24, {"form": "giay_khen", "achievement": reason, "households": [house]}
    )
    # Two titles for two years and a form beside them, each with its sum.
    twice = [
        {
            "form": form,
            "achievement": f"đạt thành tích năm {year}",
            "individuals": _individuals(0, 2),
        }
        for form, year in (("lao_dong_tien_tien", 2025), ("chien_si_thi_dua_co_so", 2026))
    ]
    several = [award | {"bonus": "statutory"} for award in (*twice, paid)]
    yield _decision(
        department, 25, several[0], awards=several, bonus_source="Quỹ thi đua, khen thưởng"
    )
    draft = _decision(department, 26, paid, issued_date="2026-11")
    yield {key: value for key, value in draft.items() if key != "code_number"}


def _table(*columns: Any, rows: list[list[Any]], **more: Any) -> Data:
    return {"columns": list(columns), "rows": rows, **more}


def _tables() -> Iterator[Data]:
    """Tables that add up, in the shapes that reports have."""
    yield _table("TT", "Nguồn vốn", "Số tiền", "Cơ cấu (%)", rows=[
        ["I", "Ngân sách nhà nước", 600, 60], ["1", "Trung ương", 400, 40], ["2", "Địa phương", 200, 20],
        ["II", "Vốn doanh nghiệp", 250, 25], ["III", "Vốn dân cư", 150, 15], ["", "Tổng cộng (I+II+III)", 1000, 100]])  # fmt: skip
    yield _table("Chỉ tiêu", "Đơn vị tính", "Kế hoạch", "Thực hiện", "Tỷ lệ (%)", rows=[
        ["Đoàn ra", "Đoàn", 20, 19, 95], ["Đoàn vào", "Đoàn", 30, 37, "123,33"], ["Hồ sơ", "Hồ sơ", 400, 380, "95,0"]])  # fmt: skip
    yield _table("Nội dung", "Năm 2025", "Năm 2026", "Tăng, giảm (%)", rows=[
        ["Số đơn thư", 40, 36, -10], ["Số lượt tiếp dân", 120, 150, 25], ["Hội nghị", 8, 8, 0]])  # fmt: skip
    yield _table("STT", "Đơn vị", "Tập thể", "Cá nhân", rows=[
        [1, "Văn phòng", 1, 4], [2, "Phòng Kế hoạch", 1, 6], [3, "Thanh tra", None, 2], ["", "Cộng", 2, 12]])  # fmt: skip
    yield _table("Theo", "Số người", "Tỷ trọng (%)", rows=[
        ["Dưới 30 tuổi", 12, "33,33"], ["Từ 30 đến 50 tuổi", 12, "33,33"], ["Trên 50 tuổi", 12, "33,33"]])  # fmt: skip
    yield _table("Chỉ tiêu", "Số lượng", rows=[
        ["Tổng số", 30], ["Trong đó: nữ", 14], ["Người dân tộc", 5]])  # fmt: skip


PERIODS = (
    ("tong_ket", "năm 2026", "2025-12-15", "2026-12-14", "Tổng kết"),
    ("so_ket", "6 tháng đầu năm 2026", "2025-12-15", "2026-06-14", "Sơ kết"),
    ("tong_ket", "giai đoạn 2021 - 2025", "2021-01-01", "2025-12-31", "Tổng kết"),
    ("so_ket", "quý III năm 2026", "2026-06-15", "2026-09-14", "Sơ kết"),
    ("so_ket", "9 tháng đầu năm 2026", "2025-12-15", "2026-09-14", "Sơ kết"),
    ("tong_ket", "năm học 2025 - 2026", "2025-09-05", "2026-05-31", "Tổng kết"),
)


def reports() -> Iterator[Data]:
    """Reports of every kind of period, each with a table of another shape."""
    for at, ((kind, label, first, last, word), table) in enumerate(
        zip(PERIODS, _tables(), strict=True)
    ):
        office = OFFICES[at % 3]
        yield {
            **_letterhead(office, 101 + at),
            "place": office.place,
            "issued_date": "2026-12-18",
            "subject": f"{word} công tác thi đua, khen thưởng {label}",
            "kind": kind,
            "period": {"label": label, "from": first, "to": last},
            "sections": [
                {"heading": "Kết quả đạt được", "paragraphs": ["Kết quả cụ thể như sau:"], "table": table},
                {"heading": "Tồn tại, hạn chế", "paragraphs": ["Một số việc còn chậm."]},
                {"heading": "Phương hướng", "items": ["Tiếp tục phát động thi đua", "Tăng cường kiểm tra"]},
            ],
            "signer": {
                "capacity": "KT",
                "authority": office.head,
                "position": f"Phó {office.head}",
                "full_name": office.signer,
            },
        }  # fmt: skip


def minutes() -> Iterator[Data]:
    """Minutes of a conference, a meeting, a council's ballot and a workshop."""
    kinds = (
        ("hoi_nghi", "Hội nghị công chức, viên chức, người lao động năm 2026"),
        ("cuoc_hop", "Họp Hội đồng Thi đua - Khen thưởng Sở"),
        ("cuoc_hop", "Phiên họp thường kỳ tháng 11 năm 2026"),
        ("hoi_thao", "Hội thảo giới thiệu điển hình tiên tiến"),
    )
    for at, (kind, subject) in enumerate(kinds):
        yield {
            **_letterhead(OFFICES[at % 3], 31 + at),
            "subject": subject,
            "event_kind": kind,
            "started_at": "2026-11-10T08:00",
            "ended_at": "2026-11-10T11:15",
            "venue": "Phòng họp tầng 2",
            "chair": {"honorific": "đồng chí", "full_name": "Lê Hoài Phương", "position": "Giám đốc Sở"},
            "secretary": {"honorific": "đồng chí", "full_name": "Ban Thị Hoa", "position": "Văn thư"},
            "summoned": 9,
            "present": 8,
            "attendees": [{"group": "các thành viên theo giấy mời", "count": 8}],
            "absentees": [{"full_name": "Võ Thị Kim Chi", "position": "Kế toán", "reason": "đi công tác"}],
            "proceedings": [{"heading": "Thảo luận", "paragraphs": ["Các thành viên phát biểu ý kiến."]}],
            "votes": [
                {"matter": "thông qua danh sách khen thưởng", "in_favour": 7, "against": 0, "other": 1}
            ],
            "council": {"members": 9, "quorum": 6, "approval_percent": 75},
            "conclusions": ["Thống nhất nội dung trình Giám đốc Sở"],
        }  # fmt: skip
