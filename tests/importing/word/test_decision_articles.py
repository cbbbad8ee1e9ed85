"""The articles of last year's decision, in the words of offices, become the values that make such articles again."""

from __future__ import annotations

import json
from typing import Any

import pytest

from service.docx import rendering
from service.importing.word.draft import Draft
from service.language import name_words
from tests.documents.decision_cases import CASES, SLUG
from tests.importing.word.drafts import invented, pasted, uploaded
from tests.test_revision import made

HEAD = "QUYẾT ĐỊNH\nVề việc tặng Giấy khen\n\nGIÁM ĐỐC SỞ NGOẠI VỤ\n\nCăn cứ Luật Thi đua, khen thưởng;\nQUYẾT ĐỊNH:\n"
FOOT = "\nNơi nhận:\n- Như Điều 4;\n- Lưu: VT.\nGIÁM ĐỐC\nThái Phúc Sơn"
ROWS = "1. Ông Nguyễn Văn An, Trưởng phòng Hợp tác quốc tế;\n2. Bà Trần Thị Bình, Chuyên viên, Văn phòng Sở."


def decision(*articles: str) -> Draft:
    draft = pasted("", HEAD + "\n".join(articles) + FOOT, SLUG)
    assert draft.missing == ()
    return draft


def award_of(*articles: str) -> dict[str, Any]:
    (award,) = decision(*articles).data["awards"]
    return dict(award)


@pytest.mark.parametrize(
    ("sentence", "done"),
    [
        ("cho 02 cá nhân đã có thành tích xuất sắc năm 2019, gồm:", "đã có thành tích xuất sắc năm 2019"),
        ("cho các cá nhân có tên sau vì có nhiều đóng góp cho Sở:", "vì có nhiều đóng góp cho Sở"),
        ("cho 02 cá nhân đạt thành tích cao (có danh sách kèm theo).", "đạt thành tích cao"),
        ("cho 02 cá nhân đã hoàn thành tốt nhiệm vụ, kèm theo tiền thưởng 450.000 đồng cho mỗi cá nhân, gồm:", "đã hoàn thành tốt nhiệm vụ"),
        ("cho 02 cá nhân đã hoàn thành tốt nhiệm vụ; kèm theo tiền thưởng 450.000 đồng cho mỗi cá nhân, gồm:", "đã hoàn thành tốt nhiệm vụ"),
        ("cho 02 cá nhân đã hoàn thành tốt nhiệm vụ; được thưởng mỗi cá nhân 450.000 đồng, gồm:", "đã hoàn thành tốt nhiệm vụ"),
        ("cho 02 cá nhân đã có thành tích trong công tác thi đua, khen thưởng năm 2019, gồm:", "đã có thành tích trong công tác thi đua, khen thưởng năm 2019"),
    ],
)  # fmt: skip
def test_what_was_done_is_read_of_the_sentence_of_the_award(sentence: str, done: str) -> None:
    award = award_of(f"Điều 1. Tặng Giấy khen của Giám đốc Sở {sentence}", ROWS)
    assert (award["form"], award["achievement"]) == ("giay_khen", done)


def test_a_line_that_names_somebody_says_position_unit_year_and_what_was_done() -> None:
    award = award_of(
        "Điều 1. Tặng Giấy khen cho 03 cá nhân đã có thành tích xuất sắc năm 2019, gồm:",
        "1. Ông Nguyễn Văn An, sinh năm 1980, Chuyên viên, Văn phòng Sở;",
        "2. Bà Trần Thị Bình: có 02 sáng kiến;",
        "3. Đại tá Lê Văn Cường, Chỉ huy trưởng, được thưởng 500.000 đồng.",
    )
    assert award["individuals"] == [
        {"full_name": "Ông Nguyễn Văn An", "birth_year": 1980, "position": "Chuyên viên", "organ_name": "Văn phòng Sở"},
        {"full_name": "Bà Trần Thị Bình", "achievement": "có 02 sáng kiến"},
        {"full_name": "Đại tá Lê Văn Cường", "position": "Chỉ huy trưởng", "bonus": 500_000},
    ]  # fmt: skip


