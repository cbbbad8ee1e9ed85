"""The printed page against the decree, measured on PDFs: millimetres, points, lines, page numbers."""

from __future__ import annotations

import io
import itertools
import zipfile
from collections.abc import Callable

import pytest

from service.docx import standard
from tests.conformance import lawful
from tests.layout import contexts as c
from tests.layout.pages import Page, pages
from tests.layout.rendering import TEMPLATES, render
from tests.libreoffice import to_pdf

pytestmark = pytest.mark.no_cover  # tests/measured.py

LEFT, RIGHT = 30.0, 195.0
THREE_LINES = "BAN QUẢN LÝ DỰ ÁN ĐẦU TƯ XÂY DỰNG CÔNG TRÌNH GIAO THÔNG"
SUBJECT = (
    "Tổng kết công tác đối ngoại năm 2020 và phương hướng, nhiệm vụ trọng tâm năm 2021 của Sở Ngoại vụ "
    "tỉnh Hà Tĩnh trong điều kiện phòng, chống dịch bệnh Covid-19 và thực hiện nhiệm vụ kép"
)
DECISION, REPORT, MINUTES = "commendation-decision", "summary-report", "conference-minutes"
SIGNER = {
    "lines": ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
    "other_title": "TRƯỞNG BAN CHỈ ĐẠO",
    "full_name": "Nguyễn Văn A",
}
FILLS = range(0, 13, 2)
#: The pages of a document by its name.
Printed = Callable[[str], list[Page]]


def _between_the_widest_legal_margins() -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(TEMPLATES / f"{DECISION}.docx") as old,
        zipfile.ZipFile(target, "w") as new,
    ):
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "word/document.xml":
                content = content.replace(b'w:left="1701"', b'w:left="1984"')
                content = content.replace(b'w:right="851"', b'w:right="1133"')
            new.writestr(entry, content)
    return target.getvalue()


def _filled(count: int) -> c.Context:
    context = c.report(parts=False, landscape=False, annexes=False)
    text = [c.block("paragraph", c.PROSE) for _ in range(5)]
    text += [c.block("item", f"Việc số {n}.") for n in range(count)]
    return {**context, "body": [*text, *text[:3], context["body"][-1]]}


def _documents() -> dict[str, bytes]:
    longest_place = {
        "place": "Thành phố Hồ Chí Minh",
        "issued_date": "ngày 29 tháng 12 năm 2026",
    }
    short = {"organ_name": "SỞ Y TẾ", "parent_name": ""}
    long = {"organ_name": THREE_LINES, "parent_name": "TỈNH HÀ TĨNH"}
    made = {
        "plain": render(DECISION, c.decision([c.annex()])),
        "short": render(
            DECISION, c.decision(organ=short, priority="KHẨN", recipients=c.recipients(1))
        ),
        "long": render(
            REPORT,
            c.report(
                parts=False,
                landscape=False,
                annexes=False,
                organ=long,
                subject=SUBJECT,
                priority="THƯỢNG KHẨN",
                circulation="XEM XONG TRẢ LẠI",
                signer=SIGNER,
                addressed_to=["Ủy ban nhân dân tỉnh"],
            ),
        ),
        "blank": render(
            DECISION,
            c.decision(
                code_number=c.BLANK,
                issued_date=f"ngày{c.BLANK}tháng{c.BLANK}năm 2020",
                priority="HỎA TỐC",
                circulation="LƯU HÀNH NỘI BỘ",
            ),
        ),
        "wide": render(
            "", c.decision([c.annex()], **longest_place), _between_the_widest_legal_margins()
        ),
        "many": render(DECISION, c.decision(recipients=c.recipients(40))),
        "crowd": render(DECISION, c.decision(recipients=c.recipients(2000))),
        "annexes": render(
            DECISION,
            c.decision([c.annex("Phụ lục I", 60), c.annex("Phụ lục II", 30, landscape=True)]),
        ),
        "report": render(REPORT, c.report()),
        "minutes": render(MINUTES, c.minutes()),
        "brief": render(MINUTES, c.minutes(members=0, long=False)),
    }
    return made | {f"fill{n}": render(REPORT, _filled(n)) for n in FILLS}


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return _documents()


def test_no_rule_of_form_is_broken(made: dict[str, bytes]) -> None:
    assert lawful.broken(made) == []


