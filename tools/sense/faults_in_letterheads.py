"""Faults around the text: signature, number, place, recipients, the archive line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tools.sense.changes import Fault, Kind, each, put, put_all
from tools.sense.clean import DECISION, MINUTES, REPORT, sample


def signatures() -> Iterator[Fault]:
    """The one who signs, and for whom."""
    report, decision = sample(REPORT), sample(DECISION)
    titled = (
        "TS. Ngô Thị Hoài Nam",
        "Thạc sĩ Ngô Thị Hoài Nam",
        "PGS.TS Ngô Thị Hoài Nam",
        "BS CKII Ngô Thị Hoài Nam",
    )
    yield from each("academic_title", REPORT, report, "/signer/full_name", titled)
    yield from each("academic_title", MINUTES, sample(MINUTES), "/chair/full_name", titled[:1])
    shouted = ("NGÔ THỊ HOÀI NAM", "ngô thị hoài nam")
    yield from each("name_capitals", REPORT, report, "/signer/full_name", shouted)
    yield from each(
        "name_capitals", DECISION, decision, "/awards/0/individuals/2/full_name", shouted
    )
    yield from each("name_capitals", MINUTES, sample(MINUTES), "/secretary/full_name", shouted[:1])
    slipped = ("Ngô thị Hoài Nam", "NGô Thị Hoài Nam", "Ngô Thị hoài nam", "ngô Thị Hoài Nam")
    yield from each("name_capitals", REPORT, report, "/signer/full_name", slipped)
    for capacity in ("KT", "TL", "TUQ", "TM"):
        data = put_all(report, {"/signer/capacity": capacity, "/signer/authority": None})
        yield Fault("required", REPORT, data, "/signer/authority")
    unsaid = ("Giám đốc", "Chủ tịch", "Ủy ban nhân dân")
    for authority in unsaid:
        data = put_all(report, {"/signer/capacity": None, "/signer/authority": authority})
        yield Fault("authority_without_capacity", REPORT, data, "/signer/capacity")
    heads = ("Trưởng phòng", "Chánh Văn phòng", "Chuyên viên")
    yield from each("kt_not_deputy", REPORT, report, "/signer/position", heads)
    yield from each("kt_not_deputy", REPORT, report, "/signer/position", ["Giám đốc"], at="/signer")
    for deputy in ("Phó Giám đốc", "Phó Giám đốc phụ trách", "Phó Chủ tịch"):
        yield Fault(
            "deputy_without_kt",
            DECISION,
            put(decision, "/signer/position", deputy),
            "/signer/capacity",
        )
    together = put_all(report, {"/signer/capacity": "TM", "/signer/authority": "Ủy ban nhân dân"})
    yield Fault(
        "deputy_without_kt",
        REPORT,
        put(together, "/signer/position", "Phó Chủ tịch"),
        "/signer/capacity",
    )
    for position, behalf in (
        ("Giám đốc", "Sở Ngoại vụ"),
        ("Cục trưởng", "Cục Thuế"),
        ("Trưởng phòng", "Phòng Tài chính"),
    ):
        data = put_all(
            decision,
            {"/signer/position": position, "/signer/capacity": "TM", "/signer/authority": behalf},
        )
        yield Fault("head_signs_alone", DECISION, data, "/signer")
    alone = put_all(
        decision, {"/signer/position": "Giám đốc", "/signer/on_behalf_of": "Sở Ngoại vụ"}
    )
    yield Fault("head_signs_alone", DECISION, alone, "/signer/on_behalf_of")
    yield from each(
        "typed_capacity",
        REPORT,
        report,
        "/signer/authority",
        ("KT. Giám đốc", "TL. Giám đốc", "TUQ. Giám đốc"),
    )
    yield from each(
        "typed_capacity", DECISION, decision, "/signer/position", ("Q. Giám đốc", "Quyền Giám đốc")
    )


def numbers() -> Iterator[Fault]:
    """The notation and the subject."""
    for slug, kind in ((REPORT, "BC"), (DECISION, "QĐ"), (MINUTES, "BB")):
        data = sample(slug)
        dated = (f"2026/{kind}-SNgV", f"{kind}-SNgV/2026")
        yield from each("year_in_notation", slug, data, "/code_notation", dated)
        yield from each(
            "unusual_notation",
            slug,
            data,
            "/code_notation",
            (f"{kind}-SNV", f"{kind}/SNgV", "CV-SNgV"),
        )
        about = (f"V/v {data['subject']}", f"v/v: {data['subject']}")
        yield from each("abbreviated_subject", slug, data, "/subject", about)
    for slug in (REPORT, DECISION):
        yield from each(
            "issued_far_ahead", slug, sample(slug), "/issued_date", ("2062-11-20", "2036-11-20")
        )


def places() -> Iterator[Fault]:
    """Provinces that are no more, and names that must be in full."""
    for place in (
        "Quảng Bình",
        "Hà Giang",
        "Bắc Giang",
        "tỉnh Thái Bình",
        "Kon Tum",
        "Bà Rịa - Vũng Tàu",
        "Thừa Thiên Huế",
    ):
        yield Fault("old_province", DECISION, put(sample(DECISION), "/place", place), "/place")
    for place in ("TP. Hồ Chí Minh", "TP.HCM", "Hồ Chí Minh", "thành phố Hồ Chí Minh"):
        yield Fault("place_in_full", REPORT, put(sample(REPORT), "/place", place), "/place")


def recipients() -> Iterator[Fault]:
    """Lines of Nơi nhận and Kính gửi that do not fit."""
    report, decision = sample(REPORT), sample(DECISION)
    for line in ("Như trên", "Như trên (b/c)", "như trên"):
        yield Fault(
            "as_above_without_addressee",
            DECISION,
            put(decision, "/recipients/1", line),
            "/recipients/1",
        )
    for line in ("Lưu: VT, VP", "- Lưu: VT", "Lưu VT"):
        yield Fault(
            "typed_archive_line", DECISION, put(decision, "/recipients/-", line), "/recipients/3"
        )
    for unit in ("VT", "Văn thư", "vt."):
        yield Fault(
            "typed_clerical_office",
            REPORT,
            put(report, "/archive/units", [unit]),
            "/archive/units/0",
        )
    again = (
        "UBND tỉnh (b/c)",
        "UBND  tỉnh (b/c);",
        "Ban Thi đua - Khen thương tỉnh",
        "Ban Thi đua – Khen thưởng tỉnh",
    )
    for line in again:
        yield Fault(
            "recipient_twice", DECISION, put(decision, "/recipients/-", line), "/recipients/3"
        )
    yield Fault(
        "recipient_twice",
        REPORT,
        put(report, "/recipients/-", "Các phòng, đơn vi thuộc Sở"),
        "/recipients/2",
    )
    for line in (
        "Các phòng, đơn vị thuộc Sở",
        "Phòng Lãnh sự thuộc Sở",
        "Sở Ngoại vụ",
        "Chi cục Biển trực thuộc Sở",
    ):
        yield Fault(
            "addressee_below", REPORT, put(report, "/addressed_to", [line]), "/addressed_to/0"
        )
    for line in ("Như Điều 2", "Như Điều 4", "Như Điều 1", "Như Điều 5 (b/c)"):
        yield Fault(
            "wrong_article", DECISION, put(decision, "/recipients/0", line), "/recipients/0"
        )
    for line in ("các cá nhân có tên tại Điều 4", "các tập thể nêu ở Điều 5", "đơn vị theo Điều 7"):
        yield Fault(
            "missing_article", DECISION, put(decision, "/executors/2", line), "/executors/2"
        )


def electronic() -> Iterator[Fault]:
    """What a system sets and a clerk types, annexes in files of their own."""
    report, decision, minutes = sample(REPORT), sample(DECISION), sample(MINUTES)
    for name in ("(Đã ký) Ngô Thị Hoài Nam", "Ngô Thị Hoài Nam (đã ký)"):
        yield Fault(
            "typed_signature", REPORT, put(report, "/signer/full_name", name), "/signer/full_name"
        )
    for line in ("Ký bởi: Sở Ngoại vụ tỉnh Hà Tĩnh", "Thời gian ký: 20/11/2026 10:22:33 +07:00"):
        yield Fault(
            "typed_signature", DECISION, put(decision, "/recipients/1", line), "/recipients/1"
        )
    title = report["annexes"][0]["title"]
    for line in (
        "(Kèm theo Báo cáo số 45/BC-SNgV ngày 20 tháng 11 năm 2026)",
        "(Ban hành kèm theo Báo cáo này)",
        "- Kèm theo Báo cáo số /BC-SNgV",
    ):
        yield Fault(
            "typed_attachment_line",
            REPORT,
            put(report, "/annexes/0/title", f"{title} {line}"),
            "/annexes/0/title",
        )
    for slug, data, pointer, text in (
        (
            REPORT,
            report,
            "/closing/0",
            "Trên đây là Báo cáo tổng kết giai đoạn 2021 - 2026 (có tệp Excel kèm theo).",
        ),
        (
            DECISION,
            decision,
            "/awards/0/achievement",
            "có thành tích (danh sách tại file đính kèm)",
        ),
        (MINUTES, minutes, "/conclusions/0", "Thống nhất danh sách tại tệp tin gửi kèm"),
    ):
        changed = put_all(data, {"/medium": "electronic", pointer: text})
        yield Fault("annex_in_own_file", slug, changed, pointer)


KINDS: Final[tuple[Kind, ...]] = (signatures, numbers, places, recipients, electronic)
