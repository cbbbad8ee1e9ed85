"""Rules about what an electronic document carries: signatures that the system sets, and annexes in files of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from service.errors import Violation
from service.rules import Record, Rule, rule, violation_at
from service.rules.content import holders, texts
from service.rules.texts import ALL_BUT_BASES, ProseRule, prose_rule

#: "(Đã ký)" beside a name, and what a signed PDF shows beside its signatures.
_SAID_SIGNED = re.compile(r"\(\s*[Đđ]ã ký(?: số)?\s*\)")
_SHOWN = re.compile(r"\b(?:[Kk]ý bởi|[Tt]hời gian ký)\s*:")


@prose_rule(
    "typed_signature",
    roles=ALL_BUT_BASES,
    literals=("ã ký", "ý bởi", "gian ký"),
    trigger=re.compile(f"{_SAID_SIGNED.pattern}|{_SHOWN.pattern}"),
)
def typed_signature(text: str) -> Iterator[Violation]:
    """Chữ ký, dấu và thời gian ký do Hệ thống đặt khi ký số, bên cạnh không in gì; không gõ “(Đã ký)”, không dán “Ký bởi: …”,
    “Thời gian ký: …” của tệp đã ký vào văn bản (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.7.d, II.7.đ và II.8;
    cảnh báo)."""
    bare = re.sub(" +", " ", _SAID_SIGNED.sub(" ", text)).strip()
    if _SHOWN.search(text):
        yield violation_at(
            "",
            "Có dòng chữ của chữ ký số (người ký, thời gian ký) dán từ tệp đã ký; xóa đi, Hệ thống tự đặt khi ký",
        )
    elif bare != text:
        yield violation_at(
            "", "Không gõ “(Đã ký)” trong văn bản; chữ ký do người có thẩm quyền ký", bare or None
        )


_ATTACHED_TO = re.compile(
    r"[\s(]*\b(?:ban hành )?kèm theo (?:quyết định|báo cáo|biên bản|văn bản)\b.*",
    re.IGNORECASE | re.DOTALL,
)


@rule("typed_attachment_line", reads=("/annexes",), severity="warning")
def typed_attachment_line(record: Record, _reference: Any) -> Iterator[Violation]:
    """Dòng “(Kèm theo Báo cáo số … ngày …)” do chương trình in dưới tên phụ lục, không gõ vào tên; văn bản điện tử để trống
    số và ngày ở dòng này (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục III.1.c; cảnh báo)."""
    for place, annex in enumerate(record.get("annexes") or ()):
        title = (annex or {}).get("title") or ""
        bare = _ATTACHED_TO.sub("", title).strip()
        if bare != title:
            yield violation_at(
                f"/annexes/{place}/title",
                "Dòng “(Kèm theo …)” được in sẵn dưới tên phụ lục; hãy bỏ dòng gõ trong tên.",
                bare or None,
            )


_OWN_FILE = re.compile(
    r"\b(?:tệp|tập tin|file) (?:tin |dữ liệu |điện tử )?(?:(?:Excel|PDF|Word) )?(?:riêng|đính kèm|kèm theo|gửi kèm)\b",
    re.IGNORECASE,
)


@rule("annex_in_own_file", severity="warning")
def annex_in_own_file(record: Record, _reference: Any) -> Iterator[Violation]:
    """Văn bản điện tử: phụ lục cùng tệp với văn bản thì chỉ ký số văn bản; phụ lục, văn bản kèm theo ở tệp riêng thì văn thư
    ký số của cơ quan ở góc trên bên phải trang đầu của từng tệp, không hiển thị hình dấu (Nghị định 30/2020/NĐ-CP, Phụ lục
    I, Phần I, Mục II.8.b và III.1.d; cảnh báo)."""
    if record.get("medium") != "electronic":
        return
    for pointer, text in _texts(record):
        if _OWN_FILE.search(text):
            yield violation_at(
                pointer,
                "Có nhắc đến tệp kèm theo riêng: mỗi tệp phải có chữ ký số của cơ quan ở góc trên bên phải trang đầu (số và ký "
                "hiệu, thời gian ký do Hệ thống ghi); nếu phụ lục nằm trong văn bản này thì hãy ghi “có Phụ lục kèm theo”.",
            )


def _texts(record: Record) -> Iterator[tuple[str, str]]:
    """Every text that may speak of an annex, with its pointer."""
    for listed in ("opening", "closing", "agenda", "conclusions", "executors"):
        yield from (
            (f"/{listed}/{at}", text) for at, text in enumerate(record.get(listed) or ()) if text
        )
    for place, provision in enumerate(record.get("provisions") or ()):
        for pointer, text in texts(provision or {}):
            yield f"/provisions/{place}{pointer}", text
    for place, award in enumerate(record.get("awards") or ()):
        if award and award.get("achievement"):
            yield f"/awards/{place}/achievement", award["achievement"]
    for pointer, holder in holders(record):
        yield from ((pointer + inside, text) for inside, text in texts(holder))


SIGNATURE_TEXT_RULES: Final[tuple[ProseRule, ...]] = (typed_signature,)
ELECTRONIC_RULES: Final[tuple[Rule, ...]] = (annex_in_own_file,)
ANNEX_RULES: Final[tuple[Rule, ...]] = (typed_attachment_line,)
