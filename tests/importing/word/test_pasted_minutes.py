"""Minutes and decisions pasted whole: who, when, where, what happened; lists by the reader of lists."""

from __future__ import annotations

import pytest

from tests.importing.word.drafts import dropped, fragment, p, pasted, recorded

MINUTES, DECISION = "conference-minutes", "commendation-decision"


def test_minutes_of_word_give_time_place_chair_and_secretary() -> None:
    data = recorded("minutes_word.html", MINUTES).data
    assert (data["started_at"], data["ended_at"]) == ("2020-07-01T08:00", "2020-07-01T11:30")
    assert data["venue"] == "Hội trường Sở Ngoại vụ"
    assert data["event_kind"] == "hoi_nghi"
    assert data["chair"] == {
        "honorific": "Đồng chí", "full_name": "Thái Phúc Sơn", "position": "Giám đốc Sở",
    }  # fmt: skip
    assert data["secretary"] == {
        "honorific": "Bà", "full_name": "Lê Thị Dung", "position": "Chuyên viên Văn phòng",
    }  # fmt: skip


def test_minutes_of_word_give_those_who_came_and_those_who_did_not() -> None:
    data = recorded("minutes_word.html", MINUTES).data
    assert data["attendees"] == [
        {"honorific": "Đồng chí", "full_name": "Ngô Thị Hoài Nam", "position": "Phó Giám đốc Sở"},
        {"group": "Toàn thể công chức, viên chức Sở", "count": 35},
    ]
    assert data["absentees"] == [
        {
            "honorific": "Ông",
            "full_name": "Nguyễn Văn Bình",
            "position": "Chuyên viên",
            "reason": "đi công tác",
        }
    ]


def test_minutes_of_word_give_proceedings_and_conclusions() -> None:
    data = recorded("minutes_word.html", MINUTES).data
    assert data["proceedings"] == [
        {
            "heading": "Khai mạc hội nghị",
            "paragraphs": ["Đồng chí Thái Phúc Sơn khai mạc Hội nghị."],
        },
        {
            "heading": "Thảo luận",
            "paragraphs": ["Các ý kiến tập trung vào:"],
            "items": ["Nhất trí với báo cáo;", "Đề nghị bổ sung số liệu."],
        },
    ]
    assert data["conclusions"] == [
        "Giao Văn phòng Sở hoàn thiện báo cáo trước ngày 10/7/2020;",
        "Các phòng đăng ký thi đua.",
    ]
    assert data["read_aloud"] is True
    assert data["archive"] == {"units": ["Hồ sơ"]}


def test_the_names_under_the_signatures_are_dropped_when_they_are_known_already() -> None:
    found = dropped(recorded("minutes_word.html", MINUTES))
    assert found[found.index("THƯ KÝ") :][:4] == [
        "THƯ KÝ",
        "Lê Thị Dung",
        "CHỦ TỌA",
        "Thái Phúc Sơn",
    ]


def test_plain_minutes_with_their_time_in_the_first_sentence() -> None:
    data = recorded("minutes_plain.txt", MINUTES).data
    assert (data["started_at"], data["ended_at"]) == ("2025-12-10T14:00", "2025-12-10T16:30")
    assert data["venue"] == "phòng họp Sở Ngoại vụ"
    assert [attendee.get("full_name") or attendee["group"] for attendee in data["attendees"]] == [
        "Nguyễn Văn An", "Trần Thị Bình", "Đại diện các phòng",
    ]  # fmt: skip
    assert data["event_kind"] == "cuoc_hop"
    assert data["conclusions"] == ["Thống nhất danh sách."]


def test_a_roll_call_in_a_table_goes_through_the_reader_of_lists() -> None:
    table = (
        "<table border=1><tr><td>STT</td><td>Họ và tên</td><td>Chức vụ</td><td>Có mặt</td><td>Vắng</td></tr>"
        "<tr><td>1</td><td>Nguyễn Văn An</td><td>Giám đốc</td><td>x</td><td></td></tr>"
        "<tr><td>2</td><td>Trần Thị Bình</td><td>Kế toán</td><td></td><td>x</td></tr></table>"
    )
    draft = pasted(
        fragment(p("<b>BIÊN BẢN</b>", "text-align:center"), p("Thành phần tham dự:"), table),
        slug=MINUTES,
    )
    assert draft.missing == ()
    assert [(line.role, line.why) for line in draft.lines if line.cells] == [
        ("table", "Danh sách người dự")
    ]
    assert [attendee["full_name"] for attendee in draft.data["attendees"]] == ["Nguyễn Văn An"]
    assert [absentee["full_name"] for absentee in draft.data["absentees"]] == ["Trần Thị Bình"]


