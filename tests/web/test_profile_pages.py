"""The page of the office's profile, and the forms that are filled from one, where no script runs."""

from __future__ import annotations

import html
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service import config, documents, profiles
from service.app import create_app
from service.http.pages import profile_form
from tests.documents.inputs import sample
from tests.web.shown_pages import page, shown

DATA = sample("commendation-decision")
TYPE = documents.get("commendation-decision")
DEPUTY = {
    "capacity": "KT",
    "authority": "Giám đốc",
    "position": "Phó Giám đốc",
    "full_name": "Trần Thị Bình",
}
PROFILE: dict[str, Any] = profiles.remembered(TYPE, DATA)
PROFILE["signers"] = [*PROFILE["signers"], DEPUTY]
PAGE, FORM = "/ho-so-co-quan", "/quyet-dinh-khen-thuong"


def office(folder: Path, **installed: Any) -> FlaskClient:
    for name, data in installed.items():
        text = json.dumps(data, ensure_ascii=False)
        (folder / f"{name.replace('_', '-')}.json").write_text(text, encoding="utf-8")
    return create_app(config.Settings(profiles=folder)).test_client()


@pytest.fixture
def client() -> FlaskClient:
    return create_app(config.load({})).test_client()


def line(answer: TestResponse) -> str:
    found = re.search(r"<span data-words>([^<]*)</span>", page(answer))
    assert found
    return found[1]


# --- what a document says that the next one says too ------------------------------------------------


def test_a_document_becomes_the_profile_that_gives_the_same_document() -> None:
    taken = profiles.remembered(TYPE, {**DATA, "recipients": ["UBND tỉnh (b/c)"]})
    rest = {name: value for name, value in DATA.items() if name not in profiles.places(TYPE)}
    again = profiles.filled(TYPE, rest, taken)
    assert again == {
        **DATA,
        "recipients": ["UBND tỉnh (b/c)"],
        "legal_bases": DATA["legal_bases"][:4],
    }


def test_what_belongs_to_one_document_only_is_not_remembered() -> None:
    bases = ["Luật A ngày 01 tháng 3 năm 2020", "Biên bản họp ngày 01 tháng 6 năm 2020", ""]
    taken = profiles.remembered(
        TYPE, {"recipients": ["Như Điều 3", "Như trên", "Lưu trữ"], "legal_bases": bases}
    )
    assert taken["documents"]["commendation-decision"] == {
        "recipients": ["Lưu trữ"],
        "legal_bases": bases[:1],
    }
    assert profiles.remembered(TYPE, {"recipients": ["Như trên"], "place": None}) == {}
    assert profiles.remembered(TYPE, ["x"]) == {}


def test_only_what_the_known_profile_does_not_say_is_offered() -> None:
    offered = {found.group: found.words for found in profile_form.remembered(TYPE, DATA, None)}
    assert offered["/organ"] == "Sở Ngoại vụ, UBND tỉnh Hà Tĩnh, SNgV"
    assert offered["/signers"] == "Thái Phúc Sơn, Giám đốc"
    assert offered["/documents/commendation-decision/legal_bases"] == "4 dòng"
    assert profile_form.remembered(TYPE, DATA, PROFILE) == []
    new = {**DATA, "place": "Vinh", "signer": {"position": "Giám đốc", "full_name": "Lê Văn Lạ"}}
    assert [found.label for found in profile_form.remembered(TYPE, new, PROFILE)] == [
        "Địa danh",
        "Người ký",
    ]


def test_a_profile_comes_back_from_its_page_as_it_went() -> None:
    whole = {**PROFILE, "layout": {"body_size": 13, "line_spacing": 1.2}}
    again = profile_form.parse(profile_form.pairs(whole)).data
    assert json.loads(json.dumps(again, default=float)) == whole
    assert profile_form.parse(profile_form.pairs({})).data == {}


# --- the page --------------------------------------------------------------------------------------


