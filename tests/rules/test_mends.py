"""A suggestion that is taken never raises a violation and never names a text twice, alone or with all the others."""

from __future__ import annotations

import copy
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from service import documents, reference
from service.documents.document_type import DocumentType
from service.errors import Violation
from service.http.pages.suggestions import replaced
from service.reference import citations
from tests.documents.inputs import sample

REFERENCE = reference.load()
CATALOGUE = REFERENCE.catalogue
DECISION = documents.get("commendation-decision")
ROOT = Path(__file__).resolve().parents[2]
#: The days on which something of the catalogue begins or ends, and a draft without a day.
DAYS = sorted(
    {day.isoformat() for item in CATALOGUE.items for day in (item.issued, item.start, item.end) if day}
    | {CATALOGUE.as_of.isoformat()}
)  # fmt: skip


def review(document_type: DocumentType, data: Any) -> tuple[Violation, ...]:
    return document_type.review(data, REFERENCE).violations


def seen(violations: tuple[Violation, ...]) -> Counter[tuple[str, str]]:
    return Counter((found.code, found.severity) for found in violations)


def named(data: Any) -> Counter[str]:
    """The texts of the catalogue that an input cites, each as often as it does."""
    every = (one for line in data.get("legal_bases") or () for one in citations.parse(line))
    items = (CATALOGUE.find(cited) for cited in every)
    return Counter(item.id for item in items if item)


def mended(data: Any, violations: tuple[Violation, ...]) -> Iterator[tuple[str, Any]]:
    """The input with each suggestion, and with all of them, by what was mended."""
    everything, done = copy.deepcopy(data), set[str]()
    for violation in violations:
        if violation.suggestion is not None:
            yield violation.code, replaced(copy.deepcopy(data), violation)
            if violation.pointer not in done:
                everything = replaced(everything, violation)
                done.add(violation.pointer)
    yield "all", everything


def assert_mends_do_no_harm(document_type: DocumentType, data: Any) -> None:
    violations = review(document_type, data)
    twice = {name for name, count in named(data).items() if count > 1}
    for what, better in mended(data, violations):
        new = seen(review(document_type, better)) - seen(violations)
        assert not new, (what, new)
        assert {name for name, count in named(better).items() if count > 1} <= twice, what


@pytest.mark.parametrize(
    "path", sorted((ROOT / "samples").rglob("*.json")), ids=lambda path: path.stem
)
@pytest.mark.parametrize("on", [None, "2014-07-01", "2020-07-01", "2024-01-01", "2025-07-01", "2026-10-01"])  # fmt: skip
def test_mends_of_the_samples_do_no_harm_on_any_day(path: Path, on: str | None) -> None:
    data = json.loads(path.read_text(encoding="utf-8-sig"))
    document_type = next(
        found for slug, found in documents.TYPES.items() if path.stem.startswith(slug)
    )
    if "issued_date" in document_type.schema.fields:
        data["issued_date"] = on
    assert_mends_do_no_harm(document_type, data)


@pytest.mark.parametrize("capacity", [None, "Q", "KT", "TM", "TL"])
@pytest.mark.parametrize("authority", [None, "Giám đốc", "KT. Giám đốc", "Ủy ban nhân dân"])
@pytest.mark.parametrize("position", ["Giám đốc", "Phó Giám đốc", "KT. Giám đốc", "Q. Chủ tịch"])
def test_mends_of_any_signature_do_no_harm(
    capacity: str | None, authority: str | None, position: str
) -> None:
    signer = {
        "capacity": capacity,
        "authority": authority,
        "position": position,
        "full_name": "Lê A",
    }
    assert_mends_do_no_harm(
        DECISION, {**sample("commendation-decision", "minimal"), "signer": signer}
    )


#: How clerks write a basis: as it should be, or with one thing wrong.
SLIPS = (
    lambda line: line,
    lambda line: re.sub(r"ngày (\d+) tháng (\d+) năm (\d+)", r"ngày \1/\2/\3", line, count=1),
    lambda line: line.replace("Thi đua, khen", "Thi đua, Khen").replace("chính quyền", "Chính quyền"),
    lambda line: re.sub(r" ngày .*? năm \d+", "", line, count=1),
    lambda line: line.replace("số ", "", 1),
    lambda line: re.sub(r"(\d)/", lambda digit: f"{(int(digit[1]) + 1) % 10}/", line, count=1),
    lambda line: re.sub(r"năm (\d+)", lambda year: f"năm {int(year[1]) + 1}", line, count=1),
    lambda line: line.replace(" của Chính phủ", "", 1),
)  # fmt: skip
LINES = st.builds(lambda item, slip: slip(item.line), st.sampled_from(CATALOGUE.items), st.sampled_from(SLIPS))  # fmt: skip
LAW_2003 = "Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003"
DECREE_30 = (
    "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư"
)


@settings(max_examples=60, deadline=None)
@example([LAW_2003], None)
@example([DECREE_30, DECREE_30.replace("30/2020", "31/2020")], "2025-06-14")
@example([LAW_2003.replace("2003", "2004"), LAW_2003], "2020-07-01")
@given(st.lists(LINES, min_size=1, max_size=4), st.sampled_from([None, *DAYS]))
def test_mends_of_any_bases_do_no_harm(lines: list[str], on: str | None) -> None:
    data = {**sample("commendation-decision", "minimal"), "legal_bases": lines, "issued_date": on}
    assert_mends_do_no_harm(DECISION, data)


def suggestion(*lines: str, on: str | None) -> tuple[str, Any]:
    """The message and the suggestion of the only violation."""
    data = {**sample("commendation-decision", "minimal"), "legal_bases": lines, "issued_date": on}
    data["legal_bases"] = list(lines)
    (found,) = [
        found for found in review(DECISION, data) if found.pointer.startswith("/legal_bases")
    ]
    return found.message, found.suggestion


def test_an_expired_law_gives_way_to_what_is_in_force_with_its_amendment() -> None:
    message, line = suggestion(LAW_2003, on="2026-11-21")
    assert line == (
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022 và Luật sửa đổi, bổ sung một số điều của"
        " Luật Thi đua, khen thưởng ngày 23 tháng 4 năm 2026"
    )
    assert message.endswith("đã tính cả hiệu lực và văn bản sửa đổi, bổ sung.")
    assert suggestion(LAW_2003, on="2026-09-30")[1] == (
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"
    )


def test_what_cannot_be_mended_without_a_new_fault_is_told_without_a_suggestion() -> None:
    message, line = suggestion(
        "Căn cứ Thông tư số 04/2018/TT-BNG ngày 01 tháng 11 năm 2018 của Bộ trưởng Bộ Ngoại giao hướng dẫn"
        " thực hiện công tác thi đua, khen thưởng trong ngành Ngoại giao",
        on="2025-07-01",
    )
    assert "có phải là" in message and line is None


def test_of_very_many_letters_nothing_is_suggested() -> None:
    law = LAW_2003.replace("ngày 26 tháng 11 năm", "ngày 26/11/")
    data = {
        **sample("commendation-decision", "minimal"),
        "legal_bases": [law, *[DECREE_30 + "x" * 900] * 25],
    }
    assert {
        found.suggestion for found in review(DECISION, data) if "legal_bases" in found.pointer
    } == {None}
