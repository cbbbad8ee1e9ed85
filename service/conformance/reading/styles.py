"""What document defaults, table styles, paragraph styles, lists, character styles and direct formatting say together.

The order is that of ISO 29500-1, 17.7.2, with two habits of Word: the indents of a list that a paragraph names itself
go before those of its style, and a list that a style names goes behind the style's own indents.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from service.conformance.reading.declared import TOGGLES, Declarations, Declared
from service.conformance.reading.measures import in_millimetres, integer
from service.conformance.word_document import LabelLook, ParagraphLook, RunLook
from service.docx.list_numbering import Numbering
from service.docx.word_namespace import W

#: Word stops at eleven; a chain that is longer, or a ring, ends here.
_LONGEST_CHAIN: Final = 20
_IN_LETTERS: Final = ("left_letters", "right_letters", "first_line_letters")
_RUN_NAMES: Final = frozenset(RunLook.__dataclass_fields__)
_PARAGRAPH_NAMES: Final = frozenset(ParagraphLook.__dataclass_fields__)
#: What Word takes for "auto" before and after a paragraph.
AUTOMATIC_GAP_PT: Final = 14.0


@dataclass(frozen=True, slots=True)
class Style:
    """A style with all that it is based on."""

    paragraph: Declared = field(default_factory=dict)
    run: Declared = field(default_factory=dict)


_NO_STYLE: Final = Style()


class Styles:
    """The styles of one document, and the looks that come of them. Equal looks are one object."""

    def __init__(self, root: Any | None, declarations: Declarations, numbering: Numbering) -> None:
        self._declarations, self._numbering = declarations, numbering
        self._nodes: dict[str, Any] = {}
        self._known: dict[str, Style] = {}
        self._runs: dict[tuple[Any, ...], RunLook] = {}
        self._lines: dict[tuple[Any, ...], ParagraphLook] = {}
        self.default_paragraph, self.default_table = "", ""
        self.names: dict[str, str] = {}
        for node in () if root is None else root.findall(f"{W}style"):
            self._add(node)
        self._default_run, self._default_lines = self._defaults(root)
        self._normal_pt = self.letters(None, {}).get("size_pt", RunLook().size_pt)

    def _add(self, node: Any) -> None:
        key = node.get(f"{W}styleId", "")
        self._nodes[key] = node
        name = node.find(f"{W}name")
        self.names[key] = key if name is None else name.get(f"{W}val", key)
        if node.get(f"{W}default") in ("1", "true", "on"):
            if node.get(f"{W}type") == "paragraph":
                self.default_paragraph = key
            elif node.get(f"{W}type") == "table":
                self.default_table = key

    def _defaults(self, root: Any | None) -> tuple[Declared, Declared]:
        if root is None:
            return {}, {}
        defaults = f"{W}docDefaults/{W}"
        run = root.find(f"{defaults}rPrDefault/{W}rPr")
        lines = root.find(f"{defaults}pPrDefault/{W}pPr")
        return self._declarations.of_run(run), self._declarations.of_paragraph(lines)

    @property
    def language(self) -> str | None:
        """The language of text that says nothing else."""
        found = self.letters(None, {}).get("language")
        return found if isinstance(found, str) else None

    def chain(self, key: str) -> list[Any]:
        """The elements of a style and of what it is based on, the furthest first."""
        found: list[Any] = []
        while key in self._nodes and len(found) < _LONGEST_CHAIN:
            node = self._nodes[key]
            if node in found:
                break
            found.append(node)
            based = node.find(f"{W}basedOn")
            key = "" if based is None else based.get(f"{W}val", "")
        return found[::-1]

    def style(self, key: str | None) -> Style:
        """By id; the default style of paragraphs for None or an unknown one."""
        if key is None or key not in self._nodes:
            key = self.default_paragraph
        if key not in self._known:
            self._known[key] = self._resolved(key)
        return self._known[key]

    def _resolved(self, key: str) -> Style:
        lines: Declared = {}
        letters: Declared = {}
        for node in self.chain(key):
            own = self._declarations.of_paragraph(node.find(f"{W}pPr"))
            if "list" in own:
                over(lines, self._list_indents(own["list"], self._level(own, key)))
            over(lines, own)
            letters.update(self._declarations.of_run(node.find(f"{W}rPr")))
        return Style(lines, letters)

    # --- lists ------------------------------------------------------------------------------------

    def _level(self, declared: Mapping[str, Any], style: str | None) -> int:
        level = integer(declared.get("level"))
        if level is None:
            return self._numbering.level_of_style(declared.get("list", ""), style or "")
        return level

    def _list_indents(self, key: str, level: int) -> Declared:
        element = self._level_element(key, level)
        lines = None if element is None else element.find(f"{W}pPr")
        return self._declarations.of_paragraph(lines)

    def _level_element(self, key: str, level: int) -> Any:
        """The w:lvl; None for a level that no list has, which draws no label either."""
        place = self._numbering.levels.get(key, {}).get(level)
        return None if place is None else place.element

    def label(self, declared: Declared, style: str | None) -> str:
        """What the list of a paragraph draws before it; counts it."""
        key = declared.get("list")
        if not key or key == "0":
            return ""
        return self._numbering.label(key, self._level(declared, style))

    def label_look(
        self, declared: Declared, base: tuple[str | None, int], table: Declared, mark: Declared
    ) -> LabelLook:
        """How the label of a paragraph looks: as its mark does, where the level of its list says nothing else."""
        element = self._level_element(declared["list"], self._level(declared, base[0]))
        own = self._declarations.of_run(element.find(f"{W}rPr"))
        of_style = self._character(own.get("style")).run
        return LabelLook(
            self.run_look(base, table, {**mark, **of_style, **own}),
            element,
            _RUN_NAMES & {*of_style, *own},
        )

    # --- looks ------------------------------------------------------------------------------------

    def lines(self, direct: Declared, table: Declared) -> Declared:
        """All that is declared for a paragraph with this direct formatting, in a table of this style."""
        key = direct.get("style")
        style = self.style(key)
        found = dict(self._default_lines)
        over(found, table)
        over(found, style.paragraph)
        if direct.get("list"):
            indents = self._list_indents(direct["list"], self._level(direct, key))
            over(found, indents)
        over(found, direct)
        found["style"] = key if key in self._nodes else self.default_paragraph
        return found

    def look(self, declared: Declared, size_pt: float) -> ParagraphLook:
        """The look that comes of all that is declared; ``size_pt`` is that of the paragraph's letters."""
        look = {name: declared[name] for name in declared if name in _PARAGRAPH_NAMES}
        look |= _over_lengths(declared, size_pt, self._normal_pt)
        if look.get("right_to_left"):
            look |= _turned(look)
        look["by_letters"] = any(declared.get(name) for name in _IN_LETTERS)
        stops = declared.get("tabs", {})
        standing = sorted((place, kind) for place, kind in stops.items() if kind)
        look["tab_stops_mm"] = tuple(place for place, _ in standing)
        look["tab_kinds"] = tuple(kind for _, kind in standing)
        return self._lines.setdefault(tuple(look.items()), ParagraphLook(**look))

    def letters(self, style: str | None, table: Declared) -> Declared:
        """What is declared for letters of a paragraph of this style, in a table of this style."""
        return _letters(self._default_run, table, self.style(style).run)

    def run_look(self, base: tuple[str | None, int], table: Declared, direct: Declared) -> RunLook:
        """The look of letters: ``base`` is the paragraph's style and a key of ``table``."""
        # A language never changes how letters look, but the key stays exact with it.
        cached = (base, tuple(direct.items()))
        found = self._runs.get(cached)
        if found is None:
            found = self._runs[cached] = self._run_look(base[0], table, direct)
        return found

    def _run_look(self, style: str | None, table: Declared, direct: Declared) -> RunLook:
        key = direct.get("style")
        character = self._character(key)
        letters = _letters(self._default_run, table, self.style(style).run, character.run)
        letters.update(direct)
        if "accented_font" not in letters and "font" in letters:
            # Word writes both; who writes one means both.
            letters["accented_font"] = letters["font"]
        return RunLook(**{name: letters[name] for name in letters if name in _RUN_NAMES})

    def _character(self, key: str | None) -> Style:
        if not key or key not in self._nodes:
            return _NO_STYLE
        return self.style(key)


