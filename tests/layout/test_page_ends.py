"""The ends of pages, measured: over 80 lengths of the three types, a line apart where the page ends, in one run."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from service import config, pipeline
from service.pdf import for_libreoffice
from tests.conformance import lawful
from tests.layout.pages import Line, Page, pages
from tests.libreoffice import to_pdf
from tests.line import parse

pytestmark = pytest.mark.no_cover  # tests/measured.py

SAMPLES = Path(__file__).parents[2] / "samples"
DECISION, REPORT, MINUTES = "commendation-decision", "summary-report", "conference-minutes"
LINE = "Sở đã hoàn thành các nhiệm vụ được giao."
FEW = ["Giám đốc, các Phó Giám đốc Sở", "Các phòng, đơn vị thuộc Sở"]
MANY = [*FEW, *(f"Ủy ban nhân dân huyện, thành phố số {number}" for number in range(1, 19))]
NAME, SECRETARY, CHAIR = "Ngô Thị Hoài Nam", "Phạm Thu Hà", "Trần Minh Đức"
MEMBERS = [
    {"full_name": "Lê Thị Một", "position": "Ủy viên"},
    {
        "full_name": "Lê Thị Hai",
        "position": "Phó Trưởng phòng Lãnh sự - Biên giới, Ủy viên thường trực Hội đồng",
    },
]
LONG_OFFICE = "Chủ tịch Hội đồng Thi đua, Khen thưởng kiêm Giám đốc Sở"
#: The lowest a page number stands, in millimetres from the top.
TOP = 20

Documents = dict[str, tuple[str, dict[str, Any]]]


def _report(lines: int, **changed: Any) -> dict[str, Any]:
    signer = {
        "capacity": "KT",
        "authority": "Giám đốc",
        "position": "Phó Giám đốc",
        "full_name": NAME,
    }
    table = changed.pop("table", None)
    section = {"heading": "Kết quả", "paragraphs": [LINE] * lines, "table": table}
    return {
        **json.loads((SAMPLES / f"{REPORT}.json").read_bytes()),
        "sections": [section],
        "opening": [],
        "closing": [],
        "annexes": [],
        "addressed_to": [],
        "use_parts": False,
        "recipients": FEW,
        "signer": signer,
        **changed,
    }


def _table(rows: int) -> dict[str, Any]:
    return {
        "columns": ["Chỉ tiêu", "Kết quả"],
        "rows": [[f"Đoàn số {number}", number] for number in range(1, rows + 1)],
    }


def _wide(rows: int) -> dict[str, Any]:
    """A table that has no room on an upright page."""
    figures = [123_456_789.5] * 9
    return {
        "columns": ["Chỉ tiêu", "Kết quả", *(f"Cột {n}" for n in range(9))],
        "rows": [[f"Đoàn số {number}", number, *figures] for number in range(1, rows + 1)],
    }


def _decision(people: int, **changed: Any) -> dict[str, Any]:
    sample = json.loads((SAMPLES / f"{DECISION}.json").read_bytes())
    listed = [
        {"honorific": "Ông", "full_name": f"Nguyễn Văn Số {number}", "position": "Chuyên viên"}
        for number in range(people)
    ]
    few = {"form": "giay_khen", "achievement": sample["awards"][0]["achievement"]}
    return {
        **{key: value for key, value in sample.items() if key != "bonus_source"},
        "awards": [{**few, "individuals": listed}],
        "recipients": FEW,
        **changed,
        "signer": {"position": "Giám đốc", "full_name": NAME},
    }


def minutes_of(lines: int, **changed: Any) -> dict[str, Any]:
    """Minutes of so many lines of text, signed by SECRETARY and CHAIR."""
    return {
        **json.loads((SAMPLES / f"{MINUTES}.json").read_bytes()),
        "secretary": {"full_name": SECRETARY, "position": "Chuyên viên"},
        "chair": {
            "full_name": CHAIR,
            "position": "Giám đốc",
            "office": changed.pop("office", None),
        },
        "proceedings": [{"paragraphs": [LINE] * lines}],
        "agenda": [],
        "absentees": [],
        "co_chairs": [],
        "summoned": None,
        "present": None,
        "attendees": [{"group": "toàn thể công chức Sở"}],
        "conclusions": [],
        "votes": [],
        "read_aloud": False,
        **changed,
    }


def _documents() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(name, slug, input): each family grows by a line from what fits on its page to what does not."""
    higher = {
        "on_behalf_of": "Ủy ban nhân dân",
        "capacity": "KT",
        "authority": "Chủ tịch",
        "position": "Phó Chủ tịch",
        "other_title": "Trưởng Ban Chỉ đạo",
        "full_name": NAME,
    }
    for lines in range(17, 25):
        yield f"one-line-{lines}", REPORT, _report(lines, closing=["Sở Ngoại vụ kính báo cáo."])
        yield f"few-{lines}", REPORT, _report(lines)
        yield f"many-{lines}", REPORT, _report(lines, recipients=MANY)
    for lines in range(14, 22):
        yield f"small-table-{lines}", REPORT, _report(lines, table=_table(2))
        yield f"high-{lines}", REPORT, _report(lines, signer=higher, recipients=MANY[:9])
    for lines in (12, 13, 14, 16, 19):
        closing = ["Sở kính báo cáo."] if lines % 2 else []
        yield f"long-table-{lines}", REPORT, _report(lines, table=_table(40), closing=closing)
    for rows in (14, 15):
        yield f"turned-{rows}", REPORT, _report(3, table=_wide(rows))
    for lines in range(4, 12):
        closing = [LINE] if lines % 2 else []
        yield f"table-{lines}", REPORT, _report(lines, table=_table(12), closing=closing)
    for bases in range(4, 12):
        cited = [f"Căn cứ Quyết định số {n}/QĐ-UBND của Ủy ban nhân dân tỉnh" for n in range(bases)]
        changed = {"legal_bases": cited, "recipients": MANY if bases % 2 else FEW}
        yield f"decision-{bases}", DECISION, _decision(2, **changed)
    for people in range(64, 72):
        yield f"annex-{people}", DECISION, _decision(people)
    for lines in range(4, 12):
        yield f"minutes-{lines}", MINUTES, minutes_of(lines, office=LONG_OFFICE)
    for lines in range(1, 9):
        long = {"recipients": MANY[:10], "member_signatures": MEMBERS[1:2]}
        yield f"minutes-long-{lines}", MINUTES, minutes_of(lines + 6, **long)
    for lines in (33, 34, 42, 43, 44, 45, 46):
        yield f"minutes-two-{lines}", MINUTES, minutes_of(lines, member_signatures=MEMBERS)


