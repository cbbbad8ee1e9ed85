"""A template is told what is wrong with it, in Vietnamese, before a clerk meets it."""

from __future__ import annotations

import pytest

from service.docx.rendering import lint
from tests.word_templates import compiled, lines

SHAPE = {
    "subject": "x",
    "signer": {"full_name": "Nguyễn Văn A", "other_title": ""},
    "articles": [{"number": 1, "text": "x"}, {"number": 2, "text": "y", "note": "z"}],
    "table": {"columns": [{"key": "a"}], "rows": [{"a": "1"}]},
    "recipients": ["x"],
}
WHOLE = (
    "{{ subject }} {{ signer.full_name }}{% if signer.other_title %}{{ signer.other_title }}{% endif %}",
    "{% for a in articles %}{{ a.number }}{{ a['text'] }}{% if a.note is defined %}{{ a.note }}{% endif %}{% endfor %}",
    "{% for row in table.rows %}{% for c in table.columns %}{{ row[c.key] }}{% endfor %}{% endfor %}",
    "{{ recipients|join('; ') }}",
)


def test_a_whole_template_has_no_problem() -> None:
    assert lint(compiled(lines(*WHOLE)), SHAPE) == []


@pytest.mark.parametrize(
    ("tag", "reported", "meant"),
    [
        ("{{ subjct }}", "“subjct”", "có phải “subject”?"),
        ("{{ signer.fullname }}", "“signer.fullname”", "có phải “signer.full_name”?"),
        ("{% for a in articles %}{{ a.txt }}{% endfor %}", "“a.txt”", "có phải “a.text”?"),
        ("{% set s = signer %}{{ s.full_nam }}", "“s.full_nam”", "có phải “s.full_name”?"),
        ("{% if signr %}x{% endif %}", "“signr”", "có phải “signer”?"),
    ],
)
def test_an_unknown_name_is_reported_with_the_nearest_and_its_paragraph(
    tag: str, reported: str, meant: str
) -> None:
    problems = lint(compiled(lines("Mở đầu", f"Ở đây {tag}", *WHOLE)), SHAPE)
    assert len(problems) == 1
    assert reported in problems[0]
    assert meant in problems[0]
    assert "(đoạn “Ở đây" in problems[0]


def test_a_name_that_is_never_printed_is_reported_once() -> None:
    problems = lint(compiled(lines("{{ subject }} {{ signer.full_name }}")), SHAPE)
    assert problems == [
        "Mẫu chưa in “signer.other_title”.",
        "Mẫu chưa in “articles”.",
        "Mẫu chưa in “table”.",
        "Mẫu chưa in “recipients”.",
    ]
    assert lint(
        compiled(lines("{{ subject }} {{ signer.full_name }}")),
        SHAPE,
        {"signer.other_title", "articles", "table", "recipients"},
    ) == []  # fmt: skip


def test_a_name_that_is_only_asked_about_is_not_printed() -> None:
    template = lines(*WHOLE[:1], *WHOLE[2:], "{% if articles %}Điều khoản{% endif %}")
    assert lint(compiled(template), SHAPE) == ["Mẫu chưa in “articles[]”."]


def test_several_examples_count_together() -> None:
    template = compiled(lines("{{ subject }}{% if note is defined %}{{ note }}{% endif %}"))
    assert lint(template, [{"subject": "x"}, {"subject": "x", "note": "y"}]) == []


@pytest.mark.parametrize(
    "asked",
    [
        "{% if signer %}Ký{% endif %}",
        "{{ 'Ký' if signer else '' }}",
        "{% for a in articles if signer %}{{ a }}{% endfor %}",
    ],
)
def test_a_part_that_is_only_asked_about_is_not_printed(asked: str) -> None:
    shape = {"signer": {"full_name": "A"}, "articles": ["x"]}
    problems = lint(compiled(lines(asked, "{% for a in articles %}{{ a }}{% endfor %}")), shape)
    assert problems == ["Mẫu chưa in “signer.full_name”."]


def test_a_part_left_out_on_purpose_stands_for_all_that_it_holds() -> None:
    template = compiled(lines("{{ subject }}"))
    assert lint(template, SHAPE, {"signer", "articles", "table", "recipients"}) == []


@pytest.mark.parametrize(
    ("printed", "left"),
    [
        ("{{ table.rows }}", ["table.columns", "subject"]),
        ("{{ table.rows|length }}", ["table.columns", "table.rows[]", "subject"]),
        ("{{ table.rows|count }}", ["table.columns", "table.rows[]", "subject"]),
        ("{{ table.rows[0] }}", ["table.columns", "subject"]),
        ("{{ table.rows[1:] }}", ["table.columns", "subject"]),
        ("{% for row in table.rows %}{{ row }}{% endfor %}", ["table.columns", "subject"]),
        ("{% for row in table.rows %}{{ row.a }}{% endfor %}", ["table.columns", "table.rows[].b", "subject"]),
        ("{% set rows = table.rows %}{{ rows }}", ["table.columns", "subject"]),
        ("{{ table|join }}", ["subject"]),
        ("{{ subject if table.columns else table.rows }}", ["table.columns[]"]),
        ("{{ table }}", ["subject"]),
    ],
)  # fmt: skip
def test_what_is_printed_as_a_whole_is_printed_with_all_that_it_holds(
    printed: str, left: list[str]
) -> None:
    shape = {
        "table": {"columns": [{"key": "a"}], "rows": [{"a": "1", "b": "2"}, {"a": "3", "b": "4"}]},
        "subject": "x",
    }
    problems = [one for one in lint(compiled(lines(printed)), shape) if "chưa in" in one]
    assert problems == [f"Mẫu chưa in “{name}”." for name in left]
