"""Every code of a violation is listed with its meaning, so that a program can be written against the list."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from service import documents
from service.app import create_app
from service.config import Settings
from service.http.openapi import fault_codes
from service.rules import prose

ROOT = Path(__file__).resolve().parent.parent
#: The calls that name a code, and the place of the code among their arguments.
_CALLS = {"Violation": 2, "violation": 2, "refuse": 0, "rule": 0}


def named_codes() -> Iterator[str]:
    """Every code that a call in the service names; the rules of ``conformance`` have findings, and a list of their own."""
    for path in sorted((ROOT / "service").rglob("*.py")):
        source = path.read_text("utf-8")
        if "conformance" in path.parts or not any(f"{call}(" in source for call in _CALLS):
            continue
        for node in ast.walk(ast.parse(source)):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            called = node.func.id if isinstance(node.func, ast.Name) else called
            given = [word.value for word in node.keywords if word.arg == "code"]
            if called in _CALLS:
                given += node.args[_CALLS[called] :][:1]
            for code in given:
                if isinstance(code, ast.Constant) and re.fullmatch("[a-z_]+", str(code.value)):
                    yield str(code.value)


def test_every_code_that_the_service_names_is_listed() -> None:
    rules = {rule.code for found in documents.TYPES.values() for rule in found.rules}
    rules |= {rule.code for rule in prose.PROSE_RULES}
    found = {*named_codes(), *rules, "more_faults"}
    assert len(found) > 120
    assert found - set(fault_codes.codes()) == set()


def test_no_code_is_listed_that_the_service_does_not_know() -> None:
    source = "".join(
        path.read_text("utf-8")
        for path in (ROOT / "service").rglob("*.py")
        if path.name != "fault_codes.py"
    )
    assert [code for code in fault_codes.codes() if f'"{code}"' not in source] == []


def test_the_list_gives_each_code_once_with_both_meanings() -> None:
    answer = create_app(Settings()).test_client().get("/api/v1/fault-codes").get_json()
    assert [entry["code"] for entry in answer] == fault_codes.codes()
    for entry in answer:
        assert entry.keys() == {"code", "meaning_vi", "meaning_en"}
        assert entry["meaning_vi"].strip() and entry["meaning_en"].endswith(".")
