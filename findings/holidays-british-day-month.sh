#!/bin/sh
# Whether a day is a bank holiday in England, asked for by a text, as the library holidays allows: "03/04/2026", as Good Friday
# 2026 is written in England.
# One would guess: an English calendar reads 3 April.
# What happens: it reads 4 March, as in America, and says no. 25/12/2026 is read as 25 December, since there is no month 25:
# so days after the twelfth are right, and earlier ones are taken for other days, without an error.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check holidays==0.109
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from datetime import date
from importlib.metadata import version

import holidays

england = holidays.country_holidays("GB", subdiv="ENG", years=2026)
asked = {text: text in england for text in ("03/04/2026", "3 April 2026", "25/12/2026")}
print("holidays", version("holidays"))
print("by date(2026, 4, 3):", england.get(date(2026, 4, 3)))
print("by texts:", asked)
assert date(2026, 4, 3) in england
assert asked == {"03/04/2026": False, "3 April 2026": True, "25/12/2026": True}, "the day comes first now"
PYTHON
