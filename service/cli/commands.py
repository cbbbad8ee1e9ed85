"""``vanban make|check|read|batch``: each reads an input, calls the line, and gives what came of it."""

from __future__ import annotations

import functools
import logging
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from service import __version__, answers, batch_files, documents, pipeline, system_errors
from service.cli import batches, conformance, data_packs, exits, files, reports
from service.cli import services as cli_services
from service.documents.document_type import DocumentType
from service.errors import ConverterMissing, VanbanError
from service.jobs import making
from service.pipeline import Services
from service.profiles import Profile
from service.telemetry import logs
from service.uploads import Upload

_FILE = click.Path(exists=True, dir_okay=False, allow_dash=True)
_INPUTS = click.Path(exists=True, path_type=Path)
_ENDINGS = click.Choice([ending.removeprefix(".") for ending in files.ENDINGS])

Command = Callable[..., None]
Decorator = Callable[[Command], Command]


_TYPE: Decorator = click.argument("slug", metavar="TYPE", type=click.Choice([*documents.TYPES]))
_strict: Decorator = click.option("--strict", is_flag=True, help="Warnings are errors.")
_as_json: Decorator = click.option(
    "--json", "as_json", is_flag=True, help="Report as one JSON object."
)
_as_pdf: Decorator = click.option(
    "--pdf", "as_pdf", is_flag=True, help="PDF, where LibreOffice is installed; a batch has both."
)


class _Reporting(click.Group):
    """The commands; what fails in one of them is reported and decides the exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except VanbanError as error:
            _report(reports.of_error(error), reports.error_lines(error), ctx)
            ctx.exit(exits.code_of(error))
        except OSError as error:
            click.echo(
                f"vanban: {error.filename or 'output'}: {system_errors.in_words(error)}", err=True
            )
            ctx.exit(exits.FAILED)
        except KeyboardInterrupt:
            ctx.exit(exits.INTERRUPTED)


@click.group(cls=_Reporting, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="vanban")
@click.option("--log", is_flag=True, help="Write the log to standard error, one JSON a line.")
def vanban(log: bool) -> None:
    """Make, check and read Vietnamese administrative documents (Nghị định 30/2020/NĐ-CP).

    Needs no server and sends nothing anywhere; settings are the same VANBAN_… variables.

    Exit codes: 0 done; 1 the input has errors; 2 wrong use; 3 the file cannot be read; 4 it failed, and nothing was
    written; 130 interrupted.
    """
    if log:
        logs.set_up()
    else:
        logging.getLogger().addHandler(logging.NullHandler())


vanban.add_command(data_packs.data)
vanban.add_command(data_packs.law)
vanban.add_command(conformance.conform)


def _takes_input(command: Command) -> Command:
    """A command's arguments become services, a document type and an upload; other options reach it as they are."""

    @_TYPE
    @click.argument("source", metavar="[FILE]", type=_FILE, default=files.STREAM)
    @click.option("--as", "ending", type=_ENDINGS, help="What FILE is, when its name does not say.")
    @click.option("--data", type=_FILE, help="JSON for what a workbook with lists does not hold.")
    @click.option("--mapping", type=_FILE, help="JSON that corrects how a workbook is read.")
    @_strict
    @_as_json
    @functools.wraps(command)
    def taking(
        slug: str,
        source: str,
        ending: str | None,
        data: str | None,
        mapping: str | None,
        as_json: bool,
        **options: Any,
    ) -> None:
        click.get_current_context().meta[reports.AS_JSON] = as_json
        services = cli_services.build()
        upload = files.received(services, source, ending and f".{ending}", data, mapping)
        command(services, documents.get(slug), upload, **options)

    return taking


_output: Decorator = click.option(
    "-o",
    "--output",
    metavar="FILE",
    default=files.STREAM,
    help="Where to write; a folder gets a file under the document's own name. Standard output without it.",
)
_profile: Decorator = click.option(
    "--profile", metavar="NAME", default="", help="Fill in from a profile of VANBAN_PROFILES."
)


@vanban.command()
@_takes_input
@_output
@_profile
@_as_pdf
def make(
    services: Services,
    document_type: DocumentType,
    upload: Upload,
    strict: bool,
    output: str,
    profile: str,
    as_pdf: bool,
) -> None:
    """Make a document of TYPE from FILE (JSON, a workbook, or a .docx of ours), or from JSON on standard input.

    What is found in the input goes to standard error.
    """
    if output == files.STREAM and sys.stdout.isatty():
        raise click.UsageError("A document is no text for a terminal: say -o FILE.")
    _need_converter(services, as_pdf)
    parsed = upload.parse(document_type)
    parsed = answers.filled(document_type, parsed, _installed(services, profile))
    made = pipeline.produce(services, document_type, parsed, strict=strict)
    made = pipeline.as_pdf(services, made) if as_pdf else made
    files.write(output, made.content, made.file_name)
    warnings = [violation.as_json() for violation in made.warnings]
    found = {"valid": True, "errors": [], "warnings": warnings}
    answer = {**found, "file_name": made.file_name, "template": made.template}
    _report(answer, reports.as_lines(found))


