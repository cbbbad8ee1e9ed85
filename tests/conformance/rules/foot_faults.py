"""Faults of the signature, the recipients, annexes, stamps and printed places."""

from __future__ import annotations

from copy import deepcopy

from service.conformance.findings import Box
from tests.conformance.rules.drafts import Draft, Fault
from tests.conformance.rules.faults import (
    Case,
    every,
    framed,
    gone,
    last_said,
    lies,
    moved,
    named,
    said,
)
from tests.conformance.rules.sound_drafts import DECISION, LETTER, REPORT


def _one_position(text: str) -> Fault:
    def change(draft: Draft) -> None:
        position = draft.first("signer_position")
        draft.drop("signer_position")
        position.say(text)
        draft.before("signer_name", position)

    return change


def _signed_on_the_left(draft: Draft) -> None:
    for one in draft.lines:
        if one.cell is not None and one.cell[0] == 1:
            one.cell = (1, 0, 1 - one.cell[2])


def _signed_last(draft: Draft) -> None:
    foot = [one for one in draft.lines if one.kind.startswith("signer")]
    draft.lines = [one for one in draft.lines if one not in foot] + foot


def _without_annexes(draft: Draft, *, but_first: bool) -> None:
    first = draft.lines.index(draft.first("annex"))
    second = draft.lines.index(draft.last("annex"))
    end = draft.lines.index(draft.first("page_number"))
    del draft.lines[second if but_first else first : end]


def _single_annex(text: str) -> Fault:
    def change(draft: Draft) -> None:
        _without_annexes(draft, but_first=True)
        draft.first("annex").say(text)

    return change


def _label_alone(draft: Draft) -> None:
    """The last annex is nothing but its label; the one before ends two lines behind its mark."""
    label = draft.lines.index(draft.last("annex"))
    del draft.lines[label + 1 : draft.lines.index(draft.first("page_number"))]
    notes = [deepcopy(draft.lines[label - 1]) for _ in range(2)]
    for note in notes:
        note.say("Ghi chú.")
    draft.lines[label:label] = notes


def _same_page(draft: Draft) -> None:
    for one in draft.lines:
        one.section = 0


def _doubtful(draft: Draft) -> None:
    draft.first("recipients").certainty = 0.3


def _unnamed(draft: Draft) -> None:
    draft.first("article").say("Điều 1. Tặng Giấy khen cho 03 cá nhân, gồm:")


def _printed(**places: tuple[float, float, float, float]) -> Fault:
    """Components of one word: left, right, top, and page."""

    def change(draft: Draft) -> None:
        for kind, (left, right, top, page) in places.items():
            draft.first(kind).boxes = (Box(int(page), left, top, right, top + 14),)

    return change


def _printed_in_lines(kind: str) -> Fault:
    def change(draft: Draft) -> None:
        draft.first(kind).boxes = (Box(1, 320, 60, 500, 74), Box(1, 380, 76, 440, 90))

    return change


_NATIONAL, _MOTTO = (290.0, 520.0, 60.0, 1.0), (330.0, 480.0, 76.0, 1.0)
_ORGAN, _NUMBER = (120.0, 200.0, 76.0, 1.0), (120.0, 200.0, 100.0, 1.0)
_POSITION, _NAME = (350.0, 470.0, 500.0, 1.0), (360.0, 460.0, 600.0, 1.0)

