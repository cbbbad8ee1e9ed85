"""What a sent .docx may hold, to the last element and letter; and an input inside it that any XML survives."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from collections.abc import Callable

import pytest

from service.docx import embedded_data
from service.docx.rendering import render
from service.errors import InputTooLarge, UnreadableInput
from service.untrusted.xml_limits import Count
from tests.word_templates import METADATA, compiled, lines, parts

DOCX = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"}
ITEM = "customXml/item1.xml"


def zipped(content: dict[str, bytes]) -> bytes:
    """Stored as it is: what is packed too well is refused before it is looked at."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for name, part in content.items():
            package.writestr(name, part)
    return target.getvalue()


def body(inside: str) -> bytes:
    return zipped({**DOCX, "word/document.xml": f"<document>{inside}</document>".encode()})


def counted(docx: bytes) -> None:
    embedded_data.bound(docx, lambda name: name.endswith(".xml"))


# --- how much -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "most", "called"),
    [
        ("p", 150_000, "đoạn văn"),
        ("tr", 50_000, "dòng bảng"),
        ("tc", 150_000, "ô bảng"),
        ("tbl", 10_000, "bảng"),
        ("style", 10_000, "kiểu định dạng"),
        ("hyperlink", 50_000, "liên kết"),
        ("comment", 20_000, "ghi chú"),
        ("Relationship", 20_000, "liên kết giữa các phần"),
        ("r", 300_000, "mục trong phần bên trong tệp"),
    ],
)
def test_twice_what_ten_thousand_people_need_of_each_kind_and_no_more(
    name: str, most: int, called: str
) -> None:
    count = Count(embedded_data.BOUNDS)
    count.take(name, most)
    with pytest.raises(InputTooLarge, match=f"Tệp .docx có quá nhiều {called} ") as caught:
        count.take(name)
    assert caught.value.limit == most and f"{most:,}".replace(",", ".") in str(caught.value)
    assert "hãy tách thành nhiều văn bản" in str(caught.value)


def test_a_million_elements_of_all_kinds_together() -> None:
    count = Count(embedded_data.BOUNDS)
    for n in range(4):
        count.take(f"kind{n}", 250_000)
    with pytest.raises(InputTooLarge) as caught:
        count.take("another")
    assert caught.value.limit == 1_000_000


def test_tables_stand_twenty_deep_and_side_by_side_as_often_as_one_likes() -> None:
    def nested(depth: int) -> str:
        return "<tbl>" * depth + "</tbl>" * depth

    counted(body(nested(20) * 3))
    counted(zipped({**DOCX, "word/a.xml": nested(20).encode(), "word/b.xml": nested(20).encode()}))
    with pytest.raises(UnreadableInput, match="nhiều nhất 20 lớp"):
        counted(body(nested(21)))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1252", "iso-8859-1"])
def test_tables_are_as_deep_in_whatever_letters_they_are_written(encoding: str) -> None:
    tags = f"<document>{'<tbl>' * 21}{'</tbl>' * 21}</document>"
    head = "" if encoding.startswith("utf") else f"<?xml version='1.0' encoding = '{encoding}'?>"
    part = head.encode("ascii") + tags.encode(encoding)
    with pytest.raises(UnreadableInput, match="nhiều nhất 20 lớp"):
        counted(zipped({**DOCX, "word/document.xml": part}))


def test_what_is_in_one_part_alone_may_be_near_a_bound_of_all() -> None:
    styles = zipped({**DOCX, "word/a.xml": b"<a>" + b"<style/>" * 9_999 + b"</a>"})
    counted(styles)
    with pytest.raises(InputTooLarge, match="kiểu định dạng"):
        counted(zipped({**DOCX, "a.xml": b"<a>" + b"<style/>" * 10_001 + b"</a>"}))


