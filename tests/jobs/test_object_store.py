"""Batches lie in S3 as they lie in a folder: two machines share a bucket of moto's, and nothing of a job stays in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import boto3  # type: ignore[import-untyped]
import pytest
from moto.server import ThreadedMotoServer

from service.jobs.store import JobStore
from tests import postgres
from tests.jobs.offices import SLUG, Office, manifest, numbered, without_subject

BUCKET = "vanban-jobs"
ACCESS = {
    "AWS_ACCESS_KEY_ID": "of-the-test",
    "AWS_SECRET_ACCESS_KEY": "of-the-test",
    "AWS_REGION": "us-east-1",
    "AWS_ALLOW_HTTP": "true",
}


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The URL of a folder in an empty bucket, which this process may reach."""
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    for name, text in {**ACCESS, "AWS_ENDPOINT_URL": f"http://{host}:{port}"}.items():
        monkeypatch.setenv(name, text)
    boto3.client("s3", region_name="us-east-1").create_bucket(Bucket=BUCKET)
    yield f"s3://{BUCKET}/office"
    server.stop()


def objects() -> list[str]:
    """All that is in the bucket."""
    found = boto3.client("s3", region_name="us-east-1").list_objects_v2(Bucket=BUCKET)
    return [entry["Key"] for entry in found.get("Contents", [])]


def test_an_object_is_created_once_read_listed_and_deleted(bucket: str) -> None:
    one, other = JobStore(bucket), JobStore(bucket)
    assert one.create("jobs/a/input", b"first")
    assert not other.create("jobs/a/input", b"second")
    assert other.get("jobs/a/input") == b"first"
    other.put("jobs/a/input", b"third")
    assert one.get("jobs/a/input") == b"third"
    assert objects() == ["office/jobs/a/input"]
    assert one.has("jobs/a/input") and not one.has("jobs/b")
    assert one.get("jobs/b") is None
    assert one.create("jobs/b/input", b"x")
    assert sorted(one.names("jobs")) == ["jobs/a/input", "jobs/b/input"]
    assert sorted(one.folders("jobs")) == ["jobs/a", "jobs/b"]
    now = datetime.now(UTC)
    assert one.untouched_since("jobs/a", now + timedelta(minutes=1))
    assert not one.untouched_since("jobs/a", now - timedelta(minutes=1))
    one.delete(["jobs/a/input", "jobs/b/input", "jobs/c"])
    assert objects() == []


def test_a_batch_begun_on_one_machine_is_made_and_fetched_on_another(
    bucket: str, tmp_path: Path
) -> None:
    with postgres.running() as database:
        one, other = (
            Office(tmp_path / name, jobs_database=database, jobs_store=bucket) for name in "ab"
        )
        job_id = str(one.begun(*map(numbered, range(1, 6)), without_subject(6))["id"])
        assert objects()
        other.make_all(job_id)
        assert [office.job(job_id)["state"] for office in (one, other)] == ["done", "done"]
        archive = one.result(job_id)
        entries = manifest(archive)
        assert [entry["state"] for entry in entries] == ["made"] * 5 + ["refused"]
        for number, entry in enumerate(entries[:5], start=1):
            alone = other.client.post(
                f"/api/v1/document-types/{SLUG}/documents", json=numbered(number)
            )
            assert archive.read(entry["file"]) == alone.data
            assert entry["sha256"] == hashlib.sha256(alone.data).hexdigest()
        assert one.client.delete(f"/api/v1/jobs/{job_id}").status_code == 204
        assert objects() == []
    assert list(tmp_path.glob("*/*")) == []
