"""Lines of head and foot: where the foot begins and ends, which of its lines are titles and names, and who signs for whom."""

from __future__ import annotations

import pytest

from service.importing.word import entries, foot_extent, letterhead, signature
from service.importing.word.blocks import Paragraph
from service.importing.word.entries import Entry
from tests.importing.word.drafts import fragment, p, pasted

SIGNED = ("GIÁM ĐỐC", "(Đã ký)", "Nguyễn Văn An")
RECIPIENTS = ("Nơi nhận:", "- Như Điều 3;", "- Lưu: VT.")


def read(*lines: str) -> list[Entry]:
    return entries.read(Paragraph(line) for line in lines)


def title(text: str) -> bool:
    (entry,) = read(text)
    return signature.is_title(entry)


@pytest.mark.parametrize(
    "text",
    [
        "Thư ký",
        "Người ghi biên bản",
        "NGƯỜI LẬP BIÊN BẢN",
        "Chủ tọa",
        "Chủ toạ",
        "Chủ trì",
        "Thư ký hội nghị",
        "Chủ trì hội nghị",
        "Chủ tọa hội nghị",
        "Thư ký cuộc họp",
        "Chủ trì cuộc họp",
        "Chủ tọa cuộc họp",
        "GIÁM ĐỐC",
        "KT. GIÁM ĐỐC",
        "TM. ỦY BAN NHÂN DÂN",
        "TL.CHỦ TỊCH",
    ],
)
def test_what_stands_above_a_signature(text: str) -> None:
    assert title(text)


@pytest.mark.parametrize(
    "text",
    ["Thư ký:", "Chủ trì:", "Giám đốc", "KẾT QUẢ", "I. GIÁM ĐỐC", "GIÁM ĐỐC " + "SỞ NGOẠI VỤ " * 9],
)
def test_what_does_not(text: str) -> None:
    assert not title(text)


