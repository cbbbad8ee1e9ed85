"""Failed sign-ins cost a short wait: what is charged, to whom, for how long, and what is refunded."""

from __future__ import annotations

import pytest

from service.http.auth import lockout, memory_limiter


class SignIns:
    """A lockout with a clock of its own."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.lockout = lockout.Lockout(memory_limiter.MemoryLimiter(64, clock=lambda: self.now))

    def tries(self, times: int, name: str, address: str) -> int:
        """How many of so many tries, one after the other, may be made."""
        return sum(self.lockout.wait(name, address) == 0 for _ in range(times))


@pytest.fixture
def sign_ins() -> SignIns:
    return SignIns()


def test_an_account_has_five_tries_from_one_address_and_then_one_a_minute(
    sign_ins: SignIns,
) -> None:
    assert sign_ins.tries(10, "lan", "a") == 5
    assert sign_ins.lockout.wait("lan", "a") == 60
    sign_ins.now += 59
    assert sign_ins.lockout.wait("lan", "a") == 1
    sign_ins.now += 1
    assert sign_ins.tries(3, "lan", "a") == 1


def test_an_address_has_fifty_tries_over_all_accounts_and_then_one_in_ten_seconds(
    sign_ins: SignIns,
) -> None:
    assert sum(sign_ins.tries(1, f"clerk {n}", "a") for n in range(80)) == 50
    assert sign_ins.lockout.wait("another", "a") == 10
    sign_ins.now += 10
    assert sum(sign_ins.tries(1, f"other {n}", "a") for n in range(5)) == 1
    assert sign_ins.tries(1, "clerk 0", "b") == 1


def test_an_account_has_thirty_tries_from_strange_addresses_and_then_one_in_ten_seconds(
    sign_ins: SignIns,
) -> None:
    assert sum(sign_ins.tries(1, "lan", f"bot {n}") for n in range(60)) == 30
    assert sign_ins.lockout.wait("lan", "one more") == 10
    sign_ins.now += 10
    assert sum(sign_ins.tries(1, "lan", f"new {n}") for n in range(5)) == 1
    assert sign_ins.tries(1, "hoa", "bot 1") == 1


def test_a_try_that_is_refused_costs_the_address_nothing(sign_ins: SignIns) -> None:
    """A clerk who asks for an account under attack does not use up the tries of her whole office."""
    for number in range(30):
        sign_ins.lockout.wait("lan", f"bot {number}")
    assert sign_ins.tries(200, "lan", "office") == 0
    assert sum(sign_ins.tries(1, f"clerk {n}", "office") for n in range(50)) == 50


def test_a_try_that_is_refused_costs_the_account_nothing_at_that_address(
    sign_ins: SignIns,
) -> None:
    for number in range(30):
        sign_ins.lockout.wait("lan", f"bot {number}")
    assert sign_ins.tries(20, "lan", "office") == 0
    sign_ins.now += 50
    assert sign_ins.tries(5, "lan", "office") == 5


def test_tries_that_wait_do_not_make_the_wait_longer(sign_ins: SignIns) -> None:
    sign_ins.tries(5, "lan", "a")
    waits = [sign_ins.lockout.wait("lan", "a") for _ in range(20)]
    assert set(waits) == {60}
    # Nor do they count against the address: of its fifty tries five are used.
    assert sum(sign_ins.tries(1, f"clerk {n}", "a") for n in range(60)) == 45


def test_a_sign_in_that_succeeds_is_refunded_everywhere(sign_ins: SignIns) -> None:
    for _ in range(100):
        assert sign_ins.lockout.wait("lan", "a") == 0
        sign_ins.lockout.succeeded("lan", "a")
    assert sign_ins.tries(10, "lan", "a") == 5


def test_success_gives_back_its_own_try_and_not_the_failures_before(
    sign_ins: SignIns,
) -> None:
    assert sign_ins.tries(4, "lan", "a") == 4
    assert sign_ins.lockout.wait("lan", "a") == 0
    sign_ins.lockout.succeeded("lan", "a")
    assert sign_ins.tries(5, "lan", "a") == 1


def test_an_address_is_known_for_thirty_days_after_the_last_sign_in(
    sign_ins: SignIns,
) -> None:
    day = 86_400
    sign_ins.lockout.wait("lan", "desk")
    sign_ins.lockout.succeeded("lan", "desk")

    def attacked() -> int:
        for number in range(40):
            sign_ins.lockout.wait("lan", f"bot {sign_ins.now} {number}")
        return sign_ins.lockout.wait("lan", "desk")

    sign_ins.now += 30 * day - 60
    assert attacked() == 0
    sign_ins.now += 120
    assert attacked() == 10
