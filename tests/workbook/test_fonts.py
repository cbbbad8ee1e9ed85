"""What a font of a workbook says stands in the order of the standard, whatever wrote it."""

from __future__ import annotations

from lxml import etree

from service.workbook import cell_formats

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#: CT_Font of ECMA-376, part 1, 18.8.22, as Excel reads it.
ORDER = ["b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color",
         "name", "family", "charset", "scheme"]  # fmt: skip


def test_every_element_of_a_font_stands_in_its_place() -> None:
    elements = "".join(f"<{name}/>" for name in reversed([*ORDER, "unknown"]))
    styles = f'<styleSheet xmlns="{NAMESPACE}"><fonts><font>{elements}</font></fonts></styleSheet>'
    settled = etree.fromstring(cell_formats._with_fonts_in_order(styles.encode()))
    names = [etree.QName(element).localname for element in settled.iter()]
    assert names == ["styleSheet", "fonts", "font", *ORDER, "unknown"]
