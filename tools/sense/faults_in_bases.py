"""Faults of legal bases: out of force, mistyped, badly written, missing beside another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from tools.sense.changes import Data, Fault, Kind, put
from tools.sense.clean import DECISION, sample

LAW_2003 = "Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003"
LAW_2022 = "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"
AMENDED = "Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng ngày 23 tháng 4 năm 2026"
OF_THE_PROVINCE = "Căn cứ Quyết định số 20/QĐ-UBND ngày 10 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh Hà Tĩnh về giao nhiệm vụ"

#: A line in the sample decision that is wrong by itself, with the code of the rule that says so.
LINES: Final[tuple[tuple[str, str], ...]] = (
    ("legal_basis_after_document", "Căn cứ Quyết định số 20/QĐ-UBND ngày 19 tháng 11 năm 2026 của Ủy ban nhân dân tỉnh Hà Tĩnh về giao nhiệm vụ"),
    ("legal_basis_after_document", "Căn cứ Kế hoạch số 05/KH-UBND ngày 01 tháng 12 năm 2026 của Ủy ban nhân dân tỉnh về tổng kết"),
    ("legal_basis_after_document", "Căn cứ Biên bản họp Hội đồng Thi đua - Khen thưởng Sở ngày 25 tháng 11 năm 2026"),
    ("legal_basis_expired", LAW_2003),
    ("legal_basis_expired", "Căn cứ Nghị định số 91/2017/NĐ-CP ngày 31 tháng 7 năm 2017 của Chính phủ quy định chi tiết thi hành một số điều của Luật Thi đua, khen thưởng"),
    ("legal_basis_expired", "Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ quy định chi tiết thi hành một số điều của Luật Thi đua, khen thưởng"),
    ("legal_basis_expired", "Căn cứ Nghị định số 110/2004/NĐ-CP ngày 08 tháng 4 năm 2004 của Chính phủ về công tác văn thư"),
    ("legal_basis_expired", "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015"),
    ("legal_basis_doubtful", "Căn cứ Thông tư số 03/2018/TT-BNG ngày 27 tháng 12 năm 2018 của Bộ trưởng Bộ Ngoại giao hướng dẫn công tác thi đua, khen thưởng trong ngành Ngoại giao"),
    ("legal_basis_mismatch", "Căn cứ Nghị định số 125/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy định về phân cấp, phân quyền trong lĩnh vực thi đua, khen thưởng; quy định chi tiết và hướng dẫn thi hành một số điều của Luật Thi đua, khen thưởng"),
    ("legal_basis_mismatch", "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2021 của Chính phủ về công tác văn thư"),
    ("legal_basis_mismatch", "Căn cứ Thông tư số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư"),
    ("legal_basis_mismatch", "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về lưu trữ quốc gia và bảo vệ bí mật"),
    ("legal_basis_mismatch", "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 7 năm 2025"),
    ("legal_basis_mismatch", "Căn cứ Thông tư số 15/2025/NĐ-CP ngày 04 tháng 8 năm 2025 của Bộ trưởng Bộ Nội vụ quy định biện pháp thi hành Luật Thi đua, khen thưởng và Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ"),
    ("legal_basis_mismatch", "Căn cứ Quyết định số 20/KH-UBND ngày 10 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh Hà Tĩnh về giao nhiệm vụ"),
    ("legal_basis_mismatch", "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Thủ tướng Chính phủ quy định về phân cấp, phân quyền trong lĩnh vực thi đua, khen thưởng; quy định chi tiết và hướng dẫn thi hành một số điều của Luật Thi đua, khen thưởng"),
    ("legal_basis_mismatch", "Căn cứ Thông tư số 15/2025/TT-BNV ngày 04 tháng 8 năm 2025 của Bộ trưởng Bộ Tài chính quy định biện pháp thi hành Luật Thi đua, khen thưởng và Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ"),
    ("legal_basis_mismatch", "Căn cứ Nghị định số 70/2026/NĐ-CP ngày 10 tháng 3 năm 2026 của Quốc hội quy định chế độ báo cáo"),
    ("legal_basis_mismatch", "Căn cứ Luật Khen thưởng, thi đua ngày 15 tháng 6 năm 2022"),
    ("legal_basis_number", "Căn cứ Nghị định số 152/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy định về phân cấp, phân quyền trong lĩnh vực thi đua, khen thưởng; quy định chi tiết và hướng dẫn thi hành một số điều của Luật Thi đua, khen thưởng"),
    ("legal_basis_number", "Căn cứ Thông tư số 15/TT-BNV ngày 04 tháng 8 năm 2025 của Bộ trưởng Bộ Nội vụ quy định biện pháp thi hành Luật Thi đua, khen thưởng"),
    ("legal_basis_law_number", "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16 tháng 6 năm 2025"),
    ("legal_basis_law_number", "Căn cứ Luật Ngân sách nhà nước số 89/2025/QH15 ngày 25 tháng 6 năm 2025"),
    ("legal_basis_law_number", "Căn cứ Luật Cán bộ, công chức ngày 24 tháng 6 năm 2025 của Quốc hội"),
    ("legal_basis_law_name", "Căn cứ Luật Tổ chức Chính quyền địa phương ngày 16 tháng 6 năm 2025"),
    ("legal_basis_law_name", "Căn cứ luật tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025"),
    ("legal_basis_date", "Căn cứ Quyết định số 20/QĐ-UBND ngày 10/3/2026 của Ủy ban nhân dân tỉnh Hà Tĩnh về giao nhiệm vụ"),
    ("legal_basis_date", "Căn cứ Quyết định số 20/QĐ-UBND ngày 10 tháng 03 năm 2026 của Ủy ban nhân dân tỉnh Hà Tĩnh về giao nhiệm vụ"),
    ("legal_basis_date", "Căn cứ Quyết định số 20/QĐ-UBND ngày 5 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh Hà Tĩnh về giao nhiệm vụ"),
    ("legal_basis_date", "Căn cứ Quyết định số 20/QĐ-UBND của Ủy ban nhân dân tỉnh Hà Tĩnh về giao nhiệm vụ"),
    ("legal_basis_date", "Căn cứ Quyết định số 20/QĐ-UBND ngày 31 tháng 02 năm 2026 của Ủy ban nhân dân tỉnh Hà Tĩnh về giao nhiệm vụ"),
    ("legal_basis_blank", "Căn cứ Quyết định số    /QĐ-UBND ngày 10 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh Hà Tĩnh về giao nhiệm vụ"),
    ("legal_basis_blank", "Căn cứ Quyết định số …/QĐ-UBND ngày 10 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh Hà Tĩnh về giao nhiệm vụ"),
    ("legal_basis_blank", "Căn cứ Quyết định số 20/QĐ-UBND ngày … tháng … năm 2026 của Ủy ban nhân dân tỉnh Hà Tĩnh về giao nhiệm vụ"),
    ("legal_basis_blank", "Căn cứ Tờ trình số /TTr-VP ngày tháng năm 2026 của Văn phòng Sở"),
    ("legal_basis_number", "Căn cứ Quyết định 20/QĐ-UBND ngày 10 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh Hà Tĩnh về giao nhiệm vụ"),
    ("legal_basis_number", "Căn cứ Quyết định số 020/QĐ-UBND ngày 10 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh Hà Tĩnh về giao nhiệm vụ"),
    ("legal_basis_number", "Căn cứ Nghị định số 30/20/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư"),
    ("legal_basis_number", "Căn cứ Quyết định số 20 / QĐ-UBND ngày 10 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh Hà Tĩnh về giao nhiệm vụ"),
    ("legal_basis_organ", "Căn cứ Quyết định số 20/QĐ-UBND ngày 10 tháng 3 năm 2026 về giao nhiệm vụ"),
    ("legal_basis_organ", "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 về công tác văn thư"),
    ("legal_basis_organ", "Căn cứ Kế hoạch số 05/KH-UBND ngày 12 tháng 01 năm 2026 về tổng kết phong trào thi đua"),
    ("peoples_organ", "Căn cứ Quyết định số 20/QĐ-UBND ngày 10 tháng 3 năm 2026 của Ủy ban Nhân dân tỉnh Hà Tĩnh về giao nhiệm vụ"),
    ("look_alike_letter", "Căn cứ Quyết định số 20/QÐ-UBND ngày 10 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh Hà Tĩnh về giao nhiệm vụ"),
)  # fmt: skip


def lines() -> Iterator[Fault]:
    """Each wrong line as the last of the sample's bases."""
    clean = sample(DECISION)
    at = f"/legal_bases/{len(clean['legal_bases'])}"
    for code, line in LINES:
        yield Fault(code, DECISION, put(clean, "/legal_bases/-", line), at)


