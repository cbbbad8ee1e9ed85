"""A name and a password become a signed cookie, and every form that follows proves that it is ours.

The cookie names the account, its password's state and three times; it holds no secret and cannot be made
without the secret file. Sign-in begins a new session with a new identity; sign-out makes it worthless.
"""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from urllib.parse import urlsplit

from flask import Blueprint, Flask, Response, render_template, request, session
from flask.sessions import SecureCookieSessionInterface
from flask.wrappers import Request
from flask_wtf.csrf import CSRFProtect  # type: ignore[import-untyped]
from werkzeug.exceptions import HTTPException

from service import config
from service.config import capacity
from service.errors import ForeignRequest
from service.http.auth import callers, credentials, proxies
from service.http.auth.callers import Caller
from service.http.auth.lockout import Lockout
from service.http.auth.rate_limiter import RateLimiter
from service.telemetry import logs

#: A day's work; then the password is asked again, however busy the session was.
LONGEST_SECONDS = 12 * 3600
#: "Seen" is written at most so often, so that not every answer sets a cookie.
_SEEN_SECONDS = 60
#: The queue of those who sign in is at most a few passwords long, and each takes a quarter second.
_BUSY_SECONDS = 2
_BUSY = "Nhiều người đang đăng nhập cùng lúc; hãy thử lại sau vài giây."
_WRONG = "Tên hoặc mật khẩu không đúng."
_UNVERIFIED = (
    "Trang này đã cũ, hoặc trình duyệt không gửi lại cookie (địa chỉ phải bắt đầu bằng https). "
    "Hãy mở lại trang đăng nhập trong thẻ khác, đăng nhập, rồi quay lại đây gửi lại."
)
#: Where a proxy signs people in there is no page of ours to do so, and no cookie that could be missing.
_UNVERIFIED_BY_PROXY = (
    "Trang này mở từ trước khi dịch vụ khởi động lại hoặc dưới tên người dùng khác nên không gửi được nữa. "
    "Hãy mở lại trang nhập: bản nháp còn trong trình duyệt và được mở lại cùng với trang."
)
_FOREIGN = "Yêu cầu này do một trang web khác gửi nên không được nhận."
_log = logs.Logger(__name__)


class Cookies(SecureCookieSessionInterface):
    """Session cookies that leave over https only, except on this machine's own address."""

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002
        return not _local()

    def get_cookie_name(self, app: Flask) -> str:  # noqa: ARG002
        # A browser takes a "__Host-" cookie from this very host over https only.
        return "vanban" if _local() else "__Host-vanban"


