"""Everything that can fail, as facts: the Violation that a list carries and the exceptions that stop the line.

Nothing here knows of a request: an exception says what happened and what to do, ``http.problems`` which status
that is, ``http.error_handlers`` how it is answered.
No message repeats a personal value (contract §6); a ``suggestion`` may.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Violation:
    """What is wrong with one value, in the words of a clerk (contract §6).

    ``pointer`` is an RFC 6901 JSON Pointer into what was sent, ``field`` the Vietnamese label,
    ``code`` a stable slug, ``message`` one Vietnamese sentence that says what is wrong and what to
    do. ``suggestion`` is set only where the right value is certain; ``cell`` ("Cá nhân!C7") only when the
    input was a spreadsheet.
    """

    pointer: str
    field: str
    code: str
    message: str
    severity: Severity = "error"
    suggestion: Any = None
    cell: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The public form: ``suggestion`` and ``cell`` appear only when there is one."""
        public: dict[str, Any] = {
            "pointer": self.pointer,
            "field": self.field,
            "code": self.code,
            "message": self.message,
        }
        if self.suggestion is not None:
            public["suggestion"] = self.suggestion
        if self.cell is not None:
            public["cell"] = self.cell
        return public


_NOTHING: Mapping[str, Any] = MappingProxyType({})


class VanbanError(Exception):
    """The root of everything this service raises on purpose; ``str()`` is a Vietnamese sentence."""

    #: Seconds after which the same request may succeed; None where it would not.
    retry_after: int | None = None
    #: Parameters of the challenge for a bearer token (RFC 6750); None where a token would change nothing.
    bearer: Mapping[str, str] | None = None
    #: The content coding that would have been taken, when that was the trouble.
    accepted_encoding: str | None = None

    #: What else is known, as members of the answer (RFC 9457, extension members).
    members: Mapping[str, Any] = _NOTHING
    #: What the log says besides; never a value of the input.
    logged: Mapping[str, Any] = _NOTHING

    @property
    def public_message(self) -> str:
        """The sentence for whoever sent the request."""
        return str(self)


class UnknownDocumentType(VanbanError):
    """No document type has this slug."""


class UnknownProfile(VanbanError):
    """No profile is installed under this name."""


class UnreadableInput(VanbanError):
    """The bytes are not the format they claim to be; ``where`` says at which place, when known."""

    def __init__(self, message: str, where: str | None = None) -> None:
        super().__init__(message)
        self.where = where
        self.members = {"where": where}


class NotOurDocument(UnreadableInput):
    """A sound ``.docx`` that the service did not make, or whose input somebody took out."""


class UnsupportedMedia(VanbanError):
    """The input's media type is none that is taken here."""


class UnsupportedEncoding(UnsupportedMedia):
    """The body is compressed, or otherwise encoded; nothing is unpacked before it is measured."""

    accepted_encoding = "identity"

    def __init__(self, encoding: str) -> None:
        super().__init__(
            f"Dữ liệu nén (Content-Encoding: {encoding}) không được nhận; hãy gửi không nén."
        )


class InputTooLarge(VanbanError):
    """The input exceeds a limit, which the message names; ``limit`` is in bytes, or in parts of a form."""

    def __init__(self, message: str, limit: int) -> None:
        super().__init__(message)
        self.limit = limit
        self.members = {"limit": limit}


class InvalidInput(VanbanError):
    """The input was read and understood, and it has errors; nothing was produced.

    ``violations`` are those that are shown, ``error_count`` is how many errors there are.
    """

    def __init__(self, violations: Sequence[Violation], error_count: int) -> None:
        self.violations = tuple(violations)
        super().__init__(f"Dữ liệu có {error_count} lỗi cần sửa.")
        self.members = {
            "errors": [found.as_json() for found in self.violations if found.severity == "error"],
            "warnings": [found.as_json() for found in self.violations if found.severity != "error"],
        }


