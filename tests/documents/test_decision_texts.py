"""Decisions of many shapes, each read as a whole text (``decisions.txt`` beside this file) and held against contract §3."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from service import config, documents, pipeline
from service.docx.rendering import printed_text
from service.intake import ParsedInput
from tests.documents import inputs
from tests.documents.decision_cases import CASES, SLUG

TEXTS = Path(__file__).resolve().parent / "decisions.txt"
EXPECTED = dict(
    part.split("\n", 1)
    for part in TEXTS.read_text("utf-8").strip().removeprefix("## ").split("\n\n## ")
)
KIND = documents.get(SLUG)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\n", " ")


def whole(name: str) -> list[str]:
    """Subject, articles with their lines, the title of each annex, and whom the decision goes to first."""
    made = inputs.context(SLUG, CASES[name])
    lines = [made["subject"]]
    for article in made["articles"]:
        lines.append(f"Điều {article['number']}. {article['text']}".strip())
        lines += [line["text"] for line in article["lines"]]
    lines += [f"{annex['name']}. {annex['title']}" for annex in made["annexes"]]
    return [plain(line) for line in [*lines, made["recipients"][0]]]


@pytest.mark.parametrize("name", CASES)
def test_a_decision_reads_as_a_registrar_writes_it(name: str) -> None:
    assert "\n".join(whole(name)) == EXPECTED[name]


def test_every_text_that_was_read_has_its_decision() -> None:
    assert list(EXPECTED) == list(CASES)


@pytest.mark.no_cover
@pytest.mark.parametrize("name", CASES)
def test_a_decision_keeps_what_the_contract_says_of_all(name: str) -> None:
    data, lines = CASES[name], whole(name)
    text = "\n".join(lines)
    assert inputs.context(SLUG, data)["subject"].startswith("Về việc tặng ")
    assert not any(line.startswith(("-", "–", "+", "•")) for line in lines), (
        "khoản and điểm, no dashes"
    )
    assert not re.search(r"  | [,;.:]|[;,]\.|\.\.|;;", text)
    assert text.count("./.") == 1 and "Quyết định này./." in text
    sums = re.findall(r"[\d.]+ đồng \(Bằng chữ: [^)]+\)", text)
    if len(sums) == 1 and "theo mức ghi tại Phụ lục" not in text:
        assert "Tổng số" not in text, "one sum is said once"
    assert len(set(sums)) == len(sums) or len(data["awards"]) > 1
    recipients = sum(
        len(award[kind])
        for award in data["awards"]
        for kind in ("collectives", "individuals", "households")
    )
    named = not inputs.context(SLUG, data)["annexes"]
    if recipients == 1 and named:
        assert "gồm:" not in text and "01 cá nhân" not in text
    assert ("kèm theo)" in text) == (not named)


@pytest.fixture(scope="module")
def services() -> pipeline.Services:
    return pipeline.build_services(config.load())


@pytest.mark.no_cover
@pytest.mark.parametrize("name", CASES)
def test_the_document_holds_the_text_and_loses_nothing(
    name: str, services: pipeline.Services
) -> None:
    shown = plain(printed_text(pipeline.produce(services, KIND, ParsedInput(CASES[name])).content))
    made = inputs.context(SLUG, CASES[name])
    texts = [made["subject"], *made["recipients"]]
    for article in made["articles"]:
        texts += [article["text"], *(line["text"] for line in article["lines"])]
    texts += [annex[key] for annex in made["annexes"] for key in ("name", "title", "reference")]
    assert [text for text in map(plain, texts) if text not in shown] == []
