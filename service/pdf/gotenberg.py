"""A .docx becomes a PDF through a Gotenberg server of the office; only this module knows its interface."""

from __future__ import annotations

import http.client
import logging
import secrets
import time
import urllib.parse

from service.config import WrongSetting
from service.media_types import DOCX
from service.pdf.conversion_queue import QueueFull

_log = logging.getLogger(__name__)

_ROUTE = "/forms/libreoffice/convert"
#: As LibreOffice here is told: for archives, tagged. A version that does not know a field passes over it.
_WANTED = (("pdfa", "PDF/A-2b"), ("pdfua", "true"))
_CHUNK_BYTES = 65_536
_MOST_PDF_BYTES = 100_000_000


def checked(url: str) -> str:
    """``url`` without a final slash; WrongSetting unless it is a plain http(s) address."""
    try:
        parts = urllib.parse.urlsplit(url)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound or parts.username or parts.password or parts.query or parts.fragment:
        # The address is not repeated: someone may have put a password into it.
        raise WrongSetting(
            "The Gotenberg address must look like http://host:3000, without user, query or fragment."
        )
    return url.rstrip("/")


def converted(url: str, docx: bytes, time_limit: float) -> bytes:
    """What the server at ``url`` makes of ``docx``; b"" when it refuses the document.

    Neither a proxy of the environment nor a redirect is followed: the document goes to the set address
    and nowhere else. Raises QueueFull when the server is busy, TimeoutError after ``time_limit``
    seconds, another OSError when it cannot be reached or answers with an error of its own.
    """
    deadline = time.monotonic() + time_limit
    parts = urllib.parse.urlsplit(url)
    made = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = made(parts.hostname or "", parts.port, timeout=time_limit)
    body, media_type = _form(docx)
    try:
        connection.request("POST", parts.path + _ROUTE, body, {"Content-Type": media_type})
        socket = connection.sock
        socket.settimeout(max(0.01, deadline - time.monotonic()))
        with connection.getresponse() as answer:
            if answer.status != 200:
                return _refused(answer.status)
            content = bytearray()
            while chunk := answer.read1(_CHUNK_BYTES):
                content += chunk
                left = deadline - time.monotonic()
                if left <= 0:
                    raise TimeoutError
                if len(content) > _MOST_PDF_BYTES:
                    raise ConnectionError("the answer is too long")
                socket.settimeout(left)
            return bytes(content)
    except http.client.HTTPException as error:
        raise ConnectionError(type(error).__name__) from None
    finally:
        connection.close()


def _refused(status: int) -> bytes:
    _log.error("the Gotenberg server answered %d", status)
    if status in (429, 503):
        raise QueueFull
    if status in (400, 413, 415, 422):
        return b""
    raise ConnectionError(f"status {status}")


def _form(docx: bytes) -> tuple[bytes, str]:
    """A multipart body with the document as its one file and what PDF it is to become, and its media type."""
    boundary = secrets.token_hex(16)
    head = "".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in _WANTED
    )
    head += (
        f"--{boundary}\r\n"
        'Content-Disposition: form-data; name="files"; filename="van-ban.docx"\r\n'
        f"Content-Type: {DOCX}\r\n\r\n"
    )
    tail = f"\r\n--{boundary}--\r\n"
    return head.encode() + docx + tail.encode(), f"multipart/form-data; boundary={boundary}"
