"""Make small reports to begin with: each is read thousands of times."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from tests.importers.readers import samples

_STYLE = re.compile(rb"<w:style [^>]*>.*?</w:style>", re.DOTALL)
_HEAVY = ("word/stylesWithEffects.xml", "docProps/thumbnail.jpeg", "word/theme/theme1.xml")

_PAGE = b"""\
BT /F 20 Tf 60 780 Td (Example Constabulary: fraud) Tj ET
/P <</MCID 0>> BDC BT /F 11 Tf 60 750 Td (Published on 5 May 2024.) Tj ET EMC
BT /F 15 Tf 60 720 Td (Recommendations) Tj ET
/P <</MCID 1>> BDC
BT /F 11 Tf 60 700 Td (1. By June 2025, the force should train its) Tj 0 -14 Td (staff.) Tj ET
EMC
/OC /L BDC BT /F 11 Tf 60 660 Td [(2. The) -300 (force should tell victims.)] TJ ET EMC
50 600 400 40 re S 250 600 m 250 640 l S
BT /F 11 Tf 60 615 Td (Area) Tj 200 0 Td (Judgment) Tj ET
q 1 0 0 1 0 -40 cm /X Do Q
BT 3 Tr /F 11 Tf 60 500 Td (Nobody sees this.) Tj ET
"""
_OBJECTS = (
    b"<</Type/Catalog/Pages 2 0 R/StructTreeRoot 8 0 R/MarkInfo<</Marked true>>/Lang(en-GB)"
    b"/OCProperties<</OCGs[11 0 R]/D<</ON[11 0 R]/OFF[]>>>>/Outlines 12 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/CropBox[0 0 595 842]/Rotate 0/Contents 4 0 R"
    b"/StructParents 0/Annots[6 0 R 7 0 R]/Resources<</Font<</F 5 0 R>>/XObject<</X 10 0 R>>"
    b"/Properties<</L 11 0 R>>>>>>",
    b"<</Length %d>>stream\n%s\nendstream" % (len(_PAGE), _PAGE),
    b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    b"<</Type/Annot/Subtype/Link/Rect[60 745 200 760]/A<</S/URI/URI(https://example.org/)>>>>",
    b"<</Type/Annot/Subtype/StrikeOut/Rect[60 700 200 712]/Contents(Why?)"
    b"/QuadPoints[60 712 200 712 60 700 200 700]>>",
    b"<</Type/StructTreeRoot/K[9 0 R]/ParentTree<</Nums[0[9 0 R 9 0 R]]>>>>",
    b"<</Type/StructElem/S/P/P 8 0 R/Pg 3 0 R/K[0 1]/Alt(A picture)>>",
    b"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>/Length 54>>"
    b"stream\nBT /F 11 Tf 60 615 Td (Good, and in a form) Tj ET     \nendstream",
    b"<</Type/OCG/Name(Layer)>>",
    b"<</Type/Outlines/First 13 0 R/Last 13 0 R/Count 1>>",
    b"<</Title(Recommendations)/Parent 12 0 R/Dest[3 0 R/Fit]>>",
)


def small_pdf() -> bytes:
    """A page with what the reader looks at, nothing of it compressed: the fuzzer sees each word."""
    data, offsets = b"%PDF-1.7\n", b""
    for number, body in enumerate(_OBJECTS, start=1):
        offsets += b"%010d 00000 n \n" % len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    size = len(_OBJECTS) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, offsets)
    trailer = b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (size, len(data))
    return data + table + trailer


def small_docx() -> bytes:
    """The short sample without what no reader looks at, and without styles that are not used."""
    with ZipFile(BytesIO(samples.as_docx(samples.SHORT))) as old:
        parts = {name: old.read(name) for name in old.namelist() if name not in _HEAVY}
    used = b"".join(data for name, data in parts.items() if name != "word/styles.xml")

    def kept(style: re.Match[bytes]) -> bytes:
        name = re.search(rb'w:styleId="([^"]*)"', style[0])
        is_used = name is not None and b'"%s"' % name[1] in used
        return style[0] if is_used or b'w:default="1"' in style[0] else b""

    parts["word/styles.xml"] = _STYLE.sub(kept, parts["word/styles.xml"])
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()
