#!/bin/sh
# {{ report.title }} where report is a text and not the record with a title that the template's author thought of; and
# {{ totals.items }} where totals has no such key. The environment is strict (StrictUndefined), as for documents that must
# not have gaps.
# One would guess: an error, as for {{ report.titel }}.
# What happens: texts and dictionaries have methods of these names, so the page says
# "<built-in method title of str object at 0x…>", with another number each time. title, count, index, format, items, keys and
# values are just the names that such records have.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check jinja2==3.1.6
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

from jinja2 import StrictUndefined, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment

strict = ImmutableSandboxedEnvironment(undefined=StrictUndefined)


def shown(template, **fields):
    try:
        return strict.from_string(template).render(**fields)
    except UndefinedError as fault:
        return f"error: {fault}"


slip = shown("{{ report.titel }}", report="Custody")
title = shown("{{ report.title }}", report="Custody")
items = shown("{{ totals.items }}", totals={"open": 3})
print("jinja2", version("jinja2"))
print("titel:", slip)
print("title:", title)
print("items:", items)
assert slip.startswith("error")
assert title.startswith("<built-in method title of str object at"), "methods are not shown now"
assert items.startswith("<built-in method items of dict object at")
PYTHON
