"""Fuzz with coverage, each target in a process of its own, and print what was tried and lost.

    .venv/bin/pip install --require-hashes -r requirements/fuzz.txt
    .venv/bin/python -m tests.fuzz                        all targets, 100,000 inputs in all
    .venv/bin/python -m tests.fuzz draft --inputs 20000   one target
    .venv/bin/python -m tests.fuzz --keep                 keep what reached most, and fuzz nothing

It begins with the sound files and with what was kept, and goes on with what ``build/fuzz`` holds.

An input that fails is kept in ``build/fuzz``. Put it, as small as it still fails, into
``tests/fuzz/corpus``, unless it is other software that crashes or hangs.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.fuzz.starting import LONGEST, keep, kept_inputs
from tests.fuzz.targets import TARGETS, seeds_of

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "build" / "fuzz"
NET_SECONDS = 120
"""After which libFuzzer ends an input; what counts is the processor's time (tests.fuzz.one)."""
MOST_MEGABYTES = 1024


def fuzz(name: str, inputs: int) -> tuple[str, bool]:
    """Fuzz a target in a process of its own; give its line of the table and whether it is sound."""
    folder = KEPT / name
    folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate([*seeds_of(name), *kept_inputs(name)]):
        (folder / f"seed-{number}").write_bytes(seed)
    options = [
        f"-runs={inputs}",
        f"-timeout={NET_SECONDS}",
        f"-rss_limit_mb={MOST_MEGABYTES}",
        "-max_len=2000000",
        "-print_final_stats=1",
        f"-artifact_prefix={KEPT}/{name}-",
        str(folder),
    ]
    began = time.monotonic()
    command = [sys.executable, "-m", "tests.fuzz.one", name, *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    seconds = time.monotonic() - began
    said = done.stdout + done.stderr
    runs = re.findall(r"stat::number_of_executed_units:\s*(\d+)", said)
    memory = re.findall(r"stat::peak_rss_mb:\s*(\d+)", said)
    slowest = re.findall(r"stat::slowest_unit_time_sec:\s*(\d+)", said)
    covered = re.findall(r"cov: (\d+)", said)
    sound = done.returncode == 0
    (KEPT / f"{name}.log").write_text(said, encoding="utf-8")
    cells = [name, *(found[-1] if found else "-" for found in (runs, covered, memory, slowest))]
    return f"| {' | '.join(cells)} | {seconds:.0f} | {'0' if sound else 'see the log'} |", sound


def most_useful(name: str) -> list[bytes]:
    """Give the inputs in the target's folder that reach anything new, those first that reach most.

    libFuzzer reads each input, the shortest first, and writes down what it reaches that none
    before it did, as it does when it merges folders.
    """
    paths = [path for path in (KEPT / name).iterdir() if path.stat().st_size <= LONGEST]
    paths.sort(key=lambda path: (path.stat().st_size, path.name))
    with tempfile.TemporaryDirectory() as folder:
        control = Path(folder, "control")
        lines = [str(len(paths)), "0", *map(str, paths)]
        control.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        options = ["-merge_inner=1", f"-merge_control_file={control}"]
        command = [sys.executable, "-m", "tests.fuzz.one", name, *options]
        subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
        reached = re.findall(r"^FT (\d+)(.*)$", control.read_text(encoding="utf-8"), re.MULTILINE)
    reached.sort(key=lambda one: len(one[1].split()), reverse=True)
    return [paths[int(number)].read_bytes() for number, features in reached if features.strip()]


def main() -> int:
    """Fuzz the targets that are named, or all of them."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("target", nargs="*", choices=[*TARGETS, []], help="default: all")
    parser.add_argument("--inputs", type=int, default=100_000, help="in all (100000)")
    parser.add_argument("--keep", action="store_true", help="keep what the runs have found")
    asked = parser.parse_args()
    names = asked.target or list(TARGETS)
    if asked.keep:
        for name in names:
            found = most_useful(name)
            print(f"{name}: {keep(name, found)} kept of {len(found)}", flush=True)
        return 0
    shares = sum(TARGETS[name].share for name in names)
    print(
        "| Target | Inputs | Covered | Memory (MB) | Slowest (s) | Time (s) | Faults |\n"
        "|---|---|---|---|---|---|---|"
    )
    sound = True
    for name in names:
        line, well = fuzz(name, max(1, asked.inputs * TARGETS[name].share // shares))
        print(line, flush=True)
        sound = sound and well
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
