#!/bin/sh
# Ctrl+C in a command of typer: once while it works, once while it asks "Sure?".
# One would guess: one status for both, and a word on the screen, as with click, on which typer was built.
# What happens: while it works, the command ends without a word with status 130; at the question it says "Aborted." and ends
# with 1, which is also what it returns for an error. A script cannot tell an interruption from a failure.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check typer==0.29.2
cd "$folder"
cat > command.py <<'PYTHON'
import signal
import sys

import typer

app = typer.Typer()


@app.command()
def work() -> None:
    print("at work", flush=True)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # shells take it from what they start in the background
    signal.raise_signal(signal.SIGINT)


@app.command()
def ask() -> None:
    sys.stdin = Interrupted()
    typer.confirm("Sure?")


class Interrupted:
    """Somebody presses Ctrl+C in the place of an answer."""

    def readline(self, *size: int) -> str:
        raise KeyboardInterrupt


app()
PYTHON
"$folder/venv/bin/pip" list 2>/dev/null | grep '^typer '
for what in work ask; do
  status=0
  "$folder/venv/bin/python" command.py $what >"$what" 2>&1 || status=$?
  echo "$what: status $status, said: $(tr '\n' ' ' <"$what")"
  echo "$status" >>statuses
done
[ "$(tr '\n' ' ' <statuses)" = "130 1 " ] || { echo "both end alike now"; exit 1; }
grep -q Aborted ask && ! grep -q Aborted work