@pytest.mark.parametrize(
    ("lines", "begins"),
    [
        (("Văn bản.", *RECIPIENTS), 1),
        (("Văn bản.", *SIGNED), 1),
        (("Văn bản.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn An"), 1),
        (("Văn bản.", "THƯ KÝ", "Trần Thị Bình", "CHỦ TRÌ", "Nguyễn Văn An"), 1),
        (("Văn bản.", "GIÁM ĐỐC", "đã phát biểu."), 3),
        (("Văn bản.", "GIÁM ĐỐC", "", "", "", "Nguyễn Văn An"), 1),
        (("Văn bản.", *SIGNED, "PHỤ LỤC I", "Danh sách"), 1),
        (("GIÁM ĐỐC", *["Một dòng."] * 12, "Nguyễn Văn An"), 14),
        (("Văn bản.", *SIGNED, *RECIPIENTS), 1),
        (("Văn bản.", "Nguyễn Văn An", *RECIPIENTS), 2),
        (("Nguyễn Văn An", *RECIPIENTS), 1),
        (("(Đã ký)", "Nguyễn Văn An", *RECIPIENTS), 2),
        (("GIÁM ĐỐC", "Căn cứ Luật.", *SIGNED, "I. CÁ NHÂN", *["1. Bà Trần Thị Bình;"] * 12), 2),
        (("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "-----", "Nguyễn Văn An", *["Một dòng."] * 12), 0),
        (("Thư ký", "Trần Thị Bình", *["Một dòng."] * 12), 14),
        ((*["Một dòng."] * 12, "GIÁM ĐỐC", "(Đã ký)", "I. CÁ NHÂN"), 15),
        (("GIÁM ĐỐC", "(Đã ký)"), 2),
    ],
)
def test_where_the_foot_begins(lines: tuple[str, ...], begins: int) -> None:
    assert foot_extent.begins_at(read(*lines)) == begins


@pytest.mark.parametrize(
    ("lines", "ends"),
    [
        (("GIÁM ĐỐC", "Nguyễn Văn An", "Phần sau là văn bản khác."), 2),
        ((*RECIPIENTS, *SIGNED), 6),
        ((*SIGNED, "PHỤ LỤC I", "Trần Thị Bình"), 3),
        ((*SIGNED, "x" * 201, "Trần Thị Bình"), 3),
        (("Nơi nhận:", "+ Sở Nội vụ;", "Văn bản khác."), 2),
        ((*SIGNED, "CÁ NHÂN", "Trần Thị Bình"), 3),
        ((*SIGNED, "- Ông Trần Văn Bình;"), 3),
        ((*SIGNED, *RECIPIENTS, "I. CÁ NHÂN", "- Ông Trần Văn Bình;"), 6),
        ((*SIGNED, "Nơi nhận: Lưu: VT.", "- Ông Trần Văn Bình;"), 4),
        ((*SIGNED, "Nơi nhận:", "Sở Nội vụ;", "Lưu: VT, TĐKT.", "CTV.(15)", "Danh sách"), 6),
        ((*SIGNED, "Nơi nhận:", "- Sở Nội vụ.", "Danh sách", "- Ông Trần Văn Bình;"), 5),
        ((*RECIPIENTS, "- Sở Nội vụ;", *SIGNED), 7),
        ((*RECIPIENTS, *SIGNED, "- Ông Trần Văn Bình;"), 6),
        (("THƯ KÝ", "CHỦ TRÌ", "Trần Thị Bình", "Nguyễn Văn An", "Lê Thị Cúc"), 4),
        (("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Nguyễn Văn An", "Lê Thị Cúc"), 3),
        (("THƯ KÝ", "Trần Thị Bình", "CHỦ TRÌ", "Nguyễn Văn An", "Lê Thị Cúc"), 4),
    ],
)
def test_where_it_ends(lines: tuple[str, ...], ends: int) -> None:
    assert foot_extent.ends_at(read(*lines)) == ends


@pytest.mark.parametrize(
    ("lines", "recipients"),
    [
        (("- Một dòng;", *RECIPIENTS), [1, 2, 3]),
        ((*RECIPIENTS, "GIÁM ĐỐC", "- Sau chữ ký."), [0, 1, 2]),
        (("Nơi nhận:", "Sở Nội vụ;", "Nguyễn Văn An"), [0, 1]),
        (("Nơi nhận:", "- GIÁM ĐỐC Sở;", "- Lưu: VT."), [0, 1, 2]),
        (("Sở Nội vụ;", "Nguyễn Văn An"), []),
    ],
)
def test_which_lines_are_recipients(lines: tuple[str, ...], recipients: list[int]) -> None:
    among = read(*lines)
    found = [place for place, entry in enumerate(among) if signature._is_recipient(entry, among)]
    assert found == recipients


@pytest.mark.parametrize(
    ("lines", "plan"),
    [
        (
            SIGNED,
            [("/signer/position", "", "GIÁM ĐỐC"), ("/signer/full_name", "", "Nguyễn Văn An")],
        ),
        (
            ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn An"),
            [
                ("/signer/on_behalf_of", "TM", "ỦY BAN NHÂN DÂN"),
                ("/signer/authority", "KT", "CHỦ TỊCH"),
                ("/signer/position", "", "PHÓ CHỦ TỊCH"),
                ("/signer/full_name", "", "Nguyễn Văn An"),
            ],
        ),
        (
            ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn An"),
            [
                ("/signer/authority", "TM", "ỦY BAN NHÂN DÂN"),
                ("/signer/position", "", "CHỦ TỊCH"),
                ("/signer/full_name", "", "Nguyễn Văn An"),
            ],
        ),
        (
            ("Q. GIÁM ĐỐC", "TS. Nguyễn Văn An"),
            [("/signer/position", "Q", "GIÁM ĐỐC"), ("/signer/full_name", "", "TS. Nguyễn Văn An")],
        ),
        (
            ("GIÁM ĐỐC", "TRƯỞNG BAN", "Nguyễn Văn An"),
            [
                ("/signer/position", "", "GIÁM ĐỐC"),
                ("/signer/other_title", "", "TRƯỞNG BAN"),
                ("/signer/full_name", "", "Nguyễn Văn An"),
            ],
        ),
        (
            ("TL. BỘ TRƯỞNG", "KT. VỤ TRƯỞNG", "PHÓ VỤ TRƯỞNG", "Nguyễn Văn An"),
            [
                ("/signer/authority", "KT", "VỤ TRƯỞNG"),
                ("/signer/position", "", "PHÓ VỤ TRƯỞNG"),
                ("/signer/full_name", "", "Nguyễn Văn An"),
            ],
        ),
        (("GIÁM ĐỐC", "Giám đốc", "Nguyễn Văn An"), []),
        (("KT. GIÁM ĐỐC", "Nguyễn Văn An"), []),
        (("Nguyễn Văn An",), []),
        (("GIÁM ĐỐC", "đã ký văn bản này."), []),
        (("A", "B", "C", "D", "GIÁM ĐỐC", "Nguyễn Văn An"), []),
    ],
)
def test_who_signs_is_taken_where_it_is_certain(
    lines: tuple[str, ...], plan: list[tuple[str, str, str]]
) -> None:
    among = read(*lines)
    found = signature._signer(among)
    assert [found[id(entry)] for entry in among if id(entry) in found] == plan


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("SỞ NGOẠI VỤ Độc lập - Tự do - Hạnh phúc", ["SỞ NGOẠI VỤ", "Độc lập - Tự do - Hạnh phúc"]),
        ("Độc lập - Tự do - Hạnh phúc SỞ A", ["Độc lập - Tự do - Hạnh phúc", "SỞ A"]),
        (
            "UBND TỈNH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            ["UBND TỈNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ),
        (
            "Số: 12/QĐ-SNgV Hà Tĩnh, ngày 01 tháng 7 năm 2020",
            ["Số: 12/QĐ-SNgV", "Hà Tĩnh, ngày 01 tháng 7 năm 2020"],
        ),
        ("Một dòng khác", ["Một dòng khác"]),
    ],
)
def test_a_line_of_the_head_that_was_set_with_tabs_is_taken_apart(
    line: str, pieces: list[str]
) -> None:
    assert list(letterhead._pieces(line)) == pieces


