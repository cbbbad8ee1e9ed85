"""Clients that generators make of /openapi.json compile, and call the live service with every sample."""

from __future__ import annotations

import base64
import importlib
import io
import json
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from service import documents
from service.http import openapi
from tests import serving
from tests.needs import need
from tools import machine

pytestmark = pytest.mark.no_cover  # tests/measured.py

ROOT = Path(__file__).resolve().parent.parent
CLIENTS = ROOT / "tests" / "clients"
PROGRAMS = machine.LINTERS.parent / "node_modules" / ".bin"
SAMPLES = {
    slug: [
        json.loads(path.read_bytes()) for path in sorted((ROOT / "samples").rglob(f"{slug}*.json"))
    ]
    for slug in documents.TYPES
}
#: By slug: the component that describes its input, and the list of its samples in TypeScript.
NAMES = {
    "summary-report": ("SummaryReport", "reports"),
    "commendation-decision": ("CommendationDecision", "decisions"),
    "conference-minutes": ("ConferenceMinutes", "minutes"),
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    log = tmp_path_factory.mktemp("service") / "log"
    with serving.running(log, VANBAN_WORKERS="1") as service:
        yield f"http://127.0.0.1:{service.port}"


@pytest.fixture(scope="module")
def description(address: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """/openapi.json of the live service, as a file."""
    path = tmp_path_factory.mktemp("description") / "openapi.json"
    with urllib.request.urlopen(f"{address}/openapi.json") as answer:  # noqa: S310 - our own service
        path.write_bytes(answer.read())
    return path


@pytest.fixture(scope="module")
def expected(address: str) -> dict[str, list[bytes]]:
    """The documents of all samples, as plain HTTP gives them."""
    return {
        slug: [
            posted(f"{address}/api/v1/document-types/{slug}/documents", sample)
            for sample in samples
        ]
        for slug, samples in SAMPLES.items()
    }


def posted(address: str, data: Any) -> bytes:
    request = urllib.request.Request(  # noqa: S310
        address, json.dumps(data).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        body: bytes = answer.read()
        return body


def ran(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        [*map(str, command)], cwd=cwd, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


# --- TypeScript: openapi-typescript ----------------------------------------------------------------


def typed_samples(address: str) -> str:
    """All samples as literals with their generated types: a name or a value that the types do not know is an error."""
    lines = [
        'import type { components } from "./api.js";',
        f"export const base = {json.dumps(address)};",
    ]
    for slug, (component, name) in NAMES.items():
        kind = f'components["schemas"]["{component}"][]'
        lines.append(f"export const {name}: {kind} = {json.dumps(SAMPLES[slug])};")
    return "\n".join(lines)


def test_a_typescript_client_makes_every_sample(
    address: str, description: Path, expected: Mapping[str, list[bytes]], tmp_path: Path
) -> None:
    need("nodejs", "node_modules")
    # Without the option a field with a default has to be sent.
    options = ("--default-non-nullable=false", "-o", tmp_path / "api.ts")
    ran(PROGRAMS / "openapi-typescript", description, *options, cwd=tmp_path)
    (tmp_path / "samples.ts").write_text(typed_samples(address), encoding="utf-8")
    (tmp_path / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    for name in ("client.ts", "tsconfig.json"):
        shutil.copy(CLIENTS / name, tmp_path)
    ran(PROGRAMS / "tsc", cwd=tmp_path)
    told = json.loads(ran("node", "client.js", cwd=tmp_path))
    made = [base64.b64decode(document) for document in told["documents"]]
    assert made == [document for slug in NAMES for document in expected[slug]]
    assert "required" in told["codes"]


def test_ajv_in_strict_mode_takes_every_schema_and_every_sample(tmp_path: Path) -> None:
    need("nodejs", "node_modules")
    inputs = [
        {"schema": openapi.json_schema(found), "samples": SAMPLES[slug]}
        for slug, found in documents.TYPES.items()
    ]
    (tmp_path / "inputs.json").write_text(json.dumps(inputs), encoding="utf-8")
    counts = ran("node", CLIENTS / "strict.mjs", tmp_path / "inputs.json", cwd=tmp_path)
    assert counts.split() == [str(len(samples)) for samples in SAMPLES.values()]


# --- Python: openapi-python-client -----------------------------------------------------------------


@pytest.fixture(scope="module")
def python_client(description: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The generated package ``vanban_client``, on the path; a warning of the generator is an error."""
    folder = tmp_path_factory.mktemp("python") / "client"
    config = CLIENTS / "openapi-python-client.yml"
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--fail-on-warning"]
    ran(
        *command, "--path", description, "--config", config, "--output-path", folder,
        cwd=folder.parent,
    )  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        yield
    for name in [name for name in sys.modules if name.partition(".")[0] == "vanban_client"]:
        del sys.modules[name]


def module(name: str) -> Any:
    return importlib.import_module(f"vanban_client.{name}")


@pytest.mark.usefixtures("python_client")
@pytest.mark.parametrize("slug", documents.TYPES)
def test_a_python_client_makes_every_sample(
    slug: str, address: str, expected: Mapping[str, list[bytes]]
) -> None:
    kind = getattr(module("models"), NAMES[slug][0])
    create = module(f"api.documents.create_{slug.replace('-', '_')}")
    with module("client").Client(base_url=address) as client:
        for sample, document in zip(SAMPLES[slug], expected[slug], strict=True):
            typed = kind.from_dict(sample)
            assert typed.to_dict() == sample
            answer = create.sync_detailed(client=client, body=typed)
            assert answer.status_code == 200
            assert answer.parsed.payload.read() == document


@pytest.mark.usefixtures("python_client")
def test_a_python_client_knows_a_fault_by_its_code(address: str) -> None:
    models, validate = module("models"), module("api.documents.validate_summary_report")
    wrong = models.SummaryReport.from_dict({**SAMPLES["summary-report"][0], "subject": ""})
    with module("client").Client(base_url=address) as client:
        verdict = validate.sync(client=client, body=wrong)
        listed = module("api.reference.list_fault_codes").sync(client=client)
    (found,) = verdict.errors
    assert found.code is models.FaultCode.REQUIRED
    assert {entry.code for entry in listed} == {*models.FaultCode}


@pytest.mark.usefixtures("python_client")
def test_a_python_client_sends_a_file_and_reads_its_input(
    address: str, expected: Mapping[str, list[bytes]]
) -> None:
    models, slug = module("models"), "conference-minutes"
    read = module("api.documents.read_input")
    file = module("types").File(
        payload=io.BytesIO(expected[slug][0]), file_name="a.docx", mime_type="application/msword"
    )
    with module("client").Client(base_url=address) as client:
        held = read.sync(
            client=client,
            slug=models.ReadInputSlug(slug),
            body=models.ReadInputFilesBody(file=file),
        )
    assert held.input_ == SAMPLES[slug][0]
