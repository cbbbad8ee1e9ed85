"""Who gets in, how often, and how many at a time: every request passes here before any route is asked.

Bound to loopback and not configured, whoever sits at this machine gets in and nothing is counted.
Otherwise a program shows a key, and a clerk has signed in here or at a reverse proxy that we trust.
"""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, Response, request, session

from service import config
from service.config import capacity
from service.errors import NotAllowed, NotSignedIn
from service.http.auth import callers, credentials, proxies, request_bodies, security_headers
from service.http.auth.callers import CALLER, Caller
from service.http.auth.concurrency_limiter import ConcurrencyLimiter
from service.http.auth.quotas import Quotas
from service.http.auth.sessions import Sessions, page, refuse_foreign
from service.http.auth.shared_state import SharedState, open_state
from service.telemetry import logs

__all__ = ["CALLER", "Caller", "ConcurrencyLimiter", "SharedState", "install", "open_state"]

_SAFE = ("GET", "HEAD", "OPTIONS")
_SHUT = (
    "Dịch vụ này chỉ phục vụ chính máy đang chạy nó; người quản trị cần cấu hình quyền truy cập "
    "(docs/security.md) trước khi mở ra ngoài."
)
_SCOPE = "Khóa này không có quyền “{}”; hãy xin người quản trị khóa có quyền đó."
_GATEWAY = "Hãy mở dịch vụ qua cổng đăng nhập của cơ quan."
_NO_PAGES = (
    "Các trang nhập liệu chưa được mở cho người dùng: người quản trị cần cấp tài khoản hoặc nối với cổng đăng nhập "
    "của cơ quan (docs/security.md)."
)
_SESSION_OVER = (
    "Phiên làm việc đã hết. Để không mất dữ liệu vừa nhập: mở trang này trong thẻ khác, đăng nhập ở đó, "
    "rồi quay lại đây, bấm nút quay lại của trình duyệt và gửi lại."
)


def install(
    app: Flask,
    settings: config.Settings,
    stores: credentials.CredentialStores,
    shared: SharedState,
) -> ConcurrencyLimiter:
    """Guard ``app``; call it before any route is registered. Returns the limiter, which counts who waits.

    Templates get ``csrf_token()`` ("" while nothing is configured) and ``caller`` (a Caller or None).
    Raises WrongSetting for settings that would leave the service open or cannot be used.
    """
    config.check(settings)
    limiter = ConcurrencyLimiter(
        capacity.most_turns(settings), settings.queue, settings.longest_seconds
    )
    readers = request_bodies.Readers(capacity.BODIES, request_bodies.SECONDS)
    streams = request_bodies.Readers(capacity.STREAMS, request_bodies.STREAM_SECONDS)
    proxies.install(app, settings)
    security_headers.install(app, settings)
    guard = (
        _Guard(app, settings, stores, shared, readers).authorise
        if settings.configured
        else _only_local(settings.origins)
    )
    app.before_request(guard)
    app.before_request(_take_turns(limiter, settings, readers, streams))
    app.after_request(_release(limiter))
    app.teardown_request(lambda _: limiter.release())
    app.teardown_request(lambda _: request_bodies.end_stream(request))
    app.teardown_request(lambda _: request_bodies.give_place_back(request))
    app.context_processor(lambda: {"caller": request.environ.get(CALLER)})
    app.jinja_env.globals.setdefault("csrf_token", lambda: "")
    return limiter


class _Guard:
    """Authenticates and authorises the requests of a service that is configured."""

    def __init__(
        self,
        app: Flask,
        settings: config.Settings,
        stores: credentials.CredentialStores,
        shared: SharedState,
        readers: request_bodies.Readers,
    ) -> None:
        self._settings, self._stores, self._readers = settings, stores, readers
        self._quotas = Quotas(shared.quotas, settings.quota)
        self._quotas.install(app)
        self._sessions = Sessions(settings, stores.accounts, shared.sessions)
        self._sessions.install(app, shared.secret)

    def authorise(self) -> Response | None:
        """Identify, count, and refuse; a clerk who is not signed in is shown where to do so."""
        free = callers.is_free(request.path)
        if request.method == "OPTIONS" or (free and request.method in _SAFE):
            return None
        by_key = callers.offered_key(request) is not None
        if request.method not in _SAFE and not by_key:
            refuse_foreign(request, self._settings.origins)
        caller = self._caller()
        if not free and not caller.method:
            return self._refuse_anonymous()
        if caller.method == "header" and (
            callers.is_page(request.path) or request.method not in _SAFE
        ):
            self._sessions.issue_form_token(caller.name)
        if caller.method == "key":
            scope = callers.needed_scope(request.method, request.path)
            if scope not in caller.scopes:
                raise NotAllowed(_SCOPE.format(scope), scope)
        if request.method not in _SAFE and not by_key and request.routing_exception is None:
            request_bodies.read(request, self._settings, self._readers)
            self._sessions.verify_form(caller)
        return None

    def _caller(self) -> Caller:
        label = f"address {proxies.client(request, self._settings)}"
        try:
            if self._stores.accounts is not None and callers.offered_key(request) is None:
                self._sessions.renew()
            caller = callers.identify(request, self._settings, self._stores, session)
            label = caller.label
        finally:
            # A wrong key is counted, too, by the address that tries it.
            self._quotas.charge(request, label)
        request.environ[CALLER] = caller
        if caller.identity:
            logs.note(caller=f"{caller.method} {caller.identity}")
        return caller

    def _refuse_anonymous(self) -> Response:
        if not callers.is_page(request.path):
            raise callers.refusal()
        if self._stores.accounts is None:
            raise NotSignedIn(_GATEWAY if self._settings.trusted_user_header else _NO_PAGES)
        lost = request.method not in _SAFE
        # With what names the draft that was being worked on.
        ahead = request.full_path if request.query_string else request.path
        return page(401, _SESSION_OVER if lost else "", ahead=ahead)


def _only_local(origins: frozenset[str]) -> Callable[[], None]:
    def authorise() -> None:
        """Nothing is configured: only this machine gets in, and through it only pages of our own and of ``origins``.

        A page of an origin that the office names may call the API without a key: it runs in a browser on
        this machine, whose user could send the same, and nothing of anybody's is kept here to be read.
        """
        # The Host too: a page of another site may have had its name led to this machine (DNS rebinding).
        near = callers.is_from_here(request) and callers.is_local_host(request.host)
        if not callers.is_free(request.path) and not near:
            raise NotAllowed(_SHUT)
        if request.method not in _SAFE:
            refuse_foreign(request, origins)
        request.environ[CALLER] = Caller("open", "", "open")

    return authorise


def _take_turns(
    limiter: ConcurrencyLimiter,
    settings: config.Settings,
    readers: request_bodies.Readers,
    streams: request_bodies.Readers,
) -> Callable[[], None]:
    def take_turn() -> None:
        """Whatever makes or checks something takes its turn, with its body already here."""
        if request.routing_exception is not None or callers.is_free(request.path):
            return
        if request_bodies.is_streamed(request):
            request_bodies.begin_stream(request, streams)
            return
        sends = request.method not in _SAFE
        if sends:
            request_bodies.read(request, settings, readers)
        if sends or request.path.rpartition("/")[2] in callers.FORM_FILES:
            limiter.acquire()

    return take_turn


def _release(limiter: ConcurrencyLimiter) -> Callable[[Response], Response]:
    def release(answer: Response) -> Response:
        limiter.release()
        return answer

    return release
