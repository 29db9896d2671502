#!/bin/sh
# A page with two columns made by display: flex, of which the second is longer than a page; and the same with display: grid.
# One would guess: on paper the columns go on side by side, as a browser prints them, and a grid and a flex box do the same.
# What happens: the flex box begins on a page of its own, so that the first page has nothing but the heading, and from its second
# page on the second column begins at the left edge, in the place of the first. The grid begins below the heading and stays in line.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check weasyprint==70.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import weasyprint

STYLE = "@page { size: 10cm 10cm; margin: 1cm } body { margin: 0 } aside { width: 30% } main { width: 70% }"
LINES = "".join(f"<p>Line {number}</p>" for number in range(30))
print("weasyprint", weasyprint.__version__)


def lefts(how):
    """Where the words of each page begin, in CSS pixels from the left edge, each place once."""
    page = f"<style>{STYLE} div {{ {how} }}</style><h1>Title</h1><div><aside>Facts</aside><main>{LINES}</main></div>"
    document = weasyprint.HTML(string=page).render()
    boxes = ([box for box in page._page_box.descendants() if getattr(box, "text", "").strip()] for page in document.pages)
    return [sorted({round(box.position_x) for box in page}) for page in boxes]


flex, grid = lefts("display: flex"), lefts("display: grid; grid-template-columns: 30% 70%")
print("flex", flex)
print("grid", grid)
assert flex[0] == [38] and flex[1] == [38, 129], "the flex box does not begin on a page of its own now"
assert set(map(tuple, flex[2:])) == {(38,)}, "the second column stays in line now"
assert grid[0] == [38, 129] and set(map(tuple, grid[1:])) == {(129,)}, "the grid is another now"
PYTHON
