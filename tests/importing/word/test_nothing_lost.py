"""Whatever is pasted, each character that can be seen is found again, in order, or is listed."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.importing.word import verification
from service.importing.word.blocks import NotTaken, Paragraph, Source, letters
from service.importing.word.draft import Draft
from service.importing.word.lines import Line
from service.schema import pointers
from tests.importing.word.drafts import BUILDERS, document, fragment, invented, p, pasted, uploaded

_WORDS = (
    "Kết quả", "CÔNG TÁC", "đạt 99,5%", "Ông Nguyễn Văn An", "Giám đốc", "Sở Ngoại vụ", "ngày 01 tháng 7 năm 2020",
    "e\u0302\u0301", "…", "“Đoàn kết”", "a/b", "2015 - 2020", "\u00a0", "😀", "\uf0b7", "<b>", "&amp;", "{{ x }}",
)  # fmt: skip
_LABELS = (
    "", "I.", "II. ", "1.", "1.1. ", "a) ", "đ)", "- ", "-", "+ ", "• ", "Phần thứ nhất", "Điều 1. ", "(1) ",
    "Kính gửi: ", "Nơi nhận:", "Số: 15/BC-", "KT. ", "Bảng 1. ", "Địa điểm: ", "Chủ trì: ", "Căn cứ ", "Thư ký: ",
    "PHỤ LỤC", "Lưu: VT, ", "Điều 1. Tặng Giấy khen cho ông ", "Điều 1. Tặng Giấy khen cho 02 cá nhân đã có thành tích ",
    "Điều 2. Tiền thưởng mỗi cá nhân 450.000 đồng từ Quỹ ", "Điều 3. Quyết định này có hiệu lực kể từ ngày ký. ",
    "1. Ông Lê An, Trưởng phòng", "2. Phòng Tổ chức, ", "3. Hộ gia đình bà Lê Thị Hoa, thôn ", "Hôm nay, vào hồi 8 giờ ", "BÁO CÁO ", "BIÊN BẢN", "QUYẾT ĐỊNH", "Trên đây là ", "Vắng mặt: ", "Kết luận:",
    "Hội nghị kết thúc vào ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "GIÁM ĐỐC", "-----", "MỤC LỤC",
)  # fmt: skip
_texts = st.builds(
    lambda label, words, end: f"{label}{' '.join(words)}{end}",
    st.sampled_from(_LABELS),
    st.lists(st.sampled_from(_WORDS), max_size=5),
    st.sampled_from(["", ".", ";", ":", ",", "./.", " ..... 3"]),
)
_free = st.text(
    st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Zs")), max_size=20
)
_paragraphs = st.lists(st.one_of(_texts, _free), max_size=14)
_tables = st.lists(st.lists(_texts, min_size=1, max_size=4), min_size=1, max_size=4)
_slugs = st.sampled_from(sorted(BUILDERS))
_quick = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def _seen(text: str) -> str:
    """What can be seen of a text, by this test's own reckoning."""
    return letters(text)


def _all_found(draft: Draft, written: str) -> bool:
    """The lines hold every letter, in order, and the input holds what the lines say it does."""
    if _seen("".join(line.source for line in draft.lines)) != _seen(written):
        return False
    return all(
        _seen(line.text) in _seen(str(pointers.find(draft.data, line.pointer)))
        for line in draft.lines
        if line.pointer and line.value is None and not line.cells
    )


@_quick
@given(_paragraphs, st.booleans(), _slugs)
def test_every_letter_of_pasted_paragraphs_of_word_is_found_again(
    texts: list[str], bold: bool, slug: str
) -> None:
    opened, closed = ("<b>", "</b>") if bold else ("", "")
    source = fragment(*(p(f"{opened}{html.escape(text)}{closed}") for text in texts))
    draft = pasted(source, slug=slug)
    assert draft.missing == ()
    assert _all_found(draft, "".join(texts))
    assert invented(draft, " ".join(texts)) == []


@_quick
@given(_paragraphs, _tables, _slugs)
def test_every_letter_of_pasted_tables_is_found_again(
    texts: list[str], rows: list[list[str]], slug: str
) -> None:
    table = "".join(
        "<tr>" + "".join(f"<td>{p(html.escape(cell))}</td>" for cell in row) + "</tr>"
        for row in rows
    )
    half = len(texts) // 2
    draft = pasted(
        fragment(
            *(p(html.escape(text)) for text in texts[:half]),
            f"<table border=1>{table}</table>",
            *(p(html.escape(text)) for text in texts[half:]),
        ),
        slug=slug,
    )
    assert draft.missing == ()
    cells = "".join(cell for row in rows for cell in row)
    assert _all_found(draft, "".join(texts[:half]) + cells + "".join(texts[half:]))


