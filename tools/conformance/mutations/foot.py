"""Further faults of the foot: who signs and how, and who gets the document."""

from __future__ import annotations

import re
from typing import Any

from tools.conformance import edits
from tools.conformance.mutations.mutation import (
    ARCHIVE,
    NAME,
    POSITION,
    RECIPIENTS,
    Fault,
    Mutation,
    cased,
    gone,
    said,
    some_looks,
    typed,
)
from tools.conformance.opened import Absent, Opened, remove, retype, words_of

_FOR = r"^KT\. GIÁM ĐỐC$"
_DEPUTY = r"^PHÓ GIÁM ĐỐC$"
_FIRST = r"^- (Như Điều 3|Như trên|Lãnh đạo Sở|Giám đốc Sở \(b/c\));$"
_DECREED = ("commendation-decision", "summary-report")


def _positions_gone(opened: Opened) -> None:
    for pattern in (
        r"^(TM|KT|TL|TUQ)\. ",
        POSITION,
        _DEPUTY,
        r"^THƯ KÝ$",
        r"^(PHÓ )?CHỦ TỊCH$",
        r"^TRƯỞNG BAN ",
    ):
        try:
            found = opened.paragraphs(pattern)
        except Absent:
            continue
        for paragraph in found:
            remove(paragraph)
    left = opened.paragraph(NAME).iterancestors("{*}tbl")
    if re.search(r"GIÁM ĐỐC|TRƯỞNG", words_of(next(left))):
        raise Absent("a position with a further name")


def _names_gone(opened: Opened) -> None:
    for paragraph in opened.paragraphs(
        r"^(Lê Thu Mai|Đinh Quang Vinh|Vũ Đình Khải|Thái Phúc Sơn|Ngô Thị Hoài Nam|Nguyễn Văn A)$"
    ):
        edits.say(paragraph, "")


def _foot(opened: Opened) -> Any:
    table = next(opened.paragraph(RECIPIENTS).iterancestors("{*}tbl"), None)
    if table is None:
        raise Absent("the recipients stand in no table")
    return table


def _sides_changed(opened: Opened) -> None:
    _foot(opened)
    edits.change_cells_round(opened.paragraph(RECIPIENTS))


def _signed_last(opened: Opened) -> None:
    table = _foot(opened)
    last = opened.sections()[-1]
    if len(opened.sections()) < 2:
        raise Absent("annex")
    section = next(one for one in opened.sections() if one is not last).getparent().getparent()
    edits.put_behind(section, "")
    last.addprevious(table)


def _recipients_below(opened: Opened) -> None:
    _foot(opened)
    edits.row_of_its_own(opened.paragraph(RECIPIENTS))


def _in_one_line(opened: Opened) -> None:
    paragraph = opened.paragraph(RECIPIENTS)
    following = opened.after(paragraph)
    edits.say(paragraph, f"Nơi nhận: {words_of(following)}")
    remove(following)


def _first_typed(old: str, new: str) -> Fault:
    return lambda opened: retype(opened.paragraph(_FIRST), old, new)


