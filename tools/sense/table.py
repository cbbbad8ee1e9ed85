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

Để biết các phép kiểm tra làm được gì với chỗ sai chưa từng thấy, ngày 29/11/2026 một người không xem bộ mẫu soạn 116 văn bản, mỗi
văn bản một chỗ sai theo các kiểu mà văn phòng hay gặp, và 61 đoạn đúng, mỗi đoạn đặt vào cả ba loại văn bản. Lúc đó tìm ra 87/116
(75%), báo nhầm 0/183. Sau khi sửa theo kiểu (không theo câu) thì tìm ra 114/116; hai chỗ còn lại là chữ viết tắt không giải thích
(Nghị định 30/2020/NĐ-CP không quy định) và văn bản đã hết hiệu lực nhắc trong lời văn (báo cáo được nhắc văn bản của thời trước).
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
