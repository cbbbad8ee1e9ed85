"""A .docx becomes a PDF, a .doc or .odt a .docx; only this package starts LibreOffice, talks to Gotenberg and knows subprocess.

What a conversion leaves behind is the file asked for and nothing else: no text in a log, no file, no process.
"""

from __future__ import annotations

import contextlib
import logging
import math
import time
from collections.abc import Callable
from pathlib import Path

from service.errors import (
    ConversionFailed,
    ConverterBusy,
    ConverterMissing,
    InputTooLarge,
    UnreadableInput,
    UnsupportedMedia,
)
from service.pdf import clock, conversion_queue, gotenberg, libreoffice, old_texts
from service.pdf.libreoffice_copy import for_libreoffice

__all__ = ["OLD_TEXTS", "Converter", "for_libreoffice"]

#: How the names of files end that ``Converter.to_docx`` reads, with their media types.
OLD_TEXTS = old_texts.ENDINGS

_log = logging.getLogger(__name__)

_OTHER_WAY = "hãy tải tệp Word (.docx), mở bằng Word và lưu thành PDF"
#: What a run is thought to take until one has been seen, in seconds.
_FIRST_GUESS_SECONDS = 3.0
#: An old text is read in two or three seconds; one that takes longer would only hold up those who wait behind it.
_MOST_READING_SECONDS = 15.0


