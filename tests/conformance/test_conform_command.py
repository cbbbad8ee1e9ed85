"""``vanban conform``: any Word files are checked and mended from a shell, with the exit codes of the other commands."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from service.cli.commands import vanban
from service.conformance import checking
from tests.conformance.word_files import SHEET, paragraph, part, word_file
from tools.conformance.hands import DIRECT
from tools.conformance.manuscripts import REPORT

LETTER_PAPER = SHEET.replace('w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"')
PROTECTED = {
    "parts": {
        "word/settings.xml": part(
            "settings", "<w:documentProtection w:edit='readOnly' w:enforcement='1'/>"
        )
    },
    "links": {"rIdSettings": ("settings", "settings.xml")},
}


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("VANBAN_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return kept(tmp_path / "bao-cao.docx", DIRECT.document(REPORT))


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    return kept(tmp_path / "kho-letter.docx", word_file(paragraph("Một."), sheet=LETTER_PAPER))


def kept(place: Path, content: bytes) -> Path:
    place.write_bytes(content)
    return place


def run(*words: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(vanban, ["conform", *map(str, words)], input=stdin)


def test_a_sound_document_is_no_error(sound: Path) -> None:
    result = run(sound)
    assert (result.exit_code, "lỗi" in result.stdout) == (0, False)


def test_a_finding_is_a_line_with_its_file_rule_and_clause(faulty: Path) -> None:
    result = run(faulty)
    assert result.exit_code == 1
    assert f"{faulty}: cả văn bản: lỗi [paper-size] Khổ giấy là" in result.stdout
    assert "(Phụ lục I, Phần I, mục I.1)" in result.stdout


def test_standard_input_is_a_word_file(faulty: Path) -> None:
    assert "[paper-size]" in run("-", stdin=faulty.read_bytes()).stdout


def test_several_files_are_one_json_object(sound: Path, faulty: Path) -> None:
    result = run(sound, faulty, "--json")
    first, second = json.loads(result.stdout)["files"]
    assert (first["file"], first["document"]["type"]) == (str(sound), REPORT.slug)
    assert second["summary"]["errors"] == sum(
        one["severity"] == "error" for one in second["findings"]
    )


def test_several_files_are_one_log_of_sarif_with_a_run_for_each(sound: Path, faulty: Path) -> None:
    log = json.loads(run(sound, faulty, "--sarif").stdout)
    assert (log["version"], len(log["runs"])) == ("2.1.0", 2)
    assert "paper-size" in {found["ruleId"] for found in log["runs"][1]["results"]}


def test_a_file_that_cannot_be_read_keeps_no_other_from_being_checked(
    tmp_path: Path, faulty: Path
) -> None:
    result = run(kept(tmp_path / "hong.docx", b"PK"), faulty)
    assert result.exit_code == 3
    assert "[paper-size]" in result.stdout
    assert "hong.docx: " in result.stderr


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    assert run(kept(tmp_path / "a.json", b"{}")).exit_code == 3


def test_a_mended_copy_is_written_and_what_is_left_is_told(tmp_path: Path, faulty: Path) -> None:
    before = faulty.read_bytes()
    target = tmp_path / "da-sua.docx"
    result = run(faulty, "--fix", target)
    assert "trước khi sửa có" in result.stdout and "[paper-size]" not in result.stdout
    assert "paper-size" not in {one.rule for one in checking.check(target.read_bytes()).findings}
    assert faulty.read_bytes() == before


def test_what_would_be_mended_is_told_and_nothing_written(tmp_path: Path, faulty: Path) -> None:
    files = sorted(tmp_path.iterdir())
    result = run(faulty, "--plan")
    assert result.exit_code == 1
    first, *_, last = result.stdout.splitlines()
    assert first.endswith(
        ": phần 1: Chiều rộng giấy: 215,9 mm → 210 mm (Phụ lục I, Phần I, mục I.1)"
    )
    told = json.loads(run(faulty, "--plan", "--json").stdout)["files"][0]
    assert (told["file"], told["changes"][0]["what"]) == (str(faulty), "Chiều rộng giấy")
    counts = told["summary"]
    assert last.endswith(
        f": đang có {counts['findings_before']} chỗ, sửa thì còn {counts['findings_after']} chỗ"
    )
    assert sorted(tmp_path.iterdir()) == files


def test_several_are_mended_into_a_folder(tmp_path: Path, sound: Path, faulty: Path) -> None:
    (tmp_path / "out").mkdir()
    run(sound, faulty, "--fix", tmp_path / "out")
    assert sorted(one.name for one in (tmp_path / "out").iterdir()) == [sound.name, faulty.name]


def test_a_protected_document_is_checked_and_not_mended(tmp_path: Path) -> None:
    docx = word_file(paragraph("Một."), sheet=LETTER_PAPER, **PROTECTED)  # type: ignore[arg-type]
    protected = kept(tmp_path / "khoa.docx", docx)
    assert run(protected).exit_code == 1
    result = run(protected, "--fix", tmp_path / "out.docx")
    assert (result.exit_code, (tmp_path / "out.docx").exists()) == (4, False)
    assert "bảo vệ" in result.stderr


@pytest.mark.parametrize(
    "options",
    [
        ("--tracked",),
        ("--fix", "-"),
        ("--type", "letter"),
        ("--plan", "--sarif"),
        ("--plan", "--fix", "x.docx"),
    ],
)
def test_wrong_use_is_told(sound: Path, options: tuple[str, ...]) -> None:
    assert run(sound, *options).exit_code == 2


def test_two_files_of_one_name_are_not_mended_into_one(tmp_path: Path, sound: Path) -> None:
    (tmp_path / "other").mkdir()
    twin = kept(tmp_path / "other" / sound.name, sound.read_bytes())
    assert run(sound, twin, "--fix", tmp_path).exit_code == 2
    assert run(sound, twin, "--fix", tmp_path / "none").exit_code == 2
