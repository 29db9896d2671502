"""Change sound files a little, from a seed, so that every input can be had again."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from io import BytesIO
from zipfile import BadZipFile, ZipFile

Change = Callable[[bytes], bytes]
_LENGTHS = (1, 4, 64, 1000)


def mutated(chance: random.Random, data: bytes, words: Sequence[bytes]) -> bytes:
    """Change, lose, double, move and add bytes and words."""
    found = bytearray(data)
    for _ in range(chance.choice([1, 2, 8, 40])):
        at, length = chance.randrange(len(found) + 1), chance.choice(_LENGTHS)
        match chance.randrange(7):
            case 0:
                found[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del found[at : at + length]
            case 2:
                found[at:at] = found[at : at + length]
            case 3:
                there = chance.randrange(len(found) + 1)
                found[at:at] = found[there : there + length]
            case 4:
                found = found[: at + 5000]
            case _:
                found[at:at] = chance.choice(words) if words else bytes([chance.randrange(256)])
    return bytes(found)


def part_changed(chance: random.Random, data: bytes, change: Change) -> bytes:
    """Change one part of a ZIP, the document oftenest; the file as a whole where it is none."""
    try:
        with ZipFile(BytesIO(data)) as old:
            parts = {name: old.read(name) for name in old.namelist()}
    except (BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        return change(data)
    names = [name for name in parts if name.endswith((".xml", ".rels"))]
    if not names:
        return change(data)
    documents = [name for name in names if name.endswith("document.xml")]
    chosen = chance.choice([*names, *documents * len(names)])
    out = BytesIO()
    with ZipFile(out, "w") as new:
        for name, content in parts.items():
            new.writestr(name, change(content) if name == chosen else content)
    return out.getvalue()
