"""Every file, row and line that a clerk brings is an item under a name that she finds again, or is told."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from service import batch_files, config, documents, intake, pipeline
from service.batch_files import BatchItem, Source
from service.batch_files import names as batch_names
from service.batch_files.names import Names
from service.profiles import Profile
from tests.documents.inputs import sample
from tests.workbook.workbooks import book_of, opened, saved, sheet_of

SLUG = "commendation-decision"
TYPE = documents.get(SLUG)
DATA = sample(SLUG)
BODY = json.dumps(DATA).encode()


@pytest.fixture(scope="module")
def services() -> pipeline.Services:
    return pipeline.build_services(config.Settings())


def packed(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


def read(services: pipeline.Services, name: str, body: bytes, called: str = "") -> list[BatchItem]:
    return list(batch_files.read(services, TYPE, [Source(name, body, called)]))


def faults(item: BatchItem) -> list[tuple[str, str]]:
    return [(violation.code, violation.message) for violation in item.violations]


def made(services: pipeline.Services, data: Any = DATA) -> bytes:
    return pipeline.produce(services, TYPE, intake.ParsedInput(data)).content


# --- archives ------------------------------------------------------------------------------------


def test_an_archive_gives_its_files_of_every_kind_in_their_order(
    services: pipeline.Services,
) -> None:
    body = packed(
        {
            "một/a.json": BODY,
            "một/": b"",
            "b.docx": made(services),
            "c.xlsx": intake.form_workbook(TYPE, DATA),
        }
    )
    found = read(services, "lô.zip", body)
    assert [item.id for item in found] == ["một/a.json", "b.docx", "c.xlsx"]
    documents_of = [
        pipeline.produce(services, TYPE, item.parsed).content for item in found if item.parsed
    ]
    assert documents_of == [made(services)] * 3


def test_what_cannot_be_read_in_an_archive_is_told_and_stops_no_other(
    services: pipeline.Services,
) -> None:
    body = packed(
        {
            "a.txt": b"x",
            "b.json": b"{",
            "c.docx": b"PK no document",
            "d.json": b"",
            "e.zip": packed({"a.json": BODY}),
            "f.json": BODY,
        }
    )
    found = read(services, "lô.zip", body)
    assert [(item.id, item.parsed is not None) for item in found] == [
        ("a.txt", False), ("b.json", False), ("c.docx", False), ("d.json", False), ("e.zip", False), ("f.json", True),
    ]  # fmt: skip
    assert all(item.is_document for item in found)
    assert {code for item in found[:5] for code, _ in faults(item)} == {"not_read"}
    assert "dòng 1, cột 2" in faults(found[1])[0][1]


def test_files_of_the_system_are_told_and_are_no_documents(services: pipeline.Services) -> None:
    body = packed({"__MACOSX/._a.json": b"x", "x/Thumbs.db": b"x", "a.json": BODY})
    found = read(services, "lô.zip", body)
    assert [(item.id, item.is_document) for item in found] == [
        ("__MACOSX/._a.json", False), ("x/Thumbs.db", False), ("a.json", True),
    ]  # fmt: skip


def test_a_name_in_utf_8_that_does_not_say_so_is_read_as_it_was_written(
    services: pipeline.Services,
) -> None:
    body = packed({"Quyết định.json": BODY}).replace(
        struct.pack("<HHH", 20, 0x800, 8), struct.pack("<HHH", 20, 0, 8)
    )
    assert [item.id for item in read(services, "a.zip", body)] == ["Quyết định.json"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"PK\x03\x04 broken", "bị hỏng"),
        (packed({"../a.json": BODY}), "tên phần bất thường"),
        (packed({"A.json": BODY, "a.json": BODY}), "hai phần cùng tên"),
        (packed({"a.json": b" " * 20_000_000}), "nén bất thường"),
        (packed({"a.json": BODY}, zipfile.ZIP_BZIP2), "nén theo cách"),
    ],
)
def test_a_hostile_archive_gives_nothing_but_why(
    services: pipeline.Services, body: bytes, words: str
) -> None:
    (found,) = read(services, "lô.zip", body)
    assert found.parsed is None and words in faults(found)[0][1]


def test_an_archive_has_as_many_entries_and_bytes_as_a_batch_may_have() -> None:
    few = pipeline.build_services(config.Settings(batch_items=2, batch_bytes=1_000))
    two = {"a.json": b"{}", "b.json": b"{}"}
    assert len(read(few, "a.zip", packed(two))) == 2
    for more in ({**two, "c.json": b"{}"}, {"a.json": b" " * 1_001}):
        (found,) = read(few, "a.zip", packed(more))
        assert "quá lớn khi giải nén" in faults(found)[0][1]


def test_what_systems_add_takes_no_place_of_a_document() -> None:
    few = pipeline.build_services(config.Settings(batch_items=1))
    added = {"__MACOSX/._a.json": b"x", "x/~$b.docx": b"x", ".DS_Store": b"x"}
    found = read(few, "a.zip", packed({**added, "a.json": b"{}"}))
    assert [item.is_of_system for item in found] == [True, True, True, False]
    assert [item.is_document for item in found] == [False, False, False, True]


def test_an_entry_that_is_too_long_is_not_unpacked(
    services: pipeline.Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = packed({"a.json": b" " * 2_000_001, "b.json": BODY})
    read_entry = zipfile.ZipFile.read
    unpacked = []

    def noted(self: zipfile.ZipFile, info: Any, *more: Any) -> bytes:
        unpacked.append(info.filename)
        return read_entry(self, info, *more)

    monkeypatch.setattr(zipfile.ZipFile, "read", noted)
    first, second = read(services, "a.zip", body)
    assert "2000000 byte" in faults(first)[0][1] and second.parsed is not None
    assert unpacked == ["b.json"]


def test_an_entry_that_is_broken_stops_no_other(services: pipeline.Services) -> None:
    whole = packed({"a.json": b'{"subject": "abcdefgh"}', "b.json": BODY}, zipfile.ZIP_STORED)
    first, second = read(services, "a.zip", whole.replace(b"abcdefgh", b"abcdefgX", 1))
    assert "bị hỏng" in faults(first)[0][1] and second.parsed is not None


# --- workbooks -----------------------------------------------------------------------------------


def many(*rows: dict[str, Any], **lists: list[dict[str, Any]]) -> bytes:
    """Our form for many documents, filled in by its pointers."""
    book = opened(intake.batch_workbook(TYPE))
    for title, given in {"Văn bản": list(rows), **lists}.items():
        page = book[title.replace("_", " ")]
        pointers = {cell.value: cell.column or 0 for cell in page[1]}
        for number, row in enumerate(given, 4):
            for pointer, value in row.items():
                page.cell(number, pointers[pointer], value)
    return saved(book)


def one(number: int) -> dict[str, Any]:
    return {
        "#stt": number,
        "/documents/*/organ/organ_name": "Sở Ngoại vụ",
        "/documents/*/organ/code": "SNgV",
        "/documents/*/subject": f"Tặng Giấy khen lần {number}",
        "/documents/*/place": "Hà Tĩnh",
        "/documents/*/issued_date": "18/11/2026",
        "/documents/*/signer/position": "Giám đốc",
        "/documents/*/signer/full_name": "Thái Phúc Sơn",
        "/documents/*/issuing_authority": "Giám đốc Sở Ngoại vụ tỉnh Hà Tĩnh",
        "/documents/*/legal_bases/*": "\n".join(DATA["legal_bases"]),
        "/documents/*/executors/*": "Chánh Văn phòng Sở\nCác cá nhân có tên tại Điều 1",
    }


def award(number: int, document: int) -> dict[str, Any]:
    return {
        "#stt": number,
        "/documents/*": document,
        "/documents/*/awards/*/form": "Giấy khen",
        "/documents/*/awards/*/achievement": "đã có thành tích xuất sắc",
    }


def person(of_award: int, name: str) -> dict[str, Any]:
    return {
        "/documents/*/awards/*": of_award,
        "/documents/*/awards/*/individuals/*/full_name": name,
    }


def test_each_row_of_the_form_for_many_is_a_document_with_what_other_sheets_list_for_it(
    services: pipeline.Services,
) -> None:
    body = many(
        one(1),
        one(2),
        Khen_thưởng=[award(1, 1), award(2, 2)],
        Cá_nhân=[person(2, "Lê Văn Bốn"), person(1, "Nguyễn Văn An"), person(2, "Bùi Thị Sáu")],
    )
    first, second = read(services, "lô.xlsx", body)
    assert (first.id, second.id) == ("Văn bản, dòng 4", "Văn bản, dòng 5")
    assert first.parsed and second.parsed
    names = [
        [who["full_name"] for who in parsed.data["awards"][0]["individuals"]]
        for parsed in (first.parsed, second.parsed)
    ]
    assert names == [["Nguyễn Văn An"], ["Lê Văn Bốn", "Bùi Thị Sáu"]]
    for item in (first, second):
        assert item.parsed and not pipeline.review(services, TYPE, item.parsed).errors


def test_a_fault_of_a_row_names_its_cell(services: pipeline.Services) -> None:
    body = many(
        one(1), {**one(2), "/documents/*/issued_date": "31/02/2026"}, Khen_thưởng=[award(1, 1)]
    )
    _, second = read(services, "lô.xlsx", body)
    assert second.parsed
    cells = {
        fault.pointer: fault.cell for fault in pipeline.review(services, TYPE, second.parsed).errors
    }
    assert cells["/issued_date"] == "Văn bản!S5"
    assert "/awards" in cells


def test_rows_of_no_document_and_sheets_that_are_none_of_ours_are_told(
    services: pipeline.Services,
) -> None:
    book = opened(many(one(1), one(2), Khen_thưởng=[award(1, 9)]))
    book["Văn bản"].cell(9, 60, "ghi chú riêng")
    book.create_sheet("Nháp").append(["ghi nhớ"])
    found = read(services, "lô.xlsx", saved(book))
    told = {item.id: item.violations[0].severity for item in found if not item.is_document}
    assert told == {
        "Khen thưởng, dòng 4": "error",
        "Trang tính “Nháp”": "warning",
        "Văn bản, dòng 9": "warning",
    }
    assert len(found) == 5


@pytest.mark.parametrize("slug", documents.TYPES)
def test_every_type_has_a_form_for_many_whose_example_is_no_document(slug: str) -> None:
    document_type = documents.get(slug)
    body = intake.batch_workbook(document_type)
    assert body == intake.batch_workbook(document_type)
    assert openpyxl.load_workbook(io.BytesIO(body)).sheetnames[:2] == ["Hướng dẫn", "Văn bản"]
    assert intake.documents_of_workbook(body, document_type) == []


def test_a_filled_form_of_one_document_is_one_item(services: pipeline.Services) -> None:
    (found,) = read(services, "mẫu.xlsx", intake.form_workbook(TYPE, DATA))
    assert found.id == "mẫu.xlsx" and found.parsed
    assert pipeline.produce(services, TYPE, found.parsed).content == made(services)


def test_a_workbook_may_have_as_many_sheets_as_a_batch_needs(services: pipeline.Services) -> None:
    """More than one document's workbook may have; each is an item called by its sheet."""
    sheets = {f"QĐ {n}": [["Số", n, "", "", "/code_number"]] for n in range(1, 62)}
    found = read(services, "lô.xlsx", book_of(sheets), "tháng 11.xlsx")
    assert [item.id for item in found] == [f"tháng 11.xlsx, QĐ {n}" for n in range(1, 62)]
    assert [item.parsed and item.parsed.data for item in found][-1] == {"code_number": 61}


