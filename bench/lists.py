"""A clerk's list of 5,000 people, read and mapped, beside openpyxl reading the same file; they take turns.

Run: ``python -m bench.lists [rounds]``.
"""

from __future__ import annotations

import io
import statistics
import sys
import time
from collections.abc import Callable

import openpyxl

from bench import inputs
from service import intake

ROWS = 5_000
_HEADERS = ("STT", "Danh xưng", "Họ và tên", "Chức vụ", "Đơn vị công tác", "Thành tích")


def workbook(rows: int = ROWS) -> bytes:
    """A list as an office keeps it: letterhead, title, headers, people, a total."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for line in (["UBND TỈNH QUẢNG TRỊ"], ["SỞ NGOẠI VỤ"], ["DANH SÁCH TẶNG GIẤY KHEN"], _HEADERS):
        sheet.append(line)
    (award,) = inputs.decision(rows)["awards"]
    for number, person in enumerate(award["individuals"], 1):
        sheet.append([number, *person.values(), f"Hoàn thành xuất sắc nhiệm vụ thứ {number}"])
    sheet.append([None, None, f"Tổng cộng: {rows} người"])
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def read_and_map(content: bytes) -> int:
    """As an upload is read, with the account of every row; how many people were found."""
    reading = intake.parse_workbook(content, inputs.DECISION)
    return len(reading.data["awards"][0]["individuals"])


def read_values(content: bytes) -> int:
    """openpyxl's fastest way to the values alone, as its manual shows; how many rows it gave."""
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    return sum(1 for _ in book.worksheets[0].iter_rows(values_only=True))


def seconds(work: Callable[[bytes], int], content: bytes) -> float:
    """CPU time of one turn."""
    began = time.process_time()
    work(content)
    return time.process_time() - began


def compare(rounds: int) -> tuple[float, float]:
    """Median CPU seconds: read and mapped by us, read by openpyxl."""
    content = workbook()
    if read_and_map(content) != ROWS:
        raise SystemExit("the list was not read whole")
    turns = [(seconds(read_and_map, content), seconds(read_values, content)) for _ in range(rounds)]
    ours, theirs = zip(*turns, strict=True)
    return statistics.median(ours), statistics.median(theirs)


def report(rounds: int) -> None:
    """The line of docs/performance.md."""
    ours, theirs = compare(rounds)
    print(f"\nA list of {ROWS:,} rows, read and mapped: {ours:.2f} s; openpyxl reads its values alone in {theirs:.2f} s;")  # fmt: skip
    print(f"ratio {ours / theirs:.2f}.")


if __name__ == "__main__":
    report(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
