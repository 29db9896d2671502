#!/bin/sh
# Two columns made by display: grid begin near the foot of a page. The first paragraph of the left one must not be divided and has no
# room there; that of the right one is shorter and has. And the same with display: table.
# One would guess: the left column begins on the next page, below its upper margin, as it does in a table.
# What happens: on the next page it begins above the edge of the paper, so that its first lines cannot be seen. Nothing is reported.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check weasyprint==70.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import weasyprint

STYLE = "@page { size: 10cm 10cm; margin: 1cm } body, p { margin: 0 } p { break-inside: avoid; line-height: 20px } .space { height: 200px }"
LEFT = "<p>" + "<br>".join(f"Left {number}" for number in range(6)) + "</p><p>More</p>"
RIGHT = "<p>" + "<br>".join(f"Right {number}" for number in range(4)) + "</p><p>More</p>"
print("weasyprint", weasyprint.__version__)


def first_of_left(columns, column):
    """On which page the left column begins, and how far below the upper edge of the paper, in CSS pixels."""
    page = (
        f"<style>{STYLE} .columns {{ {columns} }} .columns > div {{ {column} }}</style><div class=space></div>"
        f"<div class=columns><div>{LEFT}</div><div>{RIGHT}</div></div>"
    )
    document = weasyprint.HTML(string=page).render()
    for number, page in enumerate(document.pages, 1):
        for box in page._page_box.descendants():
            if getattr(box, "text", "") == "Left 0":
                return number, round(box.position_y)


grid = first_of_left("display: grid; grid-template-columns: 50% 50%", "")
table = first_of_left("display: table; width: 100%", "display: table-cell")
print("grid", grid)
print("table", table)
assert grid[0] == 2 and grid[1] < 0, "the column in the grid begins on the paper now"
assert table[0] == 2 and table[1] >= 38, "the column in the table is another now"
PYTHON
