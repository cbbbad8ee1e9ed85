"""Every answer gets the headers that keep a browser from doing more than the pages need.

This is the one place for them. What a page needs beyond them stands here, with its reason.
"""

from __future__ import annotations

from flask import Flask, Request, Response, request

from service.config import Settings

_CONTENT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; "
    # Bootstrap's own style sheet holds its small pictures as data, and a preview its pages.
    "img-src 'self' data:; "
    # The preview of a document stands in a frame of the form.
    "frame-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; "
)
_UNUSED = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope",
    "magnetometer", "microphone", "midi", "payment", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
_EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    # "no-referrer" would make browsers hide from us, too, that a form came from our own page.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _UNUSED),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# Cross-Origin-Embedder-Policy is left out: it serves pages that share memory, which ours do not.
#: What a program on another origin may send and read, when its origin is allowed.
_CORS_SENT = "Authorization, Content-Type, Prefer, Accept, If-None-Match, Traceparent, X-Request-Id"
_CORS_READ = (
    "Content-Disposition, ETag, Repr-Digest, X-Document-Warnings, X-Document-Errors, X-Conformance, X-Template, "
    "X-Findings-Before, X-Findings-After, Preference-Applied, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id, WWW-Authenticate"
)


def install(app: Flask, settings: Settings) -> None:
    """Answer preflights and finish every answer. Call before other routes are registered, so that this comes last."""
    origins = settings.origins

    @app.before_request
    def preflight() -> Response | None:
        asked = "Access-Control-Request-Method" in request.headers
        if request.method != "OPTIONS" or not asked or not _shared(request, origins):
            return None
        answer = Response(status=204)
        answer.headers["Access-Control-Allow-Methods"] = "GET, POST"
        answer.headers["Access-Control-Allow-Headers"] = _CORS_SENT
        answer.headers["Access-Control-Max-Age"] = "600"
        return answer

    @app.after_request
    def finish(answer: Response) -> Response:
        _protect(answer)
        if origins and request.path.startswith("/api/"):
            answer.vary.add("Origin")
            if _shared(request, origins):
                answer.headers["Access-Control-Allow-Origin"] = request.headers["Origin"]
                answer.headers["Access-Control-Expose-Headers"] = _CORS_READ
        return answer


def _protect(answer: Response) -> None:
    for name, value in _EVERYWHERE.items():
        answer.headers[name] = value
    framed = request.path.endswith("/xem-truoc")
    ancestors = "'self'" if framed else "'none'"
    answer.headers["Content-Security-Policy"] = f"{_CONTENT}frame-ancestors {ancestors}"
    answer.headers["X-Frame-Options"] = "SAMEORIGIN" if framed else "DENY"
    if request.path == "/static/worker.js":
        # It stands in for every page, not only for those beside it.
        answer.headers["Service-Worker-Allowed"] = "/"
    if request.is_secure:
        answer.headers["Strict-Transport-Security"] = "max-age=31536000"
    if "Cache-Control" not in answer.headers:
        answer.headers["Cache-Control"] = "no-store"


def _shared(asked: Request, origins: frozenset[str]) -> bool:
    """Whether a page of this origin may call this address."""
    return asked.path.startswith("/api/") and asked.headers.get("Origin", "") in origins
