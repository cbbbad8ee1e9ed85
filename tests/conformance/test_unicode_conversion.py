"""Vietnamese typed in TCVN3 or VNI becomes Unicode in Times New Roman: every text is listed, and nothing else differs."""

from __future__ import annotations

import io
import itertools
import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from lxml import etree

from service import config
from service.app import create_app
from service.conformance import checking, converting, reading
from service.conformance.converting import ConvertedRun, convert
from service.conformance.converting.proof import prove
from service.docx.word_namespace import W
from service.errors import MendedTooMuch, NotToBeChanged
from service.media_types import DOCX, JSON
from tests.conformance.mended import parts
from tests.conformance.test_fixing_refusals import REFUSED
from tests.conformance.test_reading import BOX
from tests.conformance.word_files import SHEET, paragraph, part, word_file
from tools.conformance import foreign
from tools.conformance.legacy_typing import tcvn3, vni

MAIN = "word/document.xml"
TEXT = "Độc lập - Tự do - Hạnh phúc; ý kiến của Ủy ban nhân dân tỉnh."


def font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:cs="{name}"/>'


def run(text: str, letters: str = "") -> str:
    return f'<w:r><w:rPr>{letters}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def texts(docx: bytes) -> list[str]:
    return [one.text for one in reading.read(docx).paragraphs]


def fonts(docx: bytes) -> set[str]:
    document = reading.read(docx)
    return {run.look.font for one in document.paragraphs for run in one.runs}


@pytest.mark.parametrize(
    ("typed", "name", "encoding"),
    [(vni(TEXT), "VNI-Times", "vni"), (tcvn3(TEXT), ".VnTime", "tcvn3")],
)
def test_a_text_in_an_old_font_is_written_in_unicode_and_listed(
    typed: str, name: str, encoding: str
) -> None:
    after = convert(word_file(paragraph("Một.") + paragraph(typed, letters=font(name))))
    wanted = TEXT if encoding == "vni" else TEXT.replace("Ủy", "ủy")
    assert texts(after.content) == ["Một.", wanted]
    assert fonts(after.content) == {"Times New Roman"}
    assert after.runs == (ConvertedRun(MAIN, 1, name, encoding, typed, wanted),)  # type: ignore[arg-type]


def test_converting_twice_changes_nothing_and_unicode_keeps_its_bytes() -> None:
    docx = word_file(paragraph(tcvn3(TEXT), letters=font(".VnTime")))
    once = convert(docx)
    assert convert(once.content) == converting.Converted(once.content, ())
    sound = word_file(paragraph(TEXT))
    assert convert(sound).content == sound


def test_small_letters_of_a_font_of_capitals_are_capitals() -> None:
    docx = word_file(paragraph(tcvn3("cộng hòa xã hội"), letters=font(".VnTimeH")))
    assert texts(convert(docx).content) == ["CỘNG HÒA XÃ HỘI"]


def test_a_capital_of_one_font_goes_on_in_small_letters_of_another() -> None:
    body = f"<w:p>{run(tcvn3('á'), font('.VnTimeH'))}{run('nh', font('.VnTime'))}</w:p>"
    after = convert(word_file(body))
    assert texts(after.content) == ["Ánh"]
    assert [one.after for one in after.runs] == ["Á"]


def test_only_the_runs_in_an_old_font_are_read_by_its_table() -> None:
    body = (
        f"<w:p>{run('Công ty façade đã ', font('Arial'))}{run(tcvn3('đồng ý'), font('.VnTime'))}"
        f"{run(vni(' và ký kết'), font('VNI-Helve'))}</w:p>"
    )
    after = convert(word_file(body))
    assert texts(after.content) == ["Công ty façade đã đồng ý và ký kết"]
    assert fonts(after.content) == {"Arial", "Times New Roman"}
    assert [one.encoding for one in after.runs] == ["tcvn3", "vni"]


