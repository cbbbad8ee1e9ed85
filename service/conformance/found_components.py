"""What was recognised in a document: its components by kind, and what kind of document it is, each with its certainty."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from service.conformance.findings import Component, Family

#: Below this certainty a component is told, and no rule judges it.
CERTAIN_ENOUGH: Final = 0.6

#: Every kind of component: the ô of Phụ lục I, Phần I, IV that it stands in ("" where the sketch has none), and its name.
KINDS: Final[dict[str, tuple[str, str]]] = {
    # The letterhead. A rule's paragraph is the one that draws, borders or types the line; it may be the text line's own.
    "national_name": ("1", "Quốc hiệu"),
    "motto": ("1", "Tiêu ngữ"),
    "motto_rule": ("1", "Đường kẻ dưới Tiêu ngữ"),
    "parent_organ": ("2", "Tên cơ quan chủ quản trực tiếp"),
    "organ": ("2", "Tên cơ quan ban hành"),
    "organ_rule": ("2", "Đường kẻ dưới tên cơ quan ban hành"),
    "number": ("3", "Số, ký hiệu"),
    "place_date": ("4", "Địa danh và thời gian ban hành"),
    # The title.
    "type_name": ("5a", "Tên loại văn bản"),
    "subject": ("5a", "Trích yếu nội dung"),
    "subject_rule": ("5a", "Đường kẻ dưới trích yếu"),
    "letter_subject": ("5b", "Trích yếu công văn"),
    # The body, paragraph by paragraph; each is of exactly one kind.
    "addressees": ("9a", "Kính gửi"),
    "addressee": ("9a", "Nơi nhận dưới Kính gửi"),
    "authority": ("6", "Thẩm quyền ban hành"),
    "basis": ("6", "Căn cứ ban hành"),
    "enacting": ("6", "Mệnh đề quyết định"),
    "part": ("6", "Phần và số thứ tự"),
    "part_title": ("6", "Tiêu đề của phần"),
    "chapter": ("6", "Chương và số thứ tự"),
    "chapter_title": ("6", "Tiêu đề của chương"),
    "section": ("6", "Mục và số thứ tự"),
    "section_title": ("6", "Tiêu đề của mục"),
    "subsection": ("6", "Tiểu mục và số thứ tự"),
    "subsection_title": ("6", "Tiêu đề của tiểu mục"),
    "roman_heading": ("6", "Số La Mã và tiêu đề của mục"),
    "article": ("6", "Điều"),
    "clause": ("6", "Khoản"),
    "titled_clause": ("6", "Khoản có tiêu đề"),
    "point": ("6", "Điểm"),
    "dash": ("6", "Gạch đầu dòng"),
    "body": ("6", "Đoạn văn"),
    "end_mark": ("6", "Dấu kết thúc đứng riêng"),
    # The foot.
    "signer_position": ("7a", "Quyền hạn, chức vụ của người ký"),
    "other_position": ("7b", "Chức vụ khác của người ký"),
    "signer_name": ("7b", "Họ tên của người ký"),
    "recipients": ("9b", "Nơi nhận"),
    "recipient": ("9b", "Danh sách nơi nhận"),
    "drafter": ("12", "Ký hiệu người soạn thảo, số lượng bản"),
    "address": ("13", "Địa chỉ cơ quan"),
    # Marks, annexes, pages.
    "secrecy": ("10a", "Dấu chỉ độ mật"),
    "priority": ("10b", "Dấu chỉ mức độ khẩn"),
    "circulation": ("11", "Chỉ dẫn phạm vi lưu hành"),
    "electronic_copy": ("14", "Chữ ký số cho bản sao"),
    "annex": ("", "Phụ lục và số thứ tự"),
    "annex_title": ("", "Tên phụ lục"),
    "annex_reference": ("", "Chỉ dẫn kèm theo của phụ lục"),
    "annex_body": ("", "Nội dung phụ lục"),
    "page_number": ("", "Số trang"),
    "table_cell": ("", "Ô của bảng"),
    "footnote": ("", "Chú thích"),
}


@dataclass(frozen=True, slots=True)
class Components:
    """All that was recognised, in the order of the document.

    A component of several lines is one ``Component`` of several paragraphs (an organ's name); a kind that comes several times
    (basis, article, recipient) is one for each. ``type_name`` is the type as the decree names it, in small letters
    ("quyết định", "công văn"), None where no title tells it; ``slug`` is ours for it, if we have one.
    """

    found: tuple[Component, ...]
    family: Family = "unknown"
    type_name: str | None = None
    slug: str | None = None
    type_certainty: float = 0.0
    #: Paragraphs of the body with text that no component covers: indexes in ``WordDocument.paragraphs``.
    unrecognised: tuple[int, ...] = ()
    _by_kind: dict[str, tuple[Component, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_kind: dict[str, list[Component]] = {}
        for one in self.found:
            if one.certainty >= CERTAIN_ENOUGH:
                by_kind.setdefault(one.kind, []).append(one)
        object.__setattr__(self, "_by_kind", {kind: tuple(ones) for kind, ones in by_kind.items()})

    def all(self, *kinds: str) -> tuple[Component, ...]:
        """Every component of these kinds that is certain enough, kind by kind."""
        return tuple(one for kind in kinds for one in self._by_kind.get(kind, ()))

    def first(self, kind: str) -> Component | None:
        """The first of this kind, if there is one that is certain enough."""
        return next(iter(self._by_kind.get(kind, ())), None)

    def ordered(self, kinds: Iterable[str]) -> tuple[Component, ...]:
        """Every certain component of these kinds, in the order of the document."""
        wanted = frozenset(kinds)
        return tuple(
            one for one in self.found if one.kind in wanted and one.certainty >= CERTAIN_ENOUGH
        )
