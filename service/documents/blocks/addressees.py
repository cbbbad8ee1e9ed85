"""Kính gửi: whom a document is addressed to (Mẫu 1.4, 1.5)."""

from __future__ import annotations

from service.language import vietnamese, wording
from service.schema.containers import Values
from service.schema.fields import Text


def addressees() -> Values:
    """The field ``addressed_to``."""
    return Values(
        Text(
            "Kính gửi",
            "Chỉ khi gửi cấp trên; mỗi nơi một dòng.",
            "Ủy ban nhân dân tỉnh Hà Tĩnh",
            role="recipient",
            longest=300,
            printed=wording.list_line,
        )
    )


def addressed(lines: list[str | None]) -> list[str]:
    """The printed addressees: one alone has no end mark, several are a list."""
    given = [line for line in lines if line]
    return wording.closed(given) if len(given) > 1 else given


def as_above(recipients: list[str]) -> list[str]:
    """Recipients that begin with those addressed ("Như trên")."""
    if recipients and vietnamese.lower(recipients[0]).startswith("như trên"):
        return recipients
    return ["Như trên", *recipients]
