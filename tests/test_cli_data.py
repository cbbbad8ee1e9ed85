"""``vanban data`` and ``vanban law``: a pack is installed by one command, or refused with a sentence and an exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from service.cli import exits
from service.cli.commands import vanban
from service.config import Settings
from service.reference import clock
from tests import packs
from tests.documents.inputs import sample
from tests.serving import ROOT
from tools import make_pack


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.setenv("VANBAN_PACKS", str(tmp_path / "packs"))
    monkeypatch.setenv("VANBAN_PACK_KEYS", str(packs.trusted(tmp_path)))
    monkeypatch.setattr(clock, "today", lambda: date(2026, 12, 1))
    return lambda *words: CliRunner().invoke(vanban, [str(word) for word in words])


def test_the_command_and_both_units_have_one_folder_where_nothing_says_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("VANBAN_PACKS", raising=False)
    assert "thư mục gói: /etc/vanban/packs)" in CliRunner().invoke(vanban, ["data", "show"]).output
    for unit in ("vanban.service", "vanban-jobs.service"):
        lines = (ROOT / "deploy" / unit).read_text(encoding="utf-8").splitlines()
        assert "EnvironmentFile=-/etc/vanban/vanban.env" in lines
        assert not [line for line in lines if "VANBAN_PACKS" in line]
    assert str(Settings().packs_folder) == "/etc/vanban/packs"


def kept(folder: Path, content: bytes) -> Path:
    path = folder / "next.pack"
    path.write_bytes(content)
    return path


def test_a_pack_is_installed_shown_and_removed(run: Callable[..., Result], tmp_path: Path) -> None:
    shown = run("data", "show").output.splitlines()
    folder = tmp_path / "packs"
    assert shown[0] == (
        f"Gói dữ liệu đang dùng: 2026-11-28-1 (kèm phần mềm; thư mục gói: {folder})."
    )
    assert shown[1].startswith("Nghị định số 152/2025/NĐ-CP hết hiệu lực chậm nhất sau 90 ngày")
    installed = run("data", "install", kept(tmp_path, packs.next_pack()))
    assert (installed.exit_code, installed.output) == (
        0,
        f"Đã cài gói dữ liệu 2027-02-20-1 vào {folder}.\n",
    )
    assert run("data", "show").output == (
        f"Gói dữ liệu đang dùng: 2027-02-20-1 (đã cài; thư mục gói: {folder}).\n"
    )
    assert run("data", "remove").output == (
        "Đã bỏ gói dữ liệu; dùng lại 2026-11-28-1 kèm phần mềm.\n"
    )
    assert run("data", "remove").output == "Chưa cài gói dữ liệu nào.\n"


def test_an_older_pack_needs_to_be_meant(run: Callable[..., Result], tmp_path: Path) -> None:
    older = kept(tmp_path, packs.dated("2026-01-01"))
    refused = run("data", "install", older)
    assert refused.exit_code == exits.UNREADABLE
    assert "cũ hơn dữ liệu đang dùng (2026-11-28-1)" in refused.output
    assert run("data", "install", "--older", older).exit_code == 0
    assert "2026-01-01-1 (đã cài;" in run("data", "show").output


def test_a_pack_may_come_by_standard_input(run: Callable[..., Result], tmp_path: Path) -> None:
    words = ["data", "install", "-"]
    assert CliRunner().invoke(vanban, words, input=packs.next_pack()).exit_code == 0
    assert "2027-02-20-1 (đã cài;" in run("data", "show").output
    assert run("data", "install", tmp_path / "none.pack").exit_code == 2


def test_a_folder_that_may_not_be_written_is_told_in_vietnamese(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    (tmp_path / "packs").write_text("a file where the folder would be")
    refused = run("data", "install", kept(tmp_path, packs.next_pack()))
    assert refused.exit_code == exits.FAILED
    assert refused.output == f"vanban: {tmp_path / 'packs'}: đã có tệp cùng tên\n"


def test_a_pack_that_is_none_is_refused(run: Callable[..., Result], tmp_path: Path) -> None:
    refused = run("data", "install", kept(tmp_path, b"as_of: 2027-01-01\n"))
    assert refused.exit_code == exits.UNREADABLE
    assert "không phải gói dữ liệu pháp luật" in refused.output


def test_the_law_of_a_day_is_shown_as_lines_or_as_the_api_answers(
    run: Callable[..., Result],
) -> None:
    lines = run("law", "--on", "2026-11-28").output.splitlines()
    assert lines[0].startswith("Ngày 28/11/2026, theo gói dữ liệu 2026-11-28-1.")
    assert "Lương cơ sở: 2.530.000 đồng (Nghị định số 161/2026/NĐ-CP)." in lines
    assert "  Giấy khen, hộ gia đình: 0,45" in lines
    after = run("law", "--on", "2027-03-01").output.splitlines()
    assert after[1].startswith("! Nghị định số 152/2025/NĐ-CP hết hiệu lực chậm nhất từ ngày")
    assert after[-1] == "Hệ số tiền thưởng: chưa có trong dữ liệu."
    early = run("law", "--on", "2010-01-01").output.splitlines()
    assert "Lương cơ sở: chưa có trong dữ liệu." in early
    answer = json.loads(run("law", "--json").output)
    assert answer["on"] == "2026-12-01"
    assert run("law", "--on", "01/03/2027").exit_code == 2


def test_an_input_is_checked_as_of_another_day(run: Callable[..., Result], tmp_path: Path) -> None:
    data = sample("commendation-decision", "minimal") | {"issued_date": "2026-11-20"}
    data["legal_bases"] = [
        "Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ quy định chi tiết thi hành một số"
        " điều của Luật Thi đua, khen thưởng"
    ]
    path = tmp_path / "input.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    words = ("check", "commendation-decision", path, "--json")
    now, then = (json.loads(run(*words, *more).output) for more in ((), ("--on", "2025-01-15")))
    assert "legal_basis_expired" in {found["code"] for found in now["warnings"]}
    assert "legal_basis_expired" not in {found["code"] for found in then["warnings"]}
    assert (now["law"]["because"], then["law"]["because"]) == ("issued_date", "asked")
    assert then["law"]["on"] == "2025-01-15"


def test_a_pack_made_by_the_tool_is_installed_where_its_key_is_trusted(
    run: Callable[..., Result],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    key, made = tmp_path / "private" / "pack.key", tmp_path / "made.pack"
    assert make_pack.main(["key", "--key", str(key), "--name", "Sở thử"]) == 0
    assert (key.stat().st_mode & 0o777, key.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    (tmp_path / "keys.txt").write_text(capsys.readouterr().out, encoding="utf-8")
    assert make_pack.main(["key", "--key", str(key)]) == 1, "a key is never overwritten"
    assert make_pack.main(["pack", "--key", str(key), "--output", str(made)]) == 0
    refused = run("data", "install", made)
    assert "không có trong VANBAN_PACK_KEYS" in refused.output
    monkeypatch.setenv("VANBAN_PACK_KEYS", str(tmp_path / "keys.txt"))
    assert (
        run("data", "install", made).output
        == f"Đã cài gói dữ liệu 2026-11-28-1 vào {tmp_path / 'packs'}.\n"
        + run("data", "show").output.split("\n", 1)[1]
    )


def test_the_tool_makes_no_pack_that_a_service_would_refuse(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key, folder = tmp_path / "pack.key", tmp_path / "data"
    assert make_pack.main(["key", "--key", str(key)]) == 0
    folder.mkdir()
    texts = packs.files()
    (folder / "manifest.yaml").write_text(texts["manifest.yaml"], encoding="utf-8")
    (folder / "awards.yaml").write_text("rounding: 10000\n", encoding="utf-8")
    words = ["pack", "--key", str(key), "--data", str(folder), "--output", str(tmp_path / "x")]
    assert make_pack.main(words) == 1
    assert "awards.yaml" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()