@pytest.fixture(scope="module")
def pdfs(made: dict[str, bytes]) -> dict[str, bytes]:
    return to_pdf(made)


@pytest.fixture(scope="module")
def printed(pdfs: dict[str, bytes]) -> Printed:
    """name -> its pages, measured once."""
    measured: dict[str, list[Page]] = {}

    def look(name: str) -> list[Page]:
        if name not in measured:
            measured[name] = pages(pdfs[name])
        return measured[name]

    return look


def near(value: float, tolerance: float = 0.3) -> object:
    return pytest.approx(value, abs=tolerance)


def test_paper_is_a4_and_margins_are_legal(printed: Printed) -> None:
    for page in printed("plain")[:1] + printed("report"):
        assert sorted((page.width, page.height)) == [near(210), near(297)]
        body = [line for line in page.lines if line.base > 20]
        assert min(line.left for line in body) >= LEFT - 0.1
        assert max(line.right for line in body) <= page.width - 15 + 0.6
        assert max(line.base for line in body) <= page.height - 20


def test_everything_is_set_in_times_and_black(printed: Printed) -> None:
    # LibreOffice sets Times New Roman in the metric-compatible Liberation Serif.
    for page in printed("plain"):
        assert {line.font.split("-")[0] for line in page.lines} == {"LiberationSerif"}
        assert {line.colour for line in page.lines} == {(0, 0, 0)}


@pytest.mark.parametrize(
    ("words", "size", "face"),
    [
        (standard.NATIONAL_NAME, 12, "LiberationSerif-Bold"),
        (standard.MOTTO, 13, "LiberationSerif-Bold"),
        ("UBND TỈNH", 12, "LiberationSerif"),
        ("SỞ NGOẠI VỤ", 12, "LiberationSerif-Bold"),
        ("Số: 15/QĐ-SNgV", 13, "LiberationSerif"),
        ("Hà Tĩnh, ngày 01 tháng 7 năm 2020", 13, "LiberationSerif-Italic"),
        ("QUYẾT ĐỊNH", 14, "LiberationSerif-Bold"),
        ("Về việc tặng", 14, "LiberationSerif-Bold"),
        ("GIÁM ĐỐC SỞ", 14, "LiberationSerif-Bold"),
        ("Căn cứ Luật", 14, "LiberationSerif-Italic"),
        ("QUYẾT ĐỊNH:", 14, "LiberationSerif-Bold"),
        ("Điều 1.", 14, "LiberationSerif-Bold"),
        ("Tặng Giấy khen", 14, "LiberationSerif"),
        ("Nơi nhận:", 12, "LiberationSerif-BoldItalic"),
        ("- Như Điều 3;", 11, "LiberationSerif"),
        ("- Lưu: VT, VP (02). PL.(300)", 11, "LiberationSerif"),
        ("KT. GIÁM ĐỐC", 14, "LiberationSerif-Bold"),
        ("Trần Thị Minh Nguyệt", 14, "LiberationSerif-Bold"),
    ],
)
def test_each_component_has_its_size_and_face(
    printed: Printed, words: str, size: float, face: str
) -> None:
    line = printed("plain")[0].find(words)
    assert (line.size, line.font) == (size, face)


@pytest.mark.parametrize("name", ["plain", "short", "long", "blank", "wide", "minutes"])
def test_national_name_and_motto_stand_on_one_line_each_with_a_rule_as_long_as_the_motto(
    printed: Printed, name: str
) -> None:
    page = printed(name)[0]
    motto = page.find(standard.MOTTO)
    assert page.find(standard.NATIONAL_NAME).text == standard.NATIONAL_NAME
    left, right, height = page.rule_below(motto)
    assert (left, right) == (near(motto.left), near(motto.right, 0.4))
    assert 0.8 < height - motto.base < 4


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("plain", "SỞ NGOẠI VỤ", "SỞ NGOẠI VỤ"),
        ("short", "SỞ Y TẾ", "SỞ Y TẾ"),
        ("long", "ĐẦU TƯ XÂY DỰNG", "CÔNG TRÌNH GIAO THÔNG"),
        ("plain", "Về việc tặng", "trong phong trào"),
        ("long", "Tổng kết công tác", "trong điều kiện"),
        ("wide", "Về việc tặng", "trong phong trào"),
    ],
)
def test_a_rule_is_a_third_to_a_half_of_its_line_and_centred_under_it(
    printed: Printed, name: str, first: str, last: str
) -> None:
    page = printed(name)[0]
    above, line = page.find(first), page.find(last)
    left, right, height = page.rule_below(line)
    assert 1 / 3 - 0.005 <= (right - left) / line.length <= 1 / 2 + 0.005
    assert 1 / 3 - 0.005 <= (right - left) / above.length <= 1 / 2 + 0.005
    assert (left + right) / 2 == near(line.middle, 0.4)
    assert 0.8 < height - line.base < 4


