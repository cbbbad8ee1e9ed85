"""Who signs: the authority's abbreviation, the position, the name (mục II.7)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Final

from service.conformance.rules.looks import looks_of
from service.conformance.rules.recognised import ending, is_missing, recipients_and_signer
from service.conformance.rules.rule import Judged, Rule, Said, place, rule
from service.conformance.rules.spots import Spot, of_kind
from service.language import vietnamese

#: What is signed with, as the decree writes it, and how offices miswrite it.
_MARKS: Final = ("TM.", "KT.", "TL.", "TUQ.", "Q.")
_MISWRITTEN: Final = re.compile(
    r"^\s*(?P<mark>T\s*/\s*M|K\s*/\s*T|T\s*/\s*L|T\s*/\s*U\s*/?\s*Q|TM|KT|TL|TUQ|T\.M|K\.T|T\.L|T\.U\.Q|Q)\s*(?P<end>[.:/]?)(?:\s+|(?<=[.:/]))(?=\S)"
)
#: Learning, teaching and honours before a name.
_DEGREES: Final = re.compile(
    r"^\s*(?:(?:GS|PGS|TS|TSKH|ThS|Th\.S|Ths|CN|KS|BS|DS|LS|NCS|NGƯT|NGND|NSƯT|NSND|TTƯT|TTND|BSCK\w*|BS\.?CK\s?\w*)\s*\.\s*)+(?=\w)"
    r"|^\s*(?:Giáo sư|Phó Giáo sư|Phó giáo sư|Tiến sĩ|Thạc sĩ|Cử nhân|Kỹ sư|Bác sĩ|Dược sĩ|Luật sư|Nhà giáo|Anh hùng)\b",
)
_RANKS: Final = re.compile(
    r"^\s*(?:(?:Đại|Thượng|Trung|Thiếu)\s+(?:tướng|tá|úy|uý)|Đại tướng|Thượng sĩ)\b", re.IGNORECASE
)
_ADDRESSED: Final = re.compile(r"^\s*(?:Ông|Bà|Đồng chí|Đ/c)\s+", re.IGNORECASE)
#: Organs whose sector may allow degrees and ranks before the name.
_EXCEPTED: Final = re.compile(
    r"\b(?:TRƯỜNG|ĐẠI HỌC|HỌC VIỆN|BỆNH VIỆN|VIỆN|TRUNG TÂM Y TẾ|CÔNG AN|QUÂN|BỘ CHỈ HUY|BIÊN PHÒNG|Y TẾ|GIÁO DỤC|KHOA HỌC)\b"
)
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


@rule("name-missing", "II.7.đ", "Có họ tên người ký", severity="warning")
def name_missing(judged: Judged) -> Iterator[Said]:
    """Dưới chức vụ có họ và tên người ký; bản thảo để trống thì chỉ nhắc."""
    if judged.components.first("signer_position") is not None and is_missing(judged, "signer_name"):
        yield Said(
            ending(judged),
            "không có",
            "họ và tên người ký",
            "Dưới chức vụ không có họ và tên người ký.",
        )


@rule("capacity-mark", "II.7.b", "Chữ viết tắt quyền hạn ký")
def capacity_mark(judged: Judged) -> Iterator[Said]:
    """Quyền hạn ký viết tắt “TM.”, “KT.”, “TL.”, “TUQ.”, “Q.”, có dấu chấm, không có gạch chéo."""
    for spot, text in _positions(judged):
        for line in text.splitlines():
            found = _MISWRITTEN.match(line)
            if found and found["mark"] + found["end"] not in _MARKS:
                wanted = re.sub(r"[^A-Z]", "", found["mark"]) + "."
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


def _names(judged: Judged) -> Iterator[tuple[Spot, str]]:
    for spot in of_kind(judged, "signer_name"):
        yield spot, vietnamese.nfc(spot.text.strip())


def _is_excepted(judged: Judged) -> bool:
    organs = " ".join(one.text for one in judged.components.all("parent_organ", "organ"))
    return _EXCEPTED.search(vietnamese.upper(organs)) is not None


@rule("name-title", "II.7.c", "Không ghi học hàm, học vị trước họ tên")
def name_title(judged: Judged) -> Iterator[Said]:
    """Trước họ tên của người ký không ghi học hàm, học vị và danh hiệu danh dự; ngành giáo dục, y tế, khoa học do người đứng
    đầu ngành quy định nên chỉ nhắc."""
    for spot, text in _names(judged):
        if found := _DEGREES.match(text):
            yield Said(
                spot.where,
                f"“{found[0].strip()}”",
                "chỉ họ và tên",
                f"Trước họ tên người ký có “{found[0].strip()}”; không ghi học hàm, học vị, danh hiệu.",
                severity="warning" if _is_excepted(judged) else None,
            )


@rule("name-rank", "II.7.c", "Quân hàm trước họ tên", severity="warning")
def name_rank(judged: Judged) -> Iterator[Said]:
    """Quân hàm chỉ ghi trước họ tên người ký trong văn bản của lực lượng vũ trang."""
    for spot, text in _names(judged):
        if (found := _RANKS.match(text)) and not _is_excepted(judged):
            yield Said(
                spot.where,
                f"“{found[0].strip()}”",
                "chỉ họ và tên",
                f"Trước họ tên người ký có “{found[0].strip()}”.",
            )


@rule("name-form-of-address", "II.7.c", "Không ghi “Ông”, “Bà” trước họ tên")
def name_form_of_address(judged: Judged) -> Iterator[Said]:
    """Phần chữ ký chỉ ghi họ, tên đệm và tên, không ghi “Ông”, “Bà”, “Đồng chí”."""
    for spot, text in _names(judged):
        if found := _ADDRESSED.match(text):
            yield Said(
                spot.where,
                f"“{found[0].strip()}”",
                "chỉ họ và tên",
                f"Trước họ tên người ký có “{found[0].strip()}”.",
            )


@rule("name-end", "II.7.c", "Họ tên không kèm dấu", severity="warning")
def name_end(judged: Judged) -> Iterator[Said]:
    """Sau họ tên người ký không có dấu."""
    for spot, text in _names(judged):
        if re.search(r"\w[.,;:]$", text):
            yield Said(
                spot.where,
                f"dấu “{text[-1]}”",
                "không có dấu",
                "Sau họ tên người ký không ghi dấu.",
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
    deputy_signs,
    position_marks,
    *looks_of(
        ("signer_position", "other_position"),
        "QuyenHanChucVu",
        "chức vụ của người ký",
        slug="position",
        judged_where={"bold": _leads, "capitals": _leads},
    ),
    name_missing,
    name_title,
    name_rank,
    name_form_of_address,
    name_end,
    *looks_of("signer_name", "HoTenNguoiKy", "họ tên người ký", slug="name", case=False),
    signature_right,
    signature_after_text,
)
