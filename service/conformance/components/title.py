"""The title (ô 5a) and the addressees (ô 9a): where it stands, how many lines belong to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from service.conformance.components import annexes, words
from service.conformance.components.lines import Piece, SeenLine, component
from service.conformance.components.rules_below import RuleFinder
from service.conformance.findings import Component

#: The title stands among so many first paragraphs, blank ones counted.
_MOST_LINES: Final = 60
_MOST_SUBJECT_LINES, _LONGEST_SUBJECT = 7, 500
_CERTAINLY_TITLE: Final = 0.8
#: A title whose name is still to be filled in is told and not judged.
_UNNAMED: Final = 0.5
_MOST_ADDRESSEES: Final = 40
_NUMBERED: Final = frozenset({"part", "chapter", "roman", "article", "number", "letter"})


@dataclass(slots=True)
class Title:
    """What was read from the title on: ``end`` is the place of the line behind it."""

    end: int
    name: str = ""
    certainty: float = 0.0
    components: list[Component] = field(default_factory=list)


def place_of_title(lines: list[SeenLine]) -> int | None:
    """Where the name of a type stands alone, or at the head of a line in capitals."""
    best: tuple[float, int] | None = None
    for place, line in enumerate(lines[:_MOST_LINES]):
        certainty = _certainty(line)
        if certainty and (best is None or certainty > best[0]):
            best = (certainty, place)
        # What is annexed on the first pages has a title, too.
        if best is not None and best[0] >= _CERTAINLY_TITLE:
            break
    return None if best is None else best[1]


def _certainty(line: SeenLine) -> float:
    """How certainly a line is the title: in capitals, alone, centred or bold."""
    if not line.text or len(line.text) > _LONGEST_SUBJECT or line.paragraph.label:
        return 0.0
    first = line.first_line
    if words.UNNAMED_TITLE.fullmatch(first):
        return _UNNAMED
    found = words.type_name(first)
    if found is None:
        return 0.0
    _, rest = found
    stands_out = line.is_centred or line.is_bold or line.paragraph.table is not None
    if first.isupper():
        # "QUYẾT ĐỊNH:" above the articles is no title where another line may be one.
        certainty = 0.65 if first.endswith(":") else 0.95
        return certainty if not rest else 0.85 if stands_out else 0.0
    if rest:
        return 0.0
    return 0.8 if stands_out else 0.6 if line.paragraph.text[:1].isspace() else 0.0


def read(lines: list[SeenLine], place: int, finder: RuleFinder) -> Title:
    """The name of the type, the subject and the rule below it, "Kính gửi"."""
    line = lines[place]
    first, _, below = line.shown.strip().partition("\n")
    name, rest = words.type_name(first) or ("", "")
    title = Title(place + 1, name, _certainty(line))
    subject: list[Piece] | list[SeenLine] = []
    if (rest or below.strip()) and line.has_own_letters:
        cut = len(line.paragraph.text) - len(line.paragraph.text.lstrip())
        cut += len(first) if not rest else _behind_name(first, name)
        title.components.append(component("type_name", [_piece(line, 0, cut)], title.certainty))
        subject = [_piece(line, cut, len(line.paragraph.text))]
    else:
        title.components.append(component("type_name", [line], title.certainty))
    _subject(title, lines, subject, finder)
    return title


def _behind_name(first: str, name: str) -> int:
    """How many letters of a line its type's name takes."""
    length, wanted = 0, len(name.split())
    for word in first.split()[:wanted]:
        length = first.index(word, length) + len(word)
    return length


def _piece(line: SeenLine, start: int, end: int) -> Piece:
    text = " ".join(line.shown[start:end].split())
    return Piece(line, start, end, text, ("tabs", 0, 0))


def _subject(
    title: Title, lines: list[SeenLine], begun: list[Piece] | list[SeenLine], finder: RuleFinder
) -> None:
    found: list[Piece | SeenLine] = list(begun)
    place = title.end
    last_place = title.end - 1
    while place < len(lines) and len(found) < _MOST_SUBJECT_LINES:
        line = lines[place]
        if not found and words.DATED.fullmatch(line.text):
            # Place and date that stand below the title instead of above it.
            title.components.append(component("place_date", [line], 0.9))
            last_place = place
            place += 1
            continue
        if line.is_blank or line.paragraph.in_text_box:
            if found or line.paragraph.look.ruled_below or place - title.end > 2:
                break
            place += 1
            continue
        if not found and title.name in words.DECIDING and _is_authority(lines, place):
            break
        if not _goes_on(
            line, lines[title.end - 1], first=not found, decides=title.name in words.DECIDING
        ):
            break
        found.append(line)
        last_place = place
        place += 1
    title.end = max(title.end, last_place + 1)
    if found:
        certainty = 0.9 if not begun or len(found) > 1 else 0.7
        title.components.append(component("subject", found, certainty))
    last = found[-1] if found else lines[title.end - 1]
    reference, end = annexes.reference_lines(lines, title.end)
    if reference:
        # A quy chế in a file of its own says what it goes with, and has the rule below that.
        title.components.append(component("annex_reference", reference, 0.9))
        title.end, last = end, reference[-1]
    rule = finder.below(last)
    if rule is not None:
        title.components.append(component("subject_rule", [rule[0]], rule[1]))
        title.end = max(title.end, finder.place_of(rule[0]) + 1)


def _goes_on(line: SeenLine, name: SeenLine, *, first: bool, decides: bool) -> bool:
    if (
        line.is_typed_rule
        or len(line.text) > _LONGEST_SUBJECT
        or line.paragraph.table != name.paragraph.table
    ):
        return False
    if line.begins_with("kinh gui ", "can cu ") or words.ACCOMPANIES.match(line.text):
        return False
    if first and words.ABOUT.match(line.text):
        return True
    if line.label.kind in _NUMBERED or (decides and not first and line.is_capitals):
        return False
    ends = line.ends_sentence and not line.is_bold and not line.is_placeholder
    if line.paragraph.text[:1] == "\t" or ends:
        return False
    return (
        line.is_centred or (first and line.is_bold) or (not first and line.is_bold and name.is_bold)
    )


def _is_authority(lines: list[SeenLine], place: int) -> bool:
    """Whether a line says who decides ("GIÁM ĐỐC SỞ …"): in capitals, with the bases right below it."""
    below = next((line for line in lines[place + 1 : place + 4] if not line.is_blank), None)
    return lines[place].is_capitals and below is not None and below.begins_with(*words.BASIS_WORDS)


# --- addressees -----------------------------------------------------------------------------------


def addressees(lines: list[SeenLine], start: int) -> tuple[list[Component], int]:
    """ "Kính gửi" and those it names, and the place behind them; nothing where it does not come next."""
    place = start
    while place < len(lines) and (lines[place].is_blank or lines[place].is_typed_rule):
        place += 1
    if place >= len(lines) or not words.ADDRESSED.match(lines[place].text):
        return [], start
    head = lines[place]
    found = [component("addressees", [head], 0.95)]
    end = place + 1
    for number, line in enumerate(lines[place + 1 : place + 1 + _MOST_ADDRESSEES], place + 1):
        inside = head.paragraph.table is not None and line.paragraph.table == head.paragraph.table
        if line.is_blank:
            continue
        if not inside and line.label.kind not in ("dash", "bullet", "plus"):
            break
        found.append(component("addressee", [line], 0.9))
        end = number + 1
    return found, end