def test_units_and_people_keep_what_they_did_behind_a_colon_a_dash_or_a_comma() -> None:
    award = award_of(
        "Điều 1. Tặng Giấy khen cho các tập thể, cá nhân đã có thành tích xuất sắc năm 2019:",
        "1. Phòng Lãnh sự: hoàn thành tốt nhiệm vụ; thưởng 900.000 đồng;",
        "2. Văn phòng Sở - hoàn thành tốt nhiệm vụ;",
        "3. Ông Nguyễn Văn An - Báo cáo tình hình kinh tế;",
        "4. Bà Trần Thị Bình, Kế toán, có sáng kiến (thưởng 500.000 đồng).",
    )
    assert award["collectives"] == [
        {"name": "Phòng Lãnh sự", "achievement": "hoàn thành tốt nhiệm vụ", "bonus": 900_000},
        {"name": "Văn phòng Sở", "achievement": "hoàn thành tốt nhiệm vụ"},
    ]
    assert award["individuals"] == [
        {"full_name": "Ông Nguyễn Văn An", "achievement": "Báo cáo tình hình kinh tế"},
        {"full_name": "Bà Trần Thị Bình", "position": "Kế toán", "achievement": "có sáng kiến", "bonus": 500_000},
    ]  # fmt: skip


def test_one_who_is_named_in_the_sentence_keeps_position_deed_and_sum_apart() -> None:
    award = award_of(
        "Điều 1. Tặng Giấy khen cho ông Nguyễn Văn An, Văn thư, có sáng kiến về lưu trữ, đã hoàn thành tốt nhiệm vụ năm 2019; "
        "thưởng 1.000.000 đồng."
    )
    assert award["achievement"] == "đã hoàn thành tốt nhiệm vụ năm 2019"
    assert award["bonus"] == {"individual": 1_000_000}
    assert award["individuals"] == [
        {"honorific": "ông", "full_name": "Nguyễn Văn An", "position": "Văn thư", "achievement": "có sáng kiến về lưu trữ"}
    ]  # fmt: skip


def test_a_list_of_units_people_and_households_gives_each_its_own_list() -> None:
    award = award_of(
        "Điều 1. Tặng Giấy khen cho các tập thể, cá nhân đã có thành tích xuất sắc, gồm:",
        "1. Phòng Hợp tác quốc tế, Sở Ngoại vụ;",
        "2. Ông Nguyễn Văn An;",
        "3. Hộ gia đình bà Lê Thị Hạnh, thôn 1, xã Thạch Hạ.",
    )
    assert award["collectives"] == [{"name": "Phòng Hợp tác quốc tế", "organ_name": "Sở Ngoại vụ"}]
    assert award["individuals"] == [{"full_name": "Ông Nguyễn Văn An"}]
    assert award["households"] == [
        {"full_name": "bà Lê Thị Hạnh", "address": "thôn 1, xã Thạch Hạ"}
    ]


MONEY = [
    ("mỗi tập thể được thưởng 900.000 đồng, mỗi cá nhân được thưởng 450.000 đồng từ nguồn kinh phí thi đua năm 2019.",
     {"collective": 900_000, "individual": 450_000}, "nguồn kinh phí thi đua năm 2019"),
    ("kèm theo tiền thưởng 900.000 đồng (Bằng chữ: Chín trăm nghìn đồng) cho 01 tập thể và 450.000 đồng cho mỗi cá nhân.",
     {"collective": 900_000, "individual": 450_000}, None),
    ("mức thưởng đối với cá nhân là 450.000 đồng, trích từ Quỹ thi đua, khen thưởng của Sở.",
     {"individual": 450_000}, "Quỹ thi đua, khen thưởng của Sở"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "sums", "source"), MONEY)
def test_sums_go_to_the_kind_of_recipient_that_the_sentence_says(
    sentence: str, sums: dict[str, int], source: str | None
) -> None:
    draft = decision(
        "Điều 1. Tặng Giấy khen cho 01 tập thể và 02 cá nhân đã có thành tích xuất sắc, gồm:",
        "- Phòng Hợp tác quốc tế;",
        ROWS,
        f"Điều 2. Tiền thưởng: {sentence}",
    )
    assert draft.data["awards"][0]["bonus"] == sums
    assert draft.data.get("bonus_source") == source


