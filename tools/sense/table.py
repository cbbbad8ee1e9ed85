"""Figures become the table that clerks and programs read, as a part of docs/rules.md."""

from __future__ import annotations

from collections.abc import Iterator

from service.language.vietnamese import format_number
from tools.sense.measure import Figures, codes

HEAD = """
## Đo trên bộ mẫu

Kho mã có một bộ mẫu tự soạn (`tools/sense`): {clean} văn bản, đoạn văn đúng và {faults} bản có đúng một chỗ sai, do các hàm nhỏ
đặt vào theo từng kiểu sai. `make sense` cho mỗi phép kiểm tra biết tìm ra bao nhiêu chỗ sai của nó và báo nhầm bao nhiêu
lần trên phần đúng. Chung cả bảng: tìm ra {found}/{faults} ({recall}), báo nhầm {alarms} lần. Bộ mẫu do chính người viết phép
kiểm tra soạn nên số này là mức tối thiểu phải giữ, không phải dự báo cho mọi văn bản; gặp chỗ sai bị bỏ sót hay báo nhầm thì
thêm vào bộ mẫu rồi sửa phép kiểm tra.
"""


def section(figures: Figures) -> str:
    """The heading, what was measured on, and a row for each rule."""
    head = HEAD.format(
        clean=figures.clean_texts,
        faults=figures.faults.total(),
        found=figures.found.total(),
        recall=_per_cent(figures.recall),
        alarms=figures.false_alarms.total(),
    )
    return "\n".join([head, *_rows(figures)]) + "\n"


def _rows(figures: Figures) -> Iterator[str]:
    yield "| mã | chỗ sai đặt vào | tìm ra | tỷ lệ | báo nhầm |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for code in codes():
        found, faults = figures.found[code], figures.faults[code]
        share = _per_cent(figures.recall_of(code)) if faults else "-"
        yield f"| `{code}` | {faults} | {found} | {share} | {figures.false_alarms[code]} |"


def _per_cent(share: float) -> str:
    return f"{format_number(round(share * 100, 1))}%"
