"""A typed value becomes a sound one, or a Problem in Vietnamese with a stable code.

Every field carries its label, help line and example; the form, the workbook, the API's description
and the error messages all derive from them. Only this module and ``schemas`` know marshmallow's
fields. All text becomes NFC, is stripped, and its runs of blanks become one (contract §2).
"""

from __future__ import annotations

import contextlib
import functools
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any, ClassVar, TypeGuard

from marshmallow import ValidationError
from marshmallow import fields as ma
from marshmallow.constants import missing

from service import violation_list
from service.language import vietnamese, wording
from service.schema import column_loading

#: How a value is printed: one form, or any of several; None for a value that is not printed.
Printed = Callable[[Any], str | tuple[str, ...]]

OLDEST_YEAR, LATEST_YEAR = 1945, 2100


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one value; ``schemas`` adds the pointer and makes it a Violation."""

    field: str
    code: str
    message: str
    suggestion: Any = None


class Said:
    """Mixed into every field: what it is called, what it is for, and how it is printed.

    ``kind`` names the widget, the column format and the printed name of the type of value.
    """

    kind: ClassVar[str]
    label: str
    help: str
    example: Any
    printed: Printed | None
    required: bool

    def told(
        self, kwargs: dict[str, Any], label: str, help: str, example: Any, printed: Printed | None
    ) -> dict[str, Any]:
        """Keep the words and return what marshmallow itself wants to know."""
        self.label, self.help, self.example, self.printed = label, help, example, printed
        if not kwargs.get("required") and "load_default" not in kwargs:
            kwargs["load_default"] = None
        title: dict[str, Any] = {"title": label, "description": help}
        if example is not None:
            title["examples"] = [example]
        kwargs["metadata"] = {**kwargs.get("metadata", {}), **title}
        return kwargs

    def refuse(self, code: str, message: str, suggestion: Any = None) -> ValidationError:
        """The error to raise for this field; without a Problem when there are too many of its code."""
        if not violation_list.admits(code):
            return ValidationError([])
        return ValidationError([Problem(self.label, code, message, suggestion)])

    def missing_value(self) -> ValidationError:
        return self.refuse("required", f"Chưa có “{self.label}”; hãy nhập mục này.")


class _Value(Said, ma.Field[Any]):
    """A single value. ``read`` turns what was typed into the value or raises ``refuse(...)``."""

    def __init__(
        self, label: str, help: str, example: Any, *, printed: Printed | None = str, **kwargs: Any
    ) -> None:
        super().__init__(**self.told(kwargs, label, help, example, printed))

    def read(self, value: Any) -> Any:
        raise NotImplementedError

    def deserialize(
        self, value: Any, attr: str | None = None, data: Any = None, **kwargs: Any
    ) -> Any:
        if value is missing or value is None:
            if self.required:
                raise self.missing_value()
            return self.load_default
        found = self.read(value)
        if found is None:
            if self.required:
                raise self.missing_value()
            return self.load_default
        return found

    def read_all(self, values: Iterable[Any]) -> dict[Any, Any]:
        """What ``deserialize`` makes of each of many different values; one it refuses is left out."""
        found = {}
        # What is refused here is read again with its row, and counted there.
        with violation_list.reading_into(None):
            for each in values:
                with contextlib.suppress(ValidationError):
                    found[each] = self.deserialize(each)
        return found


# --- text --------------------------------------------------------------------------------------

BLANKS = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
REMOVED = "\u200b\u200c\u2060\ufeff\u00ad" + vietnamese.PRIVATE_BULLETS
JOINER = "\u200d"
#: Anything that makes a text need more than a look: one search decides for ordinary text.
_UNUSUAL_LETTERS = "\x7f-\u00a0\u00ad\u061c\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ue000-\uf8ff\ufeff\ufffd-\uffff\ud800-\udfff"
_UNUSUAL = re.compile(f"[\x00-\x1f{_UNUSUAL_LETTERS}]|  |^ | $")
_UNUSUAL_LETTER = re.compile(f"[\x00-\x09\x0b-\x1f{_UNUSUAL_LETTERS}]")


def _private_letters() -> str:
    """Unicode's private area without the bullets of Word that are removed, as ranges of a character class."""
    edges = [0xE000 - 1, *sorted(map(ord, vietnamese.PRIVATE_BULLETS)), 0xF8FF + 1]
    return "".join(
        f"{chr(low + 1)}-{chr(high - 1)}" for low, high in pairwise(edges) if low + 1 < high
    )


REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2061-\u206f\ufffd-\uffff\ud800-\udfff"
    f"{_private_letters()}]"
)
_LINE_ENDS = re.compile("\r\n|\r|\u2028|\u2029")
_INVISIBLE = re.compile(f"[{REMOVED}]")
#: A joiner holds an emoji together only between two pictographs (a variation selector or a skin
#: tone may stand before it); anywhere else it is invisible rubbish.
_PICTOGRAPH = (
    "[\u00a9\u00ae\u203c\u2049\u20e3\u2100-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
)
_STRAY_JOINER = re.compile(
    f"(?<!{_PICTOGRAPH})(?<![\ufe0f\U0001f3fb-\U0001f3ff]){JOINER}|{JOINER}(?!{_PICTOGRAPH})"
)
_RUN = re.compile(f"[ {BLANKS}]+")
_RUN_WITH_LINES = re.compile(f"[ \n{BLANKS}]+")
_AROUND_LINE = re.compile(" ?\n ?")


def invisible_characters(text: str) -> list[str]:
    """The invisible characters that reading ``text`` will remove, in order, as "U+200B"."""
    found = _INVISIBLE.findall(text)
    if JOINER in text:
        found += _STRAY_JOINER.findall(text)
    return [f"U+{ord(each):04X}" for each in found]


def are_clean(texts: Collection[str]) -> bool:
    """Whether ``clean`` leaves each of these as it is, and none is empty; one look at thousands."""
    joined = "\n".join(texts)
    around = f"\n{joined}\n"
    return (
        joined.count("\n") == len(texts) - 1
        and "\n\n" not in around
        and "\n " not in around
        and " \n" not in around
        and "  " not in around
        and unicodedata.is_normalized("NFC", joined)
        and _UNUSUAL_LETTER.search(joined) is None
    )


