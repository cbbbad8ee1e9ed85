"""What an office always says is kept once, and stands in an input that does not say it."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from flask.testing import FlaskClient

from service import config, documents, profiles
from service.app import create_app
from service.profiles import profile_store
from tests.documents.inputs import sample

DECISION, REPORT = documents.get("commendation-decision"), documents.get("summary-report")
DATA = sample("commendation-decision")
HEAD = {"position": "Giám đốc", "full_name": "Thái Phúc Sơn"}
DEPUTY = {
    "capacity": "KT",
    "authority": "Giám đốc",
    "position": "Phó Giám đốc",
    "full_name": "Trần Thị Bình",
}
PROFILE: dict[str, Any] = {
    "organ": DATA["organ"],
    "place": DATA["place"],
    "issuing_authority": DATA["issuing_authority"],
    "archive": DATA["archive"],
    "layout": {"body_size": 13},
    "signers": [HEAD, DEPUTY],
    "documents": {
        "commendation-decision": {
            name: DATA[name] for name in ("legal_bases", "proposed_by", "executors", "recipients")
        },
        "summary-report": {"addressed_to": ["Ủy ban nhân dân tỉnh Hà Tĩnh"]},
    },
}
API = "/api/v1/document-types/commendation-decision"
#: What remains of the sample to be said when the profile says the rest.
SAID = {
    name: value
    for name, value in DATA.items()
    if name not in {*profiles.places(DECISION)} - {"layout"}
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("profiles")
    text = yaml.safe_dump(PROFILE, allow_unicode=True)
    (found / "so-ngoai-vu.yaml").write_text(text, encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def client(folder: Path) -> FlaskClient:
    return create_app(config.load({"VANBAN_PROFILES": str(folder)})).test_client()


def embedded(document: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        parts = [package.read(name).decode() for name in package.namelist() if "customXml" in name]
    held = next(part for part in parts if "Thái Phúc Sơn" in part or "organ_name" in part)
    return {name: name in held for name in ("organ_name", "legal_bases", "profile")}


# --- filling -------------------------------------------------------------------------------------


def test_only_what_an_input_does_not_say_is_filled() -> None:
    whole = profiles.filled(DECISION, {"place": "Vinh", "subject": "Về việc khen"}, PROFILE)
    assert whole["place"] == "Vinh"
    assert whole["subject"] == "Về việc khen"
    assert whole["organ"] == DATA["organ"]
    assert whole["recipients"] == DATA["recipients"]
    assert "addressed_to" not in whole


def test_null_is_filled_and_an_empty_list_is_a_value() -> None:
    whole = profiles.filled(DECISION, {"place": None, "recipients": []}, PROFILE)
    assert whole["place"] == "Hà Tĩnh"
    assert whole["recipients"] == []


@pytest.mark.parametrize(
    ("said", "filled"),
    [
        (None, HEAD),
        ({}, HEAD),
        ({"full_name": None}, HEAD),
        ({"full_name": "Trần Thị Bình"}, DEPUTY),
        ({"capacity": "KT"}, DEPUTY),
        ({"full_name": "TRẦN THỊ  BÌNH"}, {**DEPUTY, "full_name": "TRẦN THỊ  BÌNH"}),
        ({"full_name": "Lê Văn Lạ"}, {"full_name": "Lê Văn Lạ"}),
        ({"position": "Giám đốc", "full_name": "Lê Văn Lạ"}, {"position": "Giám đốc", "full_name": "Lê Văn Lạ"}),
        ("Trần Thị Bình", "Trần Thị Bình"),
    ],
)  # fmt: skip
def test_a_signer_is_completed_by_the_same_signer_only(said: Any, filled: Any) -> None:
    assert profiles.filled(DECISION, {"signer": said}, PROFILE)["signer"] == filled


def test_each_type_gets_its_own_habits() -> None:
    report = profiles.filled(REPORT, {}, PROFILE)
    assert report["addressed_to"] == ["Ủy ban nhân dân tỉnh Hà Tĩnh"]
    assert "recipients" not in report
    assert "issuing_authority" not in report


def test_an_input_that_is_no_object_stays_as_it_is() -> None:
    assert profiles.filled(DECISION, ["x"], PROFILE) == ["x"]
    assert profiles.filled(DECISION, {"subject": "x"}, {}) == {"subject": "x"}


def test_every_type_says_what_a_profile_keeps() -> None:
    kept = {
        slug: set(profiles.places(document_type)) for slug, document_type in documents.TYPES.items()
    }
    assert all({"organ", "recipients", "archive"} <= names for names in kept.values())
    assert not any({"subject", "code_number", "issued_date"} & names for names in kept.values())


# --- the check of a profile ----------------------------------------------------------------------


def test_nothing_in_a_profile_must_be_given() -> None:
    assert profiles.review({}).violations == ()
    assert profiles.review(PROFILE).errors == ()


def test_a_profile_is_checked_like_an_input() -> None:
    wrong = {"organ": {"organ_name": "Sở"}, "places": "x", "layout": {"body_size": 20}}
    found = {violation.pointer: violation.code for violation in profiles.review(wrong).errors}
    assert found == {
        "/organ/code": "required",
        "/places": "unknown_field",
        "/layout/body_size": "out_of_range",
    }


def test_signers_are_judged_by_the_rules_of_signatures() -> None:
    signers = [HEAD, {**DEPUTY, "authority": None}, {**DEPUTY, "position": "Chánh Văn phòng"}]
    found = [(found.pointer, found.code) for found in profiles.review({"signers": signers}).violations]  # fmt: skip
    assert found == [
        ("/signers/1/authority", "required"),
        ("/signers/2/position", "kt_not_deputy"),
    ]


def test_a_list_beyond_all_bounds_is_not_read() -> None:
    reviewed = profiles.review({"signers": [HEAD] * 5_001})
    assert [found.code for found in reviewed.errors] == ["too_many_rows"]


# --- the folder ----------------------------------------------------------------------------------


def test_a_folder_of_yaml_and_json_becomes_profiles_by_the_names_of_the_files(
    tmp_path: Path,
) -> None:
    (tmp_path / "b.json").write_text(json.dumps(PROFILE), encoding="utf-8")
    (tmp_path / "a.yml").write_text("place: Vinh\n", encoding="utf-8-sig")
    (tmp_path / "ghi-chu.txt").write_text("không phải hồ sơ", encoding="utf-8")
    store = profiles.load(tmp_path)
    assert [(found.name, found.title) for found in store.profiles.values()] == [
        ("a", "a"),
        ("b", "Sở Ngoại vụ"),
    ]
    assert store.problems == {}
    assert profiles.load(None).profiles == {}


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.yaml", "place: [}", "dòng 1, cột 9"),
        ("a.yaml", "", "“Dữ liệu” phải là một nhóm mục"),
        ("a.yaml", "organ: {organ_name: Sở}", "/organ/code: Chưa có"),
        ("Sở.yaml", "place: Vinh", "Tên tệp chỉ gồm"),
        ("a.yaml", "place: " + "x" * 1_000_001, "Tệp lớn hơn"),
    ],
)
def test_a_faulty_file_is_told_and_not_used(
    tmp_path: Path, name: str, text: str, told: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    store = profiles.load(tmp_path)
    assert store.profiles == {}
    assert told in store.problems[name][0]


def test_bytes_that_are_no_text_and_a_name_twice_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"\xff\xfe")
    (tmp_path / "b.json").write_text("{}", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("{}", encoding="utf-8")
    store = profiles.load(tmp_path)
    assert list(store.profiles) == ["b"]
    assert store.problems == {
        "a.json": ["Không đọc được (UnicodeDecodeError)."],
        "b.yaml": ["Hai tệp cùng tên “b”; hãy đổi tên một tệp."],
    }


def test_a_profile_without_an_organ_goes_by_its_own_name() -> None:
    assert profile_store.Profile("abc", {"organ": {"organ_name": "Sở\nNgoại vụ"}}).title == (
        "Sở Ngoại vụ"
    )
    assert profile_store.Profile("abc", {}).title == "abc"


def test_a_faulty_profile_makes_the_service_unready_and_the_others_stay(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("place: [", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("place: Vinh", encoding="utf-8")
    client = create_app(config.load({"VANBAN_PROFILES": str(tmp_path)})).test_client()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert list(answer.get_json()["problems"]) == ["a.yaml"]
    assert [found["name"] for found in client.get("/api/v1/profiles").get_json()] == ["b"]


def test_a_setting_that_names_no_folder_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("{}", encoding="utf-8")
    with pytest.raises(config.WrongSetting, match="is no folder"):
        config.load({"VANBAN_PROFILES": str(tmp_path / "a.yaml")})


# --- over HTTP -----------------------------------------------------------------------------------


def test_a_document_from_a_profile_is_the_one_that_says_everything_itself(
    client: FlaskClient,
) -> None:
    whole = {**SAID, **{name: DATA[name] for name in DATA}, "layout": {"body_size": 13}}
    filled = client.post(f"{API}/documents?profile=so-ngoai-vu", json=SAID)
    assert filled.status_code == 200
    assert filled.data == client.post(f"{API}/documents", json=whole).data
    assert embedded(filled.data) == {"organ_name": True, "legal_bases": True, "profile": False}


def test_validations_take_a_profile_too(client: FlaskClient) -> None:
    bare = client.post(f"{API}/validations", json=SAID).get_json()
    assert {found["pointer"] for found in bare["errors"]} == {
        *("/organ/organ_name", "/organ/code", "/place", "/issuing_authority", "/legal_bases"),
        *("/executors", "/signer/position", "/signer/full_name"),
    }
    assert client.post(f"{API}/validations?profile=so-ngoai-vu", json=SAID).get_json()["valid"]


def test_a_document_that_came_back_is_not_filled(client: FlaskClient) -> None:
    made = client.post(f"{API}/documents", json={**DATA, "archive": None}).data
    again = client.post(
        f"{API}/documents?profile=so-ngoai-vu", data={"file": (io.BytesIO(made), "a.docx")}
    )
    assert again.data == made


def test_an_unknown_profile_is_refused_at_its_parameter(client: FlaskClient) -> None:
    answer = client.post(f"{API}/documents?profile=khong-co", json=SAID)
    assert answer.status_code == 400
    assert answer.get_json()["where"] == "profile"
    assert client.get("/api/v1/profiles/khong-co").status_code == 404


def test_installed_profiles_are_listed_and_shown_whole(client: FlaskClient) -> None:
    (found,) = client.get("/api/v1/profiles").get_json()
    assert found["title"] == "Sở Ngoại vụ"
    assert client.get(found["links"]["self"]).get_json() == {**found, "profile": PROFILE}


def test_a_letterhead_in_capitals_is_written_as_the_profile_writes_it_where_both_say_the_same() -> (
    None
):
    read = {"organ": {"parent_name": "UBND TỈNH HÀ TĨNH"}}
    known = {"organ": [{"parent_name": "UBND tỉnh Hà Tĩnh", "code": "SNgV"}]}
    assert profiles.completed(read, known, as_offered=True)["organ"] == known["organ"][0]
    assert profiles.completed(read, known)["organ"] == {**known["organ"][0], **read["organ"]}
    other = {"organ": {"parent_name": "UBND TỈNH NGHỆ AN"}}
    assert profiles.completed(other, known, as_offered=True) == other


def test_of_two_files_of_one_name_the_first_counts_whatever_is_in_the_other(tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text('{"place": "Vinh"}', encoding="utf-8")
    (tmp_path / "b.yaml").write_text('{"place": "Huế"}', encoding="utf-8")
    assert profiles.load(tmp_path).profiles["b"].data["place"] == "Vinh"
