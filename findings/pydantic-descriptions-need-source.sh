#!/bin/sh
# A model whose fields are described by texts below them (use_attribute_docstrings), in a program that is handed out compiled:
# .pyc files without the .py files beside them, as packers of programs do.
# One would guess: the same JSON schema as before: docstrings are part of compiled code.
# What happens: those of classes are, and those of fields never were. pydantic finds and parses the source of each model when it
# is imported; where there is none the schema has no descriptions, and nothing says so.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pydantic==2.14.3
cd "$folder"
cat > model.py <<'PYTHON'
import pydantic


class Item(pydantic.BaseModel):
    """A recommendation."""

    model_config = pydantic.ConfigDict(use_attribute_docstrings=True)
    number: int
    """Its number in the report."""
PYTHON
cat > look.py <<'PYTHON'
import model

schema = model.Item.model_json_schema()
print(model.__file__.rpartition(".")[2], "-", schema["description"], schema["properties"]["number"].get("description"))
PYTHON
"$folder/venv/bin/pip" list 2>/dev/null | grep '^pydantic '
"$folder/venv/bin/python" look.py | tee source
"$folder/venv/bin/python" -m compileall -q -b model.py
rm model.py
"$folder/venv/bin/python" look.py | tee compiled
grep -qx "py - A recommendation. Its number in the report." source
grep -qx "pyc - A recommendation. None" compiled || { echo "descriptions stay now"; exit 1; }
