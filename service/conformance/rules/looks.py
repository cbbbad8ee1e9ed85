"""The look of one component becomes rules: size, weight, slant, case and alignment, from ``standard``'s row for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from service.conformance.changes import Change
from service.conformance.findings import Severity
from service.conformance.rules.body_size import text_size
from service.conformance.rules.prose import letters_of_a_line
from service.conformance.rules.rule import Judged, Rule, Said
from service.conformance.rules.spots import Spot, is_capitals, letters_in, most_used_size, of_kind
from service.conformance.rules.wording import point_range, points
from service.conformance.word_document import Run
from service.docx.standard import COMPONENTS, FURTHER_COMPONENTS, Align, Component

#: Word keeps half points; a size read from a theme or style may be off by less.
_SLACK_PT: Final = 0.01
#: Up to this share of the letters may look otherwise: a raised figure of a note, a stray mark.
_STRAY: Final = 0.05
#: Farther than this out of the middle is seen.
_OUT_OF_MIDDLE_MM: Final = 2.5

#: What is centred in its half of the letterhead, not on the page.
_IN_A_COLUMN: Final = frozenset({"parent_organ", "organ", "number", "place_date"})
#: What stands in the right half of the page.
_RIGHT_HALF: Final = frozenset(
    {"national_name", "motto", "signer_position", "other_position", "signer_name"}
)
#: What is indented so far stands to the right.
_RIGHT_MM: Final = 50.0
_ALIGNED: Final[dict[Align, str]] = {
    "left": "canh trái",
    "center": "canh giữa",
    "right": "canh phải",
    "both": "canh đều hai lề",
}


@dataclass(frozen=True, slots=True)
class Look:
    """What a kind of component must look like. ``None`` leaves a property unjudged; ``case`` True is in hoa, False in thường."""

    kinds: tuple[str, ...]
    slug: str
    name: str
    like: Component
    bold: bool | None = None
    italic: bool | None = None
    case: bool | None = None
    align: Align | None = None
    #: Its letters grow and shrink with the text: a size out of range becomes the text's.
    as_text: bool = False
    #: Which of its paragraphs are judged at all, by property; every one where nothing is said.
    judged_where: tuple[tuple[str, Callable[[Judged, Spot], bool]], ...] = ()
    #: What a rule may say at most, by property ("size", "bold", "italic", "capitals", "case", "align").
    milder: tuple[tuple[str, Severity], ...] = ()

    def severity(self, what: str) -> Severity:
        return dict(self.milder).get(what, "error")


def looks_of(
    kinds: str | Sequence[str],
    style: str,
    name: str,
    *,
    slug: str = "",
    case: bool | None = None,
    align: bool = True,
    bold: bool = True,
    as_text: bool = False,
    milder: dict[str, Severity] | None = None,
    judged_where: dict[str, Callable[[Judged, Spot], bool]] | None = None,
) -> tuple[Rule, ...]:
    """The rules of one component by its style in ``standard``; ``align`` and ``bold`` say whether they are judged."""
    like = COMPONENTS.get(style) or FURTHER_COMPONENTS[style]
    every = (kinds,) if isinstance(kinds, str) else tuple(kinds)
    look = Look(
        every,
        slug or every[0].replace("_", "-"),
        name,
        like,
        bold=like.bold if bold else None,
        italic=like.italic,
        case=True if like.capitals else case,
        align=like.align if align else None,
        as_text=as_text,
        milder=tuple((milder or {}).items()),
        judged_where=tuple((judged_where or {}).items()),
    )
    return tuple(_rules(look))


def _rules(look: Look) -> Iterator[Rule]:
    yield _rule(
        look,
        "size",
        f"Cỡ chữ của {look.name}",
        f"cỡ chữ {point_range(look.like.size_range_pt)}",
        _size,
    )
    if look.bold is not None:
        yield _rule(look, "bold", f"Chữ đậm của {look.name}", _weight_of(look.bold), _weight)
    if look.italic is not None:
        yield _rule(look, "italic", f"Kiểu chữ của {look.name}", _slant_of(look.italic), _slant)
    if look.case is not None:
        what = "capitals" if look.case else "case"
        yield _rule(look, what, f"In hoa, in thường của {look.name}", _case_of(look.case), _case)
    if look.align is not None:
        yield _rule(look, "align", f"Vị trí ngang của {look.name}", _ALIGNED[look.align], _align)


def _rule(
    look: Look,
    what: str,
    title: str,
    wanted: str,
    say: Callable[[Judged, Look, Spot], Iterable[Said]],
) -> Rule:
    is_judged = dict(look.judged_where).get(what)

    def judge(judged: Judged) -> Iterator[Said]:
        for spot in of_kind(judged, *look.kinds):
            if is_judged is None or is_judged(judged, spot):
                yield from say(judged, look, spot)

    clause = re.sub(r"Phần I, (?=[IV])", "Phần I, mục ", look.like.clause)
    manual = f"{look.name[:1].upper()}{look.name[1:]} trình bày {wanted}."
    return Rule(f"{look.slug}-{what}", clause, look.severity(what), title, manual, judge)


def _size(judged: Judged, look: Look, spot: Spot) -> Iterator[Said]:
    low, high = look.like.size_range_pt

    def wrong(run: Run) -> bool:
        return not low - _SLACK_PT <= run.look.size_pt <= high + _SLACK_PT

    if spot.share(wrong) <= _STRAY:
        return
    size = most_used_size(run for _, run in spot.runs if wrong(run))
    fit = text_size(judged) if look.as_text else min(max(size, low), high)
    measured, wanted = points(size), point_range(look.like.size_range_pt)
    yield Said(
        spot.where,
        measured,
        wanted,
        f"Cỡ chữ của {look.name} là {measured}; phải là {wanted}.",
        tuple(spot.changes("size_pt", fit, wrong)),
    )


def _weight_of(bold: bool) -> str:
    return "chữ đậm" if bold else "chữ không đậm"


def _weight(_judged: Judged, look: Look, spot: Spot) -> Iterator[Said]:
    bold = bool(look.bold)

    def wrong(run: Run) -> bool:
        return run.look.bold != bold

    if spot.share(wrong) > (_STRAY if bold else 0.5):
        yield Said(
            spot.where,
            _weight_of(not bold),
            _weight_of(bold),
            f"{_named(look)} để {_weight_of(not bold)}; phải là {_weight_of(bold)}.",
            tuple(spot.changes("bold", bold, wrong)),
        )


def _slant_of(italic: bool) -> str:
    return "chữ nghiêng" if italic else "chữ đứng"


def _slant(_judged: Judged, look: Look, spot: Spot) -> Iterator[Said]:
    italic = bool(look.italic)

    def wrong(run: Run) -> bool:
        return run.look.italic != italic

    if spot.share(wrong) > (_STRAY if italic else 0.5):
        yield Said(
            spot.where,
            _slant_of(not italic),
            _slant_of(italic),
            f"{_named(look)} để {_slant_of(not italic)}; phải là {_slant_of(italic)}.",
            tuple(spot.changes("italic", italic, wrong)),
        )


def _case_of(capitals: bool) -> str:
    return "chữ in hoa" if capitals else "chữ in thường"


def _case(_judged: Judged, look: Look, spot: Spot) -> Iterator[Said]:
    if look.case:
        yield from _not_in_capitals(look, spot)
    elif spot.share(is_capitals) > 0.95 and letters_in(spot.text) > 3:
        # Letters that are only shown as capitals can be shown as typed; typed ones are the writer's to change.
        shown = all(run.look.capitals for _, run in spot.runs)
        changes = tuple(spot.changes("capitals", False, lambda _: True)) if shown else ()
        yield Said(
            spot.where,
            "chữ in hoa",
            "chữ in thường",
            f"{_named(look)} viết toàn chữ in hoa; phải là chữ in thường.",
            changes,
        )


def _not_in_capitals(look: Look, spot: Spot) -> Iterator[Said]:
    def wrong(run: Run) -> bool:
        return not is_capitals(run) and any(letter.isalpha() for letter in run.text)

    if spot.share(wrong) > _STRAY:
        yield Said(
            spot.where,
            "chữ in thường",
            "chữ in hoa",
            f"{_named(look)} để chữ in thường; phải là chữ in hoa.",
            tuple(spot.changes("capitals", True, wrong)),
        )


def _align(judged: Judged, look: Look, spot: Spot) -> Iterator[Said]:
    if look.align is None or not is_set_alone(spot) or _has_no_column(spot, look):
        return
    wanted = _ALIGNED[look.align]
    if {spot.paragraph.look.align, look.align} == {"left", "both"} and _fills_no_line(judged, spot):
        return
    if spot.paragraph.look.align != look.align:
        measured = _ALIGNED[spot.paragraph.look.align]
    elif look.align == "center" and abs(_out_of_middle(spot)) > _OUT_OF_MIDDLE_MM:
        measured = "lệch khỏi giữa vì thụt lề"
    elif look.align == "both" and spot.paragraph.look.right_to_left:
        measured = "viết từ phải sang trái"
    else:
        return
    yield Said(
        spot.where,
        measured,
        wanted,
        f"{_named(look)} đang {measured}; phải {wanted}.",
        tuple(_aligned(spot, look.align)),
    )


def _fills_no_line(judged: Judged, spot: Spot) -> bool:
    """Whether its words fill no line: then it stands to the left, justified or not."""
    return spot.letters < letters_of_a_line(judged, spot)


def _has_no_column(spot: Spot, look: Look) -> bool:
    """Whether nothing says in the middle of what it would stand, so that to centre it on the whole page would be no better.

    A line of the letterhead below Quốc hiệu instead of beside it, of which ``letterhead-one-row`` speaks; Quốc hiệu or a signature
    that is set to the right without a table.
    """
    paragraph = spot.paragraph
    if paragraph.table is not None or paragraph.in_text_box:
        return False
    lines = paragraph.look
    stands_right = lines.align == "right" or lines.left_mm >= _RIGHT_MM
    return not _IN_A_COLUMN.isdisjoint(look.kinds) or (
        stands_right and not _RIGHT_HALF.isdisjoint(look.kinds)
    )


def is_set_alone(spot: Spot) -> bool:
    """Whether the paragraph's alignment is the component's: it stands alone in it, and neither tabs nor blanks place it."""
    text = spot.paragraph.text
    return spot.has_own_lines and "\t" not in text.strip("\t") and text[:3].strip() != ""


def _out_of_middle(spot: Spot) -> float:
    look = spot.paragraph.look
    first = -look.first_line_mm if look.right_to_left else look.first_line_mm
    return (look.left_mm + first - look.right_mm) / 2


def _aligned(spot: Spot, align: Align) -> Iterator[Change]:
    look = spot.paragraph.look
    if look.align != align:
        yield spot.shape("align", align)
    if look.right_to_left:
        yield spot.shape("right_to_left", value=False)
    if align == "center":
        for name in ("first_line_mm", "left_mm", "right_mm"):
            if abs(_out_of_middle(spot)) > 0.2 and getattr(look, name):
                yield spot.shape(name, 0.0)


def _named(look: Look) -> str:
    return look.name[:1].upper() + look.name[1:]
