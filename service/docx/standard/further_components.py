"""The components of the decree that our own documents do not have, so that no template has their styles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from service.docx.standard.component import CLAUSE_PREFIX, HEAD_PT, TEXT_PT, Component, body

_NUMBERED: Final = Component(
    "ChuongSo", "Chương và số thứ tự", 14, TEXT_PT, CLAUSE_PREFIX + "II.6.đ", bold=True
)
_TITLED: Final = replace(_NUMBERED, style_id="TieuDeChuong", name="Tiêu đề chương", capitals=True)

#: By style id.
FURTHER_COMPONENTS: Final[Mapping[str, Component]] = MappingProxyType(
    {
        component.style_id: component
        for component in (
            Component(
                "TrichYeuCongVan", "Trích yếu công văn", 12, HEAD_PT, CLAUSE_PREFIX + "II.5.b"
            ),
            _NUMBERED,
            _TITLED,
            replace(_NUMBERED, style_id="MucSo", name="Mục và số thứ tự"),
            replace(_TITLED, style_id="TieuDeMuc", name="Tiêu đề mục"),
            replace(_NUMBERED, style_id="TieuMucSo", name="Tiểu mục và số thứ tự"),
            replace(_TITLED, style_id="TieuDeTieuMuc", name="Tiêu đề tiểu mục"),
            replace(body("NoiDungPhuLuc", "Nội dung phụ lục", "II.6.e"), in_body=False),
            Component(
                "KyHieuNguoiSoanThao",
                "Ký hiệu người soạn thảo",
                11,
                (11, 11),
                CLAUSE_PREFIX + "III.3",
                align="left",
            ),
            Component("DiaChiCoQuan", "Địa chỉ cơ quan", 11, (11, 12), CLAUSE_PREFIX + "III.4"),
            Component(
                "DauMat",
                "Dấu chỉ độ mật",
                13,
                TEXT_PT,
                CLAUSE_PREFIX + "III.2.a",
                bold=True,
                capitals=True,
            ),
        )
    }
)
