#!/bin/sh
# A YAML file with a day that does not exist, 2026-02-30, read with safe_load.
# One would guess: the text "2026-02-30", or the library's own error with the line, as for other mistakes in
# a file: its documentation shows "except yaml.YAMLError".
# What happens: datetime raises a plain ValueError without a line, so a program that catches YAMLError stops
# with a traceback because of a typing mistake.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check PyYAML==6.0.3
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import yaml

print("PyYAML", yaml.__version__)
for text in ("published: [2026-02-28", "published: 2026-02-30", "published: 2026-02-28T25:00:00"):
    try:
        print(repr(text), "is", yaml.safe_load(text))
        raise SystemExit("an impossible day is read now")
    except yaml.YAMLError as fault:
        print(repr(text), "is a YAMLError with a line:", fault.problem_mark.line + 1)
        assert "[" in text, "an impossible day is the library's own error now"
    except ValueError as fault:
        print(repr(text), "is a ValueError:", fault)
        assert "[" not in text
PYTHON
