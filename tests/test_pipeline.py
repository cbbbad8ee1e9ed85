"""The line from an input to a document: what is reported of it, what it is called, and what is made of one that came back."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import json
import logging
import zipfile
from pathlib import Path
from typing import Any

import pytest

from service import documents, intake, pdf, pipeline
from service.config import Settings
from service.docx import embedded_data, rendering
from service.docx.rendering import CompiledTemplate, TemplateStore
from service.errors import InvalidInput, UnreadableInput
from service.violation_list import ViolationList
from tests.documents.inputs import sample
from tests.line import parse
from tests.word_templates import METADATA, parts

DECISION, REPORT = "commendation-decision", "summary-report"
SERVICES = pipeline.build_services(Settings())
#: A notation of one's own is kept, with a warning (contract §2).
DOUBTFUL = {"code_notation": "BC-KHAC"}


def body(slug: str, folder: str = "", **more: Any) -> bytes:
    return embedded_data.canonical({**sample(slug, folder), **more})


def reimport(docx: bytes) -> pipeline.Reimported:
    kind, parsed = parse(REPORT, docx, "docx")
    assert parsed.returned is not None
    return pipeline.reimport(SERVICES, kind, parsed.returned)


def codes(violations: Any) -> set[str]:
    return {violation.code for violation in violations}


def test_a_document_names_its_template_by_its_file_and_the_digest_of_it() -> None:
    made = pipeline.produce(SERVICES, *parse(REPORT, body(REPORT)))
    digest = hashlib.sha256((Settings().template_folders[-1] / f"{REPORT}.docx").read_bytes())
    assert made.template == f'"{REPORT}.docx";sha256="{digest.hexdigest()}"'


@pytest.mark.parametrize("is_returned", [False, True])
def test_a_template_that_is_swapped_after_it_rendered_is_still_the_one_that_is_named(
    is_returned: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    docx = pipeline.produce(SERVICES, *parse(REPORT, body(REPORT))).content
    sent = (docx, "docx") if is_returned else (body(REPORT),)
    render = rendering.render
    current = [SERVICES.templates.get(REPORT)]

    def swapped_after(template: CompiledTemplate, *rest: Any) -> bytes:
        rendered = render(template, *rest)
        current[0] = dataclasses.replace(template, version="swapped")
        return rendered

    monkeypatch.setattr(TemplateStore, "get", lambda *_: current[0])
    monkeypatch.setattr(rendering, "render", swapped_after)
    made = pipeline.produce(SERVICES, *parse(REPORT, *sent))
    found = intake.read(made.content, "docx", documents.get(REPORT)).returned
    assert current[0].version == "swapped" and found is not None
    assert made.template == f'"{REPORT}.docx";sha256="{found.template_version}"'


def test_a_document_carries_its_title_its_organ_and_its_input() -> None:
    made = pipeline.produce(SERVICES, *parse(REPORT, body(REPORT)))
    core = parts(made.content)["docProps/core.xml"].decode()
    data = sample(REPORT)
    for name, value in (
        ("dc:title", f"Báo cáo: {data['subject']}"),
        ("dc:subject", data["subject"]),
        ("dc:creator", data["organ"]["organ_name"]),
    ):
        assert f"<{name}>{value}</{name}>" in core
    found = intake.read(made.content, "docx", documents.get(REPORT))
    assert embedded_data.canonical(found.data) == embedded_data.canonical(data)
    assert found.returned is not None
    assert found.returned.template_version == made.template.rpartition('="')[2].rstrip('"')


def test_warnings_go_with_the_document_unless_strictness_is_asked_for() -> None:
    doubtful = body(REPORT, "minimal", **DOUBTFUL)
    made = pipeline.produce(SERVICES, *parse(REPORT, doubtful))
    assert made.warning_count == len(made.warnings) >= 1
    assert {violation.severity for violation in made.warnings} == {"warning"}
    reviewed = pipeline.review(SERVICES, *parse(REPORT, doubtful), strict=True)
    assert len(reviewed.errors) == made.warning_count and reviewed.warnings == ()
    with pytest.raises(InvalidInput) as caught:
        pipeline.produce(SERVICES, *parse(REPORT, doubtful), strict=True)
    assert codes(caught.value.violations) == codes(made.warnings)


def test_a_checked_form_has_warnings_and_with_strictness_errors() -> None:
    form = intake.form_workbook(documents.get(REPORT), {**sample(REPORT, "minimal"), **DOUBTFUL})
    file = intake.File("mau.xlsx")
    kind, filled = parse(REPORT, form, "workbook", file)
    reviewed = pipeline.review(SERVICES, kind, filled)
    assert reviewed.errors == () and "BC-KHAC" not in str(reviewed.warnings[0].message)
    strict = pipeline.review(SERVICES, kind, filled, strict=True)
    marked = intake.marked_workbook(form, filled, strict.violations, file)
    assert marked.startswith(b"PK")
    assert codes(strict.errors) == codes(reviewed.warnings) and strict.warnings == ()


def test_who_needs_every_violation_brings_a_list_for_them() -> None:
    found = ViolationList(most=400)
    wrong = body(REPORT, closing=[1] * 300)
    reviewed = pipeline.review(SERVICES, *parse(REPORT, wrong), found=found)
    assert len([violation for violation in found.kept() if violation.code == "not_text"]) == 300
    assert reviewed.error_count == 300


def test_the_limits_of_an_office_are_those_of_its_settings() -> None:
    services = dataclasses.replace(SERVICES, settings=Settings(max_rows=3, max_paragraph=100))
    rows = [{"heading": "A", "paragraphs": ["b"]}] * 3
    assert "too_many_rows" not in codes(
        pipeline.review(services, *parse(REPORT, body(REPORT, "minimal", sections=rows))).errors
    )
    for more in ({"sections": [*rows, rows[0]]}, {"opening": ["x " * 51]}):
        assert pipeline.review(services, *parse(REPORT, body(REPORT, "minimal", **more))).errors
        assert not pipeline.review(SERVICES, *parse(REPORT, body(REPORT, "minimal", **more))).errors


def test_a_pdf_has_the_name_of_its_document_and_waits_once() -> None:
    waited: list[str] = []

    class Instant(pdf.Converter):
        def __init__(self) -> None:
            pass

        def to_pdf(self, docx: bytes, **_: object) -> bytes:
            waited.append("made")
            return b"%PDF" + docx[:2]

    services = dataclasses.replace(
        SERVICES, converter=Instant(), before_pdf=lambda: waited.append("waited")
    )
    made = pipeline.produce(SERVICES, *parse(REPORT, body(REPORT)))
    printed = pipeline.as_pdf(services, made)
    assert waited == ["waited", "made"] and printed.content == b"%PDFPK"
    assert made.file_name.endswith(".docx") and made.ascii_name.endswith(".docx")
    assert printed.file_name == made.file_name[: -len("docx")] + "pdf"
    assert printed.ascii_name == made.ascii_name[: -len("docx")] + "pdf"
    assert (printed.template, printed.warnings) == (made.template, made.warnings)


@pytest.mark.parametrize("slug", documents.TYPES)
def test_our_own_templates_are_held_against_every_sample(slug: str) -> None:
    assert pipeline.check_template(SERVICES, documents.get(slug)) == []


def test_a_broken_template_is_logged_at_the_start_and_stops_no_other_type(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / f"{REPORT}.docx").write_bytes(b"PK")
    with caplog.at_level(logging.ERROR):
        services = pipeline.build_services(Settings(templates=tmp_path))
    assert "template refused" in caplog.text
    assert pipeline.produce(services, *parse(DECISION, body(DECISION))).content


def test_a_start_tells_of_a_data_pack_that_it_refuses_and_else_of_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        pipeline.build_services(Settings(packs=tmp_path))
        assert caplog.text == ""
        (tmp_path / "in-use.json").write_text("[]", encoding="utf-8")
        pipeline.build_services(Settings(packs=tmp_path))
    assert "data pack refused" in caplog.text


# --- what came back -------------------------------------------------------------------------------


def test_the_warnings_about_a_returned_input_are_those_of_its_document() -> None:
    made = pipeline.produce(SERVICES, *parse(REPORT, body(REPORT, "minimal", **DOUBTFUL)))
    back = reimport(made.content)
    assert codes(back.review.violations) == codes(made.warnings)
    assert (back.changes, back.merged.accepted, back.merged.left) == ((), (), ())
    assert back.merged.review == back.review and back.notes == ()


def test_a_document_of_another_template_is_reported_with_and_without_changes() -> None:
    document_type = documents.get(REPORT)
    reviewed = pipeline.review(SERVICES, *parse(REPORT, body(REPORT)))
    older = dataclasses.replace(SERVICES.templates.get(REPORT), version="older")

    class Older(TemplateStore):
        def get(self, slug: str) -> CompiledTemplate:  # noqa: ARG002 - of the store
            return older

    services = dataclasses.replace(SERVICES, templates=Older([], []))
    docx = pipeline.produce(
        services, document_type, intake.ParsedInput(sample(REPORT)), reviewed
    ).content
    (violation,) = reimport(docx).notes
    assert violation.code == "template_changed"
    assert "vẫn giống như mẫu" in violation.message
    assert "template_changed" in codes(
        pipeline.review(SERVICES, *parse(REPORT, docx, "docx")).warnings
    )


def test_an_input_inside_of_another_type_or_no_json_is_refused() -> None:
    made = pipeline.produce(SERVICES, *parse(REPORT, body(REPORT))).content
    with pytest.raises(UnreadableInput, match="ở trang của loại văn bản đó"):
        intake.read(made, "docx", documents.get(DECISION))
    metadata = dataclasses.replace(METADATA, slug=REPORT, data='{"a": 1,\n "a": 2}')
    part = embedded_data.write(metadata, "v")
    with pytest.raises(UnreadableInput, match="đã bị sửa nên không đọc được") as caught:
        intake.read(_carrying(made, part), "docx", documents.get(REPORT))
    assert caught.value.where == "dòng 2, cột 2"


def _carrying(docx: bytes, part: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, content in parts(docx).items():
            package.writestr(name, part if embedded_data.is_embedded_data(content) else content)
    return target.getvalue()


def test_each_ending_stands_for_a_format() -> None:
    sheets = dict.fromkeys((".xlsx", ".xlsm", ".xls", ".ods", ".csv"), "workbook")
    assert {".json": "json", ".docx": "docx", **sheets} == intake.FORMATS
    parsed = intake.read(json.dumps({"a": 1}).encode(), "json", documents.get(REPORT))
    assert (parsed.data, dict(parsed.cells), parsed.violations, parsed.returned) == (
        {"a": 1},
        {},
        (),
        None,
    )


def test_a_review_tells_what_the_rules_of_prose_find() -> None:
    closing = ["Kết quả của của phong trào rất tốt."]
    reviewed = pipeline.review(SERVICES, *parse(REPORT, body(REPORT, closing=closing)))
    (found,) = [v for v in reviewed.violations if v.pointer == "/closing/0"]
    assert (found.severity, found.field) == ("warning", "Phần kết")
