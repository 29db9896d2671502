#!/bin/sh
# The tags of a page with a table that has an empty cell (ISO 32000-1, 14.7.2 and 14.8.4.3.4: a TD without
# content), read with PDFium's functions for the structure of a page.
# One would guess: each cell is an element, and the empty one has no children.
# What happens: the row counts three children, but the element of the empty cell is null, and it has no
# marked content. PDFium builds the tree of a page upwards from its marked content, so an element without
# any is in no page. A program that reads only the elements takes the third cell for the second.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pikepdf==10.1.0 pypdfium2==5.2.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name
from pypdfium2 import raw

CONTENT = (
    b"/TD <</MCID 0>> BDC BT /F1 12 Tf 20 80 Td (Counting boats) Tj ET EMC\n"
    b"/TD <</MCID 1>> BDC BT /F1 12 Tf 220 80 Td (Good) Tj ET EMC\n"
)


def write():
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(300, 120)).obj
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.Resources = Dictionary(Font=Dictionary(F1=font))
    page.Contents = pdf.make_stream(CONTENT)
    page.StructParents = 0
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    table = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Table, P=root))
    row = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.TR, P=table))
    cells = [
        pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.TD, P=row, Pg=page))
        for _ in range(3)
    ]
    cells[0].K, cells[1].K, cells[2].K = 0, Array([]), 1
    row.K, table.K, root.K = Array(cells), Array([row]), Array([table])
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array([0, Array([cells[0], cells[2]])])))
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.save("cells.pdf", deterministic_id=True)


def cells_of(name):
    page = pypdfium2.PdfDocument(name)[0]
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    table = raw.FPDF_StructTree_GetChildAtIndex(tree, 0)
    row = raw.FPDF_StructElement_GetChildAtIndex(table, 0)
    count = raw.FPDF_StructElement_CountChildren(row)
    children = [raw.FPDF_StructElement_GetChildAtIndex(row, at) for at in range(count)]
    found = sum(bool(child) for child in children)
    raw.FPDF_StructTree_Close(tree)
    return count, found


write()
with pikepdf.open("cells.pdf") as pdf:
    written = len(pdf.Root.StructTreeRoot.K[0].K[0].K)
count, found = cells_of("cells.pdf")
print("pypdfium2", version("pypdfium2"))
print(f"cells in the file: {written}; children of the row: {count}, of which can be read: {found}")
sys.exit(0 if (written, count, found) == (3, 3, 2) else "this has changed")
PYTHON
