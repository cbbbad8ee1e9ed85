"""Text rules about letters and lines that were spoilt on the way: look-alikes, lost letters, lines of a PDF."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final

from service.errors import Violation
from service.language import vietnamese
from service.rules import violation_at
from service.rules.texts import ALL_BUT_BASES, RUNNING, SMALL, Role, prose_rule

_EVERY: Final[frozenset[Role]] = ALL_BUT_BASES | {"basis"}
_ENTITY = re.compile(r"&(?:nbsp|amp|lt|gt|quot|apos|ndash|mdash|#\d{2,5}|#x[0-9a-fA-F]{2,4});")


@prose_rule("look_alike_letter", roles=_EVERY, trigger=vietnamese.SUSPECT)
def look_alike_letter(text: str) -> Iterator[Violation]:
    """Chữ trông như chữ Việt nhưng thuộc bảng chữ cái khác (Ð của tiếng Iceland thay cho Đ, А, о của chữ Nga) thì
    tra cứu, đối chiếu không ra; thay bằng chữ Việt (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I.4 về
    bộ mã Unicode theo Tiêu chuẩn Việt Nam; cảnh báo)."""
    corrected = vietnamese.as_latin(text)
    if corrected != text:
        yield violation_at(
            "",
            "Có chữ trông giống chữ Việt nhưng là chữ của bảng chữ cái khác; thay bằng chữ Việt",
            corrected,
        )


@prose_rule("html_entity", roles=_EVERY, literals=("&",), trigger=_ENTITY)
def html_entity(text: str) -> Iterator[Violation]:
    """Mã của trang web như “&nbsp;”, “&amp;” dán lẫn vào văn bản thì thay bằng ký tự mà nó chỉ (Nghị định
    30/2020/NĐ-CP, Điều 12; cảnh báo)."""
    if _ENTITY.search(text):
        corrected = html.unescape(text).replace("\u00a0", " ")
        yield violation_at(
            "",
            "Có mã của trang web trong văn bản; thay bằng chữ",
            re.sub(" +", " ", corrected).strip(),
        )


_LOST = re.compile(r"[^\W\d_]\?[^\W\d_]")
#: What a question mark belongs to in the address of a page.
_ADDRESS = re.compile(r"\S*(?:[/=]\S*\?|\?\S*[/=])\S*")


@prose_rule("lost_letter", roles=ALL_BUT_BASES, literals=("?",), trigger=_LOST)
def lost_letter(text: str) -> Iterator[Violation]:
    """Dấu hỏi giữa một tiếng như “Nguy?n” là chữ đã mất khi chuyển mã; phải gõ lại (Nghị định 30/2020/NĐ-CP,
    Điều 12; cảnh báo)."""
    if _LOST.search(_ADDRESS.sub("", text)):
        yield violation_at(
            "",
            "Có dấu “?” giữa một tiếng, có thể một chữ đã bị mất khi chuyển mã; hãy gõ lại chữ đó",
            None,
        )


#: A line that begins in small letters after one without an end mark was broken by the width of a page.
_BROKEN_LINE = re.compile(rf"(?<![.;:!?…\n”\"])\n(?=[{SMALL}])")


@prose_rule("broken_lines", roles=RUNNING, literals=("\n",), trigger=_BROKEN_LINE)
def broken_lines(text: str) -> Iterator[Violation]:
    """Đoạn dán từ tệp PDF bị ngắt dòng giữa câu: dòng sau viết thường và dòng trước chưa có dấu kết thúc thì nối
    lại thành một đoạn (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.6.e về nội dung văn bản được canh
    đều cả hai lề; cảnh báo)."""
    corrected = _BROKEN_LINE.sub(" ", text)
    if corrected != text:
        yield violation_at(
            "",
            "Có dòng bị ngắt giữa câu, thường do dán từ tệp PDF; nối lại thành một đoạn",
            corrected,
        )


LETTER_RULES: Final = (look_alike_letter, html_entity, lost_letter, broken_lines)
