"""The state that several machines share in a Redis: the secret, and debts by name."""

from __future__ import annotations

import hmac
import secrets

import redis

from service import config
from service.http.auth import credentials, redis_limiter
from service.http.auth.redis_limiter import Line, RedisLimiter
from service.http.auth.shared_state import VARIABLE, SharedState

_SECRET_KEY = redis_limiter.PREFIX + "secret"
_SECRET_BYTES = 32
_AWAY = "Redis does not answer; until it does this machine counts alone and does not hear who signed out elsewhere."
_DIFFERS = "Redis holds another secret than the one that this machine began with; restart the service here."


def open_state(settings: config.Settings, alone: SharedState) -> SharedState:
    """The state in the Redis of the settings; ``alone`` counts while it is away. Raises WrongSetting."""
    try:
        line = Line(settings.shared)
    except ValueError:
        raise config.WrongSetting(
            f"{VARIABLE}: not an address like redis://:password@host:6379/0."
        ) from None
    of_file = settings.secret_file is not None
    secret = credentials.session_secret(settings) if of_file else _common_secret(line)
    pepper = hmac.digest(secret, b"names", "sha256")
    return SharedState(
        secret,
        RedisLimiter(line, pepper, "quota", alone.quotas),
        RedisLimiter(line, pepper, "session", alone.sessions),
        lambda: line.ask(lambda: _found(line, None if of_file else secret), lambda: _AWAY),
    )


def _common_secret(line: Line) -> bytes:
    """The secret that all machines find in Redis, made by the first of them. Raises WrongSetting."""
    try:
        line.client.set(_SECRET_KEY, secrets.token_bytes(_SECRET_BYTES), nx=True)
        found = line.client.get(_SECRET_KEY)
    except redis.RedisError as error:
        raise config.WrongSetting(
            f"{VARIABLE}: Redis cannot be asked for the secret of sessions ({type(error).__name__}); start it, or "
            f"give all machines one file by {config.PREFIX}SECRET_FILE."
        ) from None
    if not isinstance(found, bytes) or len(found) != _SECRET_BYTES:
        raise config.WrongSetting(f"{VARIABLE}: what Redis holds as {_SECRET_KEY} is no secret.")
    return found


def _found(line: Line, secret: bytes | None) -> str:
    """What is wrong as Redis sees it. A Redis that lost everything gets the secret again that is in use."""
    if secret is None:
        line.client.ping()
        return ""
    line.client.set(_SECRET_KEY, secret, nx=True)
    return "" if line.client.get(_SECRET_KEY) == secret else _DIFFERS
