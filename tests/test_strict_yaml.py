"""A file of settings is read, or refused with its place: it neither hangs the service nor keeps it from starting."""

from __future__ import annotations

from pathlib import Path

import pytest

from service import config, profiles
from service.app import create_app
from service.reference import data_files
from service.untrusted.strict_yaml import DEEPEST, read_yaml

_TENFOLD = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{after}: &{after} [{','.join([f'*{before}'] * 10)}]\n"
    for before, after in zip("abcdefghij", "bcdefghijk", strict=True)
)
HOSTILE = {
    "aliases": f"{_TENFOLD}recipients: *k\n",
    "itself": "signers: &a [*a]",
    "code": "organ: !!python/object/apply:os.system ['exit 1']",
    "deep": "organ: " + "[" * 50_000,
    "deep-names": "organ: " + "{a: " * 5_000,
    "no-figure": "place: !!int ''",
    "no-day": "place: !!timestamp abc",
    "no-truth": "place: !!bool x",
    "bytes": "place: !!binary aGVsbG8=",
    "figure-as-name": "organ: {1: x}",
    "null-as-name": "~: x",
    "list-as-name": "? [a, b]\n: c",
    "twice": "place: A\nplace: B",
    "merged": "<<: [1, 2]",
    "month-13": "place: 2026-13-45",
    "before-all-days": "place: 0001-01-01T00:00:00+23:59",
    "beyond-figures": "place: 1" + ":30" * 200 + ":30.5",
    "long-figure": "place: 1" + "0" * 9_000,
    "surrogate": 'place: "\\ud800"',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_profile_that_cannot_be_read_is_said_and_the_service_is_not_ready(
    name: str, tmp_path: Path
) -> None:
    (tmp_path / f"{name}.yaml").write_text(HOSTILE[name], encoding="utf-8")
    (tmp_path / "so-ngoai-vu.yaml").write_text("place: Hà Tĩnh", encoding="utf-8")
    client = create_app(config.Settings(profiles=tmp_path)).test_client()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert list(answer.get_json()["problems"]) == [f"{name}.yaml"]
    assert [found["name"] for found in client.get("/api/v1/profiles").get_json()] == ["so-ngoai-vu"]


@pytest.mark.parametrize("name", sorted(HOSTILE.keys() - {"surrogate", "before-all-days"}))
def test_a_catalogue_that_cannot_be_read_is_told_by_its_name(name: str, tmp_path: Path) -> None:
    path = tmp_path / "awards.yaml"
    path.write_text(HOSTILE[name], encoding="utf-8")
    with pytest.raises(data_files.WrongCatalogue, match=r"^awards\.yaml: không đọc được"):
        data_files.read_file(path)


def test_a_profile_longer_than_any_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "dai.yaml").write_text("recipients:\n" + "- Sở Nội vụ\n" * 20_000, encoding="utf-8")
    (problems,) = profiles.load(tmp_path).problems.values()
    assert problems == ["Tệp lớn hơn 200000 byte."]


def test_plain_yaml_is_what_it_was_and_json_too() -> None:
    assert read_yaml("a: [1, 2.5, ~, true]\nb: {c: 2020-03-05, d: 'x'}")["a"] == [
        1,
        2.5,
        None,
        True,
    ]
    assert read_yaml('{"a": {"b": ["c"]}}') == {"a": {"b": ["c"]}}
    assert read_yaml("[" * DEEPEST + "]" * DEEPEST)
