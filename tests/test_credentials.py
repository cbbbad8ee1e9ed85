"""Files of hashed keys and accounts: what they hold, whom they let in, and what happens when they change."""

from __future__ import annotations

import hashlib
import json
import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from service.http.auth import credentials
from service.http.auth.credentials import WrongCredentials, passwords
from tools import make_key, make_secret, make_user

TODAY = date.today()
PASSWORD = "chim bay về tổ"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "private" / "keys.json"


def added(file: Path, name: str = "kho", **more: object) -> str:
    token, key = credentials.new_key(name, **more)  # type: ignore[arg-type]
    credentials.add_key(file, key)
    return token


def test_a_key_opens_with_its_token_only(file: Path) -> None:
    token = added(file)
    store = credentials.keys(file)
    found = credentials.find_key(store, token, TODAY)
    assert found is not None and found.name == "kho"
    for wrong in (
        token[:-1] + ("A" if token[-1] != "A" else "B"),
        token + "x",
        token[3:],
        "",
        "vb_",
    ):
        assert credentials.find_key(store, wrong, TODAY) is None


def test_the_file_holds_no_token_and_a_key_shows_only_its_ends(file: Path) -> None:
    token = added(file)
    secret = token.split("_", 2)[2]
    assert secret not in file.read_text() and secret[:-4] not in file.read_text()
    key = credentials.keys(file).entries()[0]
    assert key.shown == f"{token[:12]}…{token[-4:]}"
    assert key.digest not in repr(key) and key.salt not in repr(key)


def test_two_keys_of_one_name_work_side_by_side_until_one_is_taken_back(file: Path) -> None:
    first, second = added(file), added(file)
    store = credentials.keys(file)
    assert credentials.find_key(store, first, TODAY) and credentials.find_key(store, second, TODAY)
    assert credentials.drop_key(file, first[3:11])
    assert credentials.find_key(store, first, TODAY) is None
    assert credentials.find_key(store, second, TODAY)


def test_a_key_works_on_its_last_day_and_not_on_the_next(file: Path) -> None:
    token = added(file, days=1)
    store, last = credentials.keys(file), TODAY + timedelta(days=1)
    assert credentials.find_key(store, token, last)
    assert credentials.find_key(store, token, last + timedelta(days=1)) is None


def test_two_hashes_of_one_password_differ_and_name_their_method_and_cost() -> None:
    first, second = (credentials.new_account("lan", PASSWORD) for _ in range(2))
    assert first.password_hash != second.password_hash and first.state != second.state
    assert first.password_hash.startswith("scrypt:32768:8:3$")
    assert first.password_hash not in repr(first)


def old_entry(password: str) -> dict[str, str]:
    """An account as it was written before hashes named their method."""
    salt = "0123456789abcdef" * 2
    digest = hashlib.scrypt(
        password.encode(), salt=bytes.fromhex(salt), n=2**15, r=8, p=3, dklen=32, maxmem=2**26
    )
    return {"name": "lan", "salt": salt, "digest": digest.hex(), "created": "2025-01-02"}


