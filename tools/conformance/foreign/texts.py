"""Texts as offices type them: old fonts, automatic lists, blue headings, footnotes, pictures, marks of a revision."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from dataclasses import replace

from tools.conformance import legacy_typing
from tools.conformance.foreign.document import Foreign
from tools.conformance.hand import Hand
from tools.conformance.hands import DIRECT, THEME_FONTS, WORD_DEFAULTS, theme
from tools.conformance.looks import Choices, Look, looks
from tools.conformance.manuscripts import (
    DECISION,
    MINUTES,
    REPORT,
    Annex,
    Manuscript,
    Signature,
    Typed,
)
from tools.conformance.word_package import (
    Letters,
    Lines,
    Package,
    Part,
    paragraph,
    part_of,
    relation_id,
    run,
)


def _retyped(manuscript: Manuscript, way: str) -> Manuscript:
    """The manuscript in an old encoding."""
    typed = {"tcvn3": legacy_typing.tcvn3, "vni": legacy_typing.vni}[way]
    return replace(
        manuscript,
        parent=typed(manuscript.parent),
        organ=typed(manuscript.organ),
        number=typed(manuscript.number),
        date=typed(manuscript.date) if manuscript.date else None,
        type_name=typed(manuscript.type_name),
        subject=typed(manuscript.subject),
        text=[replace(one, text=typed(one.text)) for one in manuscript.text],
        signatures=[
            Signature([typed(title) for title in one.titles], typed(one.name))
            for one in manuscript.signatures
        ],
        recipients=[typed(one) for one in manuscript.recipients],
        addressees=[typed(one) for one in manuscript.addressees],
        annexes=[
            Annex(
                typed(one.label),
                typed(one.title),
                typed(one.guide),
                [[typed(cell) for cell in row] for row in one.rows],
            )
            for one in manuscript.annexes
        ],
    )


def _in_font(hand: Hand, font: str) -> Hand:
    changed = {
        kind: replace(look, letters=replace(look.letters, font=font))
        for kind, look in hand.looks.items()
    }
    return replace(hand, looks=changed)


def _old_fonts() -> list[Foreign]:
    return [
        Foreign(
            "vntime",
            "Gõ bằng TCVN3, phông .VnTime",
            DECISION.slug,
            _in_font(DIRECT, ".VnTime").document(_retyped(DECISION, "tcvn3")),
            ("legacy-encoding",),
            ("font",),
        ),
        Foreign(
            "vni-times",
            "Gõ bằng VNI, phông VNI-Times",
            REPORT.slug,
            _in_font(DIRECT, "VNI-Times").document(_retyped(REPORT, "vni")),
            ("legacy-encoding",),
            ("font",),
        ),
    ]


def _lists() -> Foreign:
    """Word's own lists: hanging numbers, bullets in a font of symbols, the style "List Paragraph"."""
    text: list[Typed] = []
    blocks: list[str] = []
    hand = DIRECT
    for one in REPORT.text:
        number = {"section": 1, "clause_title": 2, "clause": 2, "point": 3, "dash": 4}.get(one.kind)
        look = hand.looks[one.kind]
        if number is None:
            blocks.append(hand.typed(one))
            continue
        rest = one.text.partition(" ")[2]
        lines = replace(look.lines, first_mm=None, left_mm=None, numbering=number)
        blocks.append(paragraph(run(rest, look.letters), replace(lines, mark=look.letters)))
        text.append(one)
    package = hand.package(REPORT)
    found = [*hand.opening(REPORT), *blocks, *hand.closing(REPORT)]
    numbering = part_of("numbering", "numbering.xml", "numbering", _LISTS)
    return Foreign(
        "numbered-lists",
        "Đánh số và gạch đầu dòng tự động của Word, lùi kiểu treo",
        REPORT.slug,
        replace(package, blocks=found, parts=[*package.parts, numbering]).bytes(),
        ("body-indent", "clause-order"),
    )


