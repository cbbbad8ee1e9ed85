"""LibreOffice and Gotenberg behind one Converter: what it does when they are slow, wrong, dead or hostile."""

from __future__ import annotations

import contextlib
import http.server
import io
import re
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from zlib import compress, crc32

import docx
import pytest
from docx.oxml import parse_xml

from service import pdf as pdf_package
from service.config import WrongSetting
from service.errors import ConversionFailed, ConverterBusy, ConverterMissing, UnreadableInput
from service.pdf import Converter, clock, conversion_queue, gotenberg, libreoffice_profile
from service.pdf import libreoffice as program
from tests.libreoffice import PROFILE
from tests.needs import need, need_right_to

ROOT = Path(__file__).resolve().parent.parent
PDF = b"%PDF-1.6\nfake\n%%EOF\n"
SECRET = "Nguyễn Thị Riêng Tư"
Fake = Callable[[str], Path]


@pytest.fixture
def queue_folder(tmp_path: Path) -> Path:
    return tmp_path / "queue_folder"


@pytest.fixture
def fake(tmp_path: Path) -> Fake:
    """Make a soffice of a few shell lines; they know $SOURCE, $OUT (the PDF) and $NOTES (a test's folder)."""

    def make(lines: str) -> Path:
        script = tmp_path / "soffice"
        head = f'#!/bin/sh\nfor word; do SOURCE=$word; done\nOUT="${{SOURCE%.docx}}.pdf"\nNOTES={tmp_path}\n'
        script.write_text(head + lines + "\n", encoding="utf-8")
        script.chmod(0o755)
        return script

    return make


WRITES_A_PDF = r"printf '%%PDF-1.6\nfake\n%%%%EOF\n' > $OUT"


