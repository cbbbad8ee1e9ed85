"""``vanban data install|show|remove`` and ``vanban law``: the law that is in use, and the one that is to come."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

import click

from service import config, reference
from service.cli import reports
from service.language.wording import figures
from service.reference import pack_file

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group()
def data() -> None:
    """Install and show the data pack: legal bases, award tables, base salaries, provinces, compounds."""


@data.command()
@click.argument("file", metavar="FILE", type=click.File("rb"))
@click.option("--older", is_flag=True, help="Take a pack that is older than the one in use.")
def install(file: IO[bytes], older: bool) -> None:
    """Install a signed data pack (FILE, or "-" for standard input) in VANBAN_PACKS.

    A running service takes it up with its next request.
    """
    store = _store()
    found = store.install(pack_file.read_bounded(file), older=older)
    # A service that was told another folder would never see it.
    click.echo(f"Đã cài gói dữ liệu {found.version} vào {store.folder}.")
    _tell_endings(found)


@data.command()
def show() -> None:
    """Show which data pack is in use, and which texts end without a known successor."""
    store = _store()
    found = store.reference()
    origin = "kèm phần mềm" if found.is_built_in else "đã cài"
    click.echo(f"Gói dữ liệu đang dùng: {found.version} ({origin}; thư mục gói: {store.folder}).")
    if store.problem:
        click.echo(store.problem)
    _tell_endings(found)


@data.command()
def remove() -> None:
    """Remove the installed data pack: the one that came with this release is used again."""
    store = _store()
    if not store.remove():
        click.echo("Chưa cài gói dữ liệu nào.")
        return
    click.echo(f"Đã bỏ gói dữ liệu; dùng lại {store.reference().version} kèm phần mềm.")


@click.command()
@click.option("--on", type=DAY, metavar="YYYY-MM-DD", help="The day; today without it.")
@click.option("--json", "as_json", is_flag=True, help="Write what GET /api/v1/law answers.")
def law(on: datetime | None, as_json: bool) -> None:
    """Show what holds on a day: legal bases, base salary, coefficients."""
    found = _store().reference()
    answer = reference.law_on(found, on.date() if on else found.today)
    if as_json:
        click.echo(reports.as_json(answer), nl=False)
        return
    click.echo("\n".join(_lines(answer)))


def _lines(answer: dict[str, Any]) -> list[str]:
    day = date.fromisoformat(answer["on"])
    lines = [f"Ngày {day:%d/%m/%Y}, theo gói dữ liệu {answer['pack']['version']}. {answer['note']}"]
    lines += [f"! {sentence}" for sentence in answer["endings"]]
    lines += [line for basis in answer["bases"] for line in basis["lines"]]
    salary, table = answer["base_salary"], answer["coefficients"]
    lines.append(
        f"Lương cơ sở: {figures(salary['amount'])} đồng ({salary['decree']})."
        if salary
        else "Lương cơ sở: chưa có trong dữ liệu."
    )
    if table is None:
        return [*lines, "Hệ số tiền thưởng: chưa có trong dữ liệu."]
    lines.append(f"Hệ số tiền thưởng ({table['decree']}):")
    return lines + [
        f"  {row['form_name']}, {reference.RECIPIENT_WORDS[row['recipient']]}: {figures(Decimal(row['value']))}"
        for row in table["rows"]
    ]


def _tell_endings(found: reference.Reference) -> None:
    for ending in found.endings():
        click.echo(ending.sentence)


def _store() -> reference.PackStore:
    try:
        settings = config.load()
        return reference.PackStore(settings.packs_folder, settings.pack_keys, settings.catalogue)
    except (config.WrongSetting, reference.WrongCatalogue) as wrong:
        raise click.UsageError(str(wrong)) from None
