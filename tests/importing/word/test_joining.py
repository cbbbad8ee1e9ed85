"""A draft joins what was typed: nothing typed is replaced, lists grow, repeated rows come once."""

from __future__ import annotations

from service.importing import word


def test_an_empty_form_takes_the_whole_draft() -> None:
    draft = {"subject": "A", "sections": [{"heading": "B"}]}
    assert word.join({}, draft) == word.Joined(draft)
    assert word.join(None, draft).data == draft


def test_a_typed_value_stays_and_is_named() -> None:
    joined = word.join({"subject": "Gõ tay"}, {"subject": "Trong bài", "place": "Hà Tĩnh"})
    assert joined.data == {"subject": "Gõ tay", "place": "Hà Tĩnh"}
    assert joined.kept == ("/subject",)


def test_the_same_value_on_both_sides_is_no_difference() -> None:
    assert word.join({"subject": "A"}, {"subject": "A"}).kept == ()


def test_rows_of_the_draft_come_behind_the_typed_ones() -> None:
    joined = word.join(
        {"sections": [{"heading": "Một"}, {}, None]},
        {"sections": [{"heading": "Hai"}, {"heading": "Một"}]},
    )
    assert joined.data == {"sections": [{"heading": "Một"}, {"heading": "Hai"}]}
    assert joined.repeated == ("/sections/1",)


def test_a_row_that_was_begun_is_gone_on_with() -> None:
    award = {"form": "giay_khen", "individuals": [{"full_name": "Nguyễn Văn An"}]}
    begun = {"form": "giay_khen", "achievement": "", "individuals": [{}]}
    assert word.join({"awards": [begun]}, {"awards": [award]}).data == {"awards": [award]}
    other = {"form": "bang_khen"}
    assert word.join({"awards": [other]}, {"awards": [award]}).data == {"awards": [other, award]}


def test_two_rows_of_the_draft_do_not_go_on_with_the_same_one() -> None:
    rows = [{"full_name": "Nguyễn Văn An", "position": "Kế toán"},
            {"full_name": "Nguyễn Văn An", "position": "Văn thư"}]  # fmt: skip
    assert word.join({"people": [{"full_name": "Nguyễn Văn An"}]}, {"people": rows}).data == {
        "people": rows
    }


def test_empty_inputs_of_the_form_are_no_values() -> None:
    typed = {"subject": "", "signer": {"full_name": None}, "recipients": [""]}
    draft = {"subject": "A", "signer": {"full_name": "B"}, "recipients": ["C"]}
    assert word.join(typed, draft).data == draft


def test_a_part_that_was_begun_is_filled_up() -> None:
    joined = word.join(
        {"organ": {"organ_name": "Sở Ngoại vụ"}},
        {"organ": {"organ_name": "Sở Ngoại vụ", "code": "SNgV"}},
    )
    assert joined.data == {"organ": {"organ_name": "Sở Ngoại vụ", "code": "SNgV"}}


def test_a_signer_who_is_somebody_else_keeps_all_that_was_typed_and_gets_nothing_added() -> None:
    joined = word.join(
        {"signer": {"full_name": "Nguyễn Văn An", "position": "Giám đốc"}},
        {"signer": {"full_name": "Ngô Thị Nam", "position": "Phó Giám đốc", "capacity": "KT"}},
    )
    assert joined.data == {"signer": {"full_name": "Nguyễn Văn An", "position": "Giám đốc"}}
    assert set(joined.kept) == {"/signer/full_name", "/signer/position", "/signer/capacity"}


def test_neither_side_is_changed() -> None:
    typed, draft = {"sections": [{"heading": "A"}]}, {"sections": [{"heading": "B"}]}
    word.join(typed, draft)
    assert (typed, draft) == ({"sections": [{"heading": "A"}]}, {"sections": [{"heading": "B"}]})
