"""What a trusted reverse proxy forwards becomes the client's address and scheme; from anybody else it is ignored.

werkzeug's ProxyFix counts proxies instead of knowing them: it believes whoever reaches the service past them.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from flask import Flask, Request

from service.config import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_Environ = dict[str, Any]


def install(app: Flask, settings: Settings) -> None:
    """A request that a trusted proxy received over https is one over https: cookies and HSTS go by it."""
    inner = app.wsgi_app

    def outer(environ: _Environ, start: StartResponse) -> Iterable[bytes]:
        forwarded = environ.get("HTTP_X_FORWARDED_PROTO", "").rpartition(",")[2].strip().lower()
        if forwarded in ("http", "https") and is_trusted(environ.get("REMOTE_ADDR", ""), settings):
            environ["wsgi.url_scheme"] = forwarded
        return inner(environ, start)

    app.wsgi_app = outer  # type: ignore[assignment, method-assign]


def from_proxy(request: Request, settings: Settings) -> bool:
    """Whether the other end of this connection is a reverse proxy that the office trusts."""
    return is_trusted(request.remote_addr or "", settings)


def is_trusted(peer: str, settings: Settings) -> bool:
    """Whether this address, "" for a unix socket, is one of a trusted proxy."""
    if not peer:
        return "unix" in settings.proxies
    found = _address(peer)
    return found is not None and any(found in network for network in _networks(settings.proxies))


def client(request: Request, settings: Settings) -> str:
    """The client's address for counting; an IPv6 client is its network, which it owns whole.

    Each proxy appends whom it saw, so the list is walked from the right over all addresses that are
    trusted: the first that is not is the client's, and whatever stands left of it was sent by the client. An
    entry that is no address ends the walk at the one before it.
    """
    peer = request.remote_addr or ""
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    while forwarded and is_trusted(peer, settings):
        entry = forwarded.pop().strip()
        if _address(entry) is None:
            break
        peer = entry
    found = _address(peer)
    if found is None:
        return "socket" if not peer else "odd"
    if isinstance(found, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)


def _address(text: str) -> _Address | None:
    """An address; an IPv4 one that an IPv6 socket sees is that IPv4 one."""
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


@lru_cache(maxsize=8)
def _networks(proxies: tuple[str, ...]) -> tuple[_Network, ...]:
    return tuple(ipaddress.ip_network(proxy) for proxy in proxies if proxy != "unix")
