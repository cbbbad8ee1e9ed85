"""Files that once brought a reader down; each is named by its defect (``make fuzz`` looks for more)."""

from __future__ import annotations

from pathlib import Path

import pytest

from service import config, intake, pipeline
from tools import fuzz

FILES = sorted((Path(__file__).parent / "files").iterdir())


@pytest.fixture(scope="module")
def services() -> pipeline.Services:
    return pipeline.build_services(config.load({}))


@pytest.mark.no_cover
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_damaged_file_is_read_or_refused(path: Path, services: pipeline.Services) -> None:
    assert fuzz.attempt(services, path.name, path.read_bytes(), intake.FORMATS[path.suffix]) is None


def test_damage_at_random_is_read_or_refused() -> None:
    assert fuzz.main(seconds=4, seed=2) == 0
