"""Let strace tell each file, program and host that reading touches, by libraries in C too.

    .venv/bin/python -m tests.fuzz.traced                 all targets, 1,000 changed files in all
    .venv/bin/python -m tests.fuzz.traced draft --inputs 500

Python announces what Python opens (tests.fuzz.watch); what a library does by itself only the system
sees. For Linux, and by hand: strace has to be installed.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.fuzz.starting import changed, kept_inputs
from tests.fuzz.targets import TARGETS, refusals, seeds_of
from tests.fuzz.watch import OWN

ROOT = Path(__file__).resolve().parents[2]
BEGINS, ENDS = "/s55-reading-begins", "/s55-reading-ends"
"""Files that nobody has: asking for them marks the place in what strace tells."""
_CALLS = "%file,%network,fork,vfork,clone,clone3,execve"
_CALL = re.compile(r"^\d+ +(?P<name>\w+)\((?P<rest>.*)")
_RESUMED = re.compile(r"^\d+ +(<\.\.\. |\+\+\+|---)")
_PATH = re.compile(r'"((?:[^"\\]|\\.)*)"')
_WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND")
_ASKS = re.compile(r"stat|access|readlink")
_LOOKS = re.compile(rf"{_ASKS.pattern}|open|getxattr")


def read_marked(name: str, inputs: int) -> None:
    """Read the seeds and what was kept, and so many changed files, between the two marks."""
    chance = random.Random(55)  # noqa: S311  (no secret)
    for seed in seeds_of(name) * 2:  # what is imported late is imported before
        refusals(name, seed)
    tried = [*kept_inputs(name), *(changed(chance, name) for _ in range(inputs))]
    Path(BEGINS).exists()
    for data in tried:
        refusals(name, data)
    Path(ENDS).exists()


def touched(lines: Iterable[str], own: Iterable[Path], may_write: Path | None) -> Iterator[str]:
    """Give each call between the marks that reaches out of what a reader may touch.

    Args:
        lines: what strace tells.
        own: the folders in which files may be read.
        may_write: the folder in which files may be written; None for none.
    """
    begun = False
    for line in lines:
        if BEGINS in line or ENDS in line:
            begun = BEGINS in line
        elif begun and not _RESUMED.match(line) and not _is_harmless(line, tuple(own), may_write):
            yield line.strip()


def _is_harmless(line: str, own: tuple[Path, ...], may_write: Path | None) -> bool:
    call = _CALL.match(line)
    if call is None:
        return False
    if call["name"] == "getcwd" or "CLONE_THREAD" in line:
        return True
    paths = [Path(ROOT, found) for found in _PATH.findall(call["rest"])]
    if not paths or call["name"] == "execve":
        return False
    if _ASKS.search(call["name"]) and all(_is_above(path, own) for path in paths):
        return True
    looks = _LOOKS.search(call["name"]) and not _WRITES.search(call["rest"])
    places = own if looks else (may_write,) if may_write else ()
    return all(any(path.is_relative_to(place) for place in places) for path in paths)


def _is_above(path: Path, own: tuple[Path, ...]) -> bool:
    """Whether a folder leads to what may be read: links are followed from the top."""
    return any(place.is_relative_to(path) for place in own)


def trace(name: str, inputs: int) -> list[str]:
    """Read the inputs of a target in a process of its own, and give what it touched beyond."""
    with tempfile.TemporaryDirectory(prefix="s55-traced-") as folder:
        told, working = Path(folder, "told"), Path(folder, "tmp")
        working.mkdir()
        script = f"from tests.fuzz.traced import read_marked; read_marked({name!r}, {inputs})"
        command = ["strace", "-f", "-qq", "-s", "4096", "-o", str(told), "-e", f"trace={_CALLS}"]
        subprocess.run(
            [*command, sys.executable, "-c", script],
            cwd=ROOT,
            env={**os.environ, "TMPDIR": str(working), "PYTHONPATH": str(ROOT)},
            check=True,
        )
        may_write = working if name == "layout" else None
        with told.open(encoding="utf-8", errors="replace") as lines:
            return list(touched(lines, (*OWN, working), may_write))


def main() -> int:
    """Trace the targets that are named, or all; print a line for each, and what it touched."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.traced")
    parser.add_argument("target", nargs="*", choices=[*TARGETS, []], help="default: all")
    parser.add_argument("--inputs", type=int, default=1_000, help="changed files in all (1000)")
    asked = parser.parse_args()
    names = asked.target or list(TARGETS)
    shares = sum(TARGETS[name].share for name in names)
    print("| Target | Read | Touched beyond |\n|---|---|---|")
    sound = True
    for name in names:
        inputs = max(1, asked.inputs * TARGETS[name].share // shares)
        found = trace(name, inputs)
        print(f"| {name} | {inputs + len(kept_inputs(name))} | {len(found)} |", flush=True)
        for line in found[:5]:
            print(line, flush=True)
        sound = sound and not found
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
