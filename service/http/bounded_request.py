"""A Flask request whose body is bounded by its media type, and which says which limit was exceeded.

A body is read once, by ``auth.request_bodies``; whatever is wrong with how it was sent is raised here.
"""

from __future__ import annotations

import io
import re
from typing import IO, Any, cast

from flask import Request
from gunicorn.http.errors import ParseException
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge
from werkzeug.formparser import FormDataParser
from werkzeug.utils import cached_property
from werkzeug.wsgi import LimitedStream, get_input_stream

from service.config import Settings
from service.errors import InputTooLarge, UnsupportedEncoding
from service.media_types import JSON, NDJSON

FORM = "multipart/form-data"
#: A batch that comes as one JSON or one file is held in memory, unlike one that comes line by line.
BATCH_FACTOR = 5
#: A form is a little longer than the file and the data in it.
FORM_OVERHEAD_BYTES = 64_000


class _WholeStream(LimitedStream):
    """Raises where werkzeug's stream gives what fits of a longer body, as if that were the whole."""

    def readall(self) -> bytes:
        found = super().readall()
        if self.is_exhausted:
            self.on_exhausted()
        return found


class _FormParser(FormDataParser):
    """Distinguishes too many parts from too many bytes, which werkzeug does not."""

    def parse(self, stream: IO[bytes], *args: Any, **kwargs: Any) -> Any:
        try:
            return super().parse(stream, *args, **kwargs)
        except RequestEntityTooLarge:
            too_long = isinstance(stream, _WholeStream) and stream.is_exhausted
            if too_long or self.max_form_parts is None:
                raise
            raise _TooManyParts(self.max_form_parts) from None


class _TooManyParts(RequestEntityTooLarge):
    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most


class BoundedRequest(Request):
    """A request in memory: werkzeug would put a file of more than 500 kB in a temporary file, and leave
    what a clerk sent on a disk that may be full.

    Calls to the API have a limit for each media type; pages set their own (``auth.request_bodies``).
    """

    settings: Settings
    form_data_parser_class = _FormParser

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.mimetype == JSON:
            factor = BATCH_FACTOR if self.path.endswith("/batches") else 1
            self.max_content_length = factor * self.settings.max_json_bytes
        elif self.mimetype == NDJSON:
            self.max_content_length = self.settings.batch_bytes
        elif self.mimetype == FORM:
            self.max_content_length = (
                self.settings.max_file_bytes + self.settings.max_json_bytes + FORM_OVERHEAD_BYTES
            )
        else:
            self.max_content_length = self.settings.max_file_bytes
        # The part "data" is measured when it is here.
        self.max_form_memory_size = self.max_content_length

    @cached_property
    def stream(self) -> IO[bytes]:
        """The body, which ends at its Content-Length, or where its last chunk did: gunicorn gives what came of
        one that broke off, and werkzeug what fits of one that is too long."""
        limit, length = self.max_content_length, self.content_length
        if length is not None and (limit is None or length <= limit):
            return cast(IO[bytes], LimitedStream(self.environ["wsgi.input"], length))
        if length is None and limit is not None and self.environ.get("wsgi.input_terminated"):
            return cast(IO[bytes], _WholeStream(self.environ["wsgi.input"], limit + 1, is_max=True))
        return get_input_stream(self.environ, max_content_length=limit)

    def _get_file_stream(self, *_: Any, **__: Any) -> IO[bytes]:
        return io.BytesIO()

    def get_data(self, *args: Any, **kwargs: Any) -> Any:
        """The body. Raises InputTooLarge, UnsupportedEncoding, or werkzeug's ClientDisconnected."""
        encoding = self.headers.get("Content-Encoding", "").strip().lower()
        if encoding not in ("", "identity"):
            raise UnsupportedEncoding(encoding if re.fullmatch(r"[\w.-]{1,30}", encoding) else "?")
        try:
            return super().get_data(*args, **kwargs)
        except RequestEntityTooLarge as error:
            if not self.path.startswith("/api/"):
                raise
            raise self._too_large(error) from None
        except ParseException:
            # gunicorn finds a malformed chunk while the body is being read.
            raise ClientDisconnected from None

    def _too_large(self, error: RequestEntityTooLarge) -> InputTooLarge:
        if isinstance(error, _TooManyParts):
            return InputTooLarge(
                f"Biểu mẫu có quá {error.most} phần; chỉ gửi phần “file” và, khi cần, phần “data”.",
                error.most,
            )
        limit = self.max_content_length or 0
        settings = self.settings
        if self.mimetype == JSON:
            message = f"JSON gửi lên dài hơn {limit} byte; hãy tách bớt."
        elif self.mimetype == NDJSON:
            message = f"Lô văn bản dài hơn {limit} byte; hãy chia thành nhiều lô."
        elif self.mimetype == FORM:
            message = (
                f"Biểu mẫu gửi lên dài hơn {limit} byte: một tệp có nhiều nhất {settings.max_file_bytes} byte, "
                f"phần “data” nhiều nhất {settings.max_json_bytes} byte; hãy tách bớt."
            )
        else:
            message = f"Tệp gửi lên lớn hơn {limit} byte; hãy tách bớt."
        return InputTooLarge(message, limit)


def bounded_by(limits: Settings) -> type[BoundedRequest]:
    """The class of requests with these limits."""

    class ConfiguredRequest(BoundedRequest):
        settings = limits

    return ConfiguredRequest
