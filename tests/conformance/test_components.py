"""The components of a document are found by their words and shape, whatever holds them in their places."""

from __future__ import annotations

from dataclasses import fields
from functools import cache, partial
from pathlib import Path

import pytest

from service.conformance import checking, components, reading
from service.conformance.findings import Component
from service.conformance.found_components import CERTAIN_ENOUGH, Components
from service.conformance.word_document import Line, Section, Table
from tests.conformance.word_files import SHEET, paragraph, part, word_file
from tests.recorded import Record
from tools.conformance import foreign, sound_documents

EVERYWHERE = {
    "national_name", "motto", "parent_organ", "organ", "number", "type_name", "subject", "subject_rule", "recipients",
    "recipient", "signer_position", "signer_name", "page_number",
}  # fmt: skip
BY_TYPE = {
    "commendation-decision": {"place_date", "authority", "basis", "enacting", "article", "annex"},
    "summary-report": {"place_date", "roman_heading", "titled_clause", "point", "body"},
    "conference-minutes": {"titled_clause", "dash", "body"},
}
RULES = {"motto_rule", "organ_rule"}
#: Foreign documents in which these stand nowhere.
WITHOUT = {
    "tabs-head": RULES,
    "blanks-head": RULES,
    "one-column-head": {"organ_rule"},
    "one-run-tabs": RULES,
    "one-run-blanks": RULES,
    "one-run-breaks": RULES,
    "one-run-returns": RULES,
    "one-run-centred": RULES,
    "one-run-tight": RULES,
    "several-sections": set(),
    "annex-in-text": {"annex"},
}
SOUND = [*sound_documents.made_by_hands(), *sound_documents.made_by_others()]
FOREIGN = foreign.documents()

CENTRED, BOLD, RIGHT = "<w:jc w:val='center'/>", "<w:b/>", "<w:jc w:val='right'/>"


@cache
def found_in(docx: bytes) -> tuple[Components, set[str], list[str]]:
    document = reading.read(docx)
    found = components.find(document)
    kinds = {one.kind for one in found.found if one.certainty >= CERTAIN_ENOUGH}
    return found, kinds, [document.paragraphs[at].text for at in found.unrecognised]


def listed(docx: bytes) -> str:
    """Every component as a line: its kind and ô, how certain, in which paragraphs (and letters of them), its text; then
    the sheets, tables, drawn lines and fields that were read."""
    found, _, unknown = found_in(docx)
    document = reading.read(docx)
    type_name = f"{found.type_name} {found.type_certainty}, {found.family}, {found.slug}"
    shown = [
        f"{one.kind} {one.number} {one.certainty:g} at {_places(one)}"
        + ("" if one.annex is None else f" of annex {one.annex}")
        + f": {one.text[:60]!r}"
        for one in found.found
    ]
    objects: tuple[Section | Table | Line, ...] = (
        *document.sections,
        *document.tables,
        *document.lines,
    )
    return "\n".join(
        [
            type_name,
            *shown,
            *(f"? {text}" for text in unknown),
            *(_read(one) for one in objects),
            f"fields {document.fields}, language {document.language}, even and odd {document.even_and_odd_headers}",
        ]
    )


def _read(one: Section | Table | Line) -> str:
    """All that is known of a sheet, a table or a drawn line."""
    known = {each.name: getattr(one, each.name) for each in fields(one) if each.name != "element"}
    return f"{type(one).__name__.lower()} " + ", ".join(
        f"{name} {_short(value)}" for name, value in known.items()
    )


def _short(value: object) -> str:
    if isinstance(value, tuple):
        return " ".join(_short(one) for one in value)
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def _places(one: Component) -> str:
    spans = [f"[{start}:{end}]" for start, end in one.spans] or [""] * len(one.paragraphs)
    return ", ".join(f"{at}{span}" for at, span in zip(one.paragraphs, spans, strict=True))


RECORD = Record(
    Path(__file__).with_name("components.txt"),
    {one.name: partial(listed, one.docx) for one in FOREIGN},
)


