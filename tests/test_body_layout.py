"""An input may choose the size of its body and its line spacing within the decree's ranges; nothing else changes."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from lxml import etree

from service import documents, pipeline
from service.config import Settings
from service.docx import standard
from service.docx.rendering.body_layout import BodyLayout, with_layout
from service.language import typed_text
from tests.documents.inputs import sample
from tests.line import parse

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DECISION = "commendation-decision"
SERVICES = pipeline.build_services(Settings())


def made(layout: dict[str, Any] | None) -> dict[str, bytes]:
    """The parts of a decision with this layout."""
    data = {**sample(DECISION), "layout": layout}
    content = pipeline.produce(SERVICES, *parse(DECISION, json.dumps(data).encode())).content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def looks(styles_xml: bytes) -> dict[str, tuple[str, str]]:
    """Size in half points and line height in 240ths, "" for what a style does not say, by style id."""
    found = {}
    for style in etree.fromstring(styles_xml).iter(f"{W}style"):
        size, spacing = style.find(f"{W}rPr/{W}sz"), style.find(f"{W}pPr/{W}spacing")
        found[style.get(f"{W}styleId")] = (
            "" if size is None else size.get(f"{W}val"),
            "" if spacing is None else spacing.get(f"{W}line", ""),
        )
    return found


BODY = {style_id for style_id, component in standard.COMPONENTS.items() if component.in_body}


def test_the_body_is_what_the_decree_sets_as_running_text_and_its_headings() -> None:
    assert {
        "DoanVan",
        "DoanVanCuoi",
        "CanCu",
        "Dieu",
        "Khoan",
        "Diem",
        "GachDauDong",
        "Muc",
    } <= BODY
    assert BODY.isdisjoint(
        {"TenCoQuan", "TrichYeu", "QuyenHanChucVu", "BangTrai", "PhuLuc", "DuongKe"}
    )


def test_every_style_of_the_body_and_no_other_takes_the_chosen_size_and_spacing() -> None:
    plain, chosen = (
        looks(made(layout)["word/styles.xml"])
        for layout in (None, {"body_size": 13, "line_spacing": 1.25})
    )
    assert {chosen[style_id] for style_id in BODY} == {("26", "300")}
    others = plain.keys() - BODY
    assert {name: chosen[name] for name in others} == {name: plain[name] for name in others}


def test_only_the_styles_and_the_carried_input_differ() -> None:
    plain, chosen = made(None), made({"body_size": 13})
    differ = {name for name in plain if plain[name] != chosen[name]}
    assert plain.keys() == chosen.keys()
    assert differ == {"word/styles.xml", "customXml/item1.xml"}


def test_what_is_not_chosen_is_the_templates() -> None:
    size_only = looks(made({"body_size": 13})["word/styles.xml"])
    plain = looks(made({})["word/styles.xml"])
    assert {style_id: size_only[style_id][1] for style_id in BODY} == {
        style_id: plain[style_id][1] for style_id in BODY
    }
    assert with_layout(b"<a/>", BodyLayout()) == with_layout(b"<a/>", BodyLayout(13, 1.1))


def test_styles_that_word_renamed_are_known_by_their_names() -> None:
    styles = made(None)["word/styles.xml"].replace(b'styleId="DoanVan"', b'styleId="a12"')
    assert looks(with_layout(styles, BodyLayout(13, 1.5)))["a12"] == ("26", "360")


def test_properties_stand_where_the_schema_wants_them() -> None:
    ns = f'xmlns:w="{W[1:-1]}"'
    bare = f'<w:styles {ns}><w:style w:styleId="Dieu"><w:pPr><w:keepNext/><w:jc/></w:pPr><w:rPr><w:b/><w:lang/></w:rPr></w:style></w:styles>'
    (style,) = etree.fromstring(with_layout(bare.encode(), BodyLayout(14, 1.0)))
    names = [etree.QName(node).localname for node in style.iter()]
    assert names == ["style", "pPr", "keepNext", "spacing", "jc", "rPr", "b", "sz", "szCs", "lang"]
    empty = f'<w:styles {ns}><w:style w:styleId="Dieu"><w:rPr/></w:style></w:styles>'
    (style,) = etree.fromstring(with_layout(empty.encode(), BodyLayout(None, 1.0)))
    assert [etree.QName(node).localname for node in style] == ["pPr", "rPr"]


@pytest.mark.parametrize(
    ("layout", "code"),
    [
        ({"body_size": 12}, "out_of_range"),
        ({"body_size": 15}, "out_of_range"),
        ({"body_size": 13.5}, "not_integer"),
        ({"line_spacing": 0.99}, "out_of_range"),
        ({"line_spacing": 1.51}, "out_of_range"),
        ({"line_spacing": "1,2"}, "not_figure"),
        ({"line_spacing": True}, "not_figure"),
    ],
)
def test_a_layout_outside_of_the_decree_is_an_error(layout: dict[str, Any], code: str) -> None:
    (name,) = layout
    (error,) = (
        documents.get(DECISION)
        .review({**sample(DECISION), "layout": layout}, SERVICES.reference)
        .errors
    )
    assert (error.pointer, error.code) == (f"/layout/{name}", code)


@pytest.mark.parametrize("value", [1, 1.0, 1.1, 1.5])
def test_a_spacing_within_the_range_is_taken(value: float) -> None:
    data = {**sample(DECISION), "layout": {"line_spacing": value}}
    assert documents.get(DECISION).review(data, SERVICES.reference).errors == ()


@pytest.mark.parametrize(
    ("typed", "value"), [("1,2", "1.2"), ("1.25", "1.25"), ("1", "1"), ("một", "None")]
)
def test_a_typed_spacing_is_read_with_a_comma_or_a_point(typed: str, value: str) -> None:
    assert str(typed_text.parse("figure", typed)) == value
