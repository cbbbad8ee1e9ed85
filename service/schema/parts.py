"""The parts that documents share, and a schema's errors as Violations: field knowledge without flow.

Names are the contract's (§2), which are those of Phụ lục VI where the decree names a field. Only
this module knows how marshmallow shapes errors.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias, cast

from marshmallow import Schema, ValidationError
from marshmallow.exceptions import SCHEMA

from service import violation_list
from service.errors import Violation
from service.language import vietnamese, wording
from service.rules.texts import RUNNING, Item, Role
from service.schema import pointers
from service.schema.fields import (
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
from service.violation_list import ViolationList

_UNKNOWN = "unknown"
_NOT_A_PART = "not_part"

#: Likenesses found for one input. A search costs a millisecond and the same wrong name often stands
#: in thousands of rows; an input with more different ones is no slip of the pen.
_MOST_HINTS = 200
#: No name of a field is nearly as long; a pointer through a longer one would repeat it with every fault.
_LONGEST_NAME = 100
#: All lists of an input together hold as many rows as so many full ones.
LISTS_FULL = 10
_Hints: TypeAlias = dict[tuple[str, ...], str | None]


class PartSchema(Schema):
    """A part of an input; a name it does not know is an error, never ignored."""

    error_messages = {"unknown": _UNKNOWN, "type": _NOT_A_PART}  # noqa: RUF012 - marshmallow's form

    def load(self, data: Any, **kwargs: Any) -> Any:
        """As marshmallow does; of unknown names only so many reach it as will be told."""
        if isinstance(data, dict) and not data.keys() <= self.fields.keys():
            data = {
                name: value
                for name, value in data.items()
                if name in self.fields or violation_list.admits("unknown_field")
            }
        return super().load(data, **kwargs)


def load(schema: Schema, data: Any, found: ViolationList) -> dict[str, Any]:
    """Input -> the record with every unsound value left out; each of those is a fault in ``found``.

    Rows keep their places. Violations come in the order in which the schema names their fields.
    """
    try:
        with violation_list.reading_into(found):
            return dict(schema.load(data))
    except ValidationError as error:
        for violation in _violations(error.messages, schema, "", {}, found):
            found.add(violation)
        return error.valid_data if isinstance(error.valid_data, dict) else {}


def _violations(
    errors: Any, owner: Any, pointer: str, hints: _Hints, found: ViolationList
) -> Iterator[Violation]:
    """Marshmallow's error tree -> Violations; ``owner`` is the Schema or the field that it speaks of."""
    if not isinstance(errors, dict):
        if not errors:
            found.left_out(pointer)
        for each in problems(errors):
            yield Violation(
                pointer, each.field, each.code, each.message, suggestion=each.suggestion
            )
        return
    schema = owner if isinstance(owner, Schema) else getattr(owner, "schema", None)
    order = list(schema.fields) if schema is not None else []
    for key in sorted(errors, key=lambda key: (isinstance(key, str), _place(key, order))):
        inside = errors[key]
        if isinstance(key, int):
            yield from _violations(inside, owner, f"{pointer}/{key}", hints, found)
        elif inside == [_UNKNOWN]:
            yield _unknown(str(key), order, pointer, hints)
        elif key == SCHEMA:
            if inside == [_NOT_A_PART]:
                if found.admits("not_part"):
                    yield _not_a_part(owner, pointer)
                else:
                    found.left_out(pointer)
            else:
                yield from _violations(inside, owner, pointer, hints, found)
        else:
            field = schema.fields.get(key) if schema is not None else None
            yield from _violations(inside, field, pointer + pointers.join(key), hints, found)


def _place(key: Any, order: list[str]) -> tuple[int, str]:
    if isinstance(key, int):
        return key, ""
    return (order.index(key) if key in order else len(order)), str(key)


def _near(name: str, known: list[str], hints: _Hints) -> str | None:
    key = (name, *known)
    if key not in hints and len(hints) < _MOST_HINTS:
        hints[key] = vietnamese.nearest(name, known)
    return hints.get(key)


def _unknown(name: str, known: list[str], pointer: str, hints: _Hints) -> Violation:
    if len(name) > _LONGEST_NAME:
        return Violation(
            pointer,
            "Mục không có trong mẫu",
            "unknown_field",
            f"Có một mục mà tên dài {len(name)} ký tự, không có trong mẫu; hãy bỏ mục này.",
        )
    near = _near(name, known, hints)
    # The name itself is repeated only when it looks like a name: anything may stand there.
    told = f"“{name}”" if re.fullmatch(r"\w{1,40}", name) else "này"
    hint = f"có phải là “{near}” không?" if near else "hãy bỏ mục này."
    return Violation(
        pointer + pointers.join(name),
        "Mục không có trong mẫu",
        "unknown_field",
        f"Không có mục nào tên {told}; {hint}",
        suggestion=near,
    )


