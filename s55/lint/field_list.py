"""List the fields of a set for people: type, meaning, an example, and where layouts show them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields, is_dataclass
from datetime import date

from s55.errors import S55Error
from s55.lint.fields import ListedField, all_fields
from s55.lint.parsed.checked import CheckedSet, Document, HtmlLayout
from s55.lint.parsed.usage import Usage
from s55.lint.parsed.word import WordLayout
from s55.lint.samples import sample_view
from s55.records import dataclass
from s55.richtext.nodes import Code, Text
from s55.templating.environment import layout_environment
from s55.views.fields import BlockField, CheckField, InlineField, PlaceField
from s55.views.response.contents import LogoView

_LONGEST_EXAMPLE = 60


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field, with its type, its meaning and its places.

    Attributes:
        document: the document that has the field: 'response', 'invitation'.
        path: the whole name; ``[]`` marks what is repeated.
        type: its type, in words.
        optional: whether it may be nothing.
        meaning: what it shows.
        example: what it shows in a sample.
        word: the places in the Word layout that use it.
        html: the lines of the HTML layout that use it.
        included: the places in the files that the HTML layout includes.
    """

    document: str
    path: str
    type: str
    optional: bool
    meaning: str
    example: str
    word: tuple[str, ...]
    html: tuple[int, ...]
    included: tuple[str, ...]

    @property
    def is_shown(self) -> bool:
        """Say whether any layout uses it."""
        return bool(self.word or self.html or self.included)


def field_lines(checked: CheckedSet) -> list[FieldLine]:
    """List every field of the documents of a set, in the order of the views."""
    return [line for document in checked.documents for line in _lines(checked, document)]


def _lines(checked: CheckedSet, document: Document) -> Iterator[FieldLine]:
    try:
        sample: object = sample_view(checked.template, document.name)
    except S55Error:
        sample = None
    for listed in all_fields(document.view):
        html = document.html.usage if isinstance(document.html, HtmlLayout) else Usage()
        kind = listed.info.type
        yield FieldLine(
            document.name,
            listed.path,
            kind.words,
            kind.is_optional,
            listed.info.meaning,
            _example(sample, listed),
            _places_in_word(document, listed.path),
            _lines_of(html, listed.path),
            _places_in_parts(html, listed.path),
        )


def _places_in_word(document: Document, path: str) -> tuple[str, ...]:
    word = document.word
    if not isinstance(word, WordLayout):
        return ()
    lines = _lines_of(word.usage, path)
    return tuple(dict.fromkeys(word.place_of_line(line) for line in lines))


def _lines_of(usage: Usage, path: str) -> tuple[int, ...]:
    return tuple(sorted({use.line for use in usage.uses if use.path == path and not use.part}))


def _places_in_parts(usage: Usage, path: str) -> tuple[str, ...]:
    found = {(use.part, use.line) for use in usage.uses if use.path == path and use.part}
    return tuple(f"{part}, line {line}" for part, line in sorted(found))


# --- examples ----------------------------------------------------------------


def _example(sample: object, listed: ListedField) -> str:
    """Give what a field shows at the first place that is not empty; '' if all are."""
    for value in _values(sample, listed.path.split(".")):
        words = _words(value)
        if words:
            return words if len(words) <= _LONGEST_EXAMPLE else f"{words[: _LONGEST_EXAMPLE - 1]}…"
    return ""


def _values(owner: object, steps: Sequence[str]) -> Iterator[object]:
    if not steps:
        yield owner
        return
    value = getattr(owner, steps[0].removesuffix("[]"), None)
    if steps[0].endswith("[]") and isinstance(value, tuple):
        for one in value:
            yield from _values(one, steps[1:])
    elif value is not None:
        yield from _values(value, steps[1:])


def _words(value: object) -> str:
    match value:
        case BlockField():
            return " ".join(" ".join(_texts(value.blocks)).split())
        case str() | InlineField() | CheckField() | PlaceField():
            return " ".join(str(value).split())
        case bool():
            return "yes" if value else "no"
        case int():
            return str(value)
        case date():
            return value.isoformat()
        case LogoView():
            return value.alternative_text
    return ""


