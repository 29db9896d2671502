"""Open a user's Word file, within the limits of all imports."""

from __future__ import annotations

from s55.errors import S55Error
from s55.importers.readers import refusals
from s55.importers.readers.recognise import refuse_all_but_word
from s55.importers.readers.refusals import MAX_PART, MAX_UNPACKED
from s55.records import dataclass
from s55.word.package import Limits, WordPackage

_MAX_PARTS = 5_000


@dataclass(frozen=True, slots=True)
class _FileRefusals:
    """The errors for a file by its name."""

    name: str

    def damaged(self, why: str) -> S55Error:
        return refusals.damaged(self.name, "Word", why)

    def encrypted(self) -> S55Error:
        return refusals.encrypted(self.name, "Word")

    def too_large(self, why: str) -> S55Error:
        return refusals.too_large(self.name, why)

    def foreign(self, why: str) -> S55Error:
        return refusals.unknown(self.name, why)


def open_word(data: bytes, name: str) -> WordPackage:
    """Open a Word file; ``name`` is for messages.

    Raises:
        S55Error: I102 it is too large unpacked, I103 it is another kind of zip file, I104 it is
            damaged, I105 it is locked with a password, I107 it is no Word file. Reading its parts
            raises these too.
    """
    refuse_all_but_word(data, name)
    return WordPackage(data, _FileRefusals(name), Limits(_MAX_PARTS, MAX_UNPACKED, MAX_PART))
