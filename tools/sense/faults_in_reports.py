"""Faults of reports: periods, kinds, sections, tables whose figures do not follow from one another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from tools.sense.changes import Data, Fault, Kind, put, put_all
from tools.sense.clean import MINUTES, REPORT, sample

_TABLE = "/sections/1/sections/0/table"


def _of_year(**more: Any) -> Data:
    """The sample as a report on a year."""
    period = {"label": "năm 2026", "from": "2025-12-15", "to": "2026-12-14"}
    subject = "Tổng kết công tác thi đua, khen thưởng năm 2026"
    return put_all(
        sample(REPORT),
        {"/period": period, "/subject": subject, "/issued_date": "2026-12-20", **more},
    )


def _period(
    code: str, label: str, first: str, last: str, kind: str = "tong_ket", at: str = "/period/label"
) -> Fault:
    subject = (
        f"{'Tổng kết' if kind == 'tong_ket' else 'Sơ kết'} công tác thi đua, khen thưởng {label}"
    )
    period = {"label": label, "from": first, "to": last}
    data = put_all(
        sample(REPORT),
        {"/period": period, "/kind": kind, "/subject": subject, "/issued_date": "2026-12-20"},
    )
    return Fault(code, REPORT, data, at)


def periods() -> Iterator[Fault]:
    """Days and years that do not fit the period's name."""
    for first, last in (
        ("2026-12-14", "2025-12-15"),
        ("2026-02-01", "2026-01-31"),
        ("2027-01-01", "2026-12-31"),
    ):
        yield Fault(
            "period_reversed",
            REPORT,
            _of_year(**{"/period/from": first, "/period/to": last}),
            "/period/to",
        )
    for label in ("6 tháng đầu năm 2025", "giai đoạn 2011 - 2020", "quý IV năm 2026"):
        yield Fault(
            "period_not_named", REPORT, _of_year(**{"/period": {"label": label}}), "/period/label"
        )
    yield _period("period_length", "6 tháng đầu năm 2026", "2025-12-15", "2026-12-14", "so_ket")
    yield _period("period_length", "9 tháng đầu năm 2026", "2026-01-01", "2026-06-30", "so_ket")
    yield _period("period_length", "quý II năm 2026", "2026-01-01", "2026-06-30", "so_ket")
    yield _period("period_length", "tháng 11 năm 2026", "2026-10-15", "2026-12-14", "so_ket")
    yield _period("period_length", "năm 2026", "2026-01-01", "2026-06-30")
    yield _period("period_years", "năm 2026", "2024-12-15", "2025-12-14")
    yield _period("period_years", "giai đoạn 2015 - 2020", "2012-01-01", "2020-12-31")
    yield _period("period_years", "giai đoạn 2021 - 2026", "2021-01-01", "2023-12-31")
    for year in (2024, 2023, 2019):
        text = f"Tổng kết công tác thi đua, khen thưởng năm {year}"
        yield Fault("subject_year", REPORT, _of_year(**{"/subject": text}), "/subject")
    half_year = _period(
        "subject_year", "6 tháng đầu năm 2026", "2025-12-15", "2026-06-14", "so_ket", "/subject"
    )
    copied = "Sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm 2025"
    yield Fault("subject_year", REPORT, put(half_year.data, "/subject", copied), "/subject")
    for day in ("2025-12-14", "2025-11-20", "2024-12-20"):
        yield Fault(
            "issued_before_period", REPORT, _of_year(**{"/issued_date": day}), "/issued_date"
        )
    for label in ("năm 2026", "giai đoạn 2021 - 2026", "6 tháng đầu năm 2026"):
        kind, word = ("so_ket", "Tổng kết") if "6" not in label[:2] else ("tong_ket", "Sơ kết")
        data = put_all(
            sample(REPORT), {"/kind": kind, "/subject": f"{word} phong trào thi đua {label}"}
        )
        yield Fault("kind_differs", REPORT, data, "/kind")
    yield _period("kind_for_period", "6 tháng đầu năm 2026", "2025-12-15", "2026-06-14", at="/kind")
    yield _period("kind_for_period", "quý II năm 2026", "2026-04-01", "2026-06-30", at="/kind")
    yield _period("kind_for_period", "9 tháng đầu năm 2026", "2025-12-15", "2026-09-14", at="/kind")
    yield _period("kind_for_period", "năm 2026", "2025-12-15", "2026-12-14", "so_ket", "/kind")


