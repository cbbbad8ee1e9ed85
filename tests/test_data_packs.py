"""A data pack is taken when it is signed, whole, sound and not older; anything else is refused in a clear sentence."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from service import config, pipeline, whole_files
from service.language import compounds
from service.language.break_places import torn_places
from service.language.holding_together import held_together
from service.reference import PackStore, RefusedPack, data_pack, pack_file
from service.reference.reference_data import Reference
from tests import packs

TODAY = date(2026, 11, 28)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "packs"


def store(folder: Path, own: Path | None = None, keys: Path | None = None) -> PackStore:
    keys = keys or packs.trusted(folder.parent)
    return PackStore(folder, keys, own, today=lambda: TODAY)


def refusal(found: PackStore, content: bytes) -> str:
    """Why a pack is refused; nothing is changed by it."""
    before = found.reference()
    with pytest.raises(RefusedPack) as refused:
        found.install(content)
    assert found.reference() is before
    return str(refused.value)


def test_without_a_pack_the_built_in_data_is_in_use(folder: Path) -> None:
    found = store(folder).reference()
    assert (found.version, found.is_built_in, found.today) == ("2026-11-28-1", True, TODAY)


def test_an_installed_pack_is_in_use_at_once_in_every_store_of_the_folder(folder: Path) -> None:
    one, other = store(folder), store(folder)
    assert one.install(packs.next_pack()).version == "2027-02-20-1"
    for found in (one.reference(), other.reference(), store(folder).reference()):
        assert (found.version, found.is_built_in) == ("2027-02-20-1", False)
        assert found.catalogue.get("nd-999-2027") is not None
        assert found.today == TODAY


def test_one_reference_stays_as_it_is_while_another_pack_is_installed(folder: Path) -> None:
    found = store(folder)
    begun = found.reference()
    found.install(packs.next_pack())
    assert begun.catalogue.get("nd-999-2027") is None
    assert begun.awards.table(date(2027, 3, 1)) is None
    assert found.reference() is not begun


def tampered(content: bytes) -> bytes:
    return content.replace("2.530.000".replace(".", "").encode(), b"9530000", 1)


@pytest.mark.parametrize(
    ("damage", "reported"),
    [
        (lambda whole: whole[:0], "không phải gói dữ liệu"),
        (lambda whole: b"PK\x03\x04" + whole, "không phải gói dữ liệu"),
        (lambda whole: whole[:-1], "Chữ ký không khớp"),
        (lambda whole: whole + b" ", "Chữ ký không khớp"),
        (tampered, "Chữ ký không khớp"),
        (lambda whole: whole.replace(b"ed25519 ", b"none ", 1), "chưa được ký"),
        (lambda whole: whole.split(b"\n", 1)[0] + b"\n{}", "chưa được ký"),
        (lambda whole: whole.replace(b"ed25519 ", b"ed25519 0", 1), "không có trong VANBAN_PACK_KEYS"),
        (lambda whole: whole + b" " * 2_000_000, "lớn hơn 1000000 byte"),
    ],
)  # fmt: skip
def test_a_damaged_or_unsigned_pack_is_refused(
    folder: Path, damage: Callable[[bytes], bytes], reported: str
) -> None:
    whole = packs.next_pack()
    assert damage(whole) != whole
    assert reported in refusal(store(folder), damage(whole))


def test_a_pack_of_a_stranger_is_refused(folder: Path) -> None:
    texts = packs.files()
    assert "không có trong VANBAN_PACK_KEYS" in refusal(
        store(folder), packs.signed(texts, packs.STRANGER)
    )


def test_without_a_file_of_keys_no_pack_is_taken(folder: Path) -> None:
    found = PackStore(folder, None, None)
    assert "hãy đặt VANBAN_PACK_KEYS" in refusal(found, packs.next_pack())


@pytest.mark.parametrize("text", ["AAAA nơi nào", "không phải khóa"])
def test_a_file_of_keys_that_holds_none_is_told(folder: Path, tmp_path: Path, text: str) -> None:
    keys = tmp_path / "keys.txt"
    keys.write_text(text, encoding="utf-8")
    assert "dòng 1" in refusal(store(folder, keys=keys), packs.next_pack())


def test_an_older_pack_is_refused_unless_that_is_meant(folder: Path) -> None:
    found = store(folder)
    found.install(packs.dated("2027-02-20", 2))
    assert "cũ hơn dữ liệu đang dùng (2027-02-20-2)" in refusal(found, packs.dated("2027-02-20", 1))
    assert found.install(packs.dated("2027-02-20", 1), older=True).version == "2027-02-20-1"
    assert found.reference().version == "2027-02-20-1"
    assert found.install(packs.dated("2026-01-01"), older=True).version == "2026-01-01-1"
    assert store(folder).reference().version == "2026-01-01-1"


def test_a_pack_that_a_new_release_overtook_gives_way_to_what_is_built_in(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(folder).install(packs.dated("2026-12-01"))
    assert store(folder).reference().version == "2026-12-01-1"
    built_in = data_pack.built_in()
    newer = data_pack.Manifest(date(2027, 1, 1), 1, built_in.manifest.sources)
    release = data_pack.DataPack(newer, built_in.files, is_built_in=True)
    monkeypatch.setattr(data_pack, "built_in", lambda: release)
    assert store(folder).reference().version == "2027-01-01-1"


def test_after_removal_the_built_in_data_is_in_use_again(folder: Path) -> None:
    found = store(folder)
    assert not found.remove()
    found.install(packs.next_pack())
    assert found.remove()
    assert found.reference().is_built_in


@pytest.mark.parametrize(
    ("name", "old", "new", "reported"),
    [
        ("awards.yaml", "rounding: 10000", "rounding: 0", "awards.yaml: “rounding”"),
        ("awards.yaml", "rounding: 10000", "rounding: !!python/name:os.system 1", "a tag is not taken"),
        ("awards.yaml", "begins: [GIÁM ĐỐC SỞ]", "line: '(a+)+$'", "không biết “line”"),
        ("legal_bases.yaml", "replaced_by: nd-152-2025", "replaced_by: nd-0", "“nd-0”"),
        ("legal_bases.yaml", "received_before: 2025-07-01", "received_before: hôm qua", "“received_before”"),
        ("legal_bases.yaml", "sources: [ND152]", "sources: [NDXXX]", "“sources” không có NDXXX"),
        ("provinces.yaml", "now: Tuyên Quang", "now: Tuyên Quảng", "“Tuyên Quảng”"),
        ("compounds.yaml", "counted: |", "counte: |", "thiếu “counted”"),
    ],
)  # fmt: skip
def test_a_signed_pack_with_a_wrong_entry_is_refused_by_its_name(
    folder: Path, name: str, old: str, new: str, reported: str
) -> None:
    def change(texts: dict[str, str]) -> None:
        texts[name] = packs.replaced(texts[name], old, new)

    assert reported in refusal(store(folder), packs.dated("2027-02-20", change=change))


def test_checksums_that_do_not_fit_are_found_although_the_signature_does() -> None:
    texts = packs.files()
    whole = json.loads(packs.signed(texts).split(b"\n", 2)[2])
    whole["awards.yaml"] += "#"
    with pytest.raises(RefusedPack, match=r"awards\.yaml khác với mã kiểm tra"):
        pack_file.read_pack(signed_anew(whole), [trusted_key()])


@pytest.mark.parametrize(
    "whole", [{}, {"manifest.yaml": "a"}, [], {**packs.files(), "code.py": "import os"}]
)
def test_a_pack_has_its_files_and_no_other(whole: object) -> None:
    with pytest.raises(RefusedPack, match="đúng các tệp"):
        pack_file.read_pack(signed_anew(whole), [trusted_key()])


def trusted_key() -> pack_file.TrustedKey:
    return pack_file.TrustedKey("", packs.KEY.public_key())


def signed_anew(whole: object) -> bytes:
    """Anything, signed by a key that is trusted."""
    first, body = b"vanban data pack 1\n", json.dumps(whole).encode()
    signature = base64.b64encode(packs.KEY.sign(first + body))
    return first + b"ed25519 " + trusted_key().id.encode() + b" " + signature + b"\n" + body


OWN = """
items:
  - id: qd-so
    kind: quyet_dinh
    number: 12/2026/QĐ-UBND
    cite: Quyết định số 12/2026/QĐ-UBND ngày 05 tháng 02 năm 2026 của Ủy ban nhân dân tỉnh quy định chức năng của Sở
    issued: 2026-02-05
