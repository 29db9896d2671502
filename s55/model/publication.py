"""Define the record of a publication: what the public was given, and on which day."""

from typing import Annotated

from pydantic import Field

from s55.model.base import IsoDate, Line, Model, YesNo

Sha256 = Annotated[Line, Field(pattern="^[0-9a-f]{64}$")]
"""A hash in hexadecimal digits."""


class PublishedFile(Model):
    """A file that was published."""

    name: Line
    """Its name in the folder of the publication."""
    sha256: Sha256
    """The hash of its bytes."""
    given: YesNo = False
    """Whether the office gave it; s55 made the others."""


class UsedTemplate(Model):
    """The template set by which files were made."""

    name: Line
    sha256: Sha256
    """The hash of the set's files, with those of the sets that it is based on."""


class Publication(Model):
    """A publication of a response, as ``publication.yaml`` records it."""

    number: Annotated[int, Field(ge=1)]
    """1 for the first time that the response was published."""
    date: IsoDate | None = None
    """The day of the publication, if it is known."""
    title: Line
    """The title of the inspection report that the response answers."""
    report_published: IsoDate
    """The day on which that report was published."""
    fingerprint: Sha256 | None = None
    """What a sign-off of the text is bound to; none where the settings name no office-holder."""
    draft: Sha256
    """The hash of ``draft.yaml`` beside the record: the draft as it was."""
    files: tuple[PublishedFile, ...]
    template: UsedTemplate | None = None
    """None where s55 made no file."""
    s55: Line
    """The version of s55."""
