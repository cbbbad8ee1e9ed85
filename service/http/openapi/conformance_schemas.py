"""What a check of a document's format answers, as schemas (contract §10)."""

from __future__ import annotations

from service.conformance.found_components import KINDS
from service.conformance.rules import RULES
from service.http.openapi.shapes import Shape, listed, record, ref, text

_COUNT: Shape = {"type": "integer", "minimum": 0}
_FRAME_LENGTH: Shape = {
    "type": ["number", "null"],
    "description": "Milimét; null khi chữ trong khung quyết định.",
}

SCHEMAS: dict[str, Shape] = {
    "ConformanceReport": record(
        {
            "document": record(
                {
                    "type": {
                        "type": ["string", "null"],
                        "description": "Loại văn bản ở đây (slug); null khi là loại khác hoặc không rõ.",
                        "examples": ["commendation-decision"],
                    },
                    "name": {
                        "type": ["string", "null"],
                        "description": "Tên loại như Nghị định ghi; null khi không nhận ra.",
                        "examples": ["quyết định", "công văn"],
                    },
                    "family": {
                        "enum": ["state", "party", "unknown"],
                        "description": "state: văn bản theo Nghị định 30/2020/NĐ-CP; party: văn bản của Đảng, không quy tắc nào được áp dụng; unknown: không nhận ra.",
                    },
                    "certainty": {
                        "type": "number",
                        "minimum": 0,
                        "maximum": 1,
                        "description": "Loại chắc đến đâu.",
                    },
                    "components": listed(
                        "ConformanceComponent",
                        "Thành phần nhận ra, theo thứ tự của văn bản, nhiều nhất 2000.",
                    ),
                },
                "type name family certainty components",
                additionalProperties=False,
            ),
            "findings": listed(
                "ConformanceFinding",
                "Chỗ chưa đúng thể thức, nhiều nhất 2000 (“summary” đếm đủ); trống khi không có.",
            ),
            "summary": record(
                {
                    "errors": _COUNT,
                    "warnings": _COUNT,
                    "infos": _COUNT,
                    "fixable": {**_COUNT, "description": "Số chỗ phần mềm sửa được."},
                    "refusal": {
                        "type": ["string", "null"],
                        "description": "Vì sao văn bản này không được sửa (đã ký số, đang được bảo vệ, …); null khi sửa được.",
                    },
                    "judged": {**_COUNT, "description": "Số quy tắc đã xét."},
                    "unjudged": {
                        "type": "array",
                        "description": "Quy tắc chưa xét được, và vì sao.",
                        "items": record(
                            {"rule": text("Tên quy tắc."), "reason": text("Vì sao.")},
                            "rule reason",
                            additionalProperties=False,
                        ),
                    },
                    "unrecognised": listed(
                        "ConformancePlace",
                        "Chỗ không nhận ra là thành phần nào, nhiều nhất 2000; không bị xét.",
                    ),
                },
                "errors warnings infos fixable refusal judged unjudged unrecognised",
                additionalProperties=False,
            ),
        },
        "document findings summary",
        additionalProperties=False,
        description="Một văn bản Word bất kỳ, đối chiếu với Phụ lục I Nghị định 30/2020/NĐ-CP.",
    ),
    "ConformanceComponent": record(
        {
            "kind": text("Loại thành phần, không đổi.", enum=list(KINDS)),
            "name": text("Tên thành phần.", examples=["Quốc hiệu"]),
            "number": text(
                "Ô số trong sơ đồ ở Mục IV Phần I Phụ lục I; trống khi sơ đồ không có.",
                examples=["1", "7b", ""],
            ),
            "text": text("Chữ của thành phần, nhiều nhất 200 ký tự đầu."),
            "certainty": {
                "type": "number",
                "minimum": 0,
                "maximum": 1,
                "description": "Chắc đến đâu; dưới 0,6 thì không bị xét.",
            },
            "annex": {
                "type": ["integer", "null"],
                "minimum": 0,
                "description": "Ở phụ lục thứ mấy (từ 0); null khi không ở phụ lục.",
            },
            "frame": {
                "type": ["object", "null"],
                "properties": {
                    "width": _FRAME_LENGTH,
                    "height": _FRAME_LENGTH,
                    "line": text(
                        "Nét viền; trống khi không viền đủ bốn cạnh.", examples=["single", "double"]
                    ),
                },
                "required": ["width", "height", "line"],
                "additionalProperties": False,
                "description": "Khung của dấu chỉ ở ô số 10a, 10b, 11; null khi không có khung.",
            },
            "where": listed("ConformancePlace"),
        },
        "kind name number text certainty annex frame where",
        additionalProperties=False,
        description="Một thành phần thể thức.",
    ),
    "ConformanceFinding": record(
        {
            "rule": text("Tên quy tắc, không đổi.", examples=[RULES[0].slug]),
            "clause": text("Điểm của Phụ lục I.", examples=[RULES[0].clause]),
            "severity": {
                "enum": ["error", "warning", "info"],
                "description": "error: trái quy định; warning: nên xem lại; info: gợi ý.",
            },
            "measured": text("Đang thế nào.", examples=["12 pt"]),
            "wanted": text("Phải thế nào.", examples=["13 đến 14 pt"]),
            "message": text("Một câu: sai gì, phải thế nào."),
            "where": ref("schemas", "ConformancePlace"),
            "also": listed("ConformancePlace", "Những chỗ khác sai như vậy, nhiều nhất 100."),
            "places": {"type": "integer", "minimum": 1, "description": "Sai ở bao nhiêu chỗ."},
            "fixable": {
                "type": "boolean",
                "description": "Phần mềm sửa được mà không đổi chữ nào, trừ những chỗ mà “obstacle” nói.",
            },
            "obstacle": {
                "type": ["string", "null"],
                "description": "Vì sao phần mềm không sửa, hoặc không sửa hết, tuy không phải đổi chữ; null khi không vướng gì.",
                "examples": ["nằm trong ô điều khiển nội dung bị khóa"],
            },
        },
        "rule clause severity measured wanted message where also places fixable obstacle",
        additionalProperties=False,
        description="Một chỗ chưa đúng thể thức.",
    ),
    "MendingPlan": record(
        {
            "changes": listed(
                "PlannedChange", "Những gì được đổi, theo thứ tự thực hiện; trống khi không đổi gì."
            ),
            "summary": record(
                {
                    "findings_before": {**_COUNT, "description": "Số chỗ trước khi sửa."},
                    "findings_after": {**_COUNT, "description": "Số chỗ còn lại khi đã sửa."},
                },
                "findings_before findings_after",
                additionalProperties=False,
            ),
        },
        "changes summary",
        additionalProperties=False,
        description="Những gì sửa thể thức đổi trong một văn bản Word; không chữ nào bị đổi.",
    ),
    "PlannedChange": record(
        {
            "what": text("Đổi cái gì.", examples=["Cỡ chữ"]),
            "before": text("Từ gì.", examples=["12 pt"]),
            "after": text("Thành gì.", examples=["14 pt"]),
            "rules": {
                "type": "array",
                "description": "Những quy tắc cần điều đó.",
                "items": {"type": "string"},
            },
            "clause": text("Điểm của Phụ lục I.", examples=[RULES[0].clause]),
            "why": text("Một câu: sai gì, phải thế nào."),
            "where": listed("ConformancePlace", "Những chỗ được đổi như vậy, nhiều nhất 100."),
            "places": {"type": "integer", "minimum": 1, "description": "Đổi ở bao nhiêu chỗ."},
        },
        "what before after rules clause why where places",
        additionalProperties=False,
        description="Một điều được đổi, ở mọi chỗ cùng như vậy.",
    ),
    "UnicodeConversion": record(
        {
            "runs": listed(
                "ConvertedRun", "Từng chỗ có chữ được chuyển, nhiều nhất 2000 (“summary” đếm đủ)."
            ),
            "summary": record(
                {
                    "converted": {**_COUNT, "description": "Số chỗ có chữ được chuyển."},
                    "signs_left": {
                        **_COUNT,
                        "description": "Số ký hiệu (w:sym) bằng phông cũ, được giữ nguyên.",
                    },
                },
                "converted signs_left",
                additionalProperties=False,
            ),
        },
        "runs summary",
        additionalProperties=False,
        description="Chữ TCVN3, VNI của một văn bản Word, trước và sau khi chuyển sang Unicode.",
    ),
    "ConvertedRun": record(
        {
            "where": ref("schemas", "ConformancePlace"),
            "encoding": {"enum": ["tcvn3", "vni"], "description": "Bảng mã cũ."},
            "font": text("Phông chữ trước khi chuyển.", examples=[".VnTime"]),
            "before": text("Chữ trước khi chuyển.", examples=["Céng hßa"]),
            "after": text("Chữ Unicode.", examples=["Cộng hòa"]),
        },
        "where encoding font before after",
        additionalProperties=False,
        description="Chữ của một chỗ, trước và sau.",
    ),
    "ConformancePlace": record(
        {
            "part": text("Phần trong tệp.", examples=["word/document.xml"]),
            "paragraph": {
                "type": ["integer", "null"],
                "minimum": 0,
                "description": "Đoạn thứ mấy (từ 0) trong mọi w:p của phần đó; null là cả phần.",
            },
            "section": {"type": "integer", "minimum": 0},
            "page": {"type": "integer", "minimum": 1},
            "box": {
                "type": "array",
                "description": "Trái, trên, phải, dưới trên trang, tính bằng point từ góc trên bên trái.",
                "items": {"type": "number"},
                "minItems": 4,
                "maxItems": 4,
            },
        },
        "part paragraph",
        additionalProperties=False,
        description="Một chỗ trong văn bản.",
    ),
}
