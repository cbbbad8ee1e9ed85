"""The engine gives what docxtpl gives, closes its traps, and does the work once."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.docx import embedded_data
from service.docx.rendering import (
    TemplateStore,
    printed_text,
    render,
    tags,
    template_compiler,
)
from service.errors import BrokenTemplate, UnreadableInput
from tests.word_templates import (
    METADATA,
    by_docxtpl,
    canonical_parts,
    compiled,
    lines,
    parts,
    round_by_round,
    table,
    with_body,
    word_file,
)

ROOT = Path(__file__).parent.parent


def split_runs(document: Any) -> None:
    paragraph = document.add_paragraph()
    for piece in (
        "Số: {",
        "{ num",
        "ber }",
        "}/{{ nota",
        "tion }} và {% if ",
        "flag %}có{% el",
        "se %}không{% endif %}",
    ):
        paragraph.add_run(piece).bold = len(piece) % 2 == 0
    document.sections[0].header.paragraphs[0].text = "Trang đầu: {{ number }} & {{ notation }}"
    document.sections[0].footer.paragraphs[0].text = "Cuối trang"


def loops(document: Any) -> None:
    for text in (
        "{%p for row in rows %}",
        "{{ loop.index }}/{{ loop.length }}. {{ row.name }}{% if not loop.last %};{% else %}./.{% endif %}",
        "{%p if row.items %}",
        "{%p for item in row.items %}",
        "- {{ item }} {{ row['name']|upper }}",
        "{%p endfor %}",
        "{%p elif loop.first %}",
        "{% set shown = row.name ~ ' (' ~ loop.index0 ~ ')' %}{{ shown }}",
        "{%p else %}",
        "không có",
        "{%p endif %}",
        "{%p else %}",
        "danh sách trống {{ number }}",
        "{%p endfor %}",
        "“{{ notation if flag else “không” }}” {{ rows|length }} {_{ giữ }_} {{ '{{' }}",
        "{{ number }}{%- if flag %} nối{% endif %}",
    ):
        document.add_paragraph(text)


TEMPLATES: dict[str, Callable[[Any], None]] = {
    "split runs, header": split_runs,
    "paragraph loops": loops,
    "row loop": table(
        [
            ["STT", "Tên", "Số"],
            ["{%tr for row in rows %}"],
            ["{{ loop.index }}", "{{ row.name }}", "{{ number }}"],
            ["{%tr endfor %}"],
        ]
    ),
    "row loop without a header": table(
        [["{%tr for row in rows %}"], ["{{ row.name }}", "x"], ["{%tr endfor %}"]]
    ),
    "column loop in a fixed grid": table(
        [["{%tc for row in rows %}", "{{ row.name }}", "{%tc endfor %}"], ["a", "b", "c"]]
    ),
    "column loop alone": table([["{%tc for row in rows %}", "{{ row.name }}", "{%tc endfor %}"]]),
    "vertical merge": table(
        [
            ["A", "B"],
            ["{%tr for row in rows %}"],
            ["chung {% vm %}{{ number }}", "{{ row.name }}"],
            ["{%tr endfor %}"],
        ]
    ),
    "horizontal merge": table(
        [
            ["đầu", "{%tc for row in rows %}", "{% hm %}gộp", "{%tc endfor %}"],
            ["x", "{%tc for row in rows %}", "{{ row.name }}", "{%tc endfor %}"],
        ]
    ),
    "colspan and background": table(
        [["{% colspan span %}{{ number }}"], ["{% cellbg color %}{{ notation }}", "b", "c"]]
    ),
    "conditional row": table(
        [["a", "b"], ["{%tr if flag %}"], ["{{ number }}", "2"], ["{%tr endif %}"]]
    ),
    "columns of the data": table(
        [
            ["{%tc for c in grid.columns %}", "{{ c.header }}", "{%tc endfor %}"],
            ["{%tr for row in grid.rows %}", "", ""],
            ["{%tc for c in grid.columns %}", "{{ row[c.key] }}", "{%tc endfor %}"],
            ["{%tr endfor %}", "", ""],
        ]
    ),
}


def context(**changes: Any) -> dict[str, Any]:
    plain = {
        "number": "15",
        "notation": "QĐ-SNgV",
        "flag": True,
        "span": 2,
        "color": "FF0000",
        "rows": [
            {"name": "Nguyễn Văn A", "items": ["một", "hai"]},
            {"name": "Trần Thị B", "items": []},
            {"name": "Lê C", "items": ["ba"]},
        ],
        "grid": {
            "columns": [
                {"key": "a", "header": "A", "width": 1000},
                {"key": "b", "header": "B", "width": 2000},
            ],
            "rows": [{"a": "1", "b": "2"}, {"a": "3", "b": "4"}],
        },
    }
    return {**plain, **changes}


#: docxtpl rewrites braces and white space inside of values; those have tests of their own.
letters = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="{}%_￾￿"),
    max_size=30,
)
text = st.one_of(letters, st.sampled_from(["a\nb", "<w:t>", "&amp;", "\"'", "", "Nguyễn", "😀"]))
rows = st.lists(
    st.fixed_dictionaries({"name": text, "items": st.lists(text, max_size=3)}), max_size=4
)


@pytest.fixture(scope="module")
def templates() -> dict[str, Any]:
    return {name: compiled(word_file(write)) for name, write in TEMPLATES.items()}


@pytest.mark.parametrize("name", TEMPLATES)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=text, notation=text, flag=st.booleans(), rows=rows)
def test_every_part_equals_what_docxtpl_gives(
    templates: dict[str, Any], name: str, number: str, notation: str, flag: bool, rows: list[Any]
) -> None:
    template = templates[name]
    values = context(number=number, notation=notation, flag=flag, rows=rows)
    expected = by_docxtpl(template, values)
    made = canonical_parts(render(template, values, METADATA))
    for part, xml in expected.items():
        assert made[part] == xml, part


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_part_equals_every_round_rendered(templates: dict[str, Any], name: str) -> None:
    for values in (context(), context(rows=[]), context(flag=False, number="a\nb<&>'\"")):
        for part in templates[name].parts:
            assert part.render(values) == round_by_round(part).render(values)


@pytest.mark.no_cover
@pytest.mark.parametrize("slug", ["commendation-decision", "conference-minutes", "summary-report"])
def test_our_own_templates_give_what_docxtpl_gives(slug: str) -> None:
    from service import documents, reference
    from service.config import Settings

    template = TemplateStore([ROOT / "templates_docx"], [slug]).get(slug)
    document_type = documents.get(slug)
    known = reference.load(Settings().catalogue)
    for sample in (ROOT / "samples").glob(f"**/{slug}*.json"):
        record = document_type.review(json.loads(sample.read_text("utf-8")), known).record
        values = document_type.context(record, known)
        for part in template.parts:
            assert part.render(values) == round_by_round(part).render(values)
        expected = by_docxtpl(template, values)
        made = canonical_parts(render(template, values, METADATA))
        assert all(made[part] == xml for part, xml in expected.items())


def test_tables_that_fit_are_proved_once_and_never_counted(templates: dict[str, Any]) -> None:
    assert not any(part.has_marks for part in templates["row loop"].parts)
    assert not any(part.has_marks for part in templates["columns of the data"].parts)
    assert any(part.has_marks for part in templates["column loop alone"].parts)


def test_a_fixed_table_that_does_not_fit_is_repaired_when_compiled() -> None:
    wide = (
        '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="3001"/><w:gridCol w:w="3000"/><w:gridCol w:w="2000"/>'
        "</w:tblGrid><w:tr><w:tc><w:p><w:r><w:t>{{ number }}</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p/></w:tc></w:tr></w:tbl>"
    )
    template = compiled(with_body(wide))
    assert not any(part.has_marks for part in template.parts)
    made = canonical_parts(render(template, context(), METADATA))
    assert made["word/document.xml"] == by_docxtpl(template, context())["word/document.xml"]
    assert b"<w:gridCol" in made["word/document.xml"]


@pytest.mark.parametrize("looped", [False, True])
def test_drawings_are_numbered_as_docxtpl_numbers_them(looped: bool) -> None:
    drawing = '<w:p><w:r><w:drawing><wp:inline><wp:docPr name="x" id="7"/></wp:inline></w:drawing></w:r></w:p>'
    tag = "<w:p><w:r><w:t>{{%p {} %}}</w:t></w:r></w:p>"
    body = tag.format("for row in rows") + drawing + tag.format("endfor") if looped else drawing * 2
    template = compiled(with_body(body + "<w:p><w:r><w:t>{{ number }}</w:t></w:r></w:p>"))
    made = canonical_parts(render(template, context(), METADATA))["word/document.xml"]
    assert made == by_docxtpl(template, context())["word/document.xml"]
    assert b'id="1002"' in made


def test_footnotes_are_filled() -> None:
    from service.docx.rendering.template_sources import Source

    source = Source(
        "word/footnotes.xml",
        "",
        '<?xml version="1.0"?><w:footnotes><w:footnote><w:p><w:r><w:t>{{ number }}</w:t></w:r></w:p>'
        "</w:footnote></w:footnotes>",
        "",
        False,
    )
    part = template_compiler.compile_part(source)
    assert b"<w:t>15</w:t>" in part.render(context())


def test_a_template_is_compiled_once_and_rendering_parses_nothing(tmp_path: Path) -> None:
    (tmp_path / "summary-report.docx").write_bytes(word_file(loops))
    with mock.patch.object(
        template_compiler._ENVIRONMENT,
        "compile",
        wraps=template_compiler._ENVIRONMENT.compile,
    ) as compiles:
        store = TemplateStore([tmp_path], ["summary-report"])
        template = store.get("summary-report")
        times = compiles.call_count
        with (
            mock.patch("docxtpl.DocxTemplate", side_effect=AssertionError),
            mock.patch("lxml.etree.fromstring", side_effect=AssertionError),
        ):
            for _ in range(3):
                assert store.get("summary-report") is template
                render(store.get("summary-report"), context(), METADATA)
        assert compiles.call_count == times


# The traps


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "value",
    [
        "a < b", "</w:t></w:r></w:p><w:p>", "{{ 7 * 7 }}", "{% for %}", "{_{ x }_}", "%}", "{# #}", "\\", "&lt;",
        "'\"", "😀 👩‍👩‍👧", "a" * 20_000, "]]>", "<!-- -->", "\x85\u2028", "{%p for x in y %}",
    ],
)  # fmt: skip
def test_a_value_arrives_as_typed(value: str) -> None:
    template = compiled(lines("[{{ number }}]"))
    out = render(template, {"number": value}, METADATA)
    assert f"[{value}]" in printed_text(out)
    assert f"[{value}]" in Document(io.BytesIO(out)).paragraphs[0].text


def test_a_line_feed_is_a_break_and_a_tab_a_tab() -> None:
    template = compiled(lines("{{ number }}"))
    out = render(template, {"number": "một\nhai\tba\r\nbốn"}, METADATA)
    assert printed_text(out).startswith("một\nhai\tba\nbốn")
    same = {"number": "một\nhai\tba"}
    made = canonical_parts(render(template, same, METADATA))["word/document.xml"]
    assert made == by_docxtpl(template, same)["word/document.xml"]


@pytest.mark.parametrize("value", ["\ud800", "a\x00b", "\x07", "\x0c", "\x1f", "\ufffe", "\uffff"])
def test_a_character_that_xml_cannot_hold_is_refused(value: str) -> None:
    template = compiled(lines("{{ number }}", "{{ number }}"))
    with pytest.raises(UnreadableInput, match="ký tự"):
        render(template, {"number": value}, METADATA)


def test_a_name_that_nobody_filled_is_named() -> None:
    template = compiled(lines("{{ organ.nmae }}"))
    with pytest.raises(BrokenTemplate, match="“nmae”"):
        render(template, {"organ": {"name": "x"}}, METADATA)


@pytest.mark.parametrize("value", [None, True, ["x"], {"a": 1}, object()])
def test_only_text_and_numbers_are_printed(value: Any) -> None:
    with pytest.raises(BrokenTemplate):
        render(compiled(lines("{{ number }}")), {"number": value}, METADATA)


@pytest.mark.parametrize(
    "tag",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ number.__class__ }}",
        "{{ secret.path }}",
        "{{ secret.read() }}",
        "{{ lipsum() }}",
        "{{ cycler.__init__ }}",
        "{{ number|attr('__class__') }}",
        "{{ number|safe }}",
        "{{ 'x' * 1000000000 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ number.center(1000000000) }}",
        "{% for a in range(100000000) %}x{% endfor %}",
    ],
)
def test_the_sandbox_reaches_plain_data_only(tag: str) -> None:
    class Secret:
        path = "/etc/passwd"

        def read(self) -> str:
            return "bí mật"

    with pytest.raises(BrokenTemplate):
        render(compiled(lines(tag)), {"number": "15", "secret": Secret()}, METADATA)


@pytest.mark.no_cover
@pytest.mark.parametrize("body", ["x", "{% if a == 'không' %}x{% endif %}", "{{ a|join|upper }}"])
def test_a_template_that_runs_away_is_stopped(body: str) -> None:
    nested = "".join(f"{{% for {name} in rows %}}" for name in "abcd") + body + "{% endfor %}" * 4
    rows = [["x"]] * 2_000
    with pytest.raises(BrokenTemplate, match=r"lặp|viết"):
        render(compiled(lines(nested)), {"rows": rows}, METADATA)


DOUBLED = "{% set a = 'aaaaaaaaaa' %}"


@pytest.mark.parametrize(
    "tag",
    [
        DOUBLED + "{% set a = a ~ a %}" * 40 + "{{ a|length }}",
        DOUBLED + "{% set a = a + a %}" * 40 + "{{ a|length }}",
        DOUBLED + "{% set a = [a, a]|join %}" * 40 + "{{ a|length }}",
        "{{ 'aaaaaaaaaa'" + "|replace('a', 'aaaaaaaaaa')" * 20 + "}}",
        "{% set a = 99 %}" + "{% set a = a * a %}" * 40 + "{{ a }}",
    ],
)
def test_text_that_doubles_is_stopped(tag: str) -> None:
    with pytest.raises(BrokenTemplate, match=r"quá dài|quá lớn"):
        render(compiled(lines(tag)), {}, METADATA)


@pytest.mark.parametrize(
    ("tag", "reason"),
    [
        ("{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}x{% endmacro %}{{ m(40) }}", "Macro"),
        ("{% for row in rows recursive %}x{{ loop(rows) }}{{ loop(rows) }}{% endfor %}", "For"),
        ("{% set a %}x{% endset %}{{ a }}", "AssignBlock"),
        ("{% include 'x' %}", "Include"),
        ("{{r number }}", "ngoài dòng chữ"),
    ],
)  # fmt: skip
def test_a_template_that_cannot_be_proved_sound_is_refused_with_its_paragraph(
    tag: str, reason: str
) -> None:
    with pytest.raises(BrokenTemplate, match=rf"{reason}.*“Số: .*”"):
        compiled(lines("trước", "Số: " + tag, "sau"))


def test_items_is_a_key_like_any_other() -> None:
    template = compiled(lines("{{ block.items }}{{ block.keys }}"))
    out = render(template, {"block": {"items": "một", "keys": "hai"}}, METADATA)
    assert "mộthai" in printed_text(out)


def test_a_very_long_text_arrives_whole() -> None:
    template = compiled(lines("{{ number }}", "sau cùng"))
    long = "đ" * 6_000_000
    shown = printed_text(render(template, {"number": long}, METADATA))
    assert shown.count("đ") == 6_000_000
    assert "sau cùng" in shown


def test_threads_do_not_share_data() -> None:
    template = compiled(lines("{%p for row in rows %}", "{{ row.name }}", "{%p endfor %}"))
    wrong: list[str] = []

    def work(name: str) -> None:
        for _ in range(30):
            text = printed_text(render(template, {"rows": [{"name": name}] * 200}, METADATA))
            if text.count(name) != 200 or set(text.split()) != {name}:
                wrong.append(name)

    threads = [threading.Thread(target=work, args=(name,)) for name in ("MỘT", "HAI", "BA")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_the_same_input_gives_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    (tmp_path / "t.docx").write_bytes(word_file(loops))
    program = (
        "import sys, hashlib, pathlib; sys.path.insert(0, '.')\n"
        "from service.docx.rendering import compile_template, render\n"
        "from tests.word_templates import METADATA\nfrom tests.test_rendering import context\n"
        "t = compile_template('t', pathlib.Path(sys.argv[1]).read_bytes())\n"
        "print(hashlib.sha256(render(t, context(), METADATA)).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program, str(tmp_path / "t.docx")],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            cwd=ROOT, check=True, capture_output=True, text=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(digests) == 1


def test_the_package_is_sound_and_has_no_clock() -> None:
    out = render(compiled(word_file(split_runs)), context(), METADATA)
    with zipfile.ZipFile(io.BytesIO(out)) as package:
        assert package.testzip() is None
        assert package.namelist()[0] == "[Content_Types].xml"
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = package.read("docProps/core.xml").decode()
    assert "created" not in core
    assert "python-docx" not in core
    properties = Document(io.BytesIO(out)).core_properties
    assert (properties.title, properties.subject) == ("Báo cáo: thử", "thử <&>")
    assert (properties.author, properties.language) == ("Sở Ngoại vụ", "vi-VN")


def test_a_template_made_from_one_of_our_documents_keeps_one_embedded_input() -> None:
    first = render(compiled(lines("{{ '{{ number }}' }}")), context(), METADATA)
    again = render(compiled(first), context(), METADATA)
    items = [name for name in parts(again) if name.startswith("customXml/item")]
    assert (
        sum(embedded_data.is_embedded_data(parts(again)[n]) for n in items if "Props" not in n) == 1
    )
    assert "15" in printed_text(again)


# Long lists


SECTION = (
    '<w:p><w:pPr><w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:titlePg/></w:sectPr></w:pPr></w:p>'
)


def cell(words: str, style: str = "x") -> str:
    return (
        '<w:tc><w:tcPr><w:tcW w:w="1000" w:type="dxa"/></w:tcPr><w:p><w:pPr>'
        f'<w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>'
    )


def long_table(*words: str, style: str = "x") -> str:
    """A table with one row for each of ``rows``, a mark alone after it, then a section break."""
    grid = '<w:gridCol w:w="1000"/>' * 2
    tag = "<w:tr><w:tc><w:p><w:r><w:t>{{%tr {} %}}</w:t></w:r></w:p></w:tc></w:tr>"
    row = f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cell(word, style) for word in words)}</w:tr>"
    return (
        f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid><w:tr>{cell('a')}{cell('b')}</w:tr>"
        f"{tag.format('for row in rows')}{row}{tag.format('endfor')}</w:tbl>"
    )


MARK = "<w:p><w:r><w:t>./.</w:t></w:r></w:p>"
LONG_TABLES = {
    "a table before a break": long_table("{{ row.name }}", "{{ row['place'] }}") + SECTION,
    "a mark after a table": long_table("{{ row.name }}", "{{ number }}") + MARK + SECTION,
    "a choice for all rows": long_table(
        "{% if flag %}{{ row.name }}{% else %}{{ row.place }}{% endif %}", "x{{ row.name }}y"
    )
    + MARK,
    "two tables": long_table("{{ row.place }}", "{{ row.place }}") * 2 + SECTION * 2,
    "rows that differ": long_table("{{ loop.index }}", "{{ row.name|upper }}") + SECTION,
    "an attribute": long_table("{{ row.name }}", "b", style="{{ row.place }}"),
    "columns of the data": long_table(
        "{% for key in keys %}{{ row[key] }}, {% endfor %}", "{{ row.name }}{{ row.place }}"
    ),
    "paragraphs": "".join(
        f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
        for text in ("{%p for row in rows %}", "{{ row.name }} ({{ number }})", "{%p endfor %}")
    ),
}  # fmt: skip


cells = st.one_of(text, st.integers(), st.sampled_from(["a\tb", "a\r\nb", "a\rb"]))
LONG: dict[str, Any] = {"number": "15", "flag": True, "keys": ["place", "name"]}


@pytest.fixture(scope="module")
def long_templates() -> dict[str, Any]:
    return {name: compiled(with_body(xml)) for name, xml in LONG_TABLES.items()}


@pytest.mark.parametrize("name", LONG_TABLES)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.fixed_dictionaries({"name": cells, "place": cells}), max_size=12),
    number=st.one_of(text, st.integers()),
    flag=st.booleans(),
)
def test_a_long_list_rendered_once_equals_every_round_rendered(
    long_templates: dict[str, Any], name: str, rows: list[Any], number: Any, flag: bool
) -> None:
    (part,) = long_templates[name].parts
    values = {**LONG, "rows": rows, "number": number, "flag": flag}
    assert part.render(values) == round_by_round(part).render(values)


def test_like_rounds_are_rendered_once_and_rows_are_put_aside(
    long_templates: dict[str, Any],
) -> None:
    for name, template in long_templates.items():
        (part,) = template.parts
        pieces, rows = [], []
        for length in (10, 1_000):
            state = tags.RenderState()
            people = [{"name": "đ", "place": "x"}] * length
            values = {**LONG, "rows": people}
            jinja_context = part.template.new_context(state.variables(values))
            pieces.append(len([*part.template.root_render_func(jinja_context)]))
            rows.append(len(state.rows))
        differs = name == "rows that differ"
        assert (pieces[0] < pieces[1]) == differs
        assert rows == [0 if differs else LONG_TABLES[name].count("<w:tbl>")] * 2


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ({"name": "a"}, "“place”"),
        ({"name": "a", "place": None}, "không phải chữ"),
        ("chữ", "“name”"),
        (None, "“name”"),
        (["a"], "“name”"),
    ],
)
def test_one_wrong_row_of_many_is_reported(
    long_templates: dict[str, Any], bad: Any, reason: str
) -> None:
    rows = [{"name": "a", "place": "b"}] * 20 + [bad]
    with pytest.raises(BrokenTemplate, match=reason):
        render(long_templates["a table before a break"], {"rows": rows}, METADATA)


@pytest.mark.parametrize("value", ["\ud800", "a\x00b", "\x03", "\x04", "\uffff"])
def test_a_character_that_xml_cannot_hold_is_refused_in_a_long_list(
    long_templates: dict[str, Any], value: str
) -> None:
    rows = [{"name": "a", "place": "b"}] * 20 + [{"name": value, "place": "b"}]
    with pytest.raises(UnreadableInput, match="ký tự"):
        render(long_templates["a table before a break"], {"rows": rows}, METADATA)


def test_a_long_text_in_every_row_does_not_fill_the_memory(long_templates: dict[str, Any]) -> None:
    values = {"rows": [{"name": "a"}] * 2_000, "number": "x" * 1_000_000}
    with pytest.raises(BrokenTemplate, match=r"lặp|viết"):
        render(long_templates["a mark after a table"], values, METADATA)
    values = {"rows": [{"name": "x" * 1_000_000}] * 2_000, "number": "1"}
    with pytest.raises(BrokenTemplate, match=r"lặp|viết"):
        render(long_templates["a mark after a table"], values, METADATA)


# Templates on disk


def test_an_office_overrides_a_template_and_edits_are_picked_up(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    ours.mkdir()
    (ours / "summary-report.docx").write_bytes(lines("của ta"))
    store = TemplateStore([theirs, ours], ["summary-report"])

    def shown() -> str:
        return printed_text(render(store.get("summary-report"), {}, METADATA)).strip()

    with pytest.raises(BrokenTemplate, match="thư mục"):
        store.get("summary-report")
    theirs.mkdir()
    assert shown() == "của ta"
    (theirs / "summary-report.docx").write_bytes(lines("của họ"))
    assert shown() == "của họ"
    (theirs / "summary-report.docx").write_bytes(lines("của họ, sửa"))
    assert shown() == "của họ, sửa"
    (theirs / "summary-report.docx").write_bytes(b"PK\x03\x04 half a file")
    with pytest.raises(BrokenTemplate, match="hỏng"):
        store.get("summary-report")


@pytest.mark.parametrize("slug", ["../summary-report", "none", "", "a/b", "A"])
def test_no_other_file_is_ever_opened(tmp_path: Path, slug: str) -> None:
    (tmp_path / "summary-report.docx").write_bytes(lines("x"))
    folder = tmp_path / "sub"
    folder.mkdir()
    with pytest.raises(BrokenTemplate, match="Không tìm thấy"):
        TemplateStore([folder], ["summary-report"]).get(slug)


def test_a_mistake_in_a_tag_is_reported_with_its_paragraph() -> None:
    with pytest.raises(BrokenTemplate, match="đoạn “Số: "):
        compiled(lines("trước", "Số: {{ number } }}", "sau"))


# Reading again


def test_the_printed_text_is_what_a_reader_sees() -> None:
    def write(document: Any) -> None:
        paragraph = document.add_paragraph("một")
        paragraph.add_run("\thai").add_break()
        paragraph.add_run("ba & <bốn>")
        document.add_paragraph("")
        table([["a", "b"]])(document)

    assert printed_text(word_file(write)) == "một\thai\nba & <bốn>\n\na\nb\n"


def test_a_render_may_use_its_whole_budget_and_not_a_byte_more() -> None:
    state = tags.RenderState(left=10)
    state.spend(10)
    with pytest.raises(tags.RunsAway):
        state.spend(1)
