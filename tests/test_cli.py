"""The command ``vanban``: the documents of the API without a server, kept exit codes, whole files or none."""

from __future__ import annotations

import io
import json
import os
import resource
import stat
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskClient

from service import config, pipeline
from service.app import create_app
from service.cli import exits, reports
from service.cli.commands import vanban
from service.errors import BrokenTemplate, ValueLost
from tests import one_page
from tests.documents.inputs import sample
from tests.importing.word.drafts import document
from tests.workbook.workbooks import sheet_of

ROOT = Path(__file__).resolve().parent.parent
SLUG = "commendation-decision"
DATA = sample(SLUG)
BODY = json.dumps(DATA).encode()
API = f"/api/v1/document-types/{SLUG}"
LIST = sheet_of([["STT", "Họ và tên", "Chức vụ"], [1, "Nguyễn Văn An", "Trưởng phòng"]], "DS")


@pytest.fixture(scope="module")
def api() -> FlaskClient:
    return create_app(config.Settings()).test_client()


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("VANBAN_")]:
        monkeypatch.delenv(name)


def run(*words: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(vanban, [str(word) for word in words], input=stdin)


def process(*words: str | Path, **options: Any) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "service.cli", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False, **options)


def kept(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).write_bytes(content)
    return folder / name


# --- real processes ------------------------------------------------------------------------------


def test_a_process_writes_the_very_document_of_the_api(api: FlaskClient) -> None:
    made = process("make", SLUG, input=BODY)
    assert (made.returncode, made.stderr) == (0, b"")
    assert made.stdout == api.post(f"{API}/documents", json=DATA).data


def test_a_process_that_may_not_write_so_much_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path,
) -> None:
    target = kept(tmp_path, "old.docx", b"what was there")

    def little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    done = process("make", SLUG, "-o", target, input=BODY, preexec_fn=little)
    assert done.returncode == 4
    assert "tệp lớn quá mức cho phép" in done.stderr.decode()
    assert [path.name for path in tmp_path.iterdir()] == ["old.docx"]
    assert target.read_bytes() == b"what was there"


def test_an_error_that_nobody_foresaw_is_no_violation_and_quotes_nothing(tmp_path: Path) -> None:
    """Python itself would end with 1."""
    (tmp_path / "sitecustomize.py").write_text(
        "import service.intake\n"
        "def broken(*_):\n    raise KeyError('Nguyễn Văn An')\n"
        "service.intake.read = broken\n"
    )
    done = process(
        "check", SLUG, input=BODY, env={**os.environ, "PYTHONPATH": f"{tmp_path}:{ROOT}"}
    )
    assert done.returncode == 4
    assert done.stderr.startswith(b"vanban: internal error: KeyError at ")
    assert "Nguyễn" not in done.stderr.decode()
    assert done.stdout == b""


def test_the_project_installs_the_command() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    module, _, name = project["scripts"]["vanban"].partition(":")
    assert callable(getattr(import_module(module), name))


# --- make ----------------------------------------------------------------------------------------


def test_a_document_goes_to_a_file_or_into_a_folder_under_its_own_name(tmp_path: Path) -> None:
    source = kept(tmp_path, "input.json", BODY)
    assert run("make", SLUG, source, "-o", tmp_path / "made.docx").exit_code == 0
    folder = tmp_path / "folder"
    folder.mkdir()
    done = run("make", SLUG, source, "-o", folder, "--json")
    assert done.exit_code == 0 and done.stdout == ""
    answer = json.loads(done.stderr)
    assert [path.name for path in folder.iterdir()] == [answer["file_name"]]
    assert answer["template"].startswith(f'"{SLUG}.docx";sha256="')
    assert (folder / answer["file_name"]).read_bytes() == (tmp_path / "made.docx").read_bytes()


def test_a_file_that_is_replaced_keeps_its_rights_and_the_links_that_lead_to_it(
    tmp_path: Path,
) -> None:
    target = kept(tmp_path, "real.docx", b"old")
    target.chmod(0o640)
    (tmp_path / "link.docx").symlink_to(target)
    assert run("make", SLUG, "-o", tmp_path / "link.docx", stdin=BODY).exit_code == 0
    assert (tmp_path / "link.docx").is_symlink()
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert target.read_bytes().startswith(b"PK")


def test_a_device_is_written_to_and_not_replaced() -> None:
    assert run("make", SLUG, "-o", "/dev/null", stdin=BODY).exit_code == 0
    assert Path("/dev/null").is_char_device()