@vanban.command()
@_takes_input
@_profile
@click.option(
    "--on",
    type=data_packs.DAY,
    metavar="YYYY-MM-DD",
    help="Check as if it were signed on that day.",
)
def check(
    services: Services,
    document_type: DocumentType,
    upload: Upload,
    strict: bool,
    profile: str,
    on: datetime | None,
) -> None:
    """Check an input of TYPE without making a document: FILE, or JSON on standard input.

    Writes what was found to standard output.
    """
    day = on.date() if on else None
    parsed = upload.parse(document_type)
    parsed = answers.filled(document_type, parsed, _installed(services, profile))
    reviewed = pipeline.review(services, document_type, parsed, strict=strict, on=day)
    answer = answers.verdict(services, document_type, reviewed, day)
    _report(answer, reports.as_lines(answer), err=False)
    _end(reviewed.error_count)


@vanban.command()
@_takes_input
@_output
def read(
    services: Services, document_type: DocumentType, upload: Upload, strict: bool, output: str
) -> None:
    """Read the input of TYPE that FILE holds (a workbook or a text document) and write it as JSON.

    What is found in it goes to standard error. With --json the whole account is written instead: input, reading, changes,
    errors and warnings.
    """
    answer, reviewed = answers.held_input(services, document_type, upload, strict=strict)
    whole = click.get_current_context().meta[reports.AS_JSON]
    content = reports.as_json(answer if whole else answer["input"])
    files.write(output, content, f"{document_type.slug}.json")
    if not whole:
        click.echo(reports.as_lines(answer), nl=False, err=True)
    _end(reviewed.error_count)


@vanban.command()
@_TYPE
@click.argument("inputs", metavar="FILE...", nargs=-1, required=True, type=_INPUTS)
@click.option(
    "-o",
    "--output",
    metavar="PLACE",
    required=True,
    help="A folder that is new or empty, or a .zip: the documents under their own names, and manifest.json.",
)
@_strict
@_profile
@_as_json
@_as_pdf
def batch(
    slug: str,
    inputs: tuple[Path, ...],
    output: str,
    strict: bool,
    profile: str,
    as_json: bool,
    as_pdf: bool,
) -> None:
    """Make many documents of TYPE: from files, folders of files, a .zip, .ndjson, or a workbook with a document a row.

    One bad item never stops the others: what is wrong goes to standard error and into the manifest.
    """
    click.get_current_context().meta[reports.AS_JSON] = as_json
    services, target = cli_services.build(), batches.place(output)
    _need_converter(services, as_pdf)
    order = making.Order(documents.get(slug), ("docx", "pdf") if as_pdf else ("docx",), strict)
    settings, tally = services.settings, batches.Tally()
    sources = batches.sources(batches.listed(inputs, target), settings.batch_bytes)
    found = _installed(services, profile)
    with batches.Output(target) as waiting:
        for item in batch_files.read(services, order.document_type, sources, found):
            if item.is_document:
                said, made = making.made(services, order, item)
                waiting.add(item, said, made)
                tally.add(item, said)
            else:
                said = tally.leave(item)
            if not as_json:
                click.echo(reports.item_lines(item.id, said), nl=False, err=True)
        if tally.readable:
            waiting.deliver()
    _report(tally.as_json(), reports.tally_line(tally.made, tally.refused))
    _end_batch(tally)


def _end_batch(tally: batches.Tally) -> None:
    if not tally.readable:
        click.get_current_context().exit(exits.UNREADABLE)
    _end(tally.is_faulty)


def _need_converter(services: Services, as_pdf: bool) -> None:
    if as_pdf and not services.converter.available:
        raise ConverterMissing("Máy này chưa cài bộ chuyển PDF; hãy bỏ --pdf để lấy tệp Word.")


def _installed(services: Services, name: str) -> Profile | None:
    found = services.profiles.get(name)
    if name and found is None:
        raise click.BadParameter("no such profile in VANBAN_PROFILES", param_hint="--profile")
    return found


def _report(
    answer: reports.Answer, lines: bytes, ctx: click.Context | None = None, *, err: bool = True
) -> None:
    """What is said of an input, as JSON or as lines."""
    meta = (ctx or click.get_current_context()).meta
    click.echo(reports.as_json(answer) if meta.get(reports.AS_JSON) else lines, nl=False, err=err)


def _end(errors: int) -> None:
    if errors:
        click.get_current_context().exit(exits.VIOLATIONS)
