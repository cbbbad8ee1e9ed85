"""The page of the office's profile: shown, checked, opened from a file, saved as a file, chosen among those installed.

Nothing is kept here. A browser keeps its own profile (``static/form/profile.js``); which installed one a browser
works with says a cookie that holds nothing but its name.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, redirect, request, url_for

from service import profiles, uploads
from service.documents.document_type import DocumentType, Review
from service.errors import InputTooLarge, UnknownProfile, UnreadableInput, VanbanError
from service.http import attachments
from service.http.pages import bases, page_answers, profile_form, row_edits, violation_links
from service.http.pages.posted_input import fields
from service.pipeline import Services
from service.untrusted.strict_json import read_json

#: Names the values of a form that the script took from the profile of the browser and that nobody touched since.
FROM_PROFILE = "from_profile"
#: Names the installed profile that this browser works with.
COOKIE = "ho-so"
_YEAR_SECONDS = 365 * 24 * 3600
_SOUND = "Hồ sơ không có lỗi."
_OPENED = "Đã mở hồ sơ từ tệp. Hãy xem lại rồi bấm lưu."


def chosen(services: Services) -> profiles.Profile | None:
    """The installed profile that forms are filled from: the one the browser names, else the only one."""
    installed = services.profiles
    found = installed.get(request.cookies.get(COOKIE, ""))
    if found is None and len(installed.profiles) == 1:
        (found,) = installed.profiles.values()
    return found


def show_profile(services: Services) -> Response:
    """The page, blank or with the installed profile that ``?xem=`` names. Raises UnknownProfile."""
    name = request.args.get("xem", "")
    found = services.profiles.get(name)
    if name and found is None:
        raise UnknownProfile("Không có hồ sơ cơ quan nào tên như vậy.")
    return _page(services, found.data if found else {}, fresh=not name)


def edit_profile(services: Services) -> Response:
    """The page with a row more, less or moved, with bases of the catalogue, or with whatever is wrong with it."""
    action, _, target = request.form.get("do", "check").partition(":")
    if action in row_edits.ACTIONS or action == "draw":
        form = profile_form.parse(fields(), keep_blank=True)
        data, place = form.data, form.place(target)
        if action in row_edits.ACTIONS:
            data = row_edits.edited(data, action, place)
        return _page(services, data, focus=row_edits.focus(action, place))
    data = profile_form.parse(fields()).data
    reviewed = profiles.review(data, services.reference, services.limits)
    notice = "" if reviewed.violations else _SOUND
    return _page(services, data, reviewed, notice=notice, saved=action == "save")


def save_profile(_: Services) -> Response:
    """The profile as a file, which opens here and in any other browser, and which can be installed as it is."""
    data = profile_form.parse(fields()).data
    organ = (data.get("organ") or {}).get("organ_name")
    name = " - ".join(filter(None, ("Hồ sơ cơ quan", " ".join(str(organ or "").split()))))
    return attachments.data_file(data, "ho-so-co-quan.json", f"{name}.json")


def open_profile(services: Services) -> Response | tuple[Response, int]:
    try:
        data = _uploaded(services)
    except (UnreadableInput, InputTooLarge) as error:
        return _page(services, {}, refusal=error), 422
    reviewed = profiles.review(data, services.reference, services.limits)
    return _page(services, data, reviewed, notice=_OPENED)


def choose_profile(services: Services) -> Response:
    """Work with an installed profile from here on. Raises UnknownProfile."""
    name = request.form.get("name", "")
    if services.profiles.get(name) is None:
        raise UnknownProfile("Không có hồ sơ cơ quan nào tên như vậy.")
    answer = redirect(url_for("web.start"), 303)
    answer.set_cookie(
        COOKIE, name, max_age=_YEAR_SECONDS, httponly=True, samesite="Lax", secure=request.is_secure
    )
    return answer  # type: ignore[return-value]


def above_form(services: Services, document_type: DocumentType, data: Any) -> dict[str, Any]:
    """What ``profile_line.html`` prints: whose document it is, and who else may sign it."""
    name, listed = _signers(services, document_type)
    signer = data.get(name) if isinstance(data, Mapping) else None
    return {
        "words": profile_form.words(data),
        "words_of_organ": profile_form.organ_words(data),
        "places": profiles.places(document_type),
        "signers": [(profile_form.signer_words(one), one == signer) for one in listed],
    }


def signed_by(services: Services, document_type: DocumentType, data: Any) -> Any:
    """An input with another signer of the installed profile."""
    name, listed = _signers(services, document_type)
    place = request.form.get("signer", type=int)
    if place is None or not 0 <= place < len(listed):
        return data
    return {**data, name: listed[place]}


def _signers(services: Services, document_type: DocumentType) -> tuple[str, list[Any]]:
    """What a type calls its one signer ("" where it has several or none), and those whom the installed profile has."""
    places = profiles.places(document_type)
    name = next((name for name, place in places.items() if place == "one_of_several"), "")
    found = chosen(services)
    return name, (found.data.get(f"{name}s") or []) if found and name else []


def without_profile(
    services: Services, document_type: DocumentType, typed: Any
) -> tuple[Any, dict[str, list[Any]]]:
    """What stands in a form: what somebody typed, and offers of what came from a profile and nobody touched.

    A text that is read into the form goes before the profile; what it does not say the profile says again.
    """
    if not isinstance(typed, dict):
        return typed, {}
    found = chosen(services)
    names = set(request.form.get(FROM_PROFILE, "").split())
    names |= profiles.taken_from(document_type, typed, found.data) if found else set()
    untouched = {name: [value] for name, value in typed.items() if name in names}
    return {name: value for name, value in typed.items() if name not in names}, untouched


def completed(services: Services, document_type: DocumentType, data: Any) -> Any:
    """What was read from a file as a document of its own, with what the installed profile says of the office."""
    found = chosen(services)
    if found is None or not isinstance(data, dict):
        return data
    return profiles.filled(document_type, data, found.data, as_offered=True)


@dataclass(frozen=True, slots=True)
class Rememberable:
    """What a finished document says that the profile does not say yet, and the whole of it as inputs."""

    values: list[profile_form.Remembered]
    pairs: str


def remembered(services: Services, document_type: DocumentType, data: Any) -> Rememberable:
    """What ``profile_remember.html`` offers to remember."""
    found = chosen(services)
    values = profile_form.remembered(document_type, data, found.data if found else None)
    pairs = profile_form.pairs(profiles.remembered(document_type, data))
    return Rememberable(values, json.dumps([pair for pair in pairs if pair[1]], ensure_ascii=False))


def _uploaded(services: Services) -> Any:
    file = request.files.get("file")
    if file is None or not file.filename:
        raise UnreadableInput("Chưa chọn tệp nào; hãy chọn tệp rồi bấm lại.")
    body = uploads.bounded("Tệp", file.read(), services.settings.max_json_bytes)
    data = read_json(body)
    if not isinstance(data, dict) or not data.keys() & profiles.SCHEMA.fields.keys():
        raise UnreadableInput(
            "Tệp này không phải hồ sơ cơ quan; hãy chọn tệp đã tải bằng nút “Tải hồ sơ về”."
        )
    return data


def _page(
    services: Services,
    data: Any,
    reviewed: Review | None = None,
    *,
    fresh: bool = False,
    refusal: VanbanError | None = None,
    **notices: Any,
) -> Response:
    found = violation_links.in_page_words(reviewed.violations if reviewed else ())
    catalogue = services.reference.catalogue
    sections = profile_form.sections(data, found)
    return page_answers.page(
        "profile.html",
        422 if reviewed and reviewed.errors else 200,
        sections=sections,
        templates=profile_form.blank_rows(),
        violations=found,
        installed=list(services.profiles.profiles.values()),
        chosen=chosen(services),
        offers=bases.Offers(catalogue, services.reference.today),
        as_of=catalogue.as_of,
        fresh=fresh,
        refusal=refusal,
        **notices,
    )
