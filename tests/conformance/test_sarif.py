"""A report as SARIF 2.1.0: what its schema requires is there, every reference leads somewhere, and no text of the document is in it."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

import jsonschema_rs

from service import __version__
from service.conformance import checking, public_form
from service.conformance.changes import Change
from service.conformance.findings import MOST_PLACES, MOST_TOLD, Box, Component, Report, Where
from service.conformance.writing import words
from service.conformance.writing.sarif import sarif
from service.media_types import DOCX
from tests.conformance.plain_documents import MAIN, finding
from tools.conformance import foreign

REPORT = Report(
    type="summary-report",
    type_certainty=0.9,
    components=(Component("signer_name", "7b", (4,), "Nguyễn Văn A", 0.8),),
    findings=(
        finding(Where(MAIN, paragraph=2, boxes=(Box(2, 10, 20.04, 30, 40),)), severity="info"),
        finding(
            Where(MAIN, section=0, boxes=(Box(1, 5, 5, 590, 837),)),
            also=(Where(MAIN, section=1),),
            changes=(Change("section", "width_mm", 210.0),),
        ),
        finding(severity="warning", rule="unknown-rule"),
    ),
    unjudged=(("paper-orientation", "cần bản PDF của văn bản"),),
    unrecognised=(Where(MAIN, paragraph=7),),
)


WEB_EDITOR = next(one.docx for one in foreign.documents() if one.name == "web-editor")
#: The schema of the standard, from Microsoft's SDK.
SCHEMA = Path(__file__).with_name("sarif-2.1.0-rtm.5.json")


@functools.cache
def validator() -> jsonschema_rs.Draft4Validator:
    # One of its patterns has a bracket too many, which only JavaScript reads as a letter.
    schema = SCHEMA.read_text(encoding="utf-8").replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}$")
    return jsonschema_rs.Draft4Validator(json.loads(schema), validate_formats=True)


def run_of(name: str = "Báo cáo năm.docx") -> dict[str, Any]:
    log = sarif(REPORT, name, 1234)
    assert json.loads(json.dumps(log)) == log
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    return dict(run)


def test_the_log_is_what_the_schema_of_the_standard_wants() -> None:
    log = sarif(REPORT, "Báo cáo năm.docx", 1234)
    assert [error.message for error in validator().iter_errors(log)] == []
    # The schema notices what is not SARIF.
    (broken,) = log["runs"]
    broken["results"][0]["level"] = "info"
    assert [error.instance_path for error in validator().iter_errors(log)] == [
        ["runs", 0, "results", 0, "level"]
    ]


def test_the_log_of_a_real_document_is_sarif_and_each_place_is_told_once() -> None:
    log = sarif(checking.check(WEB_EDITOR), "a.docx", 1)
    assert [error.message for error in validator().iter_errors(log)] == []
    (run,) = log["runs"]
    assert {one["ruleId"] for one in run["results"]} <= {
        rule["id"] for rule in run["tool"]["driver"]["rules"]
    }
    for result in run["results"]:
        places = [one["logicalLocations"][0]["fullyQualifiedName"] for one in result["locations"]]
        assert len(places) == len(set(places)), result["ruleId"]


def test_every_finding_is_a_result_in_reading_order() -> None:
    results = run_of()["results"]
    assert [(one["ruleId"], one["level"], one["properties"]["number"]) for one in results] == [
        ("unknown-rule", "warning", 1),
        ("paper-size", "error", 2),
        ("paper-size", "note", 3),
    ]
    assert all(one["message"]["text"] for one in results)
    assert results[1]["properties"] == {
        "number": 2,
        "clause": "Phụ lục I, Phần I, mục I.1",
        "measured": "216 mm x 279 mm",
        "wanted": "A4 (210 mm x 297 mm)",
        "fixable": True,
        "obstacle": None,
        "boxes": [{"page": 1, "box": [5, 5, 590, 837]}],
    }


def test_every_result_leads_to_its_rule_with_help_and_to_the_file() -> None:
    run = run_of()
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        for location in result["locations"]:
            there = location["physicalLocation"]["artifactLocation"]
            assert run["artifacts"][there["index"]]["location"]["uri"] == there["uri"]
    (paper,) = (rule for rule in rules if rule["id"] == "paper-size")
    assert paper["defaultConfiguration"] == {"level": "error"}
    assert "A4 (210 mm x 297 mm)" in paper["help"]["text"]
    assert paper["properties"]["clause"] in paper["help"]["text"]


def test_places_are_named_in_the_package_and_in_words() -> None:
    third = run_of()["results"][2]["locations"][0]
    assert third["logicalLocations"] == [
        {"name": "p[3]", "fullyQualifiedName": f"{MAIN}/p[3]", "kind": "element"}
    ]
    assert third["message"]["text"] == "trang 2, đoạn 3"
    second = run_of()["results"][1]["locations"]
    assert [one["logicalLocations"][0]["name"] for one in second] == ["section[1]", "section[2]"]


def test_what_was_not_judged_is_told_so_that_silence_is_no_pass() -> None:
    run = run_of()
    (told,) = run["invocations"][0]["toolExecutionNotifications"]
    assert "cần bản PDF của văn bản" in told["message"]["text"]
    at = told["associatedRule"]["index"]
    assert run["tool"]["driver"]["rules"][at]["id"] == "paper-orientation"


def test_the_name_of_the_file_is_an_address_and_no_name_of_a_person_is_told() -> None:
    text = json.dumps(sarif(REPORT, "Báo cáo #1 năm.docx", 1))
    assert "B%C3%A1o%20c%C3%A1o%20%231%20n%C4%83m.docx" in text
    assert "Nguy" not in text


def test_an_answer_stays_short_whatever_a_file_is_made_of() -> None:
    places = tuple(Where(MAIN, paragraph=at) for at in range(3_000))
    crowded = Component("article", "6", tuple(range(3_000)), "Điều 1.", 1.0, places=places)
    many = Report(
        type=None,
        type_certainty=0.0,
        components=(crowded, *[Component("article", "6", (1,), "Điều 2.", 1.0)] * 2_999),
        findings=(finding(also=places), *[finding()] * 2_999),
        unrecognised=places,
    )
    told = public_form.as_json(many)
    component, found = told["document"]["components"][0], told["findings"][0]
    assert (len(component["where"]), len(found["also"])) == (MOST_PLACES, MOST_PLACES)
    lists = told["document"]["components"], told["findings"], told["summary"]["unrecognised"]
    assert [len(one) for one in lists] == [MOST_TOLD] * 3
    assert told["summary"]["errors"] == 3_000 and found["places"] == 3_001
    (run,) = sarif(many, "a.docx", 1)["runs"]
    document = run["properties"]
    lists = run["results"], document["components"], document["unrecognised"]
    assert [len(one) for one in lists] == [MOST_TOLD] * 3
    assert len(run["results"][0]["locations"]) == 1 + MOST_PLACES


def test_a_log_has_these_keys_and_no_others() -> None:
    log = sarif(REPORT, "a.docx", 1234)
    (run,) = log["runs"]
    assert set(log) == {"$schema", "version", "runs"} and log["$schema"].endswith(
        "/sarif-schema-2.1.0.json"
    )
    driver, rule = run["tool"]["driver"], words.RULES_BY_SLUG["paper-size"]
    assert {**driver, "rules": driver["rules"][:2]} == {
        "name": "vanban",
        "version": __version__,
        "semanticVersion": __version__,
        "language": "vi-VN",
        "rules": [
            {"id": "unknown-rule"},
            {
                "id": "paper-size",
                "shortDescription": {"text": rule.title},
                "fullDescription": {"text": rule.manual},
                "help": {"text": f"{rule.manual} ({rule.clause})", "markdown": f"{rule.manual}\n\n*{rule.clause}*"},
                "defaultConfiguration": {"level": "error"},
                "properties": {"clause": rule.clause},
            },
        ],
    }  # fmt: skip
    assert {key: value for key, value in run.items() if key not in ("tool", "results")} == {
        "language": "vi-VN",
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": "a.docx"}, "length": 1234, "mimeType": DOCX, "roles": ["analysisTarget"]}],
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [
                    {
                        "level": "note",
                        "message": {"text": f"Chưa xét được “{words.RULES_BY_SLUG['paper-orientation'].title}”: cần bản PDF của văn bản."},
                        "associatedRule": {"id": "paper-orientation", "index": 2},
                    }
                ],
            }
        ],
        "properties": {
            "type": "summary-report",
            "certainty": 0.9,
            "components": [{"kind": "signer_name", "number": "7b", "certainty": 0.8, "paragraphs": [5]}],
            "unrecognised": [f"{MAIN}/p[8]"],
        },
    }  # fmt: skip
    assert [(one["ruleId"], one["ruleIndex"], one["level"], one["rank"]) for one in run["results"]] == [
        ("unknown-rule", 0, "warning", 50.0),
        ("paper-size", 1, "error", 100.0),
        ("paper-size", 1, "note", 10.0),
    ]  # fmt: skip
    last = run["results"][2]
    assert last["properties"]["boxes"] == [{"page": 2, "box": [10, 20.0, 30, 40]}]
    assert last["locations"] == [
        {
            "physicalLocation": {"artifactLocation": {"uri": "a.docx", "index": 0}},
            "logicalLocations": [{"name": "p[3]", "fullyQualifiedName": f"{MAIN}/p[3]", "kind": "element"}],
            "message": {"text": "trang 2, đoạn 3"},
        }
    ]  # fmt: skip