def test_a_sum_for_some_by_name_is_left_to_the_clerk() -> None:
    draft = decision(
        "Điều 1. Tặng Giấy khen cho 03 cá nhân đã có thành tích xuất sắc, gồm:",
        ROWS.replace("Sở.", "Sở;"),
        "3. Ông Lê An.",
        "Điều 2. Tiền thưởng như sau:",
        "1. Ông Lê An: 700.000 đồng;",
        "2. Ông Nguyễn Văn An và bà Trần Thị Bình: mỗi cá nhân 450.000 đồng.",
    )
    (award,) = draft.data["awards"]
    assert "bonus" not in award
    assert [row.get("bonus") for row in award["individuals"]] == [None, None, 700_000]
    assert [line.before[:2] for line in draft.lines if line.role == "unplaced"] == ["2."]


def test_who_executes_it_is_a_line_each_and_a_comma_inside_a_name_parts_nothing() -> None:
    data = decision(
        "Điều 1. Giao Văn phòng Sở lưu hồ sơ.",
        "Điều 2. Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng Sở, Giám đốc Sở Văn hóa, Thể thao và Du lịch, "
        "Trưởng các phòng, đơn vị thuộc Sở và các tập thể, cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.",
    ).data
    assert data["effective"] == "kể từ ngày ký"
    assert data["executors"] == [
        "Chánh Văn phòng Sở",
        "Giám đốc Sở Văn hóa, Thể thao và Du lịch",
        "Trưởng các phòng, đơn vị thuộc Sở",
        "các tập thể, cá nhân có tên tại Điều 1",
    ]
    assert data["provisions"] == [{"paragraphs": ["Giao Văn phòng Sở lưu hồ sơ."]}]


TWO = (
    "Điều 1. Tặng Giấy khen của Giám đốc Sở như sau:",
    "1. Tặng Giấy khen cho 02 cá nhân đã có thành tích xuất sắc trong công tác đối ngoại năm 2019;",
    "2. Tặng Giấy khen cho 01 cá nhân đã có thành tích xuất sắc trong cải cách hành chính năm 2019.",
)


def test_two_awards_of_one_form_have_each_the_list_below_its_sentence() -> None:
    first, second = decision(
        *TWO[:2], ROWS.replace("1.", "a)").replace("2.", "b)"), TWO[2], "a) Ông Lê Văn Cường."
    ).data["awards"]
    assert first["achievement"].endswith("đối ngoại năm 2019")
    assert len(first["individuals"]) == 2
    assert second["achievement"].endswith("hành chính năm 2019")
    assert second["individuals"] == [{"full_name": "Ông Lê Văn Cường"}]


ANNEX = "DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN"


@pytest.mark.parametrize(
    ("sentences", "names"),
    [
        (TWO, [["Ông Nguyễn Văn An", "Bà Trần Thị Bình"], ["Ông Lê Văn Cường"]]),
        # One award whose people stand in two annexes.
        (TWO[:2], [["Ông Nguyễn Văn An", "Bà Trần Thị Bình", "Ông Lê Văn Cường"]]),
    ],
)
def test_annexes_are_of_an_award_each_when_there_are_as_many(
    sentences: tuple[str, ...], names: list[list[str]]
) -> None:
    annexes = f"\nPhụ lục I\n{ANNEX}\n{ROWS}\nPhụ lục II\n{ANNEX}\n1. Ông Lê Văn Cường, Kế toán."
    draft = pasted("", HEAD + "\n".join(sentences) + FOOT + annexes, SLUG)
    assert draft.missing == ()
    awards = draft.data["awards"]
    assert [[row["full_name"] for row in award["individuals"]] for award in awards] == names
    assert [award["achievement"][-14:] for award in awards] == [
        "ngoại năm 2019", "chính năm 2019"
    ][: len(awards)]  # fmt: skip


