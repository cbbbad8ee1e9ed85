"""Further faults of annexes, and those of stamps and of the organ's address."""

from __future__ import annotations

from tools.conformance import edits
from tools.conformance.mutations.mutation import (
    ANNEX,
    ANNEX_GUIDE,
    ANNEX_TITLE,
    CIRCULATION,
    PRIORITY,
    SECRECY,
    Fault,
    Mutation,
    said,
    some_looks,
    typed,
)
from tools.conformance.opened import Absent, Opened, W, set_letters, words_of

_SECOND = r"^Phụ lục II(\n|$)"
_LOOKS = ("size", "bold", "italic", "capitals")
_ADDRESS_PARTS = "word/footer1.xml"


def _text_behind(opened: Opened) -> None:
    """The annex ends with text instead of its table."""
    opened.paragraph(ANNEX)
    guide = opened.paragraph(ANNEX_GUIDE)
    last = opened.sections()[-1]
    closing = edits.put_behind(guide, "Danh sách này gồm các cá nhân nêu trên.")
    for mark in opened.paragraphs(r"\./\.$"):
        if opened.is_behind(mark, guide):
            edits.say(mark, words_of(mark).removesuffix("./.") or " ")
    last.addprevious(closing)


def _address(**look: object) -> Fault:
    def fault(opened: Opened) -> None:
        root = opened.root(_ADDRESS_PARTS)
        if "ĐT:" not in words_of(root):
            raise Absent("address")
        for run in root.iter(f"{{{W}}}r"):
            set_letters(run, **look)

    return fault


def _address_in_capitals(opened: Opened) -> None:
    for one in opened.root(_ADDRESS_PARTS).iter(f"{{{W}}}t"):
        one.text = (one.text or "").upper().replace("ĐT:", "ĐT:")


_ANNEX = (
    Mutation(
        "annex-iii", "Phụ lục I rồi Phụ lục III", ("annex-order",), typed(_SECOND, "II$", "III")
    ),
    Mutation(
        "annex-numbered-by-letter",
        "Một trong hai phụ lục không đánh số La Mã",
        ("annex-number",),
        typed(_SECOND, "II$", "B"),
    ),
    Mutation(
        "annex-with-title",
        "“Phụ lục” và tên cùng dòng",
        ("annex-own-line",),
        said(r"^Phụ lục$", "Phụ lục. DANH SÁCH CÁ NHÂN"),
    ),
    *some_looks("annex", "“Phụ lục”", ANNEX, "italic", italic=("annex-title-italic",)),
    *some_looks("annex-title", "Tên phụ lục", ANNEX_TITLE, "italic", "align"),
    Mutation(
        "annex-title-stop",
        "Sau tên phụ lục có dấu chấm",
        ("annex-marks",),
        typed(ANNEX_TITLE, "$", "."),
    ),
    Mutation(
        "annex-guide-open",
        "“Kèm theo …” không có ngoặc đơn",
        ("annex-guide-words",),
        typed(ANNEX_GUIDE, r"^\(", ""),
    ),
    Mutation(
        "annex-guide-other",
        "“(Kèm theo …)” ghi số khác",
        ("annex-guide-number",),
        typed(ANNEX_GUIDE, r"số \d+/", "số 999/"),
    ),
    *some_looks("annex-guide", "“(Kèm theo …)”", ANNEX_GUIDE, "case"),
    Mutation(
        "annex-goes-on-page",
        "Phụ lục không sang trang mới",
        ("annex-new-page",),
        lambda opened: edits.without_new_page(opened, ANNEX),
        also=("annex-page-number", "table-width"),
    ),
    Mutation("annex-end-gone", "Cuối phụ lục không có “./.”", ("annex-end",), _text_behind),
)
_STAMPS = (
    Mutation(
        "secrecy-other", "“MẬT” ghi sai", ("secrecy-words",), typed(SECRECY, "MẬT", "RẤT MẬT")
    ),
    *some_looks("secrecy", "Dấu mật", SECRECY, *_LOOKS),
    Mutation(
        "priority-other", "“KHẨN” ghi sai", ("priority-words",), typed(PRIORITY, "KHẨN", "KHẨN CẤP")
    ),
    *some_looks("priority", "Dấu khẩn", PRIORITY, "capitals"),
    Mutation(
        "circulation-other",
        "Chỉ dẫn lưu hành ghi sai",
        ("circulation-words",),
        typed(CIRCULATION, "NỘI BỘ|TRẢ LẠI", "HẸP"),
    ),
    *some_looks("circulation", "Chỉ dẫn lưu hành", CIRCULATION, *_LOOKS),
)
_ORGAN_ADDRESS = (
    Mutation(
        "organ-address-14", "Địa chỉ cơ quan cỡ 14", ("organ-address-size",), _address(size=14)
    ),
    Mutation(
        "organ-address-thick",
        "Địa chỉ cơ quan in đậm",
        ("organ-address-bold",),
        _address(bold=True),
    ),
    Mutation(
        "organ-address-slanted",
        "Địa chỉ cơ quan in nghiêng",
        ("organ-address-italic",),
        _address(italic=True),
    ),
    Mutation(
        "organ-address-large",
        "Địa chỉ cơ quan in hoa",
        ("organ-address-case",),
        _address_in_capitals,
    ),
)
MUTATIONS = (*_ANNEX, *_STAMPS, *_ORGAN_ADDRESS)
