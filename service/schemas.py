"""The parts that documents share, and a schema's errors as Faults: field knowledge without flow.

Names are the contract's (§2), which are those of Phụ lục VI where the decree names a field. Only
this module knows how marshmallow shapes errors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias, cast

from marshmallow import Schema, ValidationError
from marshmallow.exceptions import SCHEMA

from service import pointers, vietnamese, wording
from service.errors import Fault
from service.fields import (
    Choice,
    Day,
    Integer,
    Part,
    Parts,
    Said,
    Text,
    Values,
    invisible_characters,
    problems,
)
from service.rules.texts import Item, Role

_UNKNOWN = "unknown"
_NOT_A_PART = "not_part"

#: Likenesses found for one input. A search costs a millisecond and the same wrong name often stands
#: in thousands of rows; an input with more different ones is no slip of the pen.
_MOST_HINTS = 200
_Hints: TypeAlias = dict[tuple[str, ...], str | None]


class PartSchema(Schema):
    """A part of an input; a name it does not know is an error, never ignored."""

    error_messages = {"unknown": _UNKNOWN, "type": _NOT_A_PART}  # noqa: RUF012 - marshmallow's form


def load(schema: Schema, data: Any) -> tuple[dict[str, Any], list[Fault]]:
    """Input -> the record with every unsound value left out, and a Fault for each of those.

    Rows keep their places. Faults come in the order in which the schema names their fields.
    """
    try:
        return dict(schema.load(data)), []
    except ValidationError as error:
        record = error.valid_data if isinstance(error.valid_data, dict) else {}
        return record, list(_faults(error.messages, schema, "", {}))


def _faults(errors: Any, owner: Any, pointer: str, hints: _Hints) -> Iterator[Fault]:
    """Marshmallow's error tree -> Faults; ``owner`` is the Schema or the field that it speaks of."""
    if not isinstance(errors, dict):
        for each in problems(errors):
            yield Fault(pointer, each.field, each.code, each.message, suggestion=each.suggestion)
        return
    schema = owner if isinstance(owner, Schema) else getattr(owner, "schema", None)
    order = list(schema.fields) if schema is not None else []
    for key in sorted(errors, key=lambda key: (isinstance(key, str), _place(key, order))):
        inside = errors[key]
        if isinstance(key, int):
            yield from _faults(inside, owner, f"{pointer}/{key}", hints)
        elif inside == [_UNKNOWN]:
            yield _unknown(str(key), order, pointer, hints)
        elif key == SCHEMA:
            if inside == [_NOT_A_PART]:
                yield _not_a_part(owner, pointer)
            else:
                yield from _faults(inside, owner, pointer, hints)
        else:
            field = schema.fields.get(key) if schema is not None else None
            yield from _faults(inside, field, pointer + pointers.join(key), hints)


def _place(key: Any, order: list[str]) -> tuple[int, str]:
    if isinstance(key, int):
        return key, ""
    return (order.index(key) if key in order else len(order)), str(key)


def _near(name: str, known: list[str], hints: _Hints) -> str | None:
    key = (name, *known)
    if key not in hints and len(hints) < _MOST_HINTS:
        hints[key] = vietnamese.nearest(name, known)
    return hints.get(key)


def _unknown(name: str, known: list[str], pointer: str, hints: _Hints) -> Fault:
    near = _near(name, known, hints)
    # The name itself is repeated only when it looks like a name: anything may stand there.
    told = f"“{name}”" if re.fullmatch(r"\w{1,40}", name) else "này"
    hint = f"có phải là “{near}” không?" if near else "hãy bỏ mục này."
    return Fault(
        pointer + pointers.join(name),
        "Mục không có trong mẫu",
        "unknown_field",
        f"Không có mục nào tên {told}; {hint}",
        suggestion=near,
    )


def _not_a_part(owner: Any, pointer: str) -> Fault:
    label = owner.label if isinstance(owner, Said) else "Dữ liệu"
    return Fault(
        pointer,
        label,
        "not_part",
        f"“{label}” phải là một nhóm mục, đặt trong dấu {{ }}.",
    )


def field_at(schema: Schema, pointer: str) -> Any:
    """The field that a pointer into the input stands at; None for the whole input or no field."""
    node: Any = schema
    for step in pointers.split(pointer):
        if step.isdecimal() or step == "*":
            node = node.value if isinstance(node, Values) else node
            continue
        inside = node if isinstance(node, Schema) else getattr(node, "schema", None)
        node = inside.fields.get(step) if inside is not None else None
        if node is None:
            return None
    return None if isinstance(node, Schema) else node


