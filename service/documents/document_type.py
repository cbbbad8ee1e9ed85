"""What a document type is: one schema, its rules and its context, and what every type does with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, NamedTuple

from marshmallow import Schema

from service import rules as sense
from service.documents import form_steps
from service.documents.blocks import table_layout
from service.documents.form_steps import OFFICE, SIGNING, Step
from service.documents.kept_parts import KeptPart
from service.docx.typography import PageWidths
from service.errors import Violation
from service.importing import word
from service.language import wording
from service.rules import prose
from service.schema import loading, screening, text_roles, titles, verification
from service.schema.printing import Printed, printed_part
from service.violation_list import ViolationList
from service.workbook.account import SheetAccount

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one input may hold; settings, named in the errors."""

    max_rows: int = 5_000
    max_paragraph: int = 20_000


DEFAULT_LIMITS = Limits()


class Rendered(NamedTuple):
    """A document as bytes, and the very template that rendered it, as ``pipeline.Document`` names it."""

    content: bytes
    template: str


@dataclass(frozen=True, slots=True)
class Review:
    """A draft reviewed: the record (sound values only), and its violations, errors first.

    ``violations`` are those that are shown (``ViolationList`` bounds them); ``error_count`` and ``warning_count``
    count all that there are.
    """

    record: dict[str, Any]
    violations: tuple[Violation, ...]
    error_count: int
    warning_count: int
    #: Of a spreadsheet: what was read of every sheet, and what was not.
    sheets: tuple[SheetAccount, ...] = ()
    #: Of a document that came back: the document made of the record, to be compared with it.
    rendered: Rendered | None = None

    @classmethod
    def of(
        cls,
        record: dict[str, Any],
        found: ViolationList,
        *,
        strict: bool = False,
        cells: Mapping[str, str] | None = None,
        sheets: tuple[SheetAccount, ...] = (),
    ) -> Review:
        """A review with what was found; ``strict`` makes warnings errors."""
        counts = found.counts(strict=strict)
        return cls(
            record,
            found.shown(strict=strict, cells=cells),
            counts["error"].total(),
            counts["warning"].total(),
            sheets,
        )

    @property
    def errors(self) -> tuple[Violation, ...]:
        return tuple(violation for violation in self.violations if violation.severity == "error")

    @property
    def warnings(self) -> tuple[Violation, ...]:
        return tuple(violation for violation in self.violations if violation.severity == "warning")


#: The day of issue, in the types that have one.
ISSUED: Final = "issued_date"


