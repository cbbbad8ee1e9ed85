"""Environment variables become one frozen Settings; every default stands here and nowhere else."""

from __future__ import annotations

import difflib
import ipaddress
import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import partial
from pathlib import Path
from typing import Any

from service.config import permissions

PREFIX = "VANBAN_"
_ROOT = Path(__file__).resolve().parent.parent.parent


class WrongSetting(ValueError):
    """A setting's value cannot be used; the message is one line that names the variable."""


#: Reads a setting's text; gets the variable's name for what it raises.
Parser = Callable[[str, str], Any]


def _text(default: str | None, meaning: str) -> Any:
    return _setting(default, meaning, lambda _name, text: text)


def _number(default: int, meaning: str, least: int) -> Any:
    return _setting(default, meaning, partial(_parse_number, least))


def _path(meaning: str) -> Any:
    return _setting(None, meaning, partial(_parse_path, meaning))


def _folder(default: Path, meaning: str) -> Any:
    """A folder that need not be there yet."""
    return _setting(default, meaning, lambda _name, text: Path(text))


def _setting(default: Any, meaning: str, parse: Parser) -> Any:
    return field(default=default, metadata={"meaning": meaning, "parse": parse})


def _parse_number(least: int, name: str, text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        raise WrongSetting(f"{name}: {text!r} is not a whole number.") from None
    if number < least:
        raise WrongSetting(f"{name}: {number} is below the least value {least}.")
    return number


def _parse_path(meaning: str, name: str, text: str) -> Path:
    path = Path(text)
    try:
        obstacle = permissions.obstacle(path)
    except (FileNotFoundError, NotADirectoryError):
        raise WrongSetting(f"{name}: {path} does not exist ({meaning}).") from None
    except OSError as refused:
        raise WrongSetting(f"{name}: {path} cannot be used ({refused.strerror}).") from None
    if obstacle:
        raise WrongSetting(f"{name}: {obstacle}")
    return path


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that may be set, as ``VANBAN_<NAME>`` in the environment."""

    templates: Path | None = _path("folder of the office's own templates, which override ours")
    catalogue: Path | None = _path("the office's own catalogue of legal bases (YAML)")
    packs: Path = _folder(
        Path("/etc/vanban/packs"),  # the command is run without what the units set
        "folder of the data pack that `vanban data install` installed; it appears with the first one",
    )
    pack_keys: Path | None = _path("file of the public keys whose data packs are taken")
    profiles: Path | None = _path("folder of the offices' profiles (YAML), for everybody here")
    max_json_bytes: int = _number(2_000_000, "largest JSON input, in bytes", 1_000)
    max_file_bytes: int = _number(5_000_000, "largest other uploaded file, in bytes", 1_000)
    max_rows: int = _number(5_000, "most rows in one list", 1)
    max_paragraph: int = _number(20_000, "longest paragraph, in characters", 100)
    soffice: Path | None = _path("LibreOffice's program, when it is not on the path")
    gotenberg_url: str | None = _text(None, "a Gotenberg service that makes PDF files instead")
    pdf_seconds: int = _number(25, "longest time for one PDF, in seconds", 1)
    pdf_queue: int = _number(4, "most PDF requests that wait, over all workers", 0)
    pdf_parallel: int = _number(1, "most PDF files made at the same time, over all workers", 1)
    bind: str = _text(
        "127.0.0.1:8000",
        "where to serve: host:port or unix:/path; wider than loopback only with access configured",
    )
    workers: int = _number(
        2,
        "worker processes; as many as the machine has processors (under systemd with the limits of `make limits`)",
        1,
    )
    keys: Path | None = _path("file of API keys, made by `make key`")
    accounts: Path | None = _path("file of the clerks' accounts, made by `make user`")
    secret_file: Path | None = _path(
        "file of the secret that signs sessions and forms, made by `make secret`; when not set `session.key` beside "
        "the accounts, else a new secret at each start",
    )
    trusted_user_header: str = _text(
        "", "header in which a reverse proxy names the signed-in user; off when empty"
    )
    trusted_proxy: str = _text(
        "", "addresses or networks of that proxy, with commas; `unix` for a unix socket"
    )
    cors_origins: str = _text(
        "", "origins whose pages may call the API, exactly as browsers send them, with commas"
    )
    shared: str = _text(
        "",
        "address of the Redis in which several machines share quotas, lock-outs, sign-outs and, without "
        "`VANBAN_SECRET_FILE`, the secret (`redis://:password@host:6379/0`, `rediss://` with TLS, `unix:///path`); memory of this machine when empty",
    )
    session_minutes: int = _number(120, "a clerk who does nothing for so long signs in again", 5)
    quota: int = _number(
        600,
        "most requests a minute for one key, account or address; nothing is counted while access is not configured",
        1,
    )
    parallel: int = _number(
        2, "most documents made at the same time for each worker; all workers share the sum", 1
    )
    queue: int = _number(
        64, "most requests that wait, over all workers; those beyond are answered 503", 0
    )
    longest_seconds: int = _number(
        60, "longest time for one request, in seconds; then it is ended", 1
    )
    data: Path = _folder(
        Path("data"),
        "folder of running batches and their results, seen from the installation; it appears with the first batch",
    )
    jobs_database: str = _text(
        "",
        "address of the PostgreSQL database by which several machines share batches; a file in `VANBAN_DATA` when empty",
    )
    jobs_store: str = _text(
        "",
        "URL of the object store for batches (`s3://bucket/folder`, or `file:///…` of a shared disk); a folder in "
        "`VANBAN_DATA` when empty",
    )
    job_hours: int = _number(24, "a batch and its results are deleted after so many hours", 1)
    batch_items: int = _number(20_000, "most documents in one batch", 1)
    batch_bytes: int = _number(200_000_000, "largest batch, in bytes", 1_000)
    runners: int = _number(
        1,
        "processes that make the documents of batches on this machine; 0 for none beside the service",
        0,
    )
    runner_niceness: int = _number(
        10, "by how much batches give way to single documents (as `nice`)", 0
    )

    @property
    def configured(self) -> bool:
        """Whether anything says who gets in; without it only this machine does."""
        return bool(self.keys or self.accounts or self.trusted_user_header)

    @property
    def proxies(self) -> tuple[str, ...]:
        """The trusted reverse proxies: addresses, networks, ``unix``."""
        return _listed(self.trusted_proxy)

    @property
    def origins(self) -> frozenset[str]:
        """The origins that CORS lets in."""
        return frozenset(_listed(self.cors_origins))

    @property
    def template_folders(self) -> tuple[Path, ...]:
        """Where templates are looked for, the installation's own folder first."""
        own = () if self.templates is None else (self.templates,)
        return (*own, _ROOT / "templates_docx")

    @property
    def data_folder(self) -> Path:
        """``data`` as an absolute path."""
        return _ROOT / self.data

    @property
    def packs_folder(self) -> Path:
        """``packs`` as an absolute path, seen from the installation."""
        return _ROOT / self.packs

    @property
    def guide(self) -> Path:
        """The clerks' guide; its pictures stand in ``images`` beside it."""
        return _ROOT / "docs" / "clerks.md"

    @property
    def samples(self) -> Path:
        """The folder of sample inputs."""
        return _ROOT / "samples"


def sample_file(samples: Path, slug: str) -> Path:
    """The sample that is shown for a type: the one under the law of today where the complete one is older."""
    today = samples / "today" / f"{slug}.json"
    return today if today.exists() else samples / f"{slug}.json"


def load(environ: Mapping[str, str] = os.environ) -> Settings:
    """Settings from the environment; raises WrongSetting with one clear line for a wrong one."""
    known = {PREFIX + setting.name.upper(): setting for setting in fields(Settings)}
    for name in environ:
        if name.startswith(PREFIX) and name not in known:
            raise _unknown(name, known)
    given: dict[str, Any] = {}
    for name, setting in known.items():
        text = environ.get(name, "").strip()
        if text:
            given[setting.name] = setting.metadata["parse"](name, text)
    settings = Settings(**given)
    check(settings)
    return settings


def _unknown(name: str, known: Iterable[str]) -> WrongSetting:
    # Without the prefix, which makes any two of them look alike.
    bare = [variable.removeprefix(PREFIX) for variable in known]
    near = difflib.get_close_matches(name.removeprefix(PREFIX), bare, 1)
    hint = f"; {PREFIX}{near[0]} is one." if near else "."
    return WrongSetting(f"{name}: no such setting{hint}")


def check(settings: Settings) -> None:
    """What settings must be together; raises WrongSetting. An open service is refused here."""
    if settings.profiles is not None and not settings.profiles.is_dir():
        raise WrongSetting(f"{PREFIX}PROFILES: {settings.profiles} is no folder.")
    if not _is_near(settings.bind) and not settings.configured:
        raise WrongSetting(
            f"{PREFIX}BIND: {settings.bind} is wider than loopback; first set {PREFIX}KEYS (make key), "
            f"{PREFIX}ACCOUNTS (make user) or {PREFIX}TRUSTED_USER_HEADER, or serve on 127.0.0.1."
        )
    for proxy in settings.proxies:
        if proxy != "unix":
            _check_network(proxy)
    header = settings.trusted_user_header
    if header and not re.fullmatch(r"[A-Za-z0-9-]+", header):
        raise WrongSetting(f"{PREFIX}TRUSTED_USER_HEADER: {header!r} is no name of a header.")
    if header and not settings.proxies:
        raise WrongSetting(
            f"{PREFIX}TRUSTED_USER_HEADER needs {PREFIX}TRUSTED_PROXY: anybody can send it."
        )
    for origin in settings.origins:
        if not re.fullmatch(r"https?://[a-z0-9.\-\[\]:]+", origin):
            raise WrongSetting(
                f"{PREFIX}CORS_ORIGINS: {origin!r} is no origin like https://kho.example.vn."
            )


def _is_near(bind: str) -> bool:
    """Whether only this machine reaches the address; raises WrongSetting when it is none."""
    if bind.startswith("unix:/"):
        return True
    host, _, port = bind.rpartition(":")
    if host and port.isascii() and port.isdigit() and int(port) <= 65_535:
        if host.lower() == "localhost":
            return True
        try:
            return ipaddress.ip_address(host.removeprefix("[").removesuffix("]")).is_loopback
        except ValueError:
            if re.fullmatch(r"[A-Za-z0-9.-]+", host):
                return False
    raise WrongSetting(f"{PREFIX}BIND: {bind!r} is neither host:port nor unix:/path.")


def _check_network(text: str) -> None:
    try:
        wide = ipaddress.ip_network(text).prefixlen == 0
    except ValueError:
        raise WrongSetting(f"{PREFIX}TRUSTED_PROXY: {text!r} is no address or network.") from None
    if wide:
        raise WrongSetting(f"{PREFIX}TRUSTED_PROXY: {text} trusts everybody.")


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
