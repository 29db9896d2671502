"""What Word files hold, kind by kind: what is read of each, and what is told.

Both readers of Word files are tested with this table: that of ``import`` and that of ``collect``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from s55.model.verdict import Aside
from s55.word.elements import NAMESPACES

DECLARED = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in NAMESPACES.items())


@dataclass(frozen=True)
class Kind:
    """One thing that a Word file can hold.

    Attributes:
        name: of the test.
        content: one or more paragraphs or tables.
        text: what is read of it, lines joined by '|'.
        told: the kinds of what is told, with the words.
        styles: styles that it needs.
        parts: the parts that it needs, by their names: the kind of the relation and the text.
        returned: what ``collect`` reads where that is not ``text``.
    """

    name: str
    content: str
    text: str
    told: tuple[tuple[str, str], ...] = ()
    styles: str = ""
    parts: dict[str, tuple[str, str]] = field(default_factory=dict)
    returned: str = ""


WHITE, BLUE = '<w:color w:val="FFFFFF"/>', '<w:shd w:val="clear" w:fill="1F3864"/>'


def run(text: str, formats: str = "") -> str:
    """A run of characters."""
    return f'<w:r><w:rPr>{formats}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(content: str, formats: str = "") -> str:
    """A paragraph."""
    return f"<w:p><w:pPr>{formats}</w:pPr>{content}</w:p>"


def field_of(instruction: str, result: str | None) -> str:
    """A complex field; without a result where that is None."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    shown = "" if result is None else mark.format("separate") + run(result)
    told = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return mark.format("begin") + told + shown + mark.format("end")


