"""What a template says by convention is spelled out, whoever saved the template."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from lxml import etree

from service.docx.rendering import section_breaks, template_preprocessor
from tests.layout import contexts
from tests.layout.rendering import TEMPLATES, render

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SLUGS = ["commendation-decision", "summary-report", "conference-minutes"]


def part(docx: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return package.read(name).decode("utf-8")


def template(slug: str = "commendation-decision") -> bytes:
    return (TEMPLATES / f"{slug}.docx").read_bytes()


def edited(docx: bytes, change: Callable[[str], str], *names: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename in (names or ("word/document.xml",)):
                content = change(content.decode("utf-8")).encode("utf-8")
            new.writestr(entry, content)
    return target.getvalue()


def paragraphs(docx: bytes, style: str) -> list[etree._Element]:
    root = etree.fromstring(part(docx).encode("utf-8"))
    return [
        p
        for p in root.iter(W + "p")
        if (found := p.find(f"{W}pPr/{W}pStyle")) is not None and found.get(W + "val") == style
    ]


def indents(docx: bytes, style: str) -> list[tuple[str, str]]:
    found = [p.find(f"{W}pPr/{W}ind") for p in paragraphs(docx, style)]
    return [("", "") if i is None else (i.get(W + "left"), i.get(W + "right")) for i in found]


def texts(docx: bytes, style: str) -> list[str]:
    return ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in paragraphs(docx, style)]


@pytest.mark.parametrize("slug", SLUGS)
def test_only_the_document_part_changes(slug: str) -> None:
    before, after = template(slug), template_preprocessor.expand(template(slug))
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        assert old.namelist() == new.namelist()
        changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
    assert changed == {"word/document.xml"}


def test_a_rule_is_measured_from_the_paragraph_above() -> None:
    (organ, subject, annex) = indents(template_preprocessor.expand(template()), "DuongKe")
    assert "rule_indent((3367 + ([organ.widened_by, 810]|min)), 12, 1, 0, 0, 1, 0)" in organ[0]
    assert organ[0] == organ[1]
    assert organ[0].endswith("{{ organ.organ_name }}{% endfilter %}")
    assert "rule_indent((9354), 14, 1, 0, 0, 1, 0)" in subject[0]
    assert "{{ annex.reference }}" in annex[0]


def test_the_width_in_an_annex_follows_its_page() -> None:
    (reference,) = texts(template_preprocessor.expand(template()), "ChiDanPhuLuc")
    assert "(14286 if annex.landscape else 9354)" in reference


def test_the_motto_rule_is_as_long_as_the_motto_in_whatever_column() -> None:
    narrow = edited(template(), lambda xml: xml.replace('w:left="1701"', 'w:left="1984"'))
    usual, tight = (
        int(
            indents(render("commendation-decision", contexts.decision(), t), "DuongKeTieuNgu")[0][0]
        )
        for t in (template(), narrow)
    )
    lost = round((1984 - 1701) * 0.64 / 2)
    assert usual - tight == pytest.approx(lost, abs=2)


def columns(docx: bytes) -> tuple[list[int], list[list[int]]]:
    """The grid of the letterhead, and the widths of the cells of each row of two, in fiftieths of a per cent."""
    root = etree.fromstring(part(docx).encode("utf-8"))
    table = next(root.iter(f"{W}tbl"))
    grid = [int(column.get(f"{W}w")) for column in table.find(f"{W}tblGrid")]
    rows = [row.findall(f"{W}tc/{W}tcPr/{W}tcW") for row in table.findall(f"{W}tr")]
    return grid, [[int(cell.get(f"{W}w")) for cell in row] for row in rows]


@pytest.mark.parametrize(("widened_by", "moved"), [(0, 0), (342, 342), (2000, 810)])
def test_the_columns_of_a_letterhead_move_as_far_as_the_data_say_and_quoc_hieu_allows(
    widened_by: int, moved: int
) -> None:
    context = contexts.decision()
    context["organ"] = {**context["organ"], "widened_by": widened_by}
    document = render("commendation-decision", context)
    grid, rows = columns(document)
    assert grid == [3367 + moved, 5987 - moved]
    share = moved * 5000 // 9354
    assert rows == [[1800 + share, 3200 - share]] * 2
    rule = int(indents(document, "DuongKeTieuNgu")[0][0])
    assert rule == pytest.approx(
        int(indents(render("commendation-decision", contexts.decision()), "DuongKeTieuNgu")[0][0])
        - moved / 2,
        abs=1,
    )


@pytest.mark.parametrize(
    ("width", "kind", "moved"),
    [
        ('w:w="1800" w:type="pct"', "pct", 1800 + 342 * 5000 // 9354),
        ('w:w="3367" w:type="dxa"', "dxa", 3367 + 342),
        ('w:w="36%" w:type="pct"', "auto", 0),
        ('w:w="0" w:type="auto"', "auto", 0),
    ],
)
def test_every_way_to_say_a_width_moves_with_the_grid_or_is_left_to_it(
    width: str, kind: str, moved: int
) -> None:
    own = edited(template(), lambda xml: xml.replace('w:w="1800" w:type="pct"', width))
    assert width in part(own)
    context = contexts.decision()
    context["organ"] = {**context["organ"], "widened_by": 342}
    document = render("commendation-decision", context, own)
    root = etree.fromstring(part(document).encode("utf-8"))
    table = next(root.iter(f"{W}tbl"))
    found = table.find(f"{W}tr/{W}tc/{W}tcPr/{W}tcW")
    assert (found.get(f"{W}type"), int(found.get(f"{W}w"))) == (kind, moved)
    assert [int(column.get(f"{W}w")) for column in table.find(f"{W}tblGrid")] == [3709, 5645]


def test_a_letterhead_that_has_no_room_on_its_right_is_left_alone() -> None:
    narrow = edited(template(), lambda xml: xml.replace('w:left="1701"', 'w:left="3400"'))
    assert "widened_by" not in part(template_preprocessor.expand(narrow))


def test_tags_split_into_runs_by_word_are_read_as_one() -> None:
    split = edited(
        template(),
        lambda xml: xml.replace(
            "{{ subject }}</w:t></w:r>",
            '{{ sub</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>ject</w:t></w:r>'
            '<w:r><w:t xml:space="preserve"> }}</w:t></w:r>',
        ),
    )
    assert indents(template_preprocessor.expand(split), "DuongKe") == indents(
        template_preprocessor.expand(template()), "DuongKe"
    )
    assert "Về việc tặng" in part(render("", contexts.decision(), split))


def test_styles_are_known_by_their_vietnamese_names_when_ids_were_renamed() -> None:
    def rename(xml: str) -> str:
        for old in ("DuongKe", "TrichYeu", "TenCoQuan"):
            xml = re.sub(rf'="{old}"', f'="{old[::-1]}1"', xml)
        return xml

    renamed = edited(template(), rename, "word/document.xml", "word/styles.xml")
    spelled = template_preprocessor.expand(renamed)
    assert indents(spelled, "eKgnouD1") == indents(
        template_preprocessor.expand(template()), "DuongKe"
    )
    assert texts(spelled, "ueYhcirT1")[0].startswith("{% filter set_lines(")


def test_words_and_conditions_around_a_value_count_too() -> None:
    worded = edited(
        template(),
        lambda xml: xml.replace(
            ">{{ subject }}<", '>Về “{% if priority == "KHẨN" %}gấp {% endif %}{{ subject }}”<'
        ),
    )
    short = indents(render("", contexts.decision(subject="ngắn"), worded), "DuongKe")[1]
    longer = indents(
        render("", contexts.decision(subject="ngắn", priority="KHẨN"), worded), "DuongKe"
    )
    assert int(longer[1][0]) < int(short[0])


def test_signs_that_xml_escapes_are_measured_as_they_print() -> None:
    first = indents(render("commendation-decision", contexts.decision(subject="&" * 9)), "DuongKe")
    second = indents(render("commendation-decision", contexts.decision(subject="m" * 9)), "DuongKe")
    # At 14 pt bold an ampersand is as wide as an m.
    assert first[1] == second[1]


def test_columns_take_the_widths_of_the_data() -> None:
    table = contexts.award_table(3)
    docx = render("commendation-decision", contexts.decision([contexts.annex(count=3)]))
    root = etree.fromstring(part(docx).encode("utf-8"))
    grids = [
        [int(c.get(W + "w")) for c in grid.findall(W + "gridCol")]
        for grid in root.iter(W + "tblGrid")
    ]
    wanted = [c["width"] for c in table["columns"]]
    assert wanted in grids
    rows = [[int(c.get(W + "w")) for c in row.iter(W + "tcW")] for row in root.iter(W + "tr")]
    assert rows.count(wanted) == 4


def test_columns_before_and_after_the_loop_keep_their_widths() -> None:
    def surrounded(xml: str) -> str:
        grid = '<w:tblGrid><w:gridCol w:w="700"/>' + '<w:gridCol w:w="1000"/>' * 3
        grid += '<w:gridCol w:w="800"/></w:tblGrid>'
        fixed = '<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/></w:tcPr><w:p/></w:tc>'

        def cell(text: str) -> str:
            return fixed.format(1000).replace("<w:p/>", f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")

        row = (
            "<w:tr>"
            + fixed.format(700)
            + cell("{%tc for c in group.table.columns %}")
            + cell("{{ c.header }}")
            + cell("{%tc endfor %}")
            + fixed.format(800)
            + "</w:tr>"
        )
        table = f"<w:tbl><w:tblPr/>{grid}{row}</w:tbl><w:p/>"
        return xml.replace("<w:body>", f"<w:body>{table}", 1)

    xml = part(template_preprocessor.expand(edited(template(), surrounded)))
    assert (
        '<w:tblGrid><w:gridCol w:w="700"/>{% for c in group.table.columns %}'
        '<w:gridCol w:w="{{ c.width }}"/>{% endfor %}<w:gridCol w:w="800"/></w:tblGrid>' in xml
    )


def test_a_section_break_in_the_paragraph_of_a_tag_is_not_lost_with_it() -> None:
    """LibreOffice puts a break there when it saves a template."""

    def merged(xml: str) -> str:
        pattern = r'(\{%p if annex\.landscape %\}</w:t></w:r></w:p>)(<w:p><w:pPr><w:pStyle w:val="NgatPhan"/>)'
        pattern += r"(<w:sectPr>.*?</w:sectPr>)</w:pPr></w:p>"
        found = re.search(pattern, xml)
        assert found
        before, after = xml[: found.start()], xml[found.end() :]
        place = before.rindex("</w:pPr>")
        return before[:place] + found.group(3) + before[place:] + found.group(1) + after

    docx = render(
        "", contexts.decision([contexts.annex(landscape=True)]), edited(template(), merged)
    )
    assert part(docx).count('w:orient="landscape"') == 1


def test_the_last_break_becomes_the_documents_own_section() -> None:
    xml = part(render("commendation-decision", contexts.decision([contexts.annex(landscape=True)])))
    assert xml.count("<w:sectPr") == 2
    final = xml[xml.rindex("<w:sectPr") :]
    assert 'w:orient="landscape"' in final
    assert '<w:pgNumType w:start="1"/>' in final
    assert re.search(r"</w:p><w:sectPr(?:(?!</w:sectPr>).)*</w:sectPr></w:body>", xml)


def test_without_annexes_there_is_one_section() -> None:
    xml = part(render("commendation-decision", contexts.decision()))
    assert xml.count("<w:sectPr") == 1
    # A table may not be the last thing of a document, so its paragraph stays.
    assert re.search(r"</w:tbl><w:p>.*?</w:p><w:sectPr", xml)


def test_pages_that_go_on_counting_have_no_first_page_of_their_own() -> None:
    xml = part(render("summary-report", contexts.report()))
    sections = re.findall(r"<w:sectPr.*?</w:sectPr>", xml, re.DOTALL)
    assert [("titlePg" in s, "w:start=" in s) for s in sections] == [
        (True, False),
        (False, False),
        (False, False),
        (True, True),
        (True, True),
    ]


def test_arranging_section_breaks_leaves_other_documents_alone_and_takes_bytes_too() -> None:
    plain = "<w:document><w:body><w:p/><w:sectPr><w:titlePg/></w:sectPr></w:body></w:document>"
    assert section_breaks.arrange_section_breaks(plain) == plain
    assert section_breaks.arrange_section_breaks(plain.encode()) == plain.encode()
    spoken = (
        "<w:body><w:p><w:pPr><w:sectPr><w:a/></w:sectPr></w:pPr><w:r><w:t>lời</w:t></w:r></w:p>"
        "<w:sectPr><w:b/></w:sectPr></w:body>"
    )
    assert section_breaks.arrange_section_breaks(spoken) == (
        "<w:body><w:p><w:pPr></w:pPr><w:r><w:t>lời</w:t></w:r></w:p>"
        "<w:sectPr><w:a/></w:sectPr></w:body>"
    )


BREAK = "<w:p><w:pPr><w:pStyle {}/><w:sectPr><w:a/></w:sectPr></w:pPr></w:p>".format('w:val="N"')
FINAL = "<w:sectPr><w:b/></w:sectPr></w:body>"


def test_a_break_moves_into_the_paragraph_before_it_and_takes_no_space() -> None:
    text = '<w:p><w:pPr><w:pStyle w:val="T"/></w:pPr><w:r><w:t>lời</w:t></w:r></w:p>'
    arranged = section_breaks.arrange_section_breaks(f"<w:body>{text}{BREAK}{text}{FINAL}")
    assert arranged.startswith(
        '<w:body><w:p><w:pPr><w:pStyle w:val="T"/><w:sectPr><w:a/></w:sectPr></w:pPr>'
    )
    assert 'w:val="N"' not in arranged


@pytest.mark.parametrize("after", ["<w:p><w:r><w:t>lời</w:t></w:r></w:p>", ""])
def test_a_row_that_stays_whole_stays_with_the_break_after_its_table(after: str) -> None:
    cell = '<w:tc><w:p><w:pPr><w:pStyle w:val="C"/></w:pPr></w:p></w:tc>'
    whole = f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell}</w:tr>"
    for row, kept in ((whole, 1), (f"<w:tr>{cell}</w:tr>", 0)):
        xml = f"<w:body><w:tbl>{whole}{row}</w:tbl>{BREAK}{after}{FINAL}"
        assert section_breaks.arrange_section_breaks(xml).count("<w:keepNext/>") == kept


@pytest.mark.parametrize("slug", SLUGS)
def test_expanding_twice_gives_the_same_bytes_of_xml(slug: str) -> None:
    assert part(template_preprocessor.expand(template(slug))) == part(
        template_preprocessor.expand(template(slug))
    )


def test_templates_are_those_that_the_tool_writes() -> None:
    from tools.make_templates.__main__ import TEMPLATES as MAKERS

    for slug, make in MAKERS.items():
        assert make() == make()
        assert part(make()) == part(template(slug)), f"python -m tools.make_templates ({slug})"


# --- rules below a text ---------------------------------------------------------------------------


def styled(style: str, text: str = "", more: str = "") -> str:
    run = f"<w:r><w:t>{text}</w:t></w:r>" if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{run}</w:p>'


def rules(body: str) -> list[tuple[str, str]]:
    """The indents of the rules in a document that holds this and the page of our template."""

    def replaced(xml: str) -> str:
        end = xml.rindex("<w:sectPr")
        return xml[: xml.index("<w:body>") + len("<w:body>")] + body + xml[end:]

    return indents(template_preprocessor.expand(edited(template(), replaced)), "DuongKe")


RULE = styled("DuongKe")


def test_a_rule_without_a_text_above_it_is_left_as_it_is() -> None:
    table = "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    for above in ("", table, styled("DoanVan", "{%p if subject %}")):
        assert rules(above + RULE) == [("", "")]


def test_a_rule_below_tags_belongs_to_the_text_above_them() -> None:
    tags = styled("DoanVan", "{%p if subject %}") + styled("DoanVan", "{%p endif %}")
    ((left, right),) = rules(styled("TrichYeu", "{{ subject }}") + tags + RULE)
    assert "rule_indent(" in left and "{{ subject }}" in left and left == right


def test_a_rule_below_words_that_are_always_the_same_has_its_length_in_the_template() -> None:
    ((left, right),) = rules(styled("TrichYeu", "Về việc tặng Giấy khen") + RULE)
    assert left == right and left.isdigit()
    # Its own indent, if it has one, is replaced, and stands where Word wants it.
    indented = styled(
        "DuongKe", more='<w:spacing w:after="0"/><w:ind w:left="5"/><w:jc w:val="left"/>'
    )
    assert rules(styled("TrichYeu", "Về việc tặng Giấy khen") + indented) == [(left, right)]
    spaced = styled("DuongKe", more='<w:spacing w:after="0"/><w:jc w:val="left"/>')
    assert rules(styled("TrichYeu", "Về việc tặng Giấy khen") + spaced) == [(left, right)]


def test_a_rule_under_fixed_words_follows_the_page_that_the_data_choose() -> None:
    def page(width: int) -> str:
        size = f'<w:sectPr><w:pgSz w:w="{width}" w:h="16838"/><w:pgMar w:left="1701" w:right="851"/></w:sectPr>'
        return f"<w:p><w:pPr>{size}</w:pPr></w:p>"

    choice = styled("DoanVan", "{%p if lying %}") + page(16_838) + styled("DoanVan", "{%p else %}")
    choice += page(11_906) + styled("DoanVan", "{%p endif %}")
    ((left, right),) = rules(styled("TrichYeu", "Phụ lục") + RULE + choice)
    assert left == right
    assert "rule_indent((14286 if lying else 9354), 14, 1, 0, 0, 0, 0) %}Phụ lục{%" in left
