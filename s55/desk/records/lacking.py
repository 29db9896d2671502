"""Ask whether something is to be recorded although the response still lacks something."""

from __future__ import annotations

from collections.abc import Sequence

from s55.desk.forms import Fields
from s55.desk.putting_right import PutRight
from s55.errors import S55Error
from s55.problems import error

ANYWAY = "anyway"
"""The box by which a person says that it is."""


def refuse_unseen(lacking: Sequence[PutRight], fields: Fields) -> None:
    """Refuse a form of which nobody has said that it is meant although something is missing.

    Args:
        lacking: what is missing.
        fields: the form.

    Raises:
        S55Error: K120.
    """
    if lacking and ANYWAY not in fields:
        hint = "Put right what is listed above, or tick the box to record it all the same."
        message = "something is still missing; nothing was recorded"
        raise S55Error([error("K120", message, hint, path=ANYWAY)])
