"""The settings of the environment become the services that a command works with."""

from __future__ import annotations

import click

from service import config, pipeline
from service.pipeline import Services


def build() -> Services:
    """The services with the data pack of today. Raises click.UsageError for a wrong setting."""
    try:
        return pipeline.build_services(config.load()).as_of_now()
    except config.WrongSetting as wrong:
        raise click.UsageError(str(wrong)) from None
