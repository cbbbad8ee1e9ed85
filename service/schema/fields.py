"""A typed value becomes a sound one, or a Violation in Vietnamese with a stable code.

Here are the fields of single values; parts and lists of them stand in ``containers``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from marshmallow import ValidationError

from service.language import partial_dates, typed_text, vietnamese, wording
from service.language.partial_dates import PartialDate
from service.schema.single_value import SingleValue
from service.schema.text_cleaning import REFUSED, are_clean, clean

OLDEST_YEAR, LATEST_YEAR = 1945, 2100


class Text(SingleValue):
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
            suggestion = meant if meant != text and self.pattern[0].fullmatch(meant) else None
            raise self.refuse("wrong_form", self.pattern[1], suggestion)
        return text

    def read_all(self, values: Iterable[Any]) -> dict[Any, Any]:
        """As for any field; texts that are all sound as they stand are not even looked at singly."""
        values = [*values]
        texts = [value for value in values if type(value) is str]
        plain = type(self).read is Text.read and self.pattern is None
        if not texts or not plain or not are_clean(texts):
            return super().read_all(values)
        if self.longest is not None and max(map(len, texts)) > self.longest:
            return super().read_all(values)
        if vietnamese.any_legacy(texts):
            return super().read_all(values)
        found: dict[Any, Any] = dict(zip(texts, texts, strict=True))
        others = [value for value in values if type(value) is not str]
        return found | super().read_all(others) if others else found

    def _legacy(self, value: str, encoding: vietnamese.Legacy) -> ValidationError:
        converted = vietnamese.to_unicode(value, encoding)
        return self.refuse(
            "legacy_encoding",
            f"“{self.label}” được gõ bằng {_ENCODINGS[encoding]}, không phải Unicode; hãy dùng chữ Unicode đề nghị kèm theo.",
            None if REFUSED.search(converted) else clean(converted, lines=self.lines),
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


class Title(Text):
    """A title or a name that may take several lines: a line feed is a break where its author wants one."""

    kind = "title"
    lines = True


class Choice(SingleValue):
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


class Integer(SingleValue):
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


class Figure(SingleValue):
    """A number with decimals between two bounds."""

    kind = "figure"

    def __init__(
        self, label: str, help: str, example: Any, *, least: float, most: float, **kwargs: Any
    ) -> None:
        self.least, self.most = least, most
        super().__init__(label, help, example, **kwargs)

    def read(self, value: Any) -> Decimal:
        if type(value) not in (int, float, Decimal):
            raise self.refuse("not_figure", f"“{self.label}” phải là một số, ví dụ {self.example}.")
        exact = Decimal(str(value))
        least, most = Decimal(str(self.least)), Decimal(str(self.most))
        if not exact.is_finite() or not least <= exact <= most:
            bounds = f"từ {wording.figures(self.least)} đến {wording.figures(self.most)}"
            raise self.refuse("out_of_range", f"“{self.label}” phải {bounds}.")
        return exact


class Money(Integer):
    """Whole đồng, 1 to a milliard for one recipient: so many in a list still have a total in words."""

    kind = "money"
    least_dong: ClassVar[int] = 1

    def __init__(self, label: str, help: str, example: Any, **kwargs: Any) -> None:
        kwargs.setdefault("printed", wording.figures)
        super().__init__(label, help, example, least=self.least_dong, most=10**9, **kwargs)


class Flag(SingleValue):
    """Yes or no."""

    kind = "flag"

    def __init__(self, label: str, help: str, example: Any = True, **kwargs: Any) -> None:
        kwargs.setdefault("load_default", False)
        super().__init__(label, help, example, printed=None, **kwargs)

    def read(self, value: Any) -> bool:
        if type(value) is not bool:
            raise self.refuse("not_flag", f"“{self.label}” chỉ nhận true (có) hoặc false (không).")
        return value


class _DateOrTime(SingleValue):
    """What dates and moments share: a year that a document of this state can have."""

    def check_year(self, found: date | PartialDate | None) -> None:
        if found is not None and not OLDEST_YEAR <= found.year <= LATEST_YEAR:
            raise self.refuse(
                "date_out_of_range",
                f"“{self.label}” phải có năm từ {OLDEST_YEAR} đến {LATEST_YEAR}.",
            )


class Day(_DateOrTime):
    """A date, ISO 8601 ("2020-07-01"); another way of writing it is an error with a suggestion."""

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
        found = typed_text.read_date(text)
        self.check_year(found)
        if found is None or not self._form.fullmatch(text):
            meant = found or typed_text.meant_date(text)
            raise self.refuse(
                "not_date",
                f"“{self.label}” không phải một ngày có thật viết dạng năm-tháng-ngày (2020-07-01); hãy sửa lại.",
                None if meant is None else meant.isoformat(),
            )
        return found


class IssueDay(Day):
    """A date, or the month or year that is known of it: "2026-11", "2026"; its record is a date or a PartialDate."""

    kind = "partial_date"

    def __init__(self, label: str, help: str, example: Any, **kwargs: Any) -> None:
        kwargs.setdefault("printed", wording.issue_date)
        super().__init__(label, help, example, **kwargs)

    def read(self, value: Any) -> date | PartialDate | None:  # type: ignore[override]
        text = clean(value) if type(value) is str else ""
        found = partial_dates.from_iso(text)
        if found is None:
            return self._whole_or_meant(value, text)
        self.check_year(found)
        return found

    def _whole_or_meant(self, value: Any, text: str) -> date | None:
        """The whole date; a month that was typed in another way is refused with a suggestion."""
        meant = partial_dates.read(text)
        if meant is None:
            return super().read(value)
        raise self.refuse(
            "not_date",
            f"“{self.label}” chưa đủ ngày thì viết dạng năm-tháng (2026-11) hoặc năm (2026); hãy sửa lại.",
            meant.isoformat(),
        )


class Moment(_DateOrTime):
    """A date and time without a zone, "2020-07-01T08:00"; one without its day is refused with a suggestion.

    ``day_of`` names the field beside it whose day is probably meant.
    """

    kind = "moment"
    _form = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d", re.ASCII)

    def __init__(
        self, label: str, help: str, example: Any, *, day_of: str = "", **kwargs: Any
    ) -> None:
        kwargs.setdefault("printed", wording.time_and_date)
        super().__init__(label, help, example, **kwargs)
        self.day_of = day_of

    def deserialize(
        self, value: Any, attr: str | None = None, data: Any = None, **kwargs: Any
    ) -> Any:
        beside = data.get(self.day_of) if isinstance(data, Mapping) else None
        if type(value) is str and type(beside) is str:
            meant = typed_text.meant_moment(clean(value), clean(beside))
            if meant is not None:
                raise self._refused(meant)
        return super().deserialize(value, attr, data, **kwargs)

    def read(self, value: Any) -> datetime | None:
        if type(value) is not str:
            raise self.refuse(
                "not_moment", f"“{self.label}” phải là ngày giờ dạng 2020-07-01T08:00."
            )
        text = clean(value)
        if not text:
            return None
        found = typed_text.read_moment(text)
        self.check_year(found)
        if found is None or not self._form.fullmatch(text):
            raise self._refused(found)
        return found

    def _refused(self, meant: datetime | None) -> ValidationError:
        return self.refuse(
            "not_moment",
            f"“{self.label}” phải là ngày giờ có thật viết dạng 2020-07-01T08:00; hãy sửa lại.",
            None if meant is None else meant.isoformat(timespec="minutes"),
        )
