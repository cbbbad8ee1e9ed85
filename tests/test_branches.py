"""Coverage is judged by lines and branches together and branches alone, and nothing unmeasured passes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import branches

HALF = {
    "totals": {
        "percent_covered": 96.0,
        "percent_branches_covered": 50.0,
        "covered_branches": 1,
        "num_branches": 2,
    },
    "files": {
        "service/x.py": {"summary": {"missing_branches": 1}, "missing_branches": [[7, 9]]},
    },
}


@pytest.mark.parametrize(
    ("together", "alone", "ended"), [(96, 50, 0), (96.5, 50, 1), (96, 50.5, 1)]
)
def test_both_figures_count(
    monkeypatch: pytest.MonkeyPatch, together: float, alone: float, ended: int
) -> None:
    monkeypatch.setattr(branches, "measured", lambda: HALF)
    assert branches.main(together, alone) == ended


def test_a_gap_is_shown_with_its_place(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(branches, "measured", lambda: HALF)
    branches.main(100, 100)
    assert "service/x.py: 1 places, lines 7" in capsys.readouterr().out


def test_without_a_measured_run_it_fails(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COVERAGE_FILE", str(tmp_path / "none"))
    assert branches.main(0, 0) == 1
    assert "make test" in capsys.readouterr().out
