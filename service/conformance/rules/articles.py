"""Articles, clauses and points: their words, numbers and order (mục II.6.đ)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from service.conformance.changes import Change
from service.conformance.rules.rule import Judged, Rule, Said, rule
from service.conformance.rules.spots import Spot, of_kind, spots
from service.conformance.rules.structure_numbers import (
    CLAUSE,
    POINT,
    label_of,
    number_value,
    out_of_order,
    runs_before,
)
from service.conformance.word_document import Run
from service.language import vietnamese


@rule("article-mark", "II.6.đ", "Dấu chấm sau số của điều")
def article_mark(judged: Judged) -> Iterator[Said]:
    """Sau số thứ tự của điều có dấu chấm: “Điều 1.”."""
    for spot in of_kind(judged, "article"):
        found = re.match(r"\s*Điều\s+(\w+)\s*([.:)\-–]?)", label_of(spot), re.IGNORECASE)
        if found and found[2] != ".":
            yield Said(
                spot.where,
                f"“Điều {found[1]}{found[2]}”",
                f"“Điều {found[1]}.”",
                f"Sau số của điều phải có dấu chấm: “Điều {found[1]}.”.",
            )


@rule("article-number", "II.6.đ", "Số của điều")
def article_number(judged: Judged) -> Iterator[Said]:
    """Số thứ tự của điều dùng chữ số Ả Rập: “Điều 1.”, không ghi “Điều I.” hoặc “Điều 01.”."""
    for spot in of_kind(judged, "article"):
        found = re.match(r"\s*Điều\s+(\w+)", label_of(spot), re.IGNORECASE)
        if found and not re.fullmatch(r"[1-9]\d*[a-zđ]?", found[1]):
            yield Said(
                spot.where,
                f"“Điều {found[1]}”",
                "chữ số Ả Rập",
                f"“Điều {found[1]}” phải đánh số bằng chữ số Ả Rập.",
            )


@rule("article-word", "II.6.đ", "Từ “Điều” viết thường")
def article_word(judged: Judged) -> Iterator[Said]:
    """Từ “Điều” viết bằng chữ in thường, chữ Đ hoa, không viết “ĐIỀU”."""
    for spot in of_kind(judged, "article"):
        word = label_of(spot).split()[0]
        if word in ("ĐIỀU", "điều"):
            yield Said(
                spot.where, f"“{word}”", "“Điều”", "Từ “Điều” phải viết chữ in thường, chữ Đ hoa."
            )


@rule("article-order", "II.6.c", "Thứ tự của điều")
def article_order(judged: Judged) -> Iterator[Said]:
    """Các điều được đánh số liên tục từ 1, không thiếu và không trùng; văn bản kèm theo đánh số lại từ 1."""
    numbered = [
        (number_value(found[1]), spot)
        for spot in of_kind(judged, "article")
        if (found := re.match(r"\s*Điều\s+(\d{1,4}|[IVX]{1,5})\b", label_of(spot), re.IGNORECASE))
    ]
    yield from out_of_order(numbered, "điều", restarts=True)


@rule("article-bold", "II.6.đ", "“Điều” và số thứ tự in đậm")
def article_bold(judged: Judged) -> Iterator[Said]:
    """Từ “Điều” và số thứ tự của điều trình bày chữ đậm; tiêu đề của điều cũng vậy."""
    for spot in of_kind(judged, "article"):
        found = re.match(r"\s*Điều\s+\w+\s*[.:]?", spot.paragraph.text, re.IGNORECASE)
        own = list(runs_before(spot, found.end())) if found else []
        thin = [at for at, run in own if not run.look.bold]
        if thin:
            # A run that goes on into the text would make all of it bold.
            alone = (
                found is not None
                and sum(len(run.text.strip()) for _, run in own) <= found.end() + 1
            )
            changes = tuple(
                Change("runs", "bold", value=True, before=False, at=spot.at, run=at) for at in thin
            )
            yield Said(
                spot.where,
                "chữ không đậm",
                "chữ đậm",
                f"“{(found[0] if found else 'Điều').strip()}” chưa in đậm.",
                changes if alone else (),
            )


@rule("article-italic", "II.6.đ", "“Điều” và số thứ tự chữ đứng")
def article_italic(judged: Judged) -> Iterator[Said]:
    """Từ “Điều” và số thứ tự của điều trình bày kiểu chữ đứng."""
    for spot in of_kind(judged, "article"):
        found = re.match(r"\s*Điều\s+\w+\s*[.:]?", spot.paragraph.text, re.IGNORECASE)
        slanted = (
            [at for at, run in runs_before(spot, found.end()) if run.look.italic] if found else []
        )
        # A paragraph that is slanted from end to end is told by ``body-italic``.
        if slanted and spot.share(lambda run: run.look.italic) <= 0.9:
            yield Said(
                spot.where,
                "chữ nghiêng",
                "chữ đứng",
                "“Điều” và số thứ tự để chữ nghiêng; phải là chữ đứng.",
                tuple(
                    Change("runs", "italic", value=False, before=True, at=spot.at, run=at)
                    for at in slanted
                ),
            )


@rule("clause-mark", "II.6.đ", "Dấu chấm sau số của khoản")
def clause_mark(judged: Judged) -> Iterator[Said]:
    """Sau số thứ tự của khoản có dấu chấm: “1.”, không ghi “1)”, “1/” hoặc “1-”."""
    for spot in of_kind(judged, "clause", "titled_clause"):
        found = re.match(r"\s*(\d+)\s*([^\s\w]*)", label_of(spot))
        if found and not re.match(r"\s*\d+(\.\d+)*\.?(\s|$)", label_of(spot)):
            yield Said(
                spot.where,
                f"“{found[1]}{found[2]}”",
                f"“{found[1]}.”",
                f"Sau số của khoản phải có dấu chấm: “{found[1]}.”.",
            )


@rule("clause-order", "II.6.c", "Thứ tự của khoản")
def clause_order(judged: Judged) -> Iterator[Said]:
    """Các khoản trong mỗi điều hoặc mỗi mục được đánh số liên tục từ 1."""
    for group in _between(
        judged,
        ("clause", "titled_clause"),
        ("article", "roman_heading", "part", "chapter", "annex"),
    ):
        numbered = [
            (int(found[1]), spot) for spot in group if (found := CLAUSE.match(label_of(spot)))
        ]
        yield from out_of_order(numbered, "khoản", restarts=True)


@rule("clause-bold", "II.6.đ", "Số và tiêu đề của khoản")
def clause_bold(judged: Judged) -> Iterator[Said]:
    """Khoản có tiêu đề: số thứ tự và tiêu đề trên dòng riêng, chữ đậm. Khoản không có tiêu đề: số thứ tự không đậm."""
    every = list(of_kind(judged, "titled_clause"))
    # A short line after a number is certainly a title where another of them is bold.
    if not any(spot.share(lambda run: run.look.bold) > 0.5 for spot in every):
        return
    for spot in every:
        thin = spot.share(lambda run: not run.look.bold)
        if thin > 0.05:
            yield Said(
                spot.where,
                "chữ không đậm",
                "chữ đậm",
                "Số và tiêu đề của khoản chưa in đậm.",
                tuple(spot.changes("bold", True, lambda run: not run.look.bold)),
            )


@rule("point-mark", "II.6.đ", "Dấu đóng ngoặc sau chữ của điểm")
def point_mark(judged: Judged) -> Iterator[Said]:
    """Sau chữ cái thứ tự của điểm có dấu đóng ngoặc đơn: “a)”, không ghi “a.” hoặc “a/”."""
    for spot in of_kind(judged, "point"):
        found = re.match(r"\s*([a-zđ]{1,2})\s*([^\s\w]*)", label_of(spot), re.IGNORECASE)
        if found and not found[2].startswith(")"):
            yield Said(
                spot.where,
                f"“{found[1]}{found[2]}”",
                f"“{found[1]})”",
                f"Sau chữ của điểm phải có dấu đóng ngoặc: “{found[1]})”.",
            )


@rule("point-case", "II.6.đ", "Chữ của điểm viết thường")
def point_case(judged: Judged) -> Iterator[Said]:
    """Thứ tự của điểm dùng chữ cái in thường: “a)”, không ghi “A)”."""
    for spot in of_kind(judged, "point"):
        if found := re.match(r"\s*([A-ZĐ])\s*\)", label_of(spot)):
            yield Said(
                spot.where,
                f"“{found[1]})”",
                f"“{vietnamese.lower(found[1])})”",
                "Chữ của điểm phải viết thường.",
            )


@rule("point-letters", "II.6.đ", "Chữ cái tiếng Việt, đúng thứ tự")
def point_letters(judged: Judged) -> Iterator[Said]:
    """Thứ tự các điểm dùng chữ cái tiếng Việt theo thứ tự bảng chữ cái: a, b, c, d, đ, e, g…; không có f, j, w, z."""
    letters = vietnamese.POINT_LETTERS
    headings = ("article", "clause", "titled_clause", "roman_heading", "part", "chapter", "annex")
    for group in _between(judged, ("point",), headings):
        numbered: list[tuple[int, Spot]] = []
        for spot in group:
            found = POINT.match(label_of(spot))
            letter = vietnamese.lower(found[1]) if found else ""
            if letter in ("f", "j", "w", "z"):
                yield Said(
                    spot.where,
                    f"“{letter})”",
                    "chữ cái tiếng Việt",
                    f"Chữ “{letter}” không có trong bảng chữ cái tiếng Việt.",
                )
            elif letter in letters:
                numbered.append((letters.index(letter) + 1, spot))
        yield from out_of_order(
            numbered,
            "điểm",
            restarts=True,
            show=lambda at: f"{letters[at - 1]})" if at <= len(letters) else "",
        )


def _between(judged: Judged, kinds: Sequence[str], headings: Sequence[str]) -> Iterator[list[Spot]]:
    """The spots of these kinds, group by group as headings part them."""
    group: list[Spot] = []
    wanted = frozenset(kinds)
    for component in judged.components.ordered((*kinds, *headings)):
        if component.kind in wanted:
            group.extend(spots(judged, (component,)))
        elif group:
            yield group
            group = []
    if group:
        yield group


@rule("point-bold", "II.6.đ", "Điểm không in đậm")
def point_bold(judged: Judged) -> Iterator[Said]:
    """Chữ cái thứ tự và lời của điểm không in đậm."""

    def wrong(run: Run) -> bool:
        return run.look.bold

    for spot in of_kind(judged, "point"):
        if spot.share(wrong) > 0.9 and spot.text.rstrip().endswith((".", ";", ",")):
            yield Said(
                spot.where,
                "chữ đậm",
                "chữ không đậm",
                "Cả điểm in đậm; điểm trình bày chữ không đậm.",
                tuple(spot.changes("bold", False, wrong)),
            )


ARTICLE_RULES: Final[tuple[Rule, ...]] = (
    article_word,
    article_number,
    article_mark,
    article_order,
    article_bold,
    article_italic,
    clause_mark,
    clause_order,
    clause_bold,
    point_mark,
    point_case,
    point_letters,
    point_bold,
)
