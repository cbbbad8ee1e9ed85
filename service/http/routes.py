"""Views are plain functions in tables of routes; here each gets what it works with.

A view takes the services as they are when its request begins, with one data pack for all of it, and at an address with a slug the document type that it names: the slug is looked up
here, once for a request. Any other part of an address it takes as it is, by its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeAlias

from flask import Blueprint
from flask.typing import ResponseReturnValue

from service import documents
from service.pipeline import Services

View: TypeAlias = Callable[..., ResponseReturnValue]
#: The rule of an address, its method, and the view that answers it; the endpoint is the view's name.
Route: TypeAlias = tuple[str, str, View]


def add(blueprint: Blueprint, services: Services, routes: Iterable[Route]) -> None:
    """Register the routes with their views bound to ``services``."""
    for rule, method, view in routes:
        blueprint.add_url_rule(rule, view.__name__, _bound(view, services), methods=[method])


def given(found: object, view: View) -> View:
    """A view with something else that it works with, before the services."""
    bound = partial(view, found)
    bound.__name__ = view.__name__  # type: ignore[attr-defined]
    return bound


def _bound(view: View, services: Services) -> View:
    def call(slug: str | None = None, **parts: str) -> ResponseReturnValue:
        """Raises UnknownDocumentType for a slug that is none."""
        named = () if slug is None else (documents.get(slug),)
        return view(services.as_of_now(), *named, **parts)

    return call
