"""A service with a folder of its own for batches, and runners that are called by hand."""

from __future__ import annotations

import copy
import io
import json
import zipfile
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service import config, pipeline
from service.app import create_app
from service.jobs import chunks, job, places
from service.jobs.store import JobStore
from service.media_types import JSON, NDJSON
from tests.documents.inputs import sample

SLUG = "commendation-decision"
BATCHES = f"/api/v1/document-types/{SLUG}/batches"
INPUT: dict[str, Any] = sample(SLUG)


def numbered(number: int) -> dict[str, Any]:
    """A sound input of its own number."""
    return {**copy.deepcopy(INPUT), "code_number": number}


def without_subject(number: int) -> dict[str, Any]:
    return {key: value for key, value in numbered(number).items() if key != "subject"}


def items(*inputs: Any) -> list[dict[str, Any]]:
    return [{"id": f"so-{place}", "input": data} for place, data in enumerate(inputs, start=1)]


def lines(sent: list[dict[str, Any]]) -> bytes:
    return b"".join(json.dumps(item, ensure_ascii=False).encode() + b"\n" for item in sent)


class Office:
    """One installation: its client, its store, and chunks that are made when a test says so."""

    def __init__(self, folder: Path, **settings: Any) -> None:
        self.settings = config.Settings(data=folder, **settings)
        self.client: FlaskClient = create_app(self.settings).test_client()
        self.services = pipeline.build_services(self.settings)

    @property
    def store(self) -> JobStore:
        return JobStore(places.store(self.settings))

    def send(self, sent: list[dict[str, Any]], **headers: str) -> TestResponse:
        named = {name.replace("_", "-"): text for name, text in headers.items()}
        return self.client.post(BATCHES, data=lines(sent), content_type=NDJSON, headers=named)

    def send_json(self, body: Any) -> TestResponse:
        return self.client.post(BATCHES, data=json.dumps(body), content_type=JSON)

    def begun(self, *inputs: Any) -> dict[str, Any]:
        answer = self.send(items(*inputs))
        assert answer.status_code == 202, answer.text
        found: dict[str, Any] = answer.get_json()
        return found

    def job(self, job_id: str) -> dict[str, Any]:
        found: dict[str, Any] = self.client.get(f"/api/v1/jobs/{job_id}").get_json()
        return found

    def make(self, job_id: str, number: int) -> None:
        chunks.make(self.services, self.store, job_id, number)

    def make_all(self, job_id: str) -> None:
        record = self.store.get(job.record(job_id))
        assert record is not None
        for number in range(job.Job.from_json(record).chunks):
            self.make(job_id, number)

    def result(self, job_id: str) -> zipfile.ZipFile:
        answer = self.client.get(f"/api/v1/jobs/{job_id}/result")
        assert answer.status_code == 200, answer.text
        return zipfile.ZipFile(io.BytesIO(answer.data))


def manifest(archive: zipfile.ZipFile) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(archive.read("manifest.json"))
    return found
