"""Find an item of a returned file in the draft as it is now, by what the item says.

A path counts items (``recommendations.items[1]``). Between the sending of a file and its return
items may be added, taken out or put in another order, and an answer must not go to a neighbour.
"""

from __future__ import annotations

from collections.abc import Mapping

from s55.model.response import Response
from s55.records import dataclass


@dataclass(frozen=True, slots=True)
class SentItem:
    """An item as the file was sent: its own number, and its text."""

    number: str
    text: str

    @property
    def words(self) -> str:
        """The text, whatever its line breaks."""
        return " ".join(self.text.split())


def asked_in(response: Response) -> dict[str, SentItem]:
    """List every item of a response by its path."""
    return {path: SentItem(item.number or "", item.text) for path, item in response.all_items()}


def path_now(path: str, sent: Mapping[str, SentItem], response: Response) -> str | None:
    """Find where the field at ``path`` of a file is in the draft now.

    Args:
        path: the field's path when the file was sent.
        sent: the items as they were sent, by their paths.
        response: what the draft says now.

    Returns:
        the path in the draft; None where the draft no longer has the item.
    """
    owners = [one for one in sent if path.startswith(f"{one}.")]
    if not owners:
        return path
    owner = max(owners, key=len)
    now = asked_in(response)
    same = [one for one, item in now.items() if item.words == sent[owner].words]
    if owner in same:
        return path
    if len(same) == 1:
        return same[0] + path.removeprefix(owner)
    # No text is the same: the item was corrected in its place, unless others came or went.
    corrected = owner in now and now[owner].number == sent[owner].number and len(now) == len(sent)
    return path if corrected and not same else None