def test_another_table_in_minutes_stands_where_it_stood() -> None:
    table = "<table border=1><tr><td>Việc</td><td>Số phiếu</td></tr><tr><td>Bầu</td><td>8</td></tr></table>"
    draft = pasted(
        fragment(p("Nội dung:"), p("Kiểm phiếu."), table, p("- Một;"), p("+ Hai."), p("Xong.")),
        slug=MINUTES,
    )
    assert draft.missing == ()
    assert [line for line in draft.lines if line.doubt] == []
    assert draft.data["proceedings"] == [
        {
            "blocks": [
                {"paragraph": "Kiểm phiếu."},
                {"table": {"columns": ["Việc", "Số phiếu"], "rows": [["Bầu", "8"]]}},
                {"items": [{"text": "Một;", "items": ["Hai."]}]},
                {"paragraph": "Xong."},
            ]
        }
    ]


def test_a_table_before_the_proceedings_that_lists_nobody_is_doubted() -> None:
    table = "<table border=1><tr><td>Việc</td><td>Số phiếu</td></tr><tr><td>Bầu</td><td>8</td></tr></table>"
    draft = pasted(fragment(p("<b>BIÊN BẢN</b>", "text-align:center"), table), slug=MINUTES)
    assert draft.missing == ()
    assert [line.role for line in draft.lines if line.doubt] == ["table"]


def test_a_line_of_minutes_that_was_not_understood_is_a_paragraph_where_it_stood() -> None:
    draft = pasted("", "Thời gian: buổi sáng.\nNội dung:\nMột việc.", slug=MINUTES)
    assert draft.missing == ()
    assert draft.data["proceedings"][0]["paragraphs"] == ["Thời gian: buổi sáng.", "Một việc."]


def test_the_recipients_of_a_decision_go_through_the_reader_of_lists() -> None:
    draft = recorded("decision_word.html", DECISION)
    (award,) = draft.data["awards"]
    assert award["form"] == "giay_khen"
    assert [collective["name"] for collective in award["collectives"]] == [
        "Phòng Lãnh sự - Biên giới", "Phòng Hợp tác quốc tế",
    ]  # fmt: skip
    assert [individual["full_name"] for individual in award["individuals"]] == [
        "Nguyễn Văn Việt", "Trần Thị Như Ý", "Bùi Hữu Mai",
    ]  # fmt: skip


def test_a_decision_gives_its_bases_who_proposed_it_and_its_authority() -> None:
    data = recorded("decision_word.html", DECISION).data
    assert data["issuing_authority"] == "GIÁM ĐỐC SỞ NGOẠI VỤ"
    assert len(data["legal_bases"]) == 2
    assert data["proposed_by"] == "Chánh Văn phòng Sở"
    assert data["issued_date"] == "2020-07-01"


def test_an_article_that_does_not_say_what_was_done_is_shown_in_amber() -> None:
    draft = recorded("decision_word.html", DECISION)
    (doubted,) = [line for line in draft.lines if line.doubt]
    assert doubted.before.startswith("Điều 1. Tặng Giấy khen")
    assert "Thành tích" in doubted.doubt
    assert draft.data["effective"] == "kể từ ngày ký"


def test_counts_of_those_who_came_fill_their_fields() -> None:
    draft = pasted(
        "", "Nội dung:\nTriệu tập 38 người; có mặt 37 người; vắng mặt 01 người.", MINUTES
    )
    assert draft.missing == ()
    assert (draft.data["summoned"], draft.data["present"]) == (38, 37)


def test_those_who_preside_together_are_told_apart() -> None:
    draft = pasted(
        "",
        "Chủ trì (chủ tọa): Ông Lê Văn An, Giám đốc; bà Trần Thị Bình, Phó Giám đốc (đồng chủ tọa).",
        MINUTES,
    )
    assert draft.missing == ()
    assert draft.data["chair"]["full_name"] == "Lê Văn An"
    assert draft.data["co_chairs"] == [
        {"honorific": "bà", "full_name": "Trần Thị Bình", "position": "Phó Giám đốc"}
    ]


