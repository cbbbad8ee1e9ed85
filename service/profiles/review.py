"""A profile becomes the violations of its values, and those of its signers by the rules of signatures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from service import rules
from service.documents.document_type import DEFAULT_LIMITS, Limits, Review
from service.errors import Violation
from service.profiles.profile_schema import SCHEMA, SIGNERS
from service.rules.signature import SIGNATURE_RULES
from service.schema import loading, screening
from service.violation_list import ViolationList


def review(data: Any, reference: Any = None, limits: Limits = DEFAULT_LIMITS) -> Review:
    """Nested data -> the sound values of a profile, and its violations; nothing in a profile must be given."""
    found = ViolationList()
    if not screening.screen(
        SCHEMA, data, found, max_rows=limits.max_rows, max_paragraph=limits.max_paragraph
    ):
        return Review.of({}, found)
    record = loading.load(SCHEMA, data, found)
    screening.screen_letters(SCHEMA, data, found)
    found.extend(_of_signers(record, reference))
    return Review.of(record, found)


def _of_signers(record: Mapping[str, Any], reference: Any) -> Iterator[Violation]:
    """Each signer is judged as the signer of a document would be."""
    for index, signer in enumerate(record.get(SIGNERS) or ()):
        if not signer:
            continue
        found = ViolationList()
        rules.apply(
            SIGNATURE_RULES, {"signer": signer}, found, reference, lambda pointer: _label(pointer)
        )
        for violation in found.kept():
            yield replace(violation, pointer=_in_profile(violation.pointer, index))


def _in_profile(pointer: str, index: int) -> str:
    return pointer.replace("/signer", f"/{SIGNERS}/{index}", 1)


def _label(pointer: str) -> str:
    return loading.label(SCHEMA, _in_profile(pointer, 0))
