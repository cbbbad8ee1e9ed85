"""A wrong table of awards is refused with what is wrong in it, before any document is made with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.reference import award_tables
from service.reference.data_files import WrongCatalogue, read

OURS = Path(award_tables.__file__).parent / "data" / "awards.yaml"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("rounding: 10000", "rounding: 0", "“rounding” phải lớn hơn 0"),
        ("may: [giay_khen,", "may: [giay_khem,", "không biết hình thức “giay_khem”"),
        (
            "      giay_khen: {individual",
            "      giay_khem: {individual",
            "không biết hình thức này",
        ),
        ("not_for: [chu_tich_xa]", "not_for: [chu_tich_xom]", "không có trong “grantors”"),
        ('household: "0.45"', 'household: "0"', "hệ số '0' phải lớn hơn 0"),
        ('household: "0.45"', 'household: "NaN"', "hệ số 'NaN' phải lớn hơn 0"),
        ('household: "0.45"', 'household: "0,45"', "hệ số '0,45' không phải số thập phân"),
        ("beyond: {bang_khen: H,", "beyond: {bang_khen: X,", "phải là H, M hoặc L"),
    ],
)
def test_a_wrong_entry_is_refused(old: str, new: str, message: str) -> None:
    text = OURS.read_text("utf-8")
    assert old in text
    changed = read("awards.yaml", text.replace(old, new, 1).encode())
    with pytest.raises(WrongCatalogue, match=message):
        award_tables.load(changed)
