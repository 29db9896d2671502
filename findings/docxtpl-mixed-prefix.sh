#!/bin/sh
# A block of a Word layout that begins with {%p if %}, a paragraph of its own, and ends within the
# words of another paragraph, with a plain {% endif %}; and one with a plain {% else %} between.
# One would guess: an error, or a paragraph too many.
# What happens: no error. Where the condition does not hold, every paragraph behind the block is gone
# from the document, to its end; with the plain {% else %} they are gone whatever the condition is. The
# XML that comes out is torn, and it is read by a parser that mends it by dropping the rest.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check docxtpl==0.20.2 python-docx==1.2.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import io
from importlib.metadata import version
import docx
from docxtpl import DocxTemplate

END = ["The last words", "of the document"]


def filled(paragraphs, agreed):
    layout, saved = docx.Document(), io.BytesIO()
    for words in ["The first words", *paragraphs, *END]:
        layout.add_paragraph(words)
    file = io.BytesIO()
    layout.save(file)
    template = DocxTemplate(file)
    template.render({"agreed": agreed})
    template.save(saved)
    return [one.text for one in docx.Document(saved).paragraphs]


print("docxtpl", version("docxtpl"))
right = ["{%p if agreed %}", "We agree.", "{%p endif %}"]
plain_end = ["{%p if agreed %}", "We agree. {% endif %}"]
plain_else = ["{%p if agreed %}", "We agree.", "{% else %}", "We do not.", "{%p endif %}"]
for name, paragraphs in (("right", right), ("plain end", plain_end), ("plain else", plain_else)):
    for agreed in (True, False):
        print(f"{name}, condition {agreed}:", filled(paragraphs, agreed))
assert filled(right, False) == ["The first words", *END]
assert filled(plain_end, True)[-2:] == END
assert filled(plain_end, False) == ["The first words"], "the end is kept, or an error tells of it"
assert END[0] not in filled(plain_else, True) + filled(plain_else, False), "likewise"
PYTHON