def clean(text: str, *, lines: bool = False) -> str:
    """NFC, blanks stripped and run together, invisible characters removed; ``lines`` keeps "\\n"."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if _UNUSUAL.search(text) is None:
        return text
    text = _STRAY_JOINER.sub("", _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text)))
    if not lines:
        text = _RUN_WITH_LINES.sub(" ", text).strip(" ")
    else:
        text = _AROUND_LINE.sub("\n", _RUN.sub(" ", text)).strip(" \n")
    # Taking an invisible character away may bring a letter and its tone mark together.
    return unicodedata.normalize("NFC", text)


class Text(_Value):
    """One line of text."""

    kind = "text"
    lines = False
    #: How its language is read by the text rules; None for a text that is none of their business.
    role: str | None = "line"

    def __init__(
        self,
        label: str,
        help: str,
        example: Any,
        *,
        longest: int | None = None,
        pattern: tuple[re.Pattern[str], str] | None = None,
        role: str | None = "",
        **kwargs: Any,
    ) -> None:
        self.longest, self.pattern = longest, pattern
        if role != "":
            self.role = role
        super().__init__(label, help, example, **kwargs)

    def read(self, value: Any) -> str | None:
        if type(value) is not str:
            raise self.refuse("not_text", f"“{self.label}” phải là chữ, đặt trong dấu nháy kép.")
        # First, and as it arrived: a soft hyphen is the letter ư of TCVN3, a control character or
        # a no-break space may be half a letter of UTF-8 that was read wrongly.
        encoding = vietnamese.detect_legacy(value)
        if encoding is not None:
            raise self._legacy(value, encoding)
        if REFUSED.search(value):
            raise self._control(value)
        text = clean(value, lines=self.lines)
        if not text:
            return None
        if self.longest is not None and len(text) > self.longest:
            raise self.refuse(
                "too_long",
                f"“{self.label}” dài {len(text)} ký tự, nhiều nhất là {self.longest}; hãy rút gọn.",
            )
        if self.pattern is not None and not self.pattern[0].fullmatch(text):
            meant = vietnamese.as_latin(text)
            mend = meant if meant != text and self.pattern[0].fullmatch(meant) else None
            raise self.refuse("wrong_form", self.pattern[1], mend)
        return text

    def read_all(self, values: Iterable[Any]) -> dict[Any, Any]:
        """As for any field; texts that are all sound as they stand are not even looked at singly."""
        texts = [each for each in values if type(each) is str]
        plain = type(self).read is Text.read and self.pattern is None
        if not texts or not plain or not are_clean(texts):
            return super().read_all(values)
        if self.longest is not None and max(map(len, texts)) > self.longest:
            return super().read_all(values)
        if vietnamese.any_legacy(texts):
            return super().read_all(values)
        others = [each for each in values if type(each) is not str]
        return {**dict(zip(texts, texts, strict=True)), **super().read_all(others)}

    def _legacy(self, value: str, encoding: vietnamese.Legacy) -> ValidationError:
        mended = vietnamese.to_unicode(value, encoding)
        return self.refuse(
            "legacy_encoding",
            f"“{self.label}” được gõ bằng {_ENCODINGS[encoding]}, không phải Unicode; hãy dùng chữ Unicode đề nghị kèm theo.",
            None if REFUSED.search(mended) else clean(mended, lines=self.lines),
        )

    def _control(self, value: str) -> ValidationError:
        found = REFUSED.search(value)
        assert found is not None  # noqa: S101 - the caller has just seen it
        if found.group() == "\ufffd":
            return self.refuse(
                "letter_lost",
                f"“{self.label}” có một chữ đã bị mất (U+FFFD) ở vị trí {found.start() + 1}; hãy gõ lại chữ đó.",
            )
        return self.refuse(
            "control_character",
            f"“{self.label}” có ký tự điều khiển U+{ord(found.group()):04X} ở vị trí {found.start() + 1}; hãy xóa ký tự đó rồi gõ lại.",
        )


_ENCODINGS = {
    "tcvn3": "bảng mã TCVN3 (ABC)",
    "vni": "bảng mã VNI",
    "mojibake": "bảng mã bị đọc sai",
}


class Paragraph(Text):
    """Text in which a line feed starts a new line."""

    kind = "paragraph"
    lines = True
    role = "running"


class Choice(_Value):
    """One of a few values, each with the Vietnamese words a clerk chooses by."""

    kind = "choice"

    def __init__(
        self, label: str, help: str, example: Any, *, choices: Mapping[str, str], **kwargs: Any
    ) -> None:
        self.choices = dict(choices)
        kwargs.setdefault("printed", None)
        super().__init__(label, help, example, **kwargs)

    def read(self, value: Any) -> str:
        if value in self.choices if isinstance(value, str) else False:
            return str(value)
        near = None
        if isinstance(value, str):
            by_label = {text: key for key, text in self.choices.items()}
            near = vietnamese.nearest(value, [*self.choices, *by_label])
            near = by_label.get(near, near) if near else None
        known = ", ".join(f"{key} ({text})" for key, text in self.choices.items())
        raise self.refuse(
            "unknown_choice", f"“{self.label}” phải là một trong các giá trị: {known}.", near
        )


class Integer(_Value):
    """A whole number; ``from_text`` also takes its digits as a string."""

    kind = "integer"

    def __init__(
        self,
        label: str,
        help: str,
        example: Any,
        *,
        least: int,
        most: int | None = None,
        from_text: bool = False,
        **kwargs: Any,
    ) -> None:
        self.least, self.most, self.from_text = least, most, from_text
        super().__init__(label, help, example, **kwargs)

    def read(self, value: Any) -> int | None:
        if self.from_text and isinstance(value, str):
            text = clean(value)
            if not text:
                return None
            # Six digits hold every register; int() of a very long string is itself an attack.
            value = int(text) if text.isascii() and text.isdigit() and len(text) <= 12 else value
        if isinstance(value, Decimal) and value.is_finite() and value.adjusted() < 18:
            value = int(value) if value == value.to_integral_value() else value
        if type(value) is not int:
            raise self.refuse("not_integer", f"“{self.label}” phải là số nguyên, chỉ gồm chữ số.")
        if value < self.least or (self.most is not None and value > self.most):
            bounds = f"từ {self.least}" + (
                f" đến {self.most}" if self.most is not None else " trở lên"
            )
            raise self.refuse("out_of_range", f"“{self.label}” phải {bounds}.")
        return value


class Money(Integer):
    """Whole đồng, 1 to a milliard for one recipient: so many in a list still have a total in words."""

    kind = "money"

    def __init__(self, label: str, help: str, example: Any, **kwargs: Any) -> None:
        kwargs.setdefault("printed", wording.figures)
        super().__init__(label, help, example, least=1, most=10**9, **kwargs)


class Flag(_Value):
    """Yes or no."""

    kind = "flag"

    def __init__(self, label: str, help: str, example: Any = True, **kwargs: Any) -> None:
        kwargs.setdefault("load_default", False)
        super().__init__(label, help, example, printed=None, **kwargs)

    def read(self, value: Any) -> bool:
        if type(value) is not bool:
            raise self.refuse("not_flag", f"“{self.label}” chỉ nhận true (có) hoặc false (không).")
        return value


class _When(_Value):
    """What dates and moments share: a year that a document of this state can have."""

    def check_year(self, found: date | None) -> None:
        if found is not None and not OLDEST_YEAR <= found.year <= LATEST_YEAR:
            raise self.refuse(
                "date_out_of_range",
                f"“{self.label}” phải có năm từ {OLDEST_YEAR} đến {LATEST_YEAR}.",
            )


class Day(_When):
    """A date, ISO 8601 ("2020-07-01"); another way of writing it is an error with the mend."""

    kind = "date"
    _form = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

    def __init__(self, label: str, help: str, example: Any, **kwargs: Any) -> None:
        kwargs.setdefault("printed", wording.long_date)
        super().__init__(label, help, example, **kwargs)

    def read(self, value: Any) -> date | None:
        if type(value) is not str:
            raise self.refuse("not_date", f"“{self.label}” phải là ngày dạng 2020-07-01.")
        text = clean(value)
        if not text:
            return None
        found = wording.read_date(text)
        self.check_year(found)
        if found is None or not self._form.fullmatch(text):
            raise self.refuse(
                "not_date",
                f"“{self.label}” không phải một ngày có thật viết dạng năm-tháng-ngày (2020-07-01); hãy sửa lại.",
                None if found is None else found.isoformat(),
            )
        return found


class Moment(_When):
    """A date and time without a zone, "2020-07-01T08:00"."""

    kind = "moment"
    _form = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d", re.ASCII)

    def __init__(self, label: str, help: str, example: Any, **kwargs: Any) -> None:
        kwargs.setdefault("printed", wording.time_and_date)
        super().__init__(label, help, example, **kwargs)

    def read(self, value: Any) -> datetime | None:
        if type(value) is not str:
            raise self.refuse(
                "not_moment", f"“{self.label}” phải là ngày giờ dạng 2020-07-01T08:00."
            )
        text = clean(value)
        if not text:
            return None
        found = wording.read_moment(text)
        self.check_year(found)
        if found is None or not self._form.fullmatch(text):
            raise self.refuse(
                "not_moment",
                f"“{self.label}” phải là ngày giờ có thật viết dạng 2020-07-01T08:00; hãy sửa lại.",
                None if found is None else found.isoformat(timespec="minutes"),
            )
        return found


# --- parts and lists ---------------------------------------------------------------------------


class Part(Said, ma.Nested):
    """A part that holds fields; wholly missing, it gives one fault per required value inside."""

    kind = "part"

    def __init__(self, nested: Any, label: str, help: str, **kwargs: Any) -> None:
        super().__init__(nested, **self.told(kwargs, label, help, None, None))

    def deserialize(
        self, value: Any, attr: str | None = None, data: Any = None, **kwargs: Any
    ) -> Any:
        if value is missing or value is None:
            if not self.required:
                return None
            value = {}
        if not isinstance(value, Mapping):
            raise self.refuse(
                "not_part", f"“{self.label}” phải là một nhóm mục, đặt trong dấu {{ }}."
            )
        return self._load(value)


class WrongPlaces(dict[int, Any]):
    """What is wrong in a list, by place; of values whose Problems were left out, one of each shape."""

    def __init__(self) -> None:
        super().__init__()
        self._shapes: set[Any] = set()

    def note(self, place: int, messages: Any) -> None:
        """Keep what marshmallow says of the value at ``place``, if it says anything new."""
        if not _says_something(messages):
            shape = _shape(messages)
            if shape in self._shapes:
                return
            self._shapes.add(shape)
        self[place] = messages


def _says_something(messages: Any) -> bool:
    if isinstance(messages, dict):
        return any(_says_something(inside) for inside in messages.values())
    return bool(messages)


def _shape(messages: Any) -> Any:
    """Which fields are wrong, whatever their rows."""
    if not isinstance(messages, dict):
        return None
    return frozenset(
        ("*" if isinstance(key, int) else key, _shape(inside)) for key, inside in messages.items()
    )


class _List(Said):
    """What lists of values and lists of parts share: an omitted list is empty."""

    at_least: int

    def checked(self, value: Any) -> list[Any] | None:
        """The list itself, or None for an omitted one; raises for anything else and for too few."""
        if value is missing:
            value = []
        if not isinstance(value, list):
            raise self.refuse(
                "not_list", f"“{self.label}” phải là một danh sách, đặt trong dấu [ ]."
            )
        if len(value) < self.at_least:
            raise self.refuse(
                "too_few", f"“{self.label}” phải có ít nhất {self.at_least} mục; hãy nhập thêm."
            )
        return value


class Parts(_List, ma.Nested):
    """A list of parts; a faulty row keeps its place, so that other rows keep their pointers."""

    kind = "parts"

    def __init__(
        self, nested: Any, label: str, help: str, *, at_least: int = 0, **kwargs: Any
    ) -> None:
        self.at_least = at_least
        kwargs.setdefault("load_default", list)
        super().__init__(nested, many=True, **self.told(kwargs, label, help, None, None))
        self.required = at_least > 0

    def deserialize(
        self, value: Any, attr: str | None = None, data: Any = None, **kwargs: Any
    ) -> Any:
        rows = self.checked(value) or []
        found: list[Any] = [None] * len(rows)
        left = [*range(len(rows))]
        if self._columns is not None and len(rows) >= column_loading.FEWEST_ROWS:
            found, left = self._columns.read(rows)
        errors = WrongPlaces()
        for place in left:
            try:
                found[place] = self.schema.load(rows[place], many=False)
            except ValidationError as error:
                found[place] = error.valid_data
                errors.note(place, error.messages)
        if errors:
            raise ValidationError(errors, valid_data=found)
        return found

    @functools.cached_property
    def _columns(self) -> column_loading.Columns | None:
        """How to read many rows at once, when no field of a row looks beyond its own value."""
        fields = self.schema.load_fields
        single = {name: field for name, field in fields.items() if _stands_alone(field)}
        if any(self.schema._hooks.values()) or len(single) < len(fields):
            return None
        return column_loading.Columns(single)


def _stands_alone(field: Any) -> TypeGuard[_Value]:
    return (
        isinstance(field, _Value)
        and type(field).deserialize is _Value.deserialize
        and not (field.attribute or field.data_key)
    )


class Values(_List, ma.List[Any]):
    """A list of single values; ``inner`` says what each is and lends its words."""

    kind = "values"

    def __init__(self, inner: _Value, *, at_least: int = 0, label: str = "", **kwargs: Any) -> None:
        self.at_least = at_least
        self.value = inner
        kwargs.setdefault("load_default", list)
        said = self.told(kwargs, label or inner.label, inner.help, None, None)
        super().__init__(inner, **said)
        self.required = at_least > 0

    def deserialize(
        self, value: Any, attr: str | None = None, data: Any = None, **kwargs: Any
    ) -> Any:
        found: list[Any] = []
        errors = WrongPlaces()
        for index, each in enumerate(self.checked(value) or ()):
            try:
                found.append(None if each is None else self.value.read(each))
            except ValidationError as error:
                errors.note(index, error.messages)
                found.append(None)
        if errors:
            raise ValidationError(errors, valid_data=found)
        if len([each for each in found if each is not None]) < self.at_least:
            raise self.refuse(
                "too_few", f"“{self.label}” phải có ít nhất {self.at_least} mục; hãy nhập thêm."
            )
        return found


def problems(error: Any) -> Iterator[Problem]:
    """The Problems in one leaf of marshmallow's error tree."""
    for each in error if isinstance(error, list) else [error]:
        if isinstance(each, Problem):
            yield each
