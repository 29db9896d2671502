"""Name the files of a paper in parts, so that any computer and any upload takes the names."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from string import ascii_uppercase

from s55.model.panel import PartFiles
from s55.office.settings import PANEL_FILE
from s55.records import dataclass
from s55.templating.wording import Wording

MOST_BYTES = 120
"""How long a name without its ending can be, in UTF-8: file systems hold 255, with folders less."""

_NOT_IN_NAMES = re.compile(r"[\\/:*?\"<>|#%]")
"""What Windows refuses, and what breaks in web addresses."""
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
"""Names that Windows keeps for itself."""


@dataclass(frozen=True, slots=True)
class PartNames:
    """Names the files of one paper in parts.

    Attributes:
        files: the clerk's patterns.
        item: the number of the paper on the agenda; '' for none.
        day: the day of the meeting.
        panel: the name of the panel.
    """

    files: PartFiles
    item: str
    day: date
    panel: str

    def report(self) -> str:
        """Name the covering report, without an ending.

        Raises:
            S55Error: L105 when the pattern cannot be filled in.
        """
        return self._named(self.files.report)

    def appendix(self, short: str, number: int, title: str, draft: str) -> str:
        """Name an appendix, without an ending.

        Args:
            short: what the paper calls it, for example 'Appendix 1'.
            number: its number, from 1.
            title: the title of the report.
            draft: the name of the draft.

        Raises:
            S55Error: L105 when the pattern cannot be filled in.
        """
        letter = letter_of(number)
        return self._named(
            self.files.appendix,
            appendix=short,
            number=str(number),
            letter=letter,
            title=title,
            draft=draft,
        )

    def _named(self, pattern: str, **more: str) -> str:
        given = {"item": self.item, "date": self.day.isoformat(), "panel": self.panel}
        return file_name(Wording(given, PANEL_FILE).fill(pattern, **more))


def letter_of(number: int) -> str:
    """Write a number as letters: A to Z, then AA, AB and so on."""
    letters = ""
    while number > 0:
        number, place = divmod(number - 1, len(ascii_uppercase))
        letters = ascii_uppercase[place] + letters
    return letters


def file_name(words: str) -> str:
    """Make a name for a file of any words; '' where nothing of them can be in one.

    Colons become dashes, slashes hyphens; what else cannot be in a name is left out, and a long
    one is cut after a word.
    """
    text = unicodedata.normalize("NFC", words).replace(": ", " - ").replace("/", "-")
    text = _NOT_IN_NAMES.sub("", text)
    text = "".join(
        " " if one.isspace() else one
        for one in text
        if one.isspace() or not unicodedata.category(one).startswith("C")
    )
    text = _cut(" ".join(text.split())).strip(" .")
    return f"_{text}" if _DEVICES.match(text) else text


def _cut(text: str) -> str:
    if len(text.encode()) <= MOST_BYTES:
        return text
    short = text.encode()[:MOST_BYTES].decode(errors="ignore")
    return (short.rpartition(" ")[0] or short).rstrip(" ,;-–")