def test_an_old_hash_opens_until_the_password_is_set_anew(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    added(file)
    file.write_text(json.dumps({"entries": [old_entry(PASSWORD)]}))
    store = credentials.accounts(file)
    assert credentials.find_account(store, "lan", PASSWORD)
    assert credentials.find_account(store, "lan", PASSWORD + "!") is None
    warned = credentials.CredentialStores(accounts=store).warnings(TODAY)
    assert warned == {
        "VANBAN_ACCOUNTS": ["1 passwords have an old hash; set them anew with `make user`"]
    }
    # Another account is added: the old one is written in its new form and opens all the same.
    credentials.put_account(file, credentials.new_account("hoa", PASSWORD))
    assert credentials.find_account(store, "lan", PASSWORD)
    assert make_user.main(["--list", "--file", str(file)]) == 0
    lan, hoa = capsys.readouterr().out.splitlines()
    assert "old hash" in lan and "old hash" not in hoa
    credentials.put_account(file, credentials.new_account("lan", PASSWORD))
    assert not credentials.CredentialStores(accounts=store).warnings(TODAY)


@pytest.mark.parametrize("name", ["lan", "hoa", ""])
def test_an_unknown_name_costs_as_much_as_a_known_one(
    file: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    credentials.put_account(file, credentials.new_account("lan", PASSWORD))
    store = credentials.accounts(file)
    costs = []
    real = hashlib.scrypt

    def counted(*given: Any, **cost: Any) -> bytes:
        costs.append((cost["n"], cost["r"], cost["p"]))
        return real(*given, **cost)

    monkeypatch.setattr(hashlib, "scrypt", counted)
    assert credentials.find_account(store, name, "sai rồi sai rồi") is None
    assert costs == [(2**15, 8, 3)]


def test_keys_that_end_within_a_month_are_reported_by_their_ids(file: Path) -> None:
    ids = {days: added(file, days=days)[3:11] for days in (30, 31, 365)}
    stores = credentials.CredentialStores(keys=credentials.keys(file))
    assert stores.warnings(TODAY) == {"VANBAN_KEYS": [f"vb_{ids[30]}_… ends in 30 days"]}
    assert stores.key_days(TODAY) == {ids[30]: 30, ids[31]: 31, ids[365]: 365}
    late = stores.warnings(TODAY + timedelta(days=32))["VANBAN_KEYS"]
    assert late == [f"vb_{ids[30]}_… has ended", f"vb_{ids[31]}_… has ended"]


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "plain",
        "scrypt:3:8:1$salt$" + "0" * 128,
        "md5:1$salt$" + "0" * 32,
        "scrypt:1024:8:1$salt$0",
        "scrypt:2:8:1$salt$" + "0" * 128,
    ],
)
def test_a_hash_that_cannot_be_checked_is_found_before_anybody_signs_in(
    file: Path, wrong: str
) -> None:
    added(file)
    entry = {"name": "lan", "password_hash": wrong, "created": "2026-01-02"}
    file.write_text(json.dumps({"entries": [entry]}))
    with pytest.raises(WrongCredentials):
        credentials.accounts(file)


