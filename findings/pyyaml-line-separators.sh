#!/bin/sh
# Values with U+2028 or U+0085 in them, as texts have them that were copied from PDFs and word processors.
# One would guess: characters as any other, as in JSON, in YAML 1.2 (5.4) and to every editor, which shows them in the line.
# What happens: both end a line, as YAML 1.1 had it. A value without quotes is then an error in a line that the editor does
# not have, and every line below counts one too many; within quotes U+0085 becomes a space, in silence; and in a text after
# "|" the spaces behind it are taken for the indent and are lost.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pyyaml==6.0.3
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import yaml


def line_of_fault(text):
    """The line, counted from 1, that an error names."""
    try:
        yaml.safe_load(text)
    except yaml.MarkedYAMLError as fault:
        return fault.problem_mark.line + 1
    return None


plain = line_of_fault("title: First part\u2028second part\n")
below = line_of_fault("title: |\n  First.\u2028  Second.\nday: [\n") - line_of_fault("title: |\n  First. Second.\nday: [\n")
quoted = yaml.safe_load("title: 'First\u0085second'")["title"]
block = yaml.safe_load("title: |\n  First\u0085    second\n")["title"]
print("pyyaml", yaml.__version__)
print("a value on line 1: the error is on line", plain)
print("an error below a text with U+2028 is told so many lines too far down:", below)
print("within quotes:", ascii(quoted), " after |:", ascii(block))
assert plain == 3, "U+2028 is a character as any other now"
assert below == 1
assert quoted == "First second"
assert block == "First\n  second\n"
PYTHON
