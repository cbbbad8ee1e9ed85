"""Kính gửi: whom a document is addressed to (Mẫu 1.4, 1.5)."""

from __future__ import annotations

from service.language import vietnamese, wording
from service.schema.containers import Values
from service.schema.fields import Text
from service.schema.printing import Printed


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
        ),
        profile="document_type",
        rare="Kính gửi",
    )


def addressed(printed: Printed, recipients: list[str]) -> dict[str, list[str]]:
    """``addressed_to`` and the ``recipients``, which begin with those addressed ("Như trên").

    One addressee has no end mark, several are a list.
    """
    lines = [line for line in printed["addressed_to"] if line]
    names_them = recipients and vietnamese.lower(recipients[0]).startswith("như trên")
    if lines and not names_them:
        recipients = ["Như trên", *recipients]
    return {
        "addressed_to": wording.closed(lines) if len(lines) > 1 else lines,
        "recipients": recipients,
    }