def _red_numbers() -> Foreign:
    """Word's own numbers before clauses: red by their list, in Word's Calibri 11 because nobody looked at the marks."""
    hand = replace(DIRECT, numbered_clauses=True)
    blocks = [
        paragraph(
            run(one.text.partition(" ")[2], DIRECT.looks["clause"].letters),
            replace(DIRECT.looks["clause"].lines, numbering=1),
        )
        if one.kind == "clause"
        else DIRECT.typed(one)
        for one in DECISION.text
    ]
    package = hand.package(DECISION)
    begin = len(hand.opening(DECISION))
    parts = [
        replace(part, content=part.content.replace(b"</w:lvl>", _RED + b"</w:lvl>"))
        for part in package.parts
    ]
    found = [*package.blocks[:begin], *blocks, *package.blocks[begin + len(blocks) :]]
    return Foreign(
        "red-numbers",
        "Khoản đánh số tự động: số màu đỏ, Calibri cỡ 11, chữ của đoạn vẫn đúng",
        DECISION.slug,
        replace(package, blocks=found, parts=parts).bytes(),
        ("label-colour", "label-font", "label-size"),
    )


_RED = b'<w:rPr><w:color w:val="FF0000"/></w:rPr>'


def _list(number: int, form: str, text: str, letters: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0">'
        f'<w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr>{letters}</w:lvl></w:abstractNum>'
    )


_LISTS = (
    _list(1, "upperRoman", "%1.")
    + _list(2, "decimal", "%1.")
    + _list(3, "lowerLetter", "%1)")
    + _list(
        4,
        "bullet",
        "\uf0b7",
        '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol" w:hint="default"/></w:rPr>',
    )
    + "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        for number in range(1, 5)
    )
)


