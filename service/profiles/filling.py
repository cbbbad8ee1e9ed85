"""An input and a profile become the input with what it does not say taken from the profile.

Nothing that an input says is replaced. A part that says something is completed only by a part that says the same:
a signer who is named gets the position that the profile gives to this name, never that of somebody else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from service.documents.document_type import DocumentType
from service.profiles.profile_schema import DOCUMENTS, places

Data = Mapping[str, Any]


def filled(
    document_type: DocumentType, data: Any, profile: Data, *, as_offered: bool = False
) -> Any:
    """The input with the profile's values where it has none (absent or null; an empty list is a value)."""
    if not isinstance(data, dict):
        return data
    offers = {name: _offered(document_type, name, profile) for name in places(document_type)}
    return completed(data, offers, as_offered=as_offered)


def completed(
    data: Mapping[str, Any], offers: Mapping[str, Iterable[Any]], *, as_offered: bool = False
) -> dict[str, Any]:
    """An input with the first offer for each name that says nothing else than the input.

    What both say stands as the input writes it, or, ``as_offered``, as the offer does: an input that was read from a
    letterhead has names in capitals, which nobody typed so.
    """
    whole = dict(data)
    for name, offered in offers.items():
        value = _completed(whole.get(name), offered, as_offered)
        if value is not None:
            whole[name] = value
    return whole


def taken_from(document_type: DocumentType, data: Any, profile: Data) -> set[str]:
    """The names of an input whose values are those of the profile."""
    if not isinstance(data, Mapping):
        return set()
    return {
        name
        for name in places(document_type)
        if data.get(name) in _offered(document_type, name, profile)
    }


def _offered(document_type: DocumentType, name: str, profile: Data) -> list[Any]:
    """What a profile has for a name of the input, the first choice first."""
    place = places(document_type)[name]
    if place == "one_of_several":
        return list(profile.get(f"{name}s") or ())
    if place == "document_type":
        profile = (profile.get(DOCUMENTS) or {}).get(document_type.slug) or {}
    value = profile.get(name)
    return [] if value is None or value == [] else [value]


def _completed(given: Any, offered: Iterable[Any], as_offered: bool) -> Any:
    """``given`` itself, or the first offer that says nothing else."""
    if given is not None and not isinstance(given, Mapping):
        same = (offer for offer in offered if as_offered and _says(offer, given))
        return next(same, given)
    said = {name: value for name, value in (given or {}).items() if value is not None}
    for offer in offered:
        if not said:
            return offer
        if isinstance(offer, Mapping) and all(
            _says(offer.get(name), value) for name, value in said.items()
        ):
            return {**offer} if as_offered else {**offer, **said}
    return given


def _says(known: Any, said: Any) -> bool:
    """Whether two values say the same; a letterhead has its names in capitals."""
    if isinstance(known, str) and isinstance(said, str):
        return " ".join(known.split()).casefold() == " ".join(said.split()).casefold()
    return bool(known == said)