@pytest.mark.parametrize("name", ["plain", "short", "long", "blank", "wide"])
def test_the_two_halves_of_the_letterhead_are_level(printed: Printed, name: str) -> None:
    page = printed(name)[0]
    top = [line for line in page.lines if line.base > 19][:2]
    assert top[0].base == near(top[1].base, 0.05)
    number = page.find("Số:")
    date = [
        x for x in page.lines if x.base == near(number.base, 0.05) and x.font.endswith("Italic")
    ]
    assert date[0].text.startswith(("Hà Tĩnh, ngày", "Thành phố Hồ Chí Minh, ngày"))
    middle = (date[0].left + date[-1].right) / 2
    assert middle == near(page.find(standard.NATIONAL_NAME).middle, 0.5)
    assert number.base - page.find(standard.MOTTO).base > 8


def test_a_longer_name_breaks_into_three_lines_of_nearly_one_length(printed: Printed) -> None:
    page = printed("long")[0]
    lengths = [page.find(w).length for w in ("BAN QUẢN LÝ", "ĐẦU TƯ", "CÔNG TRÌNH")]
    assert min(lengths) / max(lengths) > 0.7


@pytest.mark.parametrize(
    ("name", "words", "width"),
    [("short", "KHẨN", 20), ("blank", "HỎA TỐC", 30), ("long", "THƯỢNG KHẨN", 40)],
)
def test_the_priority_stamp_has_its_legal_size_left_under_the_number_in_red(
    printed: Printed, name: str, words: str, width: float
) -> None:
    page = printed(name)[0]
    stamp = page.find(words)
    left, right, top, bottom = page.frame(stamp)
    assert right - left == near(width, 0.1)
    assert bottom - top == near(8, 0.1)
    assert left == near(LEFT, 0.6)
    assert page.find("Số:").base < top < page.find("Số:").base + 8
    assert (stamp.size, stamp.colour) == (13, (255, 0, 0))
    assert stamp.middle == near((left + right) / 2, 0.3)


@pytest.mark.parametrize(("name", "words"), [("long", "XEM XONG"), ("blank", "LƯU HÀNH")])
def test_the_circulation_frame_is_in_the_top_margin_above_the_national_name(
    printed: Printed, name: str, words: str
) -> None:
    first, *others = printed(name)
    line = first.find(words)
    left, right, _, bottom = first.frame(line)
    assert bottom < 20
    assert (left + right) / 2 == near(first.find(standard.NATIONAL_NAME).middle, 0.5)
    assert not any(page.holds(words) for page in others)


def test_body_text_is_justified_and_its_first_lines_are_indented(printed: Printed) -> None:
    page = printed("plain")[0]
    assert page.find("Điều 1.").left == near(LEFT + 12.7)
    assert page.find("Căn cứ Luật").left == near(LEFT + 12.7)
    assert page.find("2. Nguồn kinh phí").left == near(LEFT + 12.7)
    second = page.find("07 cá nhân đã có")
    assert (second.left, second.right) == (near(LEFT), near(RIGHT, 0.6))


def test_paragraphs_are_six_points_apart_and_lines_between_single_and_one_and_a_half(
    printed: Printed,
) -> None:
    page = printed("plain")[0]
    first, second = page.find("Căn cứ Quyết định"), page.find("Ủy ban nhân dân tỉnh quy")
    single = 14 * 1.149 * 25.4 / 72
    pitch = second.base - first.base
    assert single - 0.05 <= pitch <= 1.5 * single
    gap = page.find("Căn cứ Luật").base - page.find("của Sở Ngoại vụ;").base
    assert gap - pitch >= 6 * 25.4 / 72 - 0.02


