"""A name becomes "may, so many left" or "may again in n seconds", counted together by whoever shares the count.

The rule is GCRA, the leaky bucket with one number per name: the time at which the name's debt is paid. Where the
numbers lie is the business of an implementation: ``memory_limiter`` for one machine, ``redis_limiter`` for several.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Policy:
    """``limit`` requests in ``seconds``, all at once or spread."""

    limit: int
    seconds: float

    @property
    def interval(self) -> float:
        """What one request costs, in seconds of debt."""
        return self.seconds / self.limit


@dataclass(frozen=True, slots=True)
class Verdict:
    """``wait`` is 0 when the request may pass, else whole seconds until one may; ``reset`` until all may."""

    wait: int
    left: int
    reset: int


class RateLimiter(Protocol):
    """Debts by name."""

    def hit(self, name: str, policy: Policy) -> Verdict:
        """Charge one request to ``name``, unless its quota is used up."""

    def refund(self, name: str, policy: Policy) -> None:
        """Undo one ``hit``."""

    def remember(self, name: str, seconds: float) -> None:
        """Remember ``name`` for so long."""

    def remembers(self, name: str) -> bool:
        """Whether ``name`` is remembered."""


def passed(policy: Policy, debt: float) -> Verdict:
    """The verdict on a request that was charged and left a debt of so many seconds."""
    return Verdict(0, int((policy.seconds - debt) / policy.interval + 1e-6), _whole(debt))


def refused(policy: Policy, debt: float) -> Verdict:
    """The verdict on a request that a debt of so many seconds leaves no room for."""
    return Verdict(_whole(debt + policy.interval - policy.seconds), 0, _whole(debt))


def fits(policy: Policy, debt: float) -> bool:
    """Whether a debt of so many seconds leaves room for one more request."""
    return debt + policy.interval <= policy.seconds + 1e-6


def _whole(seconds: float) -> int:
    """Whole seconds to wait, at least one; a hair above a whole number is that number."""
    return max(1, math.ceil(seconds - 1e-6))