def test_what_is_said_twice_is_taken_once_and_the_second_stays_a_paragraph() -> None:
    text = (
        "Địa điểm: Phòng một.\nChủ trì: Ông Lê Văn An.\nNội dung:\nĐịa điểm: Phòng hai.\n"
        "Chủ trì: Ông Lê Văn Bình.\n"
        "Hội nghị kết thúc vào 11 giờ 30 phút, ngày 01 tháng 7 năm 2020.\n"
        "Hội nghị kết thúc vào 12 giờ 30 phút, ngày 01 tháng 7 năm 2020."
    )
    draft = pasted("", text, MINUTES)
    assert draft.missing == ()
    assert draft.data["venue"] == "Phòng một"
    assert draft.data["chair"]["full_name"] == "Lê Văn An"
    assert draft.data["ended_at"] == "2020-07-01T11:30"
    assert len(draft.data["proceedings"][0]["paragraphs"]) == 3


def test_minutes_of_a_school_in_running_letters_are_read_to_the_signatures() -> None:
    draft = recorded("minutes_school.txt", MINUTES)
    data = draft.data
    assert (data["started_at"], data["ended_at"]) == ("2025-05-25T14:00", "2025-05-25T16:30")
    assert data["venue"] == "Phòng họp Trường THPT Phan Đình Phùng"
    assert [each["full_name"] for each in data["attendees"]] == [
        "Trần Văn Hòa", "Nguyễn Thị Thu", "Lê Thị Mai",
    ]  # fmt: skip
    assert (data["chair"], data["secretary"]) == (
        {"full_name": "Trần Văn Hòa"}, {"full_name": "Lê Thị Mai"},
    )  # fmt: skip
    assert data["conclusions"] == ["Hội đồng thống nhất đề nghị cấp trên khen thưởng."]
    assert data["read_aloud"] is True


def test_a_table_of_candidates_among_the_proceedings_is_no_roll_call() -> None:
    draft = recorded("minutes_school.txt", MINUTES)
    assert len(draft.data["attendees"]) == 3
    (block,) = draft.data["proceedings"][2]["blocks"]
    assert block["table"]["rows"][0] == ["1", "Trần Văn Hòa", "Chiến sĩ thi đua cơ sở", "9/9"]


def test_a_role_among_those_who_came_says_who_presides_where_nobody_signs() -> None:
    draft = pasted(
        "",
        "Thành phần:\n- Ông Lê Văn An, Giám đốc, chủ trì\n- Bà Trần Thị Bình - Thư ký\nNội dung:\nMột.",
        MINUTES,
    )
    assert draft.missing == ()
    assert draft.data["chair"] == {"full_name": "Lê Văn An"}
    assert draft.data["secretary"] == {"full_name": "Trần Thị Bình"}
    assert draft.derived["/chair/full_name"] == "Lê Văn An"


def test_a_sentence_with_figures_on_how_the_minutes_were_made_stays() -> None:
    text = "Biên bản được lập thành 02 bản, đã được đọc lại cho mọi người cùng nghe."
    draft = pasted("", f"Nội dung:\n{text}", MINUTES)
    assert draft.data["proceedings"][0]["paragraphs"] == [text]


def test_forms_of_awards_in_a_pasted_list_are_read_by_their_usual_names() -> None:
    plain = (
        "STT\tHọ và tên\tDanh hiệu\n1\tTrần Văn Hòa\tCSTĐCS\n2\tNguyễn Thị Thu\tLao động tiên tiến"
    )
    draft = pasted("", plain, DECISION)
    assert draft.missing == ()
    assert {award["form"] for award in draft.data["awards"]} == {
        "chien_si_thi_dua_co_so", "lao_dong_tien_tien",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("said", "venue"),
    [
        ("Hội trường Sở, Sở Ngoại vụ đã tổ chức Hội nghị với 35/37 đại biểu tham dự", "Hội trường Sở"),
        ("Hội trường Sở đã diễn ra Hội nghị", "Hội trường Sở"),
        ("Trường Tiểu học Số 1, chúng tôi gồm", "Trường Tiểu học Số 1"),
        ("phòng họp số 1, tầng 2, Hội đồng họp phiên thứ ba", None),
        ("phòng họp số 1, Hội đồng tiến hành họp phiên thứ ba", "phòng họp số 1"),
        ("Trung tâm Tổ chức sự kiện tỉnh, phường A", None),
    ],
)  # fmt: skip
def test_the_place_ends_where_the_sentence_goes_on(said: str, venue: str | None) -> None:
    text = f"""BIÊN BẢN
Hội nghị cán bộ, công chức năm 2020

Hôm nay, vào hồi 8 giờ 00 ngày 10/12/2025, tại {said}.
Nội dung:
Một."""
    draft = pasted("", text, "conference-minutes")
    assert draft.missing == ()
    assert draft.data["venue"] == (venue or said)
    doubted = [line.before for line in draft.lines if line.role == "dropped" and line.doubt]
    assert doubted == ([said[len(venue) :] + "."] if venue else [])


