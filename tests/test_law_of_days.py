"""Which texts a decision and a report rest on, day by day; each row is a day on which something begins, ends or goes on."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from service import config, documents, reference
from service.app import create_app
from service.reference import citations
from tests.documents.inputs import sample

REFERENCE = reference.load()
BASES = REFERENCE.catalogue
DECISION = documents.get("commendation-decision")

#: What the columns of the table hold: all texts of the catalogue that fill them on some day, short name by id.
LAW = {"2003": "luat-tdkt-2003", "2022": "luat-tdkt-2022", "sd05": "luat-tdkt-sd-2005", "sd13": "luat-tdkt-sd-2013",
       "sd26": "luat-tdkt-sd-2026"}  # fmt: skip
DECREE = {"121": "nd-121-2005", "42": "nd-42-2010", "91": "nd-91-2017", "98": "nd-98-2023", "152": "nd-152-2025"}  # fmt: skip
CIRCULAR = {"08": "tt-bnv-08-2017", "12": "tt-bnv-12-2019", "01": "tt-bnv-01-2024", "15": "tt-bnv-15-2025"}  # fmt: skip
LOCAL = {"2003": "luat-hdnd-ubnd-2003", "2015": "luat-tccqdp-2015", "sd19": "luat-sd-tccp-tccqdp-2019",
         "2025a": "luat-tccqdp-2025a", "2025b": "luat-tccqdp-2025b"}  # fmt: skip
DEPARTMENT = {"24": "nd-24-2014", "107": "nd-107-2020", "45": "nd-45-2025", "150": "nd-150-2025"}
RECORDS = {"110": "nd-110-2004", "09": "nd-09-2010", "01": "tt-bnv-01-2011", "30": "nd-30-2020"}
COLUMNS = (LAW, DECREE, CIRCULAR, LOCAL, DEPARTMENT, RECORDS)

TABLE = """
day        | award law      | decree | circular | local law  | department | records
2004-06-30 |                |        |          | 2003       |            | 110
2004-07-01 | 2003           |        |          | 2003       |            | 110
2005-06-13 | 2003           |        |          | 2003       |            | 110
2005-06-14 | 2003 sd05      |        |          | 2003       |            | 110
2005-09-30 | 2003 sd05      | 121    |          | 2003       |            | 110
2010-02-07 | 2003 sd05      | 121    |          | 2003       |            | 110
2010-02-08 | 2003 sd05      | 121    |          | 2003       |            | 110 09
2010-05-31 | 2003 sd05      | 121    |          | 2003       |            | 110 09
2010-06-01 | 2003 sd05      | 42     |          | 2003       |            | 110 09
2011-01-19 | 2003 sd05      | 42     |          | 2003       |            | 110 09 01
2014-05-19 | 2003 sd05      | 42     |          | 2003       |            | 110 09 01
2014-05-20 | 2003 sd05      | 42     |          | 2003       | 24         | 110 09 01
2014-06-01 | 2003 sd05 sd13 | 42     |          | 2003       | 24         | 110 09 01
2015-12-31 | 2003 sd05 sd13 | 42     |          | 2003       | 24         | 110 09 01
2016-01-01 | 2003 sd05 sd13 | 42     |          | 2015       | 24         | 110 09 01
2017-09-30 | 2003 sd05 sd13 | 42     |          | 2015       | 24         | 110 09 01
2017-10-01 | 2003 sd05 sd13 | 91     |          | 2015       | 24         | 110 09 01
2017-10-27 | 2003 sd05 sd13 | 91     | 08       | 2015       | 24         | 110 09 01
2018-03-12 | 2003 sd05 sd13 | 91     | 08       | 2015       | 24         | 110 09 01
2019-12-31 | 2003 sd05 sd13 | 91     | 08       | 2015       | 24         | 110 09 01
2020-01-01 | 2003 sd05 sd13 | 91     | 12       | 2015       | 24         | 110 09 01
2020-03-04 | 2003 sd05 sd13 | 91     | 12       | 2015       | 24         | 110 09 01
2020-03-05 | 2003 sd05 sd13 | 91     | 12       | 2015       | 24         | 30
2020-06-30 | 2003 sd05 sd13 | 91     | 12       | 2015       | 24         | 30
2020-07-01 | 2003 sd05 sd13 | 91     | 12       | 2015 sd19  | 24         | 30
2020-11-24 | 2003 sd05 sd13 | 91     | 12       | 2015 sd19  | 24         | 30
2020-11-25 | 2003 sd05 sd13 | 91     | 12       | 2015 sd19  | 24 107     | 30
2022-06-15 | 2003 sd05 sd13 | 91     | 12       | 2015 sd19  | 24 107     | 30
2023-12-31 | 2003 sd05 sd13 | 91     | 12       | 2015 sd19  | 24 107     | 30
2024-01-01 | 2022           | 98     | 12       | 2015 sd19  | 24 107     | 30
2024-02-23 | 2022           | 98     | 12       | 2015 sd19  | 24 107     | 30
2024-02-24 | 2022           | 98     | 01       | 2015 sd19  | 24 107     | 30
2025-02-28 | 2022           | 98     | 01       | 2015 sd19  | 24 107     | 30
2025-03-01 | 2022           | 98     | 01       | 2025a      | 45         | 30
2025-06-15 | 2022           | 98     | 01       | 2025a      | 45         | 30
2025-06-16 | 2022           | 98     | 01       | 2025b      | 150        | 30
2025-06-30 | 2022           | 98     | 01       | 2025b      | 150        | 30
2025-07-01 | 2022           | 152    | 01       | 2025b      | 150        | 30
2025-08-04 | 2022           | 152    | 01       | 2025b      | 150        | 30
2025-08-05 | 2022           | 152    | 15       | 2025b      | 150        | 30
2026-04-23 | 2022           | 152    | 15       | 2025b      | 150        | 30
2026-09-30 | 2022           | 152    | 15       | 2025b      | 150        | 30
2026-10-01 | 2022 sd26      | 152    | 15       | 2025b      | 150        | 30
2026-11-28 | 2022 sd26      | 152    | 15       | 2025b      | 150        | 30
2027-02-28 | 2022 sd26      | 152    | 15       | 2025b      | 150        | 30
2027-03-01 | 2022 sd26      |        | 15       | 2025b      | 150        | 30
"""
ROWS = [
    (date.fromisoformat(day.strip()), [column.split() for column in columns])
    for day, *columns in (line.split("|") for line in TABLE.strip().splitlines()[1:])
]


def ids(column: dict[str, str], short: list[str]) -> set[str]:
    return {column[name] for name in short}


@pytest.mark.parametrize(("day", "columns"), ROWS, ids=[str(day) for day, _ in ROWS])
def test_the_texts_of_each_kind_are_those_of_the_day(day: date, columns: list[list[str]]) -> None:
    in_force = {item.id for item in BASES.in_force(day)}
    for column, short in zip(COLUMNS, columns, strict=True):
        assert in_force & set(column.values()) == ids(column, short)


def cite(item_id: str) -> str:
    found = BASES.get(item_id)
    assert found is not None
    return found.cite


def said(day: date | None, cited: list[str], today: date | None = None) -> list[tuple[str, str]]:
    """What is found in these bases of a decision: code and place."""
    data = sample("commendation-decision", "minimal")
    data |= {"legal_bases": cited, "issued_date": day.isoformat() if day else None}
    known = REFERENCE.as_of(today) if today else REFERENCE
    return [
        (found.code, found.pointer)
        for found in DECISION.review(data, known).violations
        if found.code.startswith("legal_basis")
    ]


@pytest.mark.parametrize(("day", "columns"), ROWS, ids=[str(day) for day, _ in ROWS])
def test_a_decision_on_the_texts_of_its_day_is_not_warned_about(
    day: date, columns: list[list[str]]
) -> None:
    cited = [
        f"Căn cứ {cite(item)}"
        for column, short in zip(COLUMNS, columns, strict=True)
        for item in (column[name] for name in short)
    ]
    assert said(day, cited) == []
    # A draft without its day that is written on that day is judged alike.
    assert said(None, cited, today=day) == []


@pytest.mark.parametrize(("day", "columns"), ROWS, ids=[str(day) for day, _ in ROWS])
def test_every_text_of_another_day_is_found_and_gives_way_to_one_of_the_day(
    day: date, columns: list[list[str]]
) -> None:
    for column, short in zip(COLUMNS, columns, strict=True):
        right = ids(column, short)
        for other in set(column.values()) - right:
            item = BASES.get(other)
            assert item is not None
            codes = {code for code, _ in said(day, [item.line])}
            if item.issued > day:
                assert "legal_basis_after_document" in codes
            elif item.end and item.end < day:
                assert "legal_basis_expired" in codes
                new = BASES.replacement(item, day)
                assert (new.id if new else None) in right | {None}
                assert (new is None) is (not right)
            else:
                assert "legal_basis_not_in_force" in codes


@pytest.mark.parametrize(
    ("filed", "day", "codes"),
    [
        # The dossier came in before the new law: the law of 2022 alone is right.
        ("hồ sơ tiếp nhận trước ngày 01 tháng 10 năm 2026", date(2026, 11, 2), []),
        ("hồ sơ đã nhận trước ngày 15/9/2026", date(2026, 11, 2), []),
        ("hồ sơ tiếp nhận trước ngày", date(2026, 11, 2), []),
        # It came in later than the clause allows.
        ("hồ sơ tiếp nhận trước ngày 02 tháng 11 năm 2026", date(2026, 11, 3), ["legal_basis_companion"]),
        ("", date(2026, 11, 2), ["legal_basis_companion"]),
    ],
)  # fmt: skip
def test_a_transition_holds_for_dossiers_of_before_its_day(
    filed: str, day: date, codes: list[str]
) -> None:
    data = sample("commendation-decision", "minimal") | {
        "legal_bases": [f"Căn cứ {cite('luat-tdkt-2022')}"],
        "issued_date": day.isoformat(),
        "proposed_by": f"Hội đồng thi đua, khen thưởng ({filed})",
    }
    found = [
        one.code
        for one in DECISION.review(data, REFERENCE).violations
        if one.code.startswith("legal_basis")
    ]
    assert found == codes


def test_a_dossier_of_after_the_transition_does_not_stay_under_the_old_decree() -> None:
    old = f"Căn cứ {cite('nd-98-2023')}"
    data = sample("commendation-decision", "minimal") | {
        "legal_bases": [old],
        "issued_date": "2025-09-01",
    }
    for filed, codes in (("30/6/2025", []), ("01/8/2025", ["legal_basis_expired"])):
        data["subject"] = f"Tặng Giấy khen, hồ sơ tiếp nhận trước ngày {filed}"
        found = [one.code for one in DECISION.review(data, REFERENCE).violations]
        assert [code for code in found if code.startswith("legal_basis")] == codes


def test_the_more_favourable_rule_is_told_with_the_amendment() -> None:
    data = sample("commendation-decision", "minimal") | {
        "legal_bases": [f"Căn cứ {cite('luat-tdkt-2022')}"],
        "issued_date": "2026-11-02",
    }
    (found,) = [
        one for one in DECISION.review(data, REFERENCE).violations if "companion" in one.code
    ]
    assert (
        "trừ khi quy định mới có lợi hơn, theo Luật sửa đổi, bổ sung năm 2026, Điều 4"
        in found.message
    )
    assert found.severity == "warning"


@pytest.mark.parametrize("issued", [None, "2026", "2026-11"])
def test_an_undated_or_half_dated_draft_is_judged_as_of_today_and_says_so(
    issued: str | None,
) -> None:
    cited = [f"Căn cứ {cite('luat-tdkt-2022')}", f"Căn cứ {cite('nd-98-2023')}"]
    data = sample("commendation-decision", "minimal")
    data |= {"legal_bases": cited, "issued_date": issued}
    found = {one.code: one for one in DECISION.review(data, REFERENCE).violations}
    for code in ("legal_basis_companion", "legal_basis_expired"):
        assert "xét theo hôm nay, 28/11/2026, vì văn bản chưa ghi đủ ngày ký" in found[code].message
    early = {
        one.code for one in DECISION.review(data, REFERENCE.as_of(date(2025, 1, 1))).violations
    }
    assert not early & {"legal_basis_companion", "legal_basis_expired"}
    # Written between issue and effect of a law, it is told that the law does not hold yet.
    data["legal_bases"] = [f"Căn cứ {cite('luat-tdkt-sd-2026')}"]
    september = DECISION.review(data, REFERENCE.as_of(date(2026, 9, 1))).violations
    (told,) = [one for one in september if one.code == "legal_basis_not_in_force"]
    assert "sau hôm nay (xét theo hôm nay, 01/09/2026" in told.message


DAYS = st.sampled_from([day for day, _ in ROWS])
CITED = st.lists(st.sampled_from([item.line for item in BASES.items]), min_size=1, max_size=5)


@settings(max_examples=60, deadline=None)
@given(CITED, st.sampled_from([None, "2020", "2026-11"]), DAYS)
def test_offered_mends_of_a_draft_without_its_day_never_make_a_text_stand_twice(
    cited: list[str], issued: str | None, today: date
) -> None:
    data = sample("commendation-decision", "minimal")
    data |= {"legal_bases": cited, "issued_date": issued}
    known = REFERENCE.as_of(today)
    before = named(cited)
    mended = list(cited)
    for found in DECISION.review(data, known).violations:
        if found.suggestion is None or not found.pointer.startswith("/legal_bases/"):
            continue
        place = int(found.pointer.rpartition("/")[2])
        alone = [*cited[:place], found.suggestion, *cited[place + 1 :]]
        assert twice(named(alone)) <= twice(before)
        if mended[place] == cited[place]:
            mended[place] = found.suggestion
    assert twice(named(mended)) <= twice(before)


def named(cited: list[str]) -> list[str]:
    found = (BASES.find(one) for line in cited for one in citations.parse(line))
    return [item.id for item in found if item]


def twice(found: list[str]) -> set[str]:
    return {one for one in found if found.count(one) > 1}


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(config.Settings()).test_client()


def law(client: FlaskClient, query: str = "") -> dict[str, Any]:
    answer = client.get(f"/api/v1/law{query}")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.get_json()
    return found


def test_the_law_of_a_day_names_companions_and_what_was_replaced(client: FlaskClient) -> None:
    found = law(client, "?on=2026-11-28")
    by_id = {basis["id"]: basis for basis in found["bases"]}
    assert by_id["luat-tdkt-2022"]["companions"] == ["luat-tdkt-sd-2026"]
    assert by_id["nd-152-2025"]["replaces"] == ["nd-98-2023"]
    assert by_id["nd-152-2025"]["certainty"] == {"text": "H", "from": "H", "to": "M"}
    assert by_id["nd-152-2025"]["at_latest"].startswith("Điều 60")
    assert set(by_id["nd-152-2025"]["sources"]) <= set(found["sources"])
    assert [one["more_favourable"] for one in found["transitions"]] == [False, True]
    assert len(found["provincial_units"]) == 34
    assert found["pack"]["version"] == "2026-11-28-1"


@pytest.mark.parametrize(
    ("on", "salary", "decree", "provinces"),
    [
        ("2012-01-01", None, None, 63),
        ("2017-10-01", 1_300_000, "Nghị định số 91/2017/NĐ-CP", 63),
        ("2024-07-01", 2_340_000, None, 63),
        ("2025-07-01", 2_340_000, "Nghị định số 152/2025/NĐ-CP", 34),
        ("2026-07-01", 2_530_000, "Nghị định số 152/2025/NĐ-CP", 34),
        ("2027-03-01", 2_530_000, None, 34),
    ],
)
def test_what_is_not_known_of_a_day_is_null(
    client: FlaskClient, on: str, salary: int | None, decree: str | None, provinces: int
) -> None:
    found = law(client, f"?on={on}")
    assert (found["base_salary"] or {}).get("amount") == salary
    assert (found["coefficients"] or {}).get("decree") == decree
    assert len(found["provincial_units"]) == provinces


def test_without_a_day_it_is_today_and_the_answer_may_be_kept(client: FlaskClient) -> None:
    answer = client.get("/api/v1/law")
    assert answer.get_json()["on"] == "2026-11-28"
    kept = client.get("/api/v1/law", headers={"If-None-Match": answer.headers["ETag"]})
    assert kept.status_code == 304


@pytest.mark.parametrize("on", ["2026-02-30", "hôm nay", "2026-11"])
def test_what_is_no_day_is_refused_by_its_parameter(client: FlaskClient, on: str) -> None:
    for answer in (
        client.get("/api/v1/law", query_string={"on": on}),
        client.post(
            "/api/v1/document-types/commendation-decision/validations",
            query_string={"on": on},
            json={},
        ),
    ):
        assert (answer.status_code, answer.get_json()["where"]) == (400, "on")