class Converter:
    """Turns documents into PDF, at most ``parallel`` at a time with ``queue`` more waiting in order.

    Made once per process, before or after a fork: it keeps nothing open. The bounds hold for all
    processes of one user that share ``folder``. ``time_limit_seconds`` bounds a run and, apart from
    it, the waiting, so an answer takes at most twice as long. With a ``gotenberg_url`` no LibreOffice
    is started here.
    """

    def __init__(
        self,
        soffice: Path | None = None,
        gotenberg_url: str | None = None,
        *,
        time_limit_seconds: float = 25,
        queue: int = 4,
        parallel: int = 1,
        folder: Path | None = None,
    ) -> None:
        """``soffice`` None looks for an installed LibreOffice; ``folder`` None is one per user in memory.

        Sweeps away what killed runs left. Raises WrongSetting when the URL cannot be used.
        """
        self._url = None if gotenberg_url is None else gotenberg.checked(gotenberg_url)
        self._soffice = soffice or libreoffice.installed()
        self._time_limit = time_limit_seconds
        self._queue = conversion_queue.ConversionQueue(
            folder or conversion_queue.default_folder(), parallel, queue, libreoffice.discard
        )
        self._seconds = _FIRST_GUESS_SECONDS
        if self.available:
            # A folder that cannot be used is reported to whoever asks for a PDF; the service starts without.
            with contextlib.suppress(OSError):
                self._queue.sweep()
            self._log_obstacle()

    @property
    def available(self) -> bool:
        """Whether a PDF can be asked for: Gotenberg is configured, or LibreOffice is there now."""
        return self._url is not None or self.reads_old_texts

    def to_pdf(self, docx: bytes, *, leaves_room: bool = False, foreign: bool = False) -> bytes:
        """The bytes of a .docx -> the bytes of a tagged PDF/A-2b that holds no clock and no random number.

        ``leaves_room`` is for what is asked for again and again: it takes no place in the second half of the queue.
        ``foreign`` is for a document that was sent and not made here: it gets less memory.

        Raises ConverterMissing; ConverterBusy when the queue is full or does not move in time;
        ConversionFailed when no PDF came out.
        """
        if not self.available:
            raise ConverterMissing(f"Máy chủ chưa có phần chuyển sang PDF; {_OTHER_WAY}.")
        conversion = libreoffice.FOREIGN_TO_PDF if foreign else libreoffice.TO_PDF
        return self._in_turn(
            lambda slot: self._converted(docx, slot, conversion),
            "sang PDF",
            _OTHER_WAY,
            leaves_room=leaves_room,
        )

    @property
    def reads_old_texts(self) -> bool:
        """Whether ``to_docx`` can be asked for: LibreOffice is there now."""
        return self._soffice is not None and libreoffice.usable(self._soffice)

    def to_docx(self, content: bytes, before: Callable[[], None] = lambda: None) -> bytes:
        """The bytes of a .doc, .rtf or .odt -> those of a .docx with the same text; a .docx comes back as it is.

        ``before`` is called where waiting for the converter begins.

        Raises UnreadableInput for anything else, and for a file that LibreOffice cannot read; InputTooLarge; UnsupportedMedia
        without LibreOffice; ConverterBusy and ConversionFailed as ``to_pdf`` does.
        """
        conversion = old_texts.conversion_of(content)
        if conversion is None:
            return content
        soffice = self._soffice
        if soffice is None or not self.reads_old_texts:
            raise UnsupportedMedia(
                f"Máy chủ này chưa có LibreOffice nên chưa đọc được tệp .doc, .odt, .rtf; {old_texts.OTHER_WAY}."
            )

        text = old_texts.for_libreoffice(content, conversion)

        limit = min(self._time_limit, _MOST_READING_SECONDS)

        def convert(slot: conversion_queue.Slot) -> bytes:
            with slot.folder() as folder:
                return libreoffice.converted(soffice, text, folder, slot.lock, limit, conversion)

        before()

        docx = self._in_turn(convert, "tệp này sang .docx", old_texts.OTHER_WAY, limit=limit)
        if len(docx) > old_texts.MOST_BYTES:
            raise InputTooLarge(
                f"Văn bản trong tệp này quá lớn; {old_texts.OTHER_WAY}.", old_texts.MOST_BYTES
            )
        if not docx.startswith(old_texts.ZIP):
            raise UnreadableInput(
                f"Không đọc được tệp này, có thể do tệp có mật khẩu hoặc bị hỏng; {old_texts.OTHER_WAY}."
            )
        return docx

    def _in_turn(
        self,
        convert: Callable[[conversion_queue.Slot], bytes],
        what: str,
        other_way: str,
        *,
        limit: float | None = None,
        leaves_room: bool = False,
    ) -> bytes:
        """What ``convert`` makes, in at most ``limit`` seconds, when its turn has come; ``what`` says it where it fails."""
        try:
            with self._queue.turn(self._time_limit, leaves_room=leaves_room) as slot:
                return convert(slot)
        except conversion_queue.QueueFull:
            if not leaves_room:
                _log.warning("conversion refused: the line is full")
            raise self._busy(other_way) from None
        except TimeoutError:
            stopped = self._time_limit if limit is None else limit
            _log.error("conversion stopped at its time limit of %g s", stopped)
            raise ConversionFailed(
                f"Chuyển {what} quá {stopped:g} giây chưa xong nên đã dừng; {other_way}."
            ) from None
        except OSError as error:
            # An OSError's own text may hold a path; its number says enough.
            _log.error("conversion impossible: %s, errno %s", type(error).__name__, error.errno)
            raise ConversionFailed(
                f"Máy chủ đang không chuyển được {what}; hãy báo người quản trị, trong lúc chờ {other_way}."
            ) from None

    def _converted(
        self, docx: bytes, slot: conversion_queue.Slot, conversion: libreoffice.Conversion
    ) -> bytes:
        started = time.monotonic()
        if self._url is not None:
            pdf = gotenberg.converted(self._url, docx, self._time_limit)
        else:
            assert self._soffice is not None  # noqa: S101 - it is available
            with slot.folder() as folder:
                pdf = libreoffice.converted(
                    self._soffice, docx, folder, slot.lock, self._time_limit, conversion
                )
        self._seconds = time.monotonic() - started
        if not pdf.startswith(b"%PDF-") or b"%%EOF" not in pdf[-1024:]:
            _log.error("conversion gave %d bytes that are no PDF", len(pdf))
            self._log_obstacle()
            raise ConversionFailed(
                f"Phần chuyển sang PDF không tạo được tệp PDF từ văn bản này; {_OTHER_WAY}."
            )
        _log.info("converted %d bytes to %d in %.2f s", len(docx), len(pdf), self._seconds)
        return clock.without_clock(pdf)

    def _log_obstacle(self) -> None:
        obstacle = "" if self._url is not None else libreoffice.obstacle()
        if obstacle:
            _log.error("%s", obstacle)

    def _busy(self, other_way: str) -> ConverterBusy:
        ahead = math.ceil((self._queue.queue + 1) / self._queue.parallel)
        seconds = max(1, math.ceil(ahead * self._seconds))
        return ConverterBusy(
            f"Đang có nhiều văn bản chờ chuyển đổi; hãy thử lại sau {seconds} giây, hoặc {other_way}.",
            retry_after=seconds,
        )
