"""Define the section of a draft that holds its texts in a second language."""

from typing import Annotated

from pydantic import Field

from s55.model.base import Language, Line, Markdown, Model, YesNo

Mark = Annotated[Line, Field(pattern="^[0-9a-f]{16}$")]
"""The beginning of the SHA-256 of a text, in hexadecimal digits."""


class TranslatedText(Model):
    """A text of the draft in the other language."""

    field: Line
    """Which text: its place in the draft, an item by its short name: key_findings, R2.text."""
    of: Mark | None = None
    """Marks the original that was translated; s55 writes it."""
    words: Line | None = None
    """The translation of a line, such as a title."""
    text: Markdown | None = None
    """The translation of a text, in Markdown."""
    stays: YesNo = False
    """Whether the text is printed in its own language, such as a name."""

    @property
    def said(self) -> str:
        """What is said in the other language; '' for nothing yet."""
        return (self.text or "").strip() or self.words or ""

    @property
    def is_written(self) -> bool:
        """Whether it says what is printed."""
        return self.stays or bool(self.said)


class Translation(Model):
    """The texts of the draft in a second language; items, dates and names are not repeated."""

    language: Language
    """The second language (BCP 47), for example cy."""
    texts: tuple[TranslatedText, ...] = ()
    """Text by text; s55 translate adds a place for each."""