def label(schema: Schema, pointer: str) -> str:
    """The Vietnamese label of the field at a pointer."""
    field = field_at(schema, pointer)
    return field.label if isinstance(field, Said) else "Dữ liệu"


# --- before the schema: what is bounded, what is taken away --------------------------------------


def screen(schema: Schema, data: Any, *, max_rows: int, max_paragraph: int) -> Iterator[Fault]:
    """Faults that do not depend on a field: too long, too many, and invisible characters removed.

    The last are warnings; limits are settings and are named in the message (contract §2).
    """
    for pointer, value in _walk(data):
        if isinstance(value, list):
            if len(value) > max_rows:
                yield Fault(
                    pointer,
                    label(schema, pointer),
                    "too_many_rows",
                    f"Danh sách có {len(value)} dòng, nhiều nhất là {max_rows}; hãy tách thành nhiều văn bản.",
                )
        elif len(value) > max_paragraph:
            longest = getattr(field_at(schema, pointer), "longest", None)
            if longest is not None and longest <= max_paragraph:
                continue  # its own, stricter limit complains of it
            yield Fault(
                pointer,
                label(schema, pointer),
                "too_long",
                f"“{label(schema, pointer)}” dài {len(value)} ký tự, nhiều nhất là {max_paragraph}; hãy tách đoạn.",
            )
        elif not value.isascii():
            removed = invisible_characters(value)
            if removed:
                names = ", ".join(dict.fromkeys(removed))
                yield Fault(
                    pointer,
                    label(schema, pointer),
                    "invisible_removed",
                    f"“{label(schema, pointer)}” có {len(removed)} ký tự ẩn ({names}) đã được bỏ; hãy đọc lại.",
                    "warning",
                )


def _walk(data: Any) -> Iterator[tuple[str, Any]]:
    """Every list and every string with its pointer, without recursion: depth is the reader's bound."""
    waiting: list[tuple[str, Any]] = [("", data)]
    while waiting:
        pointer, node = waiting.pop()
        if isinstance(node, str):
            yield pointer, node
        elif isinstance(node, dict):
            inside = [(pointer + pointers.join(key), each) for key, each in node.items()]
            waiting.extend(reversed(inside))
        elif isinstance(node, list):
            yield pointer, node
            inside = [(f"{pointer}/{index}", each) for index, each in enumerate(node)]
            waiting.extend(reversed(inside))


# --- parts that several documents share ----------------------------------------------------------


def upper_form(text: str) -> str:
    """Printed in capitals."""
    return vietnamese.upper(text)


def opening_form(text: str) -> tuple[str, ...]:
    """Printed as typed, with a capital letter where it opens a line."""
    return text, wording.capitalised(text)


class Organ(PartSchema):
    organ_name = Text(
        "Tên cơ quan ban hành",
        "Viết thường, đủ tên; văn bản tự in hoa.",
        "Sở Ngoại vụ",
        role="name",
        longest=200,
        required=True,
        printed=upper_form,
    )
    parent_name = Text(
        "Tên cơ quan chủ quản",
        "Cơ quan chủ quản trực tiếp, nếu có; được viết tắt cụm từ thông dụng.",
        "UBND tỉnh Hà Tĩnh",
        role="name",
        longest=200,
        printed=upper_form,
    )
    code = Text(
        "Chữ viết tắt tên cơ quan",
        "Theo quy định của cơ quan, dùng trong ký hiệu văn bản; chỉ gồm chữ, số và dấu nối.",
        "SNgV",
        role=None,
        longest=20,
        required=True,
        printed=None,
        pattern=(
            re.compile(r"[^\W_]+(?:-[^\W_]+)*"),
            "“Chữ viết tắt tên cơ quan” chỉ gồm chữ cái, chữ số và dấu nối (-) giữa các nhóm, ví dụ SNgV.",
        ),
    )


class Authority(Text):
    """Printed only after an abbreviation: a head who signs for himself names nobody."""

    def shown(self, pointer: str, value: str, beside: Mapping[str, Any]) -> Iterator[Shown]:
        if beside.get("capacity") in wording.WITH_AUTHORITY:
            yield pointer, (upper_form(wording.without_capacity(value)),)


def _bare_upper_form(text: str) -> tuple[str, ...]:
    """In capitals; a capacity typed before it is not printed twice."""
    return vietnamese.upper(text), vietnamese.upper(wording.without_capacity(text))


