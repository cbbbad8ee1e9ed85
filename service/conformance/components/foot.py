"""The foot (ô 7, 9b, 12): "Nơi nhận" and who signs, in a table, with tabs, or one below the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from service.conformance.components import words
from service.conformance.components.lines import (
    CENTRED,
    LEFT,
    Column,
    Piece,
    SeenLine,
    component,
    pieces,
)
from service.conformance.findings import Component
from service.conformance.word_document import Table
from service.importing.word import signature
from service.language import name_words, vietnamese

_MOST_LINES: Final = 80
_LONGEST_TITLE, _LONGEST_HEADING, _LONGEST_RECIPIENT = 120, 60, 400
_CAPACITIES: Final = ("tm ", "kt ", "tl ", "tuq ", "q ", "t m ", "k t ", "t l ")
#: Who signs minutes.
_ROLES: Final = frozenset(
    {
        "thu ky",
        "nguoi ghi bien ban",
        "nguoi lap bien ban",
        "chu toa",
        "chu tri",
        "nguoi viet bien ban",
    }
)
#: The lines of a signature with the gap for the pen.
_MOST_SIGNING: Final = 14
_BEFORE_NAME: Final = re.compile(
    r"(?:(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|uý|úy)|Ông|Bà|Đồng chí|Đ/c)[:.]?\s+(?=\S+\s)",
    re.IGNORECASE,
)
_MEMBERS: Final = re.compile(r"(?:cac )?(?:thanh vien|dai bieu|nhung nguoi) (?:du|tham)\b")
_OF_MEMBERS: Final = 0.5
#: The last line of the recipients.
_ARCHIVE: Final = re.compile(r"[-–—+*•]?\s*Lưu\s*:?\s*(?:VT|Văn thư|HS)\b", re.IGNORECASE)
_SIGNS_OF_LIST: Final = "-–—+•*"
_SIGNED: Final = frozenset({"signer_position", "other_position", "signer_name"})


@dataclass(slots=True)
class Foot:
    """What the foot holds."""

    components: list[Component] = field(default_factory=list)
    unknown: list[SeenLine] = field(default_factory=list)


def place_of_foot(lines: Sequence[SeenLine], start: int, end: int, tables: Sequence[Table]) -> int:
    """Where the foot begins between two places; ``end`` where there is none."""
    place = next((at for at in range(start, end) if _is_heading(lines[at])), None)
    if place is None:
        place = _place_of_signature(lines, start, end)
    if place is None:
        return end
    return _with_signatures_above(lines, start, _begin_of_table(lines, place, start), tables)


def _is_heading(line: SeenLine) -> bool:
    """ "Nơi nhận:" at the head of a short line, alone or before a signature's first line."""
    found = words.RECIPIENTS.match(line.text)
    if found is None or len(line.text) > _LONGEST_TITLE:
        return False
    rest = line.text[found.end() :]
    return (
        not rest
        or rest[0] in "-–"
        or is_title(rest)
        or (":" in found[0] and len(rest) <= _LONGEST_HEADING)
    )


def _begin_of_table(lines: Sequence[SeenLine], place: int, start: int) -> int:
    table = lines[place].paragraph.table
    while table is not None and place > start and lines[place - 1].paragraph.table == table:
        place -= 1
    return place


def _place_of_signature(lines: Sequence[SeenLine], start: int, end: int) -> int | None:
    """The line above a name at the end, where nobody is told to get the document."""
    place = None
    has_name = False
    for at in range(end - 1, max(start, end - _MOST_SIGNING * 2) - 1, -1):
        parts = pieces([lines[at]])
        if not parts or all(signature.is_seal(part.text) or part.is_rule for part in parts):
            continue
        if any(is_title(part.text) for part in parts):
            place = at if has_name else place
        elif not (has_name and place is None and all(part.text.isupper() for part in parts)):
            if lines[at].label.kind or not all(signature.is_name(part.text) for part in parts):
                break
            has_name = True
    return place