HEAD = (
    "UBND TỈNH QUẢNG LÂM", "SỞ NGOẠI VỤ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc", "BÁO CÁO", "Tổng kết công tác năm 2025", "I. KẾT QUẢ", "Tốt.",
)  # fmt: skip
ORGAN = {"parent_name": "UBND TỈNH QUẢNG LÂM", "organ_name": "SỞ NGOẠI VỤ"}


@pytest.mark.parametrize("at", [0, 2, 4, 5])
@pytest.mark.parametrize(
    ("mark", "field"),
    [
        ("HỎA TỐC", ("priority", "hoa_toc")),
        ("[KHẨN]", ("priority", "khan")),
        ("LƯU HÀNH NỘI BỘ", ("circulation", "luu_hanh_noi_bo")),
        ("MẬT", None),
        ("TỐI MẬT", None),
        ("DỰ THẢO", None),
        ("(Dự thảo lần 2)", None),
    ],
)
def test_a_mark_around_the_letterhead_is_no_part_of_a_name_or_of_the_subject(
    mark: str, at: int, field: tuple[str, str] | None
) -> None:
    draft = pasted("", "\n".join((*HEAD[:at], mark, *HEAD[at:])))
    assert draft.missing == ()
    assert draft.data["organ"] == ORGAN
    assert draft.data["subject"] == "Tổng kết công tác năm 2025"
    assert field is None or draft.data[field[0]] == field[1]
    assert [line.before for line in draft.lines if line.doubt] == ([] if field else [mark])


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("SỞ NGOẠI VỤ (DỰ THẢO)", "SỞ NGOẠI VỤ"),
        ("SỞ NGOẠI VỤ HỎA TỐC", "SỞ NGOẠI VỤ"),
        ("CỤC BẢO MẬT", "CỤC BẢO MẬT"),
    ],
)
def test_a_mark_behind_the_name_of_an_organ_is_no_part_of_it(line: str, name: str) -> None:
    draft = pasted("", "\n".join((line, *HEAD[2:])))
    assert draft.missing == ()
    assert draft.data["organ"] == {"organ_name": name}


