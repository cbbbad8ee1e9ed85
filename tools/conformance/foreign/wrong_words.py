"""Documents whose faults are their letters: nothing but a person can mend them."""

from __future__ import annotations

from dataclasses import replace

from tools.conformance.foreign.document import Foreign
from tools.conformance.hands import DIRECT, EXACT_LINES, OWN_STYLES
from tools.conformance.manuscripts import DECISION, MINUTES, REPORT, Manuscript, Signature, Typed


def _head() -> Foreign:
    """Number and date as people write them on the phone."""
    manuscript = replace(
        REPORT, number="Số 7-BC/SNgV", date="Quảng Lâm, ngày 9/3/2026", organ="SỞ NGOẠI VỤ."
    )
    return Foreign(
        "words-of-head",
        "Số ghi “Số 7-BC/SNgV”, ngày viết tắt 9/3/2026, tên cơ quan có dấu chấm",
        REPORT.slug,
        DIRECT.document(manuscript),
        ("number-slash", "date-words", "organ-marks"),
    )


def _text() -> Foreign:
    """Articles, clauses and bases numbered and ended by habit."""
    said = {
        "Điều 1.": "Điều 1:",
        "Điều 2.": "Điều 3.",
        "1. Đối": "1) Đối",
        "2. Nguồn": "2) Nguồn",
    }

    def retyped(one: Typed) -> Typed:
        for old, new in said.items():
            if one.text.startswith(old):
                return replace(one, text=new + one.text[len(old) :])
        text = one.text.removesuffix(";") + "," if one.kind == "basis" else one.text
        text = text.removesuffix(".,") + "," if text.endswith(".,") else text
        return replace(one, text=text.removesuffix("/."))

    manuscript = replace(DECISION, text=tuple(map(retyped, DECISION.text)))
    return Foreign(
        "words-of-text",
        "“Điều 1:”, nhảy từ Điều 1 sang Điều 3, khoản “1)”, căn cứ kết thúc bằng dấu phẩy, thiếu “./.”",
        DECISION.slug,
        OWN_STYLES.document(manuscript),
        ("article-mark", "article-order", "clause-mark", "basis-marks", "end-mark"),
    )


def _foot(manuscript: Manuscript) -> Foreign:
    """Who gets it and who signs, by habit."""
    changed = replace(
        manuscript,
        recipients=("+ Như Điều 3,", "+ UBND tỉnh (b/c),", "+ Lưu VP."),
        signatures=(Signature(("KT GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "ThS. Lê Thu Mai"),),
    )
    return Foreign(
        "words-of-foot",
        "Nơi nhận gạch bằng dấu cộng, kết thúc bằng dấu phẩy, “Lưu VP”; “KT GIÁM ĐỐC”, học vị trước họ tên",
        manuscript.slug,
        EXACT_LINES.document(changed),
        ("recipient-dash", "recipient-marks", "archive-words", "capacity-mark", "name-title"),
    )


def _minutes() -> Foreign:
    """A subject that ends with a full stop, a number of the Party's kind, an abbreviated parent."""
    manuscript = replace(
        MINUTES,
        number="Số: 05-BB",
        subject="V/v " + MINUTES.subject + ".",
        recipients=("Lãnh đạo Sở", "Các phòng, đơn vị thuộc Sở", "Lưu: Hồ sơ"),
    )
    return Foreign(
        "words-of-minutes",
        "Biên bản: số không có dấu gạch chéo, trích yếu ghi “V/v …” và có dấu chấm, nơi nhận không có gạch đầu dòng",
        MINUTES.slug,
        DIRECT.document(manuscript),
        ("number-slash", "subject-words", "subject-end", "recipient-dash", "recipient-marks"),
        ("archive-words", "archive-line"),
    )


def foreign() -> list[Foreign]:
    """Documents laid out as they should be, with other words than they should have."""
    return [_head(), _text(), _foot(DECISION), _minutes()]
