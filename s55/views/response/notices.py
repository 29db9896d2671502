"""Build the notices at the head of a response: that it was withdrawn, and what was corrected."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from s55.model.dates import with_weekday
from s55.model.distribution import Dispatch
from s55.model.response import Response
from s55.records import dataclass
from s55.richtext.nodes import Hyperlink, Inline, Text
from s55.templating.manifest import Manifest
from s55.views.fields import InlineField

if TYPE_CHECKING:  # it brings Jinja, and most responses have no notice to fill in
    from s55.templating.wording import Wording

_ENDS = (".", "!", "?", "…")


@dataclass(frozen=True, slots=True)
class Replacement:
    """The response that replaces a withdrawn one.

    Attributes:
        title: the title of the report that it answers.
        address: its page on the web; '' where it has none.
    """

    title: str
    address: str = ""


def notices_of(
    response: Response, replacement: Replacement | None, manifest: Manifest, wording: Wording
) -> tuple[InlineField, ...]:
    """Build the notices: the withdrawal first, then the corrections, the earliest first.

    Args:
        response: the response.
        replacement: the response that replaces it.
        manifest: the template set's, for its words and its language.
        wording: fills the words in.

    Raises:
        S55Error: L105 for words that cannot be filled in, L114 for dates in an unknown language.
    """
    return tuple(
        InlineField("", "Notice", inlines)
        for inlines in _notices(response, replacement, manifest, wording)
    )


def _notices(
    response: Response, replacement: Replacement | None, manifest: Manifest, wording: Wording
) -> Iterator[tuple[Inline, ...]]:
    labels = manifest.labels
    gone = response.withdrawal
    if gone is not None:
        words = wording.fill(labels.withdrawn, date=_day(gone, manifest), why=_line(gone.why))
        found: tuple[Inline, ...] = (Text(_sentence(words)),)
        if replacement is not None:
            named = wording.fill(labels.replacing_response, title=replacement.title)
            other: Inline = Text(named)
            if replacement.address:
                other = Hyperlink(replacement.address, (Text(named),))
            found = (*found, Text(f" {wording.fill(labels.replaced_by)} "), other, Text("."))
        yield found
    for entry in response.corrections:
        words = wording.fill(labels.corrected, date=_day(entry, manifest), what=_line(entry.what))
        yield (Text(_sentence(words)),)


def _day(entry: Dispatch, manifest: Manifest) -> str:
    return with_weekday(entry.on, manifest.language) if entry.on else ""


def _line(text: str | None) -> str:
    return (text or "").strip()


def _sentence(words: str) -> str:
    return words if words.endswith(_ENDS) else f"{words}."
