"""Further faults of page numbers: one too many, none on even pages, one among the text."""

from __future__ import annotations

from tools.conformance import edits
from tools.conformance.mutations.mutation import Mutation
from tools.conformance.opened import Absent, Opened, W


def _deep_in_page(opened: Opened) -> None:
    next(opened.headers())
    for section in opened.sections():
        section.find(f"{{{W}}}pgMar").set(f"{{{W}}}header", "1700")


def _wide_table(opened: Opened) -> None:
    tables = [
        one for one in opened.root().iter(f"{{{W}}}tbl") if len(one.find(f"{{{W}}}tblGrid")) > 2
    ]
    if not tables:
        raise Absent("table")
    for width in tables[0].iter(f"{{{W}}}gridCol", f"{{{W}}}tcW"):
        width.set(f"{{{W}}}w", str(round(int(width.get(f"{{{W}}}w")) * 1.3)))


MUTATIONS = (
    Mutation(
        "number-twice",
        "Số trang ở cả đầu và chân trang",
        ("page-number-twice",),
        edits.number_below_too,
    ),
    Mutation(
        "number-odd-only",
        "Trang chẵn không có số",
        ("page-number-even-pages",),
        edits.even_pages_differ,
    ),
    Mutation(
        "number-deep", "Số trang nằm ngoài lề trên", ("page-number-in-margin",), _deep_in_page
    ),
    Mutation("table-wide", "Bảng tràn lề", ("table-width",), _wide_table),
)