def test_a_paragraph_has_two_hundred_thousand_letters_and_all_of_them_six_million() -> None:
    longest = f"<p><t>{'a' * 150_000}</t><t>{'b' * 50_000}</t></p>"
    counted(body(longest * 30))
    with pytest.raises(InputTooLarge, match="chữ trong một đoạn văn") as caught:
        counted(body(longest.replace("</p>", "c</p>")))
    assert caught.value.limit == 200_000
    with pytest.raises(InputTooLarge) as caught:
        counted(body(f"{longest * 30}<p>c</p>"))
    assert caught.value.limit == 6_000_000 and "quá nhiều chữ " in str(caught.value)


@pytest.mark.parametrize("between", ["<![CDATA[<p>]]>", "<!-- <p> -->", "<?note <p> ?>"])
def test_what_only_looks_like_a_tag_divides_no_paragraph(between: str) -> None:
    text = "a" * 150_000
    with pytest.raises(InputTooLarge, match="chữ trong một đoạn văn"):
        counted(body(f"<w:p>{text}{between}{text}</w:p>"))


def test_a_long_list_of_ours_is_counted_without_a_look_at_every_element(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(embedded_data, "_PartWalker", None)
    cell = "<w:tc><w:p><w:r><w:t>Ông Vũ Thanh Hải</w:t></w:r></w:p></w:tc>"
    rows = f"<w:tr>{cell * 5}</w:tr>" * 5_000
    counted(body(f"<w:tbl>{rows}</w:tbl>"))
    with pytest.raises(TypeError):
        counted(body(f"<w:tbl>{rows * 11}</w:tbl>"))


@pytest.mark.parametrize("prefix", ["", "w:", "v:w:"])
def test_elements_count_by_their_local_names_whatever_is_before_them(prefix: str) -> None:
    counted(body(f"<{prefix}style/>" * 10_000))
    with pytest.raises(InputTooLarge, match="kiểu định dạng"):
        counted(body(f"<{prefix}style/>" * 5_000 + "<x:style a='b'>\n</x:style>" * 5_001))


def test_a_file_cut_off_is_to_be_opened_with_word_and_saved_again() -> None:
    with pytest.raises(UnreadableInput, match=r"Tệp \.docx bị hỏng .*mở bằng Word, lưu lại"):
        embedded_data.read(zipped(DOCX)[:-30])


def test_what_is_no_xml_is_broken_whether_it_is_counted_or_read() -> None:
    with pytest.raises(UnreadableInput, match="hỏng"):
        counted(body("<p>"))
    with pytest.raises(UnreadableInput, match="hỏng"):
        embedded_data.parse(b"<a><b></a>")


def test_an_input_inside_has_eight_million_letters_at_most() -> None:
    def sent(size: int) -> bytes:
        part = f'<imprint xmlns="{embedded_data.NAMESPACE}"><data>{"1" * size}</data></imprint>'
        return zipped({**DOCX, ITEM: part.encode()})

    assert len(embedded_data.read_upload(sent(8_000_000)).data) == 8_000_000
    with pytest.raises(InputTooLarge, match="dài hơn 8000000 byte") as caught:
        embedded_data.read_upload(sent(8_000_001))
    assert caught.value.limit == 8_000_000


def test_one_text_longer_than_libxml_usually_reads_is_read_whole() -> None:
    size = 10_000_001
    text = embedded_data.parse(b"<a>" + b"x" * size + b"</a>").text
    assert text is not None and len(text) == size


# --- what is a document of ours -------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        {"word/document.xml": b"<x/>"},
        {"[Content_Types].xml": b"<x/>"},
        {"[Content_Types].xml": b"<x/>", "xl/word/a.xml": b"<x/>"},
        {"[content_types].xml": b"<x/>", "word/document.xml": b"<x/>"},
    ],
)
def test_a_word_file_has_its_types_and_a_part_of_word(content: dict[str, bytes]) -> None:
    assert list(embedded_data.unpack(zipped(DOCX))) == list(DOCX)
    with pytest.raises(UnreadableInput, match="không phải văn bản Word"):
        embedded_data.unpack(zipped(content))