class Sessions:
    """Sign-in, sign-out and the verification of forms, for one app."""

    def __init__(
        self,
        settings: config.Settings,
        accounts: credentials.CredentialStore[credentials.Account] | None,
        rate_limiter: RateLimiter,
    ) -> None:
        self._settings, self._accounts = settings, accounts
        self._ended = rate_limiter
        self._lockout = Lockout(rate_limiter)
        self._csrf = CSRFProtect()
        self._secret = b""
        # A password takes long on purpose; whoever waits for one holds a thread.
        self._turns = threading.BoundedSemaphore(capacity.SIGN_INS)

    def install(self, app: Flask, secret: bytes) -> None:
        """Give ``app`` its cookies, ``csrf_token()`` in every template, and the addresses of signing in and out."""
        app.secret_key = secret
        app.session_interface = Cookies()
        app.config.update(
            SESSION_COOKIE_HTTPONLY=True,
            SESSION_COOKIE_SAMESITE="Lax",
            SESSION_REFRESH_EACH_REQUEST=False,
            # When a form is proved is decided by ``verify_form``; a form may be open as long as its session.
            WTF_CSRF_CHECK_DEFAULT=False,
            WTF_CSRF_TIME_LIMIT=None,
            # Origin and Sec-Fetch-Site say the same without the address of the page.
            WTF_CSRF_SSL_STRICT=False,
        )
        self._secret = secret
        self._csrf.init_app(app)
        if self._accounts is not None:
            app.register_blueprint(self._routes())

    def renew(self) -> None:
        """End a session that is too old, idle or signed out; otherwise note that it was used."""
        if "name" not in session:
            return
        now = time.time()
        idle = now - session.get("seen", 0)
        old = now - session.get("began", 0)
        ended = self._ended.remembers(f"ended {session.get('id', '')}")
        if ended or idle > self._settings.session_minutes * 60 or old > LONGEST_SECONDS:
            session.clear()
        elif idle > _SEEN_SECONDS:
            session["seen"] = int(now)

    def issue_form_token(self, name: str) -> None:
        """The forms of a user whom a proxy names carry a token of that name, whatever became of the cookie."""
        token = hmac.digest(self._secret, f"forms of {name}".encode(), "sha256").hex()
        if session.get("csrf_token") != token:
            session["csrf_token"] = token

    def verify_form(self, caller: Caller) -> None:
        """Raise ForeignRequest unless the form at hand carries the token of its session."""
        try:
            self._csrf.protect()
        except HTTPException:
            by_proxy = caller.method == "header"
            raise ForeignRequest(_UNVERIFIED_BY_PROXY if by_proxy else _UNVERIFIED) from None

    def _routes(self) -> Blueprint:
        routes = Blueprint("access", __name__)

        @routes.get(callers.SIGN_IN)
        def login() -> Response:
            return page(status=200)

        @routes.get(callers.FORMER_SIGN_IN)
        def former_login() -> Response:
            return Response(status=308, headers={"Location": callers.SIGN_IN})

        @routes.post(callers.SIGN_IN)
        def sign_in() -> Response:
            if not self._turns.acquire(blocking=False):
                return _later(page(503, _BUSY), _BUSY_SECONDS)
            try:
                return self._sign_in()
            finally:
                self._turns.release()

        @routes.post(callers.SIGN_OUT)
        def logout() -> Response:
            if "id" in session:
                self._ended.remember(f"ended {session['id']}", LONGEST_SECONDS)
            session.clear()
            return _moved(callers.SIGN_IN)

        return routes

    def _sign_in(self) -> Response:
        name = request.form.get("name", "").strip().lower()[:64]
        address = proxies.client(request, self._settings)
        wait = self._lockout.wait(name, address)
        if wait:
            _log.warning("a sign-in was refused", address=address, wait=wait)
            again = f"Đăng nhập sai nhiều lần; hãy thử lại sau {wait} giây."
            return _later(page(429, again), wait)
        account = None
        if self._accounts is not None:
            password = request.form.get("password", "")
            account = credentials.find_account(self._accounts, name, password)
        if account is None:
            # Not for whom: a password typed into the wrong field would be revealed by its hash.
            _log.warning("a sign-in was refused", address=address)
            return page(401, _WRONG)
        self._lockout.succeeded(name, address)
        logs.note(caller=f"session {account.identity}")
        if account.has_old_hash:
            _log.warning("an old password hash was used; set the password anew with `make user`")
        self._begin(account)
        return _moved(own_path(request.form.get("next", "")))

    def _begin(self, account: credentials.Account) -> None:
        """A new session; nothing of the anonymous one is kept."""
        now = int(time.time())
        session.clear()
        session.update(
            id=secrets.token_hex(8), name=account.name, state=account.state, began=now, seen=now
        )
        # The same for every session of one account: a long form that outlives its session can be
        # sent after signing in again in another tab, and nothing that was typed is lost.
        session["csrf_token"] = hmac.digest(
            account.password_hash.encode(), b"forms", "sha256"
        ).hex()


def refuse_foreign(asked: Request, origins: frozenset[str]) -> None:
    """Raise ForeignRequest when a browser says that another site sent this (it cannot be made to lie)."""
    origin = asked.headers.get("Origin", "")
    if origin in origins and not callers.is_page(asked.path):
        return
    site = asked.headers.get("Sec-Fetch-Site")
    if site is not None:
        foreign = site not in ("same-origin", "none")
    else:
        # An old browser sends at least the origin; a program sends nothing.
        foreign = bool(origin) and urlsplit(origin).netloc != asked.host
    if foreign:
        raise ForeignRequest(_FOREIGN)


def page(status: int, message: str = "", ahead: str = "") -> Response:
    """The page on which a clerk signs in; ``ahead`` is where she was going."""
    ahead = ahead or own_path(request.values.get("next", ""))
    text = render_template("login.html", message=message, ahead=ahead)
    return Response(text, status=status, mimetype="text/html")


def own_path(asked: str) -> str:
    """Where to go after signing in: an address of ours, or the start."""
    plain = asked.isascii() and asked.isprintable() and "\\" not in asked
    return asked if plain and asked.startswith("/") and not asked.startswith("//") else "/"


def _local() -> bool:
    return not request.is_secure and callers.is_local_host(request.host)


def _later(answer: Response, seconds: int) -> Response:
    answer.headers["Retry-After"] = str(seconds)
    return answer


def _moved(path: str) -> Response:
    return Response(status=303, headers={"Location": path})