class BrokenTemplate(VanbanError):
    """A Word template cannot be used with its document type; ``problems`` lists why."""

    def __init__(self, template: str, problems: Sequence[str]) -> None:
        super().__init__(f"Mẫu {template} không dùng được: " + " ".join(problems))
        self.template = template
        self.problems = tuple(problems)
        self.logged = {"template": template, "problems": list(problems)}

    @property
    def public_message(self) -> str:
        """Why is for the one who runs the service: in the log under the id, and at /readyz."""
        return (
            "Mẫu Word của loại văn bản này không dùng được nên chưa có văn bản nào được giao; "
            "hãy báo mã lỗi cho người quản trị."
        )


class ValueLost(VanbanError):
    """A value of the input was not found in the finished document, so nothing was delivered."""

    def __init__(self, pointers: Sequence[str]) -> None:
        super().__init__(
            "Văn bản tạo ra không chứa đủ dữ liệu đã nhập nên không được giao. Không có gì bị ghi lại."
        )
        self.logged = {"pointers": list(pointers[:20])}


class NotToBeChanged(VanbanError):
    """A document may be read and not be changed: it is signed, protected, or holds what a change would break."""


class MendedTooMuch(VanbanError):
    """A mended document differs from the one that came in more than was planned, so nothing was delivered.

    ``part`` is the part of the package, ``where`` the kind of element.
    """

    def __init__(self, part: str, where: str) -> None:
        super().__init__(
            "Bản đã sửa khác bản gốc ở chỗ không được khác nên không được giao. Không có gì bị ghi lại."
        )
        self.logged = {"part": part, "where": where}


class ConverterMissing(VanbanError):
    """A PDF was asked for and no converter is installed or configured."""


class ConverterBusy(VanbanError):
    """The converter's queue is full; try again after ``retry_after`` seconds."""

    retry_after: int

    def __init__(self, message: str, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class ConversionFailed(VanbanError):
    """The converter ran and gave no usable PDF, or ran past its time limit."""

    retry_after = 30


class NotSignedIn(VanbanError):
    """The caller is unknown: no key or account, or one that is wrong, expired or revoked.

    ``offered`` says that something was offered and found wrong, without saying what.
    """

    def __init__(self, message: str, offered: bool = False) -> None:
        super().__init__(message)
        self.bearer = {"error": "invalid_token"} if offered else {}


class NotAllowed(VanbanError):
    """The caller is known and may not do this; ``scope`` is what the key lacks."""

    def __init__(self, message: str, scope: str = "") -> None:
        super().__init__(message)
        if scope:
            self.bearer = {"error": "insufficient_scope", "scope": scope}


class ForeignRequest(VanbanError):
    """A page of another site, or a form that is not ours, sent this in a clerk's name."""


class QuotaUsedUp(VanbanError):
    """Too many requests for one caller; the next may come after ``retry_after`` seconds."""

    retry_after: int

    def __init__(self, message: str, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Saturated(VanbanError):
    """All turns are taken and the queue is full; try again after ``retry_after`` seconds."""

    retry_after: int

    def __init__(self, retry_after: int) -> None:
        super().__init__("Máy chủ đang bận; hãy gửi lại sau ít giây.")
        self.retry_after = retry_after


class TookTooLong(VanbanError):
    """A request ran past its time limit and was ended."""

    retry_after = 30

    def __init__(self) -> None:
        super().__init__("Yêu cầu chạy quá lâu nên đã bị dừng; chưa có văn bản nào được giao.")


class UnknownJob(VanbanError):
    """There is no such job, no more, or it is somebody else's."""

    def __init__(self) -> None:
        super().__init__("Không có lô văn bản nào mang mã này.")


class NotDoneYet(VanbanError):
    """The result of a job that still runs, or was cancelled, was asked for."""

    retry_after = 5

    def __init__(self) -> None:
        super().__init__("Lô văn bản này chưa có kết quả; hãy xem “state” của lô.")


class KeyReused(VanbanError):
    """An Idempotency-Key came with another batch than before."""

    def __init__(self) -> None:
        super().__init__("Idempotency-Key này đã dùng cho một lô khác.")


class JobsAway(VanbanError):
    """What keeps jobs, a disk or an object store, does not answer."""

    retry_after = 30

    def __init__(self) -> None:
        super().__init__("Chỗ giữ các lô văn bản đang không dùng được; hãy gửi lại sau.")
