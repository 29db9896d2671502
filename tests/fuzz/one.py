"""Fuzz one target in this process: ``python -m tests.fuzz.one TARGET`` with libFuzzer's options."""

from __future__ import annotations

import random
import sys
import time

import atheris

from tests.fuzz.mutating import part_changed
from tests.fuzz.watch import watched

NAME = sys.argv[1]
MOST_SECONDS = 10
"""Of the processor's time for one input, however busy the machine is."""

# Only what is imported here counts its branches, and some of it when it is needed first.
with atheris.instrument_imports(include=["s55"]):
    from tests.fuzz.targets import TARGETS, ends_its_process, refusals, seeds_of

    for seed in seeds_of(NAME):  # what is read once for all costs no input its ten seconds
        refusals(NAME, seed)

_NEW_WORD = 0.3
"""How often a piece of such files is put in, and not chosen by the fuzzer."""
_MOST_MORE = 4000
"""Bytes by which a part can grow at a time."""


def fuzz_one(name: str, options: list[str]) -> None:
    """Fuzz a target for as long as the options of libFuzzer say."""
    target, seeds = TARGETS[name], seeds_of(name)

    def reads(data: bytes) -> None:
        if ends_its_process(name, data):
            return
        began = time.process_time()
        with watched(may_write=name == "layout") as done:
            refusals(name, data)
        assert time.process_time() - began < MOST_SECONDS
        assert done == [], done

    def change(data: bytes, most: int, seed: int) -> bytes:
        chance = random.Random(seed)  # noqa: S311  (no secret)

        def part(content: bytes) -> bytes:
            if target.words and chance.random() < _NEW_WORD:
                at = chance.randrange(len(content) + 1)
                return content[:at] + chance.choice(target.words) + content[at:]
            return bytes(atheris.Mutate(content, len(content) + _MOST_MORE))

        start = data or chance.choice(seeds)
        made = part_changed(chance, start, part) if target.packed else part(start)
        return made[:most]

    atheris.Setup([sys.argv[0], *options], reads, custom_mutator=change)
    atheris.Fuzz()


if __name__ == "__main__":
    fuzz_one(NAME, sys.argv[2:])
