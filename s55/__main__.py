"""``python -m s55``: the same command, where ``s55`` is not on the path."""

from s55.cli.main import run

run()
