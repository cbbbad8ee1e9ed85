"""Debts by name in Redis, counted together by all machines; what Redis may know of a name is a keyed hash.

While Redis cannot be reached, each machine counts in its own memory (docs/decisions/0018): nobody's work stops
because a counter is away.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable
from typing import TypeVar

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from service.http.auth import rate_limiter
from service.http.auth.rate_limiter import Policy, RateLimiter, Verdict
from service.telemetry import logs

#: Longer than this no step waits for Redis: a connection, an answer. After the first that fails nobody asks it for a moment.
ANSWER_SECONDS, REST_SECONDS = 0.5, 2.0
PREFIX = "vanban:"
#: The time is that of Redis: the clocks of the machines need not agree. Fractions are sent as text.
_HIT = """
local t = redis.call('TIME')
local now = t[1] + t[2] / 1e6
local interval, seconds = tonumber(ARGV[1]), tonumber(ARGV[2])
local debt = math.max(tonumber(redis.call('GET', KEYS[1]) or '0') - now, 0)
if debt + interval > seconds + 1e-6 then return {0, tostring(debt)} end
debt = debt + interval
redis.call('SET', KEYS[1], string.format('%.6f', now + debt), 'PX', math.ceil(debt * 1000))
return {1, tostring(debt)}
"""
_REFUND = """
local t = redis.call('TIME')
local debt = tonumber(redis.call('GET', KEYS[1]) or '0') - t[1] - t[2] / 1e6 - ARGV[1]
if debt <= 0 then return redis.call('DEL', KEYS[1]) end
redis.call('SET', KEYS[1], string.format('%.6f', t[1] + t[2] / 1e6 + debt), 'PX', math.ceil(debt * 1000))
"""
_log = logs.Logger(__name__)
Result = TypeVar("Result")


class Line:
    """The line from this process to a Redis: asked while it answers, left alone for a moment when it does not.

    Raises ValueError for an address that is none.
    """

    def __init__(self, address: str) -> None:
        # No second try: an answer that is late has been counted, and would be counted again. A connection that was kept
        # from before a restart is noticed by the pool, which looks before it sends.
        self.client: redis.Redis = redis.Redis.from_url(
            address,
            socket_timeout=ANSWER_SECONDS,
            socket_connect_timeout=ANSWER_SECONDS,
            retry=Retry(NoBackoff(), 0),
        )
        self._lock = threading.Lock()
        self._rests_until = 0.0
        self._down = False

    def ask(self, question: Callable[[], Result], otherwise: Callable[[], Result]) -> Result:
        """What Redis answers, or ``otherwise``. One line in the log when it goes away, one when it is back."""
        now = time.monotonic()
        if now < self._rests_until:
            return otherwise()
        if self._down:
            # One request finds out whether it is back; the others do not wait with it.
            self._rests_until = now + REST_SECONDS
        try:
            answer = question()
        except redis.RedisError as error:
            self._rests_until = time.monotonic() + REST_SECONDS
            self._note(True, type(error).__name__)
            return otherwise()
        self._rests_until = 0.0
        self._note(False)
        return answer

    def _note(self, down: bool, error: str = "") -> None:
        with self._lock:
            changed, self._down = down != self._down, down
        if changed and down:
            _log.error("Redis is away; this machine counts alone", error=error)
        elif changed:
            _log.info("Redis is back")


class RedisLimiter:
    """A ``RateLimiter`` in the Redis at the end of ``line``; ``pepper`` is the same on all machines.

    ``kind`` keeps names of one use from those of another. ``alone`` counts while Redis is away.
    """

    def __init__(self, line: Line, pepper: bytes, kind: str, alone: RateLimiter) -> None:
        self._line, self._pepper, self._kind, self._alone = line, pepper, kind, alone
        self._hit = line.client.register_script(_HIT)
        self._refund = line.client.register_script(_REFUND)
        self._unsent: dict[str, float] = {}

    def hit(self, name: str, policy: Policy) -> Verdict:
        """Charge one request to ``name``, unless its quota is used up."""

        def charge() -> Verdict:
            charged, debt = self._hit([self._key(name)], [policy.interval, policy.seconds])
            verdict = rate_limiter.passed if charged else rate_limiter.refused
            return verdict(policy, float(debt))

        return self._line.ask(charge, lambda: self._alone.hit(name, policy))

    def refund(self, name: str, policy: Policy) -> None:
        """Undo one ``hit``."""
        self._line.ask(
            lambda: self._refund([self._key(name)], [policy.interval]),
            lambda: self._alone.refund(name, policy),
        )

    def remember(self, name: str, seconds: float) -> None:
        """Remember ``name`` for so long, here and, as soon as it can be told, everywhere."""
        self._alone.remember(name, seconds)
        self._unsent[self._key(name)] = time.monotonic() + seconds
        self._line.ask(self._send, lambda: None)

    def remembers(self, name: str) -> bool:
        """Whether ``name`` is remembered; while Redis is away, whether this machine was told."""

        def asked() -> bool:
            self._send()
            return bool(self._line.client.exists(self._key(name)))

        return self._line.ask(asked, lambda: False) or self._alone.remembers(name)

    def _send(self) -> None:
        """Tell Redis what it was not told while it was away."""
        for key, end in list(self._unsent.items()):
            left = end - time.monotonic()
            if left > 0:
                self._line.client.set(key, 1, px=int(left * 1000) + 1)
            self._unsent.pop(key, None)

    def _key(self, name: str) -> str:
        mark = hashlib.blake2b(
            f"{self._kind} {name}".encode(errors="replace"), key=self._pepper, digest_size=16
        )
        return f"{PREFIX}{self._kind}:{mark.hexdigest()}"