@pytest.mark.parametrize("name", [ITEM, "customXML/item7.xml", "CUSTOMXML/b.xml"])
def test_the_input_is_found_by_its_namespace_wherever_custom_parts_are_kept(name: str) -> None:
    """The namespace is in every document that was ever made: another one would lose them all."""
    item = b'<imprint xmlns="urn:vanban:imprint:1" type="summary-report" service="0.9" template="ab"><data>{}</data></imprint>'
    found = embedded_data.read(zipped({**DOCX, "customXml/a.xml": b"<a/>", name: item}))
    assert found == embedded_data.EmbeddedData("summary-report", "0.9", "ab", "{}")


def test_embedded_data_without_its_names_has_empty_ones() -> None:
    item = b'<imprint xmlns="urn:vanban:imprint:1"><data>{}</data></imprint>'
    assert embedded_data.read(zipped({**DOCX, ITEM: item})) == embedded_data.EmbeddedData(
        "", "", "", "{}"
    )


@pytest.mark.parametrize(
    "item",
    [
        b'<other xmlns="urn:vanban:imprint:1"><data>{}</data></other>',
        b'<imprint xmlns="urn:vanban:imprint:1"><dat>{}</dat></imprint>',
        b'<imprint xmlns="urn:vanban:imprint:1"/>',
    ],
)
def test_embedded_data_that_was_spoilt_is_reported_as_spoilt(item: bytes) -> None:
    with pytest.raises(UnreadableInput, match="đã bị sửa"):
        embedded_data.read(zipped({**DOCX, ITEM: item}))


def test_a_part_elsewhere_is_no_embedded_data() -> None:
    item = b'<imprint xmlns="urn:vanban:imprint:1"><data>{}</data></imprint>'
    with pytest.raises(UnreadableInput, match="mất dữ liệu gốc"):
        embedded_data.read(zipped({**DOCX, "word/customXml/item1.xml": item}))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "read", [embedded_data.parse, lambda part: counted(zipped({**DOCX, ITEM: part}))]
)
def test_a_doctype_is_refused_in_every_encoding_and_nothing_is_fetched_for_it(
    encoding: str, read: Callable[[bytes], object]
) -> None:
    text = '<!DOCTYPE a [<!ENTITY e SYSTEM "khong-co.txt">]><a>&e;</a>'
    if encoding == "utf-16-be":
        text = "\ufeff" + text
    with pytest.raises(UnreadableInput, match="DOCTYPE"):
        read(text.encode(encoding))


# --- what survives --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ('{"a":"1 & <b> ]]> \\" \'"}', '{"a":"1 & <b> ]]> \\" \'"}'),
        ('"\t\n"', '"\t\n"'),
        ('"đ\U0001f600\x7f\x85\u2028"', '"đ\U0001f600\x7f\x85\u2028"'),
        ('"\ufffd"', '"\ufffd"'),
        # What XML cannot hold becomes the escape that JSON has for it.
        *((f'"x{chr(n)}y"', f'"x\\u{n:04x}y"') for n in (0, 1, 8, 11, 12, 14, 31, 0xFFFE, 0xFFFF)),
        ('"x\ud800y"', '"x\\ud800y"'),
        ('"x\udfffy\ufffe"', '"x\\udfffy\\ufffe"'),
    ],
)
def test_any_text_of_json_is_read_back_from_its_part(data: str, found: str) -> None:
    given = [data]
    if not re.search("[\ud800-\udfff]", data):
        given.append(data.encode())  # type: ignore[arg-type]
    for text in given:
        metadata = dataclasses.replace(METADATA, data=text, slug='a&<>"b', service_version="1<2")
        part = embedded_data.write(metadata, 'v"&')
        read = embedded_data.read(zipped({**DOCX, ITEM: part}))
        assert read == embedded_data.EmbeddedData('a&<>"b', "1<2", 'v"&', found)


def test_our_store_is_called_the_same_in_every_document_and_as_word_writes_such_names() -> None:
    for text in ("A", "B"):
        made = parts(render(compiled(lines(text)), {}, METADATA))
        properties = b"".join(made[name] for name in sorted(made) if "itemProps" in name).decode()
        assert f'itemID="{embedded_data.STORE_ID}"' in properties
    # ST_Guid of ISO/IEC 29500-1, 22.9.2.4.
    assert re.fullmatch(r"\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}", embedded_data.STORE_ID)
