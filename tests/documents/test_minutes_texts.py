"""Minutes of many shapes, read as whole texts and measured on their pages (contract §5, Mẫu 1.9)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from service import pipeline
from service.config import Settings
from service.docx import embedded_data, rendering
from tests import libreoffice
from tests.documents import inputs
from tests.layout.pages import Page, pages
from tests.line import parse

pytestmark = pytest.mark.no_cover  # tests/measured.py

SLUG = "conference-minutes"
SERVICES = pipeline.build_services(Settings())
SHAPES = sorted((Path(__file__).parent / "minutes").glob("*.json"))


def made(content: bytes) -> bytes:
    return pipeline.produce(SERVICES, *parse(SLUG, content)).content


def text_of(docx: bytes) -> str:
    """The visible text, a paragraph a line, without empty ones."""
    lines = (line.strip() for line in rendering.printed_text(docx).split("\n"))
    return "\n".join(filter(None, lines)) + "\n"


@pytest.mark.parametrize("shape", SHAPES, ids=lambda path: path.stem)
def test_minutes_read_as_an_office_writes_them(shape: Path) -> None:
    assert text_of(made(shape.read_bytes())) == shape.with_suffix(".txt").read_text("utf-8")


def test_no_alternative_of_the_form_is_printed() -> None:
    assert len(SHAPES) >= 25
    for shape in SHAPES:
        text = shape.with_suffix(".txt").read_text("utf-8")
        for alternative in (
            "(chủ tọa)",
            "(chủ toạ)",
            "người ghi biên bản",
            "theo diễn biến",
            "/hội",
        ):
            assert alternative not in text, shape.stem


# --- on the page ------------------------------------------------------------------------------------

MEMBERS = [
    {"full_name": "Nguyễn Thị Lan", "position": "Phó Chủ tịch"},
    {"full_name": "Hồ Văn Em", "position": "Ủy viên, Trưởng phòng Lãnh sự - Biên giới kiêm phụ trách Thanh tra"},
    {"full_name": "Đỗ Thị Yến", "position": "Ủy viên"},
]  # fmt: skip


def minutes(conclusions: int, **more: Any) -> bytes:
    data = {
        **inputs.sample(SLUG, "minimal"),
        "conclusions": ["Giao các phòng hoàn thành báo cáo."] * conclusions,
        "recipients": ["Giám đốc Sở (b/c)", "Các phòng, đơn vị"],
        **more,
    }
    return made(embedded_data.canonical(data))


@pytest.fixture(scope="module")
def drawn() -> dict[str, list[Page]]:
    """Every shape, and minutes that end at every height of a page, without members and with three."""
    documents = {shape.stem: made(shape.read_bytes()) for shape in SHAPES}
    documents |= {f"ends-{count}": minutes(count) for count in range(8, 24)}
    documents |= {
        f"members-{count}": minutes(count, member_signatures=MEMBERS) for count in range(2, 24, 2)
    }
    return {name: pages(pdf) for name, pdf in libreoffice.to_pdf(documents).items()}


def test_the_names_of_one_row_of_signatures_stand_on_one_line(
    drawn: dict[str, list[Page]],
) -> None:
    pairs = [("Trần Thị B", "Nguyễn Văn A"), ("Nguyễn Thị Lan", "Hồ Văn Em")]
    measured = 0
    for name, sheets in drawn.items():
        if not name.startswith(("ends", "members")):
            continue
        for page in sheets:
            for left, right in pairs:
                if any(line.text == left for line in page.lines):
                    assert abs(page.find(left).base - page.find(right).base) < 0.1, name
                    measured += 1
    assert measured >= 16 + 11 * 2


def test_recipients_never_begin_a_page(drawn: dict[str, list[Page]]) -> None:
    for name, sheets in drawn.items():
        for page in sheets:
            words = [line.text for line in page.lines if not line.text.isdigit()]
            assert words[0] != "Nơi nhận:" and not words[0].startswith("- Lưu"), name


def test_signatures_never_stand_alone_on_a_page(drawn: dict[str, list[Page]]) -> None:
    for name, sheets in drawn.items():
        for page in sheets:
            words = [line.text for line in page.lines if not line.text.isdigit()]
            assert words[0] not in ("THƯ KÝ", "Trần Thị B", "Nguyễn Văn A"), name


def test_the_offices_of_the_chair_stand_below_chu_toa(drawn: dict[str, list[Page]]) -> None:
    page = drawn["17-chair-office"][0]
    chair, office = page.find("CHỦ TỌA"), page.find("PHÓ BÍ THƯ ĐẢNG ỦY")
    assert office.base > chair.base and abs(office.middle - chair.middle) < 0.5
    assert abs(page.find("Phạm Thu Hà").base - page.find("Trần Minh Đức").base) < 0.1


def test_a_table_of_candidates_breaks_no_name_and_no_figure(
    drawn: dict[str, list[Page]],
) -> None:
    for name, cells in {
        "11-council-ballot": ("Trần Thị Như Ý", "10/11", "90,91%", "Họ và tên", "Tỷ lệ"),
        "12-ballot-of-units": ("Sở Ngoại vụ tỉnh Nghệ An", "09/09", "100,00%", "Tên tập thể"),
        "13-ballot-of-both": ("Phòng Hợp tác quốc tế", "18/20", "90%", "Cá nhân, tập thể"),
    }.items():
        words = {line.text for page in drawn[name] for line in page.lines}
        assert words.issuperset(cells), name
