"""What a draft knows of its awards is found once, and anew when there is more to know."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from service.importing.word import decision_awards
from service.importing.word.decision_awards import KnownAwards
from service.importing.word.lines import DraftLines

AN, BINH = "/awards/0/individuals/0", "/awards/0/individuals/1"


def draft() -> DraftLines:
    made = DraftLines(facts={f"{AN}/full_name": "Ông Lê An", f"{AN}/bonus": 300_000})
    made.field(f"{BINH}/full_name", "Trần Thị Bình", "Người được khen")
    made.field(f"{BINH}/bonus", "500.000", "Tiền thưởng", value=500_000)
    return made


def test_awards_recipients_and_sums_are_those_of_facts_lines_and_the_sentence_read_now() -> None:
    made = draft()
    known = KnownAwards(made)
    assert (known.indices(), known.rows("/awards/0"), known.sums()) == ([0], [AN, BINH], {300_000, 500_000})  # fmt: skip
    assert known.totals() == {800_000}
    assert known.knows_somebody_in("thưởng Trần Thị Bình") and not known.knows_somebody_in("Bình")
    known.read_now = ["/awards/1/collectives/0/name"]
    assert known.indices() == [0, 1]
    assert known.rows("/awards/1", "collectives") == ["/awards/1/collectives/0"]
    known.read_now = []
    made.field("/awards/2/households/0/full_name", "Phạm Hoa", "Hộ")
    assert known.indices() == [0, 2]


def test_lines_that_give_nothing_make_nothing_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    made, known = draft(), []
    index = decision_awards._Index

    def counted(pointers: Iterable[str]) -> decision_awards._Index:
        known.append(1)
        return index(pointers)

    monkeypatch.setattr(decision_awards, "_Index", counted)
    awards = KnownAwards(made)
    for n in range(20):
        made.drop(f"Câu {n}", "lời của điều")
        awards.indices()
    # The first line without a pointer, and the empty index at the beginning, count too.
    assert len(known) <= 3


def test_moved_values_are_known_by_their_new_pointers_alone() -> None:
    made = draft()
    made.move({AN: "/awards/0/individuals/5", BINH: "/awards/0/individuals/6"})
    assert not made.has(f"{BINH}/bonus") and made.has("/awards/0/individuals/6/bonus")
    assert KnownAwards(made).rows("/awards/0") == [
        "/awards/0/individuals/5",
        "/awards/0/individuals/6",
    ]
