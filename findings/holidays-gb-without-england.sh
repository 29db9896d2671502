#!/bin/sh
# Bank holidays of an office in England by the library holidays, asked for by the country's code GB.
# One would guess: England's days, or a refusal, since there is no calendar of the whole country.
# What happens: only the days that England, Scotland and Northern Ireland have in common: Easter
# Monday and the summer bank holiday count as working days. subdiv="ENG" has them.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check holidays==0.109
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import datetime
import holidays

country = holidays.country_holidays("GB", years=2026)
england = holidays.country_holidays("GB", subdiv="ENG", years=2026)
missing = {day.isoformat(): england[day] for day in sorted(set(england) - set(country))}
print("holidays", holidays.__version__)
print("in England and not in 'GB':", missing)
assert missing == {"2026-04-06": "Easter Monday", "2026-08-31": "Late Summer Bank Holiday"}
assert country.is_working_day(datetime.date(2026, 4, 6)), "'GB' has Easter Monday now"
PYTHON
