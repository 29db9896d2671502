#!/bin/sh
# One model of pydantic, in an environment in which other packages happen to be installed.
# One would guess: the definition of a class reads nothing from the disk.
# What happens: at the first model, pydantic looks for plugins of its own in the metadata of every package that is installed,
# so that the time to start a command grows with what else lies beside it. PYDANTIC_DISABLE_PLUGINS=__all__ leaves it out.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pydantic==2.14.3 jinja2==3.1.6 pyyaml==6.0.3
cd "$folder"
cat > model.py <<'PYTHON'
import sys
from pathlib import Path

import pydantic

read = set()


def watch(event: str, arguments: tuple) -> None:
    if event == "open" and Path(str(arguments[0])).parent.suffix == ".dist-info":
        read.add(Path(str(arguments[0])).parent.name.partition("-")[0].lower())


sys.addaudithook(watch)


class Item(pydantic.BaseModel):
    number: int


print("pydantic", pydantic.VERSION, "read of", sorted(read))
PYTHON
"$folder/venv/bin/python" model.py | tee usual
PYDANTIC_DISABLE_PLUGINS=__all__ "$folder/venv/bin/python" model.py | tee without
grep -q "'jinja2'.*'pip'.*'pyyaml'" usual || { echo "it no longer reads other packages"; exit 1; }
grep -q "read of \[\]" without