@pytest.mark.parametrize(
    "below",
    [
        "Hôm nay, vào hồi 8 giờ 00 ngày 10/12/2025, tại Hội trường Sở",
        "Thời gian: 8 giờ 00 ngày 10/12/2025",
        "Địa điểm: Hội trường Sở",
        "Thực hiện Kế hoạch số 12/KH-UBND, Sở báo cáo như sau",
        "THÀNH PHẦN",
        "ĐẶT VẤN ĐỀ",
    ],
)
@pytest.mark.parametrize("slug", ["summary-report", "conference-minutes"])
def test_what_begins_the_text_is_no_line_of_the_subject(below: str, slug: str) -> None:
    title = "BÁO CÁO" if slug == "summary-report" else "BIÊN BẢN"
    draft = pasted("", f"{title}\nHội nghị tổng kết năm 2025\n{below}\nMột.", slug)
    assert draft.missing == ()
    assert draft.data["subject"] == "Hội nghị tổng kết năm 2025"


def test_a_subject_goes_on_in_further_lines_and_may_be_missing() -> None:
    lines = (
        "BIÊN BẢN",
        "Hội nghị cán bộ, công chức",
        "Trường Tiểu học Số 1",
        "NĂM HỌC 2024 - 2025",
    )
    draft = pasted("", "\n".join((*lines, "Thời gian: 8 giờ 00 ngày 10/12/2025")), "conference-minutes")  # fmt: skip
    assert draft.data["subject"] == " ".join(lines[1:])
    draft = pasted("", "BIÊN BẢN\nHôm nay, vào hồi 8 giờ 00 ngày 10/12/2025, tại Hội trường.", "conference-minutes")  # fmt: skip
    assert "subject" not in draft.data
    assert draft.data["started_at"] == "2025-12-10T08:00"


def test_who_decides_is_no_line_of_the_subject_in_running_letters_either() -> None:
    text = "QUYẾT ĐỊNH\nVề việc tặng Giấy khen\nGiám đốc Sở Ngoại vụ\nCăn cứ Luật Thi đua, khen thưởng;"
    draft = pasted("", text, "commendation-decision")
    assert draft.data["subject"] == "Về việc tặng Giấy khen"
    assert [line.before for line in draft.lines if line.doubt] == ["Giám đốc Sở Ngoại vụ"]


@pytest.mark.parametrize(
    "above", ["TL. BỘ TRƯỞNG", "TUQ. CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN\nTL. CHỦ TỊCH"]
)
def test_a_capacity_above_another_one_is_asked_about(above: str) -> None:
    foot = f"{above}\nKT. VỤ TRƯỞNG\nPHÓ VỤ TRƯỞNG\nNguyễn Văn An"
    draft = pasted("", f"BÁO CÁO\nTổng kết\n\nTốt.\n{foot}")
    assert draft.missing == ()
    assert draft.data["signer"]["authority"] == "VỤ TRƯỞNG"
    assert draft.data["signer"]["capacity"] == "KT"
    doubted = [line.source.strip() for line in draft.lines if line.doubt]
    assert doubted == [above.rpartition("\n")[2]]


