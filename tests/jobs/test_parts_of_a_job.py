"""The parts of a job by themselves, on a folder: attempts at a chunk, packs of documents, names in the zip, names in the store, lines of a batch."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from service.errors import InputTooLarge
from service.jobs import batch, zipping
from service.jobs import job as jobs
from service.jobs.attempts import Attempts
from service.jobs.packs import PackReader, PackWriter, Place
from service.jobs.store import JobStore, StoreFailed, lines
from service.language import file_names


@pytest.fixture
def store(tmp_path: Path) -> JobStore:
    return JobStore(tmp_path / "jobs")


def test_a_chunk_is_made_with_care_from_its_fourth_attempt_on(store: JobStore) -> None:
    for _ in range(3):
        with Attempts(store, "a", 7).at(0) as may_be_made:
            assert may_be_made
            assert not [name for name in store.names("jobs/a") if "00000-" in name]
    with Attempts(store, "a", 7).at(0) as may_be_made:
        assert may_be_made
        assert [name for name in store.names("jobs/a") if "00000-" in name] == [
            "jobs/a/attempts/00007/00000-0"
        ]
    assert sorted(store.names("jobs/a")) == [f"jobs/a/attempts/00007/chunk-{n}" for n in range(4)]


def test_an_item_that_ended_the_process_three_times_is_passed_over(store: JobStore) -> None:
    ended = []
    for number in range(6):
        attempts = Attempts(store, "a", 0)
        # The process ends while it makes item 2: what stands behind the item never runs.
        ended.append(attempts.at(2))
        assert ended[-1].__enter__()
        with attempts.at(1) as other:
            assert other
        marks = [name for name in store.names("jobs/a") if "/00002-" in name]
        assert len(marks) == max(0, number - 2)
    with Attempts(store, "a", 0).at(2) as may_be_made:
        assert not may_be_made
    with Attempts(store, "a", 1).at(2) as may_be_made:
        assert may_be_made


def test_documents_lie_behind_each_other_in_packs(
    store: JobStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.jobs.packs._BYTES_OF_A_PACK", 6)
    writer = PackWriter(store, "a")
    documents = [b"abc", b"", b"de", b"f", b"a long one", b"gh"]
    for document in documents:
        writer.add(document)
    places = writer.close()
    first, second, third = (
        hashlib.sha256(content).hexdigest() for content in (b"abcdef", b"a long one", b"gh")
    )
    assert places == [
        Place(first, 0, 3), Place(first, 3, 0), Place(first, 3, 2), Place(first, 5, 1),
        Place(second, 0, 10), Place(third, 0, 2),
    ]  # fmt: skip
    assert sorted(store.names("jobs/a")) == sorted(
        f"jobs/a/packs/{name}" for name in (first, second, third)
    )
    reader = PackReader(store, "a")
    assert [reader.read(place) for place in places] == documents
    assert places[0].as_json() == {"pack": first, "start": 0, "size": 3}
    with pytest.raises(StoreFailed):
        reader.read(Place("gone", 0, 1))
    assert PackWriter(store, "b").close() == []


def made(item: str, file: str, pdf: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {"id": item, "state": "made", "file": file}
    return {**found, "pdf": {"file": pdf, "size": 1}} if pdf else found


def _content(item: str, name: str) -> bytes:
    return f"{item} {name}".encode()


def zipped(*items: dict[str, Any]) -> zipfile.ZipFile:
    def entries() -> Any:
        for item in items:
            files = [item["file"]] if item["state"] == "made" else []
            files += [item["pdf"]["file"]] if "pdf" in item else []
            yield item, [partial(_content, item["id"], name) for name in files]

    return zipfile.ZipFile(io.BytesIO(b"".join(zipping.pieces(entries))))


def test_a_zip_holds_every_document_and_a_manifest_without_clocks() -> None:
    items = (
        made("1", "a.docx", "a.pdf"),
        {"id": "2", "state": "refused", "errors": []},
        made("3", "b.docx"),
    )
    with zipped(*items) as archive:
        assert archive.namelist() == ["a.docx", "a.pdf", "b.docx", "manifest.json"]
        assert archive.read("a.pdf") == b"1 a.pdf"
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None
        manifest = archive.read("manifest.json").decode()
    assert manifest.splitlines() == [
        "[", *(json.dumps(item, ensure_ascii=False) + "," for item in items[:2]), json.dumps(items[2]), "]",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("item", "shown"),
    [
        ("7", "7"),
        ("nv.an-1_b", "nv.an-1_b"),
        ("ấn", "ấn"),
        ("Ấn", "Ấn-e72fb735"),
        ("a/b", "a-b-07f4401c"),
        ("a//b", "a-b-206f76be"),
        ("x" * 100, "x" * 100),
        ("x" * 101, "x" * 83 + "-c675a2e604b0cd12"),
    ],
)
def test_a_name_that_two_items_have_gets_the_id_of_each(item: str, shown: str) -> None:
    with zipped(made(item, "Tờ trình.docx"), made("0", "TỜ TRÌNH.docx")) as archive:
        own, other, _ = archive.namelist()
        listed = json.loads(archive.read("manifest.json"))
    assert (own, other) == (f"Tờ trình ({shown}).docx", "TỜ TRÌNH (0).docx")
    assert [one["file"] for one in listed] == [own, other]


def test_ids_that_look_alike_in_a_name_are_told_apart() -> None:
    ids = ["a/b", "a b", "A/b", "y" * 150, "y" * 151, "z", "Z"]
    with zipped(*(made(item, "a.docx", "a.pdf") for item in ids)) as archive:
        names = archive.namelist()
    assert len({name.casefold() for name in names}) == 2 * len(ids) + 1
    assert all(len(name.encode()) <= file_names.LONGEST_BYTES for name in names)


def test_names_in_the_store_and_how_far_a_job_is() -> None:
    assert jobs.input_of("a", 3) == "jobs/a/input/00003.ndjson"
    assert jobs.manifest_of("a", 3) == "jobs/a/manifests/00003.ndjson"
    assert jobs.counts_of("a", 3, 7, 2) == "jobs/a/counts/00003-7-2"
    assert jobs.record("a") == "jobs/a/job.json"
    assert jobs.prepared_of("a") == "jobs/a/prepared.json"
    assert jobs.cancelled_of("a") == "jobs/a/cancelled.json"
    assert jobs.key_of("one", "k") != jobs.key_of("on", "ek")
    assert list(lines(b"a\n\nb\n")) == [b"a", b"b"]


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b""])
def test_the_end_of_a_line_is_no_part_of_its_length(end: bytes) -> None:
    bounds = batch.Bounds(items=9, item_bytes=10)
    fits, longer = b"x" * 10, b"x" * 11
    assert [*batch.of_lines(io.BytesIO(fits + end), bounds)] == [fits]
    with pytest.raises(InputTooLarge, match=r"^Dòng 2 dài hơn 10 byte") as refused:
        list(batch.of_lines(io.BytesIO(fits + b"\n" + longer + end), bounds))
    assert refused.value.limit == 10