def _texts(node: object) -> Iterator[str]:
    """Give the texts within blocks, at any depth."""
    if isinstance(node, Text | Code):
        yield node.text
    elif isinstance(node, tuple):
        for one in node:
            yield from _texts(one)
    elif is_dataclass(node):
        for field in fields(node):
            yield from _texts(getattr(node, field.name))


# --- as text, data and a page ------------------------------------------------


def as_text(lines: Sequence[FieldLine]) -> str:
    """Print the fields for the terminal, and below them those that no layout shows."""
    shown = [_as_paragraph(line) for line in lines]
    unused = [f"{line.document}: {line.path}" for line in lines if not line.is_shown]
    if unused:
        shown.append("\n".join(["No layout of this set shows:", *(f"  {one}" for one in unused)]))
    return "\n\n".join(shown)


def _as_paragraph(line: FieldLine) -> str:
    optional = ", may be nothing" if line.optional else ""
    parts = [f"{line.document}: {line.path} ({line.type}{optional})"]
    if line.meaning:
        parts.append(f"  {line.meaning}")
    if line.example:
        parts.append(f"  for example: {line.example}")
    parts += [f"  Word: {place}" for place in line.word]
    if line.html:
        numbers = ", ".join(map(str, line.html))
        parts.append(f"  HTML: line {numbers}")
    parts += [f"  HTML: {place}" for place in line.included]
    return "\n".join(parts)


def as_json(lines: Sequence[FieldLine]) -> str:
    """Print the fields as a JSON list of objects."""
    data = [{**asdict(line), "shown": line.is_shown} for line in lines]
    return json.dumps(data, ensure_ascii=False, indent=2)


def as_html(lines: Sequence[FieldLine], title: str) -> str:
    """Print the fields as a web page, with a table for each document."""
    documents = list(dict.fromkeys(line.document for line in lines))
    environment = layout_environment(lambda value: value, autoescape=True)
    groups = [(name, [line for line in lines if line.document == name]) for name in documents]
    return environment.from_string(_PAGE).render(title=title, groups=groups)


_PAGE = """\
<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>{{ title }}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
body { max-width: 90rem; margin: 0 auto; padding: 1rem; color: #1a1a1a; background: #fff;
  font: 1rem/1.5 Arial, sans-serif; }
.table { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
caption { padding: 0.5rem 0; font-weight: bold; text-align: left; }
th, td { padding: 0.3rem 0.5rem; border: 1px solid #c5cbd9; text-align: left; vertical-align: top; }
thead th { background: #eef1f7; }
code { font-family: monospace; font-size: 1rem; }
</style>
</head>
<body>
<main>
<h1>{{ title }}</h1>
{% for name, lines in groups %}
<h2>Fields of the {{ name }}</h2>
<div class="table" role="region" aria-label="Fields of the {{ name }}" tabindex="0">
<table>
<caption>{{ lines | length }} fields</caption>
<thead><tr><th scope="col">Field</th><th scope="col">Type</th><th scope="col">Meaning</th>
<th scope="col">Example</th><th scope="col">In the Word layout</th>
<th scope="col">In the HTML layout</th></tr></thead>
<tbody>
{% for line in lines %}
<tr><th scope="row"><code>{{ line.path }}</code></th>
<td>{{ line.type }}{% if line.optional %}, may be nothing{% endif %}</td>
<td>{{ line.meaning }}</td><td>{{ line.example }}</td>
<td>{% for place in line.word %}{{ place }}{% if not loop.last %}<br>{% endif %}{% endfor %}
{% if not line.word %}not shown{% endif %}</td>
<td>{% if line.html %}line {{ line.html | join(", ") }}{% endif %}
{% for place in line.included %}{{ place }}<br>{% endfor %}
{% if not line.html and not line.included %}not shown{% endif %}</td></tr>
{% endfor %}
</tbody>
</table>
</div>
{% endfor %}
</main>
</body>
</html>
"""
