"""A .docx becomes the same with its old letters in Unicode: texts, the labels of lists, and every name of an old font."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from service.conformance import refusals
from service.conformance.converting.old_letters import ConvertedRun, OldLetters
from service.conformance.converting.proof import prove
from service.conformance.fixing.edited_package import parsed
from service.conformance.reading.package import Package, may_be_text
from service.conformance.rewriting import rewritten, serialized
from service.docx import embedded_data
from service.docx.standard import FONT
from service.docx.word_namespace import A, W
from service.language import vietnamese

#: What names fonts: the attributes of w:rFonts, the typeface of a theme.
_FONT_NAMES: Final = (*(f"{W}{name}" for name in ("ascii", "hAnsi", "eastAsia", "cs")), "typeface")


@dataclass(frozen=True, slots=True)
class Converted:
    """The document and every run whose text is another now. ``left`` counts signs (w:sym) in an old font, which stay."""

    content: bytes
    runs: tuple[ConvertedRun, ...]
    left: int = 0


def convert(docx: bytes) -> Converted:
    """The bytes are the same where nothing is in an old encoding or font.

    Raises UnreadableInput or InputTooLarge, NotToBeChanged for a signed or protected document, and MendedTooMuch when the
    proof fails.
    """
    package = Package.of(docx)
    before = embedded_data.unpack(docx)
    refusals.refuse(before, package.main)
    old = OldLetters(package)
    texts = [name for name in package.parts if may_be_text(name) and not name.endswith(".rels")]
    roots = {name: parsed(before[name]) for name in texts if name in before}
    runs: list[ConvertedRun] = []
    changed: dict[str, bytes] = {}
    left = 0
    for name, root in roots.items():
        found = [*_texts(name, root, old), *_labels(name, root)]
        runs += found
        left += _old_signs(root)
        if _rename_fonts(root) or found:
            changed[name] = serialized(root)
    if not changed:
        return Converted(docx, (), left)
    prove(before, {**before, **changed}, runs)
    return Converted(rewritten(docx, changed), tuple(runs), left)


def _texts(name: str, root: Any, old: OldLetters) -> Iterator[ConvertedRun]:
    """Write every text of a part in Unicode; the fonts stay until all texts were read by them."""
    for number, group in old.groups(root):
        encoding = group.encoding
        if encoding is None:
            continue
        for text, after in zip(group.texts, group.in_unicode(encoding), strict=True):
            before = text.element.text or ""
            if before != after:
                text.element.text = after
                yield ConvertedRun(name, number, text.font, encoding, before, after)


def _labels(name: str, root: Any) -> Iterator[ConvertedRun]:
    """What a list writes before its paragraphs, where its own letters have an old font."""
    for level in root.iter(f"{W}lvl"):
        label = level.find(f"{W}lvlText")
        font = _named_font(level.find(f"{W}rPr/{W}rFonts"))
        encoding = vietnamese.encoding_of_font(font)
        before = "" if label is None else label.get(f"{W}val", "")
        if label is None or encoding is None:
            continue
        pairs = vietnamese.aligned(before, encoding, in_its_font=True)
        after = "".join(letter for _, letter in pairs)
        if before != after:
            label.set(f"{W}val", after)
            yield ConvertedRun(name, None, font, encoding, before, after)


def _named_font(fonts: Any | None) -> str:
    attributes: Mapping[str, str] = {} if fonts is None else fonts.attrib
    return attributes.get(f"{W}hAnsi") or attributes.get(f"{W}ascii") or ""


def _old_signs(root: Any) -> int:
    return sum(
        vietnamese.encoding_of_font(sign.get(f"{W}font", "")) is not None
        for sign in root.iter(f"{W}sym")
    )


def _rename_fonts(root: Any) -> bool:
    """Name Times New Roman wherever an old font is named; whether there was one."""
    renamed = False
    for element in root.iter(f"{W}rFonts", f"{A}latin"):
        for name in _FONT_NAMES:
            if vietnamese.encoding_of_font(element.get(name, "")) is not None:
                element.set(name, FONT)
                renamed = True
    return renamed
