"""Lists typed in TCVN3 or VNI: their headers are understood, their values stay as typed and are complained of."""

from __future__ import annotations

import pytest

from tests.importing.sheets import page, read


@pytest.mark.parametrize(
    ("block", "name"),
    [
        ("STT|Hä vµ tªn|Chøc vô\n1|NguyÔn V¨n An|Chuyªn viªn", "NguyÔn V¨n An"),
        ("STT|Hoï vaø teân|Chöùc vuï\n1|Nguyeãn Vaên An|Chuyeân vieân", "Nguyeãn Vaên An"),
    ],
)
def test_headers_of_an_old_encoding_are_understood_and_values_kept_for_the_schema(
    block: str, name: str
) -> None:
    found = read(page(block))
    (person,) = found.data["awards"][0]["individuals"]
    assert person["full_name"] == name
    assert [column.header for column in found.sheets[0].columns][1:] == ["Họ và tên", "Chức vụ"]
