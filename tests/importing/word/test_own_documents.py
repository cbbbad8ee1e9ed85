"""What the service prints, read as if it were anybody's file, says the same again."""

from __future__ import annotations

import json
from typing import Any

import pytest

from service import documents, intake, pipeline
from service.config import Settings
from service.docx import rendering
from service.importing.word.draft import Draft
from tests.importing.word.drafts import invented, uploaded

SERVICES = pipeline.build_services(Settings())


def read_back(slug: str, sample: str = "", **changed: Any) -> tuple[dict[str, Any], Draft]:
    typed = json.loads((SERVICES.settings.samples / f"{sample or slug}.json").read_bytes())
    body = json.dumps({**typed, **changed}).encode()
    document_type = documents.get(slug)
    made = pipeline.produce(SERVICES, document_type, intake.read(body, "json", document_type))
    draft = uploaded(made.content, slug)
    assert draft.missing == ()
    assert invented(draft, rendering.printed_text(made.content)) == []
    return json.loads(body), draft


def same(a: Any, b: Any) -> bool:
    """Equal but for capitals and the end marks of lists, which the document has."""
    if isinstance(a, dict):
        return isinstance(b, dict) and a.keys() == b.keys() and all(same(a[k], b[k]) for k in a)
    if isinstance(a, list):
        return isinstance(b, list) and len(a) == len(b) and all(map(same, a, b))
    # A title that the service broke into lines comes back with these lines.
    found, wanted = (" ".join(str(each).lower().split()) for each in (a, b))
    return found.rstrip(" ;./") == wanted.rstrip(" ;./")


@pytest.mark.parametrize("sample", ["summary-report", "summary-report-2"])
def test_a_printed_report_gives_its_letterhead_and_signer_again(sample: str) -> None:
    wanted, draft = read_back("summary-report", sample)
    for key in ("organ", "place", "issued_date", "subject", "opening", "signer", "kind"):
        assert same(draft.data[key], wanted[key]), key
    assert draft.data.get("code_number") == wanted.get("code_number")
    assert draft.data.get("use_parts") == wanted.get("use_parts")


def test_a_printed_report_gives_its_outline_again() -> None:
    def headings(sections: list[dict[str, Any]]) -> list[Any]:
        return [
            (section["heading"].lower(), headings(section.get("sections", [])))
            for section in sections
            # Clauses without a heading come back as paragraphs with their numbers.
            if "heading" in section
        ]

    for sample in ("summary-report", "summary-report-2"):
        wanted, draft = read_back("summary-report", sample)
        assert headings(draft.data["sections"]) == headings(wanted["sections"])


def test_a_printed_report_gives_its_tables_and_its_annex_again() -> None:
    wanted, draft = read_back("summary-report")
    table = draft.data["sections"][0]["sections"][2]["table"]
    printed = wanted["sections"][0]["sections"][2]["table"]
    assert table["caption"] == printed["caption"]
    assert table["unit"] == printed["unit"]
    assert [row[0] for row in table["rows"]] == [row[0] for row in printed["rows"]]
    assert draft.data["annexes"][0]["table"]["rows"] == wanted["annexes"][0]["table"]["rows"]


def test_printed_minutes_give_everything_but_speakers_and_votes_again() -> None:
    wanted, draft = read_back("conference-minutes")
    for key in (
        "organ", "subject", "event_kind", "started_at", "ended_at", "venue", "chair", "co_chairs", "secretary",
        "summoned", "present", "attendees", "absentees", "agenda", "conclusions", "read_aloud", "recipients",
    ):  # fmt: skip
        assert same(draft.data[key], wanted[key]), key
    assert [proceeding.get("heading") for proceeding in draft.data["proceedings"]] == [
        proceeding.get("heading") for proceeding in wanted["proceedings"]
    ]


def test_a_printed_decision_gives_its_bases_and_all_its_recipients_again() -> None:
    wanted, draft = read_back("commendation-decision")
    for key in ("issuing_authority", "legal_bases", "proposed_by", "drafter_code", "issued_amount"):
        assert same(draft.data[key], wanted[key]), key
    assert [
        [individual["full_name"] for individual in award["individuals"]]
        for award in draft.data["awards"]
    ] == [
        [
            f"{individual['honorific']} {individual['full_name']}"
            for individual in award["individuals"]
        ]
        for award in wanted["awards"]
    ]
    for key in ("form", "achievement"):
        assert [award[key] for award in draft.data["awards"]] == [
            award[key] for award in wanted["awards"]
        ]
    assert all(line.role != "unplaced" for line in draft.lines)


@pytest.mark.parametrize("slug", documents.TYPES)
def test_a_list_of_recipients_longer_than_the_signature_is_read_again(slug: str) -> None:
    many = [f"Phòng Hợp tác quốc tế số {number}" for number in range(30)]
    wanted, draft = read_back(slug, recipients=many)
    assert same(draft.data["recipients"][-30:], wanted["recipients"])


def test_a_member_of_printed_minutes_is_not_taken_for_the_chair() -> None:
    members = [
        {"full_name": f"Lê Thị {name}", "position": "Phó Trưởng phòng, Ủy viên"} for name in "ABC"
    ]
    wanted, draft = read_back("conference-minutes", member_signatures=members)
    for signs in ("chair", "secretary"):
        assert same(draft.data[signs]["full_name"], wanted[signs]["full_name"])
    assert same(draft.data["chair"]["office"], wanted["chair"]["office"])
