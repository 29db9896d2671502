"""List what a Word file can contain, and what s55 does with it: the closed tables of the format.

Both readers of Word files are driven by these tables: they read what is taken, skip what is
harmless, and tell of the rest. What a file holds that is in no table is told as unknown.

Sources: ECMA-376 part 1 (WordprocessingML, DrawingML, Office math) and part 4 (VML), [MS-DOCX] and
[MS-ODRAWXML]. A test walks their schemas and fails for an element that is not listed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from lxml import etree

from s55.model.verdict import HARMLESS, TAKEN, Aside, Reading, Verdict, told

_OOXML = "http://schemas.openxmlformats.org"
_MS = "http://schemas.microsoft.com/office"
NAMESPACES: Mapping[str, str] = {
    "w": f"{_OOXML}/wordprocessingml/2006/main",
    "w14": f"{_MS}/word/2010/wordml",
    "w15": f"{_MS}/word/2012/wordml",
    "w16du": f"{_MS}/word/2023/wordml/word16du",
    "w16sdtdh": f"{_MS}/word/2020/wordml/sdtdatahash",
    "w16sdtfl": f"{_MS}/word/2024/wordml/sdtformatlock",
    "wp": f"{_OOXML}/drawingml/2006/wordprocessingDrawing",
    "wp14": f"{_MS}/word/2010/wordprocessingDrawing",
    "wp15": f"{_MS}/word/2012/wordprocessingDrawing",
    "wps": f"{_MS}/word/2010/wordprocessingShape",
    "wpg": f"{_MS}/word/2010/wordprocessingGroup",
    "wpc": f"{_MS}/word/2010/wordprocessingCanvas",
    "mc": f"{_OOXML}/markup-compatibility/2006",
    "a": f"{_OOXML}/drawingml/2006/main",
    "a14": f"{_MS}/drawing/2010/main",
    "adec": f"{_MS}/drawing/2017/decorative",
    "am3d": f"{_MS}/drawing/2017/model3d",
    "pic": f"{_OOXML}/drawingml/2006/picture",
    "lc": f"{_OOXML}/drawingml/2006/lockedCanvas",
    "c": f"{_OOXML}/drawingml/2006/chart",
    "cx": f"{_MS}/drawing/2014/chartex",
    "dgm": f"{_OOXML}/drawingml/2006/diagram",
    "m": f"{_OOXML}/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
    "xvml": "urn:schemas-microsoft-com:office:excel",
    "pvml": "urn:schemas-microsoft-com:office:powerpoint",
    "we": f"{_MS}/webextensions/webextension/2010/11",
    "r": f"{_OOXML}/officeDocument/2006/relationships",
}

Table = Mapping[str, Reading]
"""What is done with each name of a kind."""


def qualified(name: str) -> str:
    """Qualify a name such as ``wps:txbx`` as lxml writes it."""
    prefix, local = name.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def short_name(tag: str) -> str:
    """Write a qualified name with the prefix that people know, for a message."""
    space, _, local = tag.removeprefix("{").rpartition("}")
    prefix = next((one for one, known in NAMESPACES.items() if known == space), "")
    return f"{prefix}:{local}" if prefix else local


def _lines(*lines: tuple[Reading, str]) -> dict[str, Reading]:
    """Make a table of lines, each with the names that are read alike; no name is there twice."""
    found: dict[str, Reading] = {}
    for reading, names in lines:
        for name in names.split():
            key = qualified(name) if ":" in name else name
            if key in found:
                raise ValueError(f"'{name}' is listed twice")
            found[key] = reading
    return found


# --- elements -----------------------------------------------------------------------

_RANGES = "Ins Del MoveFrom MoveTo ConflictIns ConflictDel".split()

ELEMENTS: Table = _lines(
    # Text and what it stands in.
    (TAKEN, "w:body w:p w:r w:t w:tab w:ptab w:br w:cr w:noBreakHyphen w:sym"),
    (TAKEN, "w:tbl w:tblGrid w:tr w:tc w:hyperlink w:dir w:bdo w:customXml w:smartTag"),
    (TAKEN, "w:sdt w:sdtContent w:txbxContent w:ruby w:rubyBase"),
    (TAKEN, "w:pPr w:rPr w:tblPr w:trPr w:tcPr w:sdtPr"),
    (TAKEN, "w:footnoteReference w:endnoteReference"),
    (TAKEN, "w:fldSimple w:fldChar w:ffData w:instrText"),
    (TAKEN, "mc:AlternateContent mc:Choice mc:Fallback"),
    (told(Aside.PHONETIC), "w:rt"),
    (told(Aside.AUTOMATIC), "w:dayLong w:dayShort w:monthLong w:monthShort w:yearLong w:yearShort"),
    # Tracked changes.
    (TAKEN, "w:ins w:moveTo w14:conflictIns"),
    (told(Aside.DELETED), "w:del w:delText w14:conflictDel"),
    (told(Aside.MOVED), "w:moveFrom"),
    # Drawings, objects and other files.
    (TAKEN, "w:drawing w:pict w:object wp:inline wp:anchor wp:docPr a:graphic a:graphicData"),
    (TAKEN, "wps:wsp wps:txbx wpg:wgp wpg:grpSp wpg:graphicFrame wpc:wpc wpc:graphicFrame"),
    (TAKEN, "v:shape v:rect v:roundrect v:oval v:line v:polyline v:arc v:curve v:image v:group"),
    (TAKEN, "v:shapetype v:textbox"),
    (told(Aside.PICTURE), "pic:pic v:imagedata am3d:model3d"),
    (told(Aside.DRAWING), "lc:lockedCanvas v:textpath w:contentPart w14:contentPart o:ink"),
    (told(Aside.CHART), "c:chart cx:chart"),
    (told(Aside.DIAGRAM), "dgm:relIds"),
    (told(Aside.OBJECT), "o:OLEObject w:objectEmbed w:objectLink w:movie wp15:webVideoPr"),
    (told(Aside.OBJECT), "we:webextensionref o:signatureline"),
    (told(Aside.FORM_FIELD), "w:control"),
    (told(Aside.OTHER_FILE), "w:altChunk w:subDoc"),
    # Mathematics.
    (TAKEN, "m:oMath m:oMathPara m:r m:t m:acc m:bar m:borderBox m:box m:d m:eqArr m:f m:func"),
    (TAKEN, "m:groupChr m:limLow m:limUpp m:m m:mr m:nary m:phant m:rad m:sPre m:sSub m:sSubSup"),
    (TAKEN, "m:sSup m:e m:num m:den m:sub m:sup m:deg m:lim m:fName"),
    (HARMLESS, "m:oMathParaPr m:rPr m:accPr m:barPr m:borderBoxPr m:boxPr m:dPr m:eqArrPr m:fPr"),
    (HARMLESS, "m:funcPr m:groupChrPr m:limLowPr m:limUppPr m:mPr m:naryPr m:phantPr m:radPr"),
    (HARMLESS, "m:sPrePr m:sSubPr m:sSubSupPr m:sSupPr m:ctrlPr m:argPr"),
    # Marks without words, and what other programs use.
    (HARMLESS, "w:softHyphen w:lastRenderedPageBreak w:pgNum w:separator w:continuationSeparator"),
    (HARMLESS, "w:footnoteRef w:endnoteRef w:annotationRef w:commentReference"),
    (HARMLESS, "w:bookmarkStart w:bookmarkEnd w:commentRangeStart w:commentRangeEnd"),
    (HARMLESS, "w:permStart w:permEnd w:proofErr w:moveFromRangeStart w:moveFromRangeEnd"),
    (HARMLESS, "w:moveToRangeStart w:moveToRangeEnd"),
    (HARMLESS, " ".join(f"w:customXml{one}RangeStart" for one in _RANGES[:4])),
    (HARMLESS, " ".join(f"w:customXml{one}RangeEnd" for one in _RANGES[:4])),
    (HARMLESS, " ".join(f"w14:customXml{one}RangeStart" for one in _RANGES[4:])),
    (HARMLESS, " ".join(f"w14:customXml{one}RangeEnd" for one in _RANGES[4:])),
    (HARMLESS, "w:delInstrText w:fldData w:numberingChange w:rubyPr w:sdtEndPr w:customXmlPr"),
    (HARMLESS, "w:smartTagPr w:tblPrEx w:sectPr w16sdtfl:SDTFormatLock"),
    # The looks of drawings.
    (HARMLESS, "wp:extent wp:effectExtent wp:cNvGraphicFramePr wp:simplePos wp:positionH"),
    (HARMLESS, "wp:positionV wp:wrapNone wp:wrapSquare wp:wrapThrough wp:wrapTight"),
    (HARMLESS, "wp:wrapTopAndBottom wp14:sizeRelH wp14:sizeRelV"),
    (HARMLESS, "wps:cNvPr wps:cNvSpPr wps:cNvCnPr wps:spPr wps:style wps:bodyPr wps:extLst"),
    (HARMLESS, "wps:linkedTxbx wpg:cNvPr wpg:cNvGrpSpPr wpg:grpSpPr wpg:cNvFrPr wpg:xfrm"),
    (HARMLESS, "wpg:extLst wpc:bg wpc:whole wpc:extLst"),
    (HARMLESS, "v:fill v:stroke v:shadow v:formulas v:handles v:path"),
    (HARMLESS, "o:lock o:callout o:clippath o:extrusion o:skew o:diagram o:complex"),
    (
        HARMLESS,
        "w10:wrap w10:anchorlock w10:bordertop w10:borderbottom w10:borderleft w10:borderright",
    ),
    (HARMLESS, "xvml:ClientData pvml:iscomment pvml:textdata"),
)
"""The elements of a document, a header, a note or a comment."""

# --- formats ------------------------------------------------------------------------

RUN_FORMATS: Table = _lines(
    (told(Aside.CROSSED_OUT), "w:strike w:dstrike"),
    (told(Aside.HIDDEN), "w:vanish"),
    (TAKEN, "w:rStyle w:rFonts w:b w:i w:vertAlign w:sz w:color"),
    (TAKEN, "w:ins w:del w:moveFrom w:moveTo"),  # of the mark that ends a paragraph
    (HARMLESS, "w:bCs w:iCs w:caps w:smallCaps w:outline w:shadow w:emboss w:imprint w:noProof"),
    (HARMLESS, "w:snapToGrid w:webHidden w:specVanish w:spacing w:w w:kern w:position w:szCs"),
    (TAKEN, "w:highlight w:shd"),  # words of the same colour are hidden
    (HARMLESS, "w:u w:effect w:bdr w:fitText w:rtl w:cs w:em w:lang"),
    (HARMLESS, "w:eastAsianLayout w:oMath w:rPrChange w14:conflictIns w14:conflictDel"),
    (HARMLESS, "w14:glow w14:shadow w14:reflection w14:textOutline w14:textFill w14:scene3d"),
    (HARMLESS, "w14:props3d w14:ligatures w14:numForm w14:numSpacing w14:stylisticSets"),
    (HARMLESS, "w14:cntxtAlts"),
)
"""The formats of a run of characters, its own or those of its styles."""

PARAGRAPH_FORMATS: Table = _lines(
    (TAKEN, "w:pStyle w:numPr w:outlineLvl w:ind w:pBdr w:shd w:spacing w:jc w:rPr"),
    (HARMLESS, "w:keepNext w:keepLines w:pageBreakBefore w:framePr w:widowControl"),
    (HARMLESS, "w:suppressLineNumbers w:tabs w:suppressAutoHyphens w:kinsoku w:wordWrap"),
    (HARMLESS, "w:overflowPunct w:topLinePunct w:autoSpaceDE w:autoSpaceDN w:bidi"),
    (HARMLESS, "w:adjustRightInd w:snapToGrid w:contextualSpacing w:mirrorIndents"),
    (HARMLESS, "w:suppressOverlap w:textDirection w:textAlignment w:textboxTightWrap w:divId"),
    (HARMLESS, "w:cnfStyle w:sectPr w:pPrChange w15:collapsed"),
)

ROW_FORMATS: Table = _lines(
    (told(Aside.DELETED), "w:del w14:conflictDel"),
    (TAKEN, "w:ins w14:conflictIns"),
    (HARMLESS, "w:cnfStyle w:divId w:gridBefore w:gridAfter w:wBefore w:wAfter w:cantSplit"),
    (HARMLESS, "w:trHeight w:tblHeader w:tblCellSpacing w:jc w:hidden w:trPrChange"),
)

CELL_FORMATS: Table = _lines(
    (told(Aside.DELETED), "w:cellDel"),
    (TAKEN, "w:gridSpan w:cellIns w:shd"),
    (HARMLESS, "w:cnfStyle w:tcW w:hMerge w:vMerge w:cellMerge w:tcBorders w:noWrap w:tcMar"),
    (HARMLESS, "w:textDirection w:tcFitText w:vAlign w:hideMark w:headers w:tcPrChange"),
)

TABLE_FORMATS: Table = _lines(
    (TAKEN, "w:tblInd w:tblStyle w:shd"),
    (told(Aside.HIDDEN), "w:tblCaption w:tblDescription"),  # read out, and not shown
    (HARMLESS, "w:tblpPr w:tblOverlap w:bidiVisual w:tblStyleRowBandSize w:tblW w:jc"),
    (HARMLESS, "w:tblStyleColBandSize w:tblCellSpacing w:tblBorders w:tblLayout"),
    (HARMLESS, "w:tblCellMar w:tblLook w:tblPrChange"),
)

CONTROL_FORMATS: Table = _lines(
    (TAKEN, "w:alias w:tag w:showingPlcHdr w:date w:comboBox w:dropDownList w14:checkbox"),
    (HARMLESS, "w:rPr w:id w:lock w:placeholder w:dataBinding w15:dataBinding w:label w:tabIndex"),
    (HARMLESS, "w:temporary w:equation w:docPartObj w:docPartList w:picture w:richText w:text"),
    (HARMLESS, "w:citation w:group w:bibliography w14:entityPicker w15:color w15:appearance"),
    (HARMLESS, "w15:webExtensionLinked w15:webExtensionCreated w15:repeatingSection"),
    (HARMLESS, "w15:repeatingSectionItem w16sdtdh:dataHash w16du:dataBinding"),
)

FORMATS: Mapping[str, Table] = {
    qualified("w:rPr"): RUN_FORMATS,
    qualified("w:pPr"): PARAGRAPH_FORMATS,
    qualified("w:trPr"): ROW_FORMATS,
    qualified("w:tcPr"): CELL_FORMATS,
    qualified("w:tblPr"): TABLE_FORMATS,
    qualified("w:sdtPr"): CONTROL_FORMATS,
}
"""The tables of formats by the elements that hold them."""

# --- fields -------------------------------------------------------------------------

FIELDS: Table = _lines(
    (told(Aside.OTHER_FILE), "INCLUDE INCLUDETEXT RD LINK DDE DDEAUTO EMBED IMPORT"),
    (told(Aside.PICTURE), "INCLUDEPICTURE BARCODE DISPLAYBARCODE MERGEBARCODE SHAPE"),
    (told(Aside.EQUATION), "EQ"),
    (told(Aside.AUTOMATIC), "AUTONUM AUTONUMLGL AUTONUMOUT LISTNUM BIDIOUTLINE"),
    (told(Aside.FORM_FIELD), "MACROBUTTON GOTOBUTTON HTMLCONTROL CONTROL"),
    (TAKEN, "HYPERLINK FORMTEXT FORMCHECKBOX FORMDROPDOWN REF NOTEREF PAGEREF STYLEREF QUOTE"),
    (TAKEN, "= IF COMPARE SEQ SECTION SECTIONPAGES PAGE NUMPAGES NUMWORDS NUMCHARS SYMBOL"),
    (TAKEN, "DATE TIME CREATEDATE SAVEDATE PRINTDATE EDITTIME AUTHOR TITLE SUBJECT KEYWORDS"),
    (TAKEN, "COMMENTS CATEGORY MANAGER COMPANY FILENAME FILESIZE TEMPLATE LASTSAVEDBY REVNUM"),
    (TAKEN, "DOCPROPERTY DOCVARIABLE INFO USERNAME USERINITIALS USERADDRESS AUTOTEXT"),
    (TAKEN, "AUTOTEXTLIST GLOSSARY MERGEFIELD MERGEREC MERGESEQ ADDRESSBLOCK GREETINGLINE"),
    (TAKEN, "DATABASE TOC TOA INDEX BIBLIOGRAPHY CITATION"),
    (HARMLESS, "TC TA XE SET ASK FILLIN NEXT NEXTIF SKIPIF ADVANCE PRINT PRIVATE ADDIN"),
)
"""The fields by the first word of their instructions; what they show is read as text."""

SHOWING = frozenset(
    "REF NOTEREF STYLEREF QUOTE = IF SEQ SYMBOL AUTHOR TITLE SUBJECT KEYWORDS COMMENTS CATEGORY "
    "MANAGER COMPANY DOCPROPERTY DOCVARIABLE INFO USERNAME USERADDRESS AUTOTEXT AUTOTEXTLIST "
    "GLOSSARY MERGEFIELD ADDRESSBLOCK GREETINGLINE DATABASE TOA INDEX BIBLIOGRAPHY CITATION".split()
)
"""Fields that are no text of the page's own, and show words. Where none are stored a program puts
them there when it opens the file."""

# --- parts --------------------------------------------------------------------------

PARTS: Table = _lines(
    (told(Aside.RUNNING_HEAD), "header"),
    (told(Aside.RUNNING_FOOT), "footer"),
    (told(Aside.COMMENT), "comments"),
    # The elements that refer to these are listed above, and take or tell their words.
    (TAKEN, "footnotes endnotes styles numbering hyperlink"),
    (TAKEN, "image chart chartEx diagramData oleObject package control aFChunk subDocument"),
    (TAKEN, "model3d video audio media hdphoto ink contentPart customXml webextension"),
    # Looks, settings, and what is kept for people who write.
    (HARMLESS, "settings webSettings fontTable theme themeOverride stylesWithEffects"),
    (HARMLESS, "glossaryDocument attachedTemplate mailMergeSource mailMergeHeaderSource"),
    (HARMLESS, "recipientData keyMapCustomizations attachedToolbars vbaProject wordVbaData"),
    (HARMLESS, "printerSettings diagramLayout diagramQuickStyle diagramColors diagramDrawing"),
    (HARMLESS, "commentsExtended commentsIds commentsExtensible people documenttasks bibliography"),
    (HARMLESS, "chartStyle chartColorStyle chartUserShapes frame transform metadata"),
    (HARMLESS, "webextensiontaskpanes activeXControlBinary xmlSignature font"),
)
"""The parts that belong to a document, by the last words of their relations' types."""