def _over_lengths(declared: Declared, size_pt: float, normal_pt: float) -> dict[str, float]:
    """The indents that are counted in letters, and the gaps that are counted in lines or left to Word."""
    found: dict[str, float] = {}
    for name, letter_pt in (("left", normal_pt), ("right", normal_pt), ("first_line", size_pt)):
        if letters := declared.get(f"{name}_letters"):
            found[f"{name}_mm"] = in_millimetres(letters * letter_pt)
    for name in ("before", "after"):
        if gap := declared.get(f"{name}_by_lines_pt"):
            found[f"{name}_pt"] = gap
        if declared.get(f"{name}_automatic"):
            found[f"{name}_pt"] = AUTOMATIC_GAP_PT
    return found


def _turned(look: Mapping[str, Any]) -> dict[str, Any]:
    """The sides of a paragraph from right to left as they are seen (ISO 29500-4, w:jc and w:ind)."""
    align = look.get("align", "left")
    return {
        "align": {"left": "right", "right": "left"}.get(align, align),
        "left_mm": look.get("right_mm", 0.0),
        "right_mm": look.get("left_mm", 0.0),
    }


def over(found: Declared, nearer: Declared) -> None:
    """Put what is nearer to the paragraph over what was found so far; tab stops are added up."""
    stops = found.get("tabs")
    found.update(nearer)
    if stops and "tabs" in nearer:
        found["tabs"] = {**stops, **nearer["tabs"]}


def _letters(defaults: Declared, *styles: Declared) -> Declared:
    """Letters by defaults and styles, the furthest first. A switch that two kinds of styles turn on is off again."""
    found = dict(defaults)
    for style in styles:
        found.update({name: value for name, value in style.items() if name not in TOGGLES})
    for name in TOGGLES:
        on = sum(bool(style.get(name)) for style in styles) % 2 == 1
        said = any(name in style for style in styles)
        if said or name in defaults:
            found[name] = on or bool(defaults.get(name))
    return found