@pytest.mark.parametrize("name", ["plain", "short", "long", "many", "crowd"])
def test_recipients_begin_level_with_the_signer_and_flush_left(
    printed: Printed, name: str, pdfs: dict[str, bytes]
) -> None:
    found = printed(name) if name != "crowd" else pages(pdfs[name], 0, 3)
    page = next(p for p in found if p.holds("Nơi nhận:"))
    words = page.find("Nơi nhận:")
    signer = next(x for x in page.lines if x.font.endswith("Bold") and x.base > words.base - 1)
    assert words.base == near(signer.base, 0.12)
    assert words.left == near(LEFT, 0.2)
    assert page.find("- ").left >= LEFT - 0.1
    assert page.find("- Như Điều 3" if name != "long" else "- Như").left == near(LEFT, 0.2)


def test_a_name_is_centred_under_its_office_with_room_for_the_hand(printed: Printed) -> None:
    page = next(p for p in printed("long") if p.holds("Nguyễn Văn A"))
    libreoffice, other = page.find("PHÓ CHỦ TỊCH"), page.find("TRƯỞNG BAN")
    name = page.find("Nguyễn Văn A")
    assert libreoffice.middle == near(other.middle, 0.3) == near(name.middle, 0.3)
    # Four blank lines of 14 pt and the line itself.
    assert 4 * 5.6 < other.base - libreoffice.base < 6 * 5.6
    assert name.base - other.base < 7


def test_long_lists_of_recipients_flow_on_without_a_gap_or_a_cut_signature(
    printed: Printed, pdfs: dict[str, bytes]
) -> None:
    found = 0
    for page in printed("many"):
        items = [line for line in page.lines if line.text.startswith("- ") and line.size == 11]
        steps = [round(below.base - above.base, 1) for above, below in itertools.pairwise(items)]
        assert not steps or max(steps) - min(steps) <= 0.15
        found += len(items)
    assert found == 41
    page = next(p for p in printed("many") if p.holds("Nơi nhận:"))
    assert page.holds("KT. GIÁM ĐỐC")
    assert page.holds("Trần Thị Minh Nguyệt")
    crowd = pages(pdfs["crowd"])
    assert 20 < len(crowd) < 60
    assert crowd[-1].holds("- Đơn vị nhận số 2000;")
    assert crowd[-1].holds("- Lưu: VT, VP (02).")


@pytest.mark.parametrize("count", FILLS)
def test_a_signature_never_stands_alone_on_a_page(printed: Printed, count: int) -> None:
    page = next(p for p in printed(f"fill{count}") if p.holds("Trần Thị Minh Nguyệt"))
    assert page.holds("KT. GIÁM ĐỐC")
    assert page.holds("kính báo cáo./.")


@pytest.mark.parametrize("name", ["plain", "annexes", "report", *(f"fill{n}" for n in FILLS)])
def test_no_page_is_empty(printed: Printed, name: str) -> None:
    for page in printed(name):
        assert any(line.base > 20 for line in page.lines)


def test_page_numbers_are_centred_in_the_top_margin_from_the_second_page_on(
    printed: Printed,
) -> None:
    first, *others = printed("report")[:4]
    assert not any(line.base < 20 for line in first.lines)
    for number, page in enumerate(others, start=2):
        line = page.lines[0]
        assert (line.text, line.size, line.font) == (str(number), 14, "LiberationSerif")
        assert line.base < 20
        assert line.middle == near((LEFT + page.width - 15) / 2, 0.3)


def test_each_annex_begins_a_page_counts_its_own_pages_and_hides_its_first_number(
    printed: Printed,
) -> None:
    found = printed("annexes")
    starts = [i for i, page in enumerate(found) if page.lines[0].text.startswith("Phụ lục")]
    assert [found[i].lines[0].text for i in starts] == ["Phụ lục I", "Phụ lục II"]
    assert found[starts[0] + 1].lines[0].text == "2"
    assert found[starts[0]].width < found[starts[0]].height
    assert found[starts[1]].width > found[starts[1]].height
    assert found[starts[1] + 1].lines[0].text == "2"


def test_an_annex_names_itself_its_title_and_its_decision_over_a_rule(printed: Printed) -> None:
    page = printed("plain")[-1]
    name, title = page.find("Phụ lục"), page.find("DANH SÁCH")
    reference = [line for line in page.lines if line.font.endswith("Italic")]
    middle = (LEFT + RIGHT) / 2
    assert all(line.middle == near(middle, 0.6) for line in (name, title, *reference))
    assert (name.size, title.size, reference[0].size) == (14, 14, 14)
    left, right, _ = page.rule_below(reference[-1])
    assert 0.3 <= (right - left) / reference[-1].length <= 0.505


