"""Passwords that are hashed for nothing, where tests need an account and not what guessing its password would cost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from service.http.auth.credentials import passwords


@pytest.fixture(scope="module")
def cheap_passwords() -> Iterator[None]:
    """For all of a module's accounts; what a password costs is tested with the credentials."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_METHOD", "scrypt:1024:8:1")
        yield