@pytest.mark.parametrize("name", RECORD.cases)
def test_components_are_told_with_their_places_and_how_certain_they_are(name: str) -> None:
    assert RECORD.made(name) == RECORD.expected[name]


def test_every_recorded_document_is_still_read() -> None:
    assert list(RECORD.expected) == list(RECORD.cases)


@pytest.mark.parametrize("sound", SOUND, ids=lambda one: one.name)
def test_every_component_of_a_sound_document_is_found(sound: sound_documents.Sound) -> None:
    found, kinds, unknown = found_in(sound.docx)
    without = {"annex"} if sound.maker == "python-docx" else set()
    assert (EVERYWHERE | RULES | BY_TYPE[sound.slug]) - without - kinds == set()
    assert (found.family, found.slug, unknown) == ("state", sound.slug, [])


@pytest.mark.parametrize("made", FOREIGN, ids=lambda one: one.name)
def test_the_same_is_found_however_an_office_set_it(made: foreign.Foreign) -> None:
    found, kinds, unknown = found_in(made.docx)
    missing = (EVERYWHERE | RULES | BY_TYPE[made.slug]) - WITHOUT.get(made.name, set()) - kinds
    assert missing == set()
    assert (found.slug, unknown) == (made.slug, [])


def lines(*texts: str) -> str:
    """Left-aligned plain paragraphs; a text in capitals is centred and bold."""
    return "".join(
        paragraph(text, CENTRED if text.isupper() else "", BOLD if text.isupper() else "")
        for text in texts
    )


def of(docx: bytes) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in components.find(reading.read(docx)).found:
        if one.certainty >= CERTAIN_ENOUGH:
            found.setdefault(one.kind, []).append(one.text)
    return found


