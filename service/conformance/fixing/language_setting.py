"""A document says that it is in Vietnamese, once for all its letters (w:docDefaults of styles.xml)."""

from __future__ import annotations

from service.conformance.changes import Change
from service.conformance.fixing.edits_at_hand import Edited
from service.conformance.fixing.element_order import put
from service.docx.standard import LANGUAGE
from service.docx.word_namespace import W


def set_language(edited: Edited, _: Change) -> None:
    """Write the language into the document's defaults. Word does not track it, and no letter looks otherwise by it."""
    name = edited.package.related(edited.document.main_part, "styles")
    if name is None:
        return
    root = edited.package.root(name)
    defaults = root.find(f"{W}docDefaults")
    if defaults is None:
        return
    letters = put(put(defaults, "rPrDefault"), "rPr")
    place = (name, "rPrDefault", 0)
    edited.allowed.allow(place, ("lang",))
    edited.allowed.untracked.add(place)
    put(letters, "lang").set(f"{W}val", LANGUAGE)
    edited.package.change(name)
