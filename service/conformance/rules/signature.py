"""Who signs: the authority's abbreviation and the position (mục II.7)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Final

from service.conformance.rules.looks import looks_of
from service.conformance.rules.recognised import ending, is_missing, recipients_and_signer
from service.conformance.rules.rule import Judged, Rule, Said, place, rule
from service.conformance.rules.signer_names import SIGNER_NAME_RULES
from service.conformance.rules.spots import Spot, of_kind
from service.language import name_words, vietnamese

#: What is signed with, as the decree writes it, and how offices miswrite it.
_MARKS: Final = ("TM.", "KT.", "TL.", "TUQ.", "Q.")
_MISWRITTEN: Final = re.compile(
    r"^\s*(?P<mark>KÝ THAY|THAY MẶT|THỪA LỆNH|THỪA ỦY QUYỀN|THỪA UỶ QUYỀN|T\s*/\s*M|K\s*/\s*T|T\s*/\s*L|T\s*/\s*U\s*/?\s*Q|TM|KT|TL|TUQ|T\.M|K\.T|T\.L|T\.U\.Q|Q)\s*(?P<end>[.:/]?)(?:\s+|(?<=[.:/]))(?=\S)"
)
_ABBREVIATED: Final = {
    "KÝ THAY": "KT.",
    "THAY MẶT": "TM.",
    "THỪA LỆNH": "TL.",
    "THỪA ỦY QUYỀN": "TUQ.",
    "THỪA UỶ QUYỀN": "TUQ.",
}
_DEPUTY: Final = re.compile(r"^\s*(?:PHÓ\b|THỨ TRƯỞNG\b)")


def _positions(judged: Judged) -> Iterator[tuple[Spot, str]]:
    for spot in of_kind(judged, "signer_position"):
        yield spot, vietnamese.nfc(spot.text)


def _position_lines(judged: Judged) -> Iterator[tuple[Spot, str]]:
    for spot, text in _positions(judged):
        for line in text.splitlines():
            if line.strip():
                yield spot, line.strip()


@rule("position-missing", "II.7.đ", "Có chức vụ người ký")
def position_missing(judged: Judged) -> Iterator[Said]:
    """Cuối văn bản có quyền hạn, chức vụ của người ký."""
    if is_missing(judged, "signer_position"):
        yield Said(
            ending(judged),
            "không có",
            "chức vụ người ký",
            "Cuối văn bản không có quyền hạn, chức vụ của người ký.",
        )


@rule("capacity-mark", "II.7.b", "Chữ viết tắt quyền hạn ký")
def capacity_mark(judged: Judged) -> Iterator[Said]:
    """Quyền hạn ký viết tắt “TM.”, “KT.”, “TL.”, “TUQ.”, “Q.”, có dấu chấm, không có gạch chéo."""
    for spot, text in _positions(judged):
        for line in text.splitlines():
            found = _MISWRITTEN.match(line)
            if found and found["mark"] + found["end"] not in _MARKS:
                wanted = _ABBREVIATED.get(found["mark"]) or (
                    re.sub(r"[^A-Z]", "", found["mark"]) + "."
                )
                measured = (found["mark"] + found["end"]).strip()
                yield Said(
                    spot.where,
                    f"“{measured}”",
                    f"“{wanted}”",
                    f"Quyền hạn ký ghi “{measured}”; phải ghi “{wanted}”.",
                )


@rule("capacity-blank", "II.7.b", "Cách chữ sau chữ viết tắt quyền hạn", severity="warning")
def capacity_blank(judged: Judged) -> Iterator[Said]:
    """Sau chữ viết tắt quyền hạn có cách chữ: “KT. GIÁM ĐỐC”."""
    for spot, text in _positions(judged):
        if joined := re.match(r"\s*((?:TM|KT|TL|TUQ|Q)\.)(?=\w)", text):
            yield Said(
                spot.where,
                f"“{text.strip()[:20]}”",
                f"“{joined[1]} …”",
                f"Sau “{joined[1]}” thiếu cách chữ.",
            )


@rule("capacity-two-lines", "II.7.b", "Chức vụ dưới dòng “KT.”", severity="warning")
def capacity_two_lines(judged: Judged) -> Iterator[Said]:
    """Ký thay, thừa lệnh, thừa ủy quyền ghi hai dòng: “KT. GIÁM ĐỐC” rồi đến chức vụ của người ký “PHÓ GIÁM ĐỐC”."""
    lines = list(_position_lines(judged))
    for at, (spot, line) in enumerate(lines):
        if re.match(r"(KT|TL|TUQ)\.", line) and at == len(lines) - 1:
            yield Said(
                spot.where,
                f"“{line[:40]}”",
                "thêm dòng chức vụ của người ký",
                f"Dưới dòng “{line[:40]}” thiếu chức vụ của người ký.",
            )


@rule("capacity-collective", "II.7.b", "“TM.” trước tên tập thể")
def capacity_collective(judged: Judged) -> Iterator[Said]:
    """“TM.” ghi trước tên tập thể lãnh đạo hoặc tên cơ quan, tổ chức: “TM. ỦY BAN NHÂN DÂN”, không ghi trước chức vụ của một người."""
    for spot, line in _position_lines(judged):
        of_whom = re.match(r"TM\.\s*(.+)", line)
        if of_whom and name_words.is_position(of_whom[1]):
            yield Said(
                spot.where,
                f"“{line[:40]}”",
                "“TM.” và tên tập thể",
                f"“{line[:40]}”: “TM.” chỉ ghi trước tên tập thể, ví dụ “TM. ỦY BAN NHÂN DÂN”.",
            )


@rule("capacity-head", "II.7.b", "“KT.” trước chức vụ người đứng đầu")
def capacity_head(judged: Judged) -> Iterator[Said]:
    """“KT.” ghi trước chức vụ của người đứng đầu: “KT. GIÁM ĐỐC”, không ghi “KT. PHÓ GIÁM ĐỐC”."""
    for spot, line in _position_lines(judged):
        of_whom = re.match(r"KT\.\s*(.+)", line)
        if of_whom and _DEPUTY.match(of_whom[1]):
            yield Said(
                spot.where,
                f"“{line[:40]}”",
                "“KT.” và chức vụ người đứng đầu",
                f"“{line[:40]}”: sau “KT.” là chức vụ của người đứng đầu, không phải của cấp phó.",
            )


@rule("deputy-signs", "II.7.b", "Cấp phó ký ghi “KT.”", severity="warning")
def deputy_signs(judged: Judged) -> Iterator[Said]:
    """Cấp phó ký thay người đứng đầu phải ghi “KT.” trước chức vụ của người đứng đầu; biên bản ghi chức danh trong cuộc họp."""
    if judged.components.type_name == "biên bản":
        return
    for spot, line in itertools.islice(_position_lines(judged), 1):
        if _DEPUTY.match(line):
            yield Said(
                spot.where,
                f"“{line[:40]}”",
                "“KT. …” ở dòng trên",
                f"“{line[:40]}” ký nhưng phía trên không có dòng “KT.” và chức vụ người đứng đầu.",
            )


@rule("position-marks", "II.7.đ", "Chức vụ không kèm dấu", severity="warning")
def position_marks(judged: Judged) -> Iterator[Said]:
    """Sau chức vụ của người ký không có dấu."""
    for spot, text in _positions(judged):
        if re.search(r"[A-ZĐÀ-Ỹ][.,;:]$", text.strip()) and len(text.strip()) > 4:
            yield Said(
                spot.where,
                f"dấu “{text.strip()[-1]}”",
                "không có dấu",
                "Sau chức vụ của người ký không ghi dấu.",
            )


@rule("signature-right", "IV.1", "Chữ ký ở bên phải")
def signature_right(judged: Judged) -> Iterator[Said]:
    """Quyền hạn, chức vụ và họ tên người ký ở bên phải, nơi nhận ở bên trái."""
    foot = recipients_and_signer(judged)
    if foot is None:
        return
    left, right = foot
    if (
        left.table is None
        or left.table != right.table
        or left.column is None
        or right.column is None
    ):
        return
    if left.column > right.column:
        yield Said(
            place(right),
            "chữ ký ở bên trái nơi nhận",
            "chữ ký ở bên phải",
            "Chức vụ, họ tên người ký ở bên trái nơi nhận; phải ở bên phải.",
        )


@rule("signature-after-text", "IV.1", "Chữ ký sau nội dung")
def signature_after_text(judged: Judged) -> Iterator[Said]:
    """Chức vụ, họ tên người ký ở ngay sau nội dung văn bản, trước phụ lục."""
    position, annex = judged.components.first("signer_position"), judged.components.first("annex")
    if position is not None and annex is not None and position.paragraphs[0] > annex.paragraphs[0]:
        yield Said(
            judged.begin_of(position),
            "sau phụ lục",
            "trước phụ lục",
            "Chữ ký ở sau phụ lục; chữ ký phải ở cuối nội dung văn bản, trước các phụ lục.",
            severity="warning",
        )


def _leads(judged: Judged, spot: Spot) -> bool:
    """In minutes, members sign below those who led the meeting; no model says how their positions look."""
    name = judged.components.first("signer_name")
    if judged.components.type_name != "biên bản" or name is None:
        return True
    return spot.at < name.paragraphs[0] or (
        spot.paragraph.table is not None
        and spot.paragraph.table == judged.document.paragraphs[name.paragraphs[0]].table
    )


SIGNATURE_RULES: Final[tuple[Rule, ...]] = (
    position_missing,
    capacity_mark,
    capacity_blank,
    capacity_two_lines,
    capacity_collective,
    capacity_head,
    deputy_signs,
    position_marks,
    *looks_of(
        ("signer_position", "other_position"),
        "QuyenHanChucVu",
        "chức vụ của người ký",
        slug="position",
        judged_where={"bold": _leads, "capitals": _leads},
    ),
    *SIGNER_NAME_RULES,
    signature_right,
    signature_after_text,
)
