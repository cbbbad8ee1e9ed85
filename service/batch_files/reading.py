"""Files become items: each by what its name says it is, within its bounds before anything is built of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from service import intake, pipeline, profiles, revision, uploads
from service.batch_files import archive
from service.batch_files.item import BatchItem
from service.batch_files.names import Names
from service.documents.document_type import DocumentType
from service.errors import InputTooLarge, UnreadableInput, VanbanError, Violation
from service.intake import ParsedInput
from service.pipeline import Services
from service.profiles import Profile
from service.untrusted import json_pieces
from service.untrusted.strict_json import read_json
from service.workbook import LeftOut

_LABEL = "Tệp"
NOT_READ = "not_read"
_MOST_SHEETS = 250
_OF_SYSTEM = "Không được lấy: tệp do hệ điều hành hoặc Word, Excel thêm vào."
_ARCHIVE, _LINES = (".zip",), (".ndjson", ".jsonl")
#: What may come as a whole batch; the files of an archive have one of the others.
ENDINGS = (*_ARCHIVE, *_LINES, *intake.FORMATS)


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was sent or named: ``called`` stands before the names of what is in it, "" for the only one.

    ``fault`` says why its bytes could not be had.
    """

    name: str
    body: bytes
    called: str = ""
    fault: str = ""


def read(
    services: Services,
    document_type: DocumentType,
    sources: Iterable[Source],
    profile: Profile | None = None,
) -> Iterator[BatchItem]:
    """The items of files, one by one, under names of their own. Raises nothing that is wrong with a file.

    What an input does not say is taken from ``profile``; a document of ours says all it has to.
    """
    reader, names = _Reader(services, document_type, profile), Names()
    for source in sources:
        for item in reader.items(source):
            yield replace(item, id=names.given(item.id))


class _Reader:
    def __init__(
        self, services: Services, document_type: DocumentType, profile: Profile | None
    ) -> None:
        self._services, self._type, self._profile = services, document_type, profile
        self._settings = services.settings

    def items(self, source: Source) -> Iterator[BatchItem]:
        ending = "." + source.name.lower().rpartition(".")[2]
        kinds = {**dict.fromkeys(_ARCHIVE, self._archive), **dict.fromkeys(_LINES, self._lines)}
        if archive.is_of_system(source.called or source.name):
            yield _of_system(source.called or source.name)
            return
        try:
            if source.fault:
                raise UnreadableInput(source.fault)
            _whole(source.body, self._settings.batch_bytes)
            yield from kinds.get(ending, self._file)(source)
        except uploads.REFUSALS as refused:
            yield _refused(source.called or source.name, refused)

    def _archive(self, source: Source) -> Iterator[BatchItem]:
        lead = f"{source.called}, " if source.called else ""
        for entry in archive.entries(source.body, self._settings):
            called = lead + entry.name
            if archive.is_of_system(entry.name):
                yield _of_system(called)
                continue
            try:
                yield from self._file(Source(entry.name, self._content(entry), called))
            except uploads.REFUSALS as refused:
                yield _refused(called, refused)

    def _content(self, entry: archive.Entry) -> bytes:
        """The bytes of an entry that may be taken; nothing else is unpacked."""
        limit = uploads.limit_of(uploads.format_of(entry.name), self._settings)
        return entry.read(limit)

    def _file(self, source: Source) -> Iterator[BatchItem]:
        file_format = uploads.format_of(source.name, endings=ENDINGS)
        uploads.bounded("Tệp", source.body, uploads.limit_of(file_format, self._settings))
        reads: dict[intake.Format, Callable[[Source], Iterable[BatchItem]]] = {
            "json": self._json, "docx": self._document, "workbook": self._workbook,
        }  # fmt: skip
        yield from reads[file_format](source)

    def _json(self, source: Source) -> Iterator[BatchItem]:
        data = read_json(source.body)
        item = BatchItem(
            source.called or source.name, ParsedInput(data), text=_one_line(source.body)
        )
        yield self._filled(item)

    def _document(self, source: Source) -> Iterator[BatchItem]:
        parsed = intake.read(source.body, "docx", self._type)
        # What was changed in Word is seen here, where the text is: an item carries its input alone.
        found = pipeline.review(self._services, self._type, parsed).violations
        changes = tuple(violation for violation in found if violation.code in revision.CODES)
        made = ParsedInput(parsed.data, violations=changes)
        yield _waiting(BatchItem(source.called or source.name, made))

    def _workbook(self, source: Source) -> Iterator[BatchItem]:
        file = uploads.workbook_file(self._settings, source.name)
        # Each may be a document; all of them together have the bounds of one workbook.
        file = replace(file, limits=replace(file.limits, max_sheets=_MOST_SHEETS))
        lead = f"{source.called}, " if source.called else ""
        for row in intake.documents_of_workbook(source.body, self._type, file):
            called = lead + row.name if row.name else source.called or source.name
            if isinstance(row, LeftOut):
                yield BatchItem(called, None, (row.violation,), is_document=False)
            else:
                parsed = ParsedInput(row.data, row.cells, row.violations)
                yield self._filled(BatchItem(called, parsed))

    def _lines(self, source: Source) -> Iterator[BatchItem]:
        lead = f"{source.called}, " if source.called else ""
        for number, line in enumerate(source.body.split(b"\n"), 1):
            if not line.strip(b"\r\t \xef\xbb\xbf"):
                continue
            try:
                uploads.bounded(f"Dòng {number}", line, self._settings.max_json_bytes)
                yield self._filled(_of_line(line, lead, f"{lead}dòng {number}"))
            except uploads.REFUSALS as refused:
                yield _refused(f"{lead}dòng {number}", refused)

    def _filled(self, item: BatchItem) -> BatchItem:
        if self._profile is not None and item.parsed is not None:
            data = profiles.filled(self._type, item.parsed.data, self._profile.data)
            item = replace(item, parsed=replace(item.parsed, data=data), text="")
        return _waiting(item)


