"""Attacks by a Word layout: its tags, and its parts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from tests.attacks.attack import Attack, Harmless, Kind, Refused
from tests.attacks.places import SET, set_word, word_parts

REACHES = Refused("L204")
DAMAGED = Refused("L201")
ENDLESS = Refused("L210")
BODY, RELATIONS = "word/document.xml", "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LOCAL = "http://127.0.0.1:9"
"""Nobody listens there."""


def _tag(name: str, payload: str, must: Refused | Harmless) -> Attack:
    return Attack(name, Kind.WORD_TAG, payload, must)


TAGS = [
    _tag("the classes of Python", "{{ ''.__class__.__mro__ }}", Refused("L205", "unsafe")),
    _tag("a shell by cycler", "{{ cycler.__init__.__globals__ }}", Refused("L205", "unsafe")),
    _tag("a format", "{{ '{0.__class__}'.format(1) }}", Refused("L205", "unsafe")),
    _tag("a file", "{% include '/etc/passwd' %}", Refused("L205", "no loader")),
    _tag("a loop of a billion", "{% for i in range(10**9) %}{% endfor %}", ENDLESS),
    _tag(
        "loops in each other",
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        ENDLESS,
    ),
    _tag("a string times a billion", "{{ 'a' * 10**9 }}", ENDLESS),
    _tag("a power of powers", "{{ 9 ** (9 ** 9) }}", ENDLESS),
    _tag(
        "words that double forty times",
        "{% set a = 'lol' %}" + "{% set a = a ~ a %}" * 40 + "{{ a }}",
        ENDLESS,
    ),
    _tag(
        "a hundred thousand paragraphs of much ado",
        "{% for a in range(99999) %}" + "much ado about nothing " * 100 + "{% endfor %}",
        ENDLESS,
    ),
    _tag(
        "a macro that calls itself",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        Refused("L205", "calls itself"),
    ),
    _tag("loops thirty deep", "{% for a in [1] %}" * 30 + "{% endfor %}" * 30, Refused("L202")),
    _tag(
        "Word's own XML from a string",
        "{{ '</w:t></w:r><w:r><w:instrText>DDEAUTO cmd</w:instrText></w:r><w:r><w:t>' }}",
        Harmless((("docx", "&lt;w:instrText&gt;DDEAUTO cmd"),)),
    ),
    _tag("Word's own XML by the filter safe", "{{ '<w:br/>' | safe }}", Refused("L202", "filter")),
    _tag(
        "XML typed into a paragraph",
        "<w:object/> & \" '",
        Harmless((("docx", "&lt;w:object/&gt; &amp;"),)),
    ),
]

Parts = dict[str, bytes]


def _file(name: str, change: Callable[[Parts], None], must: Refused | Harmless) -> Attack:
    def put(workspace: Path) -> None:
        parts = word_parts(workspace)
        change(parts)
        set_word(workspace, parts)

    return Attack(name, Kind.WORD_FILE, put, must)


def add_relation(
    kind: str, target: str, *, external: bool = True, into: str = RELATIONS
) -> Callable[[Parts], None]:
    """Add a relation, and where it is internal, its part."""

    def change(parts: Parts) -> None:
        mode = ' TargetMode="External"' if external else ""
        added = f'<Relationship Id="rIdX" Type="{kind}" Target="{target}"{mode}/></Relationships>'
        parts[into] = parts[into].replace(b"</Relationships>", added.encode())
        if not external:
            parts[f"word/{target}"] = b"\xd0\xcf\x11\xe0 what would run"
            extension = target.rpartition(".")[2]
            default = f'<Default Extension="{extension}" ContentType="application/x"/></Types>'
            types = parts["[Content_Types].xml"]
            parts["[Content_Types].xml"] = types.replace(b"</Types>", default.encode())

    return change


def _field(code: str, *, simple: bool = False) -> Callable[[Parts], None]:
    """Add a field to the body."""
    words = code.replace('"', "&quot;")
    runs = (
        f'<w:fldSimple w:instr="{words}"><w:r><w:t>x</w:t></w:r></w:fldSimple>'
        if simple
        else '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{words}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    return put_in_body(f"<w:p>{runs}</w:p>")


def put_in_body(xml: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        parts[BODY] = parts[BODY].replace(b"<w:sectPr", xml.encode() + b"<w:sectPr", 1)

    return change


def _split_field(parts: Parts) -> None:
    runs = "".join(
        f"<w:r><w:instrText>{piece}</w:instrText></w:r>"
        for piece in ("INCL", "UDETEXT", " &quot;file:///etc/passwd&quot;")
    )
    put_in_body(
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'{runs}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )(parts)


def add_doctype(text: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        head, _, body = parts[BODY].partition(b"<w:document")
        parts[BODY] = head + text.encode() + b"<w:document" + body

    return change


def _laughs() -> str:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(12))
    return f"<!DOCTYPE a [{entities}]>"


def laugh(parts: Parts) -> None:
    add_doctype(_laughs())(parts)
    parts[BODY] = parts[BODY].replace(b"{{ title }}", b"&l11;")


def _main_part_of_another_name(parts: Parts) -> None:
    """The body where nobody looks for XML, with a document type."""
    add_doctype('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>')(parts)
    parts[BODY] = parts[BODY].replace(b"{{ title }}", b"&x;")
    parts["word/document.bin"] = parts.pop(BODY)
    parts["word/_rels/document.bin.rels"] = parts.pop(RELATIONS)
    for name in ("[Content_Types].xml", "_rels/.rels"):
        parts[name] = parts[name].replace(b"word/document.xml", b"word/document.bin")


def zip_bomb(parts: Parts) -> None:
    parts["word/media/bomb.bin"] = bytes(150_000_000)


def _as_macros(parts: Parts) -> None:
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )


def _settings(xml: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        name = "word/settings.xml"
        parts[name] = parts[name].replace(b"</w:settings>", f"{xml}</w:settings>".encode())

    return change


def _deep(parts: Parts) -> None:
    put_in_body("<w:sdt><w:sdtContent>" * 300 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 300)(parts)


def _climbing(workspace: Path) -> None:
    """A part whose name leads out of the file."""
    with ZipFile(workspace / SET / "layout.docx", "a", ZIP_DEFLATED) as package:
        package.writestr("../../../climbed.txt", b"x")


FILES = [
    _file("a picture on the web", add_relation(f"{OFFICE}/image", f"{LOCAL}/a.png"), REACHES),
    _file(
        "a picture of a share", add_relation(f"{OFFICE}/image", "\\\\127.0.0.1\\a\\b.png"), REACHES
    ),
    _file(
        "an OLE object elsewhere", add_relation(f"{OFFICE}/oleObject", f"{LOCAL}/a.bin"), REACHES
    ),
    _file(
        "a template elsewhere, in the body's relations",
        add_relation(f"{OFFICE}/attachedTemplate", f"{LOCAL}/a.dotm"),
        Harmless(lacks=(LOCAL, "attachedTemplate")),
    ),
    _file(
        "a document within, elsewhere",
        add_relation(f"{OFFICE}/subDocument", f"{LOCAL}/a.docx"),
        REACHES,
    ),
    _file("a frame elsewhere", add_relation(f"{OFFICE}/frame", f"{LOCAL}/a.htm"), REACHES),
    _file(
        "addresses for letters",
        add_relation(f"{OFFICE}/mailMergeSource", "file:///C:/a.csv"),
        REACHES,
    ),
    _file("a link to the disk", add_relation(f"{OFFICE}/hyperlink", "file:///etc/passwd"), REACHES),
    _file("a link that runs", add_relation(f"{OFFICE}/hyperlink", "javascript:alert(1)"), REACHES),
    _file(
        "a link that Office itself follows",
        add_relation(f"{OFFICE}/hyperlink", "ms-word:ofe|u|x"),
        REACHES,
    ),
    _file(
        "a link to the web",
        add_relation(f"{OFFICE}/hyperlink", "https://example.org/"),
        Harmless((("docx", "https://example.org/"),)),
    ),
    _file(
        "macros",
        add_relation(
            "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
            "vbaProject.bin",
            external=False,
        ),
        REACHES,
    ),
    _file(
        "an OLE object",
        add_relation(f"{OFFICE}/oleObject", "oleObject1.bin", external=False),
        REACHES,
    ),
    _file("a control", add_relation(f"{OFFICE}/control", "activeX1.bin", external=False), REACHES),
    _file(
        "a piece in another format",
        add_relation(f"{OFFICE}/aFChunk", "chunk.htm", external=False),
        REACHES,
    ),
    _file(
        "a workbook within",
        add_relation(f"{OFFICE}/package", "sheet.xlsm", external=False),
        REACHES,
    ),
    _file(
        "a ribbon of its own",
        add_relation(
            "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility",
            "customUI.bin",
            external=False,
            into="_rels/.rels",
        ),
        REACHES,
    ),
    _file(
        "an add-in",
        add_relation(
            "http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes",
            "taskpanes.bin",
            external=False,
            into="_rels/.rels",
        ),
        REACHES,
    ),
    _file(
        "the field DDEAUTO",
        _field('DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"'),
        REACHES,
    ),
    _file("the field DDE, in small letters", _field('dde cmd "/k calc"', simple=True), REACHES),
    _file("the field INCLUDEPICTURE", _field(f'INCLUDEPICTURE "{LOCAL}/a.png" \\\\d'), REACHES),
    _file("the field INCLUDETEXT, in pieces", _split_field, REACHES),
    _file("the field LINK", _field('LINK Excel.Sheet "c:\\\\a.xls"'), REACHES),
    _file("the field IMPORT", _field('IMPORT "c:\\\\a.png"', simple=True), REACHES),
    _file("the field MACROBUTTON", _field("MACROBUTTON Run Click"), REACHES),
    _file("the field DATABASE", _field('DATABASE \\\\d "c:\\\\a.mdb"'), REACHES),
    _file("the field HYPERLINK to the disk", _field('HYPERLINK "file:///c:/a.exe"'), REACHES),
    _file("the field PAGE", _field("PAGE"), Harmless((("docx", "PAGE"),))),
    _file(
        "a stylesheet for saving",
        _settings('<w:saveThroughXslt w:solutionID="x"/>'),
        REACHES,
    ),
    _file(
        "letters from a database",
        _settings(
            '<w:mailMerge><w:dataType w:val="native"/>'
            '<w:query w:val="SELECT * FROM x"/></w:mailMerge>'
        ),
        REACHES,
    ),
    _file(
        "a file of the system as an entity",
        add_doctype('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        DAMAGED,
    ),
    _file("a billion laughs", laugh, DAMAGED),
    _file("a body where nobody looks for XML", _main_part_of_another_name, DAMAGED),
    _file("a hundred and fifty megabytes of nothing", zip_bomb, DAMAGED),
    _file("a document that may hold macros", _as_macros, REACHES),
    _file("controls three hundred deep", _deep, DAMAGED),
    _file("a torn part", lambda parts: parts.update({"word/styles.xml": b"<w:styles"}), DAMAGED),
    Attack("a part that leads out of the file", Kind.WORD_FILE, _climbing, Harmless()),
]

ATTACKS = [*TAGS, *FILES]
