"""A caller's requests are counted by all workers together, and every answer says what is left.

Own code on ``rate_limiter`` instead of Flask-Limiter: its stores are a count per process, which is wrong with
several workers, or a server (Redis, Memcached …), which an office with one machine would have to run for nothing else.
"""

from __future__ import annotations

from dataclasses import replace

from flask import Flask, Request, Response, request

from service.errors import QuotaUsedUp
from service.http.auth.rate_limiter import Policy, RateLimiter, Verdict

_VERDICT, _LABEL = "vanban.quota", "vanban.quota_of"
_NAME = '"minute"'


class Quotas:
    """``limit`` requests a minute for each caller; a limit of 0 counts nothing."""

    def __init__(self, rate_limiter: RateLimiter, limit: int) -> None:
        self._rate_limiter = rate_limiter
        self._policy = Policy(limit, 60) if limit else None

    def charge(self, asked: Request, label: str) -> None:
        """Count one request. Raises QuotaUsedUp."""
        if self._policy is None:
            return
        verdict = self._rate_limiter.hit(label, self._policy)
        asked.environ[_VERDICT], asked.environ[_LABEL] = verdict, label
        if verdict.wait:
            raise QuotaUsedUp(
                f"Đã dùng hết {self._policy.limit} yêu cầu mỗi phút; hãy gửi lại sau {verdict.wait} giây.",
                verdict.wait,
            )

    def install(self, app: Flask) -> None:
        """Send each counted caller the quota and what is left of it (draft-ietf-httpapi-ratelimit-headers)."""

        @app.after_request
        def add_headers(answer: Response) -> Response:
            verdict = request.environ.get(_VERDICT)
            if isinstance(verdict, Verdict) and self._policy is not None:
                if answer.status_code == 503:
                    verdict = self._give_back(request.environ[_LABEL], self._policy, verdict)
                answer.headers["RateLimit-Policy"] = f"{_NAME};q={self._policy.limit};w=60"
                answer.headers["RateLimit"] = f"{_NAME};r={verdict.left};t={verdict.reset}"
            return answer

    def _give_back(self, label: str, policy: Policy, verdict: Verdict) -> Verdict:
        """A caller pays for no request that was answered 503, whatever the reason."""
        if verdict.wait:
            return verdict
        self._rate_limiter.refund(label, policy)
        return replace(verdict, left=verdict.left + 1)
