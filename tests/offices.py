"""The two LibreOffices from which files come back: Debian 12's own, and the newer one beside it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from set_up import libreoffice
from tests.validators import ToolMissing

OLDER, NEWER = "libreoffice-7", "libreoffice-25"
BOTH = (OLDER, NEWER)


@dataclass(frozen=True)
class LibreOffice:
    """A LibreOffice on this machine.

    Attributes:
        name: OLDER or NEWER.
        program: what starts it.
        bridge: the folder of its bridge from the system's Python; None for the system's own.
    """

    name: str
    program: Path
    bridge: Path | None = None

    @property
    def environment(self) -> dict[str, str]:
        """The environment for scripts that drive it."""
        own = {"S55_SOFFICE": str(self.program)}
        if self.bridge is not None:
            own["PYTHONPATH"] = str(self.bridge)
        return {**os.environ, **own}


def libreoffice_named(name: str) -> LibreOffice:
    """One of the two; skips the test where this system has no such version to install.

    Raises:
        ToolMissing: it could be installed and is not.
    """
    own = libreoffice.major_version(libreoffice.MACHINES_OWN)
    if own and (own >= libreoffice.NEWER) is (name == NEWER):
        return LibreOffice(name, libreoffice.MACHINES_OWN / "program/soffice")
    if name == NEWER and libreoffice.major_version(libreoffice.UNPACKED):
        return LibreOffice(name, libreoffice.UNPACKED / "program/soffice", libreoffice.UNO)
    if own and (name == OLDER or libreoffice.release() != libreoffice.RELEASE):
        pytest.skip(f"{name} cannot be installed on this system")
    raise ToolMissing(name)
