"""Name, make, read and order the XML elements of Word files.

Source of names and order of elements: ECMA-376 part 1 (WordprocessingML; the order in annex A),
and [MS-DOCX] for w14.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

TWIPS_PER_POINT = 20

_NAMESPACES = {"w": W}
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile(r"(\r\n|[\n\r\t])")
_MOST = 100_000


def w(name: str) -> str:
    """Qualify a WordprocessingML name as lxml writes it."""
    return f"{{{W}}}{name}"


def w14(name: str) -> str:
    """Qualify a name of Word 2010's additions as lxml writes it."""
    return f"{{{W14}}}{name}"


P, PPR, R_RUN, RPR, T, TBL, TR, TC, SDT, SDT_PR, SDT_CONTENT, HYPERLINK = map(
    w,
    ("p", "pPr", "r", "rPr", "t", "tbl", "tr", "tc", "sdt", "sdtPr", "sdtContent", "hyperlink"),
)
BOOKMARK_START, BOOKMARK_END = w("bookmarkStart"), w("bookmarkEnd")
R_ID = f"{{{R}}}id"
"""The attribute by which an element refers to another part or to an address."""
REMARKS = tuple(map(w, ("commentRangeStart", "commentRangeEnd", "commentReference")))
PARAGRAPH_IDS = (w14("paraId"), w14("textId"))
ALTERNATE = f"{{{MC}}}AlternateContent"
IGNORABLE = f"{{{MC}}}Ignorable"

# --- order ------------------------------------------------------------------------

RUN = tuple(
    (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
        "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u "
        "effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
    ).split()
)
PARAGRAPH = tuple(
    (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers "
        "pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE "
        "autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
        "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle "
        "rPr sectPr pPrChange"
    ).split()
)
STYLE = tuple(
    (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed "
        "qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr "
        "tblStylePr"
    ).split()
)
SECTION = tuple(
    (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders "
        "lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter "
        "docGrid printerSettings sectPrChange"
    ).split()
)
SETTINGS = tuple(
    (
        "writeProtection view zoom removePersonalInformation removeDateAndTime "
        "doNotDisplayPageBoundaries displayBackgroundShape printPostScriptOverText "
        "printFractionalCharacterWidth printFormsData embedTrueTypeFonts embedSystemFonts "
        "saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges "
        "bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors "
        "hideGrammaticalErrors activeWritingStyle proofState formsDesign attachedTemplate "
        "linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge revisionView "
        "trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride "
        "styleLockTheme styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit "
        "hyphenationZone doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle "
        "defaultTableStyle evenAndOddHeaders bookFoldRevPrinting bookFoldPrinting "
        "bookFoldPrintingSheets drawingGridHorizontalSpacing drawingGridVerticalSpacing "
        "displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery "
        "doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin "
        "doNotShadeFormData noPunctuationKerning characterSpacingControl printTwoOnOne "
        "strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore savePreviewPicture "
        "doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent alwaysShowPlaceholderText "
        "doNotDemarcateInvalidXml saveXmlDataOnly useXSLTWhenSaving saveThroughXslt showXMLTags "
        "alwaysMergeEmptyNamespace updateFields hdrShapeDefaults footnotePr endnotePr"
    ).split()
)
"""The settings up to the last one that s55 adds in this way."""


def put(parent: etree._Element, child: etree._Element, order: Sequence[str]) -> etree._Element:
    """Put a property where the order has it, in the place of an old one."""
    old = parent.find(child.tag)
    if old is not None:
        parent.remove(old)
    name = etree.QName(child).localname
    before = {w(one) for one in (order[: order.index(name)] if name in order else order)}
    parent.insert(sum(1 for other in parent if other.tag in before), child)
    return child


# --- making -----------------------------------------------------------------------


def element(name: str, /, **attributes: str) -> etree._Element:
    """Make a WordprocessingML element with WordprocessingML attributes."""
    named = {w(key): value for key, value in attributes.items()}
    return etree.Element(w(name), named, nsmap=_NAMESPACES)


def add(parent: etree._Element, name: str, /, **attributes: str) -> etree._Element:
    """Add a WordprocessingML element to the end of ``parent``."""
    return etree.SubElement(parent, w(name), {w(key): value for key, value in attributes.items()})


def remove(node: etree._Element) -> None:
    """Take an element without text after it out of its parent."""
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def canonical(node: etree._Element) -> bytes:
    """Serialise an element so that equal ones have equal bytes."""
    return etree.tostring(node, method="c14n", exclusive=True)


def xml_safe(text: str) -> str:
    """Replace each character that XML cannot hold with U+FFFD."""
    return _NOT_XML.sub("\ufffd", text)


def add_text(run: etree._Element, text: str) -> None:
    """Add characters to a run; line feeds and tabs become Word's own elements."""
    for piece in _BREAKS.split(text):
        if piece == "\t":
            add(run, "tab")
        elif piece in ("\n", "\r", "\r\n"):
            add(run, "br")
        elif piece:
            node = etree.SubElement(run, T)
            node.set(_XML_SPACE, "preserve")
            try:
                node.text = piece
            except ValueError:
                node.text = xml_safe(piece)


def add_run(
    parent: etree._Element, text: str, properties: etree._Element | None = None
) -> etree._Element:
    """Add a run to the end of ``parent``; it keeps ``properties`` (a ``w:rPr``)."""
    run = etree.SubElement(parent, R_RUN)
    if properties is not None:
        run.append(properties)
    add_text(run, text)
    return run


# --- reading ----------------------------------------------------------------------


def value_of(parent: etree._Element | None, name: str, attribute: str = "val") -> str | None:
    """Read the attribute of ``parent``'s child ``name``; None where either is missing."""
    child = None if parent is None else parent.find(w(name))
    return None if child is None else child.get(w(attribute))


def is_on(parent: etree._Element | None, name: str) -> bool | None:
    """Whether a switch such as ``w:b`` is on; None where ``parent`` does not have it."""
    child = None if parent is None else parent.find(w(name))
    if child is None:
        return None
    return child.get(w("val"), "").lower() not in ("0", "false", "off", "none")


def whole(text: str | None, default: int = 0) -> int:
    """Parse a number; ``default`` where the file has none or nonsense."""
    try:
        return int(float(text)) if text is not None else default
    except (ValueError, OverflowError):
        return default


def measure(text: str | None, default: int = 0) -> int:
    """Parse a number as :func:`whole`, kept within 100,000 of 0 as in any real file."""
    return max(-_MOST, min(_MOST, whole(text, default)))


def left_of(indent: etree._Element | None) -> int | None:
    """Read the twips from the margin to the text in a ``w:ind``; None where it has none."""
    said = None if indent is None else indent.get(w("left")) or indent.get(w("start"))
    return measure(said) if said else None


def rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows of a table, also those in content controls."""
    return _nearest(table, TR)


def cells_of(row: etree._Element) -> Iterator[etree._Element]:
    """Yield the cells of a row, also those in content controls."""
    return _nearest(row, TC)


_AROUND = frozenset({SDT, SDT_CONTENT, w("customXml"), w("ins")})


def _nearest(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _AROUND:
            yield from _nearest(child, tag)