TABLES: Mapping[str, Table] = {
    "elements": ELEMENTS,
    "formats of runs": RUN_FORMATS,
    "formats of paragraphs": PARAGRAPH_FORMATS,
    "formats of rows": ROW_FORMATS,
    "formats of cells": CELL_FORMATS,
    "formats of tables": TABLE_FORMATS,
    "formats of controls": CONTROL_FORMATS,
    "fields": FIELDS,
    "parts": PARTS,
}
"""All tables by what they list."""


def counted() -> Counter[Verdict]:
    """Count the lines of all tables by their verdicts."""
    return Counter(reading.verdict for table in TABLES.values() for reading in table.values())


_ALTERNATE = qualified("mc:AlternateContent")

# --- reading with the tables ----------------------------------------------------------


def is_element(node: etree._Element) -> bool:
    """Whether a node is an element, and not a comment or an instruction to a program."""
    return isinstance(node.tag, str)


def why_left_out(holder: etree._Element, formats: str) -> str:
    """Return why a row or cell is left out, by its own formats; '' for one that is read.

    Args:
        holder: the row or the cell.
        formats: the name of the element that holds its formats, for example ``w:trPr``.
    """
    found = holder.find(qualified(formats))
    readings = (
        FORMATS[qualified(formats)].get(one.tag) for one in (() if found is None else found)
    )
    return next((one.why for one in readings if one and one.verdict is Verdict.TOLD), "")


