"""Sign-ins that fail become a short wait, never a long lock: an attacker may slow a clerk down, not shut her out.

Three buckets fill with failures: one account from one address, one address, one account from
addresses where it never signed in. Each pays its debt steadily, so the wait is at most a minute. An
address from which the account signed in before is not held to what strangers do to the account.
"""

from __future__ import annotations

from service.http.auth.rate_limiter import Policy, RateLimiter

#: 5 tries, then one a minute.
PAIR = Policy(5, 5 * 60)
#: 50 tries, then one in ten seconds: a whole office may stand behind one address.
ADDRESS = Policy(50, 50 * 10)
#: 30 tries, then one in ten seconds, over all strange addresses.
STRANGERS = Policy(30, 30 * 10)
KNOWN_SECONDS = 30 * 86_400


class Lockout:
    """The count of failures, common to all workers."""

    def __init__(self, rate_limiter: RateLimiter) -> None:
        self._rate_limiter = rate_limiter

    def wait(self, name: str, address: str) -> int:
        """Charge one try; 0 when it may be made, else the seconds to wait before the next."""
        charged: list[tuple[str, Policy]] = []
        for label, policy in self._buckets(name, address):
            verdict = self._rate_limiter.hit(label, policy)
            if verdict.wait:
                for earlier in charged:
                    self._rate_limiter.refund(*earlier)
                return verdict.wait
            charged.append((label, policy))
        return 0

    def succeeded(self, name: str, address: str) -> None:
        """Refund the try and remember the address."""
        for bucket in self._buckets(name, address):
            self._rate_limiter.refund(*bucket)
        self._rate_limiter.remember(f"known {name} {address}", KNOWN_SECONDS)

    def _buckets(self, name: str, address: str) -> list[tuple[str, Policy]]:
        found = [(f"pair {name} {address}", PAIR), (f"sign-ins {address}", ADDRESS)]
        if not self._rate_limiter.remembers(f"known {name} {address}"):
            found.append((f"strangers {name}", STRANGERS))
        return found
