"""deploy/compose.yaml is held against the settings, the image and nginx.conf; it is read by docker-compose, and not started here."""

from __future__ import annotations

import ipaddress
import re
import shlex
import subprocess
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml

from service import config
from service.config import capacity
from tests import redis_server
from tests.needs import need
from tests.serving import ROOT, environment, until
from tests.test_container import INSTRUCTIONS
from tools.ports import free_port

FILE = ROOT / "deploy" / "compose.yaml"
COMPOSE: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = ("service-1", "service-2", "runner-1", "runner-2")
PASSWORDS = {"REDIS_PASSWORD": "red1s", "POSTGRES_PASSWORD": "p0stgres"}
#: What the office makes itself, as the head of the file says.
MADE_BY_THE_OFFICE = {"private", "tls", "vanban.htpasswd"}


def filled(text: str) -> str:
    """A value with the passwords of .env in it."""
    return re.sub(r"\$\{(\w+):\?[^}]*\}", lambda found: PASSWORDS[found[1]], text)


def settings(name: str) -> dict[str, str]:
    return {key: filled(text) for key, text in SERVICES[name]["environment"].items()}


def mounts(name: str) -> list[list[str]]:
    return [mount.split(":") for mount in SERVICES[name].get("volumes", [])]


def test_there_are_two_services_two_runners_and_what_they_share() -> None:
    assert set(SERVICES) == {*OURS, "nginx", "postgres", "redis", "gotenberg"}
    assert SERVICES["service-1"] == SERVICES["service-2"]
    assert SERVICES["runner-1"] == SERVICES["runner-2"]


def test_every_image_is_ours_or_of_a_named_release() -> None:
    for name, service in SERVICES.items():
        if name in OURS:
            assert service["image"] == "vanban"
            assert (FILE.parent / service["build"]["context"] / "Dockerfile").is_file()
        else:
            assert re.fullmatch(r"[a-z/]+:\d+(\.\d+)?", service["image"]), name


@pytest.mark.parametrize("name", OURS)
def test_the_settings_are_settings_and_let_the_service_start(name: str, tmp_path: Path) -> None:
    given = settings(name)
    known = {config.PREFIX + field.name.upper() for field in fields(config.Settings)}
    assert set(given) <= known
    assert given["VANBAN_KEYS"] == "private/keys.json"
    (tmp_path / "keys.json").touch()
    loaded = config.load({**given, "VANBAN_KEYS": str(tmp_path / "keys.json")})
    assert loaded.configured and loaded.runners == (1 if name.startswith("runner") else 0)


def test_the_one_trusted_proxy_is_nginx() -> None:
    inside = SERVICES["nginx"]["networks"]["inside"]
    assert {settings(name)["VANBAN_TRUSTED_PROXY"] for name in OURS} == {inside["ipv4_address"]}
    (pool,) = COMPOSE["networks"]["inside"]["ipam"]["config"]
    subnet, dealt_out = map(ipaddress.IPv4Network, (pool["subnet"], pool["ip_range"]))
    address = ipaddress.IPv4Address(inside["ipv4_address"])
    # Others start before nginx, and one of them would be given its address.
    assert address in subnet and address not in dealt_out
    assert dealt_out.subnet_of(subnet)


def test_addresses_name_services_of_this_file_on_their_usual_ports() -> None:
    given = settings("service-1")
    named = {
        re.sub(r"^\w+://(.*@)?", "", text).partition("/")[0]
        for text in given.values()
        if "://" in text
    }
    assert named == {"redis:6379", "postgres:5432", "gotenberg:3000"}
    database = SERVICES["postgres"]["environment"]
    user, name = database["POSTGRES_USER"], database["POSTGRES_DB"]
    password = filled(database["POSTGRES_PASSWORD"])
    assert given["VANBAN_JOBS_DATABASE"] == f"postgresql://{user}:{password}@postgres:5432/{name}"


def test_only_nginx_is_reached_from_outside_and_nothing_else_reaches_out() -> None:
    assert COMPOSE["networks"]["inside"]["internal"] is True
    for name, service in SERVICES.items():
        assert set(service["networks"]) == (
            {"outside", "inside"} if name == "nginx" else {"inside"}
        )
        assert ("ports" in service) == (name == "nginx")