def sections() -> Iterator[Fault]:
    """Outlines that cannot be printed, numbers typed by hand, nothing said of shortcomings."""
    data = sample(REPORT)
    good = [{"heading": "Kết quả", "paragraphs": ["Đã hoàn thành nhiệm vụ."]}]
    for sections_left in (good, data["sections"][:1], [*good, data["sections"][2]]):
        yield Fault("no_shortcomings", REPORT, put(data, "/sections", sections_left), "/sections")
    leaf: Data = {"heading": "Việc nhỏ", "paragraphs": ["Đã làm."]}
    for place in (0, 1, 2):
        deep = {
            "heading": "Một",
            "sections": [{"heading": "Hai", "sections": [{"heading": "Ba", "sections": [leaf]}]}],
        }
        yield Fault("too_deep", REPORT, put(data, f"/sections/{place}", deep), f"/sections/{place}")
    for count in (24, 25, 30):
        points = {"heading": "Một", "sections": [{"heading": "Hai", "sections": [leaf] * count}]}
        yield Fault(
            "too_many_points",
            REPORT,
            put(data, "/sections/0", points),
            "/sections/0/sections/0/sections/23",
        )
    yield Fault(
        "too_many_numbered", REPORT, put(data, "/sections", [leaf] * 4000), "/sections/3999"
    )
    yield Fault(
        "too_many_numbered",
        REPORT,
        put(data, "/annexes", [{"title": "Phụ lục", "paragraphs": ["A"]}] * 4000),
        "/annexes/3999",
    )
    for heading in (
        "I. Kết quả đạt được",
        "1.2. Kết quả đạt được",
        "a) Kết quả đạt được",
        "(1) Kết quả đạt được",
    ):
        yield Fault(
            "numbered_by_hand",
            REPORT,
            put(data, "/sections/0/heading", heading),
            "/sections/0/heading",
        )
    for item in (
        "- Mỗi phong trào thiết thực",
        "+ Mỗi phong trào thiết thực",
        "• Mỗi phong trào thiết thực",
    ):
        yield Fault(
            "numbered_by_hand",
            REPORT,
            put(data, "/sections/0/sections/0/items/1", item),
            "/sections/0/sections/0/items/1",
        )
    for bare in (
        {"sections": [leaf]},
        {"items": ["Một việc"]},
        {"blocks": [{"items": ["Một việc"]}]},
    ):
        yield Fault("clause_without_text", REPORT, put(data, "/sections/2", bare), "/sections/2")
    unclear: tuple[list[Data], ...] = (
        [{}],
        [{"paragraph": "Một", "items": ["Hai"]}],
        [{"paragraph": "Một"}, {"items": []}],
    )
    for blocks in unclear:
        yield Fault(
            "block_form",
            REPORT,
            put(data, "/sections/2", {"heading": "Việc", "blocks": blocks}),
            "/sections/2/blocks",
        )
    both = {"heading": "Việc", "paragraphs": ["Một"], "blocks": [{"paragraph": "Hai"}]}
    yield Fault("block_form", REPORT, put(data, "/sections/2", both), "/sections/2/blocks")


def _with_table(code: str, columns: list[Any], rows: list[list[Any]], at: str) -> Fault:
    table = {"columns": columns, "rows": rows}
    return Fault(code, REPORT, put(sample(REPORT), _TABLE, table), f"{_TABLE}/{at}")


