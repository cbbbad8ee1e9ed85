"""``python -m tools.make_templates``: write every template, or into the folder named as argument."""

from __future__ import annotations

import sys
from pathlib import Path

from tools.make_templates import decision, minutes, report

TEMPLATES = {
    "commendation-decision": decision.template,
    "summary-report": report.template,
    "conference-minutes": minutes.template,
}


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("templates_docx")
    folder.mkdir(parents=True, exist_ok=True)
    for slug, template in TEMPLATES.items():
        (folder / f"{slug}.docx").write_bytes(template())
        print(folder / f"{slug}.docx")


if __name__ == "__main__":
    main()
