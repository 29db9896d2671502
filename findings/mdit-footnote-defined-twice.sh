#!/bin/sh
# A text in which two notes have the same label, as happens where two texts are put together.
# One would guess: the first one counts, as it does for links with a label in the same text (CommonMark, 4.7); or both are
# kept.
# What happens: the last one counts for every mark, and the words of the first are nowhere. It is the opposite of links, and
# nothing says so.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check markdown-it-py==4.3.0 mdit-py-plugins==0.7.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

TEXT = """Stopped[^1] and [searched][a].

[^1]: In 2024.

[a]: https://example.org/first

Complaints[^1].

[^1]: In 2025.

[a]: https://example.org/second
"""
page = MarkdownIt("commonmark").use(footnote_plugin).render(TEXT)
print("mdit-py-plugins", version("mdit-py-plugins"))
print("notes:", [year for year in ("2024", "2025") if year in page])
print("links:", [place for place in ("first", "second") if f"example.org/{place}" in page])
assert "example.org/first" in page and "example.org/second" not in page
assert "2025" in page and "2024" not in page, "the first note counts now, or both do"
PYTHON
