"""One module is imported from other text than its file's: in this process, and in every Python it starts.

Only the standard library is used, since each started Python runs this before anything else. What to
do travels in the environment, so that a server started by a test has the same mutation as the test.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import os
import sys
from pathlib import Path
from types import CodeType, ModuleType

#: The module, its file and the file that holds the changed text, joined by ``os.pathsep``.
MUTATION = "MUTANT"
#: Where a started Python writes the lines it ran, and for which test.
MEASURED_INTO = "MUTANT_COVERAGE"
MEASURED_FOR = "MUTANT_TEST"
SITE = Path(__file__).resolve().parent / "site"


class _Changed(importlib.machinery.SourceFileLoader):
    """Compiles the changed text under the file's own name; no .pyc is read or written."""

    def __init__(self, name: str, path: str, text: bytes) -> None:
        super().__init__(name, path)
        self._text = text

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002 - the import system's signature
        code: CodeType = compile(self._text, self.path, "exec", dont_inherit=True)
        return code


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, module: str, file: str, text: bytes) -> None:
        self._module, self._file, self._text = module, file, text

    def find_spec(
        self,
        fullname: str,
        path: object = None,  # noqa: ARG002 - the import system's signature
        target: ModuleType | None = None,  # noqa: ARG002 - the same
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != self._module:
            return None
        loader = _Changed(fullname, self._file, self._text)
        package = Path(self._file).name == "__init__.py"
        spec = importlib.machinery.ModuleSpec(
            fullname, loader, origin=self._file, is_package=package
        )
        spec.has_location = True
        if package:
            spec.submodule_search_locations = [str(Path(self._file).parent)]
        return spec


def install() -> None:
    """What the environment asks of this process."""
    if MUTATION in os.environ:
        module, file, changed = os.environ[MUTATION].split(os.pathsep)
        sys.meta_path.insert(0, _Finder(module, file, Path(changed).read_bytes()))


def measure() -> None:
    """Record which lines this started Python runs, when the environment asks for it."""
    if MEASURED_INTO in os.environ:
        from coverage import Coverage  # only here: a mutant's run needs no coverage

        measured = Coverage(
            data_file=str(Path(os.environ[MEASURED_INTO]) / "started"),
            data_suffix=True,
            config_file=False,
            context=os.environ.get(MEASURED_FOR, ""),
            source=[str(SITE.parents[2] / "service")],
            messages=False,
        )
        measured.set_option("run:disable_warnings", ["no-data-collected", "module-not-imported"])
        measured.start()
        import atexit

        def save() -> None:
            measured.stop()
            measured.save()

        atexit.register(save)


def tell_started_pythons() -> None:
    """Put sitecustomize.py on the path of every Python that this process starts."""
    before = os.environ.get("PYTHONPATH", "")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(SITE), before)))
