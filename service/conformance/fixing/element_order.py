"""The children of Word's property elements, each put where the schema wants it (ISO/IEC 29500-1, 17.3 to 17.6).

Word refuses a file whose properties stand in another order.
"""

from __future__ import annotations

from typing import Any, Final

from lxml import etree

from service.docx.word_namespace import W

_ORDERS: Final = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
        "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
        "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
        "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ),
    "rPr": (
        "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
        "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText "
        "vertAlign rtl cs em lang eastAsianLayout specVanish oMath * rPrChange"
    ),
    "sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType "
        "cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings * "
        "sectPrChange"
    ),
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd "
        "tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange"
    ),
    "tcPr": (
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark headers "
        "cellIns cellDel cellMerge tcPrChange"
    ),
    "trPr": (
        "cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader tblCellSpacing jc hidden "
        "ins del trPrChange"
    ),
    "tblGrid": "gridCol tblGridChange",
    "pBdr": "top left bottom right between bar",
    "rPrDefault": "rPr",
    "docDefaults": "rPrDefault pPrDefault",
}
_RANKS: Final = {
    parent: {name: rank for rank, name in enumerate(order.split())}
    for parent, order in _ORDERS.items()
}


def local(element: Any) -> str:
    """The name of an element of Word without its namespace; with it for any other element, "" for a comment."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    return tag[len(W) :] if tag.startswith(W) else tag


def put(parent: Any, name: str) -> Any:
    """The child ``name`` of a property element; a new one in its place where there is none."""
    found = parent.find(f"{W}{name}")
    return found if found is not None else insert(parent, etree.Element(f"{W}{name}"))


def insert(parent: Any, child: Any) -> Any:
    """Put ``child`` behind all children that the schema has before it, or that are of its own kind."""
    ranks = _RANKS[local(parent)]
    others = ranks.get("*", len(ranks))
    rank = ranks[local(child)]
    place = 0
    for at, sibling in enumerate(parent, 1):
        if ranks.get(local(sibling), others) <= rank:
            place = at
    parent.insert(place, child)
    return child


def drop(parent: Any, name: str) -> None:
    """Take every child ``name`` out."""
    for found in parent.findall(f"{W}{name}"):
        parent.remove(found)


def holder(owner: Any, name: str) -> Any:
    """The property element of a paragraph, run, table or cell; a new one as its first child where there is none."""
    found = owner.find(f"{W}{name}")
    if found is None:
        found = etree.Element(f"{W}{name}")
        owner.insert(0, found)
    return found
