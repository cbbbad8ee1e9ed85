"""Text rules about the laws and decrees that a sentence names: whether number and day belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from service.errors import Violation
from service.language.wording import long_date
from service.reference import Catalogue, citations
from service.rules import violation_at
from service.rules.texts import WRITTEN, ProseRule

#: A law by its name, any other text by its number, with its day right behind.
_NAMED: Final = re.compile(
    r"(?:(?:Nghị định|Thông tư|Nghị quyết|Quyết định|Chỉ thị)(?: số)? \d{1,4}/\d{4}/[A-ZĐ][\w\-]*,?|(?:Bộ l|L)uật [^.;:()“”\d]{3,150}?) "
    + citations.DATE.pattern
)


def cited_pair(text: str, reference: Any) -> Iterator[Violation]:
    """Số, ký hiệu (hoặc tên Luật) và ngày ban hành của văn bản được nhắc đến trong lời văn phải là của cùng một văn bản, đối chiếu
    với danh mục căn cứ (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.6.b; cảnh báo)."""
    catalogue: Catalogue = reference.catalogue
    for found in _NAMED.finditer(text):
        citation = citations.parse(found[0])[0]
        item = catalogue.find(citation) or (catalogue.near(citation) if citation.is_law else None)
        if item and citation.issued and citation.issued != item.issued:
            yield violation_at(
                "",
                "Ngày ban hành không khớp với số, ký hiệu hoặc tên văn bản được nhắc đến; có phải là ngày "
                f"{long_date(item.issued).removeprefix('ngày ')}",
                text[: found.start()]
                + found[0][: found.start("day") - found.start()].removesuffix("ngày ")
                + long_date(item.issued)
                + text[found.end() :],
            )
            return


CITATION_TEXT_RULES: Final = (
    ProseRule(
        "cited_pair",
        WRITTEN,
        cited_pair,
        literals=("gày ",),
        trigger=_NAMED,
        by_reference=True,
    ),
)