class Signer(PartSchema):
    on_behalf_of = Text(
        "Ký thay mặt (TM.)",
        "Tập thể lãnh đạo hoặc cơ quan ghi sau chữ “TM.” ở dòng trên cùng, nếu có.",
        "Ủy ban nhân dân",
        longest=100,
        printed=lambda text: vietnamese.upper(wording.without_capacity(text)),
    )
    capacity = Choice(
        "Quyền hạn ký",
        "Để trống khi người đứng đầu tự ký.",
        "KT",
        choices={
            "TM": "TM. (thay mặt)",
            "KT": "KT. (ký thay)",
            "TL": "TL. (thừa lệnh)",
            "TUQ": "TUQ. (thừa ủy quyền)",
            "Q": "Q. (quyền cấp trưởng)",
        },
    )
    authority = Authority(
        "Người (tập thể) được ký thay",
        "Ghi sau chữ viết tắt quyền hạn: “Giám đốc” trong “KT. GIÁM ĐỐC”.",
        "Giám đốc",
        longest=100,
        printed=upper_form,
    )
    position = Text(
        "Chức vụ người ký",
        "Chức vụ chính thức; văn bản tự in hoa.",
        "Phó Giám đốc",
        longest=100,
        required=True,
        printed=_bare_upper_form,
    )
    other_title = Text(
        "Chức vụ khác",
        "Chức danh khác ghi phía trên họ tên, nếu có.",
        "Trưởng cụm",
        longest=100,
        printed=upper_form,
    )
    full_name = Text(
        "Họ và tên người ký",
        "Không ghi học hàm, học vị trước họ tên.",
        "Nguyễn Văn A",
        role="name",
        longest=50,
        required=True,
    )


class Archive(PartSchema):
    units = Values(
        Text(
            "Đơn vị lưu",
            "Chữ viết tắt đơn vị soạn thảo, ghi sau “Lưu: VT,”.",
            "VP",
            role="recipient",
            longest=50,
        )
    )
    copies = Integer(
        "Số bản lưu",
        "Số lượng bản lưu, nếu cần ghi.",
        2,
        least=1,
        most=99,
        printed=wording.two_digits,
    )


class Person(PartSchema):
    honorific = Text(
        "Danh xưng",
        "Ông, Bà, đồng chí, cấp bậc quân hàm…",
        "Ông",
        role="name",
        longest=50,
        printed=opening_form,
    )
    full_name = Text(
        "Họ và tên",
        "Họ, tên đệm và tên.",
        "Nguyễn Văn A",
        role="name",
        longest=100,
        required=True,
        printed=opening_form,
    )
    position = Text(
        "Chức vụ",
        "Chức vụ hoặc chức danh.",
        "Trưởng phòng Hợp tác quốc tế",
        role="name",
        longest=200,
    )
    organ_name = Text("Đơn vị", "Đơn vị công tác.", "Sở Ngoại vụ", role="name", longest=200)


class DocumentSchema(PartSchema):
    """What all documents have (contract §2)."""

    organ = Part(Organ, "Cơ quan ban hành", "Cơ quan đứng tên văn bản.", required=True)
    code_number = Integer(
        "Số",
        "Số văn bản; để trống khi còn là dự thảo.",
        15,
        least=1,
        most=999_999,
        from_text=True,
        printed=wording.two_digits,
    )
    code_notation = Text(
        "Ký hiệu",
        "Để trống thì lấy chữ viết tắt tên loại và tên cơ quan.",
        "QĐ-SNgV",
        role=None,
        longest=30,
    )
    subject = Text(
        "Trích yếu", "Một câu ngắn nêu nội dung văn bản.", "Tổng kết …", longest=500, required=True
    )
    recipients = Values(
        Text(
            "Nơi nhận",
            "Mỗi nơi một dòng, không gõ gạch đầu dòng và dấu chấm phẩy; dòng “Lưu” tự thêm.",
            "UBND tỉnh (b/c)",
            role="recipient",
            longest=300,
            printed=wording.list_line,
        )
    )
    archive = Part(Archive, "Lưu", "Đơn vị và số bản lưu.")
    drafter_code = Text(
        "Ký hiệu người soạn thảo",
        "Chữ viết tắt tên người soạn thảo.",
        "PL",
        role=None,
        longest=10,
        printed=upper_form,
    )
    issued_amount = Integer(
        "Số lượng bản phát hành", "Số bản phát hành, nếu cần ghi.", 300, least=1, most=999
    )
    priority = Choice(
        "Mức độ khẩn",
        "Để trống nếu văn bản không khẩn.",
        "khan",
        choices=wording.PRIORITIES,
        printed=lambda key: upper_form(wording.PRIORITIES[key]),
    )
    circulation = Choice(
        "Phạm vi lưu hành",
        "Chỉ dẫn phạm vi lưu hành, nếu có.",
        "luu_hanh_noi_bo",
        choices=wording.CIRCULATIONS,
        printed=lambda key: upper_form(wording.CIRCULATIONS[key]),
    )
    medium = Choice(
        "Hình thức văn bản",
        "Văn bản điện tử để trống số và ngày trong dòng “Kèm theo” của phụ lục.",
        "paper",
        choices={"paper": "Văn bản giấy", "electronic": "Văn bản điện tử"},
        load_default="paper",
    )


