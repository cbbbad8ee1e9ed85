"""A compiled template is kept from one start to the next, by the rules of Python's own compiled modules."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import service
from service import documents, pipeline
from service.config import Settings
from service.docx import embedded_data
from service.docx.rendering import TemplateStore, compile_template, render, template_cache
from service.docx.rendering.template_cache import compiled_template
from service.docx.rendering.template_compiler import CompiledTemplate
from service.errors import BrokenTemplate
from tests.documents.inputs import sample
from tests.line import parse
from tests.serving import ROOT
from tests.word_templates import METADATA, lines

SLUG = "summary-report"
SERVICES = pipeline.build_services(Settings())
DOCX = lines("Số: {{ number }}")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where Python keeps what it compiles."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path


@pytest.fixture
def compiled_now(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that were compiled, and not found."""
    now: list[str] = []

    def noted(slug: str, docx: bytes) -> CompiledTemplate:
        now.append(slug)
        return compile_template(slug, docx)

    monkeypatch.setattr(template_cache, "compile_template", noted)
    return now


def kept_in(place: Path) -> list[Path]:
    return [*place.rglob("*.template")]


@pytest.mark.parametrize("slug", documents.TYPES)
@pytest.mark.usefixtures("place")
def test_a_kept_template_makes_the_same_bytes(
    slug: str, compiled_now: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = pipeline.produce(SERVICES, *parse(slug, embedded_data.canonical(sample(slug))))
    docx = SERVICES.templates.get(slug).docx
    compiled_template(slug, docx)
    kept = compiled_template(slug, docx)
    assert compiled_now == [slug]
    monkeypatch.setattr(TemplateStore, "get", lambda *_: kept)
    assert made == pipeline.produce(SERVICES, *parse(slug, embedded_data.canonical(sample(slug))))


def test_another_template_is_compiled_and_takes_the_place_of_the_last(
    place: Path, compiled_now: list[str]
) -> None:
    own = lines("Của cơ quan, số: {{ number }}")
    compiled_template(SLUG, DOCX)
    for _ in range(2):
        assert "Của cơ quan" in compiled_template(SLUG, own).sources[0].xml
    assert len(compiled_now) == 2 and len(kept_in(place)) == 1


@pytest.mark.usefixtures("place")
def test_another_version_of_the_program_compiles_anew(
    compiled_now: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled_template(SLUG, DOCX)
    monkeypatch.setattr(template_cache, "_program", lambda: b"another")
    compiled_template(SLUG, DOCX)
    assert len(compiled_now) == 2


@pytest.mark.parametrize("left", [0, 10, 32, -1])
def test_a_damaged_file_is_replaced(place: Path, compiled_now: list[str], left: int) -> None:
    compiled_template(SLUG, DOCX)
    (file,) = kept_in(place)
    whole = file.read_bytes()
    file.write_bytes(whole[:left])
    for _ in range(2):
        assert render(compiled_template(SLUG, DOCX), {"number": "7"}, METADATA)[:2] == b"PK"
    assert len(compiled_now) == 2


def test_nothing_is_kept_where_python_keeps_nothing(
    place: Path, compiled_now: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    compiled_template(SLUG, DOCX)
    assert kept_in(place) == []
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", "/proc/no/such/folder")
    compiled_template(SLUG, DOCX)
    assert len(compiled_now) == 2


def test_a_broken_template_is_not_kept(place: Path) -> None:
    with pytest.raises(BrokenTemplate):
        compiled_template(SLUG, lines("Số: {{ number } }}"))
    assert kept_in(place) == []


def test_a_file_of_the_service_that_changed_is_another_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "service"
    module = folder / "docx" / "module.py"
    module.parent.mkdir(parents=True)
    module.write_text("1")
    monkeypatch.setattr(service, "__file__", str(folder / "__init__.py"))
    known = []
    for change in (
        lambda: None,
        lambda: module.write_text("12"),
        lambda: os.utime(module, (5, 5)),
        lambda: (folder / "__pycache__").mkdir(),
        lambda: (folder / "__pycache__" / "x.pyc").write_text("not of it"),
    ):
        change()
        known.append(template_cache._program.__wrapped__())
    assert len({*known}) == 3 and known[2:] == [known[2]] * 3
    moved = folder.rename(tmp_path / "moved")
    monkeypatch.setattr(service, "__file__", str(moved / "__init__.py"))
    assert template_cache._program.__wrapped__() == known[-1]


def test_a_second_start_loads_nothing_that_compiles_templates(tmp_path: Path) -> None:
    start = (
        "import sys, service.app\n"
        "sys.pycache_prefix, sys.dont_write_bytecode = sys.argv[1], False\n"
        "service.app.create_app()\n"
        "print('docxtpl' in sys.modules, 'docx' in sys.modules)\n"
    )
    command = [sys.executable, "-c", start, str(tmp_path)]
    said = [
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
        for _ in range(2)
    ]
    assert said == ["True True\n", "False False\n"]
