"""``vanban conform``: any Word files held against the decree, told as lines, JSON or SARIF, and mended where it is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from service import checked_documents, documents
from service.cli import exits, files, reports
from service.cli import services as cli_services
from service.conformance import checking, public_form
from service.conformance.converting import Converted
from service.conformance.findings import Finding, Report, Where
from service.conformance.fixing import Mended
from service.conformance.writing import conversions, plan_words, words
from service.conformance.writing.sarif import sarif
from service.errors import UnsupportedMedia, VanbanError
from service.pipeline import Services
from service.untrusted import isolation

_FILE = click.Path(exists=True, dir_okay=False, allow_dash=True)
_SEVERITIES = {"error": "lỗi", "warning": "cảnh báo", "info": "gợi ý"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the options ask for: ``mended`` and ``converted`` are where files go, None where none are written.

    ``plan``: what mending would change is told instead of what is found.
    """

    slug: str | None
    strict: bool
    form: str
    mended: str | None
    tracked: bool
    converted: str | None = None
    plan: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """One file with what was found in it (in its mended copy where one was made), or with why it was not checked.

    ``planned`` is what mending would make of it, where that was asked.
    """

    name: str
    size: int = 0
    report: Report | None = None
    before: int = 0
    converted: Converted | None = None
    planned: Mended | None = None
    error: VanbanError | None = None


@click.command()
@click.argument("sources", metavar="FILE...", nargs=-1, required=True, type=_FILE)
@click.option(
    "--type", "slug", type=click.Choice([*documents.TYPES]), help="What FILE is, if known."
)
@click.option("--fix", metavar="OUT", help="Write FILE mended to OUT; of several into this folder.")
@click.option("--plan", is_flag=True, help="List what --fix would change, and write no file.")
@click.option("--tracked", is_flag=True, help="With --fix: as tracked changes of Word.")
@click.option(
    "--to-unicode",
    metavar="OUT",
    help="Instead of a check: write FILE to OUT with its TCVN3 and VNI letters in Unicode.",
)
@click.option("--sarif", "form", flag_value="sarif", help="Report as SARIF 2.1.0.")
@click.option("--json", "form", flag_value="json", help="Report as one JSON object.")
@click.option("--strict", is_flag=True, help="Warnings are errors.")
def conform(
    sources: tuple[str, ...],
    slug: str | None,
    fix: str | None,
    plan: bool,
    tracked: bool,
    to_unicode: str | None,
    form: str | None,
    strict: bool,
) -> None:
    """Check Word files of anybody's against the decree: any FILE.docx, made here or not.

    Writes what was found to standard output. With --fix what can be mended is mended, not one character changed, and what
    is left is written; --plan lists beforehand what that changes. --to-unicode does nothing but that, and lists every text that is another then.
    """
    target = fix if to_unicode is None else to_unicode
    if tracked and fix is None:
        raise click.UsageError("--tracked goes with --fix.")
    if to_unicode is not None and (fix is not None or form == "sarif"):
        raise click.UsageError("--to-unicode goes neither with --fix nor with --sarif.")
    if plan and (target is not None or form == "sarif"):
        raise click.UsageError("--plan goes neither with --fix, --to-unicode nor --sarif.")
    if target == files.STREAM:
        raise click.UsageError("Say a FILE to write: standard output has what was found.")
    if target is not None and len(sources) > 1 and not Path(target).is_dir():
        raise click.UsageError("Several files are written into a folder that is there.")
    if target is not None and len({Path(source).stem for source in sources}) < len(sources):
        raise click.UsageError("Two files of one name would be written into one.")
    context = click.get_current_context()
    context.meta[reports.AS_JSON] = form == "json"
    context.exit(
        _run(sources, Wanted(slug, strict, form or "lines", fix, tracked, to_unicode, plan))
    )