ALL = {name: (slug, data) for name, slug, data in _documents()}
#: The signature of a decision with annexes stands long before its last page.
SIGNED_LAST = [name for name in ALL if not name.startswith("annex")]
Printed = Callable[[str], list[Page]]


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    services = pipeline.build_services(config.load({}))
    return {
        name: pipeline.produce(services, *parse(slug, json.dumps(data).encode())).content
        for name, (slug, data) in ALL.items()
    }


def test_no_rule_of_form_is_broken(made: dict[str, bytes]) -> None:
    assert lawful.broken(made) == []


@pytest.fixture(scope="module")
def printed(made: dict[str, bytes]) -> Printed:
    """name -> its last pages, measured once."""
    copies = {name: for_libreoffice(docx) for name, docx in made.items()}
    found = {name: pages(pdf)[-3:] for name, pdf in to_pdf(copies).items()}
    return found.__getitem__


def _text(page: Page) -> list[Line]:
    return [line for line in page.lines if line.base > TOP]


def _signed(found: list[Page]) -> tuple[Page, float]:
    """The page that the text is signed on, by its signer or by secretary and chair, and how high the signature begins."""
    page = next(
        page
        for page in reversed(found)
        if any(line.text in (NAME, SECRETARY, CHAIR) for line in _names(page))
    )
    first = min(
        line.base for line in page.lines if line.font.endswith("Bold") and _is_position(line)
    )
    return page, first