def test_the_page_asks_for_what_the_types_say_that_an_office_always_says(
    client: FlaskClient,
) -> None:
    answer = client.get(PAGE)
    assert answer.status_code == 200
    for pointer in ("/organ/organ_name", "/place", "/issuing_authority"):
        assert shown(answer, pointer) == ""
    titles = re.findall(r"<h2[^>]*>([^<]*)</h2>", page(answer))
    assert titles[:2] == ["Cơ quan", "Ký văn bản"]
    assert {document_type.title for document_type in documents.TYPES.values()} <= set(titles)
    assert "Hồ sơ có sẵn trên máy chủ" not in titles


def test_a_signer_is_added_moved_and_removed_by_the_server(client: FlaskClient) -> None:
    fields = dict(profile_form.pairs(PROFILE))
    more = client.post(PAGE, data={**fields, "do": "add:/signers"})
    assert shown(more, "/signers/2/full_name") == ""
    moved = client.post(PAGE, data={**fields, "do": "up:/signers/1"})
    assert shown(moved, "/signers/0/full_name") == "Trần Thị Bình"
    fewer = client.post(PAGE, data={**fields, "do": "remove:/signers/0"})
    assert shown(fewer, "/signers/0/full_name") == "Trần Thị Bình"
    assert shown(fewer, "/signers/1/full_name") is None


def test_bases_are_taken_from_the_catalogue(client: FlaskClient) -> None:
    bases = "/documents/commendation-decision/legal_bases"
    law = "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"
    answer = client.post(PAGE, data={"do": f"draw:{bases}", f"pick:{bases}": law})
    assert shown(answer, f"{bases}/0") == law


def test_the_check_says_what_is_wrong_and_keeps_everything(client: FlaskClient) -> None:
    fields = {**dict(profile_form.pairs(PROFILE)), "/signers/1/authority": "", "/organ/code": ""}
    answer = client.post(PAGE, data={**fields, "do": "check"})
    assert answer.status_code == 422
    assert "Có 2 chỗ cần sửa" in page(answer)
    assert shown(answer, "/signers/1/full_name") == "Trần Thị Bình"
    sound = client.post(PAGE, data={**dict(profile_form.pairs(PROFILE)), "do": "save"})
    assert "Hồ sơ không có lỗi." in page(sound)
    assert "data-saved" in page(sound)


