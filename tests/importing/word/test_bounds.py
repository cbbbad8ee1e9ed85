"""A hostile or endless paste is refused before a tree is built of it."""

from __future__ import annotations

import io
import zipfile

import pytest

from service.errors import InputTooLarge, UnreadableInput
from service.importing.word import plain_reader
from service.untrusted import html_limits
from tests.importing.word.drafts import document, pasted, uploaded


def test_a_paste_nested_deeper_than_any_office_does_is_refused() -> None:
    for depth in (html_limits.DEEPEST + 5, 300, 50_000):
        with pytest.raises(InputTooLarge):
            pasted("<div>" * depth + "x" + "</div>" * depth)


def test_a_paste_of_usual_depth_loses_nothing() -> None:
    depth = html_limits.DEEPEST - 5
    assert pasted("<div>" * depth + "Chữ." + "</div>" * depth).data == {"opening": ["Chữ."]}


def test_a_paste_of_too_many_elements_is_refused() -> None:
    with pytest.raises(InputTooLarge, match="phần định dạng"):
        pasted("<b>x</b>" * (html_limits.MOST_ELEMENTS + 1))


def test_a_paste_of_too_many_bytes_is_refused() -> None:
    with pytest.raises(InputTooLarge, match="byte"):
        pasted("<p>" + "x" * html_limits.MOST_BYTES)
    with pytest.raises(InputTooLarge, match="byte"):
        pasted("", "x" * (plain_reader.MOST_BYTES + 1))


def test_a_paste_of_too_many_lines_is_refused() -> None:
    with pytest.raises(InputTooLarge, match="dòng"):
        pasted("", "x\n" * (plain_reader.MOST_LINES + 1))


def test_a_table_whose_cells_claim_to_reach_everywhere_is_refused() -> None:
    row = "<tr>" + "<td colspan=200>x</td>" * 40 + "</tr>"
    with pytest.raises(InputTooLarge, match="ô"):
        pasted(f"<p>I. MỘT</p><table>{row * 40}</table>")


def test_broken_html_is_read_as_far_as_it_goes() -> None:
    for broken in (
        "<p>Một<table><tr><td>hai",
        "Một</p></b><li>hai",
        "<![if !x]>Một<![endif]> hai <",
    ):
        assert pasted(broken).missing == ()


def test_scripts_and_styles_are_no_text() -> None:
    draft = pasted("<script>alert(1)</script><style>p{}</style><p>Chữ.</p>")
    assert draft.data == {"opening": ["Chữ."]}
    assert draft.missing == ()


def test_a_table_that_was_cut_apart_is_read_as_paragraphs() -> None:
    for cut in (
        "<table>Một<tr><td>hai</td></tr></table>",
        "<table><tr>Một<td>hai</td></tr></table>",
        "<table><colgroup><col><tr><td>Một</td></colgroup><td>hai</table>",
        "<tr><td>Một</td><td>hai</td></tr>",
        "<table><tr><td>Một</td></tr><p>hai</p></table>",
    ):
        draft = pasted(cut)
        assert draft.missing == ()
        assert "".join(draft.data["opening"]).replace(" ", "") == "Mộthai"


def test_html_without_any_text_gives_way_to_the_plain_text() -> None:
    for empty in ("<!-- -->", "<html></html>", "\x00"):
        assert pasted(empty, "Chữ thường.").data == {"opening": ["Chữ thường."]}


@pytest.mark.parametrize(
    ("name", "is_refused"),
    [
        *(("customXml/item9.xml", False), ("CustomXML/_rels/item9.xml.rels", False)),
        *(("word/media/image1.png", False), ("word/other.xml", True)),
        *(("word/_rels/other.xml.rels", True), ("word/customXml/item1.xml", True)),
    ],
)
def test_what_is_no_text_of_a_word_file_is_not_looked_at(name: str, is_refused: bool) -> None:
    content = io.BytesIO(document(lambda made: made.add_paragraph("Một đoạn văn.")))
    with zipfile.ZipFile(content, "a") as package:
        package.writestr(name, "<broken" + " <" * 200_000)
    if is_refused:
        with pytest.raises(UnreadableInput, match="bị hỏng"):
            uploaded(content.getvalue())
    else:
        assert "Một đoạn văn." in str(uploaded(content.getvalue()).lines)
