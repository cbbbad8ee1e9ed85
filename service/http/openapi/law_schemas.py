"""The JSON of the dated law, as schemas: bases, what holds on a day, the data pack, and by what law an input was judged."""

from __future__ import annotations

from service.answers import JUDGED_BECAUSE
from service.http.openapi.shapes import Shape, listed, record, ref, text
from service.reference import RECIPIENT_WORDS

_CERTAINTY = {"enum": ["H", "M", "L"], "description": "Mức chắc chắn: H cao nhất."}
_IDS = {"type": "array", "items": {"type": "string"}}


def _day_or_null(description: str) -> Shape:
    return {"type": ["string", "null"], "format": "date", "description": description}


_BASIS: Shape = {
    "id": text("Tên không đổi của căn cứ."),
    "kind": text("Loại văn bản."),
    "number": text("Số, ký hiệu."),
    "cite": text("Tên văn bản."),
    "line": text("Dòng căn cứ đầy đủ, dùng được ngay trong dữ liệu vào."),
    "lines": {
        "type": "array",
        "items": {"type": "string"},
        "description": "Các dòng căn cứ vào ngày được hỏi, kèm văn bản sửa đổi, bổ sung phải nêu cùng.",
    },
    "issued": text("Ngày ban hành.", format="date"),
    "from": _day_or_null("Có hiệu lực từ."),
    "to": _day_or_null("Hết hiệu lực sau ngày."),
    "at_latest": text(
        "Điều khoản theo đó “to” là ngày cuối cùng muộn nhất; trống khi “to” là ngày cuối cùng."
    ),
    "replaced_by": {"type": ["string", "null"], "description": "Căn cứ thay thế."},
    "certainty": {
        "type": "object",
        "description": "Mức chắc chắn của từng thông tin: H, M hoặc L.",
    },
    "sources": {
        "type": "array",
        "items": {"type": "string"},
        "description": "Tra từ nguồn nào.",
    },
    "note": text("Ghi chú."),
}
_KNOWN_OF_BASES = "id kind number cite line lines issued from to"

