"""Text rules about the numbers of other documents that a text names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from service.errors import Violation
from service.language import wording
from service.rules.texts import ALL_BUT_BASES, by_substitution, prose_rule

#: "011/TTr-SNV", "0152/2025/NĐ-CP", "007/KH-UBND": a number below ten has one zero before it, the others none.
_PADDED = re.compile(
    r"(?<![\w/.,\-])(?P<number>0\d{2,5})(?P<rest> ?/ ?(?:(?:19|20)\d\d ?/ ?)?(?:[A-ZĐ][\wĐđ]*(?:-|/)[A-ZĐ]|QH\d))"
    r"|(?<=\b[Ss]ố )(?P<bare>0\d{2,5})(?P<date>,? ngày \d)"
)


#: Found in no time where there is none.
_ZERO_AND_MORE: Final = re.compile(r" 0\d\d")


@prose_rule("number_padding", roles=ALL_BUT_BASES, trigger=_ZERO_AND_MORE)
def number_padding(text: str) -> Iterator[Violation]:
    """Số của văn bản được nêu ghi như trong văn bản đó: số dưới 10 thêm một số 0, từ 10 trở lên không thêm: “Tờ trình số
    11/TTr-SNV”, không ghi “số 011/TTr-SNV” (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.3.a và II.6.b; cảnh báo)."""

    def written(match: re.Match[str]) -> str:
        number = match["number"] or match["bare"]
        return f"{wording.two_digits(int(number))}{match['rest'] or match['date']}"

    yield from by_substitution(
        _PADDED, written, text, "Số của văn bản được nêu thừa số 0 ở đầu; bỏ số 0 thừa"
    )


NUMBER_TEXT_RULES: Final = (number_padding,)