def test_a_list_of_a_clerks_own_is_one_document_with_what_is_said_of_it(
    services: pipeline.Services,
) -> None:
    body = sheet_of([["STT", "Họ và tên"], [1, "Nguyễn Văn An"]], "DS")
    (found,) = read(services, "ds.xlsx", body)
    assert found.parsed and found.parsed.data["awards"][0]["individuals"]


# --- lines and single files ----------------------------------------------------------------------


def test_lines_are_items_under_their_ids_or_their_numbers(services: pipeline.Services) -> None:
    lines = [
        json.dumps({"id": "so-1", "input": DATA}).encode(),
        b"",
        BODY,
        b"{",
        json.dumps({"id": "so-1", "input": DATA}).encode(),
    ]
    found = read(services, "a.ndjson", b"\r\n".join(lines))
    assert [(item.id, item.parsed is not None) for item in found] == [
        ("so-1", True), ("dòng 3", True), ("dòng 4", False), ("so-1 (2)", True),
    ]  # fmt: skip


def test_a_line_that_is_too_long_is_told() -> None:
    few = pipeline.build_services(config.Settings(max_json_bytes=1_000))
    first, second = read(few, "a.ndjson", b" " * 999 + b"xx\n{}")
    assert "Dòng 1" in faults(first)[0][1] and second.parsed is not None


