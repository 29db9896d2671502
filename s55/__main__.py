"""``python -m s55``: the same command, where ``s55`` is not on the path."""

from s55.cli.main import start

if __name__ == "__main__":  # and not in a process that a command starts
    start()
