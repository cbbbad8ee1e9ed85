"""Entries of YAML become the catalogue: those of a data pack, and an office's own over them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from service.reference import citations
from service.reference.catalogue import Catalogue
from service.reference.data_files import Entry
from service.reference.legal_basis import LegalBasis, Transition


@dataclass
class _Read:
    """What was read so far: entries by id, names of laws, transitions."""

    entries: dict[str, tuple[LegalBasis, Entry]] = field(default_factory=dict)
    names: dict[str, None] = field(default_factory=dict)
    transitions: dict[tuple[str, str], Transition] = field(default_factory=dict)


def load(ours: Entry, overrides: Entry | None) -> Catalogue:
    """The catalogue of a data pack with the entries of an office's own over it (by id); raises WrongCatalogue."""
    read = _Read()
    as_of = ours.take("as_of", date)
    _add(ours, read)
    if overrides is not None:
        as_of = overrides.take("as_of", date, as_of)
        _add(overrides, read)
    for item, entry in read.entries.values():
        for key, other in (("replaced_by", item.replaced_by), ("companion_of", item.companion_of)):
            if other is not None and other not in read.entries:
                raise entry.wrong(f"“{key}” nhắc đến “{other}”, không có trong danh mục.")
    items = tuple(item for item, _ in read.entries.values())
    return Catalogue(as_of, items, tuple(read.names), tuple(read.transitions.values()))


def _add(whole: Entry, read: _Read) -> None:
    """Read the rest of one file."""
    entries = read.entries
    read.names |= dict.fromkeys(whole.texts("law_names"))
    seen: set[str] = set()
    for entry in whole.entries("items", "id"):
        item = _item(entry)
        if item.id in seen:
            raise entry.wrong("“id” này có hai lần trong tệp.")
        seen.add(item.id)
        entries[item.id] = (item, entry)
    for entry in whole.entries("transitions", "from"):
        found = _transition(entry, entries)
        read.transitions[found.old, found.new] = found
    whole.finish()


def _transition(entry: Entry, entries: Mapping[str, object]) -> Transition:
    found = Transition(
        old=entry.take("from", str),
        new=entry.take("to", str),
        received_before=entry.take("received_before", date),
        more_favourable=entry.take("more_favourable", bool, False),
        clause=entry.take("clause", str),
        certainty=entry.certainty().get("", "L"),
    )
    entry.finish()
    for other in (found.old, found.new):
        if other not in entries:
            raise entry.wrong(f"nhắc đến “{other}”, không có trong danh mục.")
    return found


def _item(entry: Entry) -> LegalBasis:
    item = LegalBasis(
        id=entry.take("id", str),
        kind=entry.take("kind", str),
        number=entry.take("number", str),
        cite=entry.take("cite", str),
        issued=entry.take("issued", date),
        start=entry.take("from", date, None),
        end=entry.take("to", date, None),
        replaced_by=entry.take("replaced_by", str, None),
        companion_of=entry.take("companion_of", str, None),
        grey_until=entry.take("grey_until", date, None),
        doubtful_after=entry.take("doubtful_after", date, None),
        at_latest=entry.take("at_latest", str, ""),
        certainty=entry.certainty(),
        sources=entry.texts("sources"),
        note=entry.take("note", str, ""),
    )
    entry.finish()
    _check(item, entry)
    return item


def _check(item: LegalBasis, entry: Entry) -> None:
    """Raise WrongCatalogue where the parts of an entry contradict one another."""
    cited = citations.parse(item.line)[0]
    if cited.kind != item.kind:
        raise entry.wrong("“cite” không mở đầu bằng loại văn bản nêu ở “kind”.")
    if cited.issued != item.issued:
        raise entry.wrong("ngày ở “cite” khác “issued”.")
    if item.at_latest and not item.end:
        raise entry.wrong("có “at_latest” thì phải có “to”.")
    if not item.is_law and cited.key != citations.number_key(item.number):
        raise entry.wrong("số, ký hiệu ở “cite” khác “number”.")
    if (item.start and item.start < item.issued) or (
        item.end and item.end < (item.start or item.issued)
    ):
        raise entry.wrong("“issued”, “from”, “to” không theo thứ tự thời gian.")
