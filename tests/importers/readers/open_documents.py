"""OpenDocument texts made by hand, for tests."""

from __future__ import annotations

import zipfile
from io import BytesIO

from s55.importers.readers.odt.elements import NAMESPACES

TYPE = "application/vnd.oasis.opendocument.text"
DECLARED = " ".join(
    f'xmlns:{prefix}="{space}"' for prefix, space in NAMESPACES.items() if prefix != "xml"
)


def open_document(
    body: str, *, automatic: str = "", styles: str = "", heads: str = "", **others: str
) -> bytes:
    """An OpenDocument text.

    Args:
        body: the contents of its text.
        automatic: its automatic styles.
        styles: its common styles.
        heads: its master page.
        others: other parts, by the name of their folder: an object's content.
    """
    parts = {
        "content": (
            f"<office:automatic-styles>{automatic}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body>"
        ),
        "styles": (
            f"<office:styles>{styles}</office:styles>"
            f"<office:master-styles>{heads}</office:master-styles>"
        ),
        "meta": "<office:meta><dc:title>A sample</dc:title></office:meta>",
    }
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("mimetype", TYPE)
        for name, text in parts.items():
            root = f"office:document-{name}"
            package.writestr(f"{name}.xml", f"<{root} {DECLARED}>{text}</{root}>")
        for folder, text in others.items():
            package.writestr(f"{folder}/content.xml", text)
        package.writestr("META-INF/manifest.xml", f"<manifest:manifest {DECLARED}/>")
    return written.getvalue()


def flat_document(body: str, *, automatic: str = "", styles: str = "", heads: str = "") -> bytes:
    """An OpenDocument text as one XML file."""
    return (
        f'<?xml version="1.0"?>\n<office:document {DECLARED} office:mimetype="{TYPE}">'
        "<office:meta><dc:title>A sample</dc:title></office:meta>"
        f"<office:styles>{styles}</office:styles>"
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:master-styles>{heads}</office:master-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def style(name: str, family: str, properties: str, parent: str = "", **attributes: str) -> str:
    """A style with properties of text."""
    more = "".join(f' style:{key.replace("_", "-")}="{one}"' for key, one in attributes.items())
    above = f' style:parent-style-name="{parent}"' if parent else ""
    return (
        f'<style:style style:name="{name}" style:family="{family}"{above}{more}>'
        f"<style:text-properties {properties}/></style:style>"
    )


def numbered(name: str, *levels: str) -> str:
    """A list style with the attributes of each level."""
    return (
        f'<text:list-style style:name="{name}">'
        + "".join(
            f"<text:list-level-style-{'bullet' if 'bullet' in one else 'number'} "
            f'text:level="{number}" {one}/>'
            for number, one in enumerate(levels, start=1)
        )
        + "</text:list-style>"
    )
