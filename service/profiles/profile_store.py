"""A folder of YAML files becomes the profiles of an installation; a faulty file is told and not used.

A profile's name is that of its file. JSON is YAML too: the file that a clerk saved is one of these as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from service.profiles.review import review
from service.untrusted.strict_yaml import read_yaml

_ENDINGS = (".yaml", ".yml", ".json")
#: Stands in addresses, so it is plain: "so-ngoai-vu".
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
#: A full one has some thousand; to read a million takes half a minute at each start.
_LARGEST_BYTES = 200_000


@dataclass(frozen=True, slots=True)
class Profile:
    """One office: plain data as an input has it, sound."""

    name: str
    data: Mapping[str, Any]

    @property
    def title(self) -> str:
        """The organ's name, or the profile's own where it names none."""
        organ = self.data.get("organ") or {}
        return " ".join(str(organ.get("organ_name") or self.name).split())


@dataclass(frozen=True, slots=True)
class ProfileStore:
    """The profiles by name, and what is wrong with the files that are none, by their names."""

    profiles: Mapping[str, Profile] = field(default_factory=dict)
    problems: Mapping[str, list[str]] = field(default_factory=dict)

    def get(self, name: str) -> Profile | None:
        """The profile of this name."""
        return self.profiles.get(name)


def load(folder: Path | None, reference: Any = None) -> ProfileStore:
    """Read every profile of a folder, in the order of their names; None has none."""
    profiles: dict[str, Profile] = {}
    problems: dict[str, list[str]] = {}
    for path in _files(folder):
        name = path.stem
        if name in profiles or name in problems:
            problems[path.name] = [f"Hai tệp cùng tên “{name}”; hãy đổi tên một tệp."]
            continue
        data, wrong = _read(path, reference)
        if wrong:
            problems[path.name] = wrong
        else:
            profiles[name] = Profile(name, data)
    return ProfileStore(profiles, problems)


def _files(folder: Path | None) -> Iterable[Path]:
    if folder is None:
        return ()
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in _ENDINGS)


def _read(path: Path, reference: Any) -> tuple[Any, list[str]]:
    """The data of a file, and what is wrong with it; a message never repeats a value."""
    if not _NAME.fullmatch(path.stem):
        return None, [
            "Tên tệp chỉ gồm chữ thường không dấu, chữ số và dấu nối, ví dụ so-ngoai-vu.yaml."
        ]
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            return None, [f"Tệp lớn hơn {_LARGEST_BYTES} byte."]
        data = read_yaml(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, ValueError, yaml.YAMLError) as error:
        return None, [f"Không đọc được ({_where(error)})."]
    reviewed = review(data, reference)
    return data, [f"{found.pointer or '/'}: {found.message}" for found in reviewed.errors]


def _where(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return type(error).__name__ if mark is None else f"dòng {mark.line + 1}, cột {mark.column + 1}"