def test_a_letter_is_one_over_two_runs_whose_font_their_style_says() -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="Cu"><w:name w:val="Cu"/><w:rPr>{}</w:rPr></w:style>'
    )
    body = '<w:p><w:pPr><w:pStyle w:val="Cu"/></w:pPr>{}</w:p>'
    bare = [f"<w:r>{before}<w:t>{{}}</w:t></w:r>" for before in ("", "", "<w:tab/>")]
    typed = "".join(
        run.format(text) for run, text in zip(bare, ("Vie", "ät Nam, vie", "ä"), strict=True)
    )
    docx = word_file(body.format(typed), styles=style.format(font("VNI-Times")))
    assert texts(convert(docx).content) == ["Việt Nam, vie\tä"]


def test_a_letter_of_vni_that_is_parted_over_two_runs_is_one() -> None:
    body = (
        f"<w:p>{run('Vie', font('VNI-Times'))}{run('ät Nam', font('VNI-Times') + '<w:b/>')}</w:p>"
    )
    after = convert(word_file(body))
    assert [one.text for one in reading.read(after.content).paragraphs[0].runs] == [
        "Việ",
        "t Nam",
    ]


def test_words_that_are_unicode_in_an_old_font_stay_and_the_font_goes() -> None:
    for text in ("Ủy ban nhân dân xã Hòa Bình", "Các xã, thành phố"):
        after = convert(word_file(paragraph(text, letters=font(".VnTime"))))
        assert (texts(after.content), fonts(after.content)) == ([text], {"Times New Roman"})
        assert after.runs == ()


def test_a_text_that_lost_its_old_font_is_known_by_its_words() -> None:
    typed = tcvn3("Căn cứ Luật Thi đua, khen thưởng; theo đề nghị của Chánh Văn phòng")
    after = convert(word_file(paragraph(typed, letters=font("Times New Roman"))))
    assert texts(after.content) == [
        "Căn cứ Luật Thi đua, khen thưởng; theo đề nghị của Chánh Văn phòng"
    ]


STYLES = (
    "<w:style w:type='paragraph' w:default='1' w:styleId='Normal'><w:name w:val='Normal'/><w:rPr>"
    f"{font('.VnTime')}</w:rPr></w:style>"
    f"<w:style w:type='character' w:styleId='Hoa'><w:rPr>{font('.VnTimeH')}</w:rPr></w:style>"
)


def test_a_font_that_a_style_names_is_found_and_replaced_in_the_style() -> None:
    decided = run(tcvn3("quyết định"), "<w:rStyle w:val='Hoa'/>")
    body = paragraph(tcvn3("đồng ý")) + f"<w:p>{decided}</w:p>"
    after = convert(word_file(body, styles=STYLES)).content
    assert texts(after) == ["đồng ý", "QUYẾT ĐỊNH"]
    assert b".Vn" not in parts(after)["word/styles.xml"]
    assert b"rFonts" not in parts(after)[MAIN]


def test_text_boxes_headers_notes_deletions_and_labels_of_lists_are_converted() -> None:
    old = paragraph(tcvn3("độc lập"), letters=font(".VnTime"))
    deleted = (
        f"<w:p><w:del w:id='1' w:author='Ai'><w:r><w:rPr>{font('.VnTime')}</w:rPr>"
        f"<w:delText>{tcvn3('bỏ đoạn')}</w:delText></w:r></w:del></w:p>"
    )
    level = (
        "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/>"
        f"<w:lvlText w:val='{tcvn3('Điều')} %1.'/><w:rPr>{font('.VnTime')}</w:rPr></w:lvl></w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
    )
    docx = word_file(
        f"<w:p>{run('a')}{BOX.format(old)}</w:p>{deleted}",
        sheet=SHEET.replace(
            "<w:sectPr>", "<w:sectPr><w:headerReference w:type='default' r:id='rIdH'/>"
        ),
        parts={
            "word/header1.xml": part("hdr", old),
            "word/footnotes.xml": part("footnotes", f"<w:footnote w:id='1'>{old}</w:footnote>"),
            "word/numbering.xml": part("numbering", level),
        },
        links={
            "rIdH": ("header", "header1.xml"),
            "rIdF": ("footnotes", "footnotes.xml"),
            "rIdN": ("numbering", "numbering.xml"),
        },
    )
    after = convert(docx)
    assert [(one.part, one.paragraph, one.after) for one in after.runs] == [
        (MAIN, 1, "độc lập"),
        (MAIN, 2, "độc lập"),
        (MAIN, 3, "bỏ đoạn"),
        ("word/header1.xml", 0, "độc lập"),
        ("word/footnotes.xml", 0, "độc lập"),
        ("word/numbering.xml", None, "Điều %1."),
    ]
    assert not any(b".Vn" in content for content in parts(after.content).values())


