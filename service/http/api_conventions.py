"""What holds for every address of the API: only known parameters, and a preference that is confirmed."""

from __future__ import annotations

from flask import Response, request

from service.errors import UnreadableInput
from service.http import api_input, openapi

#: How many findings a document has that was made and checked at once; only there when that was asked for.
CONFORMANCE_COUNT = "X-Conformance"


def refuse_unknown_parameters() -> None:
    """A parameter that nobody reads was meant to change something. Raises UnreadableInput."""
    if request.method == "OPTIONS":
        return
    rule = str(request.url_rule).replace("<", "{").replace(">", "}")
    known = openapi.query_of("get" if request.method == "HEAD" else request.method, rule)
    for name, values in request.args.lists():
        if name not in known:
            raise UnreadableInput(
                "Địa chỉ này không có tham số đó; hãy xem tài liệu ở /docs.", name
            )
        if len(values) > 1:
            raise UnreadableInput("Tham số này được ghi hai lần; hãy bỏ bớt.", name)


def confirm_preference(answer: Response) -> Response:
    """Tell what was done of what the caller preferred."""
    applied = []
    if request.method == "POST" and api_input.is_strict():
        applied.append(api_input.STRICT)
    if CONFORMANCE_COUNT in answer.headers:
        applied.append(api_input.CONFORMANCE)
    if applied:
        answer.headers["Preference-Applied"] = ", ".join(applied)
        answer.vary.add("Prefer")
    return answer