def test_two_awards_are_kept_apart_by_their_forms() -> None:
    data = decision(
        "Điều 1. Khen thưởng các cá nhân có thành tích như sau:",
        "1. Tặng Giấy khen của Giám đốc Sở cho ông Bùi Hữu Mai, Phó Chủ tịch Hội, đã có thành tích xuất sắc;",
        "2. Công nhận danh hiệu “Lao động tiên tiến” năm 2019 cho 02 cá nhân, gồm:",
        "a) Ông Nguyễn Văn An;",
        "b) Bà Trần Thị Bình.",
    ).data
    assert {
        (award["form"], award["achievement"], len(award["individuals"])) for award in data["awards"]
    } == {("giay_khen", "đã có thành tích xuất sắc", 1), ("lao_dong_tien_tien", "năm 2019", 2)}


def test_an_earlier_reference_to_an_article_is_not_taken_since_the_document_prints_its_own() -> (
    None
):
    assert "recipients" not in decision("Điều 1. Giao Văn phòng Sở lưu hồ sơ.").data


@pytest.mark.parametrize("name", CASES)
def test_nothing_of_a_printed_decision_is_lost_and_every_recipient_is_found_again(
    name: str,
) -> None:
    docx = made(SLUG, CASES[name])
    draft = uploaded(docx, SLUG)
    assert draft.missing == ()
    assert invented(draft, rendering.printed_text(docx)) == []
    wanted = {
        name_words.without_honorific(row.get("full_name") or row["name"])
        for award in CASES[name]["awards"]
        for listed in ("collectives", "individuals", "households")
        for row in award.get(listed) or ()
    }
    read = json.dumps(draft.data["awards"], ensure_ascii=False).lower()
    for who in wanted:
        bare = who.lower().removeprefix("hộ gia đình ").removeprefix("tập thể ")
        assert name_words.without_honorific(bare) in read, who


def test_the_end_marks_of_a_list_are_the_documents_and_those_of_a_name_its_own() -> None:
    text = (
        "QUYẾT ĐỊNH\nVề việc tặng Giấy khen\nGIÁM ĐỐC SỞ NGOẠI VỤ\n"
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;\n"
        "Theo đề nghị của Chánh Văn phòng Sở.\nQUYẾT ĐỊNH:\n"
        "Điều 1. Tặng Giấy khen cho ông Lê Văn An đã có thành tích xuất sắc trong công tác năm 2025.\n"
        "Điều 2. Chánh Văn phòng Sở, Công ty A & Co. chịu trách nhiệm thi hành Quyết định này.\n"
        "Nơi nhận:\n- UBND tỉnh (b/c);\n- Công ty TNHH A & Co.;\n- Công ty B Co., Ltd.\n- Lưu: VT.\n"
        "GIÁM ĐỐC\nThái Phúc Sơn"
    )
    draft = pasted("", text, SLUG)
    assert draft.missing == ()
    assert draft.data["legal_bases"] == [
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"
    ]
    assert draft.data["proposed_by"] == "Chánh Văn phòng Sở"
    assert draft.data["recipients"] == ["UBND tỉnh (b/c)", "Công ty TNHH A & Co.", "Công ty B Co., Ltd."]  # fmt: skip


@pytest.mark.parametrize(
    "title",
    [
        "Danh sách cá nhân đã có thành tích xuất sắc năm 2019",
        "Các cá nhân đã có thành tích xuất sắc năm 2019:",
        "Tặng Giấy khen cho cá nhân:",
        "1. Tặng Giấy khen cho 02 cá nhân có tên sau:",
    ],
)
def test_a_title_of_a_list_that_says_no_award_for_something_done_is_left_out(title: str) -> None:
    found = decision(
        "Điều 1. Tặng Giấy khen của Giám đốc Sở cho các cá nhân vì có nhiều đóng góp, gồm:",
        title,
        ROWS,
    )
    (award,) = found.data["awards"]
    assert (award["form"], award["achievement"]) == ("giay_khen", "vì có nhiều đóng góp")
    assert [line.why for line in found.lines if line.before == title] == ["tiêu đề danh sách"]


def doubted(*articles: str) -> list[str]:
    """The dropped pieces of articles that a clerk is asked to look at."""
    lines = decision(*articles).lines
    return [line.before for line in lines if line.role == "dropped" and line.doubt]


