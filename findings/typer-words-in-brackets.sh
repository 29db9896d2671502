#!/bin/sh
# A command whose help speaks of words in square brackets: "the marks [draft] and [final]".
# One would guess: the help shows them, as argparse and click do.
# What happens: typer takes what it shows for the markup of the library rich, which it brings along, even where nothing asks
# for colours: "the marks and". Words that are neither colours nor styles go as well, but only those in small letters ("[R1]"
# stays), so it is seen late. rich_markup_mode=None shows what was written.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check typer==0.29.2
cd "$folder"
cat > command.py <<'PYTHON'
import sys

import typer

app = typer.Typer(rich_markup_mode=None) if sys.argv.pop(1) == "none" else typer.Typer()


@app.command()
def clean() -> None:
    """Take the marks [draft] and [final] out of item [R1]."""


app()
PYTHON
"$folder/venv/bin/pip" list 2>/dev/null | grep -E '^(typer|rich) '
for mode in usual none; do
  "$folder/venv/bin/python" command.py $mode --help | grep "Take the marks" | tee "$mode"
done
grep -q 'Take the marks  and  out of item \[R1\]' usual || { echo "words in brackets are shown now"; exit 1; }
grep -q 'Take the marks \[draft\] and \[final\] out of item \[R1\]' none