SPEAKS: tuple[Case, ...] = (
    ("position-missing", DECISION, gone("signer_position")),
    ("name-missing", DECISION, gone("signer_name")),
    ("capacity-mark", DECISION, said("signer_position", "KT GIÁM ĐỐC")),
    ("capacity-mark", DECISION, said("signer_position", "K/T GIÁM ĐỐC")),
    ("capacity-mark", DECISION, said("signer_position", "T/M ỦY BAN NHÂN DÂN")),
    ("capacity-blank", DECISION, said("signer_position", "KT.GIÁM ĐỐC")),
    ("capacity-two-lines", DECISION, _one_position("KT. GIÁM ĐỐC")),
    ("capacity-mark", DECISION, said("signer_position", "KÝ THAY GIÁM ĐỐC")),
    ("capacity-collective", DECISION, said("signer_position", "TM. GIÁM ĐỐC")),
    ("capacity-head", DECISION, said("signer_position", "KT. PHÓ GIÁM ĐỐC")),
    ("deputy-signs", DECISION, _one_position("PHÓ GIÁM ĐỐC")),
    ("position-marks", DECISION, last_said("signer_position", "PHÓ GIÁM ĐỐC,")),
    ("name-title", DECISION, said("signer_name", "ThS. Đinh Quang Vinh")),
    ("name-title", DECISION, said("signer_name", "Tiến sĩ Đinh Quang Vinh")),
    ("name-title", DECISION, every(said("organ", "Bệnh viện Đa khoa"), said("signer_name", "ThS. Đinh Quang Vinh"))),
    ("name-rank", DECISION, said("signer_name", "Đại tá Đinh Quang Vinh")),
    ("name-form-of-address", DECISION, said("signer_name", "Ông Đinh Quang Vinh")),
    ("name-end", DECISION, said("signer_name", "Đinh Quang Vinh.")),
    ("signature-right", DECISION, _signed_on_the_left),
    ("signature-after-text", DECISION, _signed_last),
    ("recipients-missing", DECISION, every(gone("recipients"), gone("recipient"))),
    ("recipients-words", DECISION, said("recipients", "NƠI NHẬN:")),
    ("recipients-colon", DECISION, said("recipients", "Nơi nhận")),
    ("recipients-own-line", DECISION, said("recipients", "Nơi nhận: - Như Điều 3;")),
    ("recipients-beside", DECISION, moved("recipients", (1, 1, 0))),
    ("recipient-dash", DECISION, said("recipient", "+ Như Điều 3;")),
    ("recipient-dash", DECISION, said("recipient", "Như Điều 3;")),
    ("recipient-dash", DECISION, said("recipient", "– Như Điều 3;")),
    ("recipient-blank", DECISION, said("recipient", "-Như Điều 3;")),
    ("recipient-marks", DECISION, said("recipient", "- Như Điều 3.")),
    ("recipient-marks", DECISION, last_said("recipient", "- Lưu: VT, VP;")),
    ("archive-line", DECISION, last_said("recipient", "- Sở Nội vụ.")),
    ("archive-line", DECISION, every(said("recipient", "- Lưu: VT, VP;"), last_said("recipient", "- Sở Nội vụ."))),
    ("archive-line", DECISION, gone("recipient")),
    ("archive-words", DECISION, last_said("recipient", "- Lưu VT, VP.")),
    ("archive-words", DECISION, last_said("recipient", "- Lưu: Văn thư, VP.")),
    ("archive-comma", DECISION, last_said("recipient", "- Lưu: VT-VP.")),
    ("recipient-article", DECISION, said("recipient", "- Như Điều 5;")),
    ("recipient-as-above", DECISION, said("recipient", "- Như trên;")),
    ("recipient-as-above-missing", LETTER, said("recipient", "- Sở Tài chính;")),
    ("annex-word", DECISION, said("annex", "PHỤ LỤC I")),
    ("annex-number", DECISION, said("annex", "Phụ lục 1")),
    ("annex-arabic", DECISION, _single_annex("Phụ lục 1")),
    ("annex-order", DECISION, last_said("annex", "Phụ lục III")),
    ("annex-own-line", DECISION, said("annex", "Phụ lục I. DANH SÁCH CÁ NHÂN")),
    ("annex-marks", DECISION, said("annex_title", "DANH SÁCH CÁ NHÂN.")),
    ("annex-guide-missing", DECISION, gone("annex_reference")),
    ("annex-guide-words", DECISION, said("annex_reference", "Kèm theo Quyết định số 27/QĐ-SNgV của Giám đốc Sở")),
    ("annex-guide-number", DECISION, said("annex_reference", "(Kèm theo Quyết định số 28/QĐ-SNgV ngày 09 tháng 3 năm 2026 của Giám đốc Sở)")),
    ("annex-reference", DECISION, _unnamed),
    ("annex-new-page", DECISION, _same_page),
    ("annex-end", DECISION, last_said("body", "Danh sách này gồm ba đơn vị.")),
    ("secrecy-words", LETTER, said("secrecy", "RẤT MẬT")),
    ("priority-words", LETTER, said("priority", "RẤT KHẨN")),
    ("circulation-words", LETTER, said("circulation", "KHÔNG SAO CHỤP")),
    ("priority-frame", LETTER, framed("priority", "double", 20.0, 8.0)),
    ("priority-frame", LETTER, framed("priority", "", 20.0, 8.0)),
    ("priority-frame-middle", LETTER, lies("priority", align="left")),
    ("priority-frame-size", LETTER, framed("priority", "single", 30.0, 8.0)),
    ("priority-frame-size", LETTER, framed("priority", "single", None, 10.0, is_least=True)),
    ("priority-frame-size", LETTER, every(said("priority", "HOẢ TỐC"), framed("priority", "single", 20.0, 5.0))),
    ("circulation-frame", LETTER, framed("circulation", "dashed", 56.0, 8.0)),
    ("circulation-frame-middle", LETTER, lies("circulation", align="left")),
    ("drafter-capitals", LETTER, said("drafter", "lttb.(20)")),
    ("drafter-copies", LETTER, said("drafter", "LTTB.(hai mươi)")),
    ("printed-national-right", DECISION, _printed(national_name=(60.0, 280.0, 60.0, 1.0))),
    ("printed-national-first-page", DECISION, _printed(national_name=(290.0, 520.0, 60.0, 2.0))),
    ("printed-national-line", DECISION, _printed_in_lines("national_name")),
    ("printed-motto-line", DECISION, _printed_in_lines("motto")),
    ("printed-motto-middle", DECISION, _printed(national_name=_NATIONAL, motto=(300.0, 400.0, 76.0, 1.0))),
    ("printed-motto-below", DECISION, _printed(national_name=(290.0, 520.0, 95.0, 1.0), motto=_MOTTO)),
    ("printed-organ-left", DECISION, _printed(organ=(400.0, 500.0, 76.0, 1.0))),
    ("printed-organ-middle", DECISION, _printed(parent_organ=(90.0, 230.0, 60.0, 1.0), organ=(90.0, 160.0, 76.0, 1.0))),
    ("printed-number-middle", DECISION, _printed(organ=_ORGAN, number=(85.0, 150.0, 100.0, 1.0))),
    ("printed-number-below", DECISION, _printed(organ=(120.0, 200.0, 130.0, 1.0), number=_NUMBER)),
    ("printed-date-middle", DECISION, _printed(motto=_MOTTO, place_date=(380.0, 540.0, 100.0, 1.0))),
    ("printed-date-row", DECISION, _printed(number=_NUMBER, place_date=(330.0, 480.0, 118.0, 1.0))),
    ("printed-date-row", DECISION, every(_printed(number=_NUMBER, place_date=(330.0, 480.0, 118.0, 1.0)), named("biên bản"))),
    ("printed-type-middle", DECISION, _printed(type_name=(250.0, 340.0, 150.0, 1.0))),
    ("printed-subject-middle", DECISION, _printed(subject=(200.0, 380.0, 170.0, 1.0))),
    ("printed-letter-subject-middle", LETTER, _printed(number=_NUMBER, letter_subject=(85.0, 150.0, 118.0, 1.0))),
    ("printed-signature-right", DECISION, _printed(signer_name=(100.0, 200.0, 600.0, 1.0))),
    ("printed-name-middle", DECISION, _printed(signer_position=_POSITION, signer_name=(400.0, 500.0, 600.0, 1.0))),
    ("printed-name-page", DECISION, _printed(signer_position=_POSITION, signer_name=(360.0, 460.0, 60.0, 2.0))),
    ("printed-recipients-row", DECISION, _printed(signer_position=_POSITION, recipients=(85.0, 140.0, 540.0, 1.0))),
    ("printed-recipients-left", DECISION, _printed(recipients=(350.0, 420.0, 500.0, 1.0))),
)  # fmt: skip