AWARD = (
    "Điều 1. Tặng Giấy khen của Giám đốc Sở cho 02 cá nhân đã có thành tích xuất sắc năm 2019, gồm:"
)


@pytest.mark.parametrize(
    ("article", "words"),
    [
        ("Điều 2. Tiền thưởng kèm theo: 500.000 đồng/người, trích từ Quỹ thi đua của Sở.", "500.000 đồng/người"),
        ("Điều 2. Mức tiền thưởng mỗi cá nhân là 0,3 lần mức lương cơ sở, trích từ nguồn quỹ khen thưởng của Sở.", "lần mức lương"),
        ("Điều 2. Kinh phí khen thưởng 2.340.000 đồng, chi từ nguồn ngân sách tỉnh giao năm 2020.", "2.340.000"),
        ("Điều 2. Quyết định này có hiệu lực kể từ ngày ký. Bãi bỏ Quyết định số 10/QĐ-SNgV ngày 01/6/2020.", "Bãi bỏ"),
        ("Điều 2. Chánh Văn phòng Sở chịu trách nhiệm thi hành Quyết định này. Giao Phòng Tổ chức theo dõi, báo cáo.", "Giao Phòng"),
        ("Điều 2. Chánh Văn phòng Sở chịu trách nhiệm thi hành Quyết định này; kinh phí do Văn phòng Sở bảo đảm.", "kinh phí"),
    ],
)  # fmt: skip
def test_what_no_document_prints_by_itself_is_asked_about(article: str, words: str) -> None:
    assert any(words in piece for piece in doubted(AWARD, ROWS, article)), article


def test_what_the_document_prints_by_itself_is_not_asked_about() -> None:
    assert (
        doubted(
            f"{AWARD[:-6]}, kèm theo tiền thưởng 450.000 đồng (Bốn trăm năm mươi nghìn đồng) cho mỗi cá nhân, gồm:",
            ROWS,
            "Điều 2. Quyết định này có hiệu lực kể từ ngày ký. Các Ông, Bà: Chánh Văn phòng Sở, Trưởng phòng Tổ chức "
            "và các cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.",
        )
        == []
    )


def test_of_several_sums_none_is_given_to_the_one_who_is_named() -> None:
    for article in (
        "Điều 2. Mỗi cá nhân được thưởng 500.000 đồng; riêng ông Nguyễn Văn An được thưởng 1.000.000 đồng.",
        "Điều 2. Tổng tiền thưởng 1.500.000 đồng, riêng ông Nguyễn Văn An 1.000.000 đồng.",
    ):
        draft = pasted("", HEAD + "\n".join((AWARD, ROWS, article)) + FOOT, SLUG)
        assert not any("bonus" in person for person in draft.data["awards"][0]["individuals"])
        # It stays, word for word, as an article of its own.
        assert draft.data["provisions"][0]["paragraphs"] == [article[len("Điều 2. ") :]]


@pytest.mark.parametrize(
    "line",
    [
        "Mỗi cá nhân được thưởng 500.000 đồng.",
        "Thời gian trao thưởng: 8 giờ ngày 10/7/2020 tại Hội trường Sở.",
        "Tổ chức lễ trao thưởng trước ngày 10/7/2020.",
        "Ghi chú: ông Lê Văn Cường chỉ nhận tiền thưởng.",
        "Xét thành tích xuất sắc đột xuất của các cá nhân trong phòng chống bão;",
    ],
)
def test_a_line_above_a_list_that_says_more_than_a_title_is_asked_about(line: str) -> None:
    draft = pasted(
        "", HEAD + "\n".join((AWARD, line, "Cá nhân được khen thưởng gồm:", ROWS)) + FOOT, SLUG
    )
    (found,) = [one for one in draft.lines if line in one.source]
    assert found.doubt or found.role != "dropped"
    titles = [one for one in draft.lines if "Cá nhân được khen thưởng gồm" in one.source]
    assert [one.doubt for one in titles] == [""]