_SIGNATURE = (
    Mutation(
        "position-gone",
        "Không có chức vụ người ký",
        ("position-missing",),
        _positions_gone,
        types=_DECREED,
    ),
    Mutation(
        "capacity-joined",
        "“KT.GIÁM ĐỐC” liền chữ",
        ("capacity-blank",),
        typed(_FOR, r"KT\. ", "KT."),
    ),
    Mutation(
        "capacity-alone", "Dưới “KT.” không có chức vụ", ("capacity-two-lines",), gone(_DEPUTY)
    ),
    Mutation(
        "capacity-in-words",
        "“KÝ THAY GIÁM ĐỐC”",
        ("capacity-mark",),
        typed(_FOR, r"KT\.", "KÝ THAY"),
    ),
    Mutation(
        "capacity-of-one",
        "“TM. GIÁM ĐỐC”",
        ("capacity-collective",),
        typed(r"^(KT\. )?GIÁM ĐỐC$", r"^(KT\. )?", "TM. "),
    ),
    Mutation(
        "capacity-of-deputy",
        "“KT. PHÓ GIÁM ĐỐC”",
        ("capacity-head",),
        typed(_FOR, r"KT\. ", "KT. PHÓ "),
    ),
    Mutation("deputy-alone", "Cấp phó ký không ghi “KT.”", ("deputy-signs",), gone(_FOR)),
    Mutation(
        "position-comma", "Sau chức vụ có dấu phẩy", ("position-marks",), typed(POSITION, "$", ",")
    ),
    Mutation("name-gone", "Không có họ tên người ký", ("name-missing",), _names_gone),
    Mutation(
        "name-with-rank", "Quân hàm trước họ tên", ("name-rank",), typed(NAME, "^", "Đại tá ")
    ),
    Mutation(
        "name-with-mr", "“Ông” trước họ tên", ("name-form-of-address",), typed(NAME, "^", "Ông ")
    ),
    Mutation("name-stop", "Sau họ tên có dấu chấm", ("name-end",), typed(NAME, "$", ".")),
    Mutation(
        "foot-changed-round",
        "Chữ ký bên trái, nơi nhận bên phải",
        ("signature-right",),
        _sides_changed,
        types=_DECREED,
    ),
    Mutation(
        "signed-last",
        "Chữ ký ở sau phụ lục",
        ("signature-after-text",),
        _signed_last,
        types=_DECREED,
    ),
)
_RECIPIENTS = (
    Mutation(
        "recipients-large",
        "“NƠI NHẬN” in hoa",
        ("recipients-words",),
        typed(RECIPIENTS, "Nơi nhận", "NƠI NHẬN"),
    ),
    Mutation(
        "recipients-in-line",
        "“Nơi nhận” và nơi nhận cùng dòng",
        ("recipients-own-line",),
        _in_one_line,
        also=("recipient-as-above-missing",),
    ),
    Mutation(
        "recipients-lower",
        "“Nơi nhận” thấp hơn chức vụ",
        ("recipients-beside",),
        _recipients_below,
        types=_DECREED,
    ),
    Mutation(
        "recipient-joined", "Gạch đầu dòng liền chữ", ("recipient-blank",), _first_typed("^- ", "-")
    ),
    Mutation(
        "archive-hyphen", "“Lưu: VT-VP.”", ("archive-comma",), typed(ARCHIVE, "VT, .*", "VT-VP.")
    ),
    Mutation(
        "recipient-lost-article",
        "“Như Điều 9” không có thật",
        ("recipient-article",),
        typed(r"^- Như Điều", r"Điều \d", "Điều 9"),
    ),
    Mutation(
        "recipient-above-nothing",
        "“Như trên” khi không có “Kính gửi”",
        ("recipient-as-above",),
        said(r"^- (Như Điều 3|Lãnh đạo Sở|Giám đốc Sở \(b/c\));$", "- Như trên;"),
    ),
    Mutation(
        "recipient-not-above",
        "Có “Kính gửi” mà nơi nhận không ghi “Như trên”",
        ("recipient-as-above-missing",),
        said(r"^- Như trên;$", "- Sở Nội vụ;"),
    ),
    Mutation(
        "recipient-large",
        "Nơi nhận in hoa",
        ("recipient-case",),
        cased(r"^- (UBND tỉnh|Các phòng)", "upper"),
    ),
)
_DRAFTER = (
    *some_looks("drafter", "Ký hiệu người soạn thảo", r"^LTTB\.\(20\)$", "size", "thin", "italic"),
    Mutation(
        "drafter-small",
        "Ký hiệu người soạn thảo chữ thường",
        ("drafter-capitals",),
        typed(r"LTTB\.\(20\)$", "LTTB", "lttb"),
    ),
    Mutation(
        "drafter-in-words",
        "Số bản ghi bằng chữ",
        ("drafter-copies",),
        typed(r"LTTB\.\(20\)$", r"\(20\)", "(hai mươi)"),
    ),
)
MUTATIONS = (*_SIGNATURE, *_RECIPIENTS, *_DRAFTER)
