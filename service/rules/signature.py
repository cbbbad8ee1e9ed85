"""Rules about the signature, the number and the subject: what a reviewer sends back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from service.errors import Violation
from service.language import vietnamese
from service.rules import Record, Rule, rule, violation_at

#: Capacities that name the one for whom is signed (contract §2).
WITH_AUTHORITY: Final = frozenset({"TM", "KT", "TL", "TUQ"})

_DEPUTY = re.compile(r"(?:phó\b|thứ trưởng\b|.*\bphó (?:giám đốc|chủ tịch|trưởng)\b|ủy viên\b)")
_HEAD = re.compile(
    r"(?:tổng )?giám đốc|(?:chi )?cục trưởng|chánh văn phòng|chánh thanh tra|(?:vụ|viện|hiệu|bộ) trưởng"
    r"|trưởng phòng|bộ trưởng"
)
_COLLECTIVE = re.compile(
    r"\b(?:ủy ban|hội đồng|ban|đảng ủy|chi ủy|chi bộ|tập thể|cụm|khối|tổ|đoàn|công đoàn|chính phủ|hội|ubnd|hđnd)\b"
)
_ABBREVIATED = re.compile(r"(?:TM|KT|TL|TUQ|Q)\.\s*|Quyền (?=\w)", re.IGNORECASE)


def _signer(record: Record) -> Mapping[str, Any]:
    signer = record.get("signer")
    return signer if isinstance(signer, Mapping) else {}


def _key(signer: Mapping[str, Any], field: str) -> str:
    return vietnamese.skeleton(signer.get(field) or "")


@rule("required", reads=("/signer/capacity", "/signer/authority"))
def missing_authority(record: Record, _reference: Any) -> Iterator[Violation]:
    """Khi ký thay mặt (TM.), ký thay (KT.), thừa lệnh (TL.), thừa ủy quyền (TUQ.) phải ghi tập thể hoặc chức vụ của
    người đứng đầu ngay sau chữ viết tắt, ví dụ “KT. GIÁM ĐỐC” (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục
    II.7.b)."""
    signer = _signer(record)
    if signer.get("capacity") in WITH_AUTHORITY and not signer.get("authority"):
        yield violation_at(
            "/signer/authority",
            f"Đã chọn “{signer['capacity']}.” nhưng chưa ghi ký thay ai; hãy ghi chức vụ người đứng đầu hoặc tên "
            "tập thể, ví dụ “Giám đốc”.",
        )


@rule("authority_without_capacity", reads=("/signer/capacity",))
def authority_without_capacity(record: Record, _reference: Any) -> Iterator[Violation]:
    """Đã ghi người (tập thể) được ký thay thì phải chọn quyền hạn ký tương ứng: TM., KT., TL. hoặc TUQ.; không
    chọn thì dòng này không được in (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.7.b)."""
    signer = _signer(record)
    if signer.get("authority") and signer.get("capacity") not in WITH_AUTHORITY:
        certain = _DEPUTY.match(_key(signer, "position")) and not signer.get("capacity")
        yield violation_at(
            "/signer/capacity",
            "Đã ghi người (tập thể) được ký thay nhưng chưa chọn quyền hạn TM., KT., TL. hoặc TUQ.; hãy chọn, hoặc "
            "xóa mục người được ký thay.",
            "KT" if certain else None,
        )


@rule("kt_not_deputy", reads=("/signer/capacity", "/signer/authority"), severity="warning")
def kt_not_deputy(record: Record, _reference: Any) -> Iterator[Violation]:
    """Chỉ cấp phó ký “KT.” cho cấp trưởng; người đứng đầu tự ký thì không ghi “KT.” (Nghị định 30/2020/NĐ-CP,
    Điều 13 và Phụ lục I, Phần I, Mục II.7.b; cảnh báo)."""
    signer = _signer(record)
    position = _key(signer, "position")
    if signer.get("capacity") != "KT" or not position:
        return
    if position == _key(signer, "authority"):
        yield violation_at(
            "/signer/capacity",
            "Người ký “KT.” có chức vụ trùng với chức vụ được ký thay; nếu là người đứng đầu thì hãy bỏ “KT.”, nếu là "
            "cấp phó thì hãy sửa chức vụ.",
        )
    elif not _DEPUTY.match(position):
        yield violation_at(
            "/signer/position",
            "Người ký “KT.” thường là cấp phó (chức vụ bắt đầu bằng “Phó”); hãy kiểm tra lại quyền hạn hoặc chức vụ.",
        )


@rule("deputy_without_kt", reads=("/signer/capacity",), severity="warning")
def deputy_without_kt(record: Record, _reference: Any) -> Iterator[Violation]:
    """Cấp phó ký văn bản, kể cả khi được giao phụ trách hoặc điều hành, phải ghi “KT.” trước chức vụ người đứng
    đầu (Nghị định 30/2020/NĐ-CP, Điều 13 và Phụ lục I, Phần I, Mục II.7.b; cảnh báo)."""
    signer = _signer(record)
    capacity = signer.get("capacity")
    if not vietnamese.lower(signer.get("position") or "").startswith("phó "):
        return
    if capacity in (None, "Q"):
        yield violation_at(
            "/signer/capacity",
            "Cấp phó ký văn bản phải ghi “KT.” trước chức vụ người đứng đầu; hãy chọn “KT.” và ghi chức vụ người đứng "
            "đầu.",
            # Without the head it would only be the next violation.
            "KT" if signer.get("authority") else None,
        )
    elif capacity == "TM" and not signer.get("on_behalf_of"):
        yield violation_at(
            "/signer/capacity",
            "Cấp phó ký thay mặt tập thể phải có thêm dòng “KT.”; hãy ghi tập thể vào mục “Ký thay mặt (TM.)” và chọn "
            "“KT.” với chức vụ người đứng đầu.",
        )


@rule("head_signs_alone", reads=("/signer/capacity", "/signer/authority"), severity="warning")
def head_signs_alone(record: Record, _reference: Any) -> Iterator[Violation]:
    """Cơ quan làm việc theo chế độ thủ trưởng (sở, cục, chi cục, phòng) thì người đứng đầu ký trực tiếp, không ghi
    “TM.”; “TM.” chỉ dùng khi ký thay mặt tập thể lãnh đạo (Nghị định 30/2020/NĐ-CP, Điều 13 khoản 1 và khoản
    2; cảnh báo)."""
    signer = _signer(record)
    behalf = _key(signer, "on_behalf_of") or (
        _key(signer, "authority") if signer.get("capacity") == "TM" else ""
    )
    if not behalf or _COLLECTIVE.search(behalf):
        return
    if _HEAD.match(_key(signer, "position").removeprefix("phó ")):
        pointer = "/signer/on_behalf_of" if signer.get("on_behalf_of") else "/signer/capacity"
        yield violation_at(
            pointer,
            "Người đứng đầu cơ quan theo chế độ thủ trưởng ký không ghi “TM.”; hãy bỏ “TM.”, trừ khi ký thay mặt một "
            "tập thể lãnh đạo.",
        )


@rule("typed_capacity", severity="warning")
def typed_capacity(record: Record, _reference: Any) -> Iterator[Violation]:
    """Chữ viết tắt quyền hạn “KT.”, “TM.”, “TL.”, “TUQ.”, “Q.” do chương trình in theo quyền hạn đã chọn, không gõ
    vào chức vụ (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.7.b; cảnh báo)."""
    signer = _signer(record)
    for field in ("authority", "position"):
        typed = _ABBREVIATED.match(signer.get(field) or "")
        if typed:
            # Beside another choice it says something else, which taking it out would lose.
            is_doubtful = signer.get("capacity") not in (None, _capacity_of(typed))
            yield violation_at(
                f"/signer/{field}",
                "Chữ viết tắt quyền hạn được in theo mục “Quyền hạn ký”; hãy chọn ở mục đó và bỏ chữ gõ ở đây.",
                None if is_doubtful else signer[field][typed.end() :] or None,
            )


def _capacity_of(typed: re.Match[str]) -> str:
    word = typed.group().strip(" .").upper()
    return "Q" if word == "QUYỀN" else word


_YEAR = re.compile(r"(?:^|/)(?:19|20)\d\d/|[/-](?:19|20)\d\d$")


@rule("year_in_notation", severity="warning")
def year_in_notation(record: Record, _reference: Any) -> Iterator[Violation]:
    """Ký hiệu văn bản hành chính và quyết định cá biệt không có năm: “15/QĐ-SNgV”, không ghi “15/2026/QĐ-SNgV”
    (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.3.b; cảnh báo)."""
    notation = record.get("code_notation") or ""
    if _YEAR.search(notation):
        yield violation_at(
            "/code_notation",
            "Ký hiệu của văn bản hành chính không ghi năm; hãy bỏ năm.",
            _YEAR.sub("/", notation).strip("/") or None,
        )


def notation_rule(abbreviation: str) -> Rule:
    """The rule that a notation is ``<abbreviation>-<organ.code>``; made for each type of document."""

    @rule("unusual_notation", reads=("/organ/code",), severity="warning")
    def unusual_notation(record: Record, _reference: Any) -> Iterator[Violation]:
        """Ký hiệu gồm chữ viết tắt tên loại văn bản và chữ viết tắt tên cơ quan, nối bằng gạch nối không cách chữ,
        ví dụ "QĐ-SNgV"; ký hiệu khác vẫn được giữ (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.3.b và
        Phụ lục III, Mục I; cảnh báo)."""
        notation = record.get("code_notation")
        code = (record.get("organ") or {}).get("code")
        if (
            notation
            and code
            and notation != f"{abbreviation}-{code}"
            and not _YEAR.search(notation)
        ):
            yield violation_at(
                "/code_notation",
                "Ký hiệu khác với chữ viết tắt tên loại và tên cơ quan; ký hiệu đã gõ được giữ, hãy kiểm tra lại.",
                f"{abbreviation}-{code}",
            )

    return unusual_notation


_ABOUT = re.compile(r"v/v\s*[:.]?\s*", re.IGNORECASE)


@rule("abbreviated_subject", severity="warning")
def abbreviated_subject(record: Record, _reference: Any) -> Iterator[Violation]:
    """Văn bản có tên loại (quyết định, báo cáo, biên bản) ghi trích yếu đủ chữ “Về việc”; “V/v” chỉ dùng trong công
    văn (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.5.b; cảnh báo)."""
    subject = record.get("subject") or ""
    typed = _ABOUT.match(subject)
    if typed:
        yield violation_at(
            "/subject",
            "Trích yếu của văn bản có tên loại không viết “V/v”; hãy viết “Về việc”.",
            f"Về việc {subject[typed.end() :]}",
        )


SIGNATURE_RULES: Final = (
    missing_authority,
    authority_without_capacity,
    kt_not_deputy,
    deputy_without_kt,
    head_signs_alone,
    typed_capacity,
)
NUMBER_RULES: Final = (year_in_notation, abbreviated_subject)