def lives(pid: int) -> bool:
    """Whether the process still runs; a dead one that nobody has buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def until(condition: Callable[[], bool], seconds: float = 15) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come to pass"
        time.sleep(0.02)


def runs(queue_folder: Path) -> list[str]:
    return [file.name for file in queue_folder.iterdir() if file.suffix != ".lock"]


def noted(place: Path, name: str) -> str:
    until(lambda: (place / name).exists() and (place / name).read_text().endswith("\n"))
    return (place / name).read_text()


def worker(script: Path, queue_folder: Path) -> subprocess.Popen[bytes]:
    """Another process that converts one document, as a second worker of the server would."""
    code = (
        "import sys; from pathlib import Path; from service.pdf import Converter\n"
        "Converter(Path(sys.argv[1]), folder=Path(sys.argv[2]), time_limit_seconds=60).to_pdf(b'x')"
    )
    return subprocess.Popen([sys.executable, "-c", code, str(script), str(queue_folder)], cwd=ROOT)


def test_without_libreoffice_the_clerk_is_advised_to_use_word(
    tmp_path: Path, queue_folder: Path
) -> None:
    converter = Converter(tmp_path / "soffice", folder=queue_folder)
    assert not converter.available
    with pytest.raises(ConverterMissing, match=r"mở bằng Word và lưu thành PDF"):
        converter.to_pdf(b"x")
    assert not queue_folder.exists()


def test_a_run_gets_the_bytes_and_leaves_nothing(
    fake: Fake, queue_folder: Path, tmp_path: Path
) -> None:
    script = fake(f"cp $SOURCE $NOTES/got; {WRITES_A_PDF}")
    assert Converter(script, folder=queue_folder).to_pdf(b"the document") == PDF
    assert (tmp_path / "got").read_bytes() == b"the document"
    assert runs(queue_folder) == []
    assert queue_folder.stat().st_mode & 0o777 == 0o700


def test_a_run_past_its_time_is_killed_with_its_children(
    fake: Fake, queue_folder: Path, tmp_path: Path
) -> None:
    script = fake("sleep 60 & echo $$ $! > $NOTES/pids; wait")
    with pytest.raises(ConversionFailed, match=r"quá 0\.5 giây"):
        Converter(script, folder=queue_folder, time_limit_seconds=0.5).to_pdf(b"x")
    pids = [int(pid) for pid in noted(tmp_path, "pids").split()]
    until(lambda: not any(map(lives, pids)), 2)
    assert runs(queue_folder) == []


def test_a_child_that_stays_behind_is_killed_after_a_good_run(
    fake: Fake, queue_folder: Path, tmp_path: Path
) -> None:
    script = fake(f"sleep 60 & echo $! > $NOTES/pid; {WRITES_A_PDF}")
    assert Converter(script, folder=queue_folder).to_pdf(b"x") == PDF
    pid = int(noted(tmp_path, "pid"))
    until(lambda: not lives(pid), 2)
    assert runs(queue_folder) == []


@pytest.mark.parametrize(
    "lines",
    [
        "echo garbage > $OUT",
        "printf '%%PDF-1.6 cut off' > $OUT",
        "exit 77",
        "kill -9 $$",
        "ln -s /etc/passwd $OUT",
        "mkdir $OUT",
    ],
)
def test_what_is_no_pdf_is_never_delivered(fake: Fake, queue_folder: Path, lines: str) -> None:
    with pytest.raises(ConversionFailed, match="không tạo được tệp PDF"):
        Converter(fake(lines), folder=queue_folder).to_pdf(b"x")
    assert runs(queue_folder) == []


def test_a_program_that_cannot_start_is_a_clear_refusal(queue_folder: Path, tmp_path: Path) -> None:
    broken = tmp_path / "soffice"
    broken.write_bytes(b"\x7fELF no program at all")
    broken.chmod(0o755)
    with pytest.raises(ConversionFailed):
        Converter(broken, folder=queue_folder).to_pdf(b"x")


def test_a_run_whose_guard_cannot_start_is_a_clear_refusal_and_starts_nothing_else(
    fake: Fake, queue_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Any] = []

    def refused(words: list[str], **_: Any) -> None:
        started.append(words)
        raise OSError("no more processes")

    converter = Converter(fake(WRITES_A_PDF), folder=queue_folder)
    monkeypatch.setattr(subprocess, "Popen", refused)
    before = len(list(Path("/proc/self/fd").iterdir()))
    with pytest.raises(ConversionFailed):
        converter.to_pdf(b"x")
    assert len(started) == 1, "LibreOffice was started without its guard"
    assert len(list(Path("/proc/self/fd").iterdir())) == before
    assert runs(queue_folder) == []


def test_soffice_is_taken_before_the_script_that_starts_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    assert program.installed() == Path("/usr/bin/soffice")


def test_a_libreoffice_that_is_not_on_the_path_is_found_where_it_is_usually_put(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    usual = f"{str(tmp_path).removeprefix('/')}/libreoffice*/program/soffice"
    monkeypatch.setattr(program, "_USUAL_PLACES", (usual,))
    assert program.installed() is None
    place = tmp_path / "libreoffice24.8" / "program" / "soffice"
    place.parent.mkdir(parents=True)
    place.write_text("#!/bin/sh\n")
    # A file that cannot be run is none.
    assert program.installed() is None
    place.chmod(0o755)
    assert program.installed() == place


def test_nothing_of_the_service_leaks_in_and_nothing_of_the_document_leaks_out(
    fake: Fake,
    queue_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("VANBAN_KEY", "secret")
    caplog.set_level(0)
    script = fake("env > $NOTES/env; cat $SOURCE; cat $SOURCE >&2; cp $SOURCE $OUT")
    with pytest.raises(ConversionFailed) as failure:
        Converter(script, folder=queue_folder).to_pdf(SECRET.encode())
    names = {line.partition("=")[0] for line in (tmp_path / "env").read_text().splitlines()}
    assert not {name for name in names if name.startswith(("VANBAN", "PYTHON", "SSH", "AWS"))}
    assert "HOME" in names and len(names) < 15
    reported = capfd.readouterr()
    assert SECRET not in reported.out + reported.err + caplog.text + str(failure.value)
    assert str(tmp_path) not in caplog.text + str(failure.value)


def test_one_more_than_the_queue_holds_is_refused_at_once(fake: Fake, queue_folder: Path) -> None:
    converter = Converter(fake(f"sleep 1; {WRITES_A_PDF}"), folder=queue_folder, queue=1)
    with ThreadPoolExecutor(2) as pool:
        served = [pool.submit(converter.to_pdf, b"x") for _ in range(2)]
        until(lambda: bool(queue_folder.exists() and runs(queue_folder)))
        time.sleep(0.2)
        with pytest.raises(ConverterBusy, match=r"thử lại sau \d+ giây") as refusal:
            converter.to_pdf(b"x")
        assert refusal.value.retry_after >= 1
        assert [conversion.result() for conversion in served] == [PDF, PDF]
    assert converter.to_pdf(b"x") == PDF


def test_the_queue_holds_across_processes(fake: Fake, queue_folder: Path, tmp_path: Path) -> None:
    script = fake(f"echo $$ > $NOTES/pid; sleep 2; {WRITES_A_PDF}")
    other = worker(script, queue_folder)
    noted(tmp_path, "pid")
    with pytest.raises(ConverterBusy):
        Converter(script, folder=queue_folder, queue=0).to_pdf(b"x")
    assert other.wait(20) == 0
    assert Converter(fake(WRITES_A_PDF), folder=queue_folder, queue=0).to_pdf(b"x") == PDF


def test_several_run_side_by_side_when_allowed(fake: Fake, queue_folder: Path) -> None:
    converter = Converter(
        fake(f"sleep 1; {WRITES_A_PDF}"), folder=queue_folder, queue=0, parallel=2
    )
    with ThreadPoolExecutor(2) as pool:
        # With no line to wait in, the second is refused unless both run at the same time.
        assert list(pool.map(converter.to_pdf, [b"x", b"y"])) == [PDF, PDF]


def test_nobody_overtakes_in_the_queue(fake: Fake, queue_folder: Path, tmp_path: Path) -> None:
    script = fake(f"cat $SOURCE >> $NOTES/order; sleep 0.5; {WRITES_A_PDF}")
    converter = Converter(script, folder=queue_folder, queue=3)
    with ThreadPoolExecutor(4) as pool:
        for name in (b"1", b"2", b"3", b"4"):
            pool.submit(converter.to_pdf, name)
            time.sleep(0.1)
    assert (tmp_path / "order").read_text() == "1234"


def test_a_queue_that_does_not_move_lets_the_waiting_go(fake: Fake, queue_folder: Path) -> None:
    held = conversion_queue.ConversionQueue(queue_folder, 1, 1, lambda _: None)
    with held.turn(1), pytest.raises(ConverterBusy):
        Converter(fake(WRITES_A_PDF), folder=queue_folder, queue=1, time_limit_seconds=0.4).to_pdf(
            b"x"
        )


def test_kill_9_of_the_worker_leaves_no_process_no_file_and_no_taken_place(
    fake: Fake, queue_folder: Path, tmp_path: Path
) -> None:
    parent = worker(fake("sleep 60 & echo $$ $! > $NOTES/pids; wait"), queue_folder)
    pids = [int(pid) for pid in noted(tmp_path, "pids").split()]
    assert all(map(lives, pids)) and len(runs(queue_folder)) == 1
    parent.send_signal(signal.SIGKILL)
    parent.wait(10)
    until(lambda: not any(map(lives, pids)), 5)
    until(lambda: runs(queue_folder) == [], 5)
    later = Converter(fake(WRITES_A_PDF), folder=queue_folder, queue=0)
    until(lambda: _free(later), 5)


def _free(converter: Converter) -> bool:
    try:
        return converter.to_pdf(b"x") == PDF
    except ConverterBusy:
        return False


def test_what_a_killed_machine_left_is_swept_at_start_but_never_a_living_run(
    fake: Fake, queue_folder: Path
) -> None:
    with (
        conversion_queue.ConversionQueue(queue_folder, 2, 0, lambda _: None).turn(1) as place,
        place.folder() as living,
    ):
        for left in ("run-1-4000000-dead", "run-1-4000001-dead"):
            (queue_folder / left).mkdir()
            (queue_folder / left / "van-ban.docx").write_bytes(SECRET.encode())
        (queue_folder / "run-1.lock").touch()
        Converter(fake(WRITES_A_PDF), folder=queue_folder)
        assert runs(queue_folder) == [living.name]


@pytest.mark.parametrize("trouble", ["open to others", "a link", "a file"])
def test_a_folder_that_others_can_reach_is_not_used(
    fake: Fake, queue_folder: Path, tmp_path: Path, trouble: str
) -> None:
    if trouble == "open to others":
        queue_folder.mkdir()
        queue_folder.chmod(0o755)
    elif trouble == "a link":
        (tmp_path / "elsewhere").mkdir(mode=0o700)
        queue_folder.symlink_to(tmp_path / "elsewhere")
    else:
        queue_folder.touch()
    with pytest.raises(ConversionFailed, match="báo người quản trị"):
        Converter(fake(WRITES_A_PDF), folder=queue_folder).to_pdf(b"x")


# The installed LibreOffice itself.


@pytest.fixture(scope="module")
def libreoffice() -> None:
    need("libreoffice-writer", "poppler-utils")


def small(text: str, change: Callable[[Any], None] = lambda _: None) -> bytes:
    made = docx.Document()
    made.add_paragraph(text)
    change(made)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def text_of(pdf: bytes, folder: Path) -> str:
    (folder / "made.pdf").write_bytes(pdf)
    words = subprocess.run(
        ["pdftotext", str(folder / "made.pdf"), "-"], check=True, capture_output=True
    )
    assert words.stderr == b""
    return words.stdout.decode()


def strays() -> set[str]:
    """Sockets of LibreOffice on this machine. Those of other tests come and go, or stay as long as the tests; what else
    stays is a stray."""
    profiles = Path(tempfile.gettempdir()).glob(f"{PROFILE}*")
    known = {socket.name for profile in profiles for socket in libreoffice_profile.sockets(profile)}
    return {
        pipe.name for root in ("/tmp", "/var/tmp") for pipe in Path(root).glob("OSL_PIPE_*_Single*")
    } - known


@pytest.mark.usefixtures("libreoffice")
def test_libreoffice_makes_the_same_tagged_pdf_twice_and_leaves_nothing(
    queue_folder: Path, tmp_path: Path
) -> None:
    before = strays()
    converter = Converter(folder=queue_folder)
    assert converter.available
    content = small(f"Quyết định tặng Giấy khen: {SECRET}")
    first = converter.to_pdf(content)
    time.sleep(1.1)  # A clock in the file would show another second.
    assert converter.to_pdf(content) == first
    assert converter.to_pdf(small("Khác")) != first
    assert b"/MarkInfo<</Marked true>>" in first
    assert runs(queue_folder) == []
    until(lambda: strays() <= before, 60)
    assert SECRET in text_of(first, tmp_path)
    assert_is_for_archives(first)


def assert_is_for_archives(pdf: bytes) -> None:
    """PDF/A-2b as far as bytes show it, and whole after the day was taken out of its profile."""
    packet = pdf[pdf.index(b"<x:xmpmeta") : pdf.index(b"</x:xmpmeta>")]
    assert b"<pdfaid:part>2</pdfaid:part>" in packet
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in packet
    assert b"<pdfuaid:part>1</pdfuaid:part>" in packet
    assert b"/S/GTS_PDFA1/" in pdf
    for written in (b"CreateDate", b"CreationDate", b"ModDate"):
        assert written not in pdf
    table = int(pdf.rsplit(b"startxref\n", 1)[1].split()[0])
    entries = re.findall(rb"(\d{10}) \d{5} n", pdf[table:])
    assert len(entries) > 10
    for number, offset in enumerate(entries, start=1):
        assert pdf[int(offset) :].startswith(b"%d 0 obj" % number)


def test_a_pdf_of_another_make_keeps_what_is_kept_elsewhere() -> None:
    for pdf in (
        b"%PDF-1.7\n%%EOF",
        b"<</N 3/Length 4 0 R/Filter/FlateDecode>>\nstream\nx\nendstream\nstartxref\n9\n%%EOF",
        b"<</N 3/Length 4 0 R/Filter/FlateDecode>>\nstream\n"
        + zlib.compress(b"no profile")
        + b"\nendstream\n4 0 obj\n18\nendobj\nstartxref\n9\n%%EOF",
    ):
        assert clock.without_clock(pdf) == pdf


def _profile(day: tuple[int, ...], filler: int) -> bytes:
    """The head of a colour profile of a day, and some more."""
    date = b"".join(part.to_bytes(2, "big") for part in day)
    return bytes(24) + date + b"acsp" + bytes(range(filler))


def _archived(profile: bytes, level: int, number: bytes) -> bytes:
    """A PDF/A as LibreOffice lays it out, with a profile packed so well and this number."""
    packed = zlib.compress(profile, level)
    objects = (
        b"<</Type/Catalog>>\nendobj\n",
        b"<</N 3/Length 3 0 R/Filter/FlateDecode>>\nstream\n" + packed + b"\nendstream\nendobj\n",
        b"%d\nendobj\n" % len(packed),
        b"<</Length 4>>\nstream\ntext\nendstream\nendobj\n",
        b"<</CreationDate(D:20261130)/Title(x)>>\nendobj\n",
    )
    made, entries = b"%PDF-1.7\n", b"0000000000 65535 f \n"
    for at, written in enumerate(objects, start=1):
        entries += b"%010d 00000 n \n" % len(made)
        made += b"%d 0 obj\n" % at + written
    trailer = b"trailer\n<</Size 6/ID [ <%s>\n<%s> ]>>\n" % (number, number)
    return b"%sxref\n0 6\n%s%sstartxref\n%d\n%%%%EOF\n" % (made, entries, trailer, len(made))


#: The day itself packs worse than no day; so many bytes behind it, and the length needs a digit more.
_LONGER = next(
    filler
    for filler in range(256)
    if len(zlib.compress(_profile((0,) * 6, filler), 9)) < 100
    and len(zlib.compress(_profile((2020, 3, 5, 0, 0, 0), filler), 9)) >= 100
)


@pytest.mark.parametrize(
    ("day", "filler", "level"),
    [
        ((2026, 11, 30, 12, 30, 1), 200, 0),
        ((2026, 11, 30, 12, 30, 1), 200, 9),
        ((2026, 11, 30, 12, 30, 1), 0, 0),
        ((0,) * 6, 200, 9),
        ((0,) * 6, _LONGER, 9),
    ],
    ids=["shorter", "alike", "fewer digits", "longer", "more digits"],
)
def test_a_profile_of_another_day_moves_what_stands_behind_it(
    day: tuple[int, ...], filler: int, level: int
) -> None:
    pdf = clock.without_clock(_archived(_profile(day, filler), level, b"AB12"))
    body, _, tail = pdf.rpartition(b"startxref\n")
    table = int(tail.split()[0])
    assert body[table:].startswith(b"xref\n0 6\n")
    places = [int(offset) for offset in re.findall(rb"(\d{10}) \d{5} n", body[table:])]
    assert len(places) == 5
    for number, offset in enumerate(places, start=1):
        assert pdf[offset:].startswith(b"%d 0 obj\n" % number)
    start = pdf.index(b"stream\n") + len(b"stream\n")
    packed = pdf[start : start + int(pdf[places[2] :].split(b"\n")[1])]
    assert zlib.decompress(packed) == _profile((2020, 3, 5, 0, 0, 0), filler)
    assert pdf[start + len(packed) :].startswith(b"\nendstream\nendobj\n3 0 obj\n")
    assert b"CreationDate" not in pdf and b"/Title(x)" in pdf
    (number, same), *_ = re.findall(rb"/ID \[ <(\w{4})>\n<(\w{4})> \]", pdf)
    assert number == same != b"AB12"
    assert clock.without_clock(pdf) == pdf


def test_two_days_and_numbers_of_one_pdf_give_the_same_bytes() -> None:
    days = ((2026, 11, 30, 12, 30, 1), (2025, 1, 2, 3, 4, 5))
    first, second = (
        clock.without_clock(_archived(_profile(day, 200), 0, number))
        for day, number in zip(days, (b"AB12", b"CD34"), strict=True)
    )
    assert first == second


@pytest.mark.parametrize(("old", "memory"), [(False, 4_000_000), (True, 1_500_000)])
def test_a_run_has_limits_for_time_file_and_memory_and_dies_first_when_memory_ends(
    fake: Fake, queue_folder: Path, tmp_path: Path, old: bool, memory: int
) -> None:
    asked = "for limit in c t f v; do ulimit -$limit; done; umask; cat /proc/self/oom_score_adj"
    writes = WRITES_A_DOCX if old else WRITES_A_PDF
    script = fake(f"{{ {asked}; }} > $NOTES/limits; {writes}")
    converter = Converter(script, folder=queue_folder, time_limit_seconds=2.6)
    _ = converter.to_docx(OLE) if old else converter.to_pdf(b"x")
    # Four processors' worth of the time limit, and files of 100 MB in blocks of 512 bytes.
    assert (tmp_path / "limits").read_text().split() == [
        *("0", "11", "195312", str(memory)),
        *("0077", "1000"),
    ]


@pytest.mark.usefixtures("libreoffice")
def test_a_run_starts_libreoffice_alone_and_fills_no_profile(
    queue_folder: Path, tmp_path: Path
) -> None:
    """Neither the programs by which its script looks for Java and debuggers, nor GnuPG for signatures; no macros, no AutoText,
    nothing noted of extensions."""
    need("strace")
    trace, document, listed = tmp_path / "trace", tmp_path / "a.docx", tmp_path / "listed"
    document.write_bytes(small("Một."))
    code = (
        "import sys; from pathlib import Path; from service.pdf import Converter, libreoffice\n"
        "discard = libreoffice.discard\n"
        "def look(folder):\n"
        "    names = [file.name for file in folder.glob('profile/user/**/*')]\n"
        "    Path(sys.argv[3]).write_text(' '.join(names))\n"
        "    discard(folder)\n"
        "libreoffice.discard = look\n"
        "Converter(folder=Path(sys.argv[1])).to_pdf(Path(sys.argv[2]).read_bytes())"
    )
    strace = ("strace", "-f", "-qq", "-e", "trace=execve", "-o", str(trace))
    need_right_to("watch a process", [*strace, "true"])
    given = map(str, (queue_folder, document, listed))
    subprocess.run([*strace, sys.executable, "-c", code, *given], cwd=ROOT, check=True)
    started = re.findall(r'execve\("([^"]+)"(?!.* = -1)', trace.read_text())
    names = [Path(found).name for found in started]
    assert names.count("soffice.bin") == 1
    # The last two ask for the size of paper.
    assert set(names[names.index("soffice.bin") :]) <= {"soffice.bin", "sh", "paperconf"}
    assert set(names[1 : names.index("soffice.bin")]) == {"sh"}
    filled = set(listed.read_text().split())
    assert "registrymodifications.xcu" in filled
    assert not filled & {"basic", "autotext", "database", "gallery", "template", "wordbook"}
    assert "lastsynchronized" not in filled


@pytest.mark.parametrize(
    ("called", "mode", "is_itself"),
    [("soffice", 0o755, True), ("soffice", 0o644, False), ("office-wrapper", 0o755, False)],
    ids=["its script", "not to be started", "somebody's script"],
)
def test_libreoffice_itself_is_started_only_beside_its_own_script(
    tmp_path: Path, called: str, mode: int, is_itself: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    script, itself, link = tmp_path / called, tmp_path / "soffice.bin", tmp_path / "link"
    script.touch(0o755)
    itself.touch(mode)
    link.symlink_to(script)
    started: list[list[str]] = []
    monkeypatch.setattr(subprocess, "Popen", lambda words, **_: started.append(words))
    program._started(link, tmp_path, 1.0, program.TO_PDF)
    assert (str(itself) in started[0]) is is_itself
    assert (str(link) in started[0]) is not is_itself


def test_a_libreoffice_that_wants_to_be_started_again_is_started_again_once(
    fake: Fake, queue_folder: Path, tmp_path: Path
) -> None:
    """As it does when extensions are new to its profile."""
    script = fake(
        f"echo x >> $NOTES/turns; [ $(wc -l < $NOTES/turns) = 2 ] && {WRITES_A_PDF}; exit 81"
    )
    assert Converter(script, folder=queue_folder).to_pdf(b"x") == PDF
    assert noted(tmp_path, "turns") == "x\nx\n"


@pytest.mark.usefixtures("libreoffice")
def test_an_extension_of_the_machine_keeps_no_pdf_from_being_made(
    queue_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    extension = tmp_path / "extensions" / "one"
    extension.mkdir(parents=True)
    (extension / "description.xml").write_text(
        '<description xmlns="http://openoffice.org/extensions/description/2006"><identifier value="vn.one"/>'
        '<version value="1.0"/></description>'
    )
    (extension / "META-INF").mkdir()
    (extension / "META-INF" / "manifest.xml").write_text(
        '<manifest:manifest xmlns:manifest="http://openoffice.org/2001/manifest"/>'
    )
    given = libreoffice_profile.environment
    monkeypatch.setattr(
        libreoffice_profile,
        "environment",
        lambda folder: {**given(folder), "BUNDLED_EXTENSIONS": extension.parent.as_uri()},
    )
    assert SECRET in text_of(Converter(folder=queue_folder).to_pdf(small(SECRET)), tmp_path)


@pytest.mark.usefixtures("libreoffice")
def test_a_stopped_libreoffice_leaves_neither_file_nor_socket(queue_folder: Path) -> None:
    before = strays()
    for limit in (0.15, 0.3, 0.5):
        with pytest.raises(ConversionFailed):
            Converter(folder=queue_folder, time_limit_seconds=limit).to_pdf(small("x" * 2_000_000))
    assert runs(queue_folder) == []
    until(lambda: strays() <= before, 60)


@pytest.mark.usefixtures("libreoffice")
def test_bytes_that_are_no_document_end_in_a_refusal_or_a_pdf_but_never_in_a_fault(
    queue_folder: Path,
) -> None:
    cut = small("cắt ngang")
    for content in (b"", b"PK\x03\x04", cut[: len(cut) // 2], b"\x00" * 1000):
        with contextlib.suppress(ConversionFailed):
            assert Converter(folder=queue_folder).to_pdf(content).startswith(b"%PDF-")
    assert runs(queue_folder) == []


class Listener(http.server.BaseHTTPRequestHandler):
    """Answers as ``server.script`` says and remembers what it was asked."""

    def do_GET(self) -> None:
        self.answer()

    def do_HEAD(self) -> None:
        self.answer()

    def do_OPTIONS(self) -> None:
        self.answer()

    def do_PROPFIND(self) -> None:
        self.answer()

    def do_POST(self) -> None:
        self.answer()

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        server: Any = self.server
        server.asked.append((self.path, self.headers.get("Content-Type", ""), body))
        status, content, pause = server.script
        time.sleep(server.thinks)
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("Location", "/elsewhere")
        self.end_headers()
        try:
            for part in content:
                self.wfile.write(bytes([part]))
                self.wfile.flush()
                time.sleep(pause)
        except OSError:
            pass  # The converter left, as it should.

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Any]:
    made: Any = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    made.asked, made.script, made.daemon_threads = [], (200, PDF, 0), True
    made.thinks = 0
    made.url = f"http://127.0.0.1:{made.server_address[1]}"
    thread = threading.Thread(target=made.serve_forever, args=(0.02,))
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{TYPES}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
LINKED_PICTURES = """<w:p {spaces}><w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/>
<wp:docPr id="1" name="p"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">
<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="{id}"/>
<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/>
</a:xfrm><a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>
<w:r><w:pict><v:shape id="s" style="width:90pt;height:90pt"><v:imagedata r:id="{id}"/></v:shape></w:pict></w:r></w:p>"""


def linked(made: Any, target: str) -> None:
    """Pictures, fields, a sub-document and a template by link, all at ``target``."""
    settings = made.settings._element
    template = made.part._settings_part.relate_to(
        f"{target}/t.dotx", f"{TYPES}/attachedTemplate", is_external=True
    )
    settings.insert(0, parse_xml(f'<w:attachedTemplate {SPACES} r:id="{template}"/>'))
    picture = made.part.relate_to(f"{target}/p.png", f"{TYPES}/image", is_external=True)
    page = made.part.relate_to(f"{target}/f.docx", f"{TYPES}/subDocument", is_external=True)
    body = made.element.body
    body.insert(0, parse_xml(LINKED_PICTURES.format(spaces=SPACES, id=picture)))
    body.insert(1, parse_xml(f'<w:p {SPACES}><w:subDoc r:id="{page}"/></w:p>'))
    for command in (
        f'INCLUDEPICTURE "{target}/g.png" \\d',
        f'INCLUDETEXT "{target}/f.txt"',
        f'LINK Word.Document.12 "{target}/l.docx"',
        f'DDEAUTO soffice "{target}/d.odt" x',
    ):
        field = f"<w:fldSimple w:instr='{command}'><w:r><w:t>cũ</w:t></w:r></w:fldSimple>"
        body.insert(0, parse_xml(f"<w:p {SPACES}>{field}</w:p>"))


def red_square() -> bytes:
    """A sound PNG of 64 by 64 red points."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc32(kind + data))

    points = (b"\0" + b"\xff\0\0" * 64) * 64
    head = struct.pack(">IIBBBBB", 64, 64, 8, 2, 0, 0, 0)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", head),
            chunk(b"IDAT", compress(points)),
            chunk(b"IEND", b""),
        )
    )


