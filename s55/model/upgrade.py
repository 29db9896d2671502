"""Define what is recorded of a draft's upgrade, so that it can be undone."""

from s55.model.base import Line, Model


class UpgradedFile(Model):
    """A file before and after an upgrade."""

    before: Line | None = None
    """SHA-256 of its bytes before, in hexadecimal digits; None where there was no such file."""
    after: Line | None = None
    """The same after the upgrade."""


class UpgradeRecord(Model):
    """What an upgrade changed: the draft, and the record of progress beside it."""

    draft: UpgradedFile
    """The draft."""
    progress: UpgradedFile = UpgradedFile()
    """The record of progress."""
