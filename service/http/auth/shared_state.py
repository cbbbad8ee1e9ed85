"""What all who serve one office must agree on: the secret of sessions, quotas, lock-outs, who signed out.

By default that is memory which the workers of this machine share, and a file; with ``VANBAN_SHARED`` it is a Redis
that several machines share.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from service import config
from service.http.auth import credentials
from service.http.auth.memory_limiter import MemoryLimiter
from service.http.auth.rate_limiter import RateLimiter

#: The setting that names what is shared.
VARIABLE = config.PREFIX + "SHARED"


@dataclass(frozen=True, slots=True)
class SharedState:
    """``secret`` signs sessions and forms; ``problem`` says what is wrong with the sharing, "" when nothing is."""

    secret: bytes
    quotas: RateLimiter
    sessions: RateLimiter
    problem: Callable[[], str] = lambda: ""

    def warnings(self) -> dict[str, list[str]]:
        """By variable, as ``CredentialStores.warnings``: the service goes on, so it is ready all the same."""
        found = self.problem()
        return {VARIABLE: [found]} if found else {}


def open_state(settings: config.Settings) -> SharedState:
    """The state for these settings. Raises WrongSetting."""
    alone = SharedState(b"", MemoryLimiter(), MemoryLimiter(512))
    if not settings.configured:
        return alone
    if not settings.shared:
        return replace(alone, secret=credentials.session_secret(settings))
    # The client of Redis brings an asynchronous one along, which takes longer to load than the rest of this package.
    from service.http.auth import redis_state

    return redis_state.open_state(settings, alone)
