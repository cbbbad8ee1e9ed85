"""Files that offices send, read and answered, beside the library that does least with the same file; they take turns.

The collector of unused objects rests meanwhile, for both, as it does in the processes in which the service reads files.

Run: ``python -m bench.uploads [rounds]``.
"""

from __future__ import annotations

import gc
import io
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple

import docx
import openpyxl

from bench import inputs
from service import config, documents, intake, pipeline, workbook
from service.docx.changed_body import with_body

ROWS, RETURNED_ROWS = 5_000, 2_000
#: Each so many rows of the form one lacks its name.
_FAULTY = 100
_HEADERS = ("STT", "Danh xưng", "Họ và tên", "Chức vụ", "Đơn vị công tác", "Thành tích")
_TYPE = documents.get(inputs.DECISION)

#: What is done with a file, and how many rows it found.
Work = Callable[[bytes], int]


class Job(NamedTuple):
    """A file, what is done with it, and the peer's way to read (and write) the same file."""

    called: str
    content: bytes
    rows: int
    work: Work
    peer: str
    by_peer: Work


# --- the files --------------------------------------------------------------------------------------------------------


def clerks_list(rows: int = ROWS) -> bytes:
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


def filled_form(rows: int = ROWS) -> bytes:
    """Our own form, in which a name is missing now and then."""
    data = inputs.decision(rows)
    for person in data["awards"][0]["individuals"][::_FAULTY]:
        person["full_name"] = None
    return intake.form_workbook(_TYPE, data)


def returned_document(services: pipeline.Services, rows: int = RETURNED_ROWS) -> bytes:
    """A document of ours in which somebody's position was changed in Word."""
    parsed = intake.ParsedInput(inputs.decision(rows))
    made = pipeline.produce(services, _TYPE, parsed).content
    old, new = "Hiệu trưởng".encode(), "Phó Hiệu trưởng".encode()
    return with_body(made, lambda xml: xml.replace(old, new, 1))


# --- what is done with them -------------------------------------------------------------------------------------------


def read_and_map(content: bytes) -> int:
    """With the account of every row."""
    reading = intake.parse_workbook(content, inputs.DECISION)
    return len(reading.data["awards"][0]["individuals"])


def check_and_mark(services: pipeline.Services, content: bytes) -> int:
    """Read, checked, and written again with every violation at its cell."""
    reading = intake.parse_workbook(content, inputs.DECISION)
    parsed = intake.ParsedInput(reading.data, reading.cells, reading.violations)
    violations = pipeline.review(services, _TYPE, parsed).violations
    workbook.mark(content, violations, reading.sheets, seen=reading.seen)
    return len(reading.data["awards"][0]["individuals"])


def _returned(content: bytes) -> intake.ReturnedDocument:
    found, text = intake.parse_document(content, inputs.DECISION)
    data = intake.read(found.data.encode(), "json", _TYPE).data
    return intake.ReturnedDocument(data, text, found.template_version)


def read_and_compare(services: pipeline.Services, content: bytes) -> int:
    """Its own input and what was changed in Word since, as a check of it says."""
    returned = _returned(content)
    parsed = intake.ParsedInput(returned.data, returned=returned)
    found = pipeline.review(services, _TYPE, parsed).violations
    assert [violation.code for violation in found].count("changed_in_word") == 1
    return len(returned.data["awards"][0]["individuals"])


def take_over(services: pipeline.Services, content: bytes) -> int:
    """The same, with the input in which the change was taken over."""
    merged = pipeline.reimport(services, _TYPE, _returned(content)).merged
    assert len(merged.accepted) == 1
    return len(merged.data["awards"][0]["individuals"])


# --- the peers --------------------------------------------------------------------------------------------------------


def openpyxl_values(content: bytes) -> int:
    """openpyxl's fastest way to the values alone, as its manual shows."""
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    return sum(1 for _ in book.worksheets[0].iter_rows(values_only=True))


def openpyxl_again(content: bytes) -> int:
    """The workbook loaded and saved, nothing said in it."""
    book = openpyxl.load_workbook(io.BytesIO(content), rich_text=True)
    book.save(io.BytesIO())
    return max(sheet.max_row for sheet in book.worksheets)


def python_docx_texts(content: bytes) -> int:
    """The texts of all paragraphs and cells."""
    document = docx.Document(io.BytesIO(content))
    for paragraph in document.paragraphs:
        assert paragraph.text is not None
    tables = [[[cell.text for cell in row.cells] for row in t.rows] for t in document.tables]
    return max(map(len, tables))


# --- in turns ---------------------------------------------------------------------------------------------------------


def jobs() -> list[Job]:
    services = pipeline.build_services(config.load({}))

    def with_services(work: Callable[[pipeline.Services, bytes], int]) -> Work:
        return lambda content: work(services, content)

    returned = returned_document(services)
    texts = ("python-docx reads its texts", python_docx_texts)
    return [
        Job(
            "an office's list, read and mapped", clerks_list(), ROWS, read_and_map,
            "openpyxl reads its values", openpyxl_values,
        ),
        Job(
            "our form, read, checked and marked", filled_form(), ROWS, with_services(check_and_mark),
            "openpyxl loads and saves it", openpyxl_again,
        ),
        Job(
            "a returned document, read and compared", returned, RETURNED_ROWS, with_services(read_and_compare), *texts,
        ),
        Job(
            "… and its change taken over", returned, RETURNED_ROWS, with_services(take_over), *texts
        ),
    ]  # fmt: skip


def _seconds(work: Work, job: Job) -> float:
    """Processor time of one turn."""
    gc.collect()
    gc.disable()
    began = time.process_time()
    found = work(job.content)
    spent = time.process_time() - began
    gc.enable()
    if found < job.rows:
        raise SystemExit(f"{job.called}: {found} rows of {job.rows}")
    return spent


def compare(job: Job, rounds: int) -> tuple[float, float]:
    """Median processor seconds of both."""
    turns = [(_seconds(job.work, job), _seconds(job.by_peer, job)) for _ in range(rounds)]
    ours, theirs = zip(*turns, strict=True)
    return statistics.median(ours), statistics.median(theirs)


def report(rounds: int) -> Mapping[str, float]:
    """The table of docs/performance.md; what each job took in turns with its peer."""
    print("\nFiles: median processor time of one file, s\n")
    print(
        "| file | rows | s | beside it | its s | ours ÷ its |\n| --- | ---: | ---: | --- | ---: | ---: |"
    )
    ratios = {}
    for job in jobs():
        ours, theirs = compare(job, rounds)
        ratios[job.called] = ours / theirs
        print(f"| {job.called} | {job.rows:,} | {ours:.2f} | {job.peer} | {theirs:.2f} | {ours / theirs:.2f} |", flush=True)  # fmt: skip
    return ratios


if __name__ == "__main__":
    report(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
