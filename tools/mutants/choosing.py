"""The sources become the mutants of one run: chosen by chance from a seed, or those of an earlier list.

A mutator is drawn first, each as likely as the next, and then one of its places, each as likely as the
next: most mutations a person could make are of a few kinds (a string, an element of a table), and would drown
the rest.
"""

from __future__ import annotations

import ast
import random
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.mutants.mutators import edits
from tools.mutants.source import ROOT, Edit, Mutant, Source, load

EQUIVALENT = Path(__file__).with_name("equivalent.toml")
_LISTED = re.compile(r"(?P<file>\S+\.py):\d+ +\[[^]]+\]  (?P<before>.*?)  ->  (?P<after>.*)")

#: File, line before and line after: what tells one mutant from another, wherever the line moves.
Key = tuple[str, str, str]
Place = tuple[Source, Edit]


@dataclass(frozen=True)
class Choice:
    """The mutants to try, and how many were passed over as known to change nothing."""

    mutants: list[Mutant]
    equivalent: int


def key_of(mutant: Mutant) -> Key:
    return mutant.file, mutant.before, mutant.after


def equivalents(file: Path = EQUIVALENT) -> dict[Key, str]:
    """{key: reason}; a mutant without a reason is an error."""
    listed = tomllib.loads(file.read_text(encoding="utf-8")).get("equivalent", [])
    return {(entry["file"], entry["before"], entry["after"]): entry["reason"] for entry in listed}


def sources(only: list[str]) -> list[Source]:
    """The files of service/, or those at or below the paths given."""
    found: set[Path] = set()
    for path in only or ["service"]:
        place = ROOT / path
        found.update([place] if place.is_file() else place.rglob("*.py"))
        if not place.exists():
            raise SystemExit(f"There is no {path}.")
    return [load(file) for file in sorted(found)]


def choose(found: list[Source], count: int, seed: int, known: dict[Key, str]) -> Choice:
    """``count`` mutants that may change something; fewer when there are no more."""
    chance = random.Random(seed)
    places: dict[str, list[Place]] = defaultdict(list)
    for source in found:
        for mutator, edit in edits(source):
            places[mutator].append((source, edit))
    chosen: dict[Key, Mutant] = {}
    passed_over = 0
    while places and len(chosen) < count:
        mutator = chance.choice(sorted(places))
        left = places[mutator]
        source, edit = left.pop(chance.randrange(len(left)))
        if not left:
            del places[mutator]
        if not differs(source, edit):
            continue
        mutant = source.mutant(mutator, edit)
        if key_of(mutant) in known:
            passed_over += 1
        else:
            chosen.setdefault(key_of(mutant), mutant)
    return Choice(list(chosen.values()), passed_over)


def again(listed: str, known: dict[Key, str]) -> Choice:
    """The mutants that a list of survivors names, where their lines are still in the code."""
    wanted = {
        (entry["file"], entry["before"], entry["after"].strip())
        for entry in _LISTED.finditer(listed)
    }
    there = sorted({file for file, _, _ in wanted if (ROOT / file).exists()})
    found = {key_of(mutant): mutant for mutant in _all(there) if key_of(mutant) in wanted}
    kept = [mutant for key, mutant in found.items() if key not in known]
    return Choice(kept, len(found) - len(kept))


def differs(source: Source, edit: Edit) -> bool:
    """False when the text is no Python any more, or says the same."""
    try:
        changed = ast.parse(source.applied(edit))
        compile(changed, source.file, "exec")
    except SyntaxError:
        return False
    return ast.dump(changed) != source.dumped


def _all(files: list[str]) -> Iterator[Mutant]:
    for source in sources(files) if files else []:
        for mutator, edit in edits(source):
            yield source.mutant(mutator, edit)