def test_what_is_mounted_is_there_or_made_by_the_office_and_volumes_are_declared() -> None:
    used = set()
    for name in SERVICES:
        for source, *_ in mounts(name):
            if source.startswith("./"):
                path = source.removeprefix("./")
                assert path in MADE_BY_THE_OFFICE or (FILE.parent / path).exists()
                assert (
                    path in FILE.read_text("utf-8").partition("x-vanban")[0] or path == "nginx.conf"
                )
            else:
                used.add(source)
    assert used == set(COMPOSE["volumes"])


@pytest.mark.parametrize("name", OURS)
def test_only_the_folder_of_batches_is_written_by_nobody(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True and service["cap_drop"] == ["ALL"]
    (writable,) = [mount for mount in mounts(name) if mount[-1] != "ro"]
    assert writable == ["jobs", settings(name)["VANBAN_DATA"]]
    assert ("USER", service["user"]) in INSTRUCTIONS
    # A new volume takes owner and mode of the folder that the image has there.
    made = [words for instruction, words in INSTRUCTIONS if instruction == "RUN"]
    assert any(words.startswith("install -d") and writable[1] in words for words in made)


def test_limits_are_those_of_the_unit() -> None:
    limits = capacity.limits(config.Settings())
    service = SERVICES["service-1"]
    assert str(service["pids_limit"]) == limits["TasksMax"]
    assert service["mem_limit"] == limits["MemoryMax"].lower()


def test_nginx_is_led_to_both_services() -> None:
    shell, flag, script = SERVICES["nginx"]["command"]
    assert (shell, flag) == ("sh", "-c")
    edit, start = script.split(" && ")
    words = shlex.split(edit)
    assert words[0] == "sed" and start.startswith("exec nginx")
    assert [mount for mount in mounts("nginx") if mount[1] == words[2]] == [
        ["./nginx.conf", words[2], "ro"]
    ]
    done = subprocess.run(
        ["sed", words[1], FILE.parent / "nginx.conf"], check=True, capture_output=True, text=True
    ).stdout
    upstream = done.partition("upstream vanban {")[2].partition("}")[0]
    led = [
        word
        for line in upstream.splitlines()
        if not line.strip().startswith("#")
        for word in re.findall(r"server ([\w.:-]+)", line)
    ]
    assert led == ["service-1:8000", "service-2:8000"]
    for asked in re.findall(r"(/etc/[\w/.]+);", done):
        assert any(asked.startswith(mount[1]) for mount in mounts("nginx")), asked


def test_nobody_waits_for_a_database_that_is_still_being_made() -> None:
    """The one that the image starts to make it answers at the socket alone, and a slow disk takes half a minute for that."""
    database = SERVICES["postgres"]
    check = database["healthcheck"]
    assert check["test"][:4] == ["CMD", "pg_isready", "-h", "127.0.0.1"]
    assert check["start_period"] == "120s"


def test_redis_takes_its_command_and_wants_the_password(tmp_path: Path) -> None:
    program, *options = map(filled, SERVICES["redis"]["command"])
    need(program)
    port = free_port()
    here = ["--port", str(port), "--bind", "127.0.0.1", "--dir", str(tmp_path)]
    server = redis_server.Server(tmp_path, port, password=PASSWORDS["REDIS_PASSWORD"])
    server.process = subprocess.Popen([program, *options, *here], stdout=subprocess.DEVNULL)
    try:
        until(server.answers)
        assert not redis_server.Server(tmp_path, port).answers()
    finally:
        server.stop()
    assert (tmp_path / "appendonlydir").is_dir()


def test_docker_compose_reads_it() -> None:
    need("docker-compose")
    read = subprocess.run(
        ["docker-compose", "-f", FILE, "config"],
        env={**environment(0), **PASSWORDS},
        capture_output=True,
        text=True,
        check=False,
    )
    assert read.returncode == 0, read.stderr
    assert set(yaml.safe_load(read.stdout)["services"]) == set(SERVICES)
    refused = subprocess.run(
        ["docker-compose", "-f", FILE, "config"],
        env=environment(0),
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode and "in .env" in refused.stderr