@pytest.mark.parametrize("name", ["a.ndjson", "a.zip", "a.json"])
def test_a_file_longer_than_a_batch_is_told_and_no_part_of_it_is_taken(name: str) -> None:
    few = pipeline.build_services(config.Settings(batch_bytes=1_000))
    (found,) = read(few, name, b"{}\n" * 334)
    assert found.parsed is None
    assert faults(found) == [("not_read", "Tệp dài hơn 1000 byte; hãy chia thành nhiều tệp.")]


def test_a_document_changed_in_word_says_so(services: pipeline.Services) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made(services))) as old, zipfile.ZipFile(held, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = content.replace("Hà Tĩnh".encode(), "Nghệ An".encode())
            new.writestr(name, content)
    (found,) = read(services, "a.docx", held.getvalue())
    assert found.parsed and found.parsed.data == DATA
    assert {violation.code for violation in found.parsed.violations} == {"changed_in_word"}


def test_what_is_called_before_a_file_stands_before_all_that_is_in_it(
    services: pipeline.Services,
) -> None:
    assert [item.id for item in read(services, "a.zip", packed({"b.json": BODY}), "x/a.zip")] == [
        "x/a.zip, b.json"
    ]
    assert read(services, "a.ndjson", BODY, "a.ndjson")[0].id == "a.ndjson, dòng 1"
    assert read(services, "a.xlsx", many(one(1)), "a.xlsx")[0].id == "a.xlsx, Văn bản, dòng 4"


# --- items ---------------------------------------------------------------------------------------


def test_an_item_comes_back_from_its_line_with_every_digit(services: pipeline.Services) -> None:
    body = b'{"a": 0.12345678901234567890,\n "b": "x"}'
    (found,) = read(services, "a.json", body)
    back = BatchItem.of_line(found.as_line())
    assert b"\n" not in found.as_line()
    assert back.parsed and back.parsed.data["a"] == Decimal("0.12345678901234567890")
    for item in read(services, "lô.xlsx", many(one(1), Khen_thưởng=[award(1, 9)])):
        again = BatchItem.of_line(item.as_line())
        assert (again.id, again.violations if item.parsed is None else again.parsed) == (
            item.id,
            item.violations if item.parsed is None else item.parsed,
        )


def test_names_are_given_once_and_are_short_and_printable() -> None:
    names = Names()
    assert names.given("a") == "a"
    assert names.given("a") == "a (2)"
    assert names.given("x\u202ey\n") == "x?y?"
    long = names.given("đ/" * 60 + "a.json")
    assert len(long) == 100 and long.endswith("a.json")
    assert len(names.given("đ/" * 60 + "a.json")) == 100


def test_equal_names_are_numbered_without_counting_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    short, cuts = batch_names._short, []

    def counted(text: str, most: int) -> str:
        cuts.append(most)
        return short(text, most)

    monkeypatch.setattr(batch_names, "_short", counted)
    names = Names()
    given = [names.given("x") for _ in range(1_000)]
    assert given == ["x", *(f"x ({number})" for number in range(2, 1_001))]
    assert len(cuts) < 2_000
    assert names.given("x (7)") == "x (7) (2)"
    assert names.given("x (1001)") == "x (1001)"
    assert names.given("x") == "x (1002)"


@pytest.mark.parametrize("with_profile", [False, True])
def test_an_input_that_no_line_of_a_batch_can_hold_is_told_and_stops_no_other(
    services: pipeline.Services, with_profile: bool
) -> None:
    profile = Profile("so-ngoai-vu", {"place": "Hà Tĩnh"}) if with_profile else None
    body = packed({"sau.json": b'{"x": ' * 60 + b"1" + b"}" * 60, "tot.json": BODY})
    deep, good = batch_files.read(services, TYPE, [Source("lô.zip", body)], profile)
    assert faults(deep) == [("not_read", "Dữ liệu lồng nhau quá 60 cấp.")]
    assert BatchItem.of_line(good.as_line()).parsed is not None
    torn = batch_files.read(
        services, TYPE, [Source("hong.json", b'{"subject": "\\ud800"}')], profile
    )
    (item,) = torn
    assert (item.parsed is None) is with_profile
    assert BatchItem.of_line(item.as_line()).id == "hong.json"