def drawing(inside: str, *, alt: str = "", uri: str = "") -> str:
    """A drawing in a line."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Drawing 1" descr="{alt}"/>'
        f'<a:graphic><a:graphicData uri="{uri}">{inside}</a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def box(text: str) -> str:
    """The words of a text box."""
    return f"<w:txbxContent>{para(run(text))}</w:txbxContent>"


def shape(text: str) -> str:
    """A shape with a text box."""
    return f"<wps:wsp><wps:txbx>{box(text)}</wps:txbx></wps:wsp>"


def sheet(more: str = "") -> str:
    """An embedded sheet."""
    return f'<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"{more}/></w:object></w:r>'


def table(*cells: str) -> str:
    """A table of one row under a row of heads."""
    heads = "".join(f"<w:tc>{para(run(f'Head {n}'))}</w:tc>" for n, _ in enumerate(cells))
    row = "".join(f"<w:tc>{cell}</w:tc>" for cell in cells)
    return f"<w:tbl><w:tblPr/><w:tr>{heads}</w:tr><w:tr>{row}</w:tr></w:tbl>"


def m(name: str, **parts: str) -> str:
    """A structure of an equation."""
    inner = "".join(f"<m:{key}>{value}</m:{key}>" for key, value in parts.items())
    return f"<m:{name}>{inner}</m:{name}>"


def mr(text: str) -> str:
    """Characters of an equation."""
    return f"<m:r><m:t>{text}</m:t></m:r>"


STRUCK_STYLES = (
    '<w:style w:type="character" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:strike/></w:rPr>'
    '</w:style><w:style w:type="paragraph" w:styleId="GoneP"><w:name w:val="GoneP"/>'
    "<w:rPr><w:dstrike/></w:rPr></w:style>"
)
CHART = (
    "<c:chartSpace {}><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>Boats by port</a:t></a:r>"
    "</a:p></c:rich></c:tx></c:title><c:ser><c:cat><c:strCache><c:pt><c:v>North</c:v></c:pt>"
    "</c:strCache></c:cat></c:ser></c:chart></c:chartSpace>"
)
DIAGRAM = (
    "<dgm:dataModel {}><dgm:pt><dgm:t><a:p><a:r><a:t>Count first</a:t></a:r></a:p></dgm:t></dgm:pt>"
    "</dgm:dataModel>"
)

KINDS = (
    Kind(
        "crossed out",
        para(run("We accept ") + run("no ", "<w:strike/>") + run("this.")),
        "We accept this.",
        ((Aside.CROSSED_OUT, "no"),),
    ),
    Kind(
        "crossed out twice",
        para(run("Kept.") + run(" Not ", "<w:dstrike/>") + run("kept.", "<w:dstrike/><w:b/>")),
        "Kept.",
        ((Aside.CROSSED_OUT, "Not kept."),),
    ),
    Kind(
        "crossed out by a style of characters",
        para(run("Kept.") + run(" Gone.", '<w:rStyle w:val="Gone"/>')),
        "Kept.",
        ((Aside.CROSSED_OUT, "Gone."),),
        STRUCK_STYLES,
    ),
    Kind(
        "crossed out by a style of paragraphs, but for a word",
        para(run("Gone, ") + run("kept", '<w:dstrike w:val="0"/>'), '<w:pStyle w:val="GoneP"/>'),
        "kept",
        ((Aside.CROSSED_OUT, "Gone,"),),
        STRUCK_STYLES,
    ),
    Kind(
        "hidden",
        para(run("Seen.") + run(" Not for you.", "<w:vanish/>")),
        "Seen.",
        ((Aside.HIDDEN, "Not for you."),),
    ),
    Kind(
        "white on white",
        para(run("Seen.") + run(" Not seen.", WHITE) + run(" On blue.", f"{WHITE}{BLUE}")),
        "Seen. On blue.",
        ((Aside.HIDDEN, "Not seen."),),
    ),
    Kind(
        "a colour on the same",
        para(run("A", '<w:color w:val="1F3864"/>') + run(" b"), f"{BLUE}"),
        "b",
        ((Aside.HIDDEN, "A"),),
    ),
    Kind(
        "white in a cell, in a box, and marked",
        f"<w:tbl><w:tr><w:tc><w:tcPr>{BLUE}</w:tcPr>{para(run('In a cell.', WHITE))}</w:tc></w:tr>"
        "</w:tbl>"
        + para(run("Marked.", f'{WHITE}<w:highlight w:val="black"/>')),
        "In a cell.|Marked.",
    ),
    Kind(
        "white by a style, in a table with a fill",
        '<w:tbl><w:tblPr><w:tblStyle w:val="Banded"/></w:tblPr>'
        f"<w:tr><w:tc>{para(run('Head', WHITE))}</w:tc></w:tr></w:tbl>"
        + para(run("Pale", '<w:rStyle w:val="Pale"/>')),
        "Head",
        ((Aside.HIDDEN, "Pale"),),
        styles='<w:style w:type="table" w:styleId="Banded"><w:name w:val="Banded"/>'
        f'<w:tblStylePr w:type="firstRow"><w:tcPr>{BLUE}</w:tcPr></w:tblStylePr></w:style>'
        f'<w:style w:type="character" w:styleId="Pale"><w:name w:val="Pale"/><w:rPr>{WHITE}</w:rPr>'
        "</w:style>",
    ),
    Kind(
        "black on black",
        para(
            run("Seen.")
            + run(" Gone.", '<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>')
            + run(" Black.", '<w:color w:val="000000"/>')
        ),
        "Seen. Black.",
        ((Aside.HIDDEN, "Gone."),),
    ),
    Kind(
        "too small to be read",
        para(
            run("Seen.")
            + run(" Not seen.", '<w:sz w:val="2"/>')
            + run(" Small.", '<w:sz w:val="9"/>')
        ),
        "Seen. Small.",
        ((Aside.HIDDEN, "Not seen."),),
    ),
    Kind(
        "a table with a title and a description",
        table(para(run("a")), para(run("b"))).replace(
            "<w:tblPr/>",
            '<w:tblPr><w:tblCaption w:val="Crews"/><w:tblDescription w:val="By port"/></w:tblPr>',
        ),
        "Head 0 | Head 1|a | b",
        ((Aside.HIDDEN, "Crews"), (Aside.HIDDEN, "By port")),
    ),
    Kind("hidden on the web only", para(run("Seen.", "<w:webHidden/>")), "Seen."),
    Kind(
        "raised figures",
        para(
            run("10")
            + run("2", '<w:vertAlign w:val="superscript"/>')
            + run(" boats on 6m")
            + run("2", '<w:vertAlign w:val="superscript"/>')
            + run(" on the 1")
            + run("st", '<w:vertAlign w:val="superscript"/>')
        ),
        "10² boats on 6m² on the 1st",
    ),
    Kind(
        "lowered figures",
        para(run("CO") + run("2", '<w:vertAlign w:val="subscript"/>')),
        "CO₂",
    ),
    Kind(
        "tracked deletion and insertion",
        para(
            run("We ")
            + f"<w:del>{run('may', '').replace('w:t', 'w:delText')}</w:del>"
            + f"<w:ins>{run('will')}</w:ins>"
        ),
        "We will",
        ((Aside.DELETED, "may"),),
    ),
    Kind(
        "moved",
        para(run("Here: ") + f"<w:moveTo>{run('moved')}</w:moveTo>")
        + para(run("There.") + f"<w:moveFrom>{run('moved')}</w:moveFrom>"),
        "Here: moved|There.",
        ((Aside.MOVED, "moved"),),
    ),
    Kind(
        "deleted end of a paragraph",
        para(run("One "), "<w:rPr><w:del/></w:rPr>") + para(run("line.")),
        "One line.",
    ),
    Kind(
        "deleted row",
        "<w:tbl><w:tr>"
        + "".join(f"<w:tc>{para(run(one))}</w:tc>" for one in ("A", "B"))
        + "</w:tr><w:tr><w:trPr><w:del/></w:trPr>"
        + "".join(f"<w:tc>{para(run(one))}</w:tc>" for one in ("gone", "too"))
        + "</w:tr></w:tbl>",
        "A | B",
        ((Aside.DELETED, "gone too"),),
    ),
    Kind(
        "deleted cell",
        table(para(run("stays")), "<w:tcPr><w:cellDel/></w:tcPr>" + para(run("gone"))),
        "Head 0 | Head 1|stays",
        ((Aside.DELETED, "gone"),),
        returned="Head 0 | Head 1|stays |",
    ),
    Kind(
        "text box",
        para(run("Before.") + drawing(shape("In a box."))),
        "Before.|In a box.",
    ),
    Kind(
        "text box in two forms",
        para(
            "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
            + box("Once.")
            + "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
            + box("Once.")
            + "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        ),
        "Once.",
    ),
    Kind(
        "a choice that nobody knows",
        para(
            "<w:r><mc:AlternateContent><mc:Choice xmlns:new='urn:new' Requires='new'><new:thing>"
            "<w:t>New.</w:t></new:thing></mc:Choice><mc:Fallback><w:t>Old.</w:t></mc:Fallback>"
            "</mc:AlternateContent></w:r>"
        ),
        "Old.",
    ),
    Kind(
        "equation in a line",
        para(run("The rate is ") + f"<m:oMath>{mr('412/12')}</m:oMath>" + run(" a month.")),
        "The rate is 412/12 a month.",
    ),
    Kind(
        "equation of parts",
        para(
            "<m:oMath>"
            + m("f", num=mr("a+b"), den=mr("2"))
            + mr("=")
            + m("sSup", e=mr("x"), sup=mr("2"))
            + "</m:oMath>"
        ),
        "(a+b)/2=x²",
        ((Aside.EQUATION_LINE, ""),),
    ),
    Kind(
        "embedded sheet",
        para(run("A sheet: ") + sheet()),
        "A sheet:",
        ((Aside.OBJECT, "Excel.Sheet.12"),),
    ),
    Kind(
        "embedded sheet with its words",
        para(
            run("See")
            + sheet(' r:id="kb"').replace(
                "<o:", '<v:shape><v:imagedata r:id="none"/></v:shape><o:', 1
            )
        ),
        "See",
        ((Aside.OBJECT, "Excel.Sheet.12: Crew 12"),),
        parts={"kb": ("package", "book.xlsx")},
    ),
    Kind(
        "chart",
        para(run("See") + drawing('<c:chart r:id="kc"/>')),
        "See",
        ((Aside.CHART, "kc.xml: Boats by port North"),),
        parts={"kc": ("chart", CHART.format(DECLARED))},
    ),
    Kind(
        "chart of the new kind",
        para(run("See") + drawing('<cx:chart r:id="kx"/>')),
        "See",
        ((Aside.CHART, "kx.xml: Crews North"),),
        parts={
            "kx": (
                "chart",
                f"<cx:chartSpace {DECLARED}><cx:txData><cx:v>Crews</cx:v></cx:txData>"
                "<cx:pt>North</cx:pt></cx:chartSpace>",
            )
        },
    ),
    Kind(
        "diagram",
        para(run("See") + drawing('<dgm:relIds r:dm="kd" r:lo="l"/>', alt="Our plan")),
        "See",
        ((Aside.DIAGRAM, "Our plan: Count first"),),
        parts={"kd": ("diagramData", DIAGRAM.format(DECLARED))},
    ),
    Kind(
        "picture with alternative text",
        para(run("See") + drawing("<pic:pic/>", alt="A map of the harbour")),
        "See",
        ((Aside.PICTURE, "A map of the harbour"),),
    ),
    Kind(
        "picture without words",
        para(run("See") + drawing("<pic:pic/>")),
        "See",
        ((Aside.PICTURE, ""),),
    ),
    Kind(
        "drawing with words along a line",
        para(
            run("See")
            + '<w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>'
        ),
        "See",
        ((Aside.DRAWING, "DRAFT"),),
    ),
    Kind(
        "text of another file",
        para(run("See: ") + field_of('INCLUDETEXT "C:/plan.docx"', "the plan")),
        "See: the plan",
        ((Aside.OTHER_FILE, '"C:/plan.docx"'),),
    ),
    Kind(
        "a file put in whole",
        para(run("Above.")) + '<w:altChunk r:id="kh"/>',
        "Above.",
        ((Aside.OTHER_FILE, "kh.html: From elsewhere"),),
        parts={"kh": ("aFChunk", "<html><p>From elsewhere</p></html>")},
    ),
    Kind(
        "links to files",
        para(
            f'<w:hyperlink r:id="kl">{run("the plan")}</w:hyperlink>'
            + field_of('HYPERLINK "P:/map.pdf"', " and its map")
        ),
        "the plan and its map",
        ((Aside.FILE_LINK, "file:///C:/plan.docx"), (Aside.FILE_LINK, "P:/map.pdf")),
        parts={"kl": ("hyperlink", "file:///C:/plan.docx")},
    ),
    Kind(
        "equation field",
        para(run("Half: ") + field_of(r"EQ \f(1,2)", None)),
        "Half:",
        ((Aside.EQUATION, r"\f(1,2)"),),
    ),
    Kind(
        "fields that show what is stored",
        para(
            run("By ")
            + field_of("DATE", "1 May 2026")
            + f'<w:fldSimple w:instr="REF a">{run(".")}</w:fldSimple>'
        ),
        "By 1 May 2026.",
    ),
    Kind(
        "field of which no result is stored",
        para(run("Area: ") + field_of("DOCPROPERTY Area", None) + field_of("PAGE", None)),
        "Area:",
        ((Aside.AUTOMATIC, "DOCPROPERTY Area"),),
    ),
    Kind(
        "number that is stored nowhere",
        para(field_of("LISTNUM", None) + run("First")),
        "First",
        ((Aside.AUTOMATIC, ""),),
    ),
    Kind(
        "list to choose from, of the old kind",
        para(
            "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:ddList><w:result w:val='1'/>"
            "<w:listEntry w:val='No'/><w:listEntry w:val='Yes'/></w:ddList></w:ffData></w:fldChar>"
            "</w:r><w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r>"
            "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
        ),
        "Yes",
    ),
    Kind(
        "button with words",
        para(run("Or ") + field_of("MACROBUTTON Go press here", None)),
        "Or",
        ((Aside.FORM_FIELD, "Go press here"),),
    ),
    Kind(
        "symbols",
        para(
            run("Done ")
            + '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
            + run(" as 5 ")
            + run("\u00b3", '<w:rFonts w:ascii="Symbol"/>')
            + run(" 4")
        ),
        "Done ✓ as 5 ≥ 4",
    ),
    Kind(
        "words above words",
        para(
            f"<w:r><w:ruby><w:rt>{run('above')}</w:rt><w:rubyBase>{run('base')}</w:rubyBase>"
            "</w:ruby></w:r>"
        ),
        "base",
        ((Aside.PHONETIC, "above"),),
    ),
    Kind(
        "tags round words",
        para(
            f'<w:smartTag w:element="x">{run("One ")}</w:smartTag>'
            f'<w:customXml w:element="y">{run("two ")}</w:customXml>'
            f"<w:bdo>{run('three ')}</w:bdo><w:dir>{run('four')}</w:dir>"
        ),
        "One two three four",
    ),
    Kind(
        "hyphens and tabs",
        para(
            "<w:r><w:t>well</w:t><w:noBreakHyphen/><w:t>kn</w:t><w:softHyphen/>"
            "<w:t>own</w:t></w:r>"
        ),
        "well-known",
    ),
    Kind(
        "an element that nobody knows",
        para(run("Known.") + f'<new:thing xmlns:new="urn:new">{run("strange")} and '
            "<new:p>new</new:p></new:thing>"),
        "Known.",
        ((Aside.UNKNOWN, "thing: strange and new"),),
    ),
    Kind(
        "a format that nobody knows",
        para(run("Known.", '<new:look xmlns:new="urn:new"/>')),
        "Known.",
        ((Aside.UNKNOWN_FORMAT, "look"),),
    ),
)  # fmt: skip
"""One row for each kind."""


def xlsx() -> bytes:
    """A sheet with a word and a number."""
    import zipfile
    from io import BytesIO

    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{space}"><si><t>Crew</t></si></sst>')
        archive.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{space}"><sheetData><row><c t="s"><v>0</v></c><c><v>12</v></c>'
            "</row></sheetData></worksheet>",
        )
    return written.getvalue()


ENDINGS = {
    "package": "xlsx",
    "chart": "xml",
    "diagramData": "xml",
    "aFChunk": "html",
    "footnotes": "xml",
    "hyperlink": "none",
}


def link_of(name: str, kind: str, text: str) -> str:
    """The relation to a part, or to an address outside."""
    if kind == "hyperlink":
        target = f'Target="{text}" TargetMode="External"'
    else:
        target = f'Target="{name}.{ENDINGS[kind]}"'
    return f'<Relationship Id="{name}" Type="{NAMESPACES["r"]}/{kind}" {target}/>'


def part_of(name: str, kind: str, text: str) -> tuple[str, bytes]:
    """The name and the bytes of a part."""
    return f"{name}.{ENDINGS[kind]}", xlsx() if kind == "package" else text.encode()
