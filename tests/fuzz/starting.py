"""What the fuzzing of a target begins with: sound files, and inputs that led somewhere new.

The latter are kept in ``corpus/TARGET.zip``: of all that a run with coverage has found, the few
that reach most. ``python -m tests.fuzz --keep`` writes them.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tests.fuzz.mutating import mutated, part_changed
from tests.fuzz.targets import TARGETS, seeds_of

CORPUS = Path(__file__).parent / "corpus"
MOST_FILES = 11
"""For each target: fewer than 200 in all."""
MOST_BYTES = 55_000
"""Of the kept inputs of one target, packed: less than a megabyte in all."""
LONGEST = 60_000
"""Bytes of one that is kept: each is read thousands of times."""


@cache
def kept_inputs(name: str) -> tuple[bytes, ...]:
    """The kept inputs of a target; none where no run has kept any."""
    path = CORPUS / f"{name}.zip"
    if not path.exists():
        return ()
    with ZipFile(path) as packed:
        return tuple(packed.read(one) for one in sorted(packed.namelist()))


def changed(chance: random.Random, name: str) -> bytes:
    """A sound file of a target, or one that was kept, changed a little."""
    target, start = TARGETS[name], chance.choice([*seeds_of(name), *kept_inputs(name)])
    if not target.packed:
        return mutated(chance, start, target.words)
    return part_changed(chance, start, lambda part: mutated(chance, part, target.words))


def keep(name: str, inputs: Iterable[bytes]) -> int:
    """Keep inputs of a target, the most useful first, as far as there is room; give how many."""
    CORPUS.mkdir(exist_ok=True)
    path, kept, room = CORPUS / f"{name}.zip", list[bytes](), MOST_BYTES
    for data in inputs:
        size = _packed(path, [data])
        if len(kept) < MOST_FILES and size <= room and data not in seeds_of(name):
            kept.append(data)
            room -= size
    _packed(path, kept)
    if not kept:
        path.unlink()
    return len(kept)


def _packed(path: Path, inputs: Iterable[bytes]) -> int:
    """Write inputs, so that the same ones give the same file; give its size."""
    with ZipFile(path, "w") as packed:
        for data in sorted(inputs, key=lambda one: (len(one), one)):
            name = ZipInfo(hashlib.sha256(data).hexdigest()[:16])
            name.compress_type = ZIP_DEFLATED
            packed.writestr(name, data)
    return path.stat().st_size