@pytest.mark.parametrize(
    "opening",
    [
        "Không tặng Giấy khen đối với các cá nhân sau:",
        "Thu hồi Giấy khen đã tặng cho các cá nhân gồm:",
    ],
)
def test_those_from_whom_an_award_is_withheld_or_taken_back_get_none(opening: str) -> None:
    listed = "1. Ông Lê Văn Cường, Kế toán;\n2. Bà Lê Thị Hoa, Chuyên viên."
    draft = decision(AWARD, ROWS, f"Điều 2. {opening}", listed)
    (award,) = draft.data["awards"]
    assert len(award["individuals"]) == 2
    assert [violation.code for violation in draft.violations] == ["row_not_taken"] * 2
    (provision,) = draft.data["provisions"]
    assert opening in provision["paragraphs"][0]
    assert len(provision["items"]) == 2


OF_BOTH = AWARD.replace("02 cá nhân", "01 tập thể và 02 cá nhân")
TWO_KINDS = (
    "1. Phòng Lãnh sự;\n2. Ông Nguyễn Văn An, Trưởng phòng;\n3. Bà Trần Thị Bình, Chuyên viên."
)


@pytest.mark.parametrize(
    "sentence",
    [
        "Tiền thưởng 1.000.000 đồng cho 02 cá nhân, trích từ Quỹ thi đua.",
        "Tiền thưởng cho 02 cá nhân là 1.000.000 đồng.",
        "Tiền thưởng cho các cá nhân là 1.000.000 đồng.",
        "Tiền thưởng 900.000 đồng cho 01 tập thể và 900.000 đồng cho 02 cá nhân.",
        "Thưởng 1.000.000 đồng (Một triệu đồng) đối với 02 cá nhân.",
        "Tiền thưởng của 02 cá nhân: 900.000 đồng.",
    ],
)
def test_a_sum_that_may_be_for_all_of_them_is_given_to_nobody(sentence: str) -> None:
    draft = decision(OF_BOTH, TWO_KINDS, f"Điều 2. {sentence}")
    (award,) = draft.data["awards"]
    assert "bonus" not in award
    assert "provisions" in draft.data or any(line.doubt for line in draft.lines)


@pytest.mark.parametrize(
    "sentence",
    [
        "Tiền thưởng cho 02 cá nhân, mỗi cá nhân 450.000 đồng.",
        "Tiền thưởng cho 02 cá nhân: 450.000 đồng/người.",
        "Mức tiền thưởng cho các cá nhân là 450.000 đồng.",
        "Mỗi tập thể được thưởng 900.000 đồng, mỗi cá nhân được thưởng 450.000 đồng.",
        "Tiền thưởng mỗi tập thể 900.000 đồng, mỗi cá nhân 450.000 đồng (Bốn trăm năm mươi ngàn đồng chẵn).",
    ],
)
def test_a_sum_for_each_of_several_is_taken(sentence: str) -> None:
    draft = decision(OF_BOTH, TWO_KINDS, f"Điều 2. {sentence}")
    assert draft.data["awards"][0]["bonus"]["individual"] == 450_000
    assert not any(line.doubt for line in draft.lines)


def test_a_sum_for_one_kind_is_not_given_to_the_kind_named_before() -> None:
    opening = "Điều 1. Tặng Giấy khen cho 01 tập thể và 02 cá nhân đã có thành tích, kèm theo tiền thưởng mỗi tập thể 900.000 đồng, gồm:"
    assert award_of(opening, TWO_KINDS)["bonus"] == {"collective": 900_000}


@pytest.mark.parametrize(
    ("sentence", "asks"),
    [
        ("Mỗi cá nhân được thưởng 1.000.000 đồng (Hai triệu đồng).", True),
        ("Mức thưởng đối với cá nhân là 1.000.000 đồng, bằng chữ: Hai triệu đồng.", True),
        ("Mỗi cá nhân được thưởng 1.000.000 đồng (Bằng chữ: Một triệu đồng chẵn./.).", False),
        ("Mỗi cá nhân được thưởng 1.000.000 đồng (chưa trừ thuế).", False),
    ],
)
def test_a_sum_that_is_another_one_in_words_is_asked_about(sentence: str, asks: bool) -> None:
    draft = decision(AWARD, ROWS, f"Điều 2. {sentence}")
    assert draft.data["awards"][0]["bonus"] == {"individual": 1_000_000}
    assert [line.pointer for line in draft.lines if line.doubt] == [
        "/awards/0/bonus/individual"
    ] * asks


