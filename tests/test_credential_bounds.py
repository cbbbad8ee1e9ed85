"""What a key and an account may be, held to its exact bounds; and a spoilt entry of a file is never half believed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from service.http.auth import credentials
from service.http.auth.credentials import WrongCredentials, passwords


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "entries.json"


def kept(file: Path, entry: dict[str, Any]) -> Path:
    file.touch(0o600)
    file.write_text(json.dumps({"entries": [entry]}), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    "spoilt",
    [
        {"salt": "0" * 30},
        {"salt": "0" * 34},
        {"salt": "g" * 32},
        {"digest": "0" * 62},
        {"digest": "0" * 66},
        {"digest": "g" * 64},
        {"scopes": ["documents", "everything"]},
        {"scopes": ["everything"]},
        {"scopes": None},
        {"expires": "2020-02-30"},
        {"expires": "bao giờ cũng được"},
        {"extra": "x"},
    ],
)
def test_a_key_with_one_spoilt_value_is_not_believed(file: Path, spoilt: dict[str, Any]) -> None:
    _, key = credentials.new_key("kho")
    credentials.add_key(file, key)
    (entry,) = json.loads(file.read_text("utf-8"))["entries"]
    assert [key.name for key in credentials.keys(kept(file, entry)).entries()] == ["kho"]
    with pytest.raises(WrongCredentials):
        credentials.keys(kept(file, {**entry, **spoilt}))


@pytest.mark.parametrize(
    ("password_hash", "believed"),
    [
        ("scrypt:1024:8:1$salt$" + "0" * 128, True),
        ("scrypt:32768:8:3$salt$" + "0" * 128, True),
        ("old$" + "0" * 32 + "$" + "0" * 64, True),
        ("scrypt:512:8:1$salt$" + "0" * 128, False),
        ("scrypt:1025:8:1$salt$" + "0" * 128, False),
        ("scrypt:1024:8:1$salt$" + "0" * 127, False),
        ("scrypt:1024:8:1$salt$" + "0" * 129, False),
        ("scrypt:1024:8:1$$" + "0" * 128, False),
        ("old$" + "0" * 31 + "$" + "0" * 64, False),
        ("old$" + "0" * 32 + "$" + "0" * 63, False),
        ("pbkdf2:sha256:1$salt$" + "0" * 64, False),
        ("", False),
    ],
)
def test_a_hash_of_a_password_is_one_that_can_be_checked(
    file: Path, password_hash: str, believed: bool
) -> None:
    entry = {"name": "lan", "password_hash": password_hash, "created": "2026-01-01"}
    if believed:
        assert len(credentials.accounts(kept(file, entry)).entries()) == 1
        return
    with pytest.raises(WrongCredentials):
        credentials.accounts(kept(file, entry))


@pytest.mark.parametrize(("days", "taken"), [(0, False), (1, True), (3650, True), (3651, False)])
def test_a_key_lasts_a_day_to_ten_years(days: int, taken: bool) -> None:
    if taken:
        _, key = credentials.new_key("kho", days=days)
        assert key.expires > key.created
        return
    with pytest.raises(WrongCredentials, match="1 to 3650"):
        credentials.new_key("kho", days=days)


@pytest.mark.parametrize(
    ("password", "taken"),
    [
        ("abcdefghi", False),
        ("abcdefghij", True),
        ("abcd" * 50, True),
        ("abcd" * 50 + "e", False),
        ("abcabcabca", False),
        ("abcdabcdab", True),
        ("HoangThiLan", False),
        ("hoangthilanhoangthilan", False),
        ("hoangthilanx", True),
    ],
)
def test_a_password_has_ten_to_two_hundred_characters_and_is_not_the_name(
    password: str, taken: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "generate_password_hash", lambda text, _: text)
    if taken:
        assert credentials.new_account("HoangThiLan", password).name == "hoangthilan"
        return
    with pytest.raises(WrongCredentials, match="password"):
        credentials.new_account("HoangThiLan", password)


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("a", True),
        ("a" * 64, True),
        ("a" * 65, False),
        ("", False),
        (".a", False),
        ("a.b@c_d-e", True),
    ],
)
def test_a_name_has_up_to_sixty_four_plain_characters(name: str, taken: bool) -> None:
    if taken:
        assert credentials.new_key(name)[1].name == name
        return
    with pytest.raises(WrongCredentials, match="NAME"):
        credentials.new_key(name)