SILENT: tuple[Case, ...] = (
    ("printed-recipients-row", DECISION, every(_printed(signer_position=_POSITION, recipients=(85.0, 140.0, 540.0, 1.0)), named("biên bản"))),
    ("capacity-mark", DECISION, said("signer_position", "Q. GIÁM ĐỐC")),
    ("capacity-mark", DECISION, said("signer_position", "QUYỀN GIÁM ĐỐC")),
    ("capacity-mark", DECISION, said("signer_position", "TUQ. GIÁM ĐỐC")),
    ("capacity-collective", DECISION, said("signer_position", "TM. ỦY BAN NHÂN DÂN")),
    ("capacity-head", DECISION, said("signer_position", "KT. TRƯỞNG PHÒNG")),
    ("deputy-signs", DECISION, every(_one_position("PHÓ GIÁM ĐỐC"), named("biên bản"))),
    ("name-rank", DECISION, every(said("organ", "CÔNG AN TỈNH QUẢNG LÂM"), said("signer_name", "Đại tá Đinh Quang Vinh"))),
    ("name-title", DECISION, said("signer_name", "Sĩ Tiến Vinh")),
    ("name-title", DECISION, said("signer_name", "Tạ Sơn Thạc")),
    ("recipients-beside", DECISION, every(moved("recipients", (1, 1, 0)), named("biên bản"))),
    ("recipient-marks", DECISION, last_said("recipient", "- Lưu: VT, VP (02). LTTB.(20)")),
    ("recipient-marks", DECISION, last_said("recipient", "- Lưu: VT, ...")),
    ("archive-words", DECISION, last_said("recipient", "- Lưu: VT.")),
    ("archive-comma", DECISION, last_said("recipient", "- Lưu: VT;")),
    ("recipient-as-above-missing", LETTER, every(said("recipients", "Nơi nhận: - Như trên;"), said("recipient", "- Sở Tài chính;"))),
    ("recipient-as-above", LETTER, every(gone("addressees"), gone("addressee"))),
    ("recipient-article", DECISION, said("recipient", "- Như Điều 2, 3;")),
    ("recipient-as-above", LETTER, said("recipient", "- Như trên (để thực hiện);")),
    ("annex-number", DECISION, _single_annex("Phụ lục")),
    ("annex-arabic", DECISION, _single_annex("Phụ lục I")),
    ("annex-order", DECISION, said("annex", "Phụ lục 1")),
    ("annex-guide-number", DECISION, said("annex_reference", "(KÈM THEO QUYẾT ĐỊNH SỐ 27/QĐ-SNGV NGÀY 09 THÁNG 3 NĂM 2026 CỦA GIÁM ĐỐC)")),
    ("annex-guide-number", DECISION, said("annex_reference", "(Kèm theo Quyết định số      ngày   tháng   năm     của Giám đốc Sở)")),
    ("priority-words", LETTER, said("priority", "HOẢ TỐC")),
    ("priority-frame-size", LETTER, framed("priority", "single", 20.9, 7.1)),
    ("priority-frame-size", LETTER, framed("priority", "single", 20.0, 5.0, is_least=True)),
    ("priority-frame-size", LETTER, framed("priority", "", 170.0, None)),
    ("circulation-frame", LETTER, framed("circulation", "single", 80.0, 12.0)),
    ("printed-motto-middle", DECISION, _printed(national_name=_NATIONAL, motto=_MOTTO)),
    ("printed-date-row", DECISION, _printed(number=_NUMBER, place_date=(330.0, 480.0, 101.0, 1.0))),
    ("printed-type-middle", DECISION, _printed(type_name=(274.0, 364.0, 150.0, 1.0))),
    ("printed-name-middle", DECISION, every(_printed(signer_position=_POSITION, signer_name=(100.0, 200.0, 600.0, 1.0)), named("biên bản"))),
    ("recipients-missing", REPORT, _doubtful),
    # One without a number tells nothing of the order of the others.
    ("annex-order", DECISION, every(said("annex", "Phụ lục"), last_said("annex", "Phụ lục III"))),
    ("annex-end", DECISION, _label_alone),
)  # fmt: skip
