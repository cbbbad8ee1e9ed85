"""On 01/3/2027 Nghị định 152/2025 is over: the service says so, guesses nothing, and is mended by a pack alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from service import config
from service.app import create_app
from service.reference import PackStore, clock
from service.telemetry import metrics
from tests import packs
from tests.documents.inputs import sample

CLIFF = date(2027, 3, 1)
DECREE = (
    "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy định về phân cấp, phân quyền trong"
    " lĩnh vực thi đua, khen thưởng; quy định chi tiết và hướng dẫn thi hành một số điều của Luật Thi đua, khen thưởng"
)
LAW = (
    "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022 và Luật sửa đổi, bổ sung một số điều của Luật Thi đua,"
    " khen thưởng ngày 23 tháng 4 năm 2026"
)
VALIDATIONS = "/api/v1/document-types/commendation-decision/validations"


@pytest.fixture
def settings(tmp_path: Path) -> config.Settings:
    return config.Settings(packs=tmp_path / "packs", pack_keys=packs.trusted(tmp_path))


@pytest.fixture
def client(settings: config.Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[FlaskClient]:
    monkeypatch.setattr(clock, "today", lambda: CLIFF)
    with create_app(settings).test_client() as client:
        yield client


def decision(issued: str | None, *bases: str, **more: Any) -> dict[str, Any]:
    data = sample("commendation-decision", "minimal")
    data |= {"issued_date": issued, "legal_bases": [*bases], "code_number": None, **more}
    return data


def install(settings: config.Settings) -> None:
    """As ``vanban data install`` does, in a process of its own."""
    store = PackStore(settings.packs_folder, settings.pack_keys)
    store.install(packs.next_pack())


def found(client: FlaskClient, data: dict[str, Any], query: str = "") -> dict[str, dict[str, Any]]:
    """What is said of an input about its law, by code."""
    verdict = client.post(VALIDATIONS + query, json=data).get_json()
    said = [*verdict["errors"], *verdict["warnings"]]
    return {
        one["code"]: one for one in said if one["code"].startswith(("legal_basis", "statutory"))
    }


def with_bonus() -> dict[str, Any]:
    data = sample("commendation-decision", "minimal")
    return {"awards": [{**data["awards"][0], "bonus": "statutory"}], "bonus_source": "Quỹ của Sở"}


@pytest.mark.parametrize("issued", ["2027-03-01", "2027-06-30", None])
def test_the_decree_is_warned_of_without_a_replacement(
    client: FlaskClient, issued: str | None
) -> None:
    said = found(client, decision(issued, LAW, DECREE))
    assert set(said) == {"legal_basis_expired"}
    told = said["legal_basis_expired"]
    assert "suggestion" not in told
    assert told["pointer"] == "/legal_bases/1"
    assert told["message"].startswith(
        "Căn cứ này hết hiệu lực chậm nhất từ ngày 01/03/2027 (Điều 60 khoản 1, trừ khi Quốc hội kéo dài)"
    )
    assert told["message"].endswith("hãy kiểm tra văn bản thay thế.")
    assert ("xét theo hôm nay, 01/03/2027" in told["message"]) is (issued is None)


def test_the_day_before_nothing_is_said(client: FlaskClient) -> None:
    assert found(client, decision("2027-02-28", LAW, DECREE, **with_bonus())) == {}


def test_a_statutory_bonus_is_an_error_that_says_why(client: FlaskClient) -> None:
    data = decision("2027-03-01", LAW, **with_bonus())
    message = found(client, data)["statutory_unknown"]["message"]
    assert message == (
        "Không tính được tiền thưởng theo quy định: chưa có hệ số tiền thưởng cho quyết định ký từ ngày 01 tháng 3 năm"
        " 2027, vì Nghị định số 152/2025/NĐ-CP hết hiệu lực chậm nhất từ ngày đó (theo bảng cập nhật đến 28/11/2026);"
        " hãy nhập số tiền hoặc cập nhật dữ liệu."
    )
    made = client.post(VALIDATIONS.replace("validations", "documents"), json=data)
    assert made.status_code == 422


def test_after_a_pack_is_installed_everything_works_without_a_restart(
    client: FlaskClient, settings: config.Settings
) -> None:
    data = decision("2027-03-01", LAW, DECREE, **with_bonus())
    assert set(found(client, data)) == {"legal_basis_expired", "statutory_unknown"}
    install(settings)
    said = found(client, data)
    assert set(said) == {"legal_basis_expired"}
    assert said["legal_basis_expired"]["suggestion"] == f"Căn cứ {packs.SUCCESSOR}"
    data["legal_bases"][1] = f"Căn cứ {packs.SUCCESSOR}"
    assert found(client, data) == {}
    made = client.post(VALIDATIONS.replace("validations", "documents"), json=data)
    assert made.status_code == 200
    # 0,4 × 2.530.000 = 1.012.000, rounded up.
    law = client.get("/api/v1/law?on=2027-03-01").get_json()
    assert {row["recipient"]: row["amount"] for row in law["coefficients"]["rows"]} == {
        "individual": 1_020_000,
        "collective": 2_030_000,
        "household": 1_520_000,
    }
    assert client.get("/readyz").get_json()["data_pack"] == {
        "version": "2027-02-20-1",
        "as_of": "2027-02-20",
        "is_built_in": False,
    }
    assert "law" not in client.get("/readyz").get_json()["warnings"]
    assert "hết hiệu lực" not in client.get("/").get_data(as_text=True)


BEFORE = (
    "Nghị định số 152/2025/NĐ-CP hết hiệu lực chậm nhất sau {} ngày, từ ngày 01/03/2027 (Điều 60 khoản 1, trừ khi Quốc hội"
    " kéo dài); dữ liệu pháp luật đang dùng chưa có văn bản thay thế."
)
AFTER = (
    "Nghị định số 152/2025/NĐ-CP hết hiệu lực chậm nhất từ ngày 01/03/2027 (Điều 60 khoản 1, trừ khi Quốc hội kéo dài);"
    " dữ liệu pháp luật đang dùng chưa có văn bản thay thế."
)


@pytest.mark.parametrize(
    ("days", "told"),
    [(181, None), (180, BEFORE.format(180)), (1, BEFORE.format(1)), (0, AFTER), (-300, AFTER)],
)
def test_readyz_metrics_and_the_start_page_tell_it_from_180_days_before(
    settings: config.Settings, monkeypatch: pytest.MonkeyPatch, days: int, told: str | None
) -> None:
    monkeypatch.setattr(clock, "today", lambda: CLIFF - timedelta(days=days))
    client = create_app(settings).test_client()
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert ready.get_json()["warnings"].get("law") == (told and [told])
    page = client.get("/").get_data(as_text=True)
    assert ("chưa có văn bản thay thế" in page) is (told is not None)
    assert (told or "Soạn văn bản") in page
    assert "gói dữ liệu pháp luật 2026-11-28-1" in page
    numbers = client.get("/metrics").get_data(as_text=True)
    line = f'vanban_law_days_left{{text="152/2025/NĐ-CP"}} {float(days)}'
    assert (line in numbers) is (told is not None)
    assert 'vanban_data_pack_info{version="2026-11-28-1"} 1.0' in numbers


def test_metrics_without_an_ending_text_have_no_line_of_it() -> None:
    nothing = metrics.LookedUp({}, {}, "1")
    assert "vanban_law_days_left" not in metrics.exposition(nothing).decode()


def test_a_pack_that_cannot_be_used_is_told_by_readyz_which_stays_ready(
    client: FlaskClient, settings: config.Settings
) -> None:
    install(settings)
    (path,) = settings.packs_folder.glob("*.pack")
    path.write_bytes(path.read_bytes() + b" ")
    ready = client.get("/readyz")
    assert ready.status_code == 200
    (told,) = ready.get_json()["warnings"]["VANBAN_PACKS"]
    assert told.startswith("Gói dữ liệu đã cài không dùng được: Chữ ký không khớp")


def test_a_decision_of_today_is_judged_as_of_the_day_that_is_asked_for(client: FlaskClient) -> None:
    data = decision("2026-11-20", LAW, DECREE, **with_bonus())
    assert found(client, data) == {}
    assert set(found(client, data, "?on=2027-03-01")) == {
        "legal_basis_expired",
        "statutory_unknown",
    }
    verdict = client.post(f"{VALIDATIONS}?on=2027-03-01", json=data).get_json()
    assert verdict["law"] == {
        "on": "2027-03-01",
        "because": "asked",
        "data_pack": "2026-11-28-1",
    }
    verdict = client.post(VALIDATIONS, json=data).get_json()
    assert (verdict["law"]["on"], verdict["law"]["because"]) == ("2026-11-20", "issued_date")
    for half_dated in (None, "2027", "2027-01"):
        verdict = client.post(VALIDATIONS, json=data | {"issued_date": half_dated}).get_json()
        assert (verdict["law"]["on"], verdict["law"]["because"]) == ("2027-03-01", "today")


def test_minutes_are_judged_as_of_the_day_of_the_meeting_or_the_one_that_is_asked_for(
    client: FlaskClient,
) -> None:
    slug = "conference-minutes"
    too_few = {"matter": "xét danh hiệu Anh hùng Lao động", "secret": True, "in_favour": 8, "against": 1, "other": 1, "base": 10}  # fmt: skip
    data = sample(slug, "minimal") | {
        "started_at": "2026-11-12T22:00",
        "ended_at": "2026-11-13T01:30",
        "votes": [too_few],
    }

    def judged(query: str = "", **other: Any) -> tuple[str, str, list[str]]:
        address = VALIDATIONS.replace("commendation-decision", slug) + query
        verdict = client.post(address, json=data | other).get_json()
        codes = [found["code"] for found in (*verdict["errors"], *verdict["warnings"])]
        return verdict["law"]["on"], verdict["law"]["because"], codes

    told = ["state_title_vote"]
    assert judged() == ("2026-11-13", "issued_date", told)
    assert judged("?on=2025-07-01") == ("2025-07-01", "asked", told)
    # The decree does not hold on these days; what else is in the minutes is what it was.
    for day in ("2025-06-30", "2027-03-01", "2062-01-01", "0001-01-01"):
        assert judged(f"?on={day}") == (day, "asked", [])
    assert judged(ended_at=None)[:2] == ("2027-03-01", "today")
    assert judged("?on=2025-06-30", ended_at=None)[:2] == ("2025-06-30", "asked")
