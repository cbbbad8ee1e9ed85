"""The files of a data pack and its manifest become one Reference; what is built in is such a pack, too.

A pack is data and never code: strict YAML of bounded size, in which every key is known.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from service.language import compounds
from service.reference import award_tables, catalogue_file, provinces
from service.reference.data_files import Entry, WrongCatalogue, read
from service.reference.reference_data import Reference

MANIFEST: Final = "manifest.yaml"
_BASES, _AWARDS, _PROVINCES, _COMPOUNDS = (
    "legal_bases.yaml",
    "awards.yaml",
    "provinces.yaml",
    "compounds.yaml",
)
#: What a pack consists of besides its manifest: all of it, and nothing else.
FILES: Final = (_BASES, _AWARDS, _PROVINCES, _COMPOUNDS)
#: All files together, in bytes; the built-in ones have a fifteenth of it.
LARGEST_BYTES: Final = 1_000_000

_DATA = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a pack says of itself; ``sources`` are what its facts name, in Vietnamese, by their keys."""

    as_of: date
    edition: int
    sources: Mapping[str, str]

    @property
    def version(self) -> str:
        """ "2026-11-28-1": the day up to which the data was looked after, and which edition of that day it is."""
        return f"{self.as_of.isoformat()}-{self.edition}"

    @property
    def order(self) -> tuple[date, int]:
        """Of two packs the one with the greater order is the newer."""
        return self.as_of, self.edition

    def as_json(self) -> dict[str, Any]:
        """The public form."""
        return {"version": self.version, "as_of": self.as_of.isoformat()}


@dataclass(frozen=True, slots=True)
class DataPack:
    """A manifest with the files that it speaks of, by name."""

    manifest: Manifest
    files: Mapping[str, bytes]
    is_built_in: bool = False


@cache
def built_in() -> DataPack:
    """What comes with this release. It is not signed: whoever could change it could change the code beside it."""
    files = built_in_files()
    return DataPack(read_manifest(files.pop(MANIFEST), None), files, is_built_in=True)


def built_in_files() -> dict[str, bytes]:
    """Manifest and files as they lie in this release: what the next pack is made of."""
    found = {name: _DATA / name for name in (MANIFEST, *FILES)}
    found[_COMPOUNDS] = compounds.FILE
    return {name: path.read_bytes() for name, path in found.items()}


def read_manifest(content: bytes, files: Mapping[str, bytes] | None) -> Manifest:
    """The manifest, whose checksums must be those of ``files``; None for one without. Raises WrongCatalogue."""
    whole = read(MANIFEST, content)
    as_of, edition = whole.take("as_of", date), whole.take("edition", int)
    sources = whole.take("sources", dict, {})
    if files is not None:
        _compare(whole, whole.take("sha256", dict), files)
    whole.finish()
    if edition < 1:
        raise whole.wrong("“edition” phải từ 1.")
    if not all(isinstance(words, str) for words in sources.values()):
        raise whole.wrong("mỗi nguồn trong “sources” phải là chữ.")
    return Manifest(as_of, edition, sources)


def _compare(whole: Entry, sums: Mapping[str, Any], files: Mapping[str, bytes]) -> None:
    for name in FILES:
        if name not in files or name not in sums:
            raise whole.wrong(f"gói thiếu tệp {name}.")
        if hashlib.sha256(files[name]).hexdigest() != sums[name]:
            raise whole.wrong(f"tệp {name} khác với mã kiểm tra trong {MANIFEST}.")
    if set(files) | set(sums) != set(FILES):
        raise whole.wrong("gói có tệp lạ.")


def opened(pack: DataPack, own: Entry | None, today: date | None = None) -> Reference:
    """The checked data of a pack with an office's ``own`` legal bases over it. Raises WrongCatalogue.

    ``today`` is the day by which drafts without a date are judged; without it that of the pack.
    """
    entries = {name: read(name, pack.files[name]) for name in FILES}
    known = catalogue_file.load(entries[_BASES], own)
    _check_sources(pack, [source for item in known.items for source in item.sources], own is None)
    return Reference(
        catalogue=known,
        awards=award_tables.load(entries[_AWARDS]),
        provinces=provinces.load(entries[_PROVINCES]),
        compounds=_compounds(pack, entries[_COMPOUNDS]),
        version=pack.manifest.version,
        sources=pack.manifest.sources,
        is_built_in=pack.is_built_in,
        pack_as_of=pack.manifest.as_of,
        today=today or pack.manifest.as_of,
    )


def _check_sources(pack: DataPack, named: list[str], alone: bool) -> None:
    """An office's own entries may name sources of their own."""
    unknown = set(named) - set(pack.manifest.sources)
    if alone and unknown:
        raise WrongCatalogue(f"{MANIFEST}: “sources” không có {', '.join(sorted(unknown))}.")


def _compounds(pack: DataPack, entry: Entry) -> compounds.Compounds:
    if pack.is_built_in:
        return compounds.built_in()
    groups = entry.rest(str)
    if compounds.COUNTED not in groups:
        raise entry.wrong(f"thiếu “{compounds.COUNTED}”.")
    return compounds.Compounds(groups)
