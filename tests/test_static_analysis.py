"""A template whose parts might not be well formed, whatever the data, is refused before it prints anything."""

from __future__ import annotations

import pytest

from service.docx.rendering import tags
from service.docx.rendering.line_filters import SET_LINES
from service.docx.rendering.markup import PartAnalysis, UnprovedTemplate
from service.docx.rendering.static_analysis import StaticAnalyzer

MEASURE = "rule_indent"


def analysed(xml: str) -> tuple[PartAnalysis, str]:
    """The analysis, and the tree that is compiled."""
    environment = tags.PlainEnvironment({MEASURE: len, SET_LINES: str})
    tree = environment.parse(xml)
    return StaticAnalyzer({MEASURE, SET_LINES}).analyse(tree), repr(tree)


@pytest.mark.parametrize(
    ("xml", "why"),
    [
        ("<w:p><w:t>{{ a }}</w:t>", "không khép kín"),
        ("<w:p", "không khép kín"),
        ("<w:p></w:r></w:p>", "không đúng thứ tự"),
        ("</w:p>", "không đúng thứ tự"),
        ("<w:p>{{ a }}</w:p>", "ngoài dòng chữ"),
        ("{{ a }}", "ngoài dòng chữ"),
        ("<w:p {{ a }}></w:p>", "trong tên thẻ"),
        ("<w:{{ a }}></w:p>", "trong tên thẻ"),
        ("<w:p>{% if a %}</w:p>{% endif %}", "không khớp nhau"),
        ("{% if a %}<w:p>{% else %}{% endif %}</w:p>", "không khớp nhau"),
        ("{% for a in b %}<w:p>{% endfor %}</w:p>", "không khớp nhau"),
        ("<w:tbl>{% for a in b %}<w:tr>{% endfor %}</w:tr></w:tbl>", "không khớp nhau"),
        ("<w:t>{% filter upper %}a{% endfilter %}</w:t>", "lệnh filter"),
        (f"<w:t>{{% filter {MEASURE} %}}a{{% endfilter %}}</w:t>", "lệnh filter"),
        (f'<w:p a="{{% filter {SET_LINES} %}}a{{% endfilter %}}"/>', "lệnh filter"),
        (f"<w:p>{{% filter {SET_LINES} %}}a{{% endfilter %}}</w:p>", "lệnh filter"),
        (f'<w:p a="{{% filter {MEASURE} %}}{{% for a in b %}}{{% endfor %}}{{% endfilter %}}"/>', "vòng lặp"),
        ("<w:p>{% set a, b = c %}</w:p>", "lệnh Assign"),
    ],
)  # fmt: skip
def test_what_might_not_be_well_formed_is_refused(xml: str, why: str) -> None:
    with pytest.raises(UnprovedTemplate, match=why):
        analysed(xml)


@pytest.mark.parametrize(
    ("xml", "filters"),
    [
        ("<w:t>{{ a }}</w:t>", [tags.TEXT]),
        ("<w:instrText>{{ a }}</w:instrText>", [tags.ATTRIBUTE]),
        ("<w:p w:val='{{ a }}'/>", [tags.ATTRIBUTE]),
        ('<w:p w:val="{{ a }}"/>', [tags.ATTRIBUTE]),
        ("<!-- {{ a }} --><w:p/>", [tags.ATTRIBUTE]),
        ("<?mso {{ a }}?><w:p/>", [tags.ATTRIBUTE]),
        (f'<w:p w:val="{{% filter {MEASURE} %}}x {{{{ a }}}}{{% endfilter %}}"/>', [tags.JOINED, tags.ESCAPED]),
        (f"<w:t>{{% filter {SET_LINES} %}}x {{{{ a }}}}{{% endfilter %}}</w:t>", [tags.JOINED, tags.ESCAPED]),
        (
            f'<w:p w:val="{{% filter {MEASURE} %}}{{% if a %}}{{{{ b }}}}{{% elif c %}}d{{% else %}}e{{% endif %}}'
            '{% endfilter %}"/>',
            [tags.ESCAPED],
        ),
    ],
)  # fmt: skip
def test_each_value_gets_the_filter_of_its_position(xml: str, filters: list[str]) -> None:
    analysis, tree = analysed(xml)
    assert analysis.has_tags
    every = (tags.TEXT, tags.ATTRIBUTE, tags.JOINED, tags.ESCAPED)
    assert [name for name in every if f"'{name}'" in tree] == [
        name for name in every if name in filters
    ]


def test_a_template_without_tags_is_known_to_have_none() -> None:
    assert not analysed("<w:p><w:r><w:t>chữ\tvà\ndòng</w:t></w:r></w:p>")[0].has_tags


def test_a_tab_where_the_look_of_the_run_comes_from_the_data_starts_no_run() -> None:
    fixed = "<w:r><w:rPr><w:b/></w:rPr><w:t>a\tb</w:t></w:r>"
    by_data = fixed.replace("<w:b/>", '<w:color w:val="{{ c }}"/>')
    assert "<w:r><w:rPr><w:b/></w:rPr><w:tab/></w:r>" in analysed(fixed)[1]
    assert '</w:t><w:tab/><w:t xml:space="preserve">' in analysed(by_data)[1]


@pytest.mark.parametrize(
    ("between", "fits"),
    [
        ("", True),
        ("{% if a %}{% set b = d %}{% endif %}", False),
        ("{% if a %}{% else %}{% set b = d %}{% endif %}", False),
        ("{% if a %}{% elif e %}{% set b = d %}{% else %}{% endif %}", False),
        ("{% if a %}{% set f = d %}{% endif %}", True),
        # A loop's own name is gone when it ends.
        ("{% if a %}{% for b in d %}{% endfor %}{% endif %}", True),
    ],
)
def test_a_row_fits_the_grid_that_the_same_list_makes_unless_a_branch_may_have_changed_it(
    between: str, fits: bool
) -> None:
    looped = "{{% for c in b %}}<{0}/>{{% endfor %}}"
    grid, row = looped.format("w:gridCol"), looped.format("w:tc")
    xml = f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{between}<w:tr>{row}</w:tr></w:tbl>"
    (verdict,) = analysed(xml)[0].verdicts.values()
    assert verdict.fits is fits
