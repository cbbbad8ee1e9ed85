"""The routes of the API, one entry each, become the paths of an OpenAPI 3.1 document."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from apispec import APISpec

from service import __version__, config, intake, pdf, profiles
from service.documents.document_type import DocumentType
from service.http.openapi import components, input_schemas, response_objects
from service.http.openapi.shapes import Shape
from service.media_types import JSON

V1 = "/api/v1"
#: Among the formats that a route takes: the texts of other word processors.
OLD_TEXT = "old_text"
TYPE = f"{V1}/document-types/{{slug}}"


#: The groups of operations; generated clients make modules of them.
TAGS = {
    "Document types": "Các loại văn bản, lược đồ, ví dụ và bảng tính để điền.",
    "Documents": "Tạo văn bản, kiểm tra và đọc dữ liệu.",
    "Jobs": "Nhiều văn bản một lần.",
    "Conformance": "Văn bản Word bất kỳ, đối chiếu với Nghị định 30/2020/NĐ-CP.",
    "Reference": "Tra cứu căn cứ pháp lý và mã lỗi.",
    "Profiles": "Hồ sơ cơ quan đã cài.",
    "Operations": "Cho người vận hành.",
}


@dataclass(frozen=True, slots=True)
class Route:
    """One method of one path. A route that takes an input is described once per document type, with the
    type's own schema, so that a client knows exactly what it may send; elsewhere ``{slug}`` is a parameter.

    ``answers`` are the successes and ``failures`` the statuses of problems.
    """

    method: str
    path: str
    name: str
    summary: str
    answers: Mapping[int, Shape | str]
    failures: AbstractSet[int]
    tag: str = "Documents"
    #: Names of ``response_objects.PARAMETERS``.
    parameters: tuple[str, ...] = ()
    takes_input: bool = False
    #: The formats of the file that comes in, where it is not an input of the type.
    takes_files: tuple[str, ...] = ()
    #: The parts of a form with the file, where they are not those of an input.
    form: Shape = field(default_factory=dict)
    #: The content of any other body, by media type.
    takes: Mapping[str, Shape] = field(default_factory=dict)
    detail: str = ""

    @property
    def is_kept(self) -> bool:
        """A caller may keep the answer and ask whether it changed (``ETag``, ``If-None-Match``)."""
        return self.method == "get" and self.path.startswith(V1)

    @property
    def query(self) -> frozenset[str]:
        """The parameters that the address may have."""
        return frozenset(
            str(parameter["name"])
            for where, parameter in map(response_objects.PARAMETERS.__getitem__, self.parameters)
            if where == "query"
        )


_INPUT_FAILS = frozenset({400, 401, 403, 404, 405, 406, 408, 413, 415, 422, 429, 500, 503})
#: What checks an input answers 200 whatever it finds.
_CHECK_FAILS = _INPUT_FAILS - {422}

#: What reads is refused for a parameter that the address does not know, and for who asks.
_READ_FAILS = frozenset({400, 401, 403, 405, 429, 500})

_FILE_FORM: Shape = {
    "type": "object",
    "properties": {
        "file": {"type": "string", "format": "binary", "description": "Một tệp .docx bất kỳ; .doc, .odt, .rtf khi máy chủ có LibreOffice."},
    },
    "required": ["file"],
}  # fmt: skip
_WORD_FORM: Shape = {
    **_FILE_FORM,
    "properties": {
        **_FILE_FORM["properties"],
        "type": {"type": "string", "description": "Loại văn bản (slug), nếu biết."},
    },
}
_WORD_FIX_FORM: Shape = {
    **_WORD_FORM,
    "properties": {
        **_WORD_FORM["properties"],
        "tracked": {"type": "string", "enum": ["0", "1"], "description": "1: ghi thành vết sửa."},
    },
}

#: Names an answer that depends on the types at hand.
SAMPLE = "sample"

ROUTES = (
    Route("get", V1 + "/document-types", "listDocumentTypes", "Liệt kê các loại văn bản", {200: response_objects.TYPES}, _READ_FAILS, "Document types"),
    Route("get", TYPE, "getDocumentType", "Lược đồ và các mục của một loại văn bản", {200: response_objects.TYPE}, _READ_FAILS | {404}, "Document types"),
    Route("get", TYPE + "/sample", "getSample", "Ví dụ của một loại văn bản", {200: SAMPLE}, _READ_FAILS | {404}, "Document types"),
    Route("post", TYPE + "/documents", "create", "Tạo văn bản", {200: response_objects.DOCUMENT}, _INPUT_FAILS, parameters=("Prefer", "profile", "formats"), takes_input=True, detail="Cùng dữ liệu thì cùng một tệp, giống nhau từng byte. Dữ liệu không được lưu lại."),
    Route("post", TYPE + "/validations", "validate", "Kiểm tra dữ liệu, không tạo văn bản", {200: response_objects.VERDICT}, _CHECK_FAILS, parameters=("Prefer", "profile", "on"), takes_input=True, detail="Với “on”, văn bản được kiểm tra như thể ký vào ngày đó. Dữ liệu có lỗi, kể cả JSON bất kỳ, vẫn được trả lời 200, với valid là false."),
    Route("get", TYPE + "/form.xlsx", "getForm", "Bảng tính để văn thư điền", {200: response_objects.FORM}, _READ_FAILS | {404, 503}, "Document types"),
    Route("post", TYPE + "/form-checks", "checkForm", "Kiểm tra bảng tính đã điền, trả lại kèm đánh dấu lỗi", {200: response_objects.CHECKED_FORM}, _CHECK_FAILS, parameters=("Prefer",), takes_files=("workbook",), detail="Lỗi được đánh dấu ngay trong ô; số lỗi và số cảnh báo ở tiêu đề trả lời."),
    Route("post", TYPE + "/inputs", "readInput", "Lấy dữ liệu mà một bảng tính hay một văn bản chứa", {200: response_objects.HELD_INPUT}, _CHECK_FAILS, parameters=("Prefer",), takes_files=("workbook", "docx", OLD_TEXT), detail="Bảng tính (mẫu đã điền hay danh sách riêng) hoặc .docx trở thành dữ liệu JSON; của .docx do dịch vụ này tạo, chỗ đã sửa trong Word được kể ra, không tự lấy vào; văn bản khác (.docx; .doc, .odt, .rtf khi máy chủ có LibreOffice) được đọc theo cách trình bày, “reading” nói từng mẩu chữ được hiểu là gì. Dữ liệu có lỗi vẫn được trả lời 200."),
    Route("post", TYPE + "/batches", "createBatch", "Tạo nhiều văn bản một lần", {202: response_objects.JOB_BEGUN}, _INPUT_FAILS, "Jobs", parameters=("Prefer", "Idempotency-Key", "formats"), takes=response_objects.BATCH, detail="Lô được nhận rồi làm dần; một mục sai không cản mục khác. Gửi từng dòng (application/x-ndjson) thì lô lớn cũng không phải giữ cả trong bộ nhớ; “formats” ở địa chỉ dành cho cách gửi này."),
    Route("get", V1 + "/jobs/{job_id}", "getJob", "Lô văn bản làm đến đâu", {200: response_objects.JOB}, {400, 401, 403, 404, 405, 406, 429, 500, 503}, "Jobs", parameters=("job_id",)),
    Route("delete", V1 + "/jobs/{job_id}", "deleteJob", "Hủy lô và xóa mọi thứ của lô", {204: response_objects.DELETED}, {400, 401, 403, 404, 405, 429, 500, 503}, "Jobs", parameters=("job_id",)),
    Route("get", V1 + "/jobs/{job_id}/result", "getJobResult", "Kết quả của lô: tệp zip", {200: response_objects.JOB_RESULT}, {400, 401, 403, 404, 405, 406, 409, 429, 500, 503}, "Jobs", parameters=("job_id",), detail="Trong tệp zip có các văn bản và manifest.json: mỗi mục một phần tử, theo thứ tự đã gửi."),
    Route("post", V1 + "/conformance-checks", "checkConformance", "Kiểm tra thể thức một văn bản Word bất kỳ", {200: response_objects.CONFORMANCE}, (_CHECK_FAILS - {404}) | {422}, "Conformance", parameters=("type", "pages"), takes_files=("docx", OLD_TEXT), form=_WORD_FORM, detail="Văn bản của ai cũng được, do dịch vụ này tạo hay không. Mỗi chỗ chưa đúng có điểm của Phụ lục I, số đo được, số phải có và nơi trong tệp. Thành phần không nhận ra thì được nêu ra, không đoán. Không sửa gì, không lưu gì. Accept chọn cách trả lời: JSON, SARIF 2.1.0, chính văn bản đó với mỗi chỗ là một ghi chú của Word, hoặc tệp zip có hình các trang đánh số và report.html."),
    Route("post", V1 + "/conformance-fixes", "fixConformance", "Sửa thể thức một văn bản Word bất kỳ, không đổi một ký tự", {200: response_objects.MENDED_DOCUMENT}, _INPUT_FAILS - {404}, "Conformance", parameters=("type", "tracked"), takes_files=("docx", OLD_TEXT), form=_WORD_FIX_FORM, detail="Sửa mọi chỗ mà kết quả kiểm tra ghi fixable là true, rồi so bản mới với bản gốc: chữ của mọi phần, theo thứ tự, cùng hình, trường, chú thích, liên kết đều như cũ; khác đi thì trả lời 500 và không giao gì. Với Accept là application/json thì trả lời trước danh sách những gì sẽ đổi, từ gì thành gì, vì sao; sửa thì đổi đúng những điều đó. Sửa lần nữa không đổi gì. Văn bản đã ký số, đang được bảo vệ hoặc có macro thì không sửa (422)."),
    Route("post", V1 + "/unicode-conversions", "convertToUnicode", "Chuyển chữ TCVN3, VNI của một văn bản Word sang Unicode", {200: response_objects.CONVERTED_DOCUMENT}, _INPUT_FAILS - {404}, "Conformance", takes_files=("docx", OLD_TEXT), form=_FILE_FORM, detail="Chỉ chuyển mã chữ, không sửa thể thức: chữ bằng phông .Vn…, VNI-… (và đoạn mà lời chỉ đọc được bằng bảng mã cũ) thành Unicode, phông thành Times New Roman. Mọi chữ khác, mọi hình, trường, liên kết như cũ; khác đi thì trả lời 500 và không giao gì. Với Accept là application/json thì trả lời danh sách từng chỗ được chuyển, trước và sau. Chuyển lần nữa không đổi gì."),
    Route("get", V1 + "/fault-codes", "listFaultCodes", "Mọi mã lỗi và mã cảnh báo, với nghĩa", {200: response_objects.FAULT_CODES}, _READ_FAILS, "Reference"),
    Route("get", V1 + "/legal-bases", "listLegalBases", "Các căn cứ pháp lý còn hiệu lực vào một ngày", {200: response_objects.LEGAL_BASES}, _READ_FAILS, "Reference", parameters=("on", "q")),
    Route("get", V1 + "/law", "getLaw", "Pháp luật của một ngày: căn cứ, hệ số, lương cơ sở, tỉnh, thành phố", {200: response_objects.LAW}, _READ_FAILS, "Reference", parameters=("on",), detail="Câu trả lời theo gói dữ liệu pháp luật đang dùng; điều chưa biết của ngày đó là null hay trống, không đoán."),
    Route("get", V1 + "/profiles", "listProfiles", "Liệt kê các hồ sơ cơ quan đã cài", {200: response_objects.PROFILES}, _READ_FAILS, "Profiles"),
    Route("get", V1 + "/profiles/{name}", "getProfile", "Một hồ sơ cơ quan", {200: response_objects.PROFILE}, _READ_FAILS | {404}, "Profiles", parameters=("name",)),
    Route("get", "/healthz", "healthz", "Tiến trình đang chạy", {200: response_objects.HEALTH}, {405, 500}, "Operations"),
    Route("get", "/readyz", "readyz", "Mọi mẫu Word dùng được", {200: response_objects.READY, 503: response_objects.NOT_READY}, {405, 500}, "Operations"),
    Route("get", "/metrics", "metrics", "Số đo cho Prometheus", {200: response_objects.METRICS}, {405, 500}, "Operations"),
)  # fmt: skip

_FORM = {
    "type": "object",
    "properties": {
        "file": {
            "type": "string",
            "format": "binary",
            "description": f"Một tệp .json, bảng tính {', '.join(intake.WORKBOOK_ENDINGS)}, hoặc .docx do chính dịch vụ này tạo trước đây.",
        },
        "data": {
            "type": "string",
            "description": "JSON cho phần mà bảng tính chỉ có danh sách không có.",
        },
        "mapping": {
            "type": "string",
            "description": "JSON sửa cách đọc bảng tính: {“sheets”: {tên trang: {use, header_rows, columns, rows}}}.",
        },
    },
    "required": ["file"],
}


def _files(formats: Container[str], form: Shape = _FORM) -> dict[str, Any]:
    """The content of a body that is a file of some formats, as it is or in a form."""
    names = [name for name, found in intake.FORMATS_BY_MEDIA_TYPE.items() if found in formats]
    if OLD_TEXT in formats:
        names += pdf.OLD_TEXTS.values()
    binary = {"schema": {"type": "string", "format": "binary"}}
    described = {"schema": form, "encoding": {"file": {"contentType": ", ".join(names)}}}
    return {**{name: binary for name in names if name != JSON}, "multipart/form-data": described}


def describe(document_types: Iterable[DocumentType], samples: Path) -> dict[str, Any]:
    """The whole OpenAPI document; ``samples`` holds ``<slug>.json`` for each type that has one."""
    document_types = list(document_types)
    spec = input_schemas.describer(
        "vanban",
        __version__,
        info={
            "summary": "Dữ liệu vào, văn bản đúng thể thức ra.",
            "license": {"name": "MIT", "identifier": "MIT"},
            "description": "Tạo báo cáo, quyết định, biên bản theo Nghị định 30/2020/NĐ-CP. Hướng dẫn đọc ở /docs.",
        },
        jsonSchemaDialect=input_schemas.DIALECT,
        servers=[{"url": "/"}],
        tags=[{"name": name, "description": told} for name, told in TAGS.items()],
    )
    spec.components.security_scheme("key", response_objects.KEY)
    names = {
        document_type.slug: input_schemas.add_input(spec, document_type)
        for document_type in document_types
    }
    input_schemas.add_schema(
        spec,
        profiles.SCHEMA,
        "Hồ sơ cơ quan",
        "Những gì văn bản nào của cơ quan cũng ghi như nhau.",
    )
    _add_components(spec)
    for route in ROUTES:
        operation = _operation(route, list(names.values()))
        if route.takes_input:
            for document_type in document_types:
                special = _for_type(
                    route, operation, document_type, names[document_type.slug], samples
                )
                _add(spec, route.path.replace("{slug}", document_type.slug), route.method, special)
        else:
            if "{slug}" in route.path:
                operation["parameters"] = [_slug(document_types), *operation["parameters"]]
            _add(spec, route.path, route.method, operation)
    return spec.to_dict()


def _add(spec: APISpec, path: str, method: str, operation: dict[str, Any]) -> None:
    spec.path(path, operations={method: operation})


def _add_components(spec: APISpec) -> None:
    for name, schema in components.SCHEMAS.items():
        spec.components.schema(name, schema)
    for name, header in response_objects.HEADERS.items():
        spec.components.header(name, header)
    spec.components.response("NotModified", response_objects.NOT_MODIFIED)
    for name, (where, parameter) in response_objects.PARAMETERS.items():
        spec.components.parameter(name, where, parameter)
    named = {status for route in ROUTES for status in route.failures}
    for status, answer in response_objects.failures().items():
        if status in named:
            spec.components.response(f"Problem{status}", answer)


def _operation(route: Route, names: list[str]) -> dict[str, Any]:
    responses: dict[str, Any] = {
        str(status): response_objects.sample(names) if isinstance(answer, str) else answer
        for status, answer in route.answers.items()
    }
    if route.is_kept:
        responses["304"] = "NotModified"
    responses |= {str(status): f"Problem{status}" for status in sorted(route.failures)}
    return {
        "operationId": route.name,
        "summary": route.summary,
        **({"description": route.detail} if route.detail else {}),
        "tags": [route.tag],
        "parameters": [*route.parameters, *(["If-None-Match"] if route.is_kept else [])],
        "responses": responses,
        **_body(route),
        # Without a key, too: the service may run for one machine only.
        "security": [{"key": []}, {}] if route.path.startswith(V1) else [],
    }


def _body(route: Route) -> dict[str, Any]:
    """The body of a route that takes something else than an input; nothing where it takes none."""
    content = (
        _files(route.takes_files, route.form or _FORM) if route.takes_files else dict(route.takes)
    )
    return {"requestBody": {"required": True, "content": content}} if content else {}


def _for_type(
    route: Route, operation: dict[str, Any], document_type: DocumentType, name: str, samples: Path
) -> dict[str, Any]:
    """The operation of one type: its own name, request schema and sample."""
    return {
        **operation,
        "responses": dict(operation["responses"]),
        "parameters": list(operation["parameters"]),
        "operationId": f"{route.name}{name}",
        "summary": f"{route.summary}: {document_type.title}",
        "requestBody": _input_body(_json_content(document_type, name, samples)),
    }


def _json_content(document_type: DocumentType, name: str, samples: Path) -> dict[str, Any]:
    """The input of one type as JSON: its schema, and the sample when there is one."""
    content: dict[str, Any] = {"schema": {"$ref": f"#/components/schemas/{name}"}}
    sample = config.sample_file(samples, document_type.slug)
    if sample.is_file():
        content["examples"] = {
            "sample": {
                "summary": f"Ví dụ: {document_type.title}",
                "value": json.loads(sample.read_text(encoding="utf-8-sig")),
            }
        }
    return content


def _input_body(json_content: dict[str, Any]) -> dict[str, Any]:
    """JSON itself, or a file in a form."""
    files = _files(intake.FORMATS.values())
    return {"required": True, "content": {JSON: json_content, **files}}


def _slug(document_types: list[DocumentType]) -> dict[str, Any]:
    return {
        "name": "slug",
        "in": "path",
        "required": True,
        "description": "Loại văn bản: "
        + "; ".join(
            f"{document_type.slug} ({document_type.title})" for document_type in document_types
        )
        + ".",
        "schema": {
            "type": "string",
            "enum": [document_type.slug for document_type in document_types],
        },
    }
