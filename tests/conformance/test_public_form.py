"""What a program is answered of a check, to the last key: places with their boxes, counts, and how much of each is told."""

from __future__ import annotations

from service.conformance import public_form
from service.conformance.changes import Change
from service.conformance.findings import Box, Component, Finding, Report, Where
from service.conformance.rules import RULES

MAIN = "word/document.xml"
#: On two lines of a page, and one on the next page.
BOXES = (
    Box(2, 85.04, 100.06, 200.0, 114.0),
    Box(2, 60.0, 116.0, 310.16, 130.04),
    Box(3, 1, 1, 999, 999),
)
PLACE = Where(MAIN, 4, 1)


def finding(rule: str, severity: str, **more: object) -> Finding:
    about = (rule, "I.5", severity, "12 pt", "14 pt", "Cỡ chữ là 12 pt.")
    return Finding(*about, **{"where": PLACE, **more})  # type: ignore[arg-type]


REPORT = Report(
    "summary-report",
    0.95,
    (
        Component("subject", "5a", (8,), "v" * 201, 0.9, annex=1, places=(PLACE,) * 101),
        Component("page_number", "", (), "2", 0.7),
    ),
    (
        finding("body-size", "error", where=Where(MAIN, 3, None, BOXES), also=(PLACE,) * 101, changes=(Change("runs", "size_pt", 14.0, 12.0, 3),), obstacle="nằm trong ô bị khóa"),
        finding("font", "warning", where=Where("word/header1.xml")),
        finding("colour", "warning"),
        finding("language", "info"),
    ),
    (("printed-type-middle", "cần bản PDF"),),
    (Where(MAIN, 9),),
    "báo cáo",
    "state",
    "Văn bản đã ký số.",
)  # fmt: skip


def test_a_report_is_answered_key_by_key() -> None:
    placed = {"part": MAIN, "paragraph": 4, "section": 1}
    about = {"clause": "I.5", "measured": "12 pt", "wanted": "14 pt", "message": "Cỡ chữ là 12 pt."}
    boxed = {"part": MAIN, "paragraph": 3, "page": 2, "box": [60.0, 100.1, 310.2, 130.0]}
    alone = {"also": [], "places": 1, "fixable": False, "obstacle": None}
    assert public_form.as_json(REPORT) == {
        "document": {
            "type": "summary-report",
            "name": "báo cáo",
            "family": "state",
            "certainty": 0.95,
            "components": [
                {
                    "kind": "subject",
                    "name": "Trích yếu nội dung",
                    "number": "5a",
                    "text": "v" * 200,
                    "certainty": 0.9,
                    "annex": 1,
                    "frame": None,
                    "where": [placed] * 100,
                },
                {
                    "kind": "page_number",
                    "name": "Số trang",
                    "number": "",
                    "text": "2",
                    "certainty": 0.7,
                    "annex": None, "frame": None,
                    "where": [],
                },
            ],
        },
        "findings": [
            {"rule": "body-size", "severity": "error", **about, "where": boxed, "also": [placed] * 100, "places": 102, "fixable": True, "obstacle": "nằm trong ô bị khóa"},
            {"rule": "font", "severity": "warning", **about, "where": {"part": "word/header1.xml", "paragraph": None}, **alone},
            {"rule": "colour", "severity": "warning", **about, "where": placed, **alone},
            {"rule": "language", "severity": "info", **about, "where": placed, **alone},
        ],
        "summary": {
            "errors": 1,
            "warnings": 2,
            "infos": 1,
            "fixable": 1,
            "refusal": "Văn bản đã ký số.",
            "judged": len(RULES) - 1,
            "unjudged": [{"rule": "printed-type-middle", "reason": "cần bản PDF"}],
            "unrecognised": [{"part": MAIN, "paragraph": 9}],
        },
    }  # fmt: skip


def test_of_each_kind_two_thousand_are_told_and_all_are_counted() -> None:
    many = Report(
        None,
        0.0,
        REPORT.components[1:] * 2_001,
        (finding("font", "info"),) * 2_001,
        (),
        (PLACE,) * 2_001,
    )
    answer = public_form.as_json(many)
    told = (
        answer["document"]["components"],
        answer["findings"],
        answer["summary"]["unrecognised"],
    )
    assert [*map(len, told)] == [2_000] * 3
    assert answer["summary"]["infos"] == 2_001
