"""The line under the motto, the organ's name or the subject is drawn where it is missing (mục II.1.b, II.2.b, II.5.b).

It is an object anchored to the paragraph: no character comes, no paragraph, and no line is set otherwise.
"""

from __future__ import annotations

from typing import Final

from service.conformance.changes import Change
from service.conformance.findings import Component
from service.conformance.fixing import new_objects, paragraph_setting
from service.conformance.fixing.edits_at_hand import Edited
from service.conformance.typed_halves import measured, present_middles
from service.conformance.word_document import Paragraph, RunLook
from service.docx import typography
from service.docx.standard import RULE_SHARE

#: What is ruled, and how long the line is beside its text.
_RULED: Final = {
    "organ_rule": ("organ", RULE_SHARE),
    "motto_rule": ("motto", 1.0),
    "subject_rule": ("subject", RULE_SHARE),
}
#: Height of a line of Times New Roman beside the size of its letters.
_LINE_HEIGHT: Final = 1.15
_BELOW_PT: Final = 1.0
_CLEAR_PT: Final = 4.0
_NOWHERE: Final = float("inf")
_BLANKS: Final = " \t\u00a0\n"


def draw_rule(edited: Edited, change: Change) -> None:
    """Draw the line that a change names, under the last paragraph of its component."""
    kind, share = _RULED[change.name]
    component = edited.component(kind)
    if component is None or not component.paragraphs:
        return
    at = component.paragraphs[-1]
    if any(line.paragraph == at for line in edited.document.lines):
        return
    paragraph = edited.document.paragraphs[at]
    text, before = _own_text(paragraph, component)
    look = _look(paragraph)
    lines = typography.wrap(text, edited.room_mm(paragraph), look.size_pt, look.bold, look.italic)
    widths = [_width(line.strip(_BLANKS), look) for line in lines]
    width = _length(widths, share)
    left = _left(edited, at, before, text, width)
    if left == _NOWHERE:
        return
    above = before.count("\n")
    height = (above + len(lines)) * _line_pt(paragraph, look)
    place = (paragraph.part, "p", paragraph.index)
    edited.allowed.objects.setdefault(place, set()).add(new_objects.LINE)
    root = edited.package.change(paragraph.part)
    number = new_objects.free_drawing_number(root)
    drawn = new_objects.line(number, width, left, height + _BELOW_PT)
    new_objects.put_in(paragraph.element, [drawn], edited.edits)
    if paragraph.shown.rstrip().count("\n") == above:
        _keep_clear(edited, at)


def _keep_clear(edited: Edited, at: int) -> None:
    """Have the words below begin below the line."""
    paragraph = edited.document.paragraphs[at]
    following = next(iter(edited.document.paragraphs[at + 1 : at + 2]), None)
    if following is None or not following.text.strip() or paragraph.look.after_pt >= _CLEAR_PT:
        return
    if (following.part, following.table, following.column) != (
        paragraph.part,
        paragraph.table,
        paragraph.column,
    ):
        return
    setter, names = paragraph_setting.SETTERS["after_pt"]
    edited.allowed.allow((paragraph.part, "p", paragraph.index), names)
    setter(edited.edits.of(paragraph.element, "pPr"), _CLEAR_PT, paragraph.look)


def _line_pt(paragraph: Paragraph, letters: RunLook) -> float:
    """How high one line of the paragraph is; where its height is fixed, the letters stand low in it."""
    natural = letters.size_pt * _LINE_HEIGHT
    if paragraph.look.line_rule == "multiple":
        return natural * paragraph.look.line
    return max(natural, paragraph.look.line)


def _length(widths: list[float], share: float) -> float:
    """As long as the text, or a share of its last line that is lawful for the longest one too."""
    last, longest = widths[-1], max(widths)
    if share == 1.0:
        return longest
    return max(share * last, longest / 3)


def _own_text(paragraph: Paragraph, component: Component) -> tuple[str, str]:
    """The component's words in its last paragraph, and what is typed before them: the other column's, and blanks."""
    shown = paragraph.shown
    for text in (component.text, component.text.split("\n")[-1]):
        start = shown.find(text.strip()) if text.strip() else -1
        if start >= 0:
            return text.strip(), shown[:start]
    return shown.strip(_BLANKS), ""


def _left(edited: Edited, at: int, before: str, text: str, width: float) -> float | None:
    """How far from the column's edge the line begins; None where the middle of the column is the text's.

    ``_NOWHERE`` where a text is typed beside another and nothing but a tab of Word's own says where.
    """
    paragraph = edited.document.paragraphs[at]
    above, before = before.count("\n"), before.rpartition("\n")[2]
    halves = measured(at, paragraph, edited.room_mm(paragraph))
    own_line = next((one for one in halves if one.line == above), None)
    if own_line is not None:
        typed = present_middles(own_line)
        if typed is None:
            return _NOWHERE
        return (typed.right_mm if before.strip(_BLANKS) else typed.left_mm) - width / 2
    look = paragraph.look
    is_plain = not look.left_mm and not look.right_mm and not look.first_line_mm
    if look.align == "center" and is_plain and not before.strip(_BLANKS):
        return None
    letters = _look(paragraph)
    room = edited.room_mm(paragraph)
    own = _width(text, letters)
    whole = _width(before + text, letters)
    if look.align == "center":
        start = look.left_mm + (room - look.left_mm - look.right_mm - whole) / 2 + whole - own
    elif look.align == "right":
        start = room - look.right_mm - own
    else:
        first = 0.0 if look.right_to_left else look.first_line_mm
        start = look.left_mm + first + whole - own
    return start + (own - width) / 2


def _look(paragraph: Paragraph) -> RunLook:
    """The look of the paragraph's letters: that of its longest run."""
    runs = [run for run in paragraph.runs if run.text.strip(_BLANKS)]
    return max(runs, key=lambda run: len(run.text)).look if runs else paragraph.mark


def _width(text: str, look: RunLook) -> float:
    return typography.text_width_mm(text, look.size_pt, look.bold, look.italic)