@pytest.mark.usefixtures("libreoffice")
@pytest.mark.parametrize("without", ["nothing", "ooInet", "BlockUntrusted"])
def test_a_document_cannot_call_out_by_either_of_two_locks(
    queue_folder: Path, server: Any, without: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlock(monkeypatch, without)
    Converter(folder=queue_folder).to_pdf(small("Liên kết", lambda made: linked(made, server.url)))
    assert server.asked == []


@pytest.mark.usefixtures("libreoffice")
def test_a_document_cannot_bring_in_a_file_of_the_machine(
    queue_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "f.txt").write_text("khong-duoc-doc", encoding="utf-8")
    for name in ("p.png", "g.png"):
        (tmp_path / name).write_bytes(red_square())
    content = small("Liên kết", lambda made: linked(made, tmp_path.as_uri()))
    made = Converter(folder=queue_folder).to_pdf(content)
    assert b"/Subtype/Image" not in made
    assert "khong-duoc-doc" not in text_of(made, tmp_path)


@pytest.mark.usefixtures("libreoffice")
def test_without_the_locks_the_same_documents_would_call_out_and_bring_in(
    queue_folder: Path, tmp_path: Path, server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlock(monkeypatch, "ooInet", "BlockUntrusted")
    (tmp_path / "p.png").write_bytes(red_square())
    content = small("Liên kết", lambda made: linked(made, tmp_path.as_uri()))
    assert b"/Subtype/Image" in Converter(folder=queue_folder).to_pdf(content)
    Converter(folder=queue_folder).to_pdf(small("Liên kết", lambda made: linked(made, server.url)))
    assert server.asked, "the tests before prove nothing any more"


def unlock(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Give LibreOffice a profile without the settings that have one of the names in them."""
    kept = [
        line
        for line in libreoffice_profile._SETTINGS.split("\n")
        if not any(name in line for name in names)
    ]
    monkeypatch.setattr(libreoffice_profile, "_SETTINGS", "\n".join(kept))


# Gotenberg, played by a small server of our own.


def test_gotenberg_gets_the_document_as_a_file_of_a_form(
    queue_folder: Path, server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    converter = Converter(Path("/nowhere"), server.url + "/", folder=queue_folder)
    assert converter.available
    content = b"PK\r\n--\x00\xff\r\n"
    assert converter.to_pdf(content) == PDF
    ((path, media_type, body),) = server.asked
    assert path == "/forms/libreoffice/convert"
    boundary = re.fullmatch(r"multipart/form-data; boundary=(\w+)", media_type)
    assert boundary is not None
    before, archive, tagged, part, after = body.split(b"--" + boundary[1].encode())
    assert archive.endswith(b'name="pdfa"\r\n\r\nPDF/A-2b\r\n')
    assert tagged.endswith(b'name="pdfua"\r\n\r\ntrue\r\n')
    head, _, sent = part.partition(b"\r\n\r\n")
    assert (before, after, sent) == (b"", b"--\r\n", content + b"\r\n")
    assert b'name="files"; filename="van-ban.docx"' in head


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_gotenberg_is_a_busy_converter(queue_folder: Path, server: Any, status: int) -> None:
    server.script = (status, b"", 0)
    with pytest.raises(ConverterBusy) as refusal:
        Converter(None, server.url, folder=queue_folder).to_pdf(b"x")
    assert refusal.value.retry_after >= 1


@pytest.mark.parametrize(
    ("queue", "parallel", "seconds"),
    [(0, 1, 3), (1, 1, 6), (3, 1, 12), (3, 2, 6), (4, 2, 9), (5, 2, 9)],
)
def test_who_comes_when_the_queue_is_full_waits_for_all_who_stand_before(
    queue_folder: Path, server: Any, queue: int, parallel: int, seconds: int
) -> None:
    """Three seconds a conversion, as long as none was timed."""
    server.script = (503, b"", 0)
    converter = Converter(None, server.url, folder=queue_folder, queue=queue, parallel=parallel)
    with pytest.raises(ConverterBusy, match=f"thử lại sau {seconds} giây") as refusal:
        converter.to_pdf(b"x")
    assert refusal.value.retry_after == seconds


@pytest.mark.parametrize("status", [200, 302, 307, 400, 401, 404, 500, 502])
def test_whatever_else_gotenberg_answers_is_a_failure_in_vietnamese(
    queue_folder: Path, server: Any, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    server.script = (status, SECRET.encode(), 0)
    with pytest.raises(ConversionFailed, match="PDF") as failure:
        Converter(None, server.url, folder=queue_folder).to_pdf(b"x")
    assert SECRET not in str(failure.value) + caplog.text
    assert len(server.asked) == 1


def test_a_gotenberg_that_drips_is_left_in_time(queue_folder: Path, server: Any) -> None:
    server.script = (200, b"%PDF-" + b"." * 1000, 0.1)
    with pytest.raises(ConversionFailed, match="chưa xong"):
        Converter(None, server.url, folder=queue_folder, time_limit_seconds=0.6).to_pdf(b"x")


def test_a_gotenberg_that_is_not_there_is_a_failure(queue_folder: Path, server: Any) -> None:
    port = server.server_address[1]
    server.shutdown()
    server.server_close()
    with pytest.raises(ConversionFailed, match="báo người quản trị"):
        Converter(None, f"http://127.0.0.1:{port}", folder=queue_folder).to_pdf(b"x")


@pytest.mark.parametrize(
    "url",
    [
        "gotenberg:3000",
        "ftp://host",
        "http://",
        "http://a:b@host",
        "http://host:x",
        "http://h/?k=b",
    ],
)
def test_an_address_that_cannot_be_used_stops_the_start(url: str) -> None:
    with pytest.raises(WrongSetting) as refusal:
        gotenberg.checked(url)
    assert "a:b" not in str(refusal.value) and "\n" not in str(refusal.value)


def test_a_gotenberg_that_thinks_for_a_while_is_waited_for(queue_folder: Path, server: Any) -> None:
    server.thinks = 0.3
    assert Converter(None, server.url, folder=queue_folder).to_pdf(b"x") == PDF


@pytest.mark.parametrize("foreign", [False, True], ids=["ours", "foreign"])
def test_a_docx_is_read_as_one_whatever_it_looks_like(
    fake: Fake, queue_folder: Path, tmp_path: Path, foreign: bool
) -> None:
    converter = Converter(fake(f'echo "$@" > $NOTES/words; {WRITES_A_PDF}'), folder=queue_folder)
    assert converter.to_pdf(b"x", foreign=foreign) == PDF
    assert "--infilter=MS Word 2007 XML" in (tmp_path / "words").read_text()


# --- texts of other word processors ---------------------------------------------------------------

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 a text of Word 97"
WRITES_A_DOCX = 'printf \'PK\\003\\004made\' > "${SOURCE%.*}.docx"; echo "$@" > $NOTES/words'


@pytest.mark.parametrize(
    ("content", "ending", "reader"),
    [
        (OLE, "doc", "MS Word 97"),
        (b"{\\rtf1 x}", "rtf", "Rich Text Format"),
    ],
)
def test_an_old_text_is_read_with_the_one_filter_that_its_first_bytes_ask_for(
    fake: Fake, queue_folder: Path, tmp_path: Path, content: bytes, ending: str, reader: str
) -> None:
    script = fake(f"cp $SOURCE $NOTES/got; {WRITES_A_DOCX}")
    assert Converter(script, folder=queue_folder).to_docx(content) == b"PK\x03\x04made"
    assert (tmp_path / "got").read_bytes() == content
    words = (tmp_path / "words").read_text()
    assert f"--infilter={reader}" in words and f"van-ban.{ending}" in words
    assert runs(queue_folder) == []


def test_a_docx_comes_back_as_it_is_whatever_it_is_called(
    queue_folder: Path, tmp_path: Path
) -> None:
    converter = Converter(tmp_path / "none", folder=queue_folder)
    assert converter.to_docx(b"PK\x03\x04 a docx") == b"PK\x03\x04 a docx"


def test_what_is_no_text_is_never_given_to_libreoffice(
    fake: Fake, queue_folder: Path, tmp_path: Path
) -> None:
    converter = Converter(fake("touch $NOTES/run"), folder=queue_folder)
    for content in (b"", b"<html>", b"%PDF-1.6", b"MZ"):
        with pytest.raises(UnreadableInput, match=r"không phải văn bản Word"):
            converter.to_docx(content)
    assert not (tmp_path / "run").exists()


def test_an_old_text_holds_the_converter_for_less_time_than_a_pdf_may(
    fake: Fake, queue_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_package, "_MOST_READING_SECONDS", 0.5)
    with pytest.raises(ConversionFailed, match=r"quá 0\.5 giây chưa xong nên đã dừng; hãy mở tệp"):
        Converter(fake("sleep 60"), folder=queue_folder, time_limit_seconds=60).to_docx(OLE)


def test_an_old_text_that_cannot_be_read_is_said_to_be_locked_or_broken(
    fake: Fake, queue_folder: Path
) -> None:
    with pytest.raises(UnreadableInput, match=r"mật khẩu hoặc bị hỏng"):
        Converter(fake("exit 1"), folder=queue_folder).to_docx(OLE)
    with pytest.raises(ConversionFailed, match=r"tệp này sang \.docx quá 0\.5 giây"):
        Converter(fake("sleep 60"), folder=queue_folder, time_limit_seconds=0.5).to_docx(OLE)
    assert runs(queue_folder) == []