def _names(page: Page) -> list[Line]:
    known = {NAME, SECRETARY, CHAIR, *(member["full_name"] for member in MEMBERS)}
    return [line for line in page.lines if line.text in known]


def _is_position(line: Line) -> bool:
    return line.text.isupper() and line.text.startswith(("KT.", "TM.", "GIÁM ĐỐC", "THƯ KÝ"))


@pytest.mark.parametrize("name", SIGNED_LAST)
def test_at_least_two_lines_of_text_or_two_rows_go_with_a_signature(
    printed: Printed, name: str
) -> None:
    page, top = _signed(printed(name))
    above = {round(line.base) for line in _text(page) if line.base < top - 1 and line.text != "./."}
    assert len(above) >= 2


@pytest.mark.parametrize("name", ALL)
def test_no_page_holds_only_an_end_mark_or_one_line_of_the_recipients(
    printed: Printed, name: str
) -> None:
    for page in printed(name):
        lines = _text(page)
        assert len(lines) >= 2
        assert lines[0].text not in ("./.", "Nơi nhận:") or _names(page)
        assert not lines[0].text.startswith("- Lưu")


@pytest.mark.parametrize("name", [name for name in ALL if name.startswith("annex")])
def test_an_end_mark_below_a_table_has_two_rows_above_it_on_its_page(
    printed: Printed, name: str
) -> None:
    page = printed(name)[-1]
    assert _text(page)[-1].text == "./."
    rows = {round(line.base) for line in _text(page) if line.text.startswith("Chuyên viên")}
    assert len(rows) >= 2


@pytest.mark.parametrize("name", [name for name in ALL if name.startswith("minutes")])
def test_names_of_one_row_are_level_and_the_recipients_follow_below_them(
    printed: Printed, name: str
) -> None:
    found = printed(name)
    page = next(page for page in found if page.holds(SECRETARY) and page.holds("THƯ KÝ"))
    names = [line for line in _names(page) if line.font.endswith("Bold")]
    by_name = {line.text: line.base for line in names}
    assert by_name[SECRETARY] == by_name[CHAIR]
    if "Lê Thị Một" in by_name:
        assert by_name["Lê Thị Một"] == by_name["Lê Thị Hai"]
    with_list = next(page for page in found if page.holds("Nơi nhận:"))
    listed = with_list.find("Nơi nhận:").base
    assert max(line.base for line in _names(with_list)) < listed
    assert sum(line.base > listed for line in with_list.lines) >= 2


@pytest.mark.parametrize("rows", [14, 15])
def test_a_text_that_ends_on_a_turned_page_is_signed_on_it(printed: Printed, rows: int) -> None:
    page, _ = _signed(printed(f"turned-{rows}"))
    assert page.width > page.height


@pytest.mark.parametrize("lines", [14, 16, 19])
def test_a_header_stands_above_the_rows_that_go_with_a_signature(
    printed: Printed, lines: int
) -> None:
    page, _ = _signed(printed(f"long-table-{lines}"))
    texts = [line.text for line in _text(page)]
    assert texts[:6] == ["Chỉ tiêu", "Kết quả", "Đoàn số 39", "39", "Đoàn số 40", "40"]


@pytest.mark.parametrize("lines", range(17, 25))
def test_a_long_list_of_recipients_leaves_the_signature_where_a_short_one_does(
    printed: Printed, lines: int
) -> None:
    few, many = printed(f"few-{lines}"), printed(f"many-{lines}")
    on_first = [bool(_names(found[0])) for found in (few, many)]
    assert on_first[0] == on_first[1]
    last = [line for line in _text(many[-1]) if line.text.startswith("- ")]
    assert last[-1].text.startswith("- Lưu") and len(last) >= 2


def test_the_lengths_cross_the_end_of_the_page(printed: Printed) -> None:
    for family in {name.rsplit("-", 1)[0] for name in SIGNED_LAST}:
        ends = [printed(name) for name in SIGNED_LAST if name.rsplit("-", 1)[0] == family]
        assert len({found.index(_signed(found)[0]) for found in ends}) == 2, family