PAID = "1. Ông Nguyễn Văn An, Trưởng phòng, thưởng 500.000 đồng;\n2. Bà Trần Thị Bình, thưởng 500.000 đồng."


@pytest.mark.parametrize(
    ("rows", "articles", "asks"),
    [
        (PAID, "Điều 2. Tiền thưởng cho mỗi cá nhân là 1.000.000 đồng.", True),
        (PAID, "Điều 2. Tiền thưởng cho mỗi cá nhân là 500.000 đồng.", False),
        (PAID, "Điều 2. Tổng số tiền thưởng: 2.000.000 đồng.", True),
        (PAID, "Điều 2. Tổng số tiền thưởng: 1.000.000 đồng (Hai triệu đồng).", True),
        (PAID, "Điều 2. Tổng số tiền thưởng: 1.000.000 đồng (Một triệu đồng), trích từ Quỹ thi đua.", False),
        (ROWS, "Điều 2. Tiền thưởng mỗi cá nhân 500.000 đồng.\nTổng số tiền thưởng: 2.000.000 đồng.", True),
        (ROWS, "Điều 2. Tiền thưởng mỗi cá nhân 500.000 đồng.\nTổng số tiền thưởng: 1.000.000 đồng.", False),
        (ROWS, "Điều 2. Tổng số tiền thưởng: 1.000.000 đồng.", False),
    ],
)  # fmt: skip
def test_sums_that_differ_are_asked_about(rows: str, articles: str, asks: bool) -> None:
    assert bool(doubted(AWARD, rows, articles)) == asks


def test_a_sum_in_a_line_of_a_list_is_no_achievement() -> None:
    award = award_of(
        AWARD,
        "1. Ông Nguyễn Văn An, Trưởng phòng: 1.000.000 đồng;",
        "2. Bà Trần Thị Bình, Chuyên viên - 500.000đ;",
        "3. Ông Lê Văn Cường, Văn thư: quyên góp được 50.000.000 đồng.",
    )
    assert [(row.get("bonus"), row.get("achievement")) for row in award["individuals"]] == [
        (1_000_000, None), (500_000, None), (None, "quyên góp được 50.000.000 đồng"),
    ]  # fmt: skip


def test_a_line_that_was_not_understood_says_nothing_of_the_sums_of_others() -> None:
    draft = decision(
        AWARD,
        "1. Ông Nguyễn Văn An, Trưởng phòng, thưởng 500.000 đồng (Một triệu đồng);",
        "2. Bà Trần Thị Bình, thưởng 500.000 đồng.",
    )
    assert draft.data["awards"][0]["individuals"] == [
        {"full_name": "Bà Trần Thị Bình", "bonus": 500_000}
    ]
    assert [line.before[:2] for line in draft.lines if line.role == "unplaced"] == ["1."]


TASK = "1. Ông Lê Văn Cường, Kế toán;\n2. Bà Lê Thị Hoa, Chuyên viên."


@pytest.mark.parametrize(
    "opening",
    [
        "Giao các ông, bà có tên sau đây thực hiện việc chi trả:",
        "Phân công các cá nhân sau theo dõi:",
        "Thành lập Tổ giúp việc gồm:",
        "Cử các cá nhân sau đi tập huấn:",
        "Các ông, bà có tên sau có trách nhiệm thực hiện việc chi thưởng trước ngày 30/12/2020:",
        "Văn phòng Sở có nhiệm vụ trao thưởng, thành phần gồm:",
    ],
)
def test_those_who_get_a_task_get_no_award_and_execute_nothing(opening: str) -> None:
    data = decision(AWARD, ROWS, f"Điều 2. {opening}", TASK).data
    (award,) = data["awards"]
    assert len(award["individuals"]) == 2
    assert "executors" not in data
    assert data["provisions"] == [
        {"paragraphs": [opening], "items": [line[3:] for line in TASK.split("\n")]}
    ]


