"""Attacks by whole files: drafts, manifests, pictures and fonts, returned and imported files."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

from tests.attacks.attack import Attack, Harmless, Kind, Refused, Setting
from tests.attacks.in_word_layouts import (
    BODY,
    OFFICE,
    Parts,
    add_doctype,
    add_relation,
    laugh,
    put_in_body,
    zip_bomb,
)
from tests.attacks.places import DRAFT, SET, pack, replace_in, set_file, unpacked
from tests.drafts_for_tests import FINISHED, HEAD
from tests.returns.word_files import made

REACHES = Refused("L204")


def _draft(name: str, payload: str | bytes, must: Refused | Harmless) -> Attack:
    return Attack(name, Kind.DRAFT, payload, must)


DRAFTS = [
    _draft(
        "a billion laughs by aliases",
        "a: &a [x, x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a, *a]\n" for n in range(20)),
        Refused("D008"),
    ),
    _draft("an alias of itself", "a: &a [*a]\n", Refused("D008")),
    _draft("an object of Python", "a: !!python/object/apply:os.system ['id']\n", Refused("D012")),
    _draft(
        "a tag by its address", "a: !<tag:yaml.org,2002:python/name:os.system> x\n", Refused("D012")
    ),
    _draft(
        "a tag renamed by a directive",
        "%TAG ! tag:yaml.org,2002:python/\n---\na: !name:os x\n",
        Refused("D012"),
    ),
    _draft(
        "a merge of keys", HEAD + "<<: {sign_off: {name: x, date: 2024-05-01}}\n", Refused("D101")
    ),
    _draft("a key twice", HEAD + "key_findings: a\nkey_findings: b\n", Refused("D007")),
    _draft("a list as a key", "? [a, b]\n: c\n", Refused("D013")),
    _draft("a second document", HEAD + "---\na: b\n", Refused("D011")),
    _draft("lists ten thousand deep", "a: " + "[" * 10_000, Refused("D009")),
    _draft(
        "keys a thousand deep", "".join(" " * n + "a:\n" for n in range(1_000)), Refused("D009")
    ),
    _draft("ten megabytes on one line", "a: " + "x" * 10_000_000, Refused("D002")),
    _draft(
        "four megabytes on one line", HEAD + "key_findings: " + "x" * 4_000_000, Refused("D103")
    ),
    _draft("four megabytes of nulls", b"\0" * 4_000_000, Refused("T203")),
    _draft("a key of four megabytes", "x" * 4_000_000 + ": a\n", Refused("D005")),
    _draft(
        "a hundred thousand keys that nobody knows",
        HEAD + "".join(f"k{n}: x\n" for n in range(100_000)),
        Refused("D014"),
    ),
    _draft(
        "two hundred thousand items",
        HEAD + "recommendations:\n  items:\n" + "    - {text: a}\n" * 200_000,
        Refused("D014"),
    ),
    _draft(
        "two hundred thousand entries of no kind",
        HEAD + "recommendations:\n  items:\n" + "    - a\n" * 200_000,
        Refused("D014"),
    ),
    _draft(
        "a number of a million digits", HEAD.replace("2024-04-02", "9" * 1_000_000), Refused("D104")
    ),
    _draft(
        "text in another encoding", FINISHED.encode("utf-16").decode("latin-1"), Refused("D003")
    ),
    _draft(
        "a template set above the workspace",
        HEAD.replace("format: 1", "format: 1\ntemplate: ../../etc"),
        Refused("L101"),
    ),
]
DRAFTS[-1] = Attack(
    DRAFTS[-1].name,
    Kind.DRAFT,
    DRAFTS[-1].payload,
    Refused("L101"),
    ("render", "harbour", "--to", "html"),
)


def _manifest(name: str, payload: str, must: Refused) -> Attack:
    return Attack(name, Kind.MANIFEST, payload, must)


MANIFESTS = [
    _manifest(
        "a page above the set",
        "html_layout: layout.html -> html_layout: ../../../secret.txt",
        Refused("L102"),
    ),
    _manifest(
        "a Word layout of the system",
        "word_layout: layout.docx -> word_layout: /etc/passwd",
        Refused("L102"),
    ),
    _manifest(
        "a stylesheet above the set",
        "stylesheet: style.css -> stylesheet: ../../settings.yaml",
        Refused("L102"),
    ),
    _manifest(
        "a font above the set",
        "fonts/LiberationSans-Regular.ttf -> ../../../secret.txt",
        Refused("L102"),
    ),
    _manifest(
        "a font that is a folder", "fonts/LiberationSans-Regular.ttf -> fonts", Refused("L103")
    ),
    _manifest(
        "a page that is a device",
        "html_layout: layout.html -> html_layout: /dev/zero",
        Refused("L102"),
    ),
    _manifest(
        "an object of Python",
        "language: en-GB -> language: !!python/name:os.system x",
        Refused("D012"),
    ),
    _manifest(
        "a language that ends its attribute",
        'language: en-GB -> language: "en\'><script>alert(1)</script>"',
        Refused("D103"),
    ),
    _manifest(
        "a deadline in a million years",
        "days_after_publication: 56 -> days_after_publication: 400000000",
        Refused("D103"),
    ),
    _manifest("a name that leads out", "name: opccn-2023 -> name: ../opccn-2023", Refused("L106")),
]

# --- pictures and fonts -----------------------------------------------------------


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@cache
def png(width: int, height: int, rows: int | None = None) -> bytes:
    """A black picture of one bit a pixel; with as many of its rows as asked for."""
    row = b"\0" + bytes((width + 7) // 8)
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    data = zlib.compress(row * (height if rows is None else rows), 9)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")
    )


def _logo(data: bytes | Callable[[], bytes] | None, name: str = "logo.png") -> Setting:
    """A logo of these bytes, which are made when the attack is if they are slow to make."""

    def put(workspace: Path) -> None:
        if data is not None:
            (workspace / name).write_bytes(data() if callable(data) else data)
        replace_in(
            workspace / "settings.yaml",
            "  abbreviation: OCS\n",
            f"  abbreviation: OCS\n  logo: {{file: '{name}', alternative_text: Logo}}\n",
        )

    return put


def _linked_logo(workspace: Path) -> None:
    _logo(None)(workspace)
    (workspace / "logo.png").symlink_to(workspace.parent / "secret.png")


def _svg(inside: str, head: str = "") -> Setting:
    """A drawing of the set, shown as a picture."""

    def put(workspace: Path) -> None:
        text = (
            f'{head}<svg xmlns="http://www.w3.org/2000/svg" '
            f'xmlns:xlink="http://www.w3.org/1999/xlink" width="10" height="10">{inside}</svg>'
        )
        (workspace / SET / "drawing.svg").write_text(text, encoding="utf-8")
        set_file(workspace, "layout.html", "<img src=\"{{ 'drawing.svg' | data_uri }}\" alt='x'>")

    return put


def _font(data: bytes) -> Setting:
    def put(workspace: Path) -> None:
        path = workspace / SET / "fonts/LiberationSans-Regular.ttf"
        path.unlink()  # a link to that of the standard set
        path.write_bytes(data)
        replace_in(workspace / DRAFT, "Harbour policing", "Harbour \u2713 policing")

    return put


def font_with_ranges(kind: int, *ranges: tuple[int, int]) -> bytes:
    """A font of one table: a character map of format 12 or 13 with these ranges."""
    groups = b"".join(struct.pack(">LLL", first, last, 3) for first, last in ranges)
    table = struct.pack(">HHHHL", 0, 1, 3, 10, 12)
    table += struct.pack(">HHLLL", kind, 0, 16 + len(groups), 0, len(ranges)) + groups
    head = struct.pack(">4sHHHH", b"\0\1\0\0", 1, 16, 0, 0)
    return head + struct.pack(">4sLLL", b"cmap", 0, 28, len(table)) + table


def _picture(name: str, put: Setting, must: Refused | Harmless, *to: str) -> Attack:
    return Attack(
        name, Kind.PICTURE, put, must, ("render", "harbour", "--to", *(to or ("html,pdf",)))
    )


_USES = "".join(
    f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>"
    if n
    else '<g id="a0"><path d="M0 0h1"/></g>'
    for n in range(10)
)

PICTURES = [
    _picture("a logo of 30,000 by 30,000", _logo(partial(png, 30_000, 30_000)), Refused("L207")),
    _picture(
        "a logo of 30,000 by 30,000, in Word",
        _logo(partial(png, 30_000, 30_000)),
        Refused("L207"),
        "docx",
    ),
    _picture(
        "a logo that says it has two billion rows",
        _logo(partial(png, 100, 2_000_000_000, 1)),
        Refused("L207"),
    ),
    _picture("a page as a logo", _logo(b"<html><script>alert(1)</script></html>"), Refused("L207")),
    _picture(
        "a page as a logo, in Word",
        _logo(b"<html><script>alert(1)</script></html>"),
        Refused("L207"),
        "docx",
    ),
    _picture("a drawing as a logo", _logo(b"<svg/>", "logo.svg"), Refused("W102")),
    _picture("a logo cut short", _logo(png(100, 100)[:40]), Refused("L207"), "docx"),
    _picture("a logo above the workspace", _logo(None, "../secret.png"), Refused("W102")),
    _picture("a logo of the system", _logo(None, "/etc/passwd"), Refused("W102")),
    _picture("a logo that is a link out", _linked_logo, Refused("W102")),
    _picture("a logo of three megabytes", _logo(png(10, 10) + bytes(3_000_000)), Refused("W102")),
    _picture("a drawing with a script", _svg("<script>alert(1)</script>"), REACHES),
    _picture("a drawing with an event", _svg('<path onclick="alert(1)"/>'), REACHES),
    _picture(
        "a drawing with a picture of the disk", _svg('<image href="file:///etc/passwd"/>'), REACHES
    ),
    _picture(
        "a drawing with a picture, the old way",
        _svg('<image xlink:href="http://127.0.0.1:9/a.png"/>'),
        REACHES,
    ),
    _picture(
        "a drawing with a style that imports",
        _svg("<style>@import 'http://127.0.0.1:9/a.css';</style>"),
        REACHES,
    ),
    _picture(
        "a drawing with a page in it",
        _svg("<foreignObject><iframe xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>"),
        REACHES,
    ),
    _picture(
        "a drawing with a file of the system as an entity",
        _svg("<text>&x;</text>", '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        REACHES,
    ),
    _picture(
        "a drawing with a billion laughs",
        _svg(
            "<text>&l9;</text>",
            "<!DOCTYPE svg ["
            + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(10))
            + "]>",
        ),
        REACHES,
    ),
    _picture("a drawing of ten billion pieces", _svg(_USES + '<use href="#a9"/>'), Refused("L210")),
    _picture(
        "a drawing that holds itself", _svg('<g id="a"><use href="#a"/></g>'), Refused("L210")
    ),
    _picture("a sound drawing", _svg('<path d="M0 0h5v5z"/>'), Harmless()),
    _picture("a font that is none", _font(b"no font at all"), Refused("L104")),
    _picture("a font for web pages, of any size", _font(b"wOF2" + bytes(44)), Refused("L104")),
    _picture(
        "a font that says it has four billion characters",
        _font(font_with_ranges(12, (0, 0xFFFFFFFE))),
        Refused("L104"),
    ),
    _picture(
        "a font that shows all of them as one sign",
        _font(font_with_ranges(13, (0, 0xFFFFFFFE))),
        Refused("L104"),
    ),
    _picture("a font cut short", _font(b"\0\1\0\0\0\x10" + b"\xff" * 60), Refused("L104")),
]

# --- returned and imported files ----------------------------------------------------


def _returned(
    name: str, change: Callable[[Parts], None] | bytes, must: Refused | Harmless
) -> Attack:
    def put(workspace: Path) -> None:
        if isinstance(change, bytes):
            data = change
        else:
            parts = unpacked(made(FINISHED))
            change(parts)
            data = pack(parts)
        (workspace / "back.docx").write_bytes(data)

    return Attack(name, Kind.RETURNED, put, must)


def _empty_paragraphs(parts: Parts) -> None:
    """A hundred kilobytes when they are packed, and more than a gigabyte when they are read."""
    put_in_body("<w:p/>" * 4_000_000)(parts)


def _typed(words: str) -> Callable[[Parts], None]:
    """Words typed over those of the key findings."""
    escaped = words.replace("&", "&amp;").replace("<", "&lt;")

    def change(parts: Parts) -> None:
        body = parts[BODY].decode()
        assert "Patrol boats are kept " in body
        parts[BODY] = body.replace("Patrol boats are kept ", escaped, 1).encode()

    return change


def _other_tag(path: str) -> Callable[[Parts], None]:
    """Another field as the place of the key findings."""

    def change(parts: Parts) -> None:
        body = parts[BODY].decode()
        assert 'w:val="key_findings"' in body
        parts[BODY] = body.replace('w:val="key_findings"', f'w:val="{path}"').encode()
        _typed("Somebody else wrote this ")(parts)

    return change


RETURNED = [
    _returned(
        "a file of the system as an entity",
        add_doctype('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        Refused("I104"),
    ),
    _returned("a billion laughs", laugh, Refused("I104")),
    _returned("a hundred and fifty megabytes of nothing", zip_bomb, Harmless()),
    _returned("four million empty paragraphs", _empty_paragraphs, Refused("I102", "2,500,000")),
    _returned("no Word file", b"MZ\x90\x00" + bytes(200), Refused("I104")),
    _returned(
        "an old Word file", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Refused("I107")
    ),
    _returned(
        "controls five thousand deep",
        put_in_body("<w:sdt><w:sdtContent>" * 5_000 + "</w:sdtContent></w:sdt>" * 5_000),
        Refused("I104"),
    ),
    _returned(
        "macros",
        add_relation(
            "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
            "vbaProject.bin",
            external=False,
        ),
        Harmless(),
    ),
    _returned(
        "a picture on the web",
        add_relation(f"{OFFICE}/image", "http://127.0.0.1:9/a.png"),
        Harmless(),
    ),
    _returned(
        "a piece in another format",
        put_in_body(f'<w:altChunk xmlns:r="{OFFICE}" r:id="rIdX"/>'),
        Harmless(),
    ),
    _returned(
        "a field that includes a file",
        put_in_body('<w:p><w:r><w:instrText>INCLUDETEXT "/etc/passwd"</w:instrText></w:r></w:p>'),
        Harmless(lacks=("INCLUDETEXT",)),
    ),
    _returned(
        "a script as an answer",
        _typed("<script>alert(1)</script> boats are kept "),
        Harmless((("yaml", "\\<script>alert(1)\\</script>"),)),
    ),
    _returned(
        "YAML as an answer",
        _typed("x\nsign_off: {name: Eve, date: 2024-05-01}\n"),
        Harmless(lacks=("\nsign_off: {name: Eve",)),
    ),
    _returned(
        "an answer for a place that nobody may fill",
        _other_tag("office_notes"),
        Harmless(lacks=("office_notes",)),
    ),
    _returned(
        "an answer for a place that is none",
        _other_tag("__class__.__init__"),
        Harmless(lacks=("__class__",)),
    ),
]


def _imported(name: str, file: str, text: str | bytes, must: Refused | Harmless) -> Attack:
    def put(workspace: Path) -> None:
        data = text.encode() if isinstance(text, str) else text
        (workspace / file).write_bytes(data)

    return Attack(name, Kind.IMPORTED, put, must, ("import", file, "--name", "fresh"))


REPORT_PAGE = (
    "<html><head><title>A report</title></head><body><h1>A report</h1><p>Published on: "
    "2 April 2024</p><h2>Recommendations</h2><p>Recommendation 1</p><p>By May 2024, chief "
    "constables should count their boats.{more}</p></body></html>"
)

IMPORTED = [
    _imported(
        "a page with a script",
        "report.html",
        REPORT_PAGE.replace("{more}", "<script>alert('owned')</script>"),
        Harmless(lacks=("owned",)),
    ),
    _imported(
        "a page with a link that runs",
        "report.html",
        REPORT_PAGE.replace("{more}", "<a href='javascript:owned()'>here</a>"),
        Harmless(lacks=("owned",)),
    ),
    _imported(
        "a page with a frame of the disk",
        "report.html",
        REPORT_PAGE.replace("{more}", "<iframe src='file:///etc/passwd'></iframe>"),
        Harmless(lacks=("root:",)),
    ),
    _imported(
        "a page with tags of a template",
        "report.html",
        REPORT_PAGE.replace("{more}", " {{ 7 * 7 }}"),
        Harmless(lacks=("49.",)),
    ),
    _imported(
        "a page with an entity of the system",
        "report.html",
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        + REPORT_PAGE.replace("{more}", "&x;"),
        Harmless(lacks=("root:",)),
    ),
    _imported("elements ten thousand deep", "report.html", "<div>" * 10_000 + "x", Refused("I102")),
    _imported(
        "e-mails three thousand deep",
        "report.mhtml",
        "MIME-Version: 1.0\r\n" + "Content-Type: message/rfc822\r\n\r\n" * 3_000,
        Refused("I102"),
    ),
    _imported("no PDF at all", "report.pdf", b"%PDF-1.7\n" + bytes(5_000), Refused("I104")),
]

# --- the panel's own file ------------------------------------------------------------------


def _panel(name: str, more: str, must: Refused | Harmless) -> Attack:
    return Attack(name, Kind.PANEL, f"meetings:\n  - date: 2024-05-07\n{more}\n", must)


PANEL = [
    _panel(
        "a script as the name of the panel",
        'panel: "<script>alert(1)</script>"',
        Harmless(
            (
                ("html", "&lt;script&gt;alert(1)&lt;/script&gt;"),
                ("docx", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            )
        ),
    ),
    _panel("a script in a text", "purpose: <script>alert(1)</script>", Refused("T201")),
    _panel("a link that runs", 'purpose: "[x](javascript:alert(1))"', Refused("T204")),
    _panel(
        "a text that reaches for Python",
        'purpose: "{{ panel.__class__.__mro__ }}"',
        Harmless(lacks=("class 'str'",)),
    ),
    _panel(
        "an object of Python", "author: !!python/object/apply:os.system ['id']", Refused("D012")
    ),
    _panel("aliases", "purpose: &a x\nbackground: *a", Refused("D008")),
    _panel(
        "a template set above the workspace", "template: ../../templates/panel", Refused("L101")
    ),
    _panel("thirty thousand meetings", "  - date: 2024-05-07\n" * 30_000, Refused("D014")),
]

# --- the command line ------------------------------------------------------------------


def _command(name: str, must: Refused | Harmless, *arguments: str) -> Attack:
    return Attack(name, Kind.COMMAND, "", must, arguments)


NEW = (
    "--title",
    "T",
    "--published",
    "2024-05-01",
    "--type",
    "PEEL",
    "--link",
    "https://a.example/",
)

COMMANDS = [
    _command("a draft above the workspace", Refused("U102"), "render", "../../etc/passwd"),
    _command("a draft of the system", Refused("U102"), "render", "/etc/passwd"),
    _command("a draft with a tab in its name", Refused("U102"), "render", "har\tbour"),
    _command("a new draft above the workspace", Refused("U102"), "new", "../outside", *NEW),
    _command("a new draft of two lines", Refused("U102"), "new", "a\nb", *NEW),
    _command("a new draft that is a device", Refused("U102"), "new", "CON", *NEW),
    _command(
        "a new draft that is a device, with an ending", Refused("U102"), "new", "nul.txt", *NEW
    ),
    _command("a new draft that ends in a dot", Refused("U102"), "new", "draft.", *NEW),
    _command("a new draft of text that turns round", Refused("U102"), "new", "a\u202eb", *NEW),
    _command(
        "a new draft with a title that is YAML",
        Harmless((("yaml", "x'"),), ("\nsign_off: {name: Eve",)),
        "new",
        "fresh",
        "--title",
        "x'\nsign_off: {name: Eve, date: 2024-05-01}\n",
        *NEW[2:],
    ),
    _command(
        "an import above the workspace",
        Refused("U102"),
        "import",
        "settings.yaml",
        "--name",
        "../outside",
    ),
    _command(
        "a template set above the workspace",
        Refused("L101"),
        "render",
        "harbour",
        "--template",
        "../../templates/opccn-2023",
    ),
    _command("a format that is a path", Refused("U107"), "render", "harbour", "--to", "../x"),
    _command(
        "a recipient that is code",
        Refused("D109"),
        "mark",
        "harbour",
        "__class__",
        "--on",
        "2024-05-05",
    ),
    _command(
        "a reference that is YAML",
        Harmless(lacks=("\nsign_off: {name: Eve",)),
        "mark",
        "harbour",
        "panel",
        "--on",
        "2024-05-05",
        "--reference",
        "x\nsign_off: {name: Eve, date: 2024-05-01}",
    ),
]

ATTACKS = [*DRAFTS, *MANIFESTS, *PICTURES, *RETURNED, *IMPORTED, *PANEL, *COMMANDS]
