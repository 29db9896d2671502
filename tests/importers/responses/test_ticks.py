"""Ticks in symbol fonts count: in PDFs a tick of Wingdings is a letter that looks like one."""

from __future__ import annotations

import pytest

from s55.importers.readers import read_source
from s55.importers.responses import import_response
from tests.importers.responses.fidelity import SETTINGS
from tests.importers.responses.samples import YEAR_2023

LINES = (
    "Response published on the OPCCN website",
    "Response forwarded to HMICFRS Section 55 Responses",
    "Response forwarded to Chief Constable",
    "Response forwarded to Police and Crime Panel",
)
CODES = {"plain": b"", "private": b"/ToUnicode 7 0 R"}
TO_UNICODE = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def "
    b"1 begincodespacerange <00><FF> endcodespacerange "
    b"1 beginbfrange <20><FF><F020> endbfrange endcmap end end"
)


def form(font: str, tick: bytes, empty: bytes, more: bytes) -> bytes:
    """The end of a form, its boxes in a symbol font as Word's own PDFs have them."""
    head = [*(f"{label} {value}" for label, value in YEAR_2023.header), "For Office Use Only:"]
    lines = [
        f"BT /F 11 Tf 60 {760 - 16 * at} Td ({text}) Tj ET".encode("ascii")
        for at, text in enumerate(head)
    ]
    for at, text in enumerate(LINES):
        mark, y = (empty if at == 2 else tick), 600 - 18 * at
        lines.append(b"BT /W 11 Tf 60 %d Td (%s) Tj ET" % (y, mark))
        lines.append(b"BT /F 11 Tf 84 %d Td (%s) Tj ET" % (y, text.encode()))
    content = b"\n".join(lines)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R/W 6 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Type/Font/Subtype/TrueType/BaseFont/%s/Encoding/WinAnsiEncoding%s>>"
        % (font.encode(), more),
        b"<</Length %d>>stream\n%s\nendstream" % (len(TO_UNICODE), TO_UNICODE),
    ]
    data = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return (
        data
        + b"xref\n0 8\n0000000000 65535 f \n"
        + table
        + b"trailer<</Root 1 0 R/Size 8>>\nstartxref\n%d\n%%%%EOF" % len(data)
    )


@pytest.mark.parametrize(
    ("font", "tick", "empty"),
    [
        ("Wingdings", b"\\374", b"\\250"),
        ("ABCDEF+Wingdings-Regular", b"\\376", b"o"),
        ("Wingdings2", b"P", b"\\243"),
        ("Webdings", b"a", b"c"),
    ],
)
@pytest.mark.parametrize("codes", ["plain", "private"])
def test_ticks_of_symbol_fonts_are_ticks(font: str, tick: bytes, empty: bytes, codes: str) -> None:
    """With and without a table that gives the letters a code for private use."""
    source = read_source(form(font, tick, empty, CODES[codes]), "a.pdf")
    made = import_response(source, "a.pdf", SETTINGS)
    sent = made.data["response"]["distribution"]
    assert sorted(sent) == ["inspectorate", "panel", "website"]
    assert not any(problem.code == "I229" for problem in made.problems)