@pytest.mark.parametrize(
    "opening",
    [
        "Các ông, bà có tên sau có trách nhiệm thực hiện Quyết định này:",
        "Quyết định này có hiệu lực kể từ ngày ký. Các ông, bà sau đây chịu trách nhiệm thi hành:",
    ],
)
def test_those_who_execute_a_decision_may_stand_in_lines_of_their_own(opening: str) -> None:
    data = decision(AWARD, ROWS, f"Điều 2. {opening}", TASK).data
    assert len(data["awards"][0]["individuals"]) == 2
    assert data["executors"] == ["Ông Lê Văn Cường, Kế toán", "Bà Lê Thị Hoa, Chuyên viên"]


def test_an_article_below_one_that_gives_a_task_may_list_recipients_again() -> None:
    data = decision("Điều 1. Giao Văn phòng Sở theo dõi.", AWARD.replace("1.", "2."), ROWS).data
    assert len(data["awards"][0]["individuals"]) == 2


def test_who_is_told_to_execute_a_decision_is_named_without_the_words_that_tell_it() -> None:
    article = (
        "Điều 2. Giao Chánh Văn phòng Sở, Kế toán trưởng chịu trách nhiệm thi hành Quyết định này."
    )
    assert decision(AWARD, ROWS, article).data["executors"] == [
        "Chánh Văn phòng Sở", "Kế toán trưởng",
    ]  # fmt: skip
    duty = "Chánh Văn phòng Sở có trách nhiệm thực hiện các thủ tục chi trả trước ngày 30/12/2020."
    assert decision(AWARD, ROWS, f"Điều 2. {duty}").data["provisions"] == [{"paragraphs": [duty]}]


@pytest.mark.parametrize(
    ("unit_form", "person_form"),
    [
        ("1. Tập thể Lao động tiên tiến:", "2. Chiến sĩ thi đua cơ sở:"),
        ("I. TẬP THỂ LAO ĐỘNG TIÊN TIẾN", "II. CHIẾN SĨ THI ĐUA CƠ SỞ"),
        ("I. Tập thể", "II. Chiến sĩ thi đua cơ sở"),
        ("1. Tập thể Lao động tiên tiến", "2. CSTĐCS"),
    ],
)
def test_people_below_a_form_of_their_own_are_no_units_though_a_list_of_units_stands_above(
    unit_form: str, person_form: str
) -> None:
    opening = "Điều 1. Công nhận danh hiệu thi đua năm 2019 cho các tập thể, cá nhân như sau:"
    people = ("- Ông Nguyễn Văn An, Kế toán;", "- Trần Thị Bình.")
    draft = decision(
        opening, unit_form, "- Phòng Lãnh sự;", "- Văn phòng Sở.", person_form, *people
    )
    units, persons = draft.data["awards"]
    assert [row["name"] for row in units["collectives"]] == ["Phòng Lãnh sự", "Văn phòng Sở"]
    assert persons["form"] == "chien_si_thi_dua_co_so"
    assert [row["full_name"] for row in persons["individuals"]] == [
        "Ông Nguyễn Văn An",
        "Trần Thị Bình",
    ]
    assert "individuals" not in units
    assert "collectives" not in persons


@pytest.mark.parametrize(
    ("given", "rows", "asks"),
    [
        ("03 cá nhân", ROWS, True),
        ("01 cá nhân", ROWS, True),
        ("01 tập thể và 02 cá nhân", ROWS, True),
        ("03 cá nhân: ông Lê Văn An và bà Đỗ Thị Tư", "", True),
        ("02 cá nhân: ông Lê Văn An và bà Đỗ Thị Tư", "", False),
        ("02 cá nhân", ROWS, False),
        ("01 tập thể và 02 cá nhân", TWO_KINDS, False),
        ("03 cá nhân", "", False),
        ("các cá nhân", ROWS, False),
    ],
)
def test_a_count_that_is_not_that_of_the_list_is_asked_about(
    given: str, rows: str, asks: bool
) -> None:
    sentence = f"Điều 1. Tặng Giấy khen của Giám đốc Sở cho {given} đã có thành tích xuất sắc năm 2019, gồm:"
    found = doubted(sentence, *filter(None, [rows]))
    assert bool(found) == asks
    assert not asks or "cá nhân" in found[0]