def test_an_account_opens_with_its_password_however_its_tone_marks_were_typed(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import unicodedata

    monkeypatch.setattr(passwords, "_METHOD", "scrypt:1024:8:1")

    credentials.put_account(file, credentials.new_account("Lan.PTT", PASSWORD))
    store = credentials.accounts(file)
    assert credentials.find_account(store, " lan.ptt ", PASSWORD)
    assert credentials.find_account(store, "lan.ptt", unicodedata.normalize("NFD", PASSWORD))
    assert credentials.find_account(store, "lan.ptt", PASSWORD + "!") is None
    assert credentials.find_account(store, "hoa", PASSWORD) is None
    assert PASSWORD not in file.read_text()


@pytest.mark.parametrize("password", ["", "ngắn", "a" * 12, "x" * 201])
def test_a_password_that_is_too_easy_is_refused(password: str) -> None:
    with pytest.raises(WrongCredentials) as caught:
        credentials.new_account("lan", password)
    assert not password or password not in str(caught.value)


@pytest.mark.parametrize("name", ["", "Nguyễn", "a b", "-x", "a" * 65, "a\nb"])
def test_a_name_is_plain(name: str) -> None:
    with pytest.raises(WrongCredentials):
        credentials.new_key(name)


def test_scopes_and_days_are_checked() -> None:
    for more in ({"scopes": ("admin",)}, {"scopes": ()}, {"days": 0}, {"days": 99_999}):
        with pytest.raises(WrongCredentials):
            credentials.new_key("kho", **more)


def test_the_file_is_for_its_owner_alone_and_one_that_is_not_stops_the_start(file: Path) -> None:
    added(file)
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    file.chmod(0o640)
    with pytest.raises(WrongCredentials, match="0640"):
        credentials.keys(file)


@pytest.mark.parametrize(
    "text",
    ["{", "[]", "7", '{"entries": [{}]}', '{"entries": {"a": 1}}', '{"entries": [{"name": "x"}]}'],
)
def test_a_file_that_is_not_ours_is_refused_without_being_quoted(file: Path, text: str) -> None:
    added(file)
    file.write_text(text)
    with pytest.raises(WrongCredentials) as caught:
        credentials.keys(file)
    assert text not in str(caught.value).replace(str(file), "") and "\n" not in str(caught.value)


def test_a_file_that_changes_is_read_again(file: Path) -> None:
    token = added(file)
    store = credentials.keys(file)
    assert credentials.find_key(store, token, TODAY)
    file.write_text(json.dumps({"entries": []}))
    assert credentials.find_key(store, token, TODAY) is None


def test_a_broken_file_lets_nobody_in_until_it_is_repaired_and_is_reported_once(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    token = added(file)
    store = credentials.keys(file)
    good = file.read_text()
    file.write_text(good[:-20])
    for _ in range(3):
        assert credentials.find_key(store, token, TODAY) is None
        assert "make key" in store.problem()
    (reported,) = caplog.messages
    assert str(file) in reported and token not in reported
    file.write_text(good)
    assert credentials.find_key(store, token, TODAY) and not store.problem()


def test_a_key_taken_back_from_a_file_that_others_can_read_stays_taken_back(file: Path) -> None:
    revoked, kept = added(file), added(file)
    store = credentials.keys(file)
    assert credentials.find_key(store, revoked, TODAY)
    credentials.drop_key(file, revoked[3:11])
    file.chmod(0o644)
    assert credentials.find_key(store, revoked, TODAY) is None
    assert credentials.find_key(store, kept, TODAY) is None
    assert f"chmod 600 {file}" in store.problem()
    file.chmod(0o600)
    assert credentials.find_key(store, revoked, TODAY) is None
    assert credentials.find_key(store, kept, TODAY)


def test_a_file_that_is_gone_lets_nobody_in(file: Path) -> None:
    token = added(file)
    store = credentials.keys(file)
    file.unlink()
    assert credentials.find_key(store, token, TODAY) is None
    assert "does not exist" in store.problem()


def test_the_secret_of_sessions_is_made_once_and_private(tmp_path: Path) -> None:
    path = tmp_path / "session.key"
    first = credentials.secret(path)
    assert len(first) == 32 and credentials.secret(path) == first
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_text("short")
    with pytest.raises(WrongCredentials):
        credentials.secret(path)
    path.chmod(0o644)
    with pytest.raises(WrongCredentials, match="0644"):
        credentials.secret(path)


def test_make_secret_makes_it_once_and_prints_none_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "private" / "session.key"
    assert make_secret.main(["--file", str(path)]) == 0
    made = path.read_text()
    assert make_secret.main(["--file", str(path)]) == 0
    assert path.read_text() == made and path.stat().st_mode & 0o777 == 0o600
    reported = capsys.readouterr()
    assert f"VANBAN_SECRET_FILE={path}" in reported.err and made not in reported.out + reported.err


def test_make_key_prints_the_token_alone_on_standard_output(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        make_key.main(["kho", "--scopes", "read, forms", "--days", "30", "--file", str(file)]) == 0
    )
    reported = capsys.readouterr()
    token = reported.out.strip()
    found = credentials.find_key(credentials.keys(file), token, TODAY)
    assert found is not None and found.scopes == ("read", "forms")
    assert token not in reported.err
    assert make_key.main(["--list", "--file", str(file)]) == 0
    assert found.shown in capsys.readouterr().out
    assert make_key.main(["--revoke", found.identity, "--file", str(file)]) == 0
    assert make_key.main(["--revoke", found.identity, "--file", str(file)]) == 1
    assert make_key.main(["kho", "--scopes", "all", "--file", str(file)]) == 1


def test_make_user_takes_the_password_from_standard_input_and_never_as_an_argument(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO(PASSWORD + "\n"))
    assert make_user.main(["lan", "--file", str(file)]) == 0
    assert credentials.find_account(credentials.accounts(file), "lan", PASSWORD)
    assert (file.parent / "session.key").stat().st_mode & 0o777 == 0o600
    reported = capsys.readouterr()
    assert PASSWORD not in reported.out + reported.err
    with pytest.raises(SystemExit):
        make_user.main(["lan", PASSWORD, "--file", str(file)])
    assert make_user.main(["lan", "--remove", "--file", str(file)]) == 0
    assert credentials.accounts(file).entries() == ()


def test_a_failed_change_leaves_the_file_as_it_was(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    added(file)
    before = file.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="space"):
        added(file)
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == ["keys.json"]


@pytest.mark.parametrize("name", ["", "a b", "tên:"])
def test_no_account_is_made_with_a_name_that_nobody_could_sign_in_by(name: str) -> None:
    with pytest.raises(WrongCredentials):
        credentials.new_account(name, PASSWORD)