LETTER = (
    paragraph("UBND TỈNH QUẢNG LÂM\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    + paragraph("SỞ NGOẠI VỤ\tĐộc lập - Tự do - Hạnh phúc", "", BOLD)
    + paragraph("Số: 12/SNgV-VP\tQuảng Lâm, ngày 05 tháng 3 năm 2026")
    + paragraph("V/v góp ý dự thảo")
    + paragraph("Kính gửi: Sở Nội vụ", CENTRED)
    + paragraph("Phúc đáp Công văn số 15/SNV-VP, Sở Ngoại vụ có ý kiến như sau: nhất trí./.")
    + paragraph("Nơi nhận:\tGIÁM ĐỐC")
    + paragraph("- Như trên;")
    + paragraph("- Lưu: VT. PL.(05)\tĐinh Quang Vinh")
)


def test_a_letter_has_no_title_and_is_told_by_its_head() -> None:
    found = components.find(reading.read(word_file(LETTER)))
    assert (found.type_name, found.slug, found.family) == ("công văn", None, "state")
    kinds = of(word_file(LETTER))
    assert kinds["letter_subject"] == ["V/v góp ý dự thảo"]
    assert kinds["addressees"] == ["Kính gửi: Sở Nội vụ"]


def test_a_line_that_tabs_divide_holds_two_components_with_their_places() -> None:
    document = reading.read(word_file(LETTER))
    found = components.find(document)
    by_kind = {one.kind: one for one in found.found}
    for kind, text in (
        ("national_name", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("parent_organ", "UBND TỈNH QUẢNG LÂM"),
    ):
        (at,), ((start, end),) = by_kind[kind].paragraphs, by_kind[kind].spans
        assert document.paragraphs[at].text[start:end] == text


def test_of_a_line_that_tabs_divide_nobody_has_the_blanks_between() -> None:
    document = reading.read(word_file(LETTER))
    found = [one for one in components.find(document).found if one.spans]
    texts = [
        document.paragraphs[at].text[start:end]
        for one in found
        for at, (start, end) in zip(one.paragraphs, one.spans, strict=True)
    ]
    assert {"- Lưu: VT.", "PL.(05)", "Đinh Quang Vinh"} <= set(texts)
    assert [text for text in texts if text != text.strip()] == []


def test_a_foot_that_tabs_divide_is_read_in_its_columns() -> None:
    found = of(word_file(LETTER))
    assert found["recipients"] == ["Nơi nhận:"]
    assert found["recipient"] == ["- Như trên;", "- Lưu: VT."]
    assert (found["drafter"], found["signer_position"]) == (["PL.(05)"], ["GIÁM ĐỐC"])
    assert found["signer_name"] == ["Đinh Quang Vinh"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("TỜ TRÌNH", "tờ trình"),
        ("B Á O  C Á O", "báo cáo"),
        ("KẾ HOẠCH", "kế hoạch"),
        ("BÁO CÁO TỔNG KẾT CÔNG TÁC NĂM 2025", "báo cáo"),
    ],
)
def test_a_type_is_told_by_its_name(title: str, name: str) -> None:
    found = components.find(
        reading.read(word_file(lines(title, "VỀ VIỆC ĐÃ LÀM") + lines("Nội dung.")))
    )
    assert found.type_name == name
    assert found.type_certainty >= CERTAIN_ENOUGH


def test_another_decision_is_no_commendation() -> None:
    found = components.find(
        reading.read(
            word_file(lines("QUYẾT ĐỊNH") + paragraph("Ban hành Quy chế làm việc", CENTRED, BOLD))
        )
    )
    assert (found.type_name, found.slug) == ("quyết định", None)


def test_a_title_and_its_subject_may_stand_in_one_paragraph() -> None:
    body = "<w:p><w:pPr><w:jc w:val='center'/></w:pPr><w:r><w:t>BÁO CÁO</w:t><w:br/><w:t>Tổng kết năm 2025</w:t></w:r></w:p>"
    found = components.find(reading.read(word_file(body)))
    assert [(one.kind, one.text, one.spans) for one in found.found] == [
        ("type_name", "BÁO CÁO", ((0, 7),)),
        ("subject", "Tổng kết năm 2025", ((7, 25),)),
    ]


@pytest.mark.parametrize(
    "typed",
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập – Tự do – Hạnh phúc"),
        ("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA", "VIỆT NAM", "Độc lập - Tự do", "- Hạnh phúc"),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHIÃ VIÊT NAM", "Độc lập Tự do Hạnh phuc"),
    ],
    ids=["long dashes", "broken over lines", "mistyped"],
)
def test_the_national_name_and_the_motto_are_found_as_they_were_meant(
    typed: tuple[str, ...],
) -> None:
    found = of(word_file("".join(paragraph(text, CENTRED, BOLD) for text in (*typed, "BÁO CÁO"))))
    assert " ".join(found["national_name"] + found["motto"]).replace("\n", " ") == " ".join(typed)


def test_a_document_of_the_party_is_told_as_one() -> None:
    body = lines(
        "TỈNH ỦY QUẢNG LÂM", "ĐẢNG CỘNG SẢN VIỆT NAM", "NGHỊ QUYẾT", "VỀ CÔNG TÁC CÁN BỘ"
    ) + paragraph("Căn cứ Điều lệ Đảng;")
    assert components.find(reading.read(word_file(body))).family == "party"


def test_a_text_of_no_office_is_not_judged() -> None:
    body = lines(
        "Một hôm, cô bé quàng khăn đỏ đi thăm bà ngoại ở bên kia khu rừng.", "1. Rừng", "a) Sói;"
    )
    found = components.find(reading.read(word_file(body)))
    assert (found.family, found.type_name, found.slug) == ("unknown", None, None)
    assert [one for one in found.found if one.certainty >= CERTAIN_ENOUGH] == []


@pytest.mark.parametrize(
    "body", ["", "<w:p/>", "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>", "<w:tbl/>"]
)
def test_an_empty_document_has_no_components(body: str) -> None:
    found = components.find(reading.read(word_file(body)))
    assert (found.found, found.unrecognised) == ((), ())


