"""An archive is judged by its directory: each limit holds exactly where it says, and one step further it refuses."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from service.errors import UnreadableInput
from service.untrusted import archives


def packed(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


def read(content: bytes) -> dict[str, bytes]:
    with archives.opened(content, "Tệp thử", "Word") as archive:
        return archives.parts(archive, lambda _: True)


def refusal(content: bytes) -> str:
    with pytest.raises(UnreadableInput) as refused:
        read(content)
    return str(refused.value)


def test_the_limits_are_those_that_an_office_file_never_meets() -> None:
    assert archives.MAX_ENTRIES == 2_000
    assert archives.MAX_UNZIPPED_BYTES == 100_000_000
    assert archives.MAX_RATIO == 300
    assert archives.RATIO_COUNTS_FROM_BYTES == 5_000_000


def test_as_many_parts_as_allowed_are_read_and_one_more_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(archives, "MAX_ENTRIES", 3)
    three = {str(n): b"x" for n in range(3)}
    assert read(packed(three)) == three
    assert "quá lớn khi giải nén" in refusal(packed({**three, "3": b"x"}))


def test_folders_are_no_parts_and_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_ENTRIES", 1)
    assert read(packed({"a/": b"", "b/": b"", "a/x": b"1"})) == {"a/x": b"1"}


def test_as_many_bytes_as_allowed_are_read_and_one_more_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(archives, "MAX_UNZIPPED_BYTES", 10)
    assert read(packed({"a": b"12345", "b": b"67890"}))
    assert "quá lớn khi giải nén" in refusal(packed({"a": b"12345", "b": b"678901"}))


def test_the_ratio_counts_only_above_a_size_and_only_beyond_its_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = packed({"a": b"\0" * 200_000})
    ratio = 200_000 // len(content) + 1
    monkeypatch.setattr(archives, "RATIO_COUNTS_FROM_BYTES", 199_999)
    monkeypatch.setattr(archives, "MAX_RATIO", ratio)
    assert read(content)
    monkeypatch.setattr(archives, "MAX_RATIO", ratio - 1)
    assert "nén bất thường" in refusal(content)
    monkeypatch.setattr(archives, "RATIO_COUNTS_FROM_BYTES", 200_000)
    assert read(content)


@pytest.mark.parametrize("name", ["/etc/passwd", "a\\b", "c:x", "../x", "a/../b", "word/.."])
def test_a_part_whose_name_leads_elsewhere_is_refused(name: str) -> None:
    content = packed({"aXb" if "\\" in name else name: b"x"})
    if "\\" in name:
        content = content.replace(b"aXb", name.encode())
    assert "tên phần bất thường" in refusal(content)


@pytest.mark.parametrize("name", ["a..b", "..a", "a/..b/c", "word/document.xml", "đơn.xml"])
def test_dots_inside_a_name_lead_nowhere(name: str) -> None:
    assert read(packed({name: b"x"})) == {name: b"x"}


def test_two_parts_of_one_name_are_refused_whatever_the_case_of_their_letters() -> None:
    assert "hai phần cùng tên" in refusal(packed({"A.xml": b"1", "a.xml": b"2"}))


def test_a_part_under_a_password_is_named() -> None:
    content = bytearray(packed({"a": b"x"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert "mật khẩu" in refusal(bytes(content))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_compression_that_office_programs_do_not_use_is_refused(method: int) -> None:
    assert "mà Word không dùng" in refusal(packed({"a": b"x" * 100}, method))


def test_parts_stored_as_they_are_and_deflated_ones_are_read() -> None:
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        assert read(packed({"a": b"x" * 100}, method)) == {"a": b"x" * 100}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole[:40] + b"\xff" * 20 + whole[60:],
        lambda _: b"PK\x03\x04",
        lambda _: b"",
    ],
)
def test_a_damaged_archive_is_one_that_should_be_saved_again(
    spoil: Callable[[bytes], bytes],
) -> None:
    reported = refusal(spoil(packed({"a": bytes(range(256)) * 9})))
    assert reported.startswith("Tệp thử bị hỏng hoặc tải lên chưa đủ; hãy mở bằng Word")


def test_only_what_is_wanted_is_inflated_and_in_the_order_of_the_file() -> None:
    content = packed({"c": b"3", "a": b"1", "b": b"2"})
    with archives.opened(content, "Tệp thử", "Word") as archive:
        assert list(archives.parts(archive, lambda name: name != "a").items()) == [
            ("c", b"3"),
            ("b", b"2"),
        ]


def test_a_file_under_a_password_is_an_ole_file_that_says_so() -> None:
    marked = "EncryptedPackage".encode("utf-16-le")
    assert archives.is_encrypted(archives.OLE + b"\0" * 9 + marked)
    assert not archives.is_encrypted(archives.OLE + b"\0" * 9)
    assert not archives.is_encrypted(b"\0" + marked)
