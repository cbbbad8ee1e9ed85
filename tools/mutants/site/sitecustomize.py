"""Run by every Python that a test starts: gives it the mutation of the test, or measures it."""

import runpy
from pathlib import Path

_hook = runpy.run_path(str(Path(__file__).resolve().parent.parent / "import_hook.py"))
_hook["install"]()
_hook["measure"]()
