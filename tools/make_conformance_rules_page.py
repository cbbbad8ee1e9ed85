"""Writes docs/conformance-rules.md from the rules themselves: ``python -m tools.make_conformance_rules_page``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from service.conformance.rules import GROUPS, Rule

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "conformance-rules.md"
_SEVERITIES: Final = {"error": "lỗi", "warning": "cảnh báo", "info": "gợi ý"}

_HEAD: Final = """# Các phép kiểm tra thể thức

Trang này được viết ra từ chính mã nguồn (`python -m tools.make_conformance_rules_page`), không sửa tay. Văn bản .docx bất kỳ được
xét theo {count} phép kiểm tra dưới đây, mỗi phép theo một điểm của Nghị định số 30/2020/NĐ-CP. Không nói gì thêm thì “mục …” là mục của
Phụ lục I, Phần I. **Lỗi** là trái rõ với một con số hoặc một câu chữ cố định của Nghị định; **cảnh báo** là cách làm thường gặp nhưng không
bắt buộc, hoặc chưa chắc; **gợi ý** chỉ để tham khảo. Thành phần nào chưa nhận ra chắc chắn thì không bị xét. Phép có dấu ¹ chỉ xét được khi
có bản in PDF của văn bản.
"""


def page() -> str:
    """The whole page: one table for each group of rules, in the order of a page."""
    count = sum(len(rules) for rules in GROUPS.values())
    sections = [_HEAD.format(count=count)]
    for name, rules in GROUPS.items():
        sections += [f"## {name}\n", *_table(rules), ""]
    return "\n".join(sections)


def _table(rules: tuple[Rule, ...]) -> Iterator[str]:
    yield "| mã | mức | căn cứ | nội dung |"
    yield "| --- | --- | --- | --- |"
    for rule in rules:
        clause = re.sub(r"^Phụ lục I, Phần I, ", "", rule.clause)
        manual = rule.manual.replace("|", "\\|") + (" ¹" if rule.needs_pages else "")
        yield f"| `{rule.slug}` | {_SEVERITIES[rule.severity]} | {clause} | {manual} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE)
