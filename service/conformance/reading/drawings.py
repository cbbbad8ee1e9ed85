"""What a drawing holds: text boxes, straight lines, or a picture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from service.conformance.reading.measures import emu_millimetres, in_millimetres, points
from service.docx.word_namespace import WP, A, V, W
from service.errors import UnreadableInput

_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
FALLBACK: Final = f"{_MC}Fallback"
_O: Final = "{urn:schemas-microsoft-com:office:office}"
_STRETCHING: Final = frozenset(
    {
        "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}wgp",
        "{http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas}wpc",
        f"{V}group",
    }
)
_SHARE_OF_PAGE: Final = (
    "{http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing}sizeRelH"
)
_LENGTH_IN_STYLE: Final = r"(?P<name>(?:^|;)\s*%s\s*:\s*)(?P<length>[-\d.a-z]+)"
_STRAIGHT: Final = frozenset({"line", "straightConnector1"})
#: Word's number of the straight connector among its shapes.
_CONNECTOR_TYPE: Final = "#_x0000_t32"
_EMU_PER_POINT: Final = 12_700
_THIN_PT: Final = 0.75
#: A rectangle lower than this is a rule.
_RULE_HEIGHT_PT: Final = 3.0
_DEEPEST: Final = 100


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A straight line: how long, how thick, and how far from where it is anchored (None where aligned or unknown)."""

    width_mm: float
    weight_pt: float
    element: Any
    left_mm: float | None = None
    top_mm: float | None = None
    dashed: bool = False
    #: Nothing but its own measures says how long it is: no group stretches it, no share of the page.
    is_alone: bool = True


@dataclass(slots=True)
class Drawing:
    """All that one w:drawing, w:pict or w:object shows. ``boxes`` are the w:txbxContent in it."""

    boxes: list[Any]
    lines: list[DrawnLine]
    has_picture: bool = False


def read(node: Any) -> Drawing:
    """Look through a drawing. Raises UnreadableInput where it is nested without end."""
    found = Drawing([], [])
    _look(node, found, None, 0)
    if not found.boxes and not found.lines:
        found.has_picture = True
    return found


def chosen(alternatives: Any) -> Iterator[Any]:
    """What Word shows of mc:AlternateContent: its first choice, else the fallback."""
    for name in (f"{_MC}Choice", FALLBACK):
        found = alternatives.find(name)
        if found is not None:
            yield from found
            return


def is_alternatives(node: Any) -> bool:
    """Whether an element is mc:AlternateContent."""
    return bool(node.tag == f"{_MC}AlternateContent")


def _look(node: Any, found: Drawing, frame: Any | None, depth: int) -> None:
    if depth > _DEEPEST:
        raise UnreadableInput("Tệp .docx có hình vẽ lồng nhau quá sâu, không được chấp nhận.")
    if node.tag in (f"{WP}anchor", f"{WP}inline"):
        frame = node
    if node.tag == f"{W}txbxContent":
        found.boxes.append(node)
        return
    line = _line(node, frame)
    if line is not None:
        found.lines.append(line)
    elif node.tag in (f"{A}blip", f"{V}imagedata"):
        found.has_picture = True
    for child in chosen(node) if is_alternatives(node) else node:
        if isinstance(child.tag, str):
            _look(child, found, frame, depth + 1)


def _line(node: Any, frame: Any | None) -> DrawnLine | None:
    if node.tag == f"{A}prstGeom" and node.get("prst") in _STRAIGHT:
        return _drawing_line(node, frame)
    if node.tag == f"{V}line":
        return _vml_line(node)
    if node.tag == f"{V}shape" and node.get("type") == _CONNECTOR_TYPE:
        return _vml_shape(node)
    if node.tag == f"{V}rect" and not _has_box(node):
        height = style_length(node.get("style", ""), "height")
        is_rule = height is not None and height <= _RULE_HEIGHT_PT
        return _vml_shape(node) if is_rule or node.get(f"{_O}hr") else None
    return None


def _has_box(node: Any) -> bool:
    return node.find(f"{V}textbox") is not None


# --- DrawingML ------------------------------------------------------------------------------------


def _drawing_line(geometry: Any, frame: Any | None) -> DrawnLine | None:
    properties = geometry.getparent()
    extent = properties.find(f"{A}xfrm/{A}ext")
    if extent is None and frame is not None:
        extent = frame.find(f"{WP}extent")
    width = None if extent is None else emu_millimetres(extent.get("cx"))
    if width is None:
        return None
    pen = properties.find(f"{A}ln")
    weight = None if pen is None else points(pen.get("w"), per_point=_EMU_PER_POINT)
    dash = None if pen is None else pen.find(f"{A}prstDash")
    return DrawnLine(
        width,
        weight or _THIN_PT,
        properties.getparent(),
        _offset(frame, "positionH"),
        _offset(frame, "positionV"),
        dash is not None and dash.get("val", "solid") != "solid",
        _is_alone(properties) and (frame is None or frame.find(_SHARE_OF_PAGE) is None),
    )


def _is_alone(node: Any) -> bool:
    return not any(ancestor.tag in _STRETCHING for ancestor in node.iterancestors())


def _offset(frame: Any | None, name: str) -> float | None:
    offset = None if frame is None else frame.find(f"{WP}{name}/{WP}posOffset")
    return None if offset is None else emu_millimetres(offset.text)


# --- VML ------------------------------------------------------------------------------------------


def _vml_line(node: Any) -> DrawnLine:
    start, end = (_point(node.get(name, "")) for name in ("from", "to"))
    width = style_length(node.get("style", ""), "width")
    if start is not None and end is not None:
        width = abs(end[0] - start[0])
    left = None if start is None or end is None else in_millimetres(min(start[0], end[0]))
    top = None if start is None or end is None else in_millimetres(min(start[1], end[1]))
    return DrawnLine(
        in_millimetres(width or 0.0),
        _weight(node),
        node,
        left,
        top,
        _dashed(node),
        start is not None and end is not None and _is_alone(node),
    )


def _vml_shape(node: Any) -> DrawnLine:
    style = node.get("style", "")
    left, top = (style_length(style, name) for name in ("margin-left", "margin-top"))
    return DrawnLine(
        in_millimetres(style_length(style, "width") or 0.0),
        _weight(node),
        node,
        None if left is None else in_millimetres(left),
        None if top is None else in_millimetres(top),
        _dashed(node),
        "mso-width-percent" not in style and _is_alone(node),
    )


def _weight(node: Any) -> float:
    return points(node.get("strokeweight"), per_point=1) or _THIN_PT


def _dashed(node: Any) -> bool:
    stroke = node.find(f"{V}stroke")
    return stroke is not None and stroke.get("dashstyle", "solid") not in ("solid", "1")


def _point(text: str) -> tuple[float, float] | None:
    first, _, second = text.partition(",")
    x, y = points(first.strip() or "0", per_point=1), points(second.strip() or "0", per_point=1)
    return None if x is None or y is None or not text else (x, y)


def style_length(style: str, name: str) -> float | None:
    """A length of a VML style in points."""
    found = re.search(_LENGTH_IN_STYLE % name, style)
    return None if found is None else points(found["length"], per_point=1)


def with_style_length(style: str, name: str, length_pt: float) -> str:
    """A VML style in which a length that it has is another one."""
    return re.sub(_LENGTH_IN_STYLE % name, rf"\g<name>{length_pt:.2f}pt", style, count=1)