SCHEMAS: dict[str, Shape] = {
    "LegalBasis": record(_BASIS, _KNOWN_OF_BASES),
    "LegalBases": record(
        {
            "as_of": text("Ngày danh mục được rà soát lần cuối.", format="date"),
            "note": text("Lời nhắc kiểm tra lại hiệu lực."),
            "on": text("Ngày được hỏi.", format="date"),
            "items": {
                "type": "array",
                "description": "Các căn cứ còn hiệu lực vào ngày đó.",
                "items": ref("schemas", "LegalBasis"),
            },
        },
        "as_of note on items",
        description="Các căn cứ pháp lý trong danh mục.",
    ),
    "DataPack": record(
        {
            "version": text("Ngày rà soát và lần phát hành trong ngày.", examples=["2026-11-28-1"]),
            "as_of": text("Ngày dữ liệu được rà soát lần cuối.", format="date"),
            "is_built_in": {
                "type": "boolean",
                "description": "Kèm phần mềm; nếu không thì là gói đã cài.",
            },
        },
        "version as_of is_built_in",
        description="Gói dữ liệu pháp luật đang dùng.",
    ),
    "JudgedBy": record(
        {
            "on": text("Văn bản được kiểm tra theo pháp luật của ngày này.", format="date"),
            "because": {
                "enum": [*JUDGED_BECAUSE],
                "description": "asked: ngày đã hỏi; issued_date: ngày của văn bản; today: hôm nay, vì văn bản chưa ghi đủ ngày.",
            },
            "data_pack": text("Phiên bản gói dữ liệu đã dùng."),
        },
        "on because data_pack",
        description="Pháp luật của ngày nào đã được dùng để kiểm tra.",
    ),
    "BasisInForce": record(
        {
            **_BASIS,
            "companions": {**_IDS, "description": "Văn bản phải nêu cùng vào ngày đó."},
            "replaces": {**_IDS, "description": "Các văn bản mà nó thay thế."},
        },
        f"{_KNOWN_OF_BASES} companions replaces",
        description="Một căn cứ còn hiệu lực.",
    ),
    "Transition": record(
        {
            "from": text("Văn bản cũ."),
            "to": text("Văn bản mới."),
            "received_before": text("Hồ sơ tiếp nhận trước ngày này.", format="date"),
            "more_favourable": {
                "type": "boolean",
                "description": "Quy định mới có lợi hơn thì áp dụng quy định mới.",
            },
            "clause": text("Điều khoản chuyển tiếp."),
            "certainty": _CERTAINTY,
        },
        "from to received_before more_favourable clause certainty",
        description="Hồ sơ tiếp nhận trước một ngày vẫn theo văn bản cũ.",
    ),
    "BaseSalary": record(
        {
            "amount": {"type": "integer", "description": "Đồng."},
            "from": text("Áp dụng từ ngày.", format="date"),
            "decree": text("Theo văn bản."),
            "certainty": _CERTAINTY,
        },
        "amount from decree certainty",
        description="Mức lương cơ sở.",
    ),
    "Coefficients": record(
        {
            "decree": text("Theo văn bản."),
            "from": text("Áp dụng từ ngày.", format="date"),
            "to": _day_or_null("Đến hết ngày."),
            "at_latest": {"type": "boolean", "description": "“to” là ngày cuối cùng muộn nhất."},
            "rows": {
                "type": "array",
                "items": record(
                    {
                        "form": text("Hình thức, danh hiệu."),
                        "form_name": text("Tên gọi."),
                        "recipient": {"enum": [*RECIPIENT_WORDS]},
                        "value": text("Hệ số, viết thập phân.", examples=["0.45"]),
                        "at_most": {
                            "type": "boolean",
                            "description": "Văn bản chỉ quy định mức cao nhất.",
                        },
                        "amount": {
                            "type": ["integer", "null"],
                            "description": "Đồng, theo lương cơ sở của ngày đó, đã làm tròn.",
                        },
                        "certainty": _CERTAINTY,
                        "not_for": {**_IDS, "description": "Không áp dụng cho thẩm quyền này."},
                    },
                    "form form_name recipient value at_most amount certainty not_for",
                ),
            },
        },
        "decree from to at_latest rows",
        description="Hệ số tiền thưởng.",
    ),
    "ProvincialUnit": record(
        {
            "name": text("Tên ghi ở địa danh."),
            "from": _day_or_null("Từ ngày."),
            "to": _day_or_null("Đến hết ngày."),
            "certainty": _CERTAINTY,
        },
        "name from to certainty",
        description="Một tỉnh, thành phố.",
    ),
    "Law": record(
        {
            "on": text("Ngày được hỏi.", format="date"),
            "pack": ref("schemas", "DataPack"),
            "note": text("Lời nhắc kiểm tra lại hiệu lực."),
            "bases": listed("BasisInForce", "Các căn cứ còn hiệu lực."),
            "transitions": listed("Transition", "Các điều khoản chuyển tiếp của văn bản đó."),
            "endings": {
                "type": "array",
                "items": {"type": "string"},
                "description": "Văn bản sắp hết hoặc đã hết hiệu lực mà chưa có văn bản thay thế.",
            },
            "base_salary": {"anyOf": [ref("schemas", "BaseSalary"), {"type": "null"}]},
            "coefficients": {"anyOf": [ref("schemas", "Coefficients"), {"type": "null"}]},
            "provincial_units": listed("ProvincialUnit", "Các đơn vị hành chính cấp tỉnh."),
            "sources": {
                "type": "object",
                "additionalProperties": {"type": "string"},
                "description": "Các nguồn mà thông tin dẫn đến.",
            },
        },
        "on pack note bases transitions endings base_salary coefficients provincial_units sources",
        description="Pháp luật của một ngày; điều chưa biết thì là null hay trống.",
    ),
}