def _run(sources: Sequence[str], wanted: Wanted) -> int:
    """Check the files, one after the other; the exit code. A file that cannot be read keeps no other from being checked."""
    services = cli_services.build()
    checked = [_checked(services, source, wanted) for source in sources]
    click.echo(_written(checked, wanted), nl=False)
    for one in checked:
        if one.error is not None:
            click.echo(reports.named(one.name, [str(one.error)]), nl=False, err=True)
    failed = [exits.code_of(one.error) for one in checked if one.error is not None]
    if failed:
        return max(failed)
    counted = {"error", "warning"} if wanted.strict else {"error"}
    found = any(finding.severity in counted for one in checked for finding in _findings(one))
    return exits.VIOLATIONS if found else 0


def _checked(services: Services, source: str, wanted: Wanted) -> Checked:
    name = "stdin.docx" if source == files.STREAM else source
    try:
        ending = ".docx" if source == files.STREAM else None
        upload = files.received(services, source, ending, None, None)
        if upload.file_format != "docx":
            raise UnsupportedMedia("Chỉ nhận văn bản Word.")
        if wanted.converted is not None:
            converted = checked_documents.convert(upload.body)
            files.write(wanted.converted, converted.content, Path(name).stem + ".docx")
            return Checked(name, converted=converted)
        if wanted.plan:
            planned = checked_documents.mend(upload.body, wanted.slug)
            return Checked(name, len(upload.body), planned.before, planned=planned)
        if wanted.mended is None:
            report = isolation.run(checking.check, upload.body, type=wanted.slug)
            return Checked(name, len(upload.body), report)
        mended = checked_documents.mend(upload.body, wanted.slug, tracked=wanted.tracked)
        files.write(wanted.mended, mended.content, Path(name).stem + ".docx")
        return Checked(name, len(mended.content), mended.after, len(mended.before.findings))
    except VanbanError as error:
        return Checked(name, error=error)


def _findings(one: Checked) -> tuple[Finding, ...]:
    return () if one.report is None else one.report.findings


# --- what is said ---------------------------------------------------------------------------------


def _written(checked: Sequence[Checked], wanted: Wanted) -> bytes:
    if wanted.form == "lines":
        return b"".join(reports.named(one.name, list(_lines(one))) for one in checked)
    if wanted.form == "sarif":
        logs = [sarif(one.report, Path(one.name).name, one.size) for one in checked if one.report]
        runs = [run for log in logs for run in log["runs"]]
        return reports.as_json({**logs[0], "runs": runs}) if logs else b""
    return reports.as_json({"files": [_as_json(one) for one in checked]})


def _as_json(one: Checked) -> dict[str, Any]:
    if one.converted is not None:
        return {"file": one.name, **conversions.as_json(one.converted)}
    if one.planned is not None:
        return {"file": one.name, **public_form.plan_as_json(one.planned)}
    if one.report is None:
        return {"file": one.name, **(reports.of_error(one.error) if one.error else {})}
    return {"file": one.name, **public_form.as_json(one.report)}


def _lines(one: Checked) -> Iterator[str]:
    """A line for each finding, as its reader meets them, or for each planned change; of a mended file how many were found before."""
    if one.converted is not None:
        for run in one.converted.runs:
            yield f"{words.place(Where(run.part, run.paragraph))}: “{run.before}” → “{run.after}” ({run.font})"
        if one.converted.left:
            yield f"còn {one.converted.left} ký hiệu chèn bằng phông cũ"
    if one.planned is not None:
        yield from _planned(one.planned)
        return
    if one.report is None:
        return
    if one.before:
        yield f"trước khi sửa có {one.before} chỗ, còn {len(one.report.findings)} chỗ"
    for numbered in words.numbered(one.report.findings):
        found = numbered.finding
        more = f", và {len(found.also)} chỗ khác" if found.also else ""
        place = f"{words.place(found.where)}{more}"
        yield f"{place}: {_SEVERITIES[found.severity]} [{found.rule}] {found.message} ({found.clause})"


def _planned(mended: Mended) -> Iterator[str]:
    for line in plan_words.lines(mended.steps):
        yield f"{line.where}: {line.what}: {line.before} → {line.after} ({line.clause})"
    yield f"đang có {len(mended.before.findings)} chỗ, sửa thì còn {len(mended.after.findings)} chỗ"