def test_a_sign_of_an_old_font_stays_and_is_counted() -> None:
    docx = word_file("<w:p><w:r><w:sym w:font='.VnTime' w:char='00B5'/></w:r></w:p>")
    assert convert(docx) == converting.Converted(docx, (), 1)


@pytest.mark.parametrize("name", ["vntime", "vni-times"])
def test_a_whole_document_of_an_office_is_then_found_in_unicode(name: str) -> None:
    docx = next(one.docx for one in foreign.documents() if one.name == name)
    rules = {one.rule for one in checking.check(convert(docx).content).findings}
    assert rules <= {"number-case"}


@pytest.mark.parametrize("docx", REFUSED.values(), ids=REFUSED)
def test_what_may_not_be_changed_is_refused(docx: bytes) -> None:
    with pytest.raises(NotToBeChanged):
        convert(docx)


# --- the proof ------------------------------------------------------------------------------------


TYPED = paragraph(tcvn3("đồng ý"), letters=font(".VnTime")) + paragraph("Một.")
SPOILT = {
    "a letter of another text": (b"M\xe1\xbb\x99t.", b"Hai."),
    "a letter that the table has otherwise": ("đồng ý".encode(), "đông ý".encode()),
    "another font": (b"Times New Roman", b"Arial"),
    "a property": (b"<w:rFonts", b"<w:b/><w:rFonts"),
    "a paragraph": (b"</w:body>", b"<w:p/></w:body>"),
}


@pytest.mark.parametrize(("old", "new"), SPOILT.values(), ids=SPOILT)
def test_a_conversion_that_changes_anything_else_is_not_given_back(old: bytes, new: bytes) -> None:
    docx = word_file(TYPED)
    after = convert(docx)
    before, changed = parts(docx), parts(after.content)
    prove(before, changed, after.runs)
    spoilt = {**changed, MAIN: changed[MAIN].replace(old, new)}
    assert spoilt != changed
    runs = after.runs
    if "đông ý".encode() == new:
        runs = (ConvertedRun(MAIN, 0, ".VnTime", "tcvn3", tcvn3("đồng ý"), "đông ý"),)
    with pytest.raises(MendedTooMuch):
        prove(before, spoilt, runs)
    with pytest.raises(MendedTooMuch):
        prove(before, changed, after.runs[:-1])


def test_every_other_element_is_as_it_was() -> None:
    docx = next(one.docx for one in foreign.documents() if one.name == "vntime")
    before, after = parts(docx), parts(convert(docx).content)
    for name in before:
        if name.endswith(".xml"):
            assert _bare(before[name]) == _bare(after[name])


def _bare(content: bytes) -> list[tuple[str, list[str]]]:
    """The elements of a part without letters and fonts."""
    elements = etree.fromstring(content).iter()
    return [
        (one.tag, [] if one.tag == f"{W}rFonts" else sorted(one.attrib.items())) for one in elements
    ]


# --- asked for over HTTP --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(config.Settings()).test_client()


def test_a_program_gets_the_document_or_the_list(client: FlaskClient) -> None:
    docx = word_file(TYPED)
    answers = [
        client.post(
            "/api/v1/unicode-conversions",
            data={"file": (io.BytesIO(docx), "Cũ.docx")},
            headers={"Accept": accepted},
        )
        for accepted in (DOCX, JSON)
    ]
    assert [one.headers["X-Runs-Converted"] for one in answers] == ["1", "1"]
    assert texts(answers[0].data) == ["đồng ý", "Một."]
    assert "chu-unicode.docx" in answers[0].headers["Content-Disposition"]
    assert answers[1].get_json() == {
        "runs": [
            {
                "where": {"part": MAIN, "paragraph": 0},
                "encoding": "tcvn3",
                "font": ".VnTime",
                "before": tcvn3("đồng ý"),
                "after": "đồng ý",
            }
        ],
        "summary": {"converted": 1, "signs_left": 0},
    }