def _not_a_part(owner: Any, pointer: str) -> Violation:
    label = owner.label if isinstance(owner, Said) else "Dữ liệu"
    return Violation(
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


def screen(
    schema: Schema, data: Any, found: ViolationList, *, max_rows: int, max_paragraph: int
) -> bool:
    """What is too long or too many, whatever its field; whether all lists are short enough to be read.

    Limits are settings and are named in the message (contract §2).
    """
    readable = True
    rows = 0
    for pointer, value in _walk(data):
        if isinstance(value, list):
            rows += _rows_in(value)
            if len(value) > max_rows:
                readable = False
                if found.admits("too_many_rows"):
                    found.add(_too_many_rows(schema, pointer, len(value), max_rows))
        elif len(value) > max_paragraph:
            longest = getattr(field_at(schema, pointer), "longest", None)
            if longest is not None and longest <= max_paragraph:
                continue  # its own, stricter limit complains of it
            if found.admits("too_long"):
                found.add(_too_long(schema, pointer, len(value), max_paragraph))
            else:
                found.left_out(pointer)
    most = LISTS_FULL * max_rows
    if rows > most and found.admits("too_many_rows"):
        found.add(_too_many_rows(schema, "", rows, most))
    return readable and rows <= most


def _too_many_rows(schema: Schema, pointer: str, rows: int, most: int) -> Violation:
    called = "Danh sách" if pointer else "Tất cả danh sách"
    return Violation(
        pointer,
        label(schema, pointer),
        "too_many_rows",
        f"{called} có {rows} dòng, nhiều nhất là {most}; hãy tách thành nhiều văn bản.",
    )


def _too_long(schema: Schema, pointer: str, letters: int, most: int) -> Violation:
    called = label(schema, pointer)
    return Violation(
        pointer,
        called,
        "too_long",
        f"“{called}” dài {letters} ký tự, nhiều nhất là {most}; hãy tách đoạn.",
    )


def screen_letters(schema: Schema, data: Any, found: ViolationList) -> None:
    """Warnings of the invisible characters that reading removes; none for a value with an error.

    A soft hyphen of an old encoding is not removed: it is a letter of the text offered instead.
    """
    wrong = found.wrong_pointers()
    for pointer, value in _walk(data):
        if isinstance(value, list) or value.isascii():
            continue
        removed = invisible_characters(value)
        if removed and pointer not in wrong and found.admits("invisible_removed", "warning"):
            names = ", ".join(dict.fromkeys(removed))
            called = label(schema, pointer)
            found.add(
                Violation(
                    pointer,
                    called,
                    "invisible_removed",
                    f"“{called}” có {len(removed)} ký tự ẩn hoặc dấu đầu dòng của Word ({names}) đã được bỏ; hãy đọc lại.",
                    "warning",
                )
            )


def is_plain(data: Any, max_rows: int, max_paragraph: int) -> bool:
    """Whether there is nothing to tell of any list or text: all texts are searched as one."""
    texts: list[str] = []
    inside = [data]
    rows = 0
    while inside:
        texts += [each for each in inside if isinstance(each, str)]
        holders = [each for each in inside if isinstance(each, (dict, list))]
        inside = []
        for holder in holders:
            if isinstance(holder, list):
                rows += _rows_in(holder)
                if len(holder) > max_rows or rows > LISTS_FULL * max_rows:
                    return False
            inside += holder.values() if isinstance(holder, dict) else holder
    different = dict.fromkeys(texts)
    longest = max(map(len, different), default=0)
    return longest <= max_paragraph and not invisible_characters("\n".join(different))


def _rows_in(holder: list[Any]) -> int:
    """The parts of a list, each of which a schema reads field by field; null counts as one."""
    return list(map(type, holder)).count(dict) + holder.count(None)


def _walk(data: Any) -> Iterator[tuple[str, Any]]:
    """Every list and every string with its pointer, without recursion: depth is the reader's bound.

    A pointer is made when its value is reached. Nothing is told of what stands below a name that is too
    long to be a field's.
    """
    around: list[Iterator[tuple[str, Any]]] = [iter((("", data),))]
    while around:
        pointer, node = next(around[-1], (None, None))
        if pointer is None:
            around.pop()
        elif isinstance(node, str):
            yield pointer, node
        elif isinstance(node, dict):
            around.append(_members(pointer, node))
        elif isinstance(node, list):
            yield pointer, node
            around.append(_elements(pointer, node))


def _members(pointer: str, node: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, each in node.items():
        if len(name) <= _LONGEST_NAME and isinstance(each, (str, dict, list)):
            yield pointer + pointers.join(name), each


def _elements(pointer: str, node: list[Any]) -> Iterator[tuple[str, Any]]:
    for index, each in enumerate(node):
        if isinstance(each, (str, dict, list)):
            yield f"{pointer}/{index}", each


# --- parts that several documents share ----------------------------------------------------------


def upper_form(text: str) -> str:
    """Printed in capitals."""
    return vietnamese.upper(text)


def opening_form(text: str) -> tuple[str, ...]:
    """Printed as typed, with a capital letter where it opens a line."""
    return (text,) if text[:1].isupper() else (text, wording.capitalised(text))


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
            re.compile(rf"{vietnamese.LETTER_OR_DIGIT}+(?:-{vietnamese.LETTER_OR_DIGIT}+)*"),
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
        most=99_999_999_999,  # Phụ lục VI: at most 11 characters
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
        printed=lambda text: upper_form(text).rstrip("."),
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
    """Every text of a record that has a role, as ``(pointer, text, role)``, in the schema's order.

    The texts of a long list come once each, with how often they stand in their column.
    """
    for name, role, field in _readable(schema):
        value = record.get(name)
        if value:
            yield from _texts_in(field, role, value, f"{pointer}/{name}")


def _texts_in(field: Any, role: Role | None, value: Any, here: str) -> Iterator[Item]:
    if isinstance(field, Parts):
        inside = _readable(field.schema)
        columns = _text_columns(inside, value)
        if columns is not None:
            yield from _first_texts(columns, here)
            return
        for index, part in enumerate(value):
            for name, role, inner in inside:
                found = part.get(name)
                if type(found) is str and role is not None:
                    if found:
                        yield f"{here}/{index}/{name}", found, role
                elif found:
                    yield from _texts_in(inner, role, found, f"{here}/{index}/{name}")
    elif role is None:
        if isinstance(value, Mapping):
            yield from texts(field.schema, value, here)
    elif isinstance(value, str):
        yield here, value, role
    else:
        for index, text in enumerate(value):
            if text:
                yield f"{here}/{index}", text, role


_Column: TypeAlias = tuple[str, Role, list[str | None]]


def _text_columns(
    fields: list[tuple[str, Role | None, Any]], rows: list[Mapping[str, Any]]
) -> list[_Column] | None:
    """The texts of many rows by columns; None when a row holds more than short texts."""
    columns: list[_Column] = []
    for name, role, _ in fields:
        column = [row.get(name) for row in rows]
        kinds = set(map(type, column))
        # What is told of a running text depends on the one after it.
        if kinds != {_Nothing} and (role is None or role in RUNNING or not kinds <= _TEXTS):
            return None
        if role is not None and str in kinds:
            columns.append((name, role, column))
    return columns


_Nothing = type(None)
_TEXTS = {str, _Nothing}


def _first_texts(columns: list[_Column], here: str) -> Iterator[Item]:
    """Every different text of each column once, in the order in which they first stand in the rows."""
    found = []
    for place, (name, role, column) in enumerate(columns):
        first = dict(zip(reversed(column), range(len(column) - 1, -1, -1), strict=True))
        found += [
            (first[text], place, name, text, role, times)
            for text, times in Counter(column).items()
            if text
        ]
    for index, _, name, text, role, times in sorted(found):
        yield f"{here}/{index}/{name}", text, role, times


@lru_cache(maxsize=256)
def _readable(schema: Schema) -> list[tuple[str, Role | None, Any]]:
    """The fields with texts to read; the role of a part is None, for its fields have theirs."""
    found: list[tuple[str, Role | None, Any]] = []
    for name, field in schema.fields.items():
        if isinstance(field, (Part, Parts)):
            found.append((name, None, field))
        else:
            text = field.value if isinstance(field, Values) else field
            if isinstance(text, Text) and text.role:
                found.append((name, cast(Role, text.role), field))
    return found


# --- what a document must show -------------------------------------------------------------------

#: The forms that one value may be printed in, the usual one first.
Forms: TypeAlias = tuple[str, ...]
#: A printed value: its pointer and its forms.
Shown = tuple[str, Forms]


class _Listed(NamedTuple):
    """A list to look for: the forms of each row's values, and the pointer of a row's value."""

    rows: Iterable[Sequence[Forms | None]]
    pointer: Callable[[int, int], str]


def lost(schema: Schema, record: Mapping[str, Any], text: str) -> list[str]:
    """Pointers of the record's values that ``text``, a document's visible text, does not show.

    A value counts as shown when one of its printed forms stands in the text. The rows of a list
    must also stand in the order of the list: each row's longest value is looked for after that of
    the row before, so that a row left out, or printed for another, is noticed even when its values
    also occur elsewhere.
    """
    singles: list[Shown] = []
    lists: list[_Listed] = []
    _gather(schema, record, "", singles, lists)
    missed = [pointer for pointer, forms in singles if not any(form in text for form in forms)]
    for each in lists:
        missed += [each.pointer(*place) for place in _lost_of_list(each.rows, text)]
    return missed


def _lost_of_list(rows: Iterable[Sequence[Forms | None]], text: str) -> Iterator[tuple[int, int]]:
    """Row and place of what is not shown. A value is looked for first where its row should be."""
    reached = 0
    found: set[Forms] = set()
    for index, row in enumerate(rows):
        before = reached
        anchor = max([len(forms[0]) for forms in row if forms], default=0)
        for place, forms in enumerate(row):
            if not forms:
                continue
            if len(forms[0]) == anchor:
                anchor = -1
                start = _first(text, forms, before)
                if start >= 0:
                    reached = start + 1
                else:
                    yield index, place
            elif forms not in found:
                if _first(text, forms, before) >= 0 or any(form in text for form in forms):
                    found.add(forms)
                else:
                    yield index, place


#: Most values stand this near to the one before; to search a long text takes preparation each time.
_NEAR = 2_000


def _first(text: str, forms: tuple[str, ...], start: int) -> int:
    near = text.find(forms[0], start, start + _NEAR) if len(forms) == 1 else -1
    if near >= 0:
        return near
    for end in (start + _NEAR, len(text)):
        places = [place for form in forms if (place := text.find(form, start, end)) >= 0]
        if places:
            return min(places)
    return -1


def _gather(
    schema: Schema,
    record: Mapping[str, Any],
    pointer: str,
    singles: list[Shown],
    lists: list[_Listed],
) -> None:
    for name, field, holds in _printable(schema):
        value = record.get(name)
        if value is None or value == []:
            continue
        here = f"{pointer}/{name}"
        if holds == "value":
            singles.append((here, _forms(field.printed, value)))
        elif holds == "shown":
            lists.append(_listed([each] for each in field.shown(here, value, record)))
        elif holds == "rows":
            lists.append(_listed_by_columns(field.schema, value, here))
        elif holds == "parts":
            rows = []
            for index, part in enumerate(value):
                row: list[Shown] = []
                _gather(field.schema, part, f"{here}/{index}", row, lists)
                if row:
                    rows.append(row)
            lists.append(_listed(rows))
        elif holds == "part":
            _gather(field.schema, value, here, singles, lists)
        else:
            lists.append(
                _listed(
                    [(f"{here}/{index}", _forms(field.value.printed, each))]
                    for index, each in enumerate(value)
                    if each is not None
                )
            )


@lru_cache(maxsize=256)
def _printable(schema: Schema) -> list[tuple[str, Any, str]]:
    """The fields that are printed, and how: "rows" are parts that hold nothing but single values."""
    found = []
    for name, field in schema.fields.items():
        if hasattr(field, "shown"):
            holds = "shown"
        elif isinstance(field, Parts):
            inside = field.schema.fields.values()
            holds = "parts" if any(map(_holds_more, inside)) else "rows"
        elif isinstance(field, Part):
            holds = "part"
        elif isinstance(field, Values):
            holds = "values" if field.value.printed is not None else ""
        else:
            holds = "value" if getattr(field, "printed", None) is not None else ""
        if holds:
            found.append((name, field, holds))
    return found


def _holds_more(field: Any) -> bool:
    return hasattr(field, "shown") or isinstance(field, (Part, Parts, Values))


def _listed(found: Iterable[list[Shown]]) -> _Listed:
    rows = list(found)
    return _Listed(
        [[forms for _, forms in row] for row in rows],
        lambda index, place: rows[index][place][0],
    )


def _listed_by_columns(schema: Schema, rows: list[Mapping[str, Any]], here: str) -> _Listed:
    """Rows that hold nothing but single values; equal values of a column are written once."""
    names: list[str] = []
    columns: list[list[Forms | None]] = []
    for name, field, _ in _printable(schema):
        values = [row.get(name) for row in rows]
        forms: dict[Any, Forms | None] = {
            each: _forms(field.printed, each) for each in set(values) if each is not None
        }
        if forms:
            forms[None] = None
            names.append(name)
            columns.append([forms[each] for each in values])
    return _Listed(
        zip(*columns, strict=True), lambda index, place: f"{here}/{index}/{names[place]}"
    )


def _forms(printed: Any, value: Any) -> tuple[str, ...]:
    form = printed(value)
    return form if isinstance(form, tuple) else (form,)
