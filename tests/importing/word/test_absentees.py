"""Who did not come, and why: reasons behind names, and those among the ones who came."""

from __future__ import annotations

from typing import Any

import pytest

from service.importing.word.draft import Draft
from tests.importing.word.drafts import pasted


def minutes(text: str) -> Draft:
    draft = pasted("", text, "conference-minutes")
    assert draft.missing == ()
    return draft


def said(row: dict[str, Any]) -> tuple[str | None, str | None]:
    return row.get("position"), row.get("reason")


@pytest.mark.parametrize(
    ("behind", "position", "reason"),
    [
        (" (ốm)", None, "ốm"),
        (", bận công tác", None, "bận công tác"),
        (": nghỉ phép", None, "nghỉ phép"),
        (", Kế toán (đi học).", "Kế toán", "đi học"),
        (" - Kế toán - đi công tác tại tỉnh, chưa về", "Kế toán", "đi công tác tại tỉnh, chưa về"),
        (", Phó phòng Kế hoạch, Tài chính, vắng có lý do;", "Phó phòng Kế hoạch, Tài chính", "có lý do"),
        (" (vắng không phép)", None, "không phép"),
        (", Kế toán (vắng mặt, lý do: thai sản)", "Kế toán", "thai sản"),
        (", Trưởng phòng Công tác học sinh", "Trưởng phòng Công tác học sinh", None),
        (", Công tác viên", "Công tác viên", None),
        (", Kế toán (thủ quỹ)", "Kế toán (thủ quỹ)", None),
        (" (chuyên viên)", "(chuyên viên)", None),
    ],
)  # fmt: skip
def test_a_reason_behind_a_name_is_no_position(
    behind: str, position: str | None, reason: str | None
) -> None:
    draft = minutes(f"Vắng mặt:\n- Ông Lê Văn An{behind}")
    assert [said(row) for row in draft.data["absentees"]] == [(position, reason)]
    assert not any(line.doubt for line in draft.lines)


def test_a_remark_that_may_be_a_reason_is_asked_about() -> None:
    draft = minutes("Vắng mặt:\n- Ông Lê Văn An (mất liên lạc)")
    assert [line.text for line in draft.lines if line.doubt] == ["(mất liên lạc)"]


def test_each_of_several_who_did_not_come_has_a_reason_of_his_own() -> None:
    draft = minutes("Vắng mặt: Ông Lê Văn An (ốm), bà Trần Thị Bình (đi học)")
    assert [said(row) for row in draft.data["absentees"]] == [(None, "ốm"), (None, "đi học")]


@pytest.mark.parametrize(
    ("behind", "position", "reason"),
    [
        (", Giám đốc (vắng)", "Giám đốc", None),
        (", Giám đốc, vắng có phép", "Giám đốc", "có phép"),
        (" (vắng mặt, ốm).", None, "ốm"),
        (" (vắng, lý do: đi học)", None, "đi học"),
    ],
)
def test_one_who_is_said_to_be_missing_did_not_come(
    behind: str, position: str | None, reason: str | None
) -> None:
    draft = minutes(f"Thành phần:\n- Ông Lê Văn An{behind}\n- Bà Trần Thị Bình")
    assert [row["full_name"] for row in draft.data["attendees"]] == ["Trần Thị Bình"]
    assert [said(row) for row in draft.data["absentees"]] == [(position, reason)]
    assert not any(line.doubt for line in draft.lines)


@pytest.mark.parametrize(
    ("behind", "asks"),
    [
        (", Kế toán, đi công tác", True),
        (" (ốm)", True),
        (", Kế toán (đến muộn)", False),
        (", Kế toán, dự họp trực tuyến", False),
        (", nguyên Giám đốc (nghỉ hưu)", False),
        (", Kế toán, đi cùng đoàn", False),
    ],
)
def test_one_who_came_and_has_a_reason_not_to_is_asked_about(behind: str, asks: bool) -> None:
    draft = minutes(f"Thành phần:\n- Ông Lê Văn An{behind}")
    assert [row["full_name"] for row in draft.data["attendees"]] == ["Lê Văn An"]
    assert any(line.doubt for line in draft.lines) == asks
