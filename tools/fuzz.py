"""Throws damaged and hostile files at every reader for a bounded time: ``python -m tools.fuzz [seconds] [seed]``.

Damaged are sound files, and pasted texts, with flipped, cut or doubled bytes; hostile are the files of ``tools.hostile``,
each at a size of its own up to the one that did harm. A ``.docx`` is read as one of ours and as anybody's.

A reader may refuse (an error of ``service.errors``) or read; anything else is a crash, which is kept as a
file in build/fuzz/, to be named by its defect and moved to tests/files/ once it is fixed.
"""

from __future__ import annotations

import hashlib
import io
import random
import sys
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Literal

from service import config, documents, intake, pipeline
from service.errors import VanbanError
from service.untrusted import strict_json
from tools import hostile

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "build" / "fuzz"
PASTES = ROOT / "tests" / "importing" / "word" / "pastes"
SLUG = "commendation-decision"
#: How bytes are read: a format of files, or as what a clipboard holds.
Form = intake.Format | Literal["html", "plain"]
_CLIPBOARD: dict[str, Form] = {".html": "html", ".txt": "plain"}
#: The list of the type that pasted texts are read for, too.
_LIST_ROW = "/awards/*/individuals/*"
#: Longer than any reader may take for a file of this size.
TOO_LONG_SECONDS = 20.0

#: One file in so many is hostile: they take longer than damaged ones.
_HOSTILE_SHARE = 20

_TOKENS = (b"<", b">", b"&", b'"', b"\x00", b"\xff", b"\\u", b"{", b"[", b"1e999999", b"-", b"<!DOCTYPE a>", b"PK\x03\x04", b"\xef\xbb\xbf")  # fmt: skip


def seeds(services: pipeline.Services) -> dict[str, tuple[bytes, Form]]:
    """Sound inputs by name: their bytes and how they are read."""
    document_type = documents.get(SLUG)
    sample = (ROOT / "samples" / f"{SLUG}.json").read_bytes()
    data = strict_json.read_json(sample)
    made = pipeline.produce(services, document_type, intake.ParsedInput(data))
    listed = "STT;Họ và tên;Chức vụ\n1;Nguyễn Văn A;Chuyên viên\n2;Trần Thị B;Kế toán\n".encode()
    return {
        "input.json": (sample, "json"),
        "document.docx": (made.content, "docx"),
        "form.xlsx": (intake.form_workbook(document_type, data), "workbook"),
        "list.csv": (listed, "workbook"),
        "list.txt": (listed.replace(b";", b"\t"), "plain"),
        **{
            path.name: (path.read_bytes(), _CLIPBOARD[path.suffix])
            for path in sorted(PASTES.iterdir())
        },
    }


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The bytes with a few places flipped, cut, doubled or replaced."""
    spoiled = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(spoiled) or 1)
        deed = chance.randrange(5)
        if deed == 0 and spoiled:
            spoiled[place] ^= 1 << chance.randrange(8)
        elif deed == 1:
            del spoiled[place : place + chance.randint(1, 64)]
        elif deed == 2:
            spoiled[place:place] = chance.choice(_TOKENS)
        elif deed == 3:
            spoiled[place:place] = spoiled[place : place + chance.randint(1, 200)]
        else:
            del spoiled[place:]
    return bytes(spoiled)


def damaged_inside(content: bytes, chance: random.Random) -> bytes:
    """A zip file whose package is sound and one of whose parts is damaged."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        victim = chance.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, damaged(part, chance) if name == victim else part)
    return out.getvalue()


def a_hostile_file(chance: random.Random) -> tuple[str, bytes, Form]:
    """A file's name, its bytes and its format."""
    name, kind = chance.choice(list(hostile.KINDS.items()))
    return (
        f"{name}.{kind.ending}",
        kind.content(chance.randint(1, kind.full)),
        intake.FORMATS[f".{kind.ending}"],
    )


def attempt(services: pipeline.Services, name: str, body: bytes, form: Form) -> str | None:
    """What went wrong with one file or pasted text; None when every reader read or refused it."""
    for read in _readings(services, name, body, form):
        begun = time.monotonic()
        try:
            read()
        except VanbanError:
            pass
        except Exception:  # noqa: BLE001 - whatever else comes out is what is looked for
            return traceback.format_exc()
        if time.monotonic() - begun > TOO_LONG_SECONDS:
            return f"took {time.monotonic() - begun:.0f} s"
    return None


def _readings(
    services: pipeline.Services, name: str, body: bytes, form: Form
) -> Iterator[Callable[[], object]]:
    """Each way in which something that comes in is read."""
    if form == "html" or form == "plain":
        yield from _pasted(body.decode(errors="surrogateescape"), is_html=form == "html")
        return
    yield partial(_reviewed, services, name, body, form)
    if form == "docx":
        for document_type in documents.TYPES.values():
            yield partial(intake.draft_of_document, body, document_type)


def _pasted(text: str, *, is_html: bool) -> Iterator[Callable[[], object]]:
    html, plain = (text, "") if is_html else ("", text)
    for document_type in documents.TYPES.values():
        yield partial(intake.draft_of_paste, html, plain, document_type)
    source = intake.ListSource(html, plain)
    yield partial(intake.preview_list, source, documents.get(SLUG), _LIST_ROW)
    yield partial(intake.pasted_cells, html, plain)
    yield partial(intake.pasted_lines_of, plain)


def _reviewed(
    services: pipeline.Services, name: str, body: bytes, file_format: intake.Format
) -> None:
    document_type, file = documents.get(SLUG), intake.File(name)
    parsed = intake.read(body, file_format, document_type, file)
    reviewed = pipeline.review(services, document_type, parsed)
    if file_format == "workbook":
        intake.marked_workbook(body, parsed, reviewed.violations, file)


def main(seconds: float, seed: int) -> int:
    """The number of different crashes found."""
    services = pipeline.build_services(config.load({}))
    chance = random.Random(seed)
    sound = seeds(services)
    spoil: list[Callable[[bytes, random.Random], bytes]] = [damaged, damaged_inside]
    tried, crashes = 0, set()
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if chance.randrange(_HOSTILE_SHARE):
            name, (content, form) = chance.choice(list(sound.items()))
            way = spoil[0] if not zipfile.is_zipfile(io.BytesIO(content)) else chance.choice(spoil)
            body = way(content, chance)
        else:
            name, body, form = a_hostile_file(chance)
        reported = attempt(services, name, body, form)
        tried += 1
        if reported is None:
            continue
        mark = hashlib.sha256(reported.encode()).hexdigest()[:12]
        if mark not in crashes:
            crashes.add(mark)
            KEPT.mkdir(parents=True, exist_ok=True)
            (KEPT / f"{mark}-{name}").write_bytes(body)
            print(reported)
    print(f"{tried} files with seed {seed}, {len(crashes)} different crashes")
    return len(crashes)


if __name__ == "__main__":
    duration = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    sys.exit(1 if main(duration, int(sys.argv[2]) if len(sys.argv) > 2 else 1) else 0)
