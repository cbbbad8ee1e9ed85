"""The office's own articles: their fields, and what is wrong with them (contract §3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from service import rules as sense
from service.documents.document_type import Record
from service.errors import Violation
from service.language import wording
from service.rules import typed_marks
from service.schema.containers import Values
from service.schema.fields import Paragraph
from service.schema.loading import PartSchema

_TYPED_NUMBER: Final = re.compile(r"Điều \d{1,3}\s*[.:]\s*(?=\S)", re.IGNORECASE)


def _without_number(text: str) -> str:
    return _TYPED_NUMBER.sub("", text, count=1) if _TYPED_NUMBER.match(text) else text


class Provision(PartSchema):
    paragraphs = Values(
        Paragraph(
            "Đoạn văn",
            "Mỗi đoạn một mục; không gõ “Điều 3.”, văn bản tự đánh số điều.",
            "Giao Văn phòng Sở lưu hồ sơ khen thưởng theo quy định.",
            printed=_without_number,
        )
    )
    items = Values(
        Paragraph(
            "Khoản",
            "Mỗi khoản một mục; số 1., 2. và dấu chấm phẩy tự thêm.",
            "Đăng danh sách trên Trang thông tin điện tử của Sở;",
            printed=wording.list_line,
        )
    )


@sense.rule("required", reads=("/provisions",))
def empty_provision(record: Record, reference: Any) -> Iterator[Violation]:
    """Mỗi điều khoản khác phải có nội dung: ít nhất một đoạn văn hoặc một khoản."""
    for index, provision in enumerate(record.get("provisions") or ()):
        if provision is not None and not any(
            text for name in ("paragraphs", "items") for text in provision.get(name) or ()
        ):
            yield sense.violation_at(
                f"/provisions/{index}",
                f"Điều khoản khác thứ {index + 1} chưa có nội dung; hãy nhập đoạn văn hoặc xóa mục này.",
            )


@sense.rule("numbered_by_hand", severity="warning")
def provision_numbered_by_hand(record: Record, reference: Any) -> Iterator[Violation]:
    """Điều và khoản do phần mềm đánh số; số gõ tay ở đầu được bỏ."""
    for index, provision in enumerate(record.get("provisions") or ()):
        pointer = f"/provisions/{index}"
        yield from typed_marks.of_lines(f"{pointer}/items", (provision or {}).get("items"))
        for place, text in enumerate((provision or {}).get("paragraphs") or ()):
            if text and _without_number(text) != text:
                yield sense.violation_at(
                    f"{pointer}/paragraphs/{place}",
                    "Số điều gõ ở đầu đoạn đã được bỏ vì văn bản tự đánh số; hãy xóa số đó.",
                    _without_number(text),
                )


PROVISION_RULES: Final = (empty_provision, provision_numbered_by_hand)