def test_mending_converts_nothing_and_is_not_asked_for_here(client: FlaskClient) -> None:
    docx = word_file(TYPED)
    data = {"file": (io.BytesIO(docx), "a.docx")}
    mended = client.post("/api/v1/conformance-fixes", data=data).data
    assert texts(mended) == texts(docx)
    data = {"file": (io.BytesIO(docx), "a.docx")}
    assert client.post("/api/v1/unicode-conversions?tracked=1", data=data).status_code == 400


def test_a_clerk_sees_every_text_before_and_after_and_goes_on_with_the_new_file(
    client: FlaskClient,
) -> None:
    sent = {"file": (io.BytesIO(word_file(TYPED)), "Cũ.docx")}
    page = client.post("/kiem-tra-the-thuc/chuyen-chu", data=sent).get_data(as_text=True)
    assert "Đã chuyển 1 chỗ sang chữ Unicode" in page
    row = re.search(r"<tr><th scope=\"row\">đồng ý</th>(.*?)</tr>", page, re.S)
    assert row is not None
    assert re.findall(r"<td[^>]*>([^<]*)</td>", row[1]) == [tcvn3("đồng ý"), ".VnTime", "đoạn 1"]
    (held,) = re.findall(r'name="docx" value="([^"]+)"', page)
    fetched = client.post(
        "/kiem-tra-the-thuc/tai-ve", data={"docx": held, "name": "Cũ.docx", "as": "unicode"}
    )
    assert texts(fetched.data) == ["đồng ý", "Một."]
    nothing = {"file": (io.BytesIO(word_file(paragraph("Một."))), "a.docx")}
    answer = client.post("/kiem-tra-the-thuc/chuyen-chu", data=nothing)
    assert "Không có chữ TCVN3, VNI nào phải chuyển" in answer.get_data(as_text=True)


@pytest.mark.parametrize(("parting", "wanted"), [("<w:tab/>", "đồng\tý"), ("<w:br/>", "đồng\ný")])
def test_words_that_a_tab_or_a_break_parts_are_two(parting: str, wanted: str) -> None:
    pieces = itertools.chain(*zip(map(tcvn3, wanted.split()), (parting, ""), strict=True))
    content = "".join(
        one if one.startswith("<") or not one else f"<w:t>{one}</w:t>" for one in pieces
    )
    docx = word_file(f"<w:p><w:r><w:rPr>{font('.VnTime')}</w:rPr>{content}</w:r></w:p>")
    assert texts(convert(docx).content) == [wanted]


def test_a_new_part_another_element_or_a_run_of_no_part_is_noticed() -> None:
    docx = word_file(TYPED)
    after = convert(docx)
    before, changed = parts(docx), parts(after.content)
    renamed = changed[MAIN].replace(b"<w:sectPr", b"<w:other").replace(b"</w:sectPr", b"</w:other")
    for spoilt in ({**changed, "word/new.xml": b"<a/>"}, {**changed, MAIN: renamed}):
        assert spoilt != changed
        with pytest.raises(MendedTooMuch):
            prove(before, spoilt, after.runs)
    elsewhere = ConvertedRun("word/none.xml", 0, ".VnTime", "tcvn3", "a", "b")
    with pytest.raises(MendedTooMuch):
        prove(before, changed, (*after.runs, elsewhere))


def test_a_label_of_a_list_that_is_not_what_the_table_says_is_noticed() -> None:
    level = (
        "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'>"
        f"<w:lvlText w:val='{tcvn3('Điều')} %1.'/><w:rPr>{font('.VnTime')}</w:rPr></w:lvl></w:abstractNum>"
    )
    name = "word/numbering.xml"
    docx = word_file(
        TYPED,
        parts={name: part("numbering", level)},
        links={"rIdN": ("numbering", "numbering.xml")},
    )
    after = convert(docx)
    before, changed = parts(docx), parts(after.content)
    prove(before, changed, after.runs)
    wrong = {**changed, name: changed[name].replace("Điều".encode(), "Điêu".encode())}
    runs = [replace(run, after="Điêu %1.") if run.part == name else run for run in after.runs]
    for given in (after.runs, runs):
        with pytest.raises(MendedTooMuch):
            prove(before, wrong, given)
