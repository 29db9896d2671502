#!/bin/sh
# A YAML file with a comment above a key, read and written by ruamel.yaml's round trip, with one entry added to the list
# before that key, or the list's last entry deleted.
# One would guess: the comment stays above its key: keeping comments is what the round trip is for.
# What happens: the comment belongs to the last entry before it. Where an entry is added, it stands in the list, above the
# new one; where the last entry is deleted, it is deleted as well, with the blank line.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ruamel.yaml==0.19.1
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import io

import ruamel.yaml

FILE = """items:
- number: 1
- number: 2

# Ask the force before you change this day.
due: 2026-11-30
"""


def after(change):
    """The file after a change of the list."""
    yaml = ruamel.yaml.YAML()
    data = yaml.load(FILE)
    change(data["items"])
    out = io.StringIO()
    yaml.dump(data, out)
    return out.getvalue()


same = after(lambda items: None)
more = after(lambda items: items.append({"number": 3}))
fewer = after(lambda items: items.pop())
print("ruamel.yaml", ruamel.yaml.__version__)
print("one more:\n" + more + "one less:\n" + fewer)
assert same == FILE
assert "# Ask the force before you change this day.\n- number: 3\ndue:" in more, "the comment stays above its key now"
assert "#" not in fewer and "due: 2026-11-30" in fewer
PYTHON
