#!/bin/sh
# One part of a program makes XML with lxml; another part imports openpyxl and does not use it.
# One would guess: the XML is the same with and without that import.
# What happens: openpyxl registers its prefixes in lxml for the whole process, so elements without a prefix
# of their own are written with other prefixes. Hashes, signatures and comparisons of files then depend on what
# happens to be imported. To get the same bytes each time, name a prefix (nsmap).
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check openpyxl==3.1.5 lxml==6.1.3
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

from lxml import etree

TERMS = "http://purl.org/dc/terms/"


def written(nsmap=None):
    return etree.tostring(etree.Element(f"{{{TERMS}}}created", nsmap=nsmap)).decode()


before = written()
import openpyxl  # noqa: E402

after = written()
print("openpyxl", openpyxl.__version__, "lxml", version("lxml"))
print("before the import:", before)
print("after it:         ", after)
assert before != after, "an import changes nothing now"
assert written({"t": TERMS}) == f'<t:created xmlns:t="{TERMS}"/>'
PYTHON