def tables() -> Iterator[Fault]:
    """Tables that are not laid out, and figures that are wrong by one digit."""
    yield _with_table("table_form", ["Nội dung", "Số"], [["Đoàn ra", 1], ["Đoàn vào"]], "rows/1")
    yield _with_table("table_form", ["Nội dung", "Số"], [["Đoàn ra", 1, 2]], "rows/0")
    ratio = {"header": "Tỷ lệ", "computed": "ratio", "of": ["Kế hoạch", "Không có"]}
    yield _with_table(
        "table_form", ["Nội dung", "Kế hoạch", ratio], [["Đoàn ra", 1, None]], "columns/2"
    )
    yield _with_table("table_form", [f"Cột {n}" for n in range(64)], [[1] * 64], "columns")
    head = ["Chỉ tiêu", "Kế hoạch", "Thực hiện", "Tỷ lệ (%)"]
    for stated in (59, "99,5", "95,1%", "105,3"):
        yield _with_table(
            "wrong_ratio",
            head,
            [["Đoàn ra", 30, 37, "123,33"], ["Đoàn vào", 20, 19, stated]],
            "rows/1/3",
        )
    short = ["Chỉ tiêu", "KH", "TH", "Đạt"]
    yield _with_table("wrong_ratio", short, [["Hồ sơ", "1.200", "1.140", "96%"]], "rows/0/3")
    years = ["Nội dung", "Năm 2025", "Năm 2026", "Tăng, giảm (%)"]
    for stated in (52, "2,5", -25, "20,0"):
        yield _with_table(
            "wrong_change",
            years,
            [["Tiếp dân", 120, 150, stated], ["Đơn", 40, 36, -10]],
            "rows/0/3",
        )
    flat = ["Đơn vị", "Hồ sơ"]
    for total in (31, 33, 320):
        yield _with_table(
            "wrong_total",
            flat,
            [["Văn phòng", 12], ["Thanh tra", 20], ["Tổng cộng", total]],
            "rows/2/1",
        )
    yield _with_table(
        "wrong_total", flat, [["Tổng số", 5], ["Văn phòng", 12], ["Thanh tra", 20]], "rows/0/1"
    )
    numbered = ["TT", "Đơn vị", "Hồ sơ"]
    parts = [
        ["I", "Khối sở", 30],
        [1, "Văn phòng", 18],
        [2, "Thanh tra", 12],
        ["II", "Khối xã", 25],
    ]
    yield _with_table("wrong_total", numbered, [*parts, ["", "Tổng cộng (I+II)", 85]], "rows/4/2")
    yield _with_table("wrong_total", numbered, [*parts, ["", "Tổng cộng", 54]], "rows/4/2")
    yield _with_table(
        "wrong_total",
        flat,
        [["Văn phòng", "1,5"], ["Thanh tra", "2,5"], ["Cộng", "5,0"]],
        "rows/2/1",
    )
    shares = ["Nguồn vốn", "Cơ cấu (%)"]
    yield _with_table(
        "shares_not_100",
        shares,
        [["Ngân sách", 60], ["Doanh nghiệp", 30], ["Dân cư", 5]],
        "columns/1",
    )
    yield _with_table(
        "shares_not_100", shares, [["Ngân sách", "60,5%"], ["Doanh nghiệp", "40,5%"]], "columns/1"
    )
    romans = ["TT", "Nguồn vốn", "Tỷ trọng (%)"]
    whole = [
        ["I", "Ngân sách", 60],
        [1, "Trung ương", 40],
        [2, "Địa phương", 20],
        ["II", "Doanh nghiệp", 25],
        ["III", "Dân cư", 5],
    ]
    yield _with_table("shares_not_100", romans, whole, "columns/2")
    yield _with_table("shares_not_100", romans, [*whole, ["", "Tổng cộng", 100]], "columns/2")
    typed = [["I. Ngân sách", 60], ["1. Trung ương", 60], ["II. Doanh nghiệp", 45]]
    yield _with_table("shares_not_100", shares, typed, "columns/1")
    minutes = put(
        sample(MINUTES), "/proceedings/2/blocks", [{"table": {"columns": ["A"], "rows": [[1, 2]]}}]
    )
    minutes = put_all(minutes, {"/proceedings/2/paragraphs": [], "/proceedings/2/items": []})
    yield Fault("table_form", MINUTES, minutes, "/proceedings/2/blocks/0/table/rows/0")


KINDS: Final[tuple[Kind, ...]] = (periods, sections, tables)
