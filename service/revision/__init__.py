"""A document that came back becomes the places where it was changed, and the values that they say.

>>> compared = compare(data, reviewed, read(generated), read(came_back))    # doctest: +SKIP
>>> merged = accept_changes(compared, document_type, review, render)        # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from service.errors import Violation
from service.revision.comparison import Change, Comparison, compare
from service.revision.document_reader import read, read_upload
from service.revision.document_text import Paragraph, Row, Unit
from service.revision.merging import AcceptedValue, Edit, Merged, accept_changes, applied

__all__ = [
    "CODES",
    "AcceptedValue",
    "Change",
    "Comparison",
    "Edit",
    "Merged",
    "Paragraph",
    "Row",
    "Unit",
    "accept_changes",
    "applied",
    "compare",
    "not_compared",
    "other_template",
    "read",
    "read_upload",
    "violations",
]

#: The codes of what is said of a document that came back, beside what is said of its input.
CODES = frozenset({"changed_in_word", "not_compared", "template_changed"})
#: So many places are named one by one; more are counted.
MOST_NAMED = 50

_FIELD = "Nội dung sửa trong Word"
_MESSAGES = {
    "changed": "Chỗ này ({}) đã được sửa trong Word",
    "added": "Chỗ này ({}) đã được thêm trong Word",
    "removed": "Chỗ này ({}) đã bị bỏ trong Word",
}


def violations(left: Sequence[Change]) -> Iterator[Violation]:
    """A warning for every place that a new document will not keep; at most 50, then their count."""
    for change in left[:MOST_NAMED]:
        message = _MESSAGES[change.kind].format(change.where)
        yield Violation(
            "",
            _FIELD,
            "changed_in_word",
            f"{message}; văn bản tạo lại không giữ chỗ đó, hãy nhập lại vào dữ liệu nếu cần.",
            "warning",
            {"generated": change.generated, "now": change.now},
        )
    if len(left) > MOST_NAMED:
        yield Violation(
            "",
            _FIELD,
            "changed_in_word",
            f"Còn {len(left) - MOST_NAMED} chỗ khác được sửa trong Word cũng không được giữ; hãy mở tệp để đối chiếu.",
            "warning",
        )


def not_compared() -> Violation:
    """A warning that the input in a document has errors, so that nothing could be made to compare with."""
    return Violation(
        "",
        _FIELD,
        "not_compared",
        "Dữ liệu kèm trong tệp còn lỗi nên chưa đối chiếu được với chữ trong Word; hãy sửa các lỗi trước.",
        "warning",
    )


def other_template(has_changes: bool) -> Violation:
    """A warning that the document was made with another version of its template."""
    more = (
        "những chỗ khác nhau nêu kèm có thể do mẫu, không phải do ai sửa"
        if has_changes
        else "chữ trong văn bản vẫn giống như mẫu hiện nay tạo ra"
    )
    return Violation(
        "",
        "Mẫu văn bản",
        "template_changed",
        f"Tệp này được tạo từ một phiên bản khác của mẫu; {more}. Hãy xem lại văn bản tạo mới.",
        "warning",
    )
