"""Bytes become nested data, strictly; whatever cannot be read says where."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service import documents, intake
from service.errors import UnreadableInput
from service.untrusted import strict_json

KIND = documents.get("summary-report")


def refused(body: bytes) -> UnreadableInput:
    with pytest.raises(UnreadableInput) as caught:
        strict_json.read_json(body)
    assert str(caught.value).endswith(".")
    return caught.value


def test_json_in_utf_8_is_read() -> None:
    body = '{"subject": "Tổng kết", "ok": true, "none": null, "n": [1, -2]}'.encode()
    assert strict_json.read_json(body) == {
        "subject": "Tổng kết",
        "ok": True,
        "none": None,
        "n": [1, -2],
    }


def test_a_byte_order_mark_is_ignored() -> None:
    assert strict_json.read_json(b'\xef\xbb\xbf{"a": 1}') == {"a": 1}


def test_the_order_of_keys_and_white_space_change_nothing() -> None:
    one = strict_json.read_json(b'{"a":1,"b":{"c":2,"d":3}}')
    other = strict_json.read_json(b'\r\n{ "b" : {"d":3 , "c":2},\t"a": 1 } ')
    assert one == other


def test_decimals_stay_exact() -> None:
    read = strict_json.read_json(b"[0.1, 1234567.50, 1e2, 12345678901234567890]")
    assert read == [Decimal("0.1"), Decimal("1234567.50"), Decimal("100"), 12345678901234567890]
    assert isinstance(read[0], Decimal) and isinstance(read[3], int)


@pytest.mark.parametrize(
    "body",
    [
        b'{"a": 1, "a": 2}',
        b'{"a": 1, "a": 1}',
        b'[{"x": {"a": 1, "b": 2, "a": 3}}]',
        b'{"a": 1, "\\u0061": 2}',
    ],
)
def test_a_key_given_twice_is_refused_and_named(body: bytes) -> None:
    error = refused(body)
    assert error.where is not None and error.where.startswith("dòng 1, cột ")
    assert "Mục “a” được ghi hai lần" in str(error)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_nan_and_infinities_are_refused_and_named(value: str) -> None:
    error = refused(f'{{"a": {value}}}'.encode())
    assert error.where == "dòng 1, cột 7" and value in str(error)


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (b"", "dòng 1, cột 1"),
        (b"{", "dòng 1, cột 2"),
        (b'{"a": 1,\n "b": }', "dòng 2, cột 7"),
        (b"{'a': 1}", "dòng 1, cột 2"),
        (b'{"a": 1} x', "dòng 1, cột 10"),
        (b'{"a": "tab\there"}', "dòng 1, cột 11"),
        (b"[01]", "dòng 1, cột 3"),
        (b"[1.]", "dòng 1, cột 3"),
    ],
)
def test_a_fault_of_syntax_says_line_and_column(body: bytes, where: str) -> None:
    assert refused(body).where == where


@pytest.mark.parametrize(
    "body", ['{"a": "Tổng"}'.encode("utf-16"), b'{"a": "\xd0\xff"}', b"\xed\xa0\x80"]
)
def test_what_is_not_utf_8_is_refused_with_the_byte(body: bytes) -> None:
    error = refused(body)
    assert error.where is not None and error.where.startswith("byte ")
    assert "UTF-8" in str(error)


def test_sixty_levels_are_read_and_sixty_one_are_not() -> None:
    deep = b"[" * strict_json.DEEPEST + b"]" * strict_json.DEEPEST
    assert strict_json.read_json(deep)
    assert str(strict_json.DEEPEST) in str(refused(b"[" + deep + b"]"))


@pytest.mark.parametrize(
    "body",
    [b"[" * 100_000, b"[" * 100_000 + b"]" * 100_000, b'{"a":' * 100_000 + b"1" + b"}" * 100_000],
)
def test_an_abyss_is_refused_and_not_fallen_into(body: bytes) -> None:
    refused(body)


def test_a_number_of_thousands_of_digits_is_refused() -> None:
    assert "quá dài" in str(refused(b"[" + b"9" * 5000 + b"]"))


@pytest.mark.parametrize("exponent", ["301", "-301", "999999999", "9999999999999999999999"])
def test_an_exponent_beyond_all_measure_is_refused(exponent: str) -> None:
    assert strict_json.read_json(b"[1e300, 1e-300]") == [Decimal("1e300"), Decimal("1e-300")]
    assert refused(f"[1,\n 1e{exponent}]".encode()).where == "dòng 2, cột 2"


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ('{"a": 1,\n "b": [NaN]}', "dòng 2, cột 8"),
        ("\n[NaN]", "dòng 2, cột 2"),
        ("[\n\nNaN]", "dòng 3, cột 1"),
        ('{"a": "NaN", "b": -Infinity}', "dòng 1, cột 19"),
        ("[" + "1" * 4_000 + ",\n" + "1" * 5_000 + "]", "dòng 2, cột 1"),
        ("[1.5,\n\n -1." + "1" * 400 + "]", "dòng 3, cột 2"),
        ('{"a": ' * 61 + "1" + "}" * 61, "dòng 1, cột 361"),
        ("[\n" * 100_000, "dòng 61, cột 1"),
        ('{"a": {"b": 1}, "b": 2,\n "\\u0061" : 3}', "dòng 2, cột 2"),
        ('{"[{\\"": 1, "x": "]}\\\\", "x": 2}', "dòng 1, cột 26"),
        ('{"a": 1, "Tổng\\ud800": 2}', "dòng 1, cột 10"),
        ('\ufeff{"a": NaN}', "dòng 1, cột 7"),
    ],
)
def test_what_json_allows_and_we_do_not_is_reported_with_line_and_column(
    body: str, where: str
) -> None:
    assert refused(body.encode()).where == where


def test_the_name_that_is_given_twice_is_reported() -> None:
    assert "“Nơi_nhận”" in str(refused('{"Nơi_nhận": 1, "Nơi_nhận": 2}'.encode()))
    assert "<" not in str(refused(b'{"<b>": 1, "<b>": 2}'))


@pytest.mark.parametrize(("body", "where"), [(b"\xff", "byte 1"), (b'{"a": "\xd0\xff"}', "byte 8")])
def test_the_first_byte_that_is_no_utf_8_is_reported(body: bytes, where: str) -> None:
    assert refused(body).where == where


def test_a_decimal_has_four_hundred_signs_and_no_more() -> None:
    longest = "0." + "1" * 398
    assert strict_json.read_json(longest.encode()) == Decimal(longest)
    assert refused((longest + "1").encode()).where == "dòng 1, cột 1"


def test_names_with_tone_marks_are_names_like_others() -> None:
    assert strict_json.read_json('{"Tổng": {"đ": 1}}'.encode()) == {"Tổng": {"đ": 1}}
    reported = str(refused('{"Tổng\\ud800": 1}'.encode()))
    assert "lone surrogate" in reported and "Tổng" not in reported


def test_a_name_of_sixty_letters_is_reported_and_a_longer_one_is_not() -> None:
    for length, is_told in ((60, True), (61, False)):
        name = "x" * length
        assert (name in str(refused(f'{{"{name}": 1, "{name}": 2}}'.encode()))) is is_told


def test_a_name_may_come_again_in_another_group() -> None:
    body = '{"a": {"a": [{"a": 1}, {"a": 2}]}, "b": {"a": 3}}'
    assert strict_json.read_json(body.encode()) == json.loads(body)
    assert refused(b'{"b": {"a": 1}, "c": [{"a": 1}], "b": 2}').where == "dòng 1, cột 34"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("[" + "9" * 5_000 + "]", "một số quá dài;"),
        ("[1e301]", "quá lớn, quá nhỏ hoặc quá dài"),
        ("[1.5, -Infinity]", "không có giá trị -Infinity"),
        ("[" * 61 + "]" * 61, "quá 60 cấp"),
    ],
)
def test_what_is_refused_says_why(body: str, message: str) -> None:
    assert message in str(refused(body.encode()))


def test_a_lone_surrogate_is_read_so_that_its_field_can_be_named() -> None:
    assert strict_json.read_json(b'{"a": "\\ud800"}') == {"a": "\ud800"}


def test_a_very_long_name_given_twice_is_not_reported_in_full() -> None:
    name = "x" * 5000
    where = refused(f'{{"{name}": 1, "{name}": 2}}'.encode()).where
    assert where is not None and len(where) < 100


def test_anything_may_stand_at_the_top_since_the_schema_judges_it() -> None:
    for body, read in ((b"[]", []), (b"null", None), (b'"x"', "x"), (b"5", 5)):
        assert intake.read(body, "json", KIND).data == read


@pytest.mark.parametrize(
    "body",
    [
        '{"a": 1, "a": 2, "b": "\\u0022:"}',
        '{"a": 1, "a": 2, "b": "\\u003a"}',
        '{"a": 1, "a": 2, "b": "\\u003A"}',
        '{"a": 1, "a": 2, "b" : 3}',
        '{"a": 1, "a": 2, "b"\t: 3}',
        '{"a": 1, "a": 2, "b"\n: 3}',
        '{"a": 1, "a": 2, "b"\r: 3}',
        '{"a": "\\":", "a": 2}',
        '{"a": ":", "a": ":"}',
        '{"\\u0061": 1, "a": 2}',
        '{"x": [{"": 1}, {"": {"é": 1, "\\u00e9": 2}}]}',
    ],
)
def test_a_name_that_stands_twice_is_noticed_however_it_is_written(body: str) -> None:
    assert "hai lần" in str(refused(body.encode()))


@pytest.mark.parametrize(
    "body",
    [
        '{"a" : ":", "b\\":": "\\":", ":": "\\u0022:"}',
        '{"a": {"a": {"a": [{"a": 1}, {"a": 1}]}}}',
        '{"[": "{", "b": ["]", "}"]}',
    ],
)
def test_what_only_looks_like_a_name_that_stands_twice_is_read(body: str) -> None:
    assert strict_json.read_json(body.encode()) == json.loads(body)


def test_json_has_no_cells() -> None:
    assert intake.read(b"{}", "json", KIND).cells == {}


@pytest.mark.parametrize("body", [b"", b"PK", b"PK\x03\x04rubbish", b"{}", b"\xd0\xcf\x11\xe0"])
def test_what_is_no_document_of_ours_is_refused(body: bytes) -> None:
    with pytest.raises(UnreadableInput):
        intake.read(body, "docx", KIND)


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    try:
        strict_json.read_json(body)
    except UnreadableInput as error:
        assert str(error)


@given(st.text("[]{}:,\"\\'0123456789.eE+-nulltruefasNI \n\ufeffa", max_size=40))
def test_anything_like_json_is_read_as_json_or_refused(text: str) -> None:
    try:
        read = strict_json.read_json(text.encode())
    except UnreadableInput:
        return
    assert json.loads(text.encode().decode("utf-8-sig"), parse_float=Decimal) == read


def test_a_letter_that_cannot_be_written_is_told_by_its_byte() -> None:
    with pytest.raises(UnreadableInput) as refused:
        strict_json.write_json("đa\ud800")
    assert refused.value.where == "byte 5"


def test_figures_are_written_as_they_were_read() -> None:
    figures = b"[1.50,12345678901234567890.123456789,123456789012345678901234567890,-0.0]"
    read = strict_json.read_json(figures)
    assert strict_json.write_json(read) == strict_json.canonical(read) == figures
    assert strict_json.read_json(strict_json.readable(read)) == read
    assert str(strict_json.read_json(strict_json.readable(read))[0]) == "1.50"
    assert strict_json.readable({"b": "x\ud800", "a": ["đ"]}).decode() == (
        '{\n  "b": "x?",\n  "a": [\n    "đ"\n  ]\n}'
    )
