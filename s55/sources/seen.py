"""Say what a person saw of a text before changing it: somebody else may have changed it since."""

from __future__ import annotations

import hashlib

from s55.records import dataclass


@dataclass(frozen=True, slots=True)
class TextChange:
    """What a person wrote at a place.

    Attributes:
        path: the place, as the form named it.
        seen: the digest of what the person saw there, by :func:`digest_of`.
        text: what is to stand there; '' for nothing.
    """

    path: str
    seen: str
    text: str


def digest_of(text: str) -> str:
    """Give a text's SHA-256; line ends and empty lines at its end do not count."""
    return hashlib.sha256(plain_text(text).encode()).hexdigest()


def plain_text(text: str) -> str:
    """Bring a text into the form in which it is compared: browsers send other line ends."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return lines.rstrip("\n") if lines.strip() else ""