"""


def test_an_offices_own_bases_stay_over_whatever_pack_is_in_use(
    folder: Path, tmp_path: Path
) -> None:
    own = tmp_path / "can-cu.yaml"
    own.write_text(OWN, encoding="utf-8")
    found = store(folder, own)
    assert found.reference().catalogue.get("qd-so") is not None
    found.install(packs.next_pack())
    assert found.reference().catalogue.get("qd-so") is not None
    assert found.reference().catalogue.get("nd-999-2027") is not None


def test_a_pack_is_refused_when_an_offices_own_bases_do_not_fit_it(
    folder: Path, tmp_path: Path
) -> None:
    own = tmp_path / "can-cu.yaml"
    own.write_text(OWN + "    replaced_by: nd-276-2026\n", encoding="utf-8")
    found = store(folder, own)

    def change(texts: dict[str, str]) -> None:
        texts["legal_bases.yaml"] = texts["legal_bases.yaml"].replace("nd-276-2026", "nd-277-2026")

    assert "can-cu.yaml, qd-so" in refusal(found, packs.dated("2027-01-01", change=change))


def test_a_pack_that_is_damaged_on_disk_leaves_the_one_before_in_use_and_is_told(
    folder: Path,
) -> None:
    found = store(folder)
    found.install(packs.next_pack())
    begun = found.reference()
    (path,) = folder.glob("*.pack")
    path.write_bytes(tampered(path.read_bytes()))
    pointer = folder / "in-use.json"
    pointer.write_bytes(pointer.read_bytes() + b"\n")
    assert found.reference() == begun
    assert "Chữ ký không khớp" in found.problem
    # A new start has nothing from before: what is built in, and the same complaint.
    anew = store(folder)
    assert anew.reference().is_built_in
    assert "Chữ ký không khớp" in anew.problem
    anew.install(packs.next_pack())
    assert anew.reference().version == "2027-02-20-1" and anew.problem == ""


@pytest.mark.parametrize(
    "pointer",
    [
        "",
        "[]",
        '{"file": "../../etc/passwd"}',
        '{"file": "x.pack"}',
        '{"file": ".."}',
        '{"file": "a\\u0000"}',
        '{"file": "\\ud800"}',
    ],
)
def test_a_pointer_that_leads_nowhere_is_told_and_the_built_in_data_used(
    folder: Path, pointer: str
) -> None:
    folder.mkdir()
    (folder / "in-use.json").write_text(pointer)
    found = store(folder)
    assert found.reference().is_built_in
    assert found.problem.startswith("Gói dữ liệu đã cài không dùng được: ")
    # The next pack mends it.
    assert found.install(packs.next_pack()).version == store(folder).reference().version


def test_a_store_that_looked_before_another_installed_takes_no_older_pack(folder: Path) -> None:
    late, early = store(folder), store(folder)
    early.install(packs.dated("2027-06-01"))
    with pytest.raises(RefusedPack, match="cũ hơn"):
        late.install(packs.dated("2027-03-01"))
    assert store(folder).reference().version == "2027-06-01-1"


def test_of_two_who_install_at_once_the_second_looks_at_what_the_first_installed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    late, early, lock = store(folder), store(folder), fcntl.flock

    def waits(handle: int, how: int) -> None:
        monkeypatch.setattr(fcntl, "flock", lock)
        early.install(packs.dated("2027-06-01"))
        lock(handle, how)

    monkeypatch.setattr(fcntl, "flock", waits)
    with pytest.raises(RefusedPack, match=r"cũ hơn dữ liệu đang dùng \(2027-06-01-1\)"):
        late.install(packs.dated("2027-03-01"))
    assert store(folder).reference().version == "2027-06-01-1"


def test_nobody_else_installs_or_removes_while_one_does(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, was_free = whole_files.write, list[bool]()

    def looks(path: Path, content: bytes, mode: int | None = None) -> None:
        handle = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            was_free.append(True)
        except BlockingIOError:
            was_free.append(False)
        finally:
            os.close(handle)
        write(path, content, mode)

    monkeypatch.setattr(whole_files, "write", looks)
    found = store(folder)
    found.install(packs.next_pack())
    assert was_free == [False, False]
    # Afterwards the next one gets it at once.
    assert found.remove()


def test_a_file_of_keys_that_is_mended_is_read_without_a_restart(
    folder: Path, tmp_path: Path
) -> None:
    keys = packs.trusted(tmp_path)
    right = keys.read_bytes()
    store(folder).install(packs.next_pack())
    keys.write_text("AAAA nơi nào", encoding="utf-8")
    found = store(folder, keys=keys)
    assert found.reference().is_built_in
    assert found.problem.endswith(
        "tệp khóa công khai VANBAN_PACK_KEYS (dòng 1 không phải một khóa công khai Ed25519)."
    )
    keys.write_bytes(right)
    assert (found.reference().version, found.problem) == ("2027-02-20-1", "")


def test_an_installed_file_or_an_offices_own_that_is_mended_is_read_without_a_restart(
    folder: Path, tmp_path: Path
) -> None:
    own = tmp_path / "can-cu.yaml"
    own.write_text(OWN, encoding="utf-8")
    found = store(folder, own)
    store(folder).install(packs.next_pack())
    (path,) = folder.glob("*.pack")
    whole = path.read_bytes()
    path.unlink()
    assert found.reference().is_built_in
    assert found.problem == ("Gói dữ liệu đã cài không dùng được: không có tệp hoặc thư mục này")
    path.write_bytes(whole)
    own.write_text(OWN + "    to: hôm qua\n", encoding="utf-8")
    assert found.reference().is_built_in
    assert "can-cu.yaml, qd-so" in found.problem
    own.write_text(OWN, encoding="utf-8")
    assert (found.reference().version, found.problem) == ("2027-02-20-1", "")


def test_what_the_system_refuses_is_told_in_vietnamese(folder: Path, tmp_path: Path) -> None:
    (folder / "in-use.json").mkdir(parents=True)
    assert store(folder).problem == (
        "Gói dữ liệu đã cài không dùng được: là thư mục, không phải tệp"
    )
    assert "VANBAN_PACK_KEYS (là thư mục, không phải tệp)" in refusal(
        store(folder, keys=tmp_path), packs.next_pack()
    )


def test_a_signed_pack_with_half_a_character_is_refused() -> None:
    texts = packs.files() | {"awards.yaml": "\ud800"}
    body = json.dumps(texts).encode()
    first = b"vanban data pack 1\n"
    signature = base64.b64encode(packs.KEY.sign(first + body)).decode()
    head = f"ed25519 {pack_file.key_id(packs.KEY.public_key())} {signature}\n".encode()
    key = pack_file.TrustedKey("thử", packs.KEY.public_key())
    with pytest.raises(RefusedPack, match="ký tự"):
        pack_file.read_pack(first + head + body, [key])


def test_no_more_of_an_endless_file_is_read_than_shows_that_it_is_too_large() -> None:
    with Path("/dev/zero").open("rb") as endless:
        content = pack_file.read_bounded(endless)
    with pytest.raises(RefusedPack, match="lớn hơn"):
        pack_file.read_pack(content, [])


def test_only_the_pack_in_use_and_the_one_before_are_kept(folder: Path) -> None:
    found = store(folder)
    for edition in (1, 2, 3, 4):
        found.install(packs.dated("2027-01-01", edition))
    assert len(list(folder.glob("*.pack"))) == 2


def test_many_threads_see_whole_packs_while_packs_are_installed(folder: Path) -> None:
    found, stop, seen = store(folder), threading.Event(), set[tuple[str, bool]]()

    def look() -> None:
        while not stop.is_set():
            reference: Reference = found.reference()
            has_successor = reference.catalogue.get("nd-999-2027") is not None
            has_table = reference.awards.table(date(2027, 3, 1)) is not None
            assert has_successor is has_table
            seen.add((reference.version, has_table))

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    installer = store(folder)
    for edition in (1, 2, 3):
        installer.install(packs.dated("2027-02-20", edition, packs.with_successor))
        installer.install(packs.dated("2027-02-10", edition), older=True)
    found.reference()
    stop.set()
    for thread in threads:
        thread.join()
    assert seen <= {("2026-11-28-1", False)} | {
        (f"2027-02-{day}-{edition}", day == 20) for day in (20, 10) for edition in (1, 2, 3)
    }
    assert found.problem == ""


def test_a_service_begins_each_request_with_the_pack_in_use(folder: Path) -> None:
    settings = config.Settings(packs=folder, pack_keys=packs.trusted(folder.parent))
    services = pipeline.build_services(settings)
    begun = services.as_of_now()
    assert begun is services, "nothing is copied while nothing changed"
    try:
        store(folder).install(packs.next_pack())
        after = services.as_of_now()
        assert (begun.reference.version, after.reference.version) == (
            "2026-11-28-1",
            "2027-02-20-1",
        )
        assert compounds.in_use() is after.reference.compounds
    finally:
        compounds.use(compounds.built_in())


def test_words_of_a_pack_hold_a_line_together_for_who_works_with_it(folder: Path) -> None:
    def change(texts: dict[str, str]) -> None:
        texts["compounds.yaml"] = packs.replaced(
            texts["compounds.yaml"], "counted: |\n", "counted: |\n  bánh chưng,\n"
        )

    found = store(folder)
    try:
        assert held_together("05 bánh chưng") == "05 bánh chưng"
        compounds.use(found.install(packs.dated("2027-01-01", change=change)).compounds)
        assert held_together("05 bánh chưng") == "05\u00a0bánh\u00a0chưng"
        assert torn_places(["bánh", "chưng"]) == [0]
        compounds.use(compounds.built_in())
        assert held_together("05 bánh chưng") == "05 bánh chưng"
    finally:
        compounds.use(compounds.built_in())