@dataclass(frozen=True)
class DocumentType:
    """One type of document, whole: everything that differs between types stands in its file.

    Programs call the type ``slug``; ``page`` is what clerks read in the address of its page and in names of files:
    Vietnamese without tone marks, words joined by "-".

    ``fill(document_type, record, printed, reference, paper)`` gives the names that the type's Word template prints: out of
    ``printed``, the values as they are written, and out of the ``record`` where it decides or computes. ``issued_on``,
    ``issued_as_on`` and ``signed_by`` say where the type keeps the facts that every document has, when its schema is no
    ``IssuedDocumentSchema``; the first two are asked of records that lack values, too.
    """

    slug: str
    page: str
    title: str
    type_name: str
    abbreviation: str
    purpose: str
    schema: Schema
    fill: Callable[[DocumentType, Record, Printed, Any, PageWidths], dict[str, Any]]
    issued_on: Callable[[Record], Any] = lambda record: record.get(ISSUED)
    #: The record as it would be if the document were issued on that day.
    issued_as_on: Callable[[Record, date], Record] = lambda record, on: {**record, ISSUED: on}
    signed_by: Callable[[Record], Mapping[str, Any]] = lambda record: record["signer"]
    rules: Sequence[sense.Rule] = ()
    #: Names of the context that a template may leave out, because they are often empty or only say how to print others.
    optional: frozenset[str] = field(default=frozenset({"recipients_beside", "organ.widened_by"}))
    #: Called with a record that is only looked at, the labels of its gaps by pointer, and a maker of gaps: puts gaps
    #: where the rules ask for more than the schema does; None where they do not.
    sketch: Callable[[dict[str, Any], Mapping[str, str], Callable[[str], Any]], None] | None = None
    #: Makes a draft of a whole text that was pasted or uploaded; None for a type that takes none.
    draft: word.Builder | None = None
    #: What a new document takes of an earlier one, part by part.
    kept_parts: Sequence[KeptPart] = ()
    #: The steps of the form; ``form_steps`` has every field in one of them.
    steps: tuple[Step, ...] = (OFFICE, SIGNING)

    @property
    def form_steps(self) -> tuple[Step, ...]:
        """The steps of the form, with every field of the schema in one of them."""
        return form_steps.complete(self.steps, self.schema.fields)

    def review(
        self,
        data: Any,
        reference: Any = None,
        limits: Limits = DEFAULT_LIMITS,
        paper: PageWidths = table_layout.STANDARD,
    ) -> Review:
        """Nested data -> the record and its violations, from the schema and from the rules."""
        found = ViolationList()
        return Review.of(self.check(data, found, reference, limits, paper=paper), found)

    def check(
        self,
        data: Any,
        found: ViolationList,
        reference: Any = None,
        limits: Limits = DEFAULT_LIMITS,
        on: date | None = None,
        paper: PageWidths = table_layout.STANDARD,
    ) -> dict[str, Any]:
        """Nested data -> the record; its violations go into ``found``. With ``on`` the rules take that for its day of issue, and for today.

        ``paper`` is the template's, which tables must have room on.
        """
        plain = screening.is_plain(data, limits.max_rows, limits.max_paragraph)
        if not plain and not screening.screen(
            self.schema,
            data,
            found,
            max_rows=limits.max_rows,
            max_paragraph=limits.max_paragraph,
        ):
            return {}
        record = loading.load(self.schema, data, found)
        if not plain:
            screening.screen_letters(self.schema, data, found)
        in_one_line = titles.in_one_line(self.schema, record)
        judged: Record = in_one_line
        if on is not None:
            judged = self.issued_as_on(in_one_line, on)
            reference = reference and reference.as_of(on)
        sense.apply(self.rules, judged, found, reference, self.label, paper)
        texts = text_roles.texts(self.schema, in_one_line)
        for violation in prose.check_texts(texts, reference):
            sense.report(found, violation, violation.code, "warning", self.label)
        return record

    def label(self, pointer: str) -> str:
        """The Vietnamese label of the value at a pointer."""
        return loading.label(self.schema, pointer)

    def printed(self, record: Record) -> Printed:
        """A sound record with every value as its document writes it."""
        return printed_part(self.schema, record)

    def context(
        self,
        record: Record,
        reference: Any = None,
        printed: Printed | None = None,
        paper: PageWidths = table_layout.STANDARD,
    ) -> dict[str, Any]:
        """A sound record -> plain strings, numbers and lists for the type's Word template.

        ``reference`` is the dated data that sums are computed from; ``printed`` the record's printed values, if the
        caller has them; ``paper`` the template's, which tables are laid out for.
        """
        in_one_line = titles.in_one_line(self.schema, record)
        return self.fill(self, in_one_line, printed or self.printed(record), reference, paper)

    def lost(self, record: Record, text: str, printed: Printed | None = None) -> list[str]:
        """Pointers of printed values that a document's visible text does not show."""
        return verification.lost(printed or self.printed(record), text)

    def notation(self, record: Record) -> str:
        """Ký hiệu: as typed, else type abbreviation and organ code (Phụ lục I, II.3.b)."""
        return record.get("code_notation") or f"{self.abbreviation}-{record['organ']['code']}"

    def file_names(self, record: Record, extension: str = "docx") -> tuple[str, str]:
        """The document's file name with tone marks, and in ASCII."""
        return wording.file_names(
            record.get("code_number"),
            self.notation(record),
            record["subject"],
            self.issued_on(record),
            extension,
        )

    def properties(self, record: Record) -> dict[str, str]:
        """The custom properties that document systems read, named by Phụ lục VI (contract §8)."""
        signer, day = self.signed_by(record), self.issued_on(record)
        priority = record.get("priority")
        number = record.get("code_number")
        named = {
            "OrganName": record["organ"]["organ_name"],
            "CodeNumber": wording.two_digits(number) if number else "",
            "CodeNotation": self.notation(record),
            "IssuedDate": day.isoformat() if day else "",
            "Subject": record["subject"],
            "TypeName": self.type_name,
            "Position": signer.get("position") or "",
            "FullName": signer.get("full_name") or "",
            "Priority": wording.PRIORITIES[priority] if priority else "",
        }
        return {name: value.replace("\n", " ") for name, value in named.items()}
