"""Dates, numbers of texts, counts and periods are held together by no-break blanks, in the text and in the document."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service import pipeline
from service.config import Settings
from service.language.compounds import built_in
from service.language.holding_together import held_together, with_plain_blanks
from tests.documents.inputs import sample
from tests.line import parse


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("ngày 20 tháng 01", "ngày~20~tháng~01"),
        ("Ngày 20 tháng 01 năm 2026.", "Ngày~20~tháng~01 năm~2026."),
        ("từ ngày 20 đến ngày 25 tháng 3", "từ ngày~20 đến ngày~25~tháng~3"),
        ("8 giờ 00 phút, ngày 01 tháng 7 năm 2020", "8~giờ~00~phút, ngày~01~tháng~7 năm~2020"),
        ("tháng 7 năm 2020, quý III", "tháng~7 năm~2020, quý~III"),
        ("Nghị định số 91/2017/NĐ-CP", "Nghị định số~91/2017/NĐ-CP"),
        ("số 15/QĐ-SNgV ngày 01", "số~15/QĐ-SNgV ngày~01"),
        ("(Kèm theo số \u00a0\u00a0/QĐ)", "(Kèm theo số ~~/QĐ)"),
        ("01 cá nhân và 02 tập thể", "01~cá~nhân và 02~tập~thể"),
        ("1.950.000 đồng, 12,5 triệu đồng", "1.950.000~đồng, 12,5~triệu~đồng"),
        ("05 hộ gia đình", "05~hộ~gia~đình"),
        ("giai đoạn 2015 - 2020", "giai đoạn 2015~-~2020"),
        ("năm học 2025 – 2026", "năm học 2025~–~2026"),
        ("NGÀY 01 THÁNG 7, 02 TẬP THỂ", "NGÀY~01~THÁNG~7, 02~TẬP~THỂ"),
        ("Nghị định Số 15/2020/NĐ-CP, SỐ 5", "Nghị định Số~15/2020/NĐ-CP, SỐ~5"),
        # What is no date, number, count or period.
        ("Nguyễn Văn Số 5", "Nguyễn Văn Số 5"),
        ("Thi đua - Khen thưởng", "Thi đua - Khen thưởng"),
        ("Điều 1 Quyết định, khoản 2", "Điều 1 Quyết định, khoản 2"),
        ("hằng ngày, trong tháng, số lượng", "hằng ngày, trong tháng, số lượng"),
        ("2020 tập thểu", "2020 tập thểu"),
        ("bày 20", "bày 20"),
    ],
)  # fmt: skip
def test_what_belongs_together_is_held_by_no_break_blanks(text: str, held: str) -> None:
    assert held_together(text).replace("\u00a0", "~") == held.replace("số ~~", "số~~~")


@given(st.text(alphabet="0123 ngàythángnămsố-–/.,\u00a0đồngcá nhân\n", max_size=60))
def test_holding_twice_changes_nothing_and_only_blanks_ever_change(text: str) -> None:
    held = held_together(text)
    assert held_together(held) == held
    assert with_plain_blanks(held) == with_plain_blanks(text)


def test_every_counted_noun_is_held_to_its_number_and_in_itself() -> None:
    for noun in built_in().counted:
        assert held_together(f"có 12 {noun} dự") == f"có 12\u00a0{noun.replace(' ', chr(160))} dự"


def test_the_document_holds_them_in_sentences_lists_and_tables() -> None:
    data = sample("commendation-decision")
    services = pipeline.build_services(Settings())
    document = pipeline.produce(
        services, *parse("commendation-decision", json.dumps(data).encode())
    )
    with zipfile.ZipFile(BytesIO(document.content)) as package:
        xml = package.read("word/document.xml").decode().replace("\u00a0", "~")
    for held in ("ngày~01~tháng~7 năm~2020", "số~91/2017/NĐ-CP", "tập~thể", "2015~-~2020", "đồng"):
        assert held in xml
    assert "giai đoạn 2015 - 2020" not in xml
    assert "số 91/2017" not in xml