class IssuedDocumentSchema(DocumentSchema):
    """Documents with a place-and-date line and one signer: the report and the decision."""

    place = Text(
        "Địa danh", "Nơi cơ quan đóng trụ sở.", "Hà Tĩnh", role="name", longest=100, required=True
    )
    issued_date = Day("Ngày ban hành", "Để trống khi còn là dự thảo.", "2020-07-01")
    signer = Part(Signer, "Người ký", "Người có thẩm quyền ký văn bản.", required=True)


# --- what the text rules read ---------------------------------------------------------------------


def texts(schema: Schema, record: Mapping[str, Any], pointer: str = "") -> Iterator[Item]:
    """Every text of a record that has a role, as ``(pointer, text, role)``, in the schema's order."""
    for name, field in schema.fields.items():
        value = record.get(name)
        if not value:
            continue
        here = f"{pointer}/{name}"
        if isinstance(field, Text):
            if field.role is not None:
                yield here, value, cast(Role, field.role)
        elif isinstance(field, Parts):
            for index, part in enumerate(value):
                yield from texts(field.schema, part, f"{here}/{index}")
        elif isinstance(field, Part):
            if isinstance(value, Mapping):
                yield from texts(field.schema, value, here)
        elif isinstance(field, Values) and isinstance(field.value, Text) and field.value.role:
            for index, text in enumerate(value):
                if text:
                    yield f"{here}/{index}", text, cast(Role, field.value.role)


# --- what a document must show -------------------------------------------------------------------

#: A printed value: its pointer and the forms it may be printed in.
Shown = tuple[str, tuple[str, ...]]


def lost(schema: Schema, record: Mapping[str, Any], text: str) -> list[str]:
    """Pointers of the record's values that ``text``, a document's visible text, does not show.

    A value counts as shown when one of its printed forms stands in the text. The rows of a list
    must also stand in the order of the list: each row's longest value is looked for after that of
    the row before, so that a row left out, or printed for another, is noticed even when its values
    also occur elsewhere.
    """
    singles: list[Shown] = []
    lists: list[list[list[Shown]]] = []
    _gather(schema.fields, record, "", singles, lists)
    missed = [pointer for pointer, forms in singles if not any(form in text for form in forms)]
    for rows in lists:
        reached = 0
        for row in rows:
            anchor = max(row, key=_weight)
            for shown in row:
                pointer, forms = shown
                if shown is anchor:
                    place = _first(text, forms, reached)
                    if place >= 0:
                        reached = place + 1
                        continue
                elif any(form in text for form in forms):
                    continue
                missed.append(pointer)
    return missed


def _weight(shown: Shown) -> int:
    return len(shown[1][0])


def _first(text: str, forms: tuple[str, ...], start: int) -> int:
    places = [place for form in forms if (place := text.find(form, start)) >= 0]
    return min(places, default=-1)


def _gather(
    fields: Mapping[str, Any],
    record: Mapping[str, Any],
    pointer: str,
    singles: list[Shown],
    lists: list[list[list[Shown]]],
) -> None:
    for name, field in fields.items():
        value = record.get(name)
        if value is None or value == []:
            continue
        here = f"{pointer}/{name}"
        if hasattr(field, "shown"):
            lists.append([[each] for each in field.shown(here, value, record)])
        elif isinstance(field, Parts):
            inside = field.schema.fields
            rows = []
            for index, part in enumerate(value):
                row: list[Shown] = []
                _gather(inside, part, f"{here}/{index}", row, lists)
                if row:
                    rows.append(row)
            lists.append(rows)
        elif isinstance(field, Part):
            _gather(field.schema.fields, value, here, singles, lists)
        elif isinstance(field, Values):
            if field.value.printed is not None:
                lists.append(
                    [
                        [(f"{here}/{index}", _forms(field.value.printed, each))]
                        for index, each in enumerate(value)
                        if each is not None
                    ]
                )
        elif field.printed is not None:
            singles.append((here, _forms(field.printed, value)))


def _forms(printed: Any, value: Any) -> tuple[str, ...]:
    form = printed(value)
    return form if isinstance(form, tuple) else (form,)