def strange_formats(root: etree._Element) -> Iterator[str]:
    """Yield the name of each format below an element that is in no table, once."""
    names = (
        short_name(child.tag)
        for holder in root.iter(*FORMATS)
        for child in holder
        if is_element(child) and child.tag not in FORMATS[holder.tag]
    )
    return iter(dict.fromkeys(names))


def shown_in(node: etree._Element) -> Iterator[etree._Element]:
    """Yield an element and those below it; of contents in several forms only what counts."""
    todo = [node]
    while todo:
        one = todo.pop()
        yield one
        todo += reversed(chosen(one) if one.tag == _ALTERNATE else one)


def chosen(alternate: etree._Element) -> etree._Element:
    """Return what counts of a ``mc:AlternateContent`` (ECMA-376 part 3, 7.6).

    That is the first choice whose namespaces are all known here, else the fallback, else the first
    choice.
    """
    choices = alternate.findall(qualified("mc:Choice"))
    known = frozenset(NAMESPACES.values())
    for choice in choices:
        needed = (choice.nsmap.get(prefix) for prefix in choice.get("Requires", "").split())
        if all(space in known for space in needed):
            return choice
    fallback = alternate.find(qualified("mc:Fallback"))
    if fallback is not None:
        return fallback
    return choices[0] if choices else alternate
