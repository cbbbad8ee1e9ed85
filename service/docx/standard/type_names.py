"""The types of administrative documents and their abbreviations: Phụ lục III, mục I."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

#: By the type's name in small letters, as the table has it.
TYPE_ABBREVIATIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "nghị quyết": "NQ",
        "quyết định": "QĐ",
        "chỉ thị": "CT",
        "quy chế": "QC",
        "quy định": "QyĐ",
        "thông cáo": "TC",
        "thông báo": "TB",
        "hướng dẫn": "HD",
        "chương trình": "CTr",
        "kế hoạch": "KH",
        "phương án": "PA",
        "đề án": "ĐA",
        "dự án": "DA",
        "báo cáo": "BC",
        "biên bản": "BB",
        "tờ trình": "TTr",
        "hợp đồng": "HĐ",
        "công điện": "CĐ",
        "bản ghi nhớ": "BGN",
        "bản thỏa thuận": "BTT",
        "giấy ủy quyền": "GUQ",
        "giấy mời": "GM",
        "giấy giới thiệu": "GGT",
        "giấy nghỉ phép": "GNP",
        "phiếu gửi": "PG",
        "phiếu chuyển": "PC",
        "phiếu báo": "PB",
    }
)