def test_a_profile_goes_into_a_file_and_comes_back(client: FlaskClient) -> None:
    saved = client.post(f"{PAGE}/tai-ve", data=dict(profile_form.pairs(PROFILE)))
    assert "ho-so-co-quan.json" in saved.headers["Content-Disposition"]
    assert json.loads(saved.data) == PROFILE
    opened = client.post(f"{PAGE}/mo-tep", data={"file": (io.BytesIO(saved.data), "a.json")})
    assert shown(opened, "/signers/1/full_name") == "Trần Thị Bình"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"", "JSON"),
        (b"[]", "không phải hồ sơ cơ quan"),
        (b'{"subject": "x"}', "không phải hồ sơ cơ quan"),
        (None, "Chưa chọn tệp nào"),
    ],
)
def test_a_file_that_is_no_profile_is_refused_where_it_was_chosen(
    client: FlaskClient, body: bytes | None, told: str
) -> None:
    sent = {} if body is None else {"file": (io.BytesIO(body), "a.json")}
    answer = client.post(f"{PAGE}/mo-tep", data=sent, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert told in page(answer)


# --- installed profiles ----------------------------------------------------------------------------


def test_the_only_installed_profile_fills_every_new_form(tmp_path: Path) -> None:
    client = office(tmp_path, so_ngoai_vu=PROFILE)
    answer = client.get(FORM)
    assert shown(answer, "/organ/organ_name") == "Sở Ngoại vụ"
    assert shown(answer, "/signer/full_name") == "Thái Phúc Sơn"
    assert shown(answer, "/legal_bases/3") == DATA["legal_bases"][3]
    assert line(answer) == "Sở Ngoại vụ · UBND tỉnh Hà Tĩnh"
    report = client.get("/bao-cao-tong-ket")
    assert shown(report, "/place") == "Hà Tĩnh"
    assert "Người ký" not in line(client.get("/bien-ban-hoi-nghi"))


def test_another_signer_signs_by_one_button(tmp_path: Path) -> None:
    client = office(tmp_path, so_ngoai_vu=PROFILE)
    typed = {"/subject": "Về việc khen", "/signer/full_name": "Thái Phúc Sơn"}
    answer = client.post(FORM, data={**typed, "do": "sign", "signer": "1"})
    assert shown(answer, "/signer/full_name") == "Trần Thị Bình"
    assert shown(answer, "/signer/authority") == "Giám đốc"
    assert shown(answer, "/subject") == "Về việc khen"
    for nobody in ("9", "-1", "x", ""):
        kept = client.post(FORM, data={**typed, "do": "sign", "signer": nobody})
        assert shown(kept, "/signer/full_name") == "Thái Phúc Sơn"


def test_of_several_installed_profiles_one_is_chosen_and_remembered(tmp_path: Path) -> None:
    client = office(tmp_path, so_a=PROFILE, so_b={"place": "Vinh"})
    assert shown(client.get(FORM), "/place") == ""
    assert client.post(f"{PAGE}/chon", data={"name": "so-b"}).status_code == 303
    assert shown(client.get(FORM), "/place") == "Vinh"
    assert "(đang dùng)" in page(client.get(PAGE))
    assert client.post(f"{PAGE}/chon", data={"name": "khong-co"}).status_code == 404


def test_an_installed_profile_is_seen_on_the_page(tmp_path: Path) -> None:
    client = office(tmp_path, so_ngoai_vu=PROFILE)
    answer = client.get(f"{PAGE}?xem=so-ngoai-vu")
    assert shown(answer, "/organ/organ_name") == "Sở Ngoại vụ"
    assert "data-fresh" not in page(answer)
    assert client.get(f"{PAGE}?xem=khong-co").status_code == 404


def test_without_a_profile_the_line_above_a_form_says_how_to_get_one(client: FlaskClient) -> None:
    answer = client.get(FORM)
    assert line(answer).startswith("Cơ quan, người ký, căn cứ, nơi nhận: khai một lần")
    typed = client.post(FORM, data={"/organ/organ_name": "Sở\nNgoại vụ", "do": "draw"})
    assert line(typed) == "Sở Ngoại vụ"


def test_the_page_of_a_finished_document_offers_to_remember_what_is_new(tmp_path: Path) -> None:
    data = json.dumps(DATA)
    bare = create_app(config.load({})).test_client()
    answer = bare.post(FORM, data={"data": data, "do": "accept"})
    assert "Ghi nhớ cho lần sau?" in page(answer)
    packed = re.search(r'name="fields" value="(\[\[&#34;/organ[^"]*)"', answer.get_data(True))
    assert packed
    opened = bare.post(PAGE, data={"fields": html.unescape(packed[1]), "do": "check"})
    assert shown(opened, "/signers/0/full_name") == "Thái Phúc Sơn"
    known = office(tmp_path, so_ngoai_vu=PROFILE)
    assert "Ghi nhớ cho lần sau?" not in page(known.post(FORM, data={"data": data, "do": "accept"}))


# --- a text that is read into a form which a profile filled --------------------------------------------

TEXT = """UBND TỈNH NGHỆ AN
SỞ Y TẾ

BÁO CÁO
Tổng kết công tác năm 2025

I. KẾT QUẢ
Đã hoàn thành kế hoạch.
"""


def read_into(client: FlaskClient, **more: str) -> dict[str, Any]:
    """The inputs after a text was read into a form in which a profile stands and a place was typed, and accepted."""
    form = client.get("/bao-cao-tong-ket")
    pointers = ("/organ/organ_name", "/organ/parent_name", "/organ/code", "/signer/full_name")
    typed = {pointer: shown(form, pointer) or "" for pointer in pointers}
    typed |= {"/signer/position": "Giám đốc", "/place": "Vinh", **more}
    outline = client.post("/bao-cao-tong-ket/doc-van-ban", data={**typed, "word_text": TEXT})
    text = outline.get_data(as_text=True)
    sent = {"source": "text", "joined": ""}
    for name in ("data", "fields", "from_profile"):
        found = re.search(rf'name="{name}" value="([^"]*)"', text[text.index('<form id="nhan"') :])
        assert found
        sent[name] = html.unescape(found[1])
    answer = client.post("/bao-cao-tong-ket/dung-du-lieu", data=sent)
    return {pointer: shown(answer, pointer) for pointer in (*pointers, "/place", "/subject")}


def test_a_text_goes_before_the_profile_and_the_profile_says_what_it_does_not(
    tmp_path: Path,
) -> None:
    client = office(tmp_path, so_ngoai_vu=PROFILE)
    assert read_into(client) == {
        "/organ/organ_name": "SỞ Y TẾ",
        "/organ/parent_name": "UBND TỈNH NGHỆ AN",
        "/organ/code": "",
        "/signer/full_name": "Thái Phúc Sơn",
        "/place": "Vinh",
        "/subject": "Tổng kết công tác năm 2025",
    }


def test_a_text_of_the_office_itself_gets_what_its_letterhead_does_not_say(tmp_path: Path) -> None:
    own = {
        **PROFILE,
        "organ": {"organ_name": "Sở Y tế", "parent_name": "UBND tỉnh Nghệ An", "code": "SYT"},
    }
    assert read_into(office(tmp_path, so_y_te=own))["/organ/code"] == "SYT"


def test_what_the_script_took_from_the_profile_of_the_browser_gives_way_too(
    client: FlaskClient,
) -> None:
    own = {"/organ/organ_name": "Sở A", "/organ/code": "SA", "/signer/full_name": "Lê Văn Một"}
    assert read_into(client, **own)["/organ/organ_name"] == "Sở A"
    read = read_into(client, **own, from_profile="organ signer")
    assert read["/organ/organ_name"] == "SỞ Y TẾ"
    assert read["/signer/full_name"] == "Lê Văn Một"


def test_an_old_document_that_is_opened_has_its_office_as_the_profile_writes_it(
    tmp_path: Path,
) -> None:
    own = {
        **PROFILE,
        "organ": {"organ_name": "Sở Y tế", "parent_name": "UBND tỉnh Nghệ An", "code": "SYT"},
    }
    data = {"organ": {"organ_name": "SỞ Y TẾ"}, "place": "NGHỆ AN", "subject": "Tổng kết năm 2025"}
    sent = {"source": "text", "new": "", "data": json.dumps(data)}
    opened = office(tmp_path, so_y_te=own).post("/bao-cao-tong-ket/dung-du-lieu", data=sent)
    assert shown(opened, "/organ/organ_name") == "Sở Y tế"
    assert shown(opened, "/organ/parent_name") == "UBND tỉnh Nghệ An"
    assert shown(opened, "/place") == "NGHỆ AN"
    assert shown(opened, "/signer/full_name") == "Thái Phúc Sơn"
    # The profile that the browser keeps completes it in the same way.
    assert "data-of-office" in opened.get_data(as_text=True)
    # Nothing was checked yet: what is not there is no fault.
    assert "chỗ cần sửa" not in opened.get_data(as_text=True)


def test_what_few_signers_have_is_put_aside_in_a_new_row() -> None:
    rows = {name: row.nodes for name, _, row in profile_form.blank_rows()}
    aside = [node.pointer for nodes in rows.values() for node in nodes if node.is_aside]
    rare = ("on_behalf_of", "capacity", "authority", "other_title")
    assert aside == [f"/signers/*/{name}" for name in rare]