def text(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """The kinds and texts of lines below a title."""
    body = (
        paragraph("Số: 05/QĐ-SNgV")
        + lines("QUYẾT ĐỊNH")
        + paragraph("Về việc tặng Giấy khen", CENTRED, BOLD)
    )
    body += "".join(paragraph(line, properties) for line, properties in more)
    return [
        (one.kind, one.text) for one in components.find(reading.read(word_file(body))).found[3:]
    ]


def test_the_levels_of_a_text_are_told_apart() -> None:
    typed = [
        ("GIÁM ĐỐC SỞ NGOẠI VỤ", CENTRED),
        ("Căn cứ Luật Thi đua, khen thưởng;", ""),
        ("Theo đề nghị của Chánh Văn phòng.", ""),
        ("QUYẾT ĐỊNH:", CENTRED),
        ("Chương I", CENTRED),
        ("QUY ĐỊNH CHUNG", CENTRED),
        ("Mục 1", CENTRED),
        ("QUẢN LÝ", CENTRED),
        ("Điều 1. Tặng Giấy khen.", ""),
        ("1. Khoản thứ nhất.", ""),
        ("a) Điểm a;", ""),
        ("- Gạch đầu dòng.", ""),
        ("Đoạn văn thường không có số.", ""),
        ("./.", RIGHT),
    ]
    kinds = [
        "authority", "basis", "basis", "enacting", "chapter", "chapter_title", "section", "section_title", "article",
        "clause", "point", "dash", "body", "end_mark",
    ]  # fmt: skip
    assert text(*typed) == [(kind, line) for kind, (line, _) in zip(kinds, typed, strict=True)]


def test_a_title_in_small_letters_is_told_from_the_enacting_line() -> None:
    body = paragraph("Số: 05/QĐ-SNgV") + paragraph("Quyết định", CENTRED, BOLD)
    body += paragraph("Về việc tặng Giấy khen", CENTRED, BOLD) + lines("GIÁM ĐỐC SỞ NGOẠI VỤ")
    body += paragraph("Căn cứ Luật Thi đua, khen thưởng;") + lines("QUYẾT ĐỊNH:")
    found = components.find(reading.read(word_file(body))).found
    assert ("type_name", "Quyết định") in [(one.kind, one.text) for one in found]
    assert ("enacting", "QUYẾT ĐỊNH:") in [(one.kind, one.text) for one in found]


def test_a_notation_with_a_dash_is_one_and_a_typed_rule_is_no_place() -> None:
    body = paragraph("Số: 05/BB–SNgV") + paragraph("________________")
    body += paragraph("Hà Tĩnh, ngày 05 tháng 01 năm 2026") + lines("BIÊN BẢN")
    found = {one.kind: one.text for one in components.find(reading.read(word_file(body))).found}
    assert found["number"] == "Số: 05/BB–SNgV"
    assert found["place_date"] == "Hà Tĩnh, ngày 05 tháng 01 năm 2026"


def test_two_who_sign_side_by_side_are_two() -> None:
    def cells(*texts: str) -> str:
        return (
            "<w:tr>"
            + "".join(f"<w:tc>{paragraph(one, CENTRED)}</w:tc>" for one in texts)
            + "</w:tr>"
        )

    table = (
        "<w:tbl>"
        + cells("THƯ KÝ", "CHỦ TỌA")
        + cells("", "")
        + cells("Vũ Đình Khải", "Đinh Quang Vinh")
        + "</w:tbl>"
    )
    found = of(word_file(paragraph("Số: 01/BB-SNgV") + lines("BIÊN BẢN", "Họp.") + table))
    assert found["signer_position"] == ["THƯ KÝ", "CHỦ TỌA"]
    assert found["signer_name"] == ["Vũ Đình Khải", "Đinh Quang Vinh"]


def test_another_title_stands_right_above_the_name() -> None:
    signed = (
        lines("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG")
        + "<w:p/>" * 4
        + lines("PHÓ TRƯỞNG BAN CHỈ ĐẠO")
        + paragraph("Lê Thu Mai", CENTRED, BOLD)
    )
    found = of(
        word_file(
            paragraph("Số: 01/BC-BNV") + lines("BÁO CÁO") + paragraph("Nội dung báo cáo.") + signed
        )
    )
    assert found["signer_position"] == ["KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG"]
    assert (found["other_position"], found["signer_name"]) == (
        ["PHÓ TRƯỞNG BAN CHỈ ĐẠO"],
        ["Lê Thu Mai"],
    )


@pytest.mark.parametrize(
    ("empty", "position", "other"),
    [
        (0, ["KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG"], []),
        (1, ["KT. BỘ TRƯỞNG"], ["THỨ TRƯỞNG"]),
    ],
)
def test_a_position_may_go_on_in_the_next_row_beside_a_long_list(
    empty: int, position: list[str], other: list[str]
) -> None:
    """However many recipients stand in the other column; what comes below an empty line is a title right above the name."""
    receivers = lines(*(f"- Sở thứ {at};" for at in range(8)), "- Lưu: VT.")
    signer = (
        "<w:p/>" * empty
        + paragraph("THỨ TRƯỞNG", CENTRED, BOLD)
        + "<w:p/>" * 4
        + paragraph("Lê Thu Mai", CENTRED, BOLD)
    )
    table = "".join(
        f"<w:tr><w:tc>{left}</w:tc><w:tc>{right}</w:tc></w:tr>"
        for left, right in (
            (paragraph("Nơi nhận:"), paragraph("KT. BỘ TRƯỞNG", CENTRED, BOLD)),
            (receivers, signer),
        )
    )
    head = paragraph("Số: 01/BC-BNV") + lines("BÁO CÁO") + paragraph("Nội dung báo cáo.")
    found = of(word_file(f"{head}<w:tbl>{table}</w:tbl>"))
    assert found["signer_position"] == position
    assert found.get("other_position", []) == other
    assert (len(found["recipient"]), found["signer_name"]) == (9, ["Lê Thu Mai"])


def test_marks_above_the_head_are_told_by_their_words() -> None:
    found = of(word_file(lines("HỎA TỐC", "MẬT", "XEM XONG TRẢ LẠI") + LETTER))
    assert (found["priority"], found["secrecy"], found["circulation"]) == (
        ["HỎA TỐC"],
        ["MẬT"],
        ["XEM XONG TRẢ LẠI"],
    )


def test_a_title_in_small_letters_is_found_before_the_line_above_the_articles() -> None:
    body = (
        paragraph("Số: 05/QĐ–SNgV")
        + paragraph("Quyết định", CENTRED, BOLD)
        + paragraph("Về việc tặng Giấy khen", CENTRED, BOLD)
    )
    body += (
        paragraph("Căn cứ Luật Thi đua, khen thưởng;")
        + lines("QUYẾT ĐỊNH:")
        + paragraph("Điều I. Tặng Giấy khen.")
    )
    found = of(word_file(body))
    assert (found["type_name"], found["enacting"]) == (["Quyết định"], ["QUYẾT ĐỊNH:"])
    assert (found["number"], found["article"]) == (["Số: 05/QĐ–SNgV"], ["Điều I. Tặng Giấy khen."])


def test_recipients_below_a_centred_heading_are_recipients() -> None:
    body = (
        paragraph("Số: 05/BC-SNgV")
        + lines("BÁO CÁO", "Nội dung báo cáo.")
        + paragraph("Nơi nhận:", CENTRED)
        + lines("- Như trên;")
    )
    assert of(word_file(body))["recipient"] == ["- Như trên;"]


BROKEN = "<w:p><w:pPr><w:jc w:val='center'/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>"


def broken(*typed: str) -> str:
    """One paragraph whose lines are broken with Shift+Enter."""
    return BROKEN.format("</w:t><w:br/><w:t>".join(typed))


def test_a_line_typed_of_strokes_below_a_broken_line_is_its_rule() -> None:
    head = (
        "<w:tbl><w:tr><w:tc>"
        + broken("UBND TỈNH QUẢNG LÂM", "SỞ NGOẠI VỤ", "_______")
        + "</w:tc><w:tc>"
        + broken("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "_________")
        + "</w:tc></w:tr></w:tbl>"
    )
    docx = word_file(
        head + paragraph("BÁO CÁO", "<w:jc w:val='center'/>") + broken("Kết quả năm 2025", "-----")
    )
    report = checking.check(docx)
    kinds = {one.kind for one in report.components}
    assert {"organ_rule", "motto_rule", "subject_rule"} <= kinds
    rules = {one.rule for one in report.findings}
    assert not rules & {
        "national-one-line",
        "motto-one-line",
        "motto-rule",
        "organ-rule",
        "subject-rule",
    }


def test_a_letterhead_in_the_header_of_the_first_page_is_found_there() -> None:
    head = "".join(
        paragraph(text, "<w:jc w:val='center'/>")
        for text in (
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Quảng Lâm, ngày 15 tháng 12 năm 2025",
        )
    )
    docx = word_file(
        paragraph("BÁO CÁO", "<w:jc w:val='center'/>")
        + paragraph("Kết quả năm 2025", "<w:jc w:val='center'/>"),
        sheet=SHEET.replace(
            "<w:sectPr>", "<w:sectPr><w:headerReference w:type='first' r:id='rIdH'/>"
        ).replace("</w:sectPr>", "<w:titlePg/></w:sectPr>"),
        parts={"word/header1.xml": part("hdr", head)},
        links={"rIdH": ("header", "header1.xml")},
    )
    report = checking.check(docx)
    found = {one.kind: {place.part for place in one.places} for one in report.components}
    assert found["national_name"] == found["motto"] == found["place_date"] == {"word/header1.xml"}
    assert found["type_name"] == {"word/document.xml"}
    assert "date-under-motto" not in {one.rule for one in report.findings}


def test_a_header_in_a_folder_of_notes_is_no_note() -> None:
    docx = word_file(
        paragraph("BÁO CÁO", "<w:jc w:val='center'/>") + paragraph("Kết quả năm 2025."),
        sheet=SHEET.replace(
            "<w:sectPr>", "<w:sectPr><w:headerReference w:type='default' r:id='rIdH'/>"
        ),
        parts={"word/notes/header1.xml": part("hdr", paragraph("Lưu hành nội bộ"))},
        links={"rIdH": ("header", "notes/header1.xml")},
    )
    assert "footnote" not in {one.kind for one in checking.check(docx).components}


@pytest.mark.parametrize(
    "lines", ["<w:jc w:val='right'/>", "<w:ind w:left='4500'/><w:jc w:val='center'/>"]
)
def test_a_signature_that_is_set_to_the_right_without_a_table_is_left_where_it_is(
    lines: str,
) -> None:
    text = "Sở Ngoại vụ báo cáo kết quả công tác đối ngoại năm 2025 của tỉnh để Ủy ban nhân dân tỉnh xem xét, chỉ đạo./."
    docx = word_file(
        paragraph("Số: 12/BC-SNgV")
        + paragraph("BÁO CÁO", "<w:jc w:val='center'/>")
        + paragraph(text)
        + paragraph("GIÁM ĐỐC", lines, "<w:b/>")
        + paragraph("Lê Thu Mai", lines, "<w:b/>")
    )
    report = checking.check(docx)
    assert {"signer_position", "signer_name"} <= {one.kind for one in report.components}
    assert not {"position-align", "name-align"} & {one.rule for one in report.findings}


def test_recipients_without_dashes_are_no_signature() -> None:
    listed = ("Nơi nhận:", "Lãnh đạo Sở", "Các phòng, đơn vị thuộc Sở", "Lưu: VT, VP")
    found = of(
        word_file(
            lines("BIÊN BẢN")
            + "".join(paragraph(text) for text in ("THƯ KÝ", "", "", "Vũ Đình Khải", *listed))
        )
    )
    assert found["recipient"] == list(listed[1:])
    assert found["signer_position"] == ["THƯ KÝ"]