def test_violations_are_told_with_their_places_and_nothing_is_made(tmp_path: Path) -> None:
    wrong = json.dumps({**DATA, "subject": ""}).encode()
    done = run("make", SLUG, "-o", tmp_path / "made.docx", stdin=wrong)
    assert done.exit_code == 1
    assert done.stderr.startswith("/subject: lỗi [required] Trích yếu: Chưa có “Trích yếu”")
    assert not (tmp_path / "made.docx").exists()
    told = json.loads(run("make", SLUG, "--json", stdin=wrong).stderr)
    assert told["valid"] is False
    assert [(error["pointer"], error["code"]) for error in told["errors"]] == [
        ("/subject", "required")
    ]


def test_strict_makes_warnings_errors() -> None:
    doubtful = json.dumps({**DATA, "code_notation": "QD-X"}).encode()
    assert run("make", SLUG, stdin=doubtful).exit_code == 0
    done = run("make", SLUG, "--strict", stdin=doubtful)
    assert done.exit_code == 1 and done.stdout == ""


def test_a_pdf_is_made_where_there_is_a_converter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VANBAN_SOFFICE", str(one_page.soffice(tmp_path)))
    made = run("make", SLUG, "--pdf", stdin=BODY)
    assert made.exit_code == 0
    assert made.stdout_bytes.startswith(b"%PDF-")
    monkeypatch.setattr("service.pdf.Converter.available", False)
    done = run("make", SLUG, "--pdf", stdin=BODY)
    assert (done.exit_code, done.stdout) == (4, "")
    assert "PDF" in done.stderr


def test_a_document_of_ours_is_made_again_from_what_it_carries(tmp_path: Path) -> None:
    first = run("make", SLUG, stdin=BODY).stdout_bytes
    again = run("make", SLUG, kept(tmp_path, "sent back.docx", first)).stdout_bytes
    assert again == first
    assert run("make", SLUG, "--as", "docx", stdin=first).stdout_bytes == first


def test_a_document_is_not_poured_into_a_terminal() -> None:
    ours, theirs = os.openpty()
    try:
        command = [sys.executable, "-m", "service.cli", "make", SLUG]
        done = subprocess.run(
            command, cwd=ROOT, input=BODY, stdout=theirs, stderr=subprocess.PIPE, check=False
        )
    finally:
        os.close(theirs)
        os.close(ours)
    assert done.returncode == 2 and b"say -o FILE" in done.stderr


# --- check ---------------------------------------------------------------------------------------


def test_a_check_says_what_the_api_says(api: FlaskClient) -> None:
    for data in (DATA, {**DATA, "subject": ""}, {}):
        done = run("check", SLUG, "--json", stdin=json.dumps(data).encode())
        answer = api.post(f"{API}/validations", json=data).get_json()
        assert json.loads(done.stdout) == answer
        assert done.exit_code == (0 if answer["valid"] else 1)


def test_a_list_of_a_clerk_is_checked_with_the_rest_beside_it(tmp_path: Path) -> None:
    rest = {**DATA, "awards": [{"form": "giay_khen", "achievement": "đã có thành tích xuất sắc"}]}
    book, data = (
        kept(tmp_path, "ds.xlsx", LIST),
        kept(tmp_path, "rest.json", json.dumps(rest).encode()),
    )
    mapping = kept(tmp_path, "map.json", b'{"sheets": {"DS": {"columns": {"C": null}}}}')
    plain = json.loads(run("check", SLUG, book, "--data", data, "--json").stdout)
    mapped = json.loads(
        run("check", SLUG, book, "--data", data, "--mapping", mapping, "--json").stdout
    )
    fields = [
        [column["field"] for column in answer["reading"]["sheets"][0]["columns"]]
        for answer in (plain, mapped)
    ]
    assert fields[0][2].endswith("/position") and fields[1][2] is None


def test_what_a_profile_always_says_is_filled_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = {"organ": DATA["organ"], "place": DATA["place"], "signers": [DATA["signer"]]}
    kept(tmp_path, "so.json", json.dumps(profile).encode())
    monkeypatch.setenv("VANBAN_PROFILES", str(tmp_path))
    said = json.dumps({k: v for k, v in DATA.items() if k not in ("organ", "place")}).encode()
    assert run("check", SLUG, stdin=said).exit_code == 1
    assert run("check", SLUG, "--profile", "so", stdin=said).exit_code == 0
    done = run("check", SLUG, "--profile", "khác", stdin=said)
    assert done.exit_code == 2 and "--profile" in done.stderr


def test_what_a_file_holds_does_not_move_the_cursor() -> None:
    done = run("check", SLUG, stdin=json.dumps({**DATA, "x\u001b[2J": 1}).encode())
    assert "\u001b" not in done.stdout and "\\x1b[2J" in done.stdout


# --- read ----------------------------------------------------------------------------------------