def _with_signatures_above(
    lines: Sequence[SeenLine], start: int, place: int, tables: Sequence[Table]
) -> int:
    """Further back to signatures above "Nơi nhận": a table without lines, or titles and names."""
    found = place
    at = place - 1
    while at >= start and place - at <= _MOST_SIGNING * 2:
        line = lines[at]
        table = line.paragraph.table
        if table is not None:
            if tables[table].bordered:
                break
            first = _begin_of_table(lines, at, start)
            inside = pieces(list(lines[first : at + 1]))
            if not any(is_title(piece.text) for piece in inside):
                break
            found, at = first, first - 1
            continue
        parts = pieces([line])
        if parts and all(
            is_title(p.text) or signature.is_name(p.text) or signature.is_seal(p.text)
            for p in parts
        ):
            if any(is_title(p.text) for p in parts):
                found = at
        elif not line.is_blank:
            break
        at -= 1
    return found


def is_title(text: str) -> bool:
    """A line above a signature: a capacity, a position or a role, in capitals or as it is said."""
    if text.isupper():
        text = text.rstrip(" .,")
    folded = vietnamese.fold_words(text)
    if not text or len(text) > _LONGEST_TITLE or text.endswith((":", ";")) or text[:1] in "-–+":
        return False
    if folded in _ROLES or any(folded.startswith(f"{role} ") and text.isupper() for role in _ROLES):
        return True
    if text.isupper():
        return (
            folded.startswith(_CAPACITIES)
            or words.CAPACITY_IN_WORDS.match(text) is not None
            or name_words.is_position(text)
            or folded in ("thu truong", "bo truong")
        )
    starts = text[:4].upper().startswith(("TM.", "KT.", "TL.", "TUQ", "Q."))
    return starts or (
        name_words.is_position(text) and len(text.split()) <= 5 and text[-1] not in ".,"
    )


# --- reading --------------------------------------------------------------------------------------


def read(lines: Sequence[SeenLine]) -> Foot:
    """The components among the lines of a foot, column by column."""
    foot = Foot()
    columns: dict[Column, list[Piece]] = {}
    for piece in pieces(list(lines)):
        column = piece.column
        if column == CENTRED and words.RECIPIENTS.match(piece.text):
            # A heading that is wrongly in the middle heads what stands to the left.
            column = LEFT
        columns.setdefault(column, []).append(piece)
    headed = any(
        words.RECIPIENTS.match(piece.text) for found in columns.values() for piece in found
    )
    for found in columns.values():
        _column(foot, found, listed=not headed and any(map(_is_archive, found)))
    foot.components = _weighed(foot.components, lines)
    foot.components.sort(key=lambda one: one.paragraphs)
    return foot


def _weighed(components: list[Component], lines: Sequence[SeenLine]) -> list[Component]:
    """What the members of a meeting sign below the minutes has no clause: it is told and not judged."""
    tables = {line.paragraph.table for line in lines if _MEMBERS.match(line.folded)} - {None}
    signed = {line.at for line in lines if line.paragraph.table in tables}
    return [
        replace(one, certainty=_OF_MEMBERS)
        if one.kind in _SIGNED and signed.intersection(one.paragraphs)
        else one
        for one in components
    ]


def _is_archive(piece: Piece) -> bool:
    return _ARCHIVE.match(piece.text) is not None


def _column(foot: Foot, column: list[Piece], *, listed: bool) -> None:
    """``listed``: recipients stand in it without the words above them."""
    waiting: list[Piece] = []
    in_recipients = False
    for piece in column:
        in_recipients = in_recipients or (listed and piece.text[:1] in _SIGNS_OF_LIST)
        heading = words.RECIPIENTS.match(piece.text)
        if heading is not None and len(piece.text) <= _LONGEST_TITLE:
            _signatures(foot, waiting)
            waiting, in_recipients = [], True
            foot.components.append(component("recipients", [piece], 0.95))
        elif in_recipients and not _ends_recipients(piece):
            _recipient(foot, piece)
        else:
            in_recipients = False
            waiting.append(piece)
    _signatures(foot, waiting)


