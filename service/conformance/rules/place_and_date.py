"""The line "Hà Nội, ngày 05 tháng 01 năm 2020" (mục II.4)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Final

from service.conformance.rules.looks import looks_of
from service.conformance.rules.recognised import beginning, is_missing
from service.conformance.rules.rule import Judged, Rule, Said, place, rule
from service.conformance.rules.spots import Spot, is_capitals, of_kind, spots
from service.language import vietnamese

_BLANK: Final = r"[\s.…_]*"
_WRITTEN: Final = re.compile(
    rf"(?P<place>.*?)(?P<comma>\s*,)?\s*ngày\s*(?P<day>\d+|{_BLANK})\s*tháng\s*(?P<month>\d+|{_BLANK})\s*năm\s*(?P<year>\d+|{_BLANK})"
    r"(?P<end>[.;,]*)",
    re.IGNORECASE | re.DOTALL,
)
_SHORT_PLACE: Final = re.compile(
    r"\b(?:TP|Tp|tp|TX|Tx|TT|Tt|Q|P|H|X)\s*\.\s*\w|\b(?:TPHCM|HCM|HN|TP HCM|TP)\b"
)
#: Letters of a line that are looked at.
_LONGEST: Final = 200
#: A line that is all in capitals is told by ``date-case``.
_ALL: Final = 0.95
#: Models that have neither place nor date.
_WITHOUT: Final = frozenset({"biên bản"})


def _squeezed(spot: Spot) -> str:
    return vietnamese.nfc(" ".join(spot.text[:_LONGEST].split()))


def _written(judged: Judged) -> Iterator[tuple[Spot, re.Match[str]]]:
    for spot in of_kind(judged, "place_date"):
        line = _WRITTEN.fullmatch(_squeezed(spot))
        if line is not None:
            yield spot, line


@rule("date-missing", "II.4.c", "Có địa danh và thời gian ban hành")
def place_date_missing(judged: Judged) -> Iterator[Said]:
    """Văn bản ghi địa danh và thời gian ban hành dưới Quốc hiệu và Tiêu ngữ; mẫu biên bản (Mẫu 1.9) không có dòng này."""
    known = judged.components.type_name
    if known is not None and known not in _WITHOUT and is_missing(judged, "place_date"):
        yield Said(
            beginning(judged),
            "không có",
            "địa danh, ngày … tháng … năm …",
            "Văn bản không có địa danh và thời gian ban hành dưới Tiêu ngữ.",
        )


@rule("date-words", "II.4.b", "Ngày, tháng, năm viết đầy đủ")
def date_written_out(judged: Judged) -> Iterator[Said]:
    """Thời gian ban hành viết đầy đủ “ngày … tháng … năm …”, không viết tắt bằng gạch chéo."""
    for spot in of_kind(judged, "place_date"):
        if _WRITTEN.fullmatch(_squeezed(spot)) is None:
            yield Said(
                spot.where,
                f"“{spot.text.strip()[:60]}”",
                "“…, ngày … tháng … năm …”",
                "Thời gian ban hành chưa viết đầy đủ; phải viết “ngày … tháng … năm …”.",
            )


@rule("date-small-words", "II.4.c", "Chữ “ngày”, “tháng”, “năm” viết thường")
def date_small_words(judged: Judged) -> Iterator[Said]:
    """Địa danh và thời gian viết chữ in thường: “ngày”, “tháng”, “năm” không viết hoa."""
    for spot, _ in _written(judged):
        if spot.share(is_capitals) > _ALL:
            continue
        if capital := re.search(r"\b(Ngày|Tháng|Năm|NGÀY|THÁNG|NĂM)\b", spot.text):
            yield Said(
                spot.where,
                f"“{capital[1]}”",
                f"“{vietnamese.lower(capital[1])}”",
                f"“{capital[1]}” phải viết thường.",
            )


@rule("date-comma", "II.4.c", "Dấu phẩy sau địa danh")
def place_comma(judged: Judged) -> Iterator[Said]:
    """Sau địa danh có dấu phẩy (,)."""
    for spot, line in _written(judged):
        if line["place"].strip() and not line["comma"]:
            yield Said(
                spot.where, "không có dấu phẩy", "dấu phẩy (,)", "Sau địa danh thiếu dấu phẩy (,)."
            )


@rule("date-place", "II.4.a", "Có địa danh")
def place_named(judged: Judged) -> Iterator[Said]:
    """Trước ngày, tháng, năm có địa danh nơi cơ quan đóng trụ sở."""
    for spot, line in _written(judged):
        if not line["place"].strip(" ,"):
            yield Said(
                spot.where,
                "không có địa danh",
                "địa danh",
                "Trước ngày, tháng, năm thiếu địa danh.",
            )


@rule("place-capitals", "II.4.c", "Chữ cái đầu của địa danh viết hoa")
def place_capitals(judged: Judged) -> Iterator[Said]:
    """Các chữ cái đầu của địa danh viết hoa; địa danh không viết toàn chữ in hoa."""
    for spot, line in _written(judged):
        if spot.share(is_capitals) > _ALL:
            continue
        words = re.findall(r"[^\W\d_]+", line["place"])
        common = {
            "thành",
            "phố",
            "tỉnh",
            "huyện",
            "quận",
            "thị",
            "xã",
            "phường",
            "trấn",
            "đặc",
            "khu",
        }
        names = [word for word in words if word not in common]
        small = [word for word in names if word[0].islower()] or [
            word for word in words[:1] if word[0].islower()
        ]
        whole = [
            word for word in words if len(word) > 1 and word.isupper() and word not in ("TP", "TX")
        ]
        if small or (words and len(whole) == len(words)):
            yield Said(
                spot.where,
                f"“{line['place'].strip()[:40]}”",
                "viết hoa các chữ cái đầu",
                "Địa danh viết sai chữ hoa; phải viết hoa các chữ cái đầu.",
            )


@rule("place-in-full", "II.4.a", "Địa danh là tên gọi đầy đủ")
def place_in_full(judged: Judged) -> Iterator[Said]:
    """Địa danh là tên gọi chính thức, không viết tắt: “Thành phố Hồ Chí Minh”, không phải “TP. HCM”."""
    for spot, line in _written(judged):
        if short := _SHORT_PLACE.search(line["place"]):
            yield Said(
                spot.where,
                f"“{short[0].strip()}”",
                "tên gọi đầy đủ",
                f"Địa danh viết tắt “{line['place'].strip()[:40]}”; phải ghi tên gọi đầy đủ.",
            )


@rule("day-padding", "II.4.b", "Ngày nhỏ hơn 10 có số 0")
def day_padding(judged: Judged) -> Iterator[Said]:
    """Ngày nhỏ hơn 10 phải ghi thêm số 0 phía trước: “ngày 05”."""
    for spot, line in _written(judged):
        if re.fullmatch(r"[1-9]", line["day"]):
            yield Said(
                spot.where,
                f"“ngày {line['day']}”",
                f"“ngày 0{line['day']}”",
                f"Ngày {line['day']} phải ghi 0{line['day']}.",
            )


@rule("month-padding", "II.4.b", "Tháng 1, 2 có số 0")
def month_padding(judged: Judged) -> Iterator[Said]:
    """Tháng 1 và tháng 2 phải ghi thêm số 0 phía trước: “tháng 01”, “tháng 02”."""
    for spot, line in _written(judged):
        if line["month"] in ("1", "2"):
            yield Said(
                spot.where,
                f"“tháng {line['month']}”",
                f"“tháng 0{line['month']}”",
                f"Tháng {line['month']} phải ghi 0{line['month']}.",
            )


@rule("month-zeros", "II.4.b", "Từ tháng 3 không thêm số 0", severity="warning")
def month_zeros(judged: Judged) -> Iterator[Said]:
    """Chỉ tháng 1 và tháng 2 ghi thêm số 0; từ tháng 3 ghi “tháng 3”, không ghi “tháng 03”."""
    for spot, line in _written(judged):
        if re.fullmatch(r"0[3-9]", line["month"]):
            yield Said(
                spot.where,
                f"“tháng {line['month']}”",
                f"“tháng {line['month'][1]}”",
                f"Tháng {line['month']} ghi thừa số 0; ghi “tháng {line['month'][1]}”.",
            )


@rule("year-in-full", "II.4.b", "Năm ghi đủ bốn chữ số")
def year_in_full(judged: Judged) -> Iterator[Said]:
    """Năm ban hành ghi đủ bốn chữ số."""
    for spot, line in _written(judged):
        if re.fullmatch(r"\d{1,3}|\d{5,}", line["year"]):
            yield Said(
                spot.where,
                f"“năm {line['year']}”",
                "bốn chữ số",
                f"Năm ghi “{line['year']}”; phải ghi đủ bốn chữ số.",
            )


@rule("date-real", "II.4.b", "Ngày có thật")
def date_real(judged: Judged) -> Iterator[Said]:
    """Ngày, tháng, năm ban hành là ngày có thật."""
    for spot, line in _written(judged):
        parts = [line[part] for part in ("year", "month", "day")]
        if not all(part.isdigit() for part in parts):
            continue
        try:
            datetime.date(*map(int, parts))
        except (ValueError, OverflowError):
            yield Said(
                spot.where,
                f"{parts[2]}/{parts[1]}/{parts[0]}",
                "ngày có thật",
                "Ngày ban hành không có trong lịch.",
            )


@rule("date-end", "II.4.c", "Không có dấu sau năm", severity="warning")
def date_end(judged: Judged) -> Iterator[Said]:
    """Sau năm ban hành không có dấu chấm."""
    for spot, line in _written(judged):
        if line["end"]:
            yield Said(
                spot.where,
                f"dấu “{line['end']}”",
                "không có dấu",
                "Sau năm ban hành không ghi dấu.",
            )


@rule("date-beside-number", "II.4.c", "Cùng dòng với số, ký hiệu")
def date_beside_number(judged: Judged) -> Iterator[Said]:
    """Địa danh và thời gian trình bày trên cùng một dòng với số, ký hiệu; công văn dài trích yếu cũng vậy."""
    number, date = judged.components.first("number"), judged.components.first("place_date")
    if number is None or date is None:
        return
    left, right = (judged.document.paragraphs[one.paragraphs[0]] for one in (number, date))
    if left.table is None or left.table != right.table or left.row is None or right.row is None:
        return
    alone = all(spot.is_whole for spot in spots(judged, (number, date)))
    if alone and left.row != right.row:
        yield Said(
            place(right),
            "khác hàng với số, ký hiệu",
            "cùng hàng với số, ký hiệu",
            "Địa danh và thời gian không cùng hàng với số, ký hiệu văn bản.",
        )


@rule("date-under-motto", "II.4.c", "Địa danh và thời gian dưới Tiêu ngữ")
def date_under_motto(judged: Judged) -> Iterator[Said]:
    """Địa danh và ngày, tháng, năm đặt ở phần đầu văn bản, dưới Quốc hiệu và Tiêu ngữ, không đặt phía trên chữ ký."""
    date, title = judged.components.first("place_date"), judged.components.first("type_name")
    if date is None or title is None or judged.components.type_name in _WITHOUT:
        return
    is_in_header = judged.begin_of(date).part != judged.begin_of(title).part
    if date.paragraphs[0] > title.paragraphs[-1] and not is_in_header:
        yield Said(
            judged.begin_of(date),
            "dưới tên loại văn bản",
            "dưới Quốc hiệu và Tiêu ngữ",
            "Địa danh và thời gian đặt sau tên loại văn bản; phải đặt ở đầu trang, dưới Tiêu ngữ.",
        )


PLACE_AND_DATE_RULES: Final[tuple[Rule, ...]] = (
    place_date_missing,
    date_written_out,
    date_small_words,
    place_comma,
    place_named,
    place_capitals,
    place_in_full,
    day_padding,
    month_padding,
    month_zeros,
    year_in_full,
    date_real,
    date_end,
    date_beside_number,
    date_under_motto,
    *looks_of(
        "place_date", "DiaDanhThoiGian", "địa danh và thời gian ban hành", slug="date", case=False
    ),
)
