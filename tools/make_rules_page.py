"""Writes docs/rules.md from the docstrings of the rules and what was measured: ``python -m tools.make_rules_page``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from service import documents, rules
from service.rules import prose
from tools.sense import table
from tools.sense.measure import Figures, measure

PAGE = Path(__file__).resolve().parent.parent / "docs" / "rules.md"
_SEVERITIES = {"error": "lỗi", "warning": "cảnh báo"}

_HEAD = """# Các phép kiểm tra

Trang này được viết ra từ chính mã nguồn (`make sense`), không sửa tay. **Lỗi** thì phải
sửa mới tạo được văn bản; **cảnh báo** thì vẫn tải về được. Ngoài ra mỗi mục còn được kiểm tra theo khai báo
của nó (bắt buộc, độ dài, ngày có thật, ký tự lạ, bảng mã cũ); xem `/docs` của dịch vụ.
"""


def page(figures: Figures) -> str:
    """The whole page: the rules that several types share once, then each type's own, then the figures."""
    uses: dict[rules.Rule, list[str]] = {}
    for document_type in documents.TYPES.values():
        for rule in document_type.rules:
            uses.setdefault(rule, []).append(document_type.title)
    sections = [_HEAD, "## Câu chữ, trong mọi văn bản\n", *_table(prose.PROSE_RULES)]
    shared = [rule for rule, kinds in uses.items() if len(kinds) > 1]
    sections += ["\n## Chung cho nhiều loại văn bản\n", *_table(shared)]
    for document_type in documents.TYPES.values():
        own = [rule for rule in document_type.rules if len(uses[rule]) == 1]
        if own:
            sections += [f"\n## {document_type.title}\n", *_table(own)]
    return "\n".join(sections) + "\n" + table.section(figures)


def _table(listed: object) -> Iterator[str]:
    yield "| mã | mức | nội dung |"
    yield "| --- | --- | --- |"
    for rule in listed:  # type: ignore[attr-defined]
        text = rule.text.replace("|", "\\|")
        yield f"| `{rule.code}` | {_SEVERITIES[rule.severity]} | {text} |"


if __name__ == "__main__":
    PAGE.write_text(page(measure()), encoding="utf-8")
    print(PAGE)
