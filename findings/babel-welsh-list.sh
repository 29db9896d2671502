#!/bin/sh
# A list of two or three things in Welsh, written out by Babel with the data of CLDR.
# One would guess: the words of a sentence: "caws a bara", "afal ac oren" (a becomes ac before a vowel).
# What happens: "afal a(c) oren". CLDR's pattern for Welsh holds both forms with a bracket, since it cannot choose, and the
# bracket is printed. Babel gives no sign that the language is one whose list somebody has to finish by hand.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check babel==2.18.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import babel
from babel.lists import format_list

two = format_list(["caws", "bara"], locale="cy")
three = format_list(["bara", "afal", "oren"], locale="cy")
other = format_list(["caws", "bara"], style="or", locale="cy")
print("babel", babel.__version__)
print(two, "/", three, "/", other)
assert two == "caws a(c) bara", "Welsh lists are sentences now"
assert three == "bara, afal, a(c) oren"
PYTHON
