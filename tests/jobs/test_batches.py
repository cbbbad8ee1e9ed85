"""A program sends many inputs at once and gets back each document, or why there is none."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from service import pipeline
from service.config import Settings
from service.errors import UnknownJob
from service.jobs import chunks, cleaning, job, places, signs_of_life
from service.jobs.batch import Batch
from service.jobs.service import JobService
from service.jobs.store import JobStore, StoreFailed
from service.media_types import JSON, NDJSON
from tests.jobs.offices import (
    BATCHES,
    INPUT,
    SLUG,
    Office,
    items,
    lines,
    manifest,
    numbered,
    without_subject,
)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "data")


def test_each_item_is_a_document_just_as_documents_would_give_it_and_a_wrong_one_stops_no_other(
    office: Office,
) -> None:
    sent = [numbered(1), without_subject(2), numbered(3)]
    answer = office.send(items(*sent))
    begun = answer.get_json()
    assert (answer.status_code, begun["state"], begun["total"]) == (202, "queued", 3)
    assert answer.headers["Location"] == begun["links"]["self"] == f"/api/v1/jobs/{begun['id']}"
    assert answer.headers["Retry-After"] == "2"
    office.make_all(begun["id"])
    done = office.job(begun["id"])
    assert (done["state"], done["done"], done["failed"]) == ("done", 2, 1)
    archive = office.result(begun["id"])
    entries = manifest(archive)
    assert [(entry["id"], entry["state"]) for entry in entries] == [
        ("so-1", "made"),
        ("so-2", "refused"),
        ("so-3", "made"),
    ]
    assert [error["pointer"] for error in entries[1]["errors"]] == ["/subject"]
    assert entries[1]["file"] is entries[1]["sha256"] is None
    for entry, data in zip(entries, sent, strict=True):
        if entry["state"] == "made":
            alone = office.client.post(f"/api/v1/document-types/{SLUG}/documents", json=data)
            assert archive.read(entry["file"]) == alone.data
            assert entry["sha256"] == hashlib.sha256(alone.data).hexdigest()
            assert len(entry["warnings"]) == int(alone.headers["X-Document-Warnings"])
    assert archive.testzip() is None


def test_a_figure_is_made_as_it_was_written_and_line_ends_between_values_do_no_harm(
    office: Office,
) -> None:
    text = json.dumps(
        {"formats": ["docx"], "items": items(numbered(1), numbered(2))},
        indent=2,
        ensure_ascii=False,
    )
    answer = office.client.post(
        BATCHES, data=text.replace("\n", "\r\n").encode(), content_type=JSON
    )
    begun = answer.get_json()
    assert begun["total"] == 2
    office.make_all(begun["id"])
    assert [entry["state"] for entry in manifest(office.result(begun["id"]))] == ["made", "made"]


def test_a_new_runner_makes_what_a_service_of_an_older_form_wrote(office: Office) -> None:
    """In an upgrade the runners are new first (docs/operations.md): a record without later fields, items as they were sent."""
    begun = office.begun(numbered(1), without_subject(2))
    folder = office.settings.data_folder / "store"
    record = folder / job.record(begun["id"])
    older = json.loads(record.read_bytes())
    del older["key"], older["listed"]
    record.write_text(json.dumps(older), "utf-8")
    sent = lines(items(numbered(1), without_subject(2)))
    (folder / job.input_of(begun["id"], 0)).write_bytes(sent)
    office.make_all(begun["id"])
    done = office.job(begun["id"])
    assert (done["state"], done["done"], done["failed"]) == ("done", 1, 1)


def test_many_items_become_several_chunks_in_their_order(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.jobs.service._ITEMS_OF_A_CHUNK", 2)
    begun = office.begun(*[without_subject(number) for number in range(5)])
    names = office.store.names(f"jobs/{begun['id']}/input")
    assert sorted(name[-12:] for name in names) == ["00000.ndjson", "00001.ndjson", "00002.ndjson"]
    chunks.make(office.services, office.store, begun["id"], 1)
    assert (office.job(begun["id"])["state"], office.job(begun["id"])["failed"]) == ("running", 2)
    office.make_all(begun["id"])
    assert [entry["id"] for entry in manifest(office.result(begun["id"]))] == [
        f"so-{n}" for n in range(1, 6)
    ]


def test_long_items_make_small_chunks(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.jobs.service._BYTES_OF_A_CHUNK", 100)
    begun = office.begun(numbered(1), numbered(2))
    assert len(office.store.names(f"jobs/{begun['id']}/input")) == 2


@pytest.mark.parametrize(
    ("sent", "pointer", "code"),
    [
        ([{"id": "a", "input": {}}, {"id": "a", "input": {}}], "/items/1/id", "id_twice"),
        ([{"id": "", "input": {}}], "/items/0/id", "wrong_form"),
        ([{"id": "x" * 101, "input": {}}], "/items/0/id", "wrong_form"),
        ([{"id": "a\u202eb", "input": {}}], "/items/0/id", "wrong_form"),
        ([{"id": 7, "input": {}}], "/items/0/id", "wrong_form"),
        ([{"id": "a"}], "/items/0/input", "required"),
        ([{"id": "a", "input": {}, "more": 1}], "/items/0", "unknown_field"),
        (["a"], "/items/0", "not_part"),
        ([], "/items", "required"),
    ],
)
def test_a_wrong_batch_is_refused_with_all_its_faults_and_leaves_nothing(
    office: Office, sent: list[Any], pointer: str, code: str
) -> None:
    good = {"id": "good", "input": {}}
    for answer in (
        office.send([good, *sent] if sent else []),
        office.send_json({"items": [good, *sent] if sent else []}),
    ):
        assert answer.status_code == 422
        (error,) = answer.get_json()["errors"]
        shifted = pointer.replace("/1/", "/2/").replace("/0", "/1") if sent else pointer
        assert (error["pointer"], error["code"]) == (shifted, code)
    assert office.store.names("") == []


def test_all_wrong_items_are_told_at_once(office: Office) -> None:
    answer = office.send([{"id": "a"}, {"id": "b", "input": {}}, {"id": "c"}])
    assert [error["pointer"] for error in answer.get_json()["errors"]] == [
        "/items/0/input",
        "/items/2/input",
    ]


def test_a_line_that_is_no_json_is_told_by_its_number(office: Office) -> None:
    answer = office.client.post(
        BATCHES, data=b'{"id": "a", "input": {}}\n\n{"id": ]\n', content_type=NDJSON
    )
    assert (answer.status_code, answer.get_json()["where"]) == (400, "dòng 2, dòng 1, cột 8")
    assert office.store.names("") == []


@pytest.mark.parametrize(
    ("body", "status", "pointer"),
    [
        ({"items": [], "other": 1}, 422, "/other"),
        ({"items": items({}), "strict": "no"}, 422, "/strict"),
        ({"items": items({}), "formats": ["doc"]}, 422, "/formats"),
        ({"items": items({}), "formats": "docx"}, 422, "/formats"),
        ({"items": {}}, 400, None),
        ([1], 400, None),
    ],
)
def test_wrong_options_are_refused(
    office: Office, body: Any, status: int, pointer: str | None
) -> None:
    answer = office.send_json(body)
    assert answer.status_code == status
    assert [error["pointer"] for error in answer.get_json()["errors"]] == (
        [pointer] if pointer else []
    )


def test_the_limits_of_a_batch_are_named(tmp_path: Path) -> None:
    office = Office(tmp_path, batch_items=2, batch_bytes=30_000, max_json_bytes=8_000)
    assert "2 văn bản" in office.send(items({}, {}, {})).get_json()["errors"][0]["message"]
    long = office.send([{"id": "a", "input": {"text": "x" * 9_000}}])
    assert (long.status_code, long.get_json()["limit"]) == (413, 8_000)
    large = office.send([{"id": str(n), "input": {"text": "x" * 7_000}} for n in range(9)])
    assert (large.status_code, large.get_json()["limit"]) == (413, 30_000)
    held = office.send_json({"items": items(*[{"text": "x" * 7_000}] * 9)})
    assert (held.status_code, held.get_json()["limit"]) == (413, 40_000)


def test_other_media_and_a_pdf_without_converter_are_refused(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert office.client.post(BATCHES, data=b"a", content_type="text/csv").status_code == 415
    monkeypatch.setattr("service.pdf.Converter.available", property(lambda _: False))
    answer = office.client.post(
        f"{BATCHES}?formats=pdf", data=lines(items(INPUT)), content_type=NDJSON
    )
    assert (answer.status_code, answer.get_json()["type"]) == (406, "/docs#no-converter")


def test_strict_makes_a_warning_refuse_an_item(office: Office) -> None:
    warned = {**numbered(1), "recipients": ["Lưu: VT"]}
    for strict in (
        office.send(items(warned), Prefer="handling=strict"),
        office.send_json({"items": items(warned), "strict": True}),
    ):
        job_id = strict.get_json()["id"]
        office.make_all(job_id)
        (entry,) = manifest(office.result(job_id))
        assert entry["state"] == "refused" and entry["errors"]


def test_the_same_key_and_batch_give_the_same_job_and_another_batch_is_refused(
    office: Office,
) -> None:
    first = office.send(items(numbered(1)), Idempotency_Key="k").get_json()["id"]
    assert office.send(items(numbered(1)), Idempotency_Key="k").get_json()["id"] == first
    assert office.send(items(numbered(1))).get_json()["id"] != first
    other = office.send(items(numbered(2)), Idempotency_Key="k")
    assert (other.status_code, other.get_json()["type"]) == (422, "/docs#idempotency-key-reused")
    assert len(office.store.folders("jobs")) == 2
    assert office.client.delete(f"/api/v1/jobs/{first}").status_code == 204
    assert office.store.names("keys") == []


def test_documents_of_one_name_get_the_ids_of_their_items(office: Office) -> None:
    sent = [{"id": name, "input": numbered(1)} for name in ("A", "a", "x/y")]
    begun = office.send([*sent, {"id": "b", "input": numbered(2)}]).get_json()["id"]
    office.make_all(begun)
    archive = office.result(begun)
    files = [entry["file"] for entry in manifest(archive)]
    assert archive.namelist() == [*files, "manifest.json"]
    assert len({name.casefold() for name in files}) == 4
    assert [name.count("(") for name in files] == [1, 1, 1, 0]
    assert files[1].endswith(" (a).docx") and not any("/" in name for name in files)


def test_the_same_job_gives_the_same_zip(office: Office) -> None:
    begun = office.begun(numbered(1), without_subject(2))["id"]
    office.make_all(begun)
    address = f"/api/v1/jobs/{begun}/result"
    first, second = office.client.get(address), office.client.get(address)
    assert first.data == second.data
    assert first.headers["Content-Disposition"].endswith(".zip")
    assert first.mimetype == "application/zip"


def test_a_result_is_there_when_the_job_is_done(office: Office) -> None:
    begun = office.begun(numbered(1))["id"]
    answer = office.client.get(f"/api/v1/jobs/{begun}/result")
    assert (answer.status_code, answer.get_json()["type"]) == (409, "/docs#not-done-yet")
    assert answer.headers["Retry-After"] == "5"
    assert "result" not in office.job(begun)["links"]


def test_an_unforeseen_fault_in_one_item_stops_no_other(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = office.begun(numbered(1), numbered(2))["id"]
    produce = pipeline.produce

    def failing(services: Any, document_type: Any, parsed: Any, **given: Any) -> Any:
        if parsed.data["code_number"] == 1:
            raise RecursionError
        return produce(services, document_type, parsed, **given)

    monkeypatch.setattr(pipeline, "produce", failing)
    office.make_all(begun)
    first, second = manifest(office.result(begun))
    assert [error["code"] for error in first["errors"]] == ["not_made"]
    assert second["state"] == "made"


class Killed(BaseException):
    """In place of a process that ends."""


def test_an_item_that_ends_its_process_again_and_again_stops_no_other(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = office.begun(numbered(1), numbered(2), numbered(3))["id"]
    produce, begun_at_two = pipeline.produce, []

    def ending(services: Any, document_type: Any, parsed: Any, **given: Any) -> Any:
        if parsed.data["code_number"] == 2:
            begun_at_two.append(True)
            # Whoever is killed takes no mark away.
            monkeypatch.setattr(JobStore, "delete", lambda *_: None)
            raise Killed
        return produce(services, document_type, parsed, **given)

    delete = JobStore.delete
    monkeypatch.setattr(pipeline, "produce", ending)
    for _ in range(6):
        with pytest.raises(Killed):
            office.make_all(begun)
        monkeypatch.setattr(JobStore, "delete", delete)
        assert office.job(begun)["state"] == "queued"
    office.make_all(begun)
    assert len(begun_at_two) == 6
    entries = manifest(office.result(begun))
    assert [entry["state"] for entry in entries] == ["made", "refused", "made"]
    assert [error["code"] for error in entries[1]["errors"]] == ["not_made"]
    assert office.client.delete(f"/api/v1/jobs/{begun}").status_code == 204
    assert office.store.names("") == []


def test_a_chunk_that_ends_for_other_reasons_passes_no_item_over(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = office.begun(numbered(1), numbered(2))["id"]
    create = JobStore.create

    def refusing(store: JobStore, name: str, content: bytes) -> bool:
        if "/packs/" in name:
            raise StoreFailed("disk")
        return create(store, name, content)

    monkeypatch.setattr(JobStore, "create", refusing)
    for _ in range(8):
        with pytest.raises(StoreFailed):
            office.make_all(begun)
    monkeypatch.setattr(JobStore, "create", create)
    office.make_all(begun)
    assert [entry["state"] for entry in manifest(office.result(begun))] == ["made", "made"]


def test_a_pack_holds_so_many_bytes_and_no_more_than_the_document_that_fills_it(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.jobs.packs._BYTES_OF_A_PACK", 20_000)
    sent = [numbered(number) for number in range(1, 6)]
    begun = office.begun(*sent)["id"]
    office.make_all(begun)
    sizes = [
        len(office.store.get(name) or b"") for name in office.store.names(f"jobs/{begun}/packs")
    ]
    assert len(sizes) > 1 and max(sizes) < 60_000
    archive = office.result(begun)
    for entry in manifest(archive):
        assert hashlib.sha256(archive.read(entry["file"])).hexdigest() == entry["sha256"]


def test_a_deleted_job_leaves_nothing_and_is_known_to_nobody(office: Office) -> None:
    begun = office.begun(numbered(1))["id"]
    office.make_all(begun)
    assert office.client.delete(f"/api/v1/jobs/{begun}").status_code == 204
    assert office.store.names("") == []
    for address in (
        f"/api/v1/jobs/{begun}",
        f"/api/v1/jobs/{begun}/result",
        "/api/v1/jobs/none",
        "/api/v1/jobs/%C2%BB",
    ):
        assert office.client.get(address).get_json()["type"] == "/docs#unknown-job"


def test_a_chunk_ends_soon_after_its_job_was_cancelled(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.jobs.chunks._LOOK_SECONDS", 0.0)
    begun = office.begun(numbered(1), numbered(2), numbered(3))["id"]
    produce, made = pipeline.produce, []

    def cancelling(services: Any, document_type: Any, parsed: Any, **given: Any) -> Any:
        made.append(parsed.data["code_number"])
        assert office.client.delete(f"/api/v1/jobs/{begun}").status_code == 204
        return produce(services, document_type, parsed, **given)

    monkeypatch.setattr(pipeline, "produce", cancelling)
    chunks.make(office.services, office.store, begun, 0)
    assert made == [1]
    assert office.job(begun)["state"] == "cancelled"


def test_a_chunk_whose_input_is_gone_is_not_begun(office: Office) -> None:
    begun = office.begun(numbered(1))["id"]
    office.store.delete([job.input_of(begun, 0)])
    before = office.store.names("")
    office.make_all(begun)
    assert office.store.names("") == before


def test_a_job_is_seen_by_nobody_but_its_owner(office: Office) -> None:
    begun = office.begun(numbered(1))["id"]
    service = JobService(office.settings)
    assert service.find("open", begun).id == begun
    for other in ("key other", "account open", ""):
        with pytest.raises(UnknownJob):
            service.find(other, begun)
    # The same key of two callers stands for two jobs.
    one, two = (
        service.begin(owner, SLUG, Batch([b'{"id": "a", "input": {}}']), "k")
        for owner in ("a", "b")
    )
    assert one.id != two.id


def test_an_expired_job_is_forgotten_by_the_engine_and_leaves_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = office.begun(numbered(1))["id"]
    office.make_all(begun)
    ended: list[str] = []
    assert [
        found.id for found in cleaning.sweep(office.store, lambda found: ended.append(found.id))
    ] == [begun]
    later = job.now() + timedelta(hours=25)
    monkeypatch.setattr(job, "now", lambda: later)
    assert cleaning.sweep(office.store, lambda found: ended.append(found.id)) == []
    assert ended == [begun] and office.store.names("") == []


def test_without_a_batch_nothing_is_kept(tmp_path: Path) -> None:
    office = Office(tmp_path / "data")
    assert office.client.get("/api/v1/jobs/none").status_code == 404
    office.client.post(f"/api/v1/document-types/{SLUG}/documents", json=INPUT)
    assert not (tmp_path / "data").exists()
    (tmp_path / "data").mkdir(mode=0o755)
    office.begun(numbered(1))
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700


def test_a_disk_that_fails_refuses_a_batch_in_words_and_single_documents_go_on(
    tmp_path: Path,
) -> None:
    (tmp_path / "data").write_text("a file, and no folder")
    office = Office(tmp_path / "data")
    answer = office.send(items(numbered(1)))
    assert (answer.status_code, answer.get_json()["type"]) == (503, "/docs#jobs-away")
    assert (
        office.client.post(f"/api/v1/document-types/{SLUG}/documents", json=INPUT).status_code
        == 200
    )


def test_a_store_that_refuses_now_and_then_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import obstore

    monkeypatch.setattr("service.jobs.store._PAUSES_SECONDS", (0.0,) * 6)
    put, calls = obstore.put, iter(range(10_000))

    def refusing(*given: Any, **named: Any) -> Any:
        if next(calls) % 3 == 0:
            raise OSError("disk")
        return put(*given, **named)

    monkeypatch.setattr(obstore, "put", refusing)
    office = Office(tmp_path)
    begun = office.begun(*[numbered(n) for n in range(1, 6)])["id"]
    office.make_all(begun)
    assert [entry["state"] for entry in manifest(office.result(begun))] == ["made"] * 5


def test_settings_name_a_database_and_a_store_for_several_machines() -> None:
    from service.jobs import places

    shared = Settings(jobs_database="postgresql://db/vanban", jobs_store="memory:///")
    assert places.database_url(shared) == "postgresql://db/vanban?client_encoding=utf8"
    with_tls = Settings(jobs_database="postgresql://db/vanban?sslmode=require")
    assert places.database_url(with_tls).endswith("?sslmode=require&client_encoding=utf8")
    own = Settings(jobs_database="postgresql://db/vanban?client_encoding=latin1")
    assert places.database_url(own) == own.jobs_database
    assert JobStore(places.store(shared)).names("") == []
    assert job.new_id() != job.new_id()


@pytest.mark.parametrize(
    ("python", "sqlite", "fit"),
    [((3, 11), (3, 40, 1), True), ((3, 12), (3, 41, 9), False), ((3, 13), (3, 42, 0), True)],
)
def test_a_sqlite_without_milliseconds_does_for_an_older_python_alone(
    python: tuple[int, ...], sqlite: tuple[int, ...], fit: bool
) -> None:
    assert places._has_milliseconds(python, sqlite) is fit


def test_readyz_says_when_no_runner_gives_a_sign_of_life(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def warnings() -> list[str]:
        found: dict[str, list[str]] = office.client.get("/readyz").get_json()["warnings"]
        return found.get("VANBAN_DATA", [])

    office.begun(numbered(1))
    (warning,) = warnings()
    assert "no runner gives a sign of life" in warning
    signs_of_life.give(office.store, "one")
    assert not warnings()
    later = job.now() + timedelta(seconds=15)
    monkeypatch.setattr(job, "now", lambda: later)
    assert warnings() == [warning]
    assert signs_of_life.alive(office.store) == set()
    assert signs_of_life.sweep(office.store) == set()
    assert office.store.names("runners") == []


def test_where_sqlite_is_too_old_a_batch_is_refused_and_readyz_says_what_to_do(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "VANBAN_DATA" not in office.client.get("/readyz").get_json()["warnings"]
    monkeypatch.setattr(places, "_has_milliseconds", lambda *_: False)
    answer = office.send(items(numbered(1)))
    assert (answer.status_code, answer.get_json()["type"]) == (503, "/docs#jobs-away")
    assert not office.settings.data_folder.exists()
    ready = office.client.get("/readyz")
    (warning,) = ready.get_json()["warnings"]["VANBAN_DATA"]
    assert ready.status_code == 200 and "VANBAN_JOBS_DATABASE" in warning
    elsewhere = Settings(jobs_database="postgresql://127.0.0.1/vanban")
    assert not places.problem(elsewhere)