def lines_among_others() -> Iterator[Fault]:
    """A line that is wrong beside the others, or on the day of the document."""
    clean = sample(DECISION)
    bases: list[Any] = clean["legal_bases"]
    yield Fault(
        "legal_basis_companion", DECISION, put(clean, "/legal_bases/0", LAW_2022), "/legal_bases/0"
    )
    later = put(clean, "/legal_bases/0", f"{LAW_2022}, được sửa đổi, bổ sung một số điều")
    yield Fault("legal_basis_companion", DECISION, later, "/legal_bases/0")
    of_2019 = put(
        _of(2020, clean),
        "/legal_bases/0",
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015",
    )
    yield Fault("legal_basis_companion", DECISION, of_2019, "/legal_bases/0")
    for place in range(3):
        again = put(clean, "/legal_bases/-", bases[place])
        yield Fault("legal_basis_twice", DECISION, again, f"/legal_bases/{len(bases)}")
    twice = put(put(clean, "/legal_bases/-", OF_THE_PROVINCE), "/legal_bases/-", OF_THE_PROVINCE)
    yield Fault("legal_basis_twice", DECISION, twice, f"/legal_bases/{len(bases) + 1}")
    early = put(clean, "/issued_date", "2026-09-15") | {"legal_bases": [f"{LAW_2022}; {AMENDED}"]}
    yield Fault("legal_basis_not_in_force", DECISION, early, "/legal_bases/0")
    before = put(clean, "/issued_date", "2025-06-20") | {"legal_bases": bases[1:2]}
    yield Fault("legal_basis_not_in_force", DECISION, before, "/legal_bases/0")
    of_2022 = put(clean, "/issued_date", "2023-05-10") | {"legal_bases": [LAW_2022]}
    yield Fault("legal_basis_not_in_force", DECISION, of_2022, "/legal_bases/0")
    for name in (
        "Luật Thi đua, Khen thưởng",
        "Luật thi đua khen thưởng",
        "Luật thi đua, khen thưởng",
    ):
        typed = put(clean, "/legal_bases/0", bases[0].replace("Luật Thi đua, khen thưởng", name))
        yield Fault("legal_basis_law_name", DECISION, typed, "/legal_bases/0")
    for number in (
        "Luật Thi đua, khen thưởng số 06/2022/QH15 ngày",
        "Luật Thi đua, khen thưởng số 06/2022/QH15, ngày",
    ):
        typed = put(
            clean, "/legal_bases/0", bases[0].replace("Luật Thi đua, khen thưởng ngày", number, 1)
        )
        yield Fault("legal_basis_law_number", DECISION, typed, "/legal_bases/0")
    for day in ("2026-02-10", "2026-11-20"):
        doubtful = put(clean, "/issued_date", day) | {"legal_bases": [_OF_THE_MINISTRY, bases[1]]}
        yield Fault("legal_basis_doubtful", DECISION, doubtful, "/legal_bases/0")


_OF_THE_MINISTRY = next(line for code, line in LINES if code == "legal_basis_doubtful")


def _of(year: int, data: Data) -> Data:
    """The decision as if it were of an earlier year, with no base that came later."""
    return put(data, "/issued_date", f"{year}-07-01") | {"legal_bases": [LAW_2003]}


KINDS: Final[tuple[Kind, ...]] = (lines, lines_among_others)