@pytest.mark.parametrize(
    ("signed", "asks"), [("Lê Văn An", False), ("TS. LÊ VĂN AN", False), ("Ngô Văn Ba", True)]
)
def test_another_name_below_the_signature_than_above_is_asked_about(
    signed: str, asks: bool
) -> None:
    text = f"Chủ trì: Ông Lê Văn An, Giám đốc\nNội dung:\nMột.\nCHỦ TRÌ\n{signed}"
    draft = pasted("", text, "conference-minutes")
    assert draft.missing == ()
    assert draft.data["chair"]["full_name"] == "Lê Văn An"
    assert [line.before for line in draft.lines if line.doubt] == [signed] * asks


def test_members_who_sign_below_the_others_are_not_taken_for_them() -> None:
    rows = (
        ("THƯ KÝ", "CHỦ TRÌ"),
        ("Đỗ Thị Tư", "Lê Văn An"),
        ("THÀNH VIÊN", "THÀNH VIÊN"),
        ("Ngô Văn Ba", "Phan Thị Năm"),
    )
    cells = ("".join(f"<td>{p(cell)}</td>" for cell in row) for row in rows)
    table = f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"
    draft = pasted(fragment(p("Nội dung:"), p("Một."), table), slug="conference-minutes")
    assert draft.missing == ()
    assert draft.data["secretary"]["full_name"] == "Đỗ Thị Tư"
    assert draft.data["chair"]["full_name"] == "Lê Văn An"
    assert draft.data["member_signatures"] == [
        {"full_name": "Ngô Văn Ba"}, {"full_name": "Phan Thị Năm"},
    ]  # fmt: skip
    assert not any(line.doubt for line in draft.lines)


@pytest.mark.parametrize(
    ("lines", "recipients"),
    [
        (("- Giám đốc, các Phó Giám đốc", "(để chỉ đạo);"), ["Giám đốc, các Phó Giám đốc (để chỉ đạo)"]),
        (("- Thường trực Tỉnh ủy,", "Thường trực HĐND tỉnh (b/c);"), ["Thường trực Tỉnh ủy, Thường trực HĐND tỉnh (b/c)"]),
        (("- Các sở,", "ban, ngành", "Quảng Lâm;", "- UBND xã;"), ["Các sở, ban, ngành Quảng Lâm", "UBND xã"]),
        (("Ban Thường vụ Tỉnh ủy", "(báo cáo);"), ["Ban Thường vụ Tỉnh ủy (báo cáo)"]),
        (("Các phòng, đơn vị", "thuộc Sở;"), ["Các phòng, đơn vị thuộc Sở"]),
        (("Sở Nội vụ", "UBND tỉnh"), ["Sở Nội vụ", "UBND tỉnh"]),
        (("- Như trên;", "Sở Nội vụ;"), ["Như trên", "Sở Nội vụ"]),
        (("- Như trên", "- Sở Nội vụ"), ["Như trên", "Sở Nội vụ"]),
        (("như trên;", "Sở Nội vụ;"), ["như trên", "Sở Nội vụ"]),
    ],
)  # fmt: skip
def test_a_recipient_in_several_lines_is_one(lines: tuple[str, ...], recipients: list[str]) -> None:
    draft = pasted(fragment(*map(p, ("Đã xong.", "Nơi nhận:", *lines, "- Lưu: VT, VP.", *SIGNED))))
    assert draft.missing == ()
    assert draft.data["recipients"] == recipients
    assert draft.data["archive"] == {"units": ["VP"]}
    assert draft.data["signer"]["full_name"] == "Nguyễn Văn An"


@pytest.mark.parametrize("amount", ["(03b)", "(03 bản)", "(3)"])
def test_how_many_copies_are_kept_is_read_with_or_without_their_word(amount: str) -> None:
    draft = pasted(
        fragment(
            *map(p, ("Đã xong.", "Nơi nhận:", "- Như trên;", f"- Lưu: VT, VP {amount}.", *SIGNED))
        )
    )
    assert draft.missing == ()
    assert draft.data["recipients"] == ["Như trên"]
    assert draft.data["archive"] == {"units": ["VP"], "copies": 3}
