"""List what an OpenDocument text can contain, and what the reader does with it.

The table has the elements that the text of a document, its headers and its notes can hold by
OpenDocument 1.3 and 1.4 part 3 (chapters 4 to 15), and what LibreOffice adds. What is not in it is
told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

from s55.model.verdict import HARMLESS, TAKEN, Aside, Reading, Verdict, told

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES: Mapping[str, str] = {
    "office": f"{_OASIS}:office:1.0",
    "text": f"{_OASIS}:text:1.0",
    "table": f"{_OASIS}:table:1.0",
    "draw": f"{_OASIS}:drawing:1.0",
    "style": f"{_OASIS}:style:1.0",
    "fo": f"{_OASIS}:xsl-fo-compatible:1.0",
    "svg": f"{_OASIS}:svg-compatible:1.0",
    "dr3d": f"{_OASIS}:dr3d:1.0",
    "presentation": f"{_OASIS}:presentation:1.0",
    "form": f"{_OASIS}:form:1.0",
    "script": f"{_OASIS}:script:1.0",
    "manifest": f"{_OASIS}:manifest:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "xml": "http://www.w3.org/XML/1998/namespace",
    "dc": "http://purl.org/dc/elements/1.1/",
    "meta": f"{_OASIS}:meta:1.0",
    "math": "http://www.w3.org/1998/Math/MathML",
    "xforms": "http://www.w3.org/2002/xforms",
    "field": "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
}

_TAKEN = (
    # the document, and what holds paragraphs (4 and 5)
    "office:text text:p text:h text:list text:list-item text:list-header text:numbered-paragraph "
    "text:section text:page-sequence text:page loext:p text:tracked-changes text:changed-region "
    # indexes: what they show (8)
    "text:table-of-content text:illustration-index text:table-index text:object-index "
    "text:user-index text:alphabetical-index text:bibliography text:index-body text:index-title "
    # words within a paragraph (6)
    "text:span text:a text:s text:tab text:line-break text:number text:meta text:meta-field "
    "text:ruby text:ruby-base text:note text:note-body loext:content-control "
    # fields, by the text that they show (7)
    "text:date text:time text:page-number text:page-continuation text:sender-firstname "
    "text:sender-lastname text:sender-initials text:sender-title text:sender-position "
    "text:sender-email text:sender-phone-private text:sender-fax text:sender-company "
    "text:sender-phone-work text:sender-street text:sender-city text:sender-postal-code "
    "text:sender-country text:sender-state-or-province text:author-name text:author-initials "
    "text:chapter text:file-name text:template-name text:sheet-name text:variable-get "
    "text:variable-set text:variable-input text:user-field-get text:user-field-input "
    "text:sequence text:expression text:text-input text:initial-creator text:creation-date "
    "text:creation-time text:description text:user-defined text:print-time text:print-date "
    "text:printed-by text:title text:subject text:keywords text:editing-cycles "
    "text:editing-duration text:modification-time text:modification-date text:creator "
    "text:page-count text:paragraph-count text:word-count text:character-count text:table-count "
    "text:image-count text:object-count text:database-display text:database-row-number "
    "text:database-name text:page-variable-get text:placeholder text:conditional-text "
    "text:hidden-text text:hidden-paragraph text:reference-ref text:bookmark-ref text:note-ref "
    "text:sequence-ref text:dde-connection text:measure text:table-formula text:execute-macro "
    "text:bibliography-mark text:drop-down "
    "style:region-left style:region-center style:region-right "
    # the parts of tables: chapter 9
    "table:table table:table-row table:table-rows table:table-header-rows table:table-row-group "
    "table:table-cell table:covered-table-cell "
    # drawings with words in them (10)
    "draw:frame draw:text-box draw:a draw:g draw:custom-shape draw:rect draw:circle draw:ellipse "
    "draw:line draw:polyline draw:polygon draw:regular-polygon draw:path draw:connector "
    "draw:caption draw:measure field:fieldmark"
).split()
_HARMLESS = (
    # declarations, and where the words of an index come from
    "text:variable-decls text:sequence-decls text:user-field-decls text:dde-connection-decls "
    "text:alphabetical-index-auto-mark-file text:table-of-content-source "
    "text:illustration-index-source text:table-index-source text:object-index-source "
    "text:user-index-source text:alphabetical-index-source text:bibliography-source "
    "text:section-source office:dde-source table:calculation-settings table:content-validations "
    "table:label-ranges table:named-expressions table:database-ranges table:data-pilot-tables "
    "table:consolidation table:dde-links office:forms xforms:model "
    # marks without words
    "text:soft-page-break text:bookmark text:bookmark-start text:bookmark-end "
    "text:reference-mark text:reference-mark-start text:reference-mark-end text:toc-mark "
    "text:toc-mark-start text:toc-mark-end text:user-index-mark text:user-index-mark-start "
    "text:user-index-mark-end text:alphabetical-index-mark text:alphabetical-index-mark-start "
    "text:alphabetical-index-mark-end text:change text:change-start text:change-end "
    "text:page-variable-set text:database-next text:database-row-select text:note-citation "
    "text:label office:annotation-end office:event-listeners script:event-listener "
    "field:fieldmark-start field:fieldmark-separator field:fieldmark-end field:param "
    # who changed a text, and when; a format that changed
    "text:insertion text:format-change office:change-info "
    # the columns, the sources and the looks of tables
    "table:table-column table:table-columns table:table-header-columns "
    "table:table-column-group table:table-source table:cell-range-source table:scenario "
    "form:connection-resource table:detective table:table-protection loext:table-protection "
    # the looks of drawings; their names are told with them
    "svg:title svg:desc draw:glue-point draw:enhanced-geometry draw:image-map "
    "draw:contour-polygon draw:contour-path dr3d:light "
    # what slides show of their own
    "presentation:header presentation:footer presentation:date-time"
).split()
_TOLD: Mapping[str, tuple[str, ...]] = {
    Aside.DELETED: ("text:deletion",),
    Aside.COMMENT: ("office:annotation",),
    Aside.HIDDEN: ("table:title", "table:desc"),
    Aside.PHONETIC: ("text:ruby-text",),
    Aside.SCRIPT: ("text:script",),
    Aside.PICTURE: ("draw:image",),
    Aside.DRAWING: ("draw:page-thumbnail", "dr3d:scene", "table:shapes"),
    Aside.EQUATION: ("math:math",),
    Aside.OBJECT: ("draw:object", "draw:object-ole", "draw:applet", "draw:plugin"),
    Aside.OTHER_FILE: ("draw:floating-frame",),
    Aside.FORM_FIELD: ("draw:control",),
    Aside.RUNNING_HEAD: (
        "style:header",
        "style:header-left",
        "style:header-first",
        "loext:header-first",
    ),
    Aside.RUNNING_FOOT: (
        "style:footer",
        "style:footer-left",
        "style:footer-first",
        "loext:footer-first",
    ),
}


def qualified(name: str) -> str:
    """Qualify a name such as ``text:p`` as lxml writes it."""
    prefix, local = name.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def short_name(tag: str) -> str:
    """Write a qualified name with the prefix that people know, for a message."""
    space, _, local = tag.removeprefix("{").rpartition("}")
    prefix = next((one for one, known in NAMESPACES.items() if known == space), "")
    return f"{prefix}:{local}" if prefix else local


ELEMENTS: Mapping[str, Reading] = MappingProxyType(
    dict.fromkeys(map(qualified, _TAKEN), TAKEN)
    | dict.fromkeys(map(qualified, _HARMLESS), HARMLESS)
    | {qualified(name): told(why) for why, names in _TOLD.items() for name in names}
)
"""The elements by their qualified names."""
UNKNOWN = told(Aside.UNKNOWN)


def reading_of(tag: str) -> Reading:
    """Say what the reader does with an element, by its qualified name."""
    return ELEMENTS.get(tag, UNKNOWN)


def listed() -> int:
    """Count the names as they are written above, to find one that is there twice."""
    return len(_TAKEN) + len(_HARMLESS) + sum(map(len, _TOLD.values()))


def counted() -> Counter[Verdict]:
    """Count the elements by their verdicts."""
    return Counter(reading.verdict for reading in ELEMENTS.values())
