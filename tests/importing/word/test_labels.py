"""What stands before a paragraph's words, and how deep it stands."""

from __future__ import annotations

import pytest

from service.importing.word import entries, labels, section_content
from service.importing.word.blocks import Paragraph

_KINDS = {
    "part": ("Phần thứ nhất", "PHẦN II: KẾT QUẢ", "Phần III. Nhiệm vụ", "PHẦN THỨ HAI"),
    "chapter": ("Chương I", "CHƯƠNG II. QUY ĐỊNH"),
    "roman": ("I. Kết quả", "II/ Nhiệm vụ", "IV - Phương hướng", "III) Tồn tại", "X. KẾT LUẬN"),
    "capital": ("A. ĐÁNH GIÁ", "B/ Nhiệm vụ", "Đ. Khác"),
    "number": ("1. Công tác", "12) Việc", "3/ Khác", "1. 100% cán bộ", "2.Công tác"),
    "decimal": ("1.1. Công tác", "1.1 Công tác", "II.2. Nhiệm vụ", "1.2.3. Việc"),
    "letter": ("a) công tác", "đ) khác", "a. việc", "b/ việc", "a.1) việc"),
    "bracket": ("(1) Một", "(a) một", "( 2 ) Hai"),
    "article": ("Điều 1. Tặng", "ĐIỀU 2: Giao"),
    "dash": ("- một", "-Một", "– hai", "— ba"),
    "plus": ("+ một", "+Một"),
    "bullet": ("• một", "*  một", "●một", "o Một", "Ø Một", "➢ một"),
    "": (
        "Phần lớn cán bộ", "Phần thứ nhất bao gồm từ “Kính gửi”", "V.I. Lê-nin", "I", "1.950.000 đồng",
        "2.5 triệu", "01/7/2020 họp", "2020. Năm", "Điều 1 của Luật", "-5 độ", "ông An", "3 - 5 người", "1, Công tác",
        "A lô", "X quang", "15.7.2020",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), [(k, t) for k, texts in _KINDS.items() for t in texts])
def test_each_kind_of_label_is_told_from_words(kind: str, text: str) -> None:
    found = labels.parse(text)
    assert found.kind == kind
    assert "".join(f"{found.text}{found.rest}".split()) == "".join(text.split())


def test_labels_stand_one_inside_the_other() -> None:
    order = ["Phần I", "Chương I", "A. Aa", "I. Aa", "1. Aa", "1.1. Aa", "1.1.1. Aa", "a) aa"]
    ranks = [labels.parse(text).rank for text in order]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == len(ranks)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("III. Aa", 3), ("Phần thứ hai", 2), ("d) aa", 4), ("đ) aa", 5), ("1.4. Aa", 4), ("12. Aa", 12),
        ("C. Các", 3), ("- aa", None), ("Phần IV", 4), ("Điều 7. Aa", 7),
    ],
)  # fmt: skip
def test_a_label_says_its_place_in_the_row(text: str, number: int | None) -> None:
    assert labels.ordinal(labels.parse(text)) == number


@pytest.mark.parametrize(
    ("automatic", "kind"),
    [("I.", "roman"), ("1.1", "decimal"), ("a)", "letter"), ("§", "bullet"), ("o", "bullet"),
     ("-", "dash"), ("+", "plus"), ("Điều 1.", "article"), ("II", "roman"), ("*", "bullet"), ("–", "dash")],
)  # fmt: skip
def test_an_automatic_label_needs_no_mark(automatic: str, kind: str) -> None:
    assert labels.parse("Công tác", automatic).kind == kind


@pytest.mark.parametrize(
    ("text", "label", "level", "paragraph"),
    [
        ("- Một", "", 0, "- Một"),
        ("+ Hai", "", 0, "+ Hai"),
        ("Ba", "•", 1, "- Ba"),
        ("Bốn", "•", 2, "+ Bốn"),
        ("Năm", "1.", 1, "1. Năm"),
        ("Sáu", "", 0, "Sáu"),
    ],
)
def test_a_line_of_a_list_among_paragraphs_keeps_its_level(
    text: str, label: str, level: int, paragraph: str
) -> None:
    (entry,) = entries.read([Paragraph(text, label, list_level=level)])
    assert section_content.bulleted(entry) == paragraph
