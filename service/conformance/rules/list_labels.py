"""The numbers that Word's lists draw before paragraphs: letters that stand in no text, and look as others do (mục I.4 and II.6.đ)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple, TypeVar

from service.conformance.changes import Change, Value
from service.conformance.findings import Severity
from service.conformance.rules.letters import is_black, is_other_font, told
from service.conformance.rules.rule import Judged, Rule, Said, place, rule
from service.conformance.rules.spots import Spot, letters_in, most_used_size, of_kind
from service.conformance.rules.wording import points
from service.conformance.word_document import LabelLook, Paragraph
from service.docx.standard import FONT, TEXT_COLOUR

#: Their numbers are bold (mục II.6.đ, V.6.b); those of a clause where its title is.
_BOLD: Final = ("part", "chapter", "section", "roman_heading", "article", "titled_clause")
#: Their numbers are not, unless what follows is.
_THIN: Final = ("clause", "point")
_SLACK_PT: Final = 0.1

_Key = TypeVar("_Key", str, float)


class _Label(NamedTuple):
    """A label that is seen; ``at`` is the index of its paragraph in the document."""

    at: int
    paragraph: Paragraph
    look: LabelLook


def _labels(judged: Judged) -> Iterator[_Label]:
    for at, paragraph in enumerate(judged.document.paragraphs):
        look = paragraph.label_look
        if look is not None and paragraph.label.strip() and not look.letters.hidden:
            yield _Label(at, paragraph, look)


def _of_text(judged: Judged, *kinds: str) -> Iterator[tuple[Spot, _Label]]:
    """The labels with letters or figures of components of these kinds."""
    for spot in of_kind(judged, *kinds):
        look = spot.paragraph.label_look
        if look is not None and letters_in(spot.paragraph.label) and not look.letters.hidden:
            yield spot, _Label(spot.at, spot.paragraph, look)


def _changes(judged: Judged, wrong: Sequence[_Label], name: str, value: Value) -> Iterator[Change]:
    """At the paragraph's mark; where the level of a list says it for all its labels, there, if all of them are wrong."""
    levels: dict[int, list[_Label]] = defaultdict(list)
    for label in wrong:
        if name in label.look.of_level:
            levels[id(label.look.level)].append(label)
        else:
            before = getattr(label.look.letters, name)
            yield Change("runs", name, value, before, label.at, -1)
    every = Counter(id(label.look.level) for label in _labels(judged)) if levels else Counter()
    for key, found in levels.items():
        if len(found) == every[key]:
            first = found[0]
            yield Change("level", name, value, getattr(first.look.letters, name), first.at)


def _said(
    judged: Judged,
    wrong: Sequence[_Label],
    name: str,
    value: Value,
    words: tuple[str, str, str],
    severity: Severity | None = None,
) -> Said:
    """``words`` are what was measured, what is wanted, and how the sentence goes on behind the number of paragraphs."""
    measured, wanted, message = words
    first, *others = places = tuple(dict.fromkeys(place(label.paragraph) for label in wrong))
    changes = tuple(_changes(judged, wrong, name, value))
    return Said(
        first,
        measured,
        wanted,
        f"{told(places)} có số thứ tự tự động {message}",
        changes,
        tuple(others),
        severity,
    )


def _by(labels: Iterator[_Label], key: Callable[[_Label], _Key | None]) -> dict[_Key, list[_Label]]:
    found: dict[_Key, list[_Label]] = defaultdict(list)
    for label in labels:
        if (said := key(label)) is not None:
            found[said].append(label)
    return found


@rule("label-font", "I.4", "Phông chữ của số thứ tự tự động")
def label_font(judged: Judged) -> Iterator[Said]:
    """Số thứ tự do Word tự đánh cũng dùng phông Times New Roman, như chữ của đoạn."""

    def wrong(label: _Label) -> str | None:
        font = label.look.letters.font
        return font if letters_in(label.paragraph.label) and is_other_font(font) else None

    for font, found in _by(_labels(judged), wrong).items():
        words = (font, FONT, f"phông {font}; phải là {FONT}.")
        yield _said(judged, found, "font", FONT, words)


@rule("label-colour", "I.4", "Màu của số thứ tự tự động")
def label_colour(judged: Judged) -> Iterator[Said]:
    """Số thứ tự và gạch đầu dòng do Word tự đánh cũng màu đen, như chữ của đoạn."""

    def wrong(label: _Label) -> str | None:
        colour = label.look.letters.colour
        return None if is_black(colour) else colour

    for colour, found in _by(_labels(judged), wrong).items():
        words = (f"màu {colour}", "màu đen", f"màu {colour}; phải màu đen.")
        yield _said(judged, found, "colour", TEXT_COLOUR, words)


@rule("label-size", "II.6.đ", "Cỡ chữ của số thứ tự tự động")
def label_size(judged: Judged) -> Iterator[Said]:
    """Số thứ tự do Word tự đánh có cỡ chữ bằng cỡ chữ của lời văn sau nó."""
    found: dict[tuple[float, float], list[_Label]] = defaultdict(list)
    for spot, label in _of_text(judged, *_BOLD, *_THIN):
        size = label.look.letters.size_pt
        wanted = most_used_size(run for _, run in spot.runs)
        if abs(size - wanted) > _SLACK_PT:
            found[size, wanted].append(label)
    for (size, wanted), labels in found.items():
        message = f"cỡ chữ {points(size)}; phải là {points(wanted)} như lời văn."
        yield _said(judged, labels, "size_pt", wanted, (points(size), points(wanted), message))


@rule("label-bold", "II.6.đ", "Chữ đậm của số thứ tự tự động")
def label_bold(judged: Judged) -> Iterator[Said]:
    """Số thứ tự do Word tự đánh của mục, điều, khoản có tiêu đề là chữ đậm; của khoản không có tiêu đề và của điểm là chữ
    không đậm."""
    thin = [
        label
        for spot, label in _of_text(judged, *_BOLD)
        if not label.look.letters.bold and (spot.runs[0][1].look.bold or _is_article(label))
    ]
    if thin:
        words = ("chữ không đậm", "chữ đậm", "chữ không đậm; phải là chữ đậm.")
        yield _said(judged, thin, "bold", True, words)
    bold = [
        label
        for spot, label in _of_text(judged, *_THIN)
        if label.look.letters.bold and not spot.runs[0][1].look.bold
    ]
    if bold:
        words = ("chữ đậm", "chữ không đậm", "chữ đậm; phải là chữ không đậm.")
        yield _said(judged, bold, "bold", False, words)


def _is_article(label: _Label) -> bool:
    """Whether the label is "Điều 1.": it is bold whatever follows; other headings are as their titles."""
    return label.paragraph.label.strip().startswith("Điều")


@rule("label-italic", "II.6.đ", "Số thứ tự tự động chữ đứng")
def label_italic(judged: Judged) -> Iterator[Said]:
    """Số thứ tự do Word tự đánh của mục, điều, khoản, điểm là chữ đứng."""
    found = [label for _, label in _of_text(judged, *_BOLD, *_THIN) if label.look.letters.italic]
    if found:
        words = ("chữ nghiêng", "chữ đứng", "chữ nghiêng; phải là chữ đứng.")
        yield _said(judged, found, "italic", False, words)


LIST_LABEL_RULES: Final[tuple[Rule, ...]] = (
    label_font,
    label_colour,
    label_size,
    label_bold,
    label_italic,
)
