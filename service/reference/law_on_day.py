"""A day becomes what holds on it, as plain data: bases with what belongs beside them, coefficients, salary, provinces."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from service.reference.award_tables import Awards
from service.reference.catalogue import Catalogue
from service.reference.legal_basis import LegalBasis
from service.reference.reference_data import Reference

NOTE = "Dữ liệu này có thể đã cũ; hãy kiểm tra lại hiệu lực trước khi ký."


def law_on(reference: Reference, on: date) -> dict[str, Any]:
    """The answer of ``GET /api/v1/law``; what is not known of that day is null or empty, never guessed."""
    catalogue = reference.catalogue
    in_force = catalogue.in_force(on)
    named = {item.id for item in in_force}
    return {
        "on": on.isoformat(),
        "pack": pack(reference),
        "note": NOTE,
        "bases": [_basis(item, catalogue, on) for item in in_force],
        "transitions": [found.as_json() for found in catalogue.transitions if found.new in named],
        "endings": [ending.sentence for ending in reference.as_of(on).endings()],
        "base_salary": _salary(reference.awards, on),
        "coefficients": _coefficients(reference.awards, on),
        "provincial_units": [unit.as_json() for unit in reference.provinces.on(on)],
        "sources": dict(reference.sources),
    }


def pack(reference: Reference) -> dict[str, Any]:
    """Which data pack is in use."""
    return {
        "version": reference.version,
        "as_of": reference.pack_as_of.isoformat(),
        "is_built_in": reference.is_built_in,
    }


def _basis(item: LegalBasis, catalogue: Catalogue, on: date) -> dict[str, Any]:
    return {
        **item.as_json(),
        "lines": catalogue.lines(item, on),
        "companions": [other.id for other in catalogue.companions(item, on)],
        "replaces": [other.id for other in catalogue.replaced(item)],
    }


def _salary(awards: Awards, on: date) -> Mapping[str, Any] | None:
    salary = awards.base_salary(on)
    if salary is None:
        return None
    return {
        "amount": salary.amount,
        "from": salary.start.isoformat(),
        "decree": salary.decree,
        "certainty": salary.certainty,
    }


def _coefficients(awards: Awards, on: date) -> Mapping[str, Any] | None:
    """The table with the sum that each row makes on that day, in đồng, as far as the salary is known."""
    table = awards.table(on)
    if table is None:
        return None
    salary = awards.base_salary(on)
    return {
        "decree": table.decree,
        "from": table.start.isoformat(),
        "to": table.end.isoformat() if table.end else None,
        "at_latest": table.at_latest,
        "rows": [
            {
                "form": form,
                "form_name": awards.form_names[form],
                "recipient": kind,
                "value": str(row.value),
                "at_most": row.at_most,
                "amount": awards.rounded(row.value * salary.amount) if salary else None,
                "certainty": row.certainty,
                "not_for": list(row.not_for),
            }
            for (form, kind), row in table.rows.items()
        ],
    }
