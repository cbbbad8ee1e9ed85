"""Every number that an office may set has its least value, and every address its exact form."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from service import config

#: Setting, what it is when nothing is set, and the least that is taken.
NUMBERS = [
    ("MAX_JSON_BYTES", 2_000_000, 1_000),
    ("MAX_FILE_BYTES", 5_000_000, 1_000),
    ("MAX_ROWS", 5_000, 1),
    ("MAX_PARAGRAPH", 20_000, 100),
    ("PDF_SECONDS", 25, 1),
    ("PDF_QUEUE", 4, 0),
    ("PDF_PARALLEL", 1, 1),
    ("WORKERS", 2, 1),
    ("SESSION_MINUTES", 120, 5),
    ("QUOTA", 600, 1),
    ("PARALLEL", 2, 1),
    ("QUEUE", 64, 0),
    ("LONGEST_SECONDS", 60, 1),
    ("JOB_HOURS", 24, 1),
    ("BATCH_ITEMS", 20_000, 1),
    ("BATCH_BYTES", 200_000_000, 1_000),
    ("RUNNERS", 1, 0),
    ("RUNNER_NICENESS", 10, 0),
]


@pytest.mark.parametrize(("name", "usual", "least"), NUMBERS)
def test_a_number_is_the_usual_one_until_it_is_set_and_never_below_its_least(
    name: str, usual: int, least: int
) -> None:
    assert getattr(config.load({}), name.lower()) == usual
    assert getattr(config.load({f"VANBAN_{name}": str(least)}), name.lower()) == least
    with pytest.raises(config.WrongSetting) as refused:
        config.load({f"VANBAN_{name}": str(least - 1)})
    assert str(refused.value) == f"VANBAN_{name}: {least - 1} is below the least value {least}."


def test_every_number_is_in_that_table() -> None:
    numbers = {field.name for field in fields(config.Settings) if field.type == "int"}
    assert numbers == {name.lower() for name, _, _ in NUMBERS}


def test_a_name_that_is_none_is_refused_with_the_nearest() -> None:
    with pytest.raises(config.WrongSetting) as refused:
        config.load({"VANBAN_MAX_ROW": "1"})
    assert str(refused.value) == "VANBAN_MAX_ROW: no such setting; VANBAN_MAX_ROWS is one."
    with pytest.raises(config.WrongSetting) as refused:
        config.load({"VANBAN_QOUTA": "1"})
    assert str(refused.value) == "VANBAN_QOUTA: no such setting; VANBAN_QUOTA is one."
    with pytest.raises(config.WrongSetting) as refused:
        config.load({"VANBAN_ZZZ": "1"})
    assert str(refused.value) == "VANBAN_ZZZ: no such setting."


@pytest.mark.parametrize(
    ("bind", "near"),
    [
        ("127.0.0.1:0", True),
        ("127.0.0.1:65535", True),
        ("127.255.255.254:80", True),
        ("[::1]:80", True),
        ("LocalHost:80", True),
        ("unix:/run/a", True),
        ("128.0.0.1:80", False),
        ("[::2]:80", False),
        ("localhost.example.vn:80", False),
        ("0.0.0.0:80", False),
    ],
)
def test_an_address_is_this_machines_own_or_a_wider_one(bind: str, near: bool) -> None:
    if near:
        assert config.load({"VANBAN_BIND": bind}).bind == bind
        return
    with pytest.raises(config.WrongSetting, match="wider than loopback"):
        config.load({"VANBAN_BIND": bind})
    guarded = {"VANBAN_TRUSTED_USER_HEADER": "X-User", "VANBAN_TRUSTED_PROXY": "unix"}
    assert config.load({"VANBAN_BIND": bind, **guarded}).bind == bind


@pytest.mark.parametrize(
    "bind", ["127.0.0.1:65536", ":80", "127.0.0.1:-1", "a_b:80", "127.0.0.1:٨٠"]
)
def test_what_is_neither_host_and_port_nor_a_socket_is_refused(bind: str) -> None:
    with pytest.raises(config.WrongSetting, match="neither host:port nor unix:/path"):
        config.load({"VANBAN_BIND": bind})


@pytest.mark.parametrize(
    ("proxies", "wrong"),
    [
        ("10.0.0.1", None),
        ("10.0.0.0/8, unix ,2001:db8::/32", None),
        ("0.0.0.0/1", None),
        ("0.0.0.0/0", "trusts everybody"),
        ("::/0", "trusts everybody"),
        ("10.0.0.1/8", "no address or network"),
        ("proxy.example.vn", "no address or network"),
    ],
)
def test_a_proxy_is_named_by_its_address_or_network(proxies: str, wrong: str | None) -> None:
    environ = {"VANBAN_TRUSTED_PROXY": proxies}
    if wrong is None:
        reported = config.load(environ).proxies
        assert reported == tuple(proxy.strip() for proxy in proxies.split(","))
        return
    with pytest.raises(config.WrongSetting, match=wrong):
        config.load(environ)


@pytest.mark.parametrize(
    ("header", "taken"),
    [("X-Remote-User", True), ("X User", False), ("X:User", False), ("Tên", False)],
)
def test_a_header_has_a_plain_name(header: str, taken: bool) -> None:
    environ = {"VANBAN_TRUSTED_USER_HEADER": header, "VANBAN_TRUSTED_PROXY": "unix"}
    if taken:
        assert config.load(environ).configured
        return
    with pytest.raises(config.WrongSetting, match="no name of a header"):
        config.load(environ)


@pytest.mark.parametrize(
    ("origin", "taken"),
    [
        ("https://kho.example.vn", True),
        ("http://127.0.0.1:8080", True),
        ("https://[2001:db8::1]:8443", True),
        ("https://kho.example.vn/", False),
        ("https://KHO.example.vn", False),
        ("ftp://kho.example.vn", False),
        ("kho.example.vn", False),
        ("*", False),
        ("null", False),
    ],
)
def test_an_origin_is_written_as_browsers_send_it(origin: str, taken: bool) -> None:
    guarded = {"VANBAN_TRUSTED_USER_HEADER": "X-User", "VANBAN_TRUSTED_PROXY": "unix"}
    environ = {"VANBAN_CORS_ORIGINS": f"{origin}, https://b.example", **guarded}
    if taken:
        assert config.load(environ).origins == {origin, "https://b.example"}
        return
    with pytest.raises(config.WrongSetting, match="is no origin like"):
        config.load(environ)


@pytest.mark.parametrize("name", ["keys", "accounts", "trusted_user_header"])
def test_any_way_of_knowing_who_asks_is_access_configured(name: str, tmp_path: Path) -> None:
    value: Any = "X-User" if name == "trusted_user_header" else tmp_path
    assert config.Settings(**{name: value}).configured
    assert not config.Settings(trusted_proxy="unix", cors_origins="https://a.example").configured
