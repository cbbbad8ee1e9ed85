"""Faults of what opens the text: title, "V/v", "Kính gửi", the authority and its bases."""

from __future__ import annotations

import unicodedata
from typing import Any

from tools.conformance import edits
from tools.conformance.mutations.mutation import (
    AUTHORITY,
    BASIS,
    BASIS_ON_DECREE,
    BASIS_ON_LAW,
    ENACTING,
    LAST_BASIS,
    LETTER_SUBJECT,
    NUMBER,
    TYPE,
    Mutation,
    cased,
    followed,
    gone,
    letters,
    lines,
    some_looks,
    subject,
    typed,
)
from tools.conformance.opened import Opened, remove, retype, rule_of, set_lines, words_of

_ADDRESS = r"^Kính gửi:"
_ADDRESSEE = r"^- (Sở Tài chính|Ủy ban nhân dân tỉnh Hà Tĩnh);$"


def _without_marks(opened: Opened) -> None:
    paragraph = opened.paragraph(TYPE)
    letters = unicodedata.normalize("NFD", words_of(paragraph))
    edits.say(paragraph, "".join(one for one in letters if not unicodedata.combining(one)))


def _without_subject(_: Opened, paragraph: Any) -> None:
    for drawn in rule_of(paragraph):
        remove(drawn)
    remove(paragraph)


def _small_first(_: Opened, paragraph: Any) -> None:
    retype(paragraph, "^.", words_of(paragraph)[0].lower())


def _number_beside(opened: Opened) -> None:
    set_lines(opened.paragraph(NUMBER), after=0)
    set_lines(opened.paragraph(LETTER_SUBJECT), before=0)


def _one_left(opened: Opened) -> None:
    for paragraph in opened.paragraphs(
        r"^- (Sở Nội vụ;|Ủy ban nhân dân các xã, phường\.|Bộ Ngoại giao\.)$"
    ):
        remove(paragraph)


def _address_gone(opened: Opened) -> None:
    paragraph = opened.paragraph(_ADDRESS)
    while words_of(following := opened.after(paragraph)).startswith("- "):
        remove(following)
    remove(paragraph)


def _addressed(opened: Opened) -> None:
    paragraph = opened.paragraph(AUTHORITY)
    address = edits.put_behind(paragraph, "Kính gửi: Ủy ban nhân dân tỉnh")
    paragraph.addprevious(address)
    for bold in list(address.iter("{*}b", "{*}pStyle")):
        bold.getparent().remove(bold)


def _proposal_first(opened: Opened) -> None:
    proposal = opened.paragraph(LAST_BASIS)
    opened.paragraph(BASIS).addprevious(proposal)


