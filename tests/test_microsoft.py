"""Every document we make is valid for Microsoft's own validator: Word is stricter than LibreOffice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from service import config, documents, pipeline
from tests import microsoft
from tests.line import parse

ROOT = Path(__file__).resolve().parent.parent


def inputs() -> Iterator[tuple[str, str, Any]]:
    """(name, slug, input): all samples, drafts, every mark, and long and odd ones."""
    for path in sorted((ROOT / "samples").rglob("*.json")):
        slug = path.stem if path.stem in documents.TYPES else path.stem[:-2]
        yield f"{path.parent.name}-{path.stem}", slug, json.loads(path.read_bytes())
    decision = json.loads((ROOT / "samples" / "commendation-decision.json").read_bytes())
    award = decision["awards"][0]
    for count in (1, 4, 2_000):
        rows = [
            {"full_name": f"Nguyễn Văn {number}", "position": "Chuyên viên", "birth_year": 1980}
            for number in range(count)
        ]
        few = {key: award[key] for key in ("form", "achievement")} | {"individuals": rows}
        yield f"decision-{count}", "commendation-decision", {**decision, "awards": [few]}
    parsed = {
        key: value for key, value in decision.items() if key not in ("code_number", "issued_date")
    }
    for priority in ("hoa_toc", "thuong_khan", "khan"):
        marks = {"priority": priority, "circulation": "luu_hanh_noi_bo", "medium": "electronic"}
        yield f"draft-{priority}", "commendation-decision", {**parsed, **marks}
    report = json.loads((ROOT / "samples" / "summary-report.json").read_bytes())
    headers: list[Any] = [f"Cột {n}" for n in range(12)]
    wide = {"columns": headers, "rows": [[n * 1000.5 for n in range(12)]] * 60}
    years = [{"header": f"Năm {n}", "columns": ["Kế hoạch", "Thực hiện"]} for n in (2019, 2020)]
    lines: list[Any] = [
        ["Sở Nội vụ", 1, 2, 3, 4],
        {"role": "group", "cells": ["I. Khối sở"]},
        {"role": "total", "cells": ["Cộng", 1, 2, 3, 4]},
    ]
    grouped = {"columns": ["Đơn vị", *years], "rows": lines, "number_row": True}
    hostile = 'a < b & "c" {{ d }} {% e %} {_{ f \\ 👨‍👩‍👧 \n' + "x" * 5_000
    report["sections"][0]["table"] = wide
    report["sections"][0]["paragraphs"] = [hostile]
    report["annexes"] += [
        {"title": "Bảng rộng", "table": wide},
        {"title": "Bảng ghép", "table": grouped},
    ]
    yield "report-wide-and-hostile", "summary-report", report
    minutes = json.loads((ROOT / "samples" / "conference-minutes.json").read_bytes())
    signed = [{"full_name": f"Trần Thị {name}", "position": "Ủy viên"} for name in "ABC"]
    yield "minutes-members", "conference-minutes", {**minutes, "member_signatures": signed}


def test_no_document_has_a_fault_for_microsoft(tmp_path: Path) -> None:
    services = pipeline.build_services(config.load({}))
    made = {
        name: pipeline.produce(services, *parse(slug, json.dumps(data).encode())).content
        for name, slug, data in inputs()
    }
    assert len(made) >= 15
    found = microsoft.violations(tmp_path, made)
    assert {name: violations for name, violations in found.items() if violations} == {}


def test_the_templates_themselves_are_valid(tmp_path: Path) -> None:
    made = {path.stem: path.read_bytes() for path in (ROOT / "templates_docx").glob("*.docx")}
    assert set(made) == set(documents.TYPES)
    assert [
        name for name, violations in microsoft.violations(tmp_path, made).items() if violations
    ] == []
