"""Record in the text of a draft that the chief officer was invited to comment."""

from __future__ import annotations

from datetime import date

from s55.drafts.load import response_of
from s55.errors import S55Error
from s55.model.dates import with_weekday
from s55.model.response import Response
from s55.problems import error
from s55.records import dataclass
from s55.sources.editing import YamlEdit


@dataclass(frozen=True, slots=True)
class Invited:
    """The invitation to comment: its day, when comments are asked by, and how it went."""

    day: date
    reply_by: date
    how: str | None = None

    def entries(self) -> dict[str, str | date]:
        """Return what the draft will hold, without what is not known."""
        given = {"date": self.day, "reply_by": self.reply_by, "how": self.how}
        return {key: value for key, value in given.items() if value is not None}


def marked_as_invited(text: str, invited: Invited, name: str, *, again: bool) -> str:
    """Record the invitation in a draft, leaving all else as it was.

    Args:
        text: the text of the draft.
        invited: what to record.
        name: the name of the draft, for the command that a message suggests.
        again: whether to replace an invitation that is recorded.

    Raises:
        S55Error: D120 already recorded, D117 the place cannot be edited, and the problems of a
            draft that cannot be understood.
    """
    chief = response_of(text).chief_officer
    if chief is not None and chief.invited is not None and not again:
        problem = error(
            "D120",
            f"the draft records an invitation of {with_weekday(chief.invited.date)} already",
            f"To replace it: s55 invite {name} --by DATE --again.",
            path="chief_officer.invited",
        )
        raise S55Error([problem])
    return YamlEdit(text, Response).set("chief_officer.invited", invited.entries()).text
