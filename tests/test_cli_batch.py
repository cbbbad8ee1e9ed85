"""``vanban batch``: many inputs become a folder or a zip of the very documents that ``vanban make`` writes."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import zipfile
from pathlib import Path
from typing import Any

import pytest

from service import config, documents, intake
from service.app import create_app
from tests import one_page
from tests.batch_files.test_reading import packed
from tests.jobs.offices import Office
from tests.test_cli import BODY, DATA, SLUG, kept, process, run


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("VANBAN_")]:
        monkeypatch.delenv(name)


def numbered(number: int | None) -> bytes:
    return json.dumps({**DATA, "code_number": number}).encode()


def manifest(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((folder / "manifest.json").read_text("utf-8"))
    return found


def test_a_process_makes_a_folder_of_the_documents_that_make_writes(tmp_path: Path) -> None:
    inputs = tmp_path / "inputs"
    (inputs / "more").mkdir(parents=True)
    kept(inputs, "b.json", numbered(1))
    kept(inputs / "more", "a.json", numbered(2))
    kept(inputs, "c.docx", run("make", SLUG, stdin=numbered(3)).stdout_bytes)
    done = process("batch", SLUG, inputs, "-o", tmp_path / "made")
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr.decode() == "Đã tạo 3 văn bản, 0 mục bị từ chối.\n"
    entries = manifest(tmp_path / "made")
    assert [(entry["id"], entry["state"]) for entry in entries] == [
        ("b.json", "made"), ("c.docx", "made"), ("more/a.json", "made"),
    ]  # fmt: skip
    for entry, number in zip(entries, (1, 3, 2), strict=True):
        content = (tmp_path / "made" / entry["file"]).read_bytes()
        assert content == run("make", SLUG, stdin=numbered(number)).stdout_bytes
        assert entry["sha256"] == hashlib.sha256(content).hexdigest()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["inputs", "made"]


def test_a_zip_is_that_of_a_job(tmp_path: Path) -> None:
    office = Office(tmp_path / "data")
    items = [{"id": f"so-{n}", "input": {**DATA, "code_number": n}} for n in (1, 1, 2)]
    items[1]["id"] = "so-1b"
    begun = office.send(items).get_json()
    office.make_all(begun["id"])
    lines = b"\n".join(json.dumps(item).encode() for item in items)
    source = kept(tmp_path, "lot.ndjson", lines)
    assert run("batch", SLUG, source, "-o", tmp_path / "made.zip").exit_code == 0
    theirs = office.result(begun["id"])
    with zipfile.ZipFile(tmp_path / "made.zip") as ours:
        assert ours.namelist() == theirs.namelist()
        assert all(ours.read(name) == theirs.read(name) for name in ours.namelist())


def test_a_bad_item_stops_no_other_and_is_told_with_its_name(tmp_path: Path) -> None:
    wrong = json.dumps({**DATA, "subject": ""}).encode()
    source = kept(tmp_path, "lot.zip", packed({"a.json": wrong, "b.json": BODY, "c.txt": b"x"}))
    done = run("batch", SLUG, source, "-o", tmp_path / "made")
    assert done.exit_code == 1
    said = done.stderr.splitlines()
    assert said[0].startswith("a.json: /subject: lỗi [required] Trích yếu: ")
    assert [line for line in said if line.startswith("c.txt: /: lỗi [not_read]")]
    assert said[-1] == "Đã tạo 1 văn bản, 2 mục bị từ chối."
    assert [entry["state"] for entry in manifest(tmp_path / "made")] == [
        "refused", "made", "refused",
    ]  # fmt: skip


def test_what_is_no_document_is_told_and_decides_nothing(tmp_path: Path) -> None:
    source = kept(tmp_path, "lot.zip", packed({"Thumbs.db": b"x", "b.json": BODY}))
    done = run("batch", SLUG, source, "-o", tmp_path / "made", "--json")
    assert done.exit_code == 0
    told = json.loads(done.stderr)
    assert (told["total"], told["made"], told["refused"]) == (1, 1, 0)
    assert [(left["id"], left["warnings"][0]["code"]) for left in told["left"]] == [
        ("Thumbs.db", "not_read")
    ]


def test_where_nothing_can_be_read_nothing_is_written(tmp_path: Path) -> None:
    source = kept(tmp_path, "lot.zip", b"PK\x03\x04")
    done = run("batch", SLUG, source, "-o", tmp_path / "made")
    assert done.exit_code == 3
    empty = kept(tmp_path, "lot.xlsx", intake.batch_workbook(documents.get(SLUG)))
    assert run("batch", SLUG, empty, "-o", tmp_path / "made").exit_code == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lot.xlsx", "lot.zip"]


def test_strict_makes_warnings_errors_and_pdf_gives_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    doubtful = kept(tmp_path, "a.json", json.dumps({**DATA, "code_notation": "QD-X"}).encode())
    assert run("batch", SLUG, doubtful, "-o", tmp_path / "s", "--strict").exit_code == 1
    monkeypatch.setenv("VANBAN_SOFFICE", str(one_page.soffice(tmp_path)))
    assert run("batch", SLUG, doubtful, "-o", tmp_path / "made", "--pdf").exit_code == 0
    (entry,) = manifest(tmp_path / "made")
    assert (tmp_path / "made" / entry["pdf"]["file"]).read_bytes().startswith(b"%PDF-")
    monkeypatch.setattr("service.pdf.Converter.available", False)
    assert run("batch", SLUG, doubtful, "-o", tmp_path / "p", "--pdf").exit_code == 4


def test_a_place_where_something_lies_is_left_as_it_is(tmp_path: Path) -> None:
    source = kept(tmp_path, "a.json", BODY)
    full = tmp_path / "full"
    full.mkdir()
    kept(full, "old.docx", b"old")
    done = run("batch", SLUG, source, "-o", full)
    assert done.exit_code == 2 and [path.name for path in full.iterdir()] == ["old.docx"]
    assert run("batch", SLUG, source, "-o", source).exit_code == 2
    (tmp_path / "folder.zip").mkdir()
    assert run("batch", SLUG, source, "-o", tmp_path / "folder.zip").exit_code == 2
    empty = tmp_path / "empty"
    empty.mkdir()
    assert run("batch", SLUG, source, "-o", empty).exit_code == 0
    assert len(list(empty.iterdir())) == 2


def test_a_full_disk_leaves_what_was_there(tmp_path: Path) -> None:
    source, target = kept(tmp_path, "a.json", BODY), kept(tmp_path, "old.zip", b"old")

    def little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    done = process("batch", SLUG, source, "-o", target, preexec_fn=little)
    assert done.returncode == 4
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "old.zip"]
    assert target.read_bytes() == b"old"


def test_the_documents_are_those_of_the_api(tmp_path: Path) -> None:
    source = kept(tmp_path, "a.json", BODY)
    assert run("batch", SLUG, source, "-o", tmp_path / "made").exit_code == 0
    (entry,) = manifest(tmp_path / "made")
    api = create_app(config.Settings()).test_client()
    answer = api.post(f"/api/v1/document-types/{SLUG}/documents", json=DATA)
    assert (tmp_path / "made" / entry["file"]).read_bytes() == answer.data


def test_what_a_profile_always_says_is_filled_in_and_a_document_of_ours_says_it_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = {"organ": DATA["organ"], "place": DATA["place"], "signers": [DATA["signer"]]}
    kept(tmp_path, "so.json", json.dumps(profile).encode())
    monkeypatch.setenv("VANBAN_PROFILES", str(tmp_path))
    said = json.dumps({k: v for k, v in DATA.items() if k not in ("organ", "place")}).encode()
    made = run("make", SLUG, stdin=BODY).stdout_bytes
    lot = kept(tmp_path, "lot.zip", packed({"a.json": said, "b.docx": made}))
    assert run("batch", SLUG, lot, "-o", tmp_path / "without").exit_code == 1
    assert run("batch", SLUG, lot, "-o", tmp_path / "with", "--profile", "so").exit_code == 0
    alone = run("make", SLUG, "--profile", "so", stdin=said).stdout_bytes
    first, second = manifest(tmp_path / "with")
    assert (tmp_path / "with" / first["file"]).read_bytes() == alone
    assert (tmp_path / "with" / second["file"]).read_bytes() == made
    assert run("batch", SLUG, lot, "-o", tmp_path / "x", "--profile", "no").exit_code == 2


def test_of_a_folder_every_file_is_read_or_told_and_nothing_that_the_command_wrote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.json", "b.json", "~$a.docx"):
        kept(tmp_path, name, BODY)
    os.mkfifo(tmp_path / "c.json")
    (tmp_path / "d.json").symlink_to(tmp_path / "nowhere")
    (tmp_path / ".vanban-crashed").mkdir()
    kept(tmp_path / ".vanban-crashed", "e.json", BODY)
    open_path = Path.open

    def refused(self: Path, *how: Any, **more: Any) -> Any:
        if self.name == "b.json":
            raise PermissionError(13, "Permission denied", str(self))
        return open_path(self, *how, **more)

    monkeypatch.setattr(Path, "open", refused)
    target = tmp_path / "out.zip"
    for _ in range(2):
        done = run("batch", SLUG, tmp_path, "-o", target, "--json")
        assert done.exit_code == 1
        assert [left["id"] for left in json.loads(done.stderr)["left"]] == ["~$a.docx"]
        with zipfile.ZipFile(target) as made:
            entries = json.loads(made.read("manifest.json"))
        assert [(entry["id"], entry["state"]) for entry in entries] == [
            ("a.json", "made"), ("b.json", "refused"), ("c.json", "refused"), ("d.json", "refused"),
        ]  # fmt: skip
        assert {entry["errors"][0]["code"] for entry in entries[1:]} == {"not_read"}


def test_a_folder_that_cannot_be_looked_into_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in" / "closed").mkdir(parents=True)
    kept(tmp_path / "in", "a.json", BODY)
    look = os.scandir

    def refused(path: Any) -> Any:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return look(path)

    monkeypatch.setattr(os, "scandir", refused)
    run("batch", SLUG, tmp_path / "in", "-o", tmp_path / "made")
    monkeypatch.undo()
    assert [(entry["id"], entry["state"]) for entry in manifest(tmp_path / "made")] == [
        ("a.json", "made"), ("closed", "refused"),
    ]  # fmt: skip
