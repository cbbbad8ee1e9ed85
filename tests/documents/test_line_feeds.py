"""A line feed in a title is a break in the document and a blank wherever a sentence or a property quotes the title."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from lxml import etree

from service import documents, pipeline
from service.config import Settings
from service.documents.document_type import DocumentType
from service.schema import pointers
from service.schema.titles import in_one_line
from tests.documents.inputs import sample
from tests.line import parse

SERVICES = pipeline.build_services(Settings())
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DECISION, REPORT, MINUTES = "commendation-decision", "summary-report", "conference-minutes"


def made(slug: str, changed: dict[str, Any]) -> tuple[pipeline.Document, dict[str, bytes]]:
    """The document of a sample with values put at pointers, and its parts."""
    data = sample(slug)
    for pointer, value in changed.items():
        holder, _, name = pointer.rpartition("/")
        pointers.find(data, holder)[int(name) if name.isdigit() else name] = value
    produced = pipeline.produce(SERVICES, *parse(slug, json.dumps(data).encode()))
    with zipfile.ZipFile(io.BytesIO(produced.content)) as package:
        return produced, {name: package.read(name) for name in package.namelist()}


def lines(parts: dict[str, bytes], first: str) -> list[str]:
    """The lines of the paragraph that begins with ``first``, parted at the breaks that somebody typed."""
    for paragraph in etree.fromstring(parts["word/document.xml"]).iter(f"{W}p"):
        text = ""
        for node in paragraph.iter(f"{W}t", f"{W}br"):
            is_set = node.get(f"{W}type") == "textWrapping"
            text += (node.text or "") if node.tag == f"{W}t" else " " if is_set else "\n"
        if text.startswith(first):
            return text.replace("\u00a0", " ").split("\n")
    raise LookupError(first)


SIGNER = {
    "capacity": "KT",
    "authority": "Chủ tịch\nỦy ban",
    "position": "Phó\nChủ tịch",
    "full_name": "Lê Văn A",
}


@pytest.mark.parametrize(
    ("slug", "pointer", "value", "first", "expected"),
    [
        (DECISION, "/organ/organ_name", "Sở\nNgoại vụ", "SỞ", ["SỞ", "NGOẠI VỤ"]),
        (DECISION, "/organ/parent_name", "UBND\ntỉnh Hà Tĩnh", "UBND", ["UBND", "TỈNH HÀ TĨNH"]),
        (DECISION, "/issuing_authority", "Giám đốc\nSở Ngoại vụ", "GIÁM ĐỐC", ["GIÁM ĐỐC", "SỞ NGOẠI VỤ"]),
        (DECISION, "/subject", "Về việc tặng\nGiấy khen", "Về việc", ["Về việc tặng", "Giấy khen"]),
        (REPORT, "/subject", "Tổng kết\ncông tác", "Tổng kết", ["Tổng kết", "công tác"]),
        (MINUTES, "/subject", "Hội nghị\ntổng kết", "Hội nghị", ["Hội nghị", "tổng kết"]),
        (DECISION, "/signer", SIGNER, "KT.", ["KT. CHỦ TỊCH", "ỦY BAN"]),
        (DECISION, "/signer", SIGNER, "PHÓ", ["PHÓ", "CHỦ TỊCH"]),
        (DECISION, "/signer", {**SIGNER, "on_behalf_of": "Ủy ban\nnhân dân"}, "TM.", ["TM. ỦY BAN", "NHÂN DÂN"]),
        (DECISION, "/signer", {**SIGNER, "other_title": "Trưởng ban\nchỉ đạo"}, "TRƯỞNG BAN", ["TRƯỞNG BAN", "CHỈ ĐẠO"]),
        (REPORT, "/sections/0/heading", "Kết quả\nđạt được", "I. KẾT QUẢ", ["I. KẾT QUẢ", "ĐẠT ĐƯỢC"]),
        (REPORT, "/annexes/0/title", "Danh mục\nphong trào", "Phụ lục", ["Phụ lục", "DANH MỤC", "PHONG TRÀO"]),
    ],
)  # fmt: skip
def test_a_line_feed_is_kept_as_a_break(
    slug: str, pointer: str, value: Any, first: str, expected: list[str]
) -> None:
    _, parts = made(slug, {pointer: value})
    assert lines(parts, first) == expected


def test_the_title_of_a_part_keeps_its_line_feed() -> None:
    _, parts = made(REPORT, {"/use_parts": True, "/sections/0/heading": "Tình hình\nthực hiện"})
    assert lines(parts, "Phần I") == ["Phần I", "TÌNH HÌNH", "THỰC HIỆN"]


def test_properties_and_the_name_of_the_file_have_one_line() -> None:
    changed = {
        "/organ/organ_name": "Sở\nNgoại vụ",
        "/subject": "Về việc tặng\nGiấy khen",
        "/signer": {**SIGNER, "capacity": None, "authority": None},
    }
    produced, parts = made(DECISION, changed)
    told = (parts["docProps/core.xml"] + parts["docProps/custom.xml"]).decode()
    for value in ("Sở Ngoại vụ", "Về việc tặng Giấy khen", "Phó Chủ tịch"):
        assert value in told
    assert "Về việc tặng Giấy khen" in produced.file_name and "\n" not in produced.file_name


def test_a_sentence_quotes_a_title_in_one_line() -> None:
    _, parts = made(DECISION, {"/issuing_authority": "Giám đốc\nSở Ngoại vụ"})
    (reference,) = lines(parts, "(Kèm theo")
    assert reference.endswith("của Giám đốc Sở Ngoại vụ)")


def reviewed(document_type: DocumentType, data: Any) -> list[tuple[str, str]]:
    found = document_type.review(data, SERVICES.reference).violations
    return [(violation.pointer, violation.code) for violation in found]


@pytest.mark.parametrize("slug", [DECISION, REPORT, MINUTES])
def test_the_rules_read_a_title_in_one_line(slug: str) -> None:
    document_type, data = documents.get(slug), sample(slug)
    broken = {**data, "subject": data["subject"].replace(" ", "\n")}
    assert reviewed(document_type, broken) == reviewed(document_type, data)


def test_a_record_without_breaks_is_the_same_object() -> None:
    document_type = documents.get(REPORT)
    record = document_type.review(sample(REPORT), SERVICES.reference).record
    assert in_one_line(document_type.schema, record) is record
    broken = {
        **record,
        "sections": [{**record["sections"][0], "heading": "A\nB"}, *record["sections"][1:]],
    }
    whole = in_one_line(document_type.schema, broken)
    assert whole["sections"][0]["heading"] == "A B"
    assert whole["sections"][1] is record["sections"][1]


def test_a_title_keeps_its_line_feed_and_a_name_of_one_line_does_not() -> None:
    data = sample(DECISION)
    data["organ"]["organ_name"], data["place"] = " Sở \r\n Ngoại  vụ ", "Hà\nTĩnh"
    record = documents.get(DECISION).review(data, SERVICES.reference).record
    assert record["organ"]["organ_name"] == "Sở\nNgoại vụ"
    assert record["place"] == "Hà Tĩnh"
