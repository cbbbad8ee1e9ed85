"""A request becomes a caller: who asks, known how, allowed what; nothing else reads a key or a header for it."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Request

from service.config import Settings
from service.errors import NotSignedIn
from service.http.auth import credentials, proxies
from service.telemetry import logs

#: The key of the caller in the environ of a request, for those who come later.
CALLER = "vanban.caller"

#: Nothing behind these holds anybody's data (contract §7).
_FREE = re.compile(
    r"/(healthz|readyz|metrics|openapi\.json|docs|dang-nhap|dang-xuat|login|favicon\.ico|robots\.txt|tro-giup)|/tro-giup/hinh/.*|/static/.*|/bootstrap/.*"
)
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-Ip")
#: Where a clerk signs in and out; GET /login, of earlier versions, leads there.
SIGN_IN, SIGN_OUT, FORMER_SIGN_IN = "/dang-nhap", "/dang-xuat", "/login"
#: The last steps of the addresses of a workbook to fill in: for programs, and for clerks.
FORM_FILES = ("form.xlsx", "mau-excel", "mau-excel-nhieu")
#: Where a clerk makes many documents at once; a file of them may be larger than that of one.
BATCHES = "/nhieu-van-ban"
#: A name that a proxy vouches for: one name, printable; two headers would be joined by a comma.
_VOUCHED = re.compile(r"[^\x00-\x1f\x7f,;]{1,128}")
_MESSAGE = "Cần khóa truy cập ở tiêu đề “Authorization: Bearer …”; khóa do người quản trị cấp."
_WRONG = "Khóa truy cập sai, đã hết hạn hoặc đã bị thu hồi; hãy xin người quản trị khóa mới."
_log = logs.Logger(__name__)
_PEOPLE = frozenset(credentials.SCOPES)


@dataclass(frozen=True, slots=True)
class Caller:
    """``method`` is how the caller was authenticated: "open", "key", "header", "session", or "" for nobody known.

    ``label`` is what quotas count by; ``name`` may be shown to the caller; ``identity`` stands for it in
    the log: eight digits, of a key or of a name.
    """

    method: str
    name: str
    label: str
    identity: str = ""
    scopes: frozenset[str] = frozenset()


def is_free(path: str) -> bool:
    """Whether anybody may ask for this address."""
    return _FREE.fullmatch(path) is not None


def is_page(path: str) -> bool:
    """Whether a clerk is shown this, rather than a program."""
    return not path.startswith("/api/")


def needed_scope(method: str, path: str) -> str:
    """What a key must be allowed for this; what we do not know needs the most."""
    last = path.rstrip("/").rpartition("/")[2]
    if last in (*FORM_FILES, "form-checks"):
        return "forms"
    if last in ("validations", "inputs", "conformance-checks"):
        return "validations"
    return "read" if method in ("GET", "HEAD") else "documents"


def is_from_here(request: Request) -> bool:
    """Whether the request began on this machine: no address or header says otherwise.

    The service is asked this while nothing guards it, so that neither another server in front of the
    application nor a proxy in front of the loopback opens it by oversight.
    """
    addresses = [request.remote_addr or ""]
    for name in _FORWARDED:
        for value in request.headers.getlist(name):
            addresses += [address.strip() for address in value.split(",")]
    return all(not address or _is_loopback(address) for address in addresses)


def identify(
    request: Request,
    settings: Settings,
    stores: credentials.CredentialStores,
    session: Mapping[str, Any],
) -> Caller:
    """Who asks. Raises NotSignedIn for a key that is wrong; nobody known is a Caller without scopes."""
    address = proxies.client(request, settings)
    token = offered_key(request)
    if token is not None:
        key = credentials.find_key(stores.keys, token, date.today()) if stores.keys else None
        if key is None:
            _log.warning("a key was refused", address=address)
            raise NotSignedIn(_WRONG, offered=True)
        return Caller("key", key.name, f"key {key.name}", key.identity, frozenset(key.scopes))
    if settings.trusted_user_header and proxies.from_proxy(request, settings):
        name = request.headers.get(settings.trusted_user_header, "").strip()
        if _VOUCHED.fullmatch(name):
            name = name.encode("latin-1", "replace").decode("utf-8", "replace")
            return _person("header", name, f"header {name}")
    name = session.get("name", "")
    if stores.accounts is not None and name:
        known = next(
            (account for account in stores.accounts.entries() if account.name == name), None
        )
        if known is not None and known.state == session.get("state"):
            return _person("session", name, f"account {name}")
    return Caller("", "", f"address {address}")


def offered_key(request: Request) -> str | None:
    """The key that a program shows, "" when it is cut short; None when it shows none.

    Other schemes are not ours: behind nginx's ``auth_basic`` every request still carries the clerk's ``Basic``.
    """
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def _person(method: str, name: str, label: str) -> Caller:
    return Caller(method, name, label, credentials.identity(name), _PEOPLE)


def refusal() -> NotSignedIn:
    """The refusal of a request without a key."""
    return NotSignedIn(_MESSAGE)


def is_local_host(host: str) -> bool:
    """Whether a browser that asked for this Host asked its own machine."""
    name = host if host.startswith("[") else host.partition(":")[0]
    return name.lower() == "localhost" or _is_loopback(name)


def _is_loopback(address: str) -> bool:
    if address.lower().startswith("for="):
        address = address[4:].partition(";")[0]
    host = address.strip('"')
    if host.startswith("["):
        host = host[1:].partition("]")[0]
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None)
    return bool((mapped or found).is_loopback)