def _whole(body: bytes, most: int) -> None:
    """Raises InputTooLarge: of a longer file whoever opened it read no more than one byte above ``most``."""
    if len(body) > most:
        raise InputTooLarge(f"Tệp dài hơn {most} byte; hãy chia thành nhiều tệp.", most)


def _of_line(line: bytes, lead: str, called: str) -> BatchItem:
    """``{id, input}`` as in a batch of the API, or the input itself."""
    data, text = read_json(line), _one_line(line)
    if not isinstance(data, dict) or data.keys() != {"id", "input"} or not data["id"]:
        return BatchItem(called, ParsedInput(data), text=text)
    start = next(start for name, start in json_pieces.members(text) if name == "input")
    return BatchItem(
        lead + str(data["id"]), ParsedInput(data["input"]), text=json_pieces.piece(text, start)
    )


def _one_line(body: bytes) -> str:
    return json_pieces.in_one_line(body.decode("utf-8-sig")).strip()


def _waiting(item: BatchItem) -> BatchItem:
    """The item, if the line by which it waits can be read again: that is a level deeper than the input alone."""
    try:
        read_json(item.as_line())
    except UnreadableInput as refused:
        # Its place is one of the line, which nobody wrote.
        return _refused(item.id, UnreadableInput(str(refused)))
    return item


def _refused(called: str, error: VanbanError) -> BatchItem:
    where = f" ({error.where})" if isinstance(error, UnreadableInput) and error.where else ""
    return BatchItem(called, None, (Violation("", _LABEL, NOT_READ, f"{error}{where}"),))


def _of_system(called: str) -> BatchItem:
    violation = Violation("", _LABEL, NOT_READ, _OF_SYSTEM, "warning")
    return BatchItem(called, None, (violation,), is_document=False, is_of_system=True)
