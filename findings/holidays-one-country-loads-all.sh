#!/bin/sh
# The bank holidays of one country by the library holidays, which names its countries without loading
# them, and loads one when it is asked for it.
# One would guess: holidays.country_holidays("GB") loads the tables of the United Kingdom.
# What happens: they lie in a package that imports every country, so that all 250 are loaded, in
# whichever way one is asked for. That takes more than twice as long as the one country.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check holidays==0.109
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import sys

import holidays


def loaded():
    return [name for name in sys.modules if name.startswith("holidays.countries.")]


print("holidays", holidays.__version__)
print("countries loaded by 'import holidays':", len(loaded()))
assert loaded() == []
holidays.country_holidays("GB", subdiv="ENG", years=2026)
print("countries loaded for one of them:", len(loaded()))
assert len(loaded()) > 200, "one country is loaded alone now"
PYTHON
