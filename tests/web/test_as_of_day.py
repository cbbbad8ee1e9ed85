"""A form is checked as if its document were signed on another day; what was typed stays as it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from service import config, documents
from service.app import create_app
from service.http.pages import form_builder
from tests.addresses import at
from tests.documents.inputs import sample

SLUG = "commendation-decision"
DECREE = (
    "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy định về phân cấp, phân quyền trong"
    " lĩnh vực thi đua, khen thưởng; quy định chi tiết và hướng dẫn thi hành một số điều của Luật Thi đua, khen thưởng"
)
LAW = "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"
AMENDED = f"{LAW} và Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng ngày 23 tháng 4 năm 2026"
Post = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(config.Settings()).test_client()


@pytest.fixture
def post(client: FlaskClient) -> Post:
    def posted(data: dict[str, Any], **more: str) -> tuple[int, str]:
        fields = dict(form_builder.build(documents.get(SLUG), data).pairs())
        answer = client.post(at(SLUG), data=fields | more)
        return answer.status_code, answer.get_data(as_text=True)

    return posted


def decision(*bases: str, issued: str | None = "2026-11-20") -> dict[str, Any]:
    return sample(SLUG, "minimal") | {"legal_bases": [*bases], "issued_date": issued}


@pytest.mark.parametrize(
    "typed", ["1/3/2027", "01/03/2027", "2027-03-01", "ngày 01 tháng 3 năm 2027"]
)
def test_the_law_of_the_day_that_was_typed_is_looked_at(post: Post, typed: str) -> None:
    status, page = post(decision(AMENDED, DECREE), do="check-on", check_on=typed)
    assert status == 200
    assert "Đã kiểm tra như thể văn bản ký ngày 01/03/2027; ngày đã nhập không đổi." in page
    assert "hết hiệu lực chậm nhất từ ngày 01/03/2027" in page
    assert re.search(r'name="/issued_date"[^>]*value="20/11/2026"', page)
    assert 'name="check_on" autocomplete="off" placeholder="01/03/2027" value="01/03/2027"' in page


def test_where_nothing_is_found_that_is_said(post: Post) -> None:
    _, page = post(decision(AMENDED, DECREE), do="check-on", check_on="20/11/2026")
    assert "Không thấy chỗ nào cần xem lại." in page


@pytest.mark.parametrize("typed", ["", "32/3/2027", "tháng sau"])
def test_what_is_no_day_is_asked_for_again(post: Post, typed: str) -> None:
    status, page = post(decision(AMENDED), do="check-on", check_on=typed)
    assert status == 422
    assert "Ngày cần kiểm tra phải là ngày/tháng/năm có thật" in page
    assert re.search(r'<details [^>]*id="nhu-ngay-khac" open>', page)
    assert re.search(r'id="nhu-ngay"[^>]* aria-invalid="true" autofocus>', page)


def test_the_day_is_only_asked_for_where_a_clerk_wants_it(post: Post) -> None:
    _, page = post(decision(AMENDED) | {"subject": ""}, do="check")
    assert re.search(r'<details [^>]*id="nhu-ngay-khac">', page)
    assert re.search(r'id="nhu-ngay"[^>]* aria-describedby="nhu-ngay~goi-y">', page)
    _, page = post(decision(AMENDED), do="check-on", check_on="20/11/2026")
    assert re.search(r'<details [^>]*id="nhu-ngay-khac" open>', page)
    assert re.search(r'id="nhu-ngay"[^>]* aria-describedby="nhu-ngay~goi-y">', page)


def test_a_suggestion_of_that_day_is_taken_as_of_that_day(post: Post) -> None:
    data = decision(LAW, issued="2026-09-01")
    _, page = post(data, do="check-on", check_on="20/11/2026")
    assert 'name="checked_on" value="2026-11-20"' in page
    _, page = post(data, do="apply-all", checked_on="2026-11-20")
    assert "Đã sửa 1 chỗ theo đề nghị." in page
    assert AMENDED in page
    # As of its own day there is nothing to mend.
    _, page = post(data, do="apply-all")
    assert AMENDED not in page


@pytest.mark.parametrize("slug", documents.TYPES)
def test_every_type_may_be_checked_as_of_another_day(client: FlaskClient, slug: str) -> None:
    data = dict(form_builder.build(documents.get(slug), sample(slug, "minimal")).pairs())
    answer = client.post(at(slug), data=data | {"do": "check-on", "check_on": "20/11/2026"})
    page = answer.get_data(as_text=True)
    assert "Đã kiểm tra như thể văn bản ký ngày 20/11/2026; ngày đã nhập không đổi." in page