def _ends_recipients(piece: Piece) -> bool:
    """Whether a signature begins below the recipients in the same column: "Lãnh đạo Sở" in small letters gets the document."""
    dashed = piece.text[:1] in _SIGNS_OF_LIST or bool(piece.line.paragraph.label)
    return not dashed and is_title(piece.text) and piece.text[:2].isupper()


def _recipient(foot: Foot, piece: Piece) -> None:
    if piece.is_rule or len(piece.text) > _LONGEST_RECIPIENT:
        foot.unknown.append(piece.line)
        return
    drafter = words.DRAFTER.search(piece.text)
    if drafter is not None:
        start = piece.line.paragraph.text.rfind(drafter[0], piece.start, piece.end)
        if start > piece.start and piece.line.paragraph.text[piece.start : start].strip():
            foot.components.append(component("recipient", [_cut(piece, piece.start, start)], 0.9))
            piece = _cut(piece, start, piece.end)
        foot.components.append(component("drafter", [piece], 0.9))
        return
    foot.components.append(component("recipient", [piece], 0.9))


def _cut(piece: Piece, start: int, end: int) -> Piece:
    text = piece.line.paragraph.text[start:end]
    behind = start + len(text.rstrip())
    return Piece(piece.line, start, behind, " ".join(text.split()), piece.column)


# --- signatures -----------------------------------------------------------------------------------


def _signatures(foot: Foot, column: list[Piece]) -> None:
    """The signatures of one column, one below the other: titles, perhaps another title, a name."""
    block: list[Piece] = []
    for number, piece in enumerate(column):
        if piece.is_rule or signature.is_seal(piece.text):
            continue
        block.append(piece)
        further = column[number + 1 : number + 2]
        if _is_name(piece, block) and not (further and _is_name(further[0], [*block, further[0]])):
            _signature(foot, block)
            block = []
    if any(is_title(piece.text) for piece in block):
        _titles(foot, [piece for piece in block if is_title(piece.text)])
    else:
        # A name in the foot that nothing stands above.
        alone = [piece for piece in block if len(block) == 1 and is_name(piece.text)]
        foot.components += [component("signer_name", [piece], 0.7) for piece in alone]
        foot.unknown += [piece.line for piece in block if not alone]


def _is_name(piece: Piece, block: list[Piece]) -> bool:
    return len(block) > 1 and is_name(piece.text) and not is_title(piece.text)


def is_name(text: str) -> bool:
    """A person's name, also with a rank or a form of address before it, or a mark behind it; "Họ và tên" where it is to come."""
    bare = _BEFORE_NAME.sub("", text).rstrip(" .,;:")
    if words.CAPACITY_IN_WORDS.match(text) or words.UNNAMED_TITLE.fullmatch(text):
        return False
    return signature.is_name(bare) or vietnamese.fold_words(bare) == words.UNNAMED


def _signature(foot: Foot, block: list[Piece]) -> None:
    *titles, name = block
    _titles(foot, titles)
    foot.components.append(component("signer_name", [name], 0.9))


def _titles(foot: Foot, titles: list[Piece]) -> None:
    """The titles above the gap for the pen are those of ô 7a, one right above the name that of ô 7b."""
    if not titles:
        return
    split = len(titles)
    for number in range(1, len(titles)):
        if _stands_apart(titles[number - 1], titles[number]):
            split = number
            break
    certain = any(is_title(piece.text) for piece in titles[:split])
    foot.components.append(component("signer_position", titles[:split], 0.9 if certain else 0.5))
    if titles[split:]:
        foot.components.append(component("other_position", titles[split:], 0.8))


def _stands_apart(above: Piece, below: Piece) -> bool:
    """Whether the gap for the pen lies between two lines."""
    if below.line.paragraph.look.before_pt >= 30:
        return True
    one, other = above.line.paragraph, below.line.paragraph
    if one.table is None or one.table != other.table or one.row == other.row:
        return below.line.at - above.line.at > 2
    # Between two rows stand the lines of the other column, too: what counts are empty rows, and empty lines in the cell.
    above_it = sum(1 for _ in other.element.itersiblings(other.element.tag, preceding=True))
    return (other.row or 0) - (one.row or 0) > 1 or above_it > 0