_TITLE = (
    Mutation(
        "type-unknown",
        "Tên loại không có dấu",
        ("type-known",),
        _without_marks,
    ),
    Mutation("type-colon", "Sau tên loại có dấu hai chấm", ("type-marks",), typed(TYPE, "$", ":")),
    Mutation("subject-gone", "Không có trích yếu", ("subject-missing",), subject(_without_subject)),
    Mutation(
        "subject-stop",
        "Cuối trích yếu có dấu chấm",
        ("subject-end",),
        subject(lambda _, one: edits.say(one, words_of(one).replace("\n", " ") + ".")),
        also=("subject-rule-length",),
    ),
    Mutation(
        "subject-small", "Trích yếu bắt đầu chữ thường", ("subject-capital",), subject(_small_first)
    ),
    Mutation(
        "subject-large",
        "Trích yếu in hoa, bắt đầu như tên cơ quan",
        ("subject-case",),
        subject(lambda _, one: edits.say(one, "BAN HÀNH QUY CHẾ LÀM VIỆC CỦA SỞ NGOẠI VỤ")),
        also=("subject-rule-length",),
    ),
    Mutation(
        "subject-apart", "Dòng trống trước trích yếu", ("subject-below-type",), followed(TYPE, "")
    ),
)
_LETTER = (
    *some_looks(
        "letter-subject", "Trích yếu công văn", LETTER_SUBJECT, "size", "thin", "italic", "align"
    ),
    Mutation(
        "letter-subject-gone",
        "Công văn không có trích yếu",
        ("letter-subject-missing",),
        gone(LETTER_SUBJECT),
    ),
    Mutation(
        "letter-subject-about",
        "Trích yếu công văn ghi “Về việc”",
        ("letter-subject-words",),
        typed(LETTER_SUBJECT, "^V/v", "Về việc"),
    ),
    Mutation(
        "letter-subject-close",
        "Trích yếu công văn sát số",
        ("letter-subject-gap",),
        _number_beside,
    ),
)
_ADDRESSEES = (
    Mutation(
        "address-gone",
        "Công văn không có “Kính gửi”",
        ("address-missing",),
        _address_gone,
        types=("official-letter",),
        also=("recipient-as-above",),
    ),
    Mutation(
        "address-in-decision",
        "Quyết định có “Kính gửi”",
        ("address-not-here",),
        _addressed,
        also=("recipient-as-above-missing",),
        types=("commendation-decision",),
    ),
    Mutation(
        "address-large",
        "“KÍNH GỬI” in hoa",
        ("address-words",),
        typed(r"^Kính gửi: \S", "Kính gửi", "KÍNH GỬI"),
    ),
    Mutation(
        "address-all-large",
        "“KÍNH GỬI:” trên dòng riêng in hoa",
        ("address-case",),
        cased(r"^Kính gửi:$", "upper"),
    ),
    Mutation(
        "address-underlined",
        "“Kính gửi” gạch chân",
        ("underlined",),
        letters(_ADDRESS, underlined=True),
    ),
    Mutation("address-one-below", "Một nơi nhận mà xuống dòng", ("address-one-line",), _one_left),
    Mutation(
        "address-plus",
        "Nơi nhận dưới “Kính gửi” dùng dấu +",
        ("address-dash",),
        typed(_ADDRESSEE, "^-", "+"),
    ),
    Mutation(
        "address-comma",
        "Cuối dòng dưới “Kính gửi” là dấu phẩy",
        ("address-marks",),
        typed(_ADDRESSEE, ";$", ","),
    ),
    Mutation(
        "address-askew",
        "Gạch đầu dòng dưới “Kính gửi” lệch",
        ("address-aligned",),
        lines(_ADDRESSEE, left=20),
    ),
)
_AUTHORITY = (
    *some_looks("authority", "Thẩm quyền ban hành", AUTHORITY, "size", "italic", "capitals"),
    Mutation("authority-gone", "Không có dòng thẩm quyền", ("authority-missing",), gone(AUTHORITY)),
    Mutation(
        "authority-comma",
        "Sau dòng thẩm quyền có dấu phẩy",
        ("authority-marks",),
        typed(AUTHORITY, "$", ","),
    ),
)
_BASES = (
    Mutation(
        "basis-together",
        "Hai căn cứ trong một đoạn",
        ("basis-own-line",),
        typed(
            BASIS_ON_LAW,
            ";$",
            "; Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
        ),
    ),
    Mutation(
        "basis-with-dash", "Căn cứ có gạch đầu dòng", ("basis-dash",), typed(BASIS, "^", "- ")
    ),
    Mutation(
        "basis-law-with-number",
        "Căn cứ Luật có số",
        ("basis-law-number",),
        typed(BASIS_ON_LAW, "ngày", "số 06/2022/QH15 ngày"),
    ),
    Mutation(
        "basis-no-number",
        "Căn cứ Nghị định không có số",
        ("basis-number",),
        typed(BASIS_ON_DECREE, r"số \S+ ", ""),
    ),
    Mutation(
        "basis-short-date",
        "Ngày của căn cứ viết tắt",
        ("basis-date",),
        typed(BASIS, r"ngày (\d+) tháng (\d+) năm (\d+)", r"ngày \1/\2/\3"),
    ),
    Mutation(
        "basis-proposal-first",
        "“Theo đề nghị” đứng đầu",
        ("basis-proposal-last",),
        _proposal_first,
        also=("basis-marks",),
    ),
    *some_looks("basis", "Căn cứ", BASIS, "case", "align"),
)
_ENACTING = (
    Mutation(
        "enacting-no-colon",
        "“QUYẾT ĐỊNH” không có dấu hai chấm",
        ("enacting-words",),
        typed(ENACTING, ":", ""),
    ),
    *some_looks("enacting", "“QUYẾT ĐỊNH:”", ENACTING, "size", "italic"),
    Mutation(
        "enacting-small",
        "“Quyết định:” chữ thường",
        ("enacting-capitals",),
        cased(ENACTING, "lower"),
    ),
)
MUTATIONS = (*_TITLE, *_LETTER, *_ADDRESSEES, *_AUTHORITY, *_BASES, *_ENACTING)