@_quick
@given(st.lists(st.one_of(_texts, _free, st.just("\t"), st.just("")), max_size=14), _slugs)
def test_every_letter_of_plain_text_is_found_again(texts: list[str], slug: str) -> None:
    draft = pasted("", "\n".join(texts), slug)
    assert draft.missing == ()
    assert _all_found(draft, "".join(texts))
    assert invented(draft, " ".join(texts)) == []


@pytest.mark.no_cover
@settings(_quick, max_examples=40)
@given(st.lists(_texts, max_size=10), st.lists(st.sampled_from([0, 1, 2, 3]), max_size=10), _slugs)
def test_every_letter_of_a_word_file_is_found_again(
    texts: list[str], levels: list[int], slug: str
) -> None:
    def build(made: Any) -> None:
        for text, level in zip(texts, levels, strict=False):
            clean = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text)
            if level:
                made.add_heading(clean, level)
            else:
                made.add_paragraph(clean)

    draft = uploaded(document(build), slug)
    assert draft.missing == ()
    assert _all_found(draft, "".join(text for text, _ in zip(texts, levels, strict=False)))


def test_a_letter_that_the_reading_lost_is_said() -> None:
    source = Source((Paragraph("Một ha"),), letters="Mộthai")
    (message,) = verification.check(source, [Line("paragraph", "Một ha", "/a")], {"a": "Một ha"})
    assert "1 ký tự" in message


def test_letters_that_came_into_another_order_are_said() -> None:
    source = Source((Paragraph("hai"), Paragraph("Một")), letters="Mộthai")
    lines = [Line("paragraph", "hai", "/a"), Line("paragraph", "Một", "/b")]
    assert verification.check(source, lines, {"a": "hai", "b": "Một"}) != []


def test_a_line_that_the_draft_lost_is_said() -> None:
    source = Source((Paragraph("Một"), Paragraph("hai")), letters="Mộthai")
    assert verification.check(source, [Line("paragraph", "Một", "/a")], {"a": "Một"}) != []


def test_a_value_that_is_not_what_its_line_says_is_said() -> None:
    source = Source((Paragraph("Một"),), letters="Một")
    line = Line("paragraph", "Một", "/a")
    assert verification.check(source, [line], {"a": "Mộ"}) != []
    assert verification.check(source, [line], {"a": "Một"}) == []


def test_a_date_that_says_another_day_is_said() -> None:
    source = Source(
        (Paragraph("ngày 01 tháng 7 năm 2020"),), letters=letters("ngày 01 tháng 7 năm 2020")
    )
    for value, is_right in (("2020-07-01", True), ("2020-07-02", False)):
        line = Line("field", "ngày 01 tháng 7 năm 2020", "/a", value=value)
        assert (verification.check(source, [line], {"a": value}) == []) is is_right


def test_a_cell_that_is_not_in_the_table_is_said() -> None:
    source = Source((Paragraph("7"),), letters="7")
    line = Line("table", pointer="/t", cells=(("/t/rows/0/0", "7"),))
    assert verification.check(source, [line], {"t": {"rows": [["7"]]}}) == []
    assert verification.check(source, [line], {"t": {"rows": [["8"]]}}) != []


def test_what_was_not_taken_counts_as_found() -> None:
    source = Source((Paragraph("Một"),), (NotTaken("deleted", "hai"),), letters="Mộhait")
    assert verification.check(source, [Line("paragraph", "Một", "/a")], {"a": "Một"}) == []


def test_the_same_text_composed_and_decomposed_has_the_same_letters() -> None:
    text = "Biên bản hội nghị"
    assert letters(unicodedata.normalize("NFD", text)) == letters(text)


@pytest.mark.parametrize("slug", sorted(BUILDERS))
def test_an_empty_paste_is_an_empty_draft(slug: str) -> None:
    for source in (
        "",
        "   \n\t",
        "<html><body><p class=MsoNormal><o:p>&nbsp;</o:p></p></body></html>",
    ):
        assert pasted(source, "", slug).data == {}
