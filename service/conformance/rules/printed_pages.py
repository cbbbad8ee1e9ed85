"""Where things stand on the printed page: sides, rows and middles (mục II and IV)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from service.conformance.rules.printed_places import (
    below,
    in_middle,
    in_row,
    on_first_page,
    on_one_line,
    on_side,
    same_page,
    under,
)
from service.conformance.rules.rule import Judge, Judged, Rule, Said, whole_clause

_PRINTED: Final[tuple[tuple[str, str, str, str, Judge], ...]] = (
    (
        "printed-national-right",
        "II.1.a",
        "Quốc hiệu ở bên phải",
        "Quốc hiệu ở phía trên, bên phải trang đầu.",
        on_side("national_name", "Quốc hiệu", right=True),
    ),
    (
        "printed-national-first-page",
        "II.1.a",
        "Quốc hiệu ở trang đầu",
        "Quốc hiệu ở trang đầu tiên của văn bản.",
        on_first_page("national_name", "Quốc hiệu"),
    ),
    (
        "printed-national-line",
        "II.1.c",
        "Quốc hiệu in trên một dòng",
        "Quốc hiệu in trên một dòng.",
        on_one_line("national_name", "Quốc hiệu"),
    ),
    (
        "printed-motto-line",
        "II.1.c",
        "Tiêu ngữ in trên một dòng",
        "Tiêu ngữ in trên một dòng.",
        on_one_line("motto", "Tiêu ngữ"),
    ),
    (
        "printed-motto-middle",
        "II.1.b",
        "Tiêu ngữ giữa Quốc hiệu",
        "Tiêu ngữ canh giữa dưới Quốc hiệu.",
        under("motto", "national_name", "Tiêu ngữ", "Quốc hiệu"),
    ),
    (
        "printed-motto-below",
        "II.1.b",
        "Tiêu ngữ dưới Quốc hiệu",
        "Tiêu ngữ ở dưới Quốc hiệu.",
        below("motto", "national_name", "Tiêu ngữ", "Quốc hiệu"),
    ),
    (
        "printed-organ-left",
        "IV.1",
        "Tên cơ quan ở bên trái",
        "Tên cơ quan ban hành ở phía trên, bên trái.",
        on_side("organ", "Tên cơ quan ban hành", right=False),
    ),
    (
        "printed-organ-middle",
        "II.2.b",
        "Tên cơ quan giữa cơ quan chủ quản",
        "Tên cơ quan ban hành canh giữa dưới tên cơ quan chủ quản.",
        under("organ", "parent_organ", "Tên cơ quan ban hành", "tên cơ quan chủ quản"),
    ),
    (
        "printed-number-middle",
        "II.3.c",
        "Số, ký hiệu giữa tên cơ quan",
        "Số, ký hiệu canh giữa dưới tên cơ quan ban hành.",
        under("number", "organ", "Số, ký hiệu", "tên cơ quan ban hành"),
    ),
    (
        "printed-number-below",
        "II.3.c",
        "Số, ký hiệu dưới tên cơ quan",
        "Số, ký hiệu ở dưới tên cơ quan ban hành.",
        below("number", "organ", "Số, ký hiệu", "tên cơ quan ban hành"),
    ),
    (
        "printed-date-middle",
        "II.4.c",
        "Địa danh, ngày tháng giữa Quốc hiệu",
        "Địa danh và ngày, tháng, năm canh giữa so với Quốc hiệu và Tiêu ngữ.",
        under("place_date", "motto", "Địa danh và thời gian", "Tiêu ngữ"),
    ),
    (
        "printed-date-row",
        "II.4.c",
        "Địa danh, ngày tháng cùng hàng với số",
        "Địa danh và thời gian trên cùng một dòng với số, ký hiệu.",
        in_row("place_date", "number", "Địa danh và thời gian", "số, ký hiệu"),
    ),
    (
        "printed-type-middle",
        "II.5.b",
        "Tên loại giữa trang",
        "Tên loại canh giữa theo chiều ngang văn bản.",
        in_middle("type_name", "Tên loại"),
    ),
    (
        "printed-subject-middle",
        "II.5.b",
        "Trích yếu giữa trang",
        "Trích yếu canh giữa theo chiều ngang văn bản.",
        in_middle("subject", "Trích yếu"),
    ),
    (
        "printed-letter-subject-middle",
        "II.5.b",
        "Trích yếu công văn giữa số, ký hiệu",
        "Trích yếu công văn canh giữa dưới số và ký hiệu.",
        under("letter_subject", "number", "Trích yếu", "số, ký hiệu"),
    ),
    (
        "printed-signature-right",
        "IV.1",
        "Chữ ký ở bên phải",
        "Chức vụ và họ tên người ký ở bên phải.",
        on_side("signer_name", "Họ tên người ký", right=True),
    ),
    (
        "printed-name-middle",
        "II.7.đ",
        "Họ tên giữa chức vụ",
        "Họ tên người ký canh giữa quyền hạn, chức vụ của người ký.",
        under("signer_name", "signer_position", "Họ tên người ký", "chức vụ"),
    ),
    (
        "printed-name-page",
        "II.7.đ",
        "Họ tên cùng trang với chức vụ",
        "Họ tên và chức vụ của người ký ở cùng một trang.",
        same_page,
    ),
    (
        "printed-recipients-row",
        "II.9.d",
        "“Nơi nhận” cùng hàng với chức vụ",
        "Từ “Nơi nhận” ngang hàng với quyền hạn, chức vụ của người ký.",
        in_row("recipients", "signer_position", "“Nơi nhận”", "chức vụ người ký"),
    ),
    (
        "printed-recipients-left",
        "II.9.d",
        "“Nơi nhận” ở bên trái",
        "Từ “Nơi nhận” ở sát lề trái.",
        on_side("recipients", "“Nơi nhận”", right=False),
    ),
)

#: What tells the same without pages, or that the line above is where it should not be.
_AFTER: Final = {
    "printed-national-right": ("letterhead-sides",),
    "printed-national-line": ("national-one-line",),
    "printed-motto-line": ("motto-one-line",),
    "printed-motto-middle": ("motto-align", "national-align"),
    "printed-organ-left": ("letterhead-sides",),
    "printed-organ-middle": ("organ-align", "parent-align"),
    "printed-number-middle": ("number-align", "organ-align"),
    "printed-date-middle": ("date-align", "motto-align"),
    "printed-date-row": ("date-beside-number",),
    "printed-type-middle": ("type-align",),
    "printed-subject-middle": ("subject-align",),
    "printed-letter-subject-middle": ("letter-subject-align", "number-align"),
    "printed-signature-right": ("signature-right",),
    "printed-name-middle": ("name-align", "position-align"),
    "printed-recipients-row": ("recipients-beside",),
    "printed-recipients-left": ("signature-right",),
}

#: Minutes are signed by two or more people beside each other: what is said of one signature does not fit them.
_NOT_OF_MINUTES: Final = frozenset(
    {"printed-signature-right", "printed-name-middle", "printed-recipients-row"}
)


def _one_signer(judge: Judge) -> Judge:
    def judged_alone(judged: Judged) -> Iterator[Said]:
        if (
            judged.components.type_name != "biên bản"
            and len(judged.components.all("signer_name")) == 1
        ):
            yield from judge(judged)

    return judged_alone


PRINTED_PAGE_RULES: Final[tuple[Rule, ...]] = tuple(
    Rule(
        slug,
        whole_clause(clause),
        "warning" if judge is same_page else "error",
        title,
        manual,
        _one_signer(judge) if slug in _NOT_OF_MINUTES else judge,
        needs_pages=True,
        after=_AFTER.get(slug, ()),
    )
    for slug, clause, title, manual, judge in _PRINTED
)
