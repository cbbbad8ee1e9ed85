"""What the last test run went through in ``service/``: ``python -m tools.branches 95 95``.

The first number is the least percentage of lines and branches together, coverage's own figure; the second that
of branches alone, which many covered lines would hide. Below either it ends with 1 and lists where branches
were not taken. gunicorn, its workers and the children that read files are measured with the tests (tests/measured.py).
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from coverage import Coverage
from coverage.exceptions import NoDataError

_SHOWN = 20


def measured() -> dict[str, Any]:
    """The report of coverage for the data in ``.coverage``, as JSON gives it."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "coverage.json"
        run = Coverage(messages=False)
        run.load()
        run.json_report(outfile=str(report))
        found: dict[str, Any] = json.loads(report.read_text("utf-8"))
        return found


def main(together: float, alone: float) -> int:
    """1 when too little was gone through, or when nothing was measured."""
    try:
        report = measured()
    except NoDataError:
        print("No test run was measured: make test MEASURED=yes")
        return 1
    totals = report["totals"]
    both, branches = totals["percent_covered"], totals["percent_branches_covered"]
    print(
        f"Lines and branches that the tests took: {both:.2f} % (at least {together:g}), branches alone: "
        f"{totals['covered_branches']} of {totals['num_branches']} = {branches:.2f} % (at least {alone:g})"
    )
    if both >= together and branches >= alone:
        return 0
    _list_gaps(report["files"])
    return 1


def _list_gaps(files: dict[str, Any]) -> None:
    most = sorted(files.items(), key=lambda file: -file[1]["summary"]["missing_branches"])
    for name, file in most[:_SHOWN]:
        lines = sorted({line for line, _ in file["missing_branches"]})
        print(f"  {name}: {len(lines)} places, lines {', '.join(map(str, lines[:_SHOWN]))}")


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), float(sys.argv[2])))
