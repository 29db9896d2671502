"""The floor: one response to DOCX, PDF and HTML by bare libraries, without s55.

It reads the draft with PyYAML, turns its Markdown to HTML with markdown-it-py, fills a Jinja page
and a docxtpl layout, and lays the page out with WeasyPrint, in one process. It does no more: no
checks, no real lists or content controls in Word, no attachment, no fixed dates. What `s55 render`
takes is measured against it.

Run: python bench/floor.py DRAFT.yaml WORD_LAYOUT.docx OUTPUT_FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import jinja2
import yaml
from docxtpl import DocxTemplate
from markdown_it import MarkdownIt
from weasyprint import HTML

PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>{{ d.inspection.title }}</title><style>{{ css }}</style></head><body><main>
<h1>{{ d.inspection.title }}</h1>
<table>{% for k, v in d.inspection.items() %}<tr><th scope="row">{{ k }}</th><td>{{ v }}</td></tr>
{% endfor %}</table>
{% for heading, texts in parts %}<h2>{{ heading }}</h2>{% for t in texts %}{{ md(t) }}{% endfor %}
{% endfor %}</main></body></html>"""


def texts(value: Any) -> list[str]:
    """Every text in a part of the draft."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in inner for text in texts(part)]


def parts_of(draft: Path) -> tuple[dict[str, Any], list[tuple[str, list[str]]]]:
    """The data of a draft, and the texts under each of its headings."""
    data = yaml.load(draft.read_bytes(), Loader=yaml.CSafeLoader)
    return data, [(key, texts(value)) for key, value in data.items() if key != "inspection"]


def word_alone(draft: Path, layout: Path, out: Path) -> None:
    """Fill the Word layout."""
    data, parts = parts_of(draft)
    word = DocxTemplate(layout)
    word.render({"title": data["inspection"]["title"], "parts": parts}, autoescape=True)
    word.save(out / "floor.docx")


def main(draft: Path, layout: Path, out: Path) -> None:
    """Render one draft three ways."""
    data, parts = parts_of(draft)
    css = (Path(__file__).parent.parent / "templates/opccn-2023/style.css").read_text()
    environment = jinja2.Environment(autoescape=False)  # noqa: S701 (bare on purpose)
    page = environment.from_string(PAGE).render(
        d=data, parts=parts, css=css, md=MarkdownIt("commonmark").enable("table").render
    )
    (out / "floor.html").write_text(page)
    HTML(string=page).write_pdf(out / "floor.pdf", pdf_variant="pdf/a-3a")
    word_alone(draft, layout, out)


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:4]))