def _headings() -> Foreign:
    """Titles in Word's heading styles, left as Word makes them: Calibri Light, blue, not bold."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        f'<w:pPr><w:keepNext/><w:spacing w:before="240" w:after="0"/><w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        f'<w:rPr><w:rFonts w:ascii="Calibri Light" w:hAnsi="Calibri Light"/><w:color w:val="2F5496"/>'
        f'<w:sz w:val="{size}"/></w:rPr></w:style>'
        for level, size in ((1, 32), (2, 26))
    )
    kinds = {"section": "Heading1", "clause_title": "Heading2"}
    blocks = [
        paragraph(run(one.text), Lines(style=kinds[one.kind]))
        if one.kind in kinds
        else DIRECT.typed(one)
        for one in REPORT.text
    ]
    hand = replace(DIRECT, styles=styles)
    package = replace(
        hand.package(REPORT), blocks=[*hand.opening(REPORT), *blocks, *hand.closing(REPORT)]
    )
    return Foreign(
        "blue-headings",
        "Tiêu đề dùng Heading 1, Heading 2 nguyên mẫu của Word: Calibri Light, màu xanh, cỡ 16",
        REPORT.slug,
        package.bytes(),
        (
            *("font", "colour", "section-size", "section-bold", "body-one-size"),
            *("paragraph-gap", "body-indent"),
        ),
    )


def _theme_calibri() -> Foreign:
    hand = replace(THEME_FONTS, parts=(theme("Calibri", "Calibri Light"),), numbered_clauses=False)
    return Foreign(
        "theme-calibri",
        "Phông theo chủ đề của Word, là Calibri",
        MINUTES.slug,
        hand.document(MINUTES),
        ("font",),
    )


def _footnotes() -> Foreign:
    package = DIRECT.package(REPORT)
    letters = Letters(font="Times New Roman", size=14)
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    body = DIRECT.looks["plain"].lines
    noted = paragraph(run("Số liệu tính đến ngày 30 tháng 11 năm 2025", letters) + mark, body)
    notes = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{element}/></w:r></w:p></w:footnote>'
        for number, kind, element in (
            (0, "separator", "separator"),
            (1, "continuationSeparator", "continuationSeparator"),
        )
    )
    words = run(" Báo cáo của Văn phòng Sở.", Letters(font="Times New Roman", size=10))
    own = f'<w:footnote w:id="2">{paragraph("<w:r><w:footnoteRef/></w:r>" + words)}</w:footnote>'
    parts = [*package.parts, part_of("footnotes", "footnotes.xml", "footnotes", notes + own)]
    return Foreign(
        "footnotes",
        "Có chú thích cuối trang, cỡ 10",
        REPORT.slug,
        replace(package, blocks=_with(package, 10, noted), parts=parts).bytes(),
        (),
    )


def _with(package: Package, at: int, block: str) -> Sequence[str]:
    return [*package.blocks[:at], block, *package.blocks[at:]]


def _picture() -> Foreign:
    package = DIRECT.package(MINUTES)
    size = 25 * 36_000
    picture = (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{size}" cy="{size}"/><wp:docPr id="77" name="Hình 1"/><wp:cNvGraphicFramePr/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        '<pic:cNvPr id="77" name="hinh.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{relation_id("media/hinh.png")}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{size}" cy="{size}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    centred = paragraph(picture, Lines(align="center", first_mm=0, before=0, after=6))
    return Foreign(
        "picture",
        "Có ảnh chụp giữa lời văn",
        MINUTES.slug,
        replace(
            package,
            blocks=_with(package, 12, centred),
            parts=[*package.parts, Part("image", "media/hinh.png", _png())],
        ).bytes(),
        (),
    )


def _png() -> bytes:
    """A grey square of 8 x 8."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    rows = b"".join(b"\0" + b"\x99" * 8 for _ in range(8))
    head = struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def _tracked() -> Foreign:
    """A draft with a revision under way: words put in, words taken out, a look that was changed."""
    package = DIRECT.package(REPORT)
    letters = Letters(font="Times New Roman", size=14)
    by = 'w:id="901" w:author="Văn phòng" w:date="2026-01-05T08:00:00Z"'
    taken = (
        run("còn hạn chế", letters)
        .replace("<w:t ", "<w:delText ")
        .replace("</w:t>", "</w:delText>")
    )
    was = replace(
        letters, more=f'<w:rPrChange {by}><w:rPr><w:sz w:val="24"/></w:rPr></w:rPrChange>'
    )
    content = (
        run("Công tác phối hợp ", letters)
        + f"<w:ins {by}>{run('đã được cải thiện', letters)}</w:ins>"
        + f"<w:del {by}>{taken}</w:del>"
        + run(" so với năm trước.", was)
    )
    revised = paragraph(content, DIRECT.looks["plain"].lines)
    return Foreign(
        "tracked-changes",
        "Bản thảo còn dấu sửa (Track Changes)",
        REPORT.slug,
        replace(package, blocks=_with(package, 8, revised)).bytes(),
        (),
    )


def _web_editor() -> Foreign:
    """As an editor in a browser exports: everything direct, one look at every run, 1.15 lines, no gaps, left."""
    changed = {
        kind: Look(
            replace(
                look.letters,
                font="Arial",
                size=11 if kind in ("plain", "dash", "point", "clause") else look.letters.size,
            ),
            replace(
                look.lines,
                first_mm=0,
                align="left" if look.lines.align == "both" else look.lines.align,
                after=0,
                line=1.15,
            ),
        )
        for kind, look in looks(Choices()).items()
    }
    hand = replace(DIRECT, looks=changed, defaults=WORD_DEFAULTS)
    return Foreign(
        "web-editor",
        "Soạn trong trình duyệt: Arial 11, canh trái, không lùi đầu dòng, không giãn đoạn",
        REPORT.slug,
        hand.document(REPORT),
        (
            *("font", "body-size", "body-align", "body-indent", "paragraph-gap"),
            *("national-spacing", "organ-spacing"),
        ),
    )


def foreign() -> list[Foreign]:
    """Documents whose text is typed as offices type."""
    return [
        *_old_fonts(),
        _lists(),
        _red_numbers(),
        _headings(),
        _theme_calibri(),
        _footnotes(),
        _picture(),
        _tracked(),
        _web_editor(),
    ]
