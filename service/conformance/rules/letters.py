"""Every letter of the document: its font, colour, code table and the marks that no clause knows (mục I.4)."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from typing import Final, TypeVar

from service.conformance.changes import Change
from service.conformance.findings import Where
from service.conformance.rules.rule import Judged, Rule, Said, lettered_runs, place, rule
from service.conformance.rules.spots import letters_in, of_kind
from service.conformance.word_document import Paragraph, Run
from service.docx import symbol_signs
from service.docx.standard import FONT, PRIORITY_STAMPS, TEXT_COLOUR
from service.language import vietnamese

#: Fonts of signs, not of letters: bullets, ticks, formulas.
_SIGNS: Final = (*symbol_signs.FONTS, "cambria math")
#: No part of a colour may be lighter than this for what is taken for black (of 255).
_DARK: Final = 0x26
_WHITE: Final = "FFFFFF"

_Key = TypeVar("_Key", bound=Hashable)


def is_legacy_font(font: str) -> bool:
    """Whether its letters are those of an old code table, other characters than they look."""
    return vietnamese.encoding_of_font(font) is not None


def is_other_font(font: str) -> bool:
    """Whether it is another font of letters than the decree's."""
    font = font.lower()
    return font != FONT.lower() and not font.startswith(_SIGNS) and not is_legacy_font(font)


def runs_by(
    judged: Judged, key: Callable[[int, Paragraph, Run], _Key | None]
) -> dict[_Key, list[tuple[int, int, Paragraph, Run]]]:
    """Lettered runs by what ``key`` says of them, None left out: paragraph index, run index, paragraph, run."""
    found: dict[_Key, list[tuple[int, int, Paragraph, Run]]] = defaultdict(list)
    for at, paragraph in enumerate(judged.document.paragraphs):
        for number, run in lettered_runs(paragraph):
            if (said := key(at, paragraph, run)) is not None and letters_in(run.text):
                found[said].append((at, number, paragraph, run))
    return found


def places_of(runs: list[tuple[int, int, Paragraph, Run]]) -> tuple[Where, ...]:
    """The paragraphs of these runs, each once."""
    return tuple(dict.fromkeys(place(paragraph) for _, _, paragraph, _ in runs))


def told(places: tuple[Where, ...]) -> str:
    """How many paragraphs a finding speaks of, at the head of its sentence."""
    return f"{len(places)} đoạn" if len(places) > 1 else "Một đoạn"


def switched_on(
    judged: Judged, flag: str, measured: str, wanted: str, message: str, *, mends: bool = True
) -> Iterator[Said]:
    """One finding for all runs whose look has ``flag`` on; ``message`` goes on where ``told`` ends."""
    runs = runs_by(judged, lambda _at, _paragraph, run: getattr(run.look, flag) or None).get(True)
    if runs:
        first, *others = places = places_of(runs)
        changes = (
            Change("runs", flag, value=False, before=True, at=at, run=number)
            for at, number, _, _ in runs
        )
        yield Said(
            first,
            measured,
            wanted,
            f"{told(places)} {message}",
            tuple(changes) if mends else (),
            tuple(others),
        )


@rule("font", "I.4", "Phông chữ Times New Roman")
def font(judged: Judged) -> Iterator[Said]:
    """Chữ trong văn bản dùng phông Times New Roman. Mỗi phông khác được báo một lần, cùng mọi chỗ dùng nó."""
    found = runs_by(
        judged, lambda _at, _paragraph, run: run.look.font if is_other_font(run.look.font) else None
    )
    for name, runs in found.items():
        first, *others = places = places_of(runs)
        yield Said(
            first,
            name or "không rõ",
            FONT,
            f"{told(places)} dùng phông {name}; phải là {FONT}.",
            tuple(Change("runs", "font", FONT, name, at, number) for at, number, _, _ in runs),
            tuple(others),
        )


@rule("legacy-encoding", "I.4", "Bộ mã Unicode")
def legacy_encoding(judged: Judged) -> Iterator[Said]:
    """Chữ dùng bộ mã Unicode (TCVN 6909:2001), không dùng phông TCVN3 (.VnTime) hoặc VNI. Chữ ở bảng mã cũ phải được
    chuyển mã riêng; ở đây chỉ báo, không sửa."""
    found = runs_by(
        judged, lambda _at, _p, run: run.look.font if is_legacy_font(run.look.font) else None
    )
    for name, runs in found.items():
        yield _legacy(places_of(runs), f"phông {name} của bảng mã cũ")
    in_font = {at for runs in found.values() for at, _, _, _ in runs}
    typed = tuple(
        place(paragraph)
        for at, paragraph in enumerate(judged.document.paragraphs)
        if at not in in_font and vietnamese.detect_legacy(paragraph.text) is not None
    )
    if typed:
        yield _legacy(typed, "bảng mã cũ (TCVN3 hoặc VNI)")