@pytest.mark.parametrize(
    ("line", "venue"),
    [
        ("Thời gian, địa điểm: 8 giờ 00 ngày 10/12/2025, tại Hội trường Sở.", "Hội trường Sở"),
        ("Thời gian và địa điểm họp: vào hồi 8h00 ngày 10/12/2025 tại Hội trường Sở", "Hội trường Sở"),
        ("Địa điểm, thời gian: Phòng họp số 2, lúc 8 giờ 00 ngày 10/12/2025", "Phòng họp số 2"),
        ("Thời gian: 8 giờ 00, ngày 10/12/2025; địa điểm: Phòng họp số 2, tầng 8.", "Phòng họp số 2, tầng 8"),
        ("Địa điểm: Phòng họp số 2, tầng 8, 8 giờ 00 ngày 10/12/2025", "Phòng họp số 2, tầng 8"),
        ("I. Thời gian, địa điểm\nHồi 8 giờ 00 ngày 10/12/2025 tại Hội trường Sở", "Hội trường Sở"),
        ("I. Thời gian, địa điểm\n8 giờ 00 ngày 10/12/2025\nTại: Hội trường Sở", "Hội trường Sở"),
        ("Thời gian, địa điểm: 8 giờ 00 ngày 10/12/2025.\nTại: Hội trường Sở", "Hội trường Sở"),
        ("Thời gian: 8 giờ 00 ngày 10/12/2025\nĐịa điểm: Tầng 8, tòa nhà số 2", "Tầng 8, tòa nhà số 2"),
    ],
)  # fmt: skip
def test_the_time_and_the_place_of_one_line_are_told_apart(line: str, venue: str) -> None:
    draft = pasted("", line, MINUTES)
    assert draft.missing == ()
    assert (draft.data["started_at"], draft.data["venue"]) == ("2025-12-10T08:00", venue)
    assert not any(line.doubt for line in draft.lines)


@pytest.mark.parametrize(
    "line",
    [
        "Thời gian, địa điểm: sáng 10/12/2025, tại Hội trường Sở",
        "Thời gian: từ 8 giờ 00 đến 11 giờ 30 ngày 10/12/2025, tại Hội trường Sở",
    ],
)
def test_a_time_that_was_not_understood_is_asked_about_and_kept(line: str) -> None:
    draft = pasted("", line, MINUTES)
    assert draft.missing == ()
    assert draft.data["proceedings"][0]["paragraphs"] == [line]
    assert [bool(line.doubt) for line in draft.lines] == [True]


@pytest.mark.parametrize(
    ("sentence", "aloud"),
    [
        ("Biên bản được thông qua, trừ nội dung thứ ba.", False),
        ("Biên bản được thông qua nhưng phải sửa phần đầu.", False),
        ("Biên bản không được thông qua.", False),
        ("Biên bản đã đọc cho mọi người nghe, chưa được nhất trí thông qua.", False),
        ("Biên bản đã được đọc lại cho mọi người cùng nghe, không ai có ý kiến gì khác.", True),
        ("Biên bản được thông qua tại hội nghị, không có ý kiến bổ sung.", True),
        ("Biên bản được đọc lại cho mọi người nghe và nhất trí thông qua.", True),
    ],
)
def test_minutes_that_were_not_agreed_in_whole_are_not_said_to_be(
    sentence: str, aloud: bool
) -> None:
    draft = pasted("", f"Nội dung:\nMột.\n{sentence}", MINUTES)
    assert draft.missing == ()
    assert draft.derived.get("/read_aloud", False) == aloud
    assert (sentence in draft.data["proceedings"][0]["paragraphs"]) != aloud
