"""A document before and after is compared: no letter differs but those of the listed runs, and these are what the table says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from service.conformance.converting.old_letters import ConvertedRun
from service.conformance.fixing.edited_package import parsed
from service.docx.standard import FONT
from service.docx.word_namespace import W
from service.errors import MendedTooMuch
from service.language import vietnamese
from service.language.vietnamese import Legacy

_TEXTS: Final = frozenset({f"{W}t", f"{W}delText"})
_LABEL: Final = f"{W}lvlText"
_BREAK: Final = "\n"


def prove(
    before: Mapping[str, bytes], after: Mapping[str, bytes], runs: Iterable[ConvertedRun]
) -> None:
    """Raises MendedTooMuch, which names a part and a kind of element, never a text."""
    listed: dict[str, list[ConvertedRun]] = defaultdict(list)
    for run in runs:
        listed[run.part].append(run)
    for name, content in before.items():
        if after[name] != content:
            _same(name, parsed(content), parsed(after[name]), listed.pop(name, []))
    for name in (*listed, *(set(after) ^ set(before))):
        raise MendedTooMuch(name, "part")


def _same(name: str, old: Any, new: Any, listed: list[ConvertedRun]) -> None:
    """Every element of a part is as it was; texts and labels that differ are listed, in their order."""
    texts = iter([run for run in listed if run.paragraph is not None])
    labels = iter([run for run in listed if run.paragraph is None])
    olds, news = list(old.iter()), list(new.iter())
    if len(olds) != len(news):
        raise MendedTooMuch(name, "elements")
    converted: list[tuple[Any, ConvertedRun]] = []
    for one, other in zip(olds, news, strict=True):
        if one.tag != other.tag or (one.tail or "") != (other.tail or ""):
            raise MendedTooMuch(name, "elements")
        was, now = one.text or "", other.text or ""
        if was != now:
            run = next(texts, None) if one.tag in _TEXTS else None
            if run is None or (run.before, run.after) != (was, now):
                raise MendedTooMuch(name, "t")
            converted.append((one, run))
        if one.attrib != other.attrib:
            _same_attributes(name, one, other, labels)
    if next(texts, None) is not None or next(labels, None) is not None:
        raise MendedTooMuch(name, "list")
    for before, after, encoding in _read_together(converted):
        if not vietnamese.is_image(before, after, encoding):
            raise MendedTooMuch(name, "t")


def _same_attributes(name: str, old: Any, new: Any, labels: Iterator[ConvertedRun]) -> None:
    """What may differ: the name of an old font, and the label of a list."""
    for key in {**old.attrib, **new.attrib}:
        was, now = old.get(key), new.get(key)
        if was == now:
            continue
        if old.tag == _LABEL:
            run = next(labels, None)
            if (
                run is None
                or (run.before, run.after) != (was, now)
                or not vietnamese.is_image(was, now, run.encoding)
            ):
                raise MendedTooMuch(name, "lvlText")
        elif now != FONT or vietnamese.encoding_of_font(was or "") is None:
            raise MendedTooMuch(name, "rFonts")


def _read_together(
    converted: list[tuple[Any, ConvertedRun]],
) -> Iterator[tuple[str, str, Legacy]]:
    """Texts that follow on each other in one encoding, joined: a letter may begin in one and end in the next."""
    before = after = ""
    last: tuple[Any, ConvertedRun] | None = None
    for element, run in converted:
        gap = "" if last is None else _gap(last[0], element)
        if last is not None and (gap is None or last[1].encoding != run.encoding):
            yield before, after, last[1].encoding
            before = after = gap = ""
        before += (gap or "") + run.before
        after += (gap or "") + run.after
        last = element, run
    if last is not None:
        yield before, after, last[1].encoding


def _gap(one: Any, other: Any) -> str | None:
    """What parts two texts: nothing, a break, or (None) another paragraph or a text that is not converted."""
    if one.getparent() is other.getparent():
        return _BREAK
    paragraphs = {next(text.iterancestors(f"{W}p"), None) for text in (one, other)}
    if len(paragraphs) > 1:
        return None
    between = other.getprevious()
    is_first = between is None or between.tag == f"{W}rPr"
    return "" if is_first and one.getnext() is None else _BREAK