def _legacy(places: tuple[Where, ...], measured: str) -> Said:
    return Said(
        places[0],
        measured,
        "bộ mã Unicode",
        f"{told(places)} gõ bằng {measured}; hãy chuyển sang Unicode trước khi sửa thể thức.",
        also=places[1:],
    )


@rule("composed-letters", "I.4", "Chữ dựng sẵn", severity="info")
def composed_letters(judged: Judged) -> Iterator[Said]:
    """Chữ có dấu nên là chữ dựng sẵn; chữ tổ hợp (dấu rời) tìm kiếm không ra và dễ vỡ dấu."""
    places = tuple(
        place(paragraph)
        for paragraph in judged.document.paragraphs
        if not unicodedata.is_normalized("NFC", paragraph.text)
        and vietnamese.nfc(paragraph.text) != paragraph.text
    )
    if places:
        yield Said(
            places[0],
            "chữ tổ hợp",
            "chữ dựng sẵn",
            f"{told(places)} có chữ gõ bằng dấu rời (Unicode tổ hợp); nên chuyển sang Unicode dựng sẵn.",
            also=places[1:],
        )


def is_black(colour: str | None) -> bool:
    """Whether letters of a colour ("RRGGBB", None for Word's automatic one) are taken for black."""
    if colour is None or len(colour) != 6:
        return True
    return all(int(colour[at : at + 2], 16) <= _DARK for at in (0, 2, 4))


@rule("colour", "I.4", "Chữ màu đen")
def colour(judged: Judged) -> Iterator[Said]:
    """Chữ trong văn bản màu đen; riêng dấu chỉ mức độ khẩn và dấu chỉ độ mật màu đỏ."""
    stamps = {
        at
        for kind in ("priority", "secrecy", "circulation")
        for spot in of_kind(judged, kind)
        for at in (spot.at,)
    }

    def wrong(at: int, _paragraph: Paragraph, run: Run) -> str | None:
        return run.look.colour if at not in stamps and not is_black(run.look.colour) else None

    for value, runs in runs_by(judged, wrong).items():
        first, *others = places = places_of(runs)
        # White letters stand on a dark ground, or are hidden on purpose: black would not be what is meant.
        changes = (
            ()
            if value == _WHITE
            else tuple(
                Change("runs", "colour", TEXT_COLOUR, value, at, number)
                for at, number, _, _ in runs
            )
        )
        yield Said(
            first,
            f"màu {value}",
            "màu đen",
            f"{told(places)} có chữ màu {value}; chữ phải màu đen.",
            changes,
            tuple(others),
            severity="warning" if value == _WHITE else None,
        )


@rule("stamp-colour", "III.2.b", "Màu của dấu chỉ mức độ khẩn", severity="warning")
def stamp_colour(judged: Judged) -> Iterator[Said]:
    """Dấu chỉ mức độ khẩn dùng mực màu đỏ tươi."""
    red = PRIORITY_STAMPS[0].colour

    def wrong(run: Run) -> bool:
        value = run.look.colour or TEXT_COLOUR
        return not (
            int(value[:2], 16) >= 0xC0 and int(value[2:4], 16) < 0x60 and int(value[4:], 16) < 0x60
        )

    for spot in of_kind(judged, "priority"):
        if spot.share(wrong) > 0.5:
            yield Said(
                spot.where,
                "không phải màu đỏ",
                "màu đỏ tươi",
                "Dấu chỉ mức độ khẩn không có màu đỏ tươi.",
                tuple(spot.changes("colour", red, wrong)),
            )


@rule("highlight", "I.4", "Không tô nền chữ", severity="warning")
def highlight(judged: Judged) -> Iterator[Said]:
    """Chữ màu đen trên nền giấy, không tô nền màu; chỗ tô thường là chỗ còn phải điền hoặc sửa."""
    return switched_on(
        judged,
        "highlighted",
        "tô nền màu",
        "không tô nền",
        "có chữ tô nền màu; hãy kiểm tra chỗ này rồi bỏ tô nền.",
    )


LETTER_RULES: Final[tuple[Rule, ...]] = (
    font,
    legacy_encoding,
    composed_letters,
    colour,
    stamp_colour,
    highlight,
)