def test_an_input_that_is_read_can_be_made(tmp_path: Path) -> None:
    made = kept(tmp_path, "made.docx", run("make", SLUG, stdin=BODY).stdout_bytes)
    read = run("read", SLUG, made, "-o", tmp_path / "input.json")
    assert (read.exit_code, read.stdout, read.stderr) == (0, "", "")
    assert json.loads((tmp_path / "input.json").read_text("utf-8")) == DATA
    assert run("make", SLUG, tmp_path / "input.json").stdout_bytes == made.read_bytes()


def test_the_whole_account_is_that_of_the_api(api: FlaskClient, tmp_path: Path) -> None:
    made = docx.Document(io.BytesIO(run("make", SLUG, stdin=BODY).stdout_bytes))
    for paragraph in made.paragraphs:
        if "./." in paragraph.text:
            paragraph.add_run(" Thêm.")
    changed = io.BytesIO()
    made.save(changed)
    form = {"file": (io.BytesIO(changed.getvalue()), "changed.docx")}
    answer = api.post(f"{API}/inputs", data=form).get_json()
    path = kept(tmp_path, "changed.docx", changed.getvalue())
    done = run("read", SLUG, path, "--json")
    assert json.loads(done.stdout) == answer
    assert answer["changes"]
    assert "đã sửa trong Word [changed]" in run("read", SLUG, path).stderr


def test_a_text_of_somebody_else_becomes_an_input_with_its_gaps(tmp_path: Path) -> None:
    def build(made: Any) -> None:
        made.add_paragraph("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;")

    done = run("read", SLUG, kept(tmp_path, "old.docx", document(build)))
    assert done.exit_code == 1
    assert isinstance(json.loads(done.stdout), dict)
    assert "lỗi [required]" in done.stderr


# --- exit codes ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ["make"],
        ["make", "no-such-type"],
        ["make", SLUG, "/no/such/file.json"],
        ["make", SLUG, "--as", "exe"],
        ["conform"],
        [],
    ],
)
def test_wrong_use_is_2(words: list[str]) -> None:
    done = run(*words, stdin=BODY)
    assert done.exit_code == 2
    assert "Usage: " in done.output


def test_a_wrong_setting_is_wrong_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VANBAN_MAX_ROWS", "many")
    done = run("check", SLUG, stdin=BODY)
    assert done.exit_code == 2 and "VANBAN_MAX_ROWS" in done.stderr


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("broken.json", b'{"subject": '),
        ("empty.json", b""),
        ("large.json", b" " * 2_000_001),
        ("broken.docx", b"PK\x03\x04"),
        ("notes.txt", b"{}"),
    ],
)
def test_a_file_that_cannot_be_read_is_3(tmp_path: Path, name: str, content: bytes) -> None:
    path = kept(tmp_path, name, content)
    done = run("check", SLUG, path)
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr.startswith("vanban: ")
    told = json.loads(run("check", SLUG, path, "--json").stderr)
    assert told["valid"] is False and told["detail"] and told["errors"] == []


def test_the_place_that_could_not_be_read_is_told() -> None:
    done = run("check", SLUG, stdin=b'{"subject": }')
    assert "(dòng 1, cột 13)" in done.stderr
    assert json.loads(run("check", SLUG, "--json", stdin=b"{").stderr)["where"]


@pytest.mark.parametrize(
    ("raised", "words"),
    [
        (ValueLost(["/subject"]), "/subject"),
        (BrokenTemplate(SLUG, ["Thiếu subject."]), "Thiếu subject."),
        (OSError(28, "No space left on device"), "vanban: output: hết chỗ trên đĩa"),
    ],
)
def test_what_fails_is_4_and_says_why(
    monkeypatch: pytest.MonkeyPatch, raised: Exception, words: str
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise raised

    monkeypatch.setattr(pipeline, "produce", fail)
    done = run("make", SLUG, stdin=BODY)
    assert (done.exit_code, done.stdout) == (4, "")
    assert words in done.stderr


def test_an_interrupted_command_ends_as_shells_say_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "produce", interrupt)
    assert run("make", SLUG, stdin=BODY).exit_code == exits.INTERRUPTED


def test_the_log_is_written_only_when_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "templates"
    broken.mkdir()
    kept(broken, f"{SLUG}.docx", b"no template")
    monkeypatch.setenv("VANBAN_TEMPLATES", str(broken))
    done = process("--log", "check", SLUG, input=BODY)
    assert done.returncode == 0
    assert [json.loads(line)["event"] for line in done.stderr.splitlines()] == ["template refused"]
    assert run("check", SLUG, stdin=BODY).stderr == ""


def test_json_gives_back_a_character_that_utf_8_cannot_hold() -> None:
    assert json.loads(reports.as_json({"x": "\ud800 ạ"})) == {"x": "\ud800 ạ"}