def test_a_landscape_annex_measures_its_rule_on_its_own_page(printed: Printed) -> None:
    page = next(p for p in printed("annexes") if p.lines[0].text == "Phụ lục II")
    reference = page.find("(Kèm theo")
    left, right, _ = page.rule_below(reference)
    assert 1 / 3 <= (right - left) / reference.length <= 1 / 2
    assert (left + right) / 2 == near(page.width / 2 + 7.5, 0.5)


def test_table_headers_repeat_and_the_table_fills_the_text_width(printed: Printed) -> None:
    found = printed("annexes")
    second = found[[p.lines[0].text for p in found].index("Phụ lục I") + 1]
    assert second.holds("Họ và tên")
    outer = [rule for rule in second.rules if rule[1] - rule[0] > 10]
    assert min(r[0] for r in outer) == near(LEFT, 0.4)
    assert max(r[1] for r in outer) == near(RIGHT, 0.4)


def test_a_wide_table_turns_its_page_and_the_numbers_go_on(printed: Printed) -> None:
    sizes = [page.width > page.height for page in printed("report")]
    turned = sizes.index(True)
    assert printed("report")[turned].lines[0].text == str(turned + 1)
    assert not sizes[turned + 1]
    assert printed("report")[turned].holds("So với kế")


def test_addressees_stand_under_the_colon(printed: Printed) -> None:
    page = printed("report")[0]
    words = page.find("Kính gửi:")
    dashes = [page.find("- Ủy ban"), page.find("- Bộ Ngoại giao.")]
    from service.docx import typography

    colon = words.left + typography.text_width_mm("Kính gửi", 14)
    assert all(dash.left == near(colon) for dash in dashes)
    assert printed("long")[0].holds("Kính gửi: Ủy ban nhân dân tỉnh")


def test_headings_are_as_table_five_wants_them(printed: Printed) -> None:
    page = printed("report")[0]
    label, title = page.find("Phần I"), page.find("TÌNH HÌNH")
    assert label.middle == near(title.middle) == near((LEFT + RIGHT) / 2)
    faces = {
        w: page.find(w).font for w in ("Phần I", "TÌNH HÌNH", "I. KẾT", "1. Công tác", "a) Công")
    }
    assert set([*faces.values()][:4]) == {"LiberationSerif-Bold"}
    assert faces["a) Công"] == "LiberationSerif"


def test_minutes_have_no_date_line_and_both_signatures_side_by_side(printed: Printed) -> None:
    first = printed("minutes")[0]
    assert first.holds("Số: 15/BB-SNgV")
    assert not first.holds("Hà Tĩnh, ngày")
    page = next(p for p in printed("minutes") if p.holds("THƯ KÝ"))
    secretary, chair = page.find("THƯ KÝ"), page.find("CHỦ TỌA")
    assert secretary.base == near(chair.base, 0.05)
    assert secretary.middle < chair.middle
    assert page.find("Phạm Thu Hà").base == near(page.find("Trần Minh Đức").base, 0.05)
    last = printed("minutes")[-1]
    assert last.find("Nơi nhận:").base > last.find("Nguyễn Thành Viên 3").base


def test_minutes_of_half_a_page_stay_on_one(printed: Printed) -> None:
    assert len(printed("brief")) == 1
    page = printed("brief")[0]
    assert page.find("Nơi nhận:").base > page.find("Phạm Thu Hà").base
    assert page.find("- Lưu: VT, Hồ sơ.").left == near(LEFT, 0.2)


def test_a_draft_leaves_tidy_blanks_for_the_pen(printed: Printed) -> None:
    page = printed("blank")[0]
    number, notation = page.find("Số:"), page.find("/QĐ-SNgV")
    assert notation.base == near(number.base, 0.05)
    # A blank and eight that do not break, of a quarter of 13 points each.
    assert notation.left - number.right == near(9 * 13 / 4 * 25.4 / 72, 0.1)
    date = [line.text for line in page.lines if line.font.endswith("Italic")][:3]
    assert date == ["Hà Tĩnh, ngày", "tháng", "năm 2020"]
