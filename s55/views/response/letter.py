"""A response as a letter: who writes to whom on which day, how it begins and how it ends."""

from __future__ import annotations

from collections.abc import Sequence

from s55.model.dates import in_words
from s55.model.office import Settings
from s55.model.response import Response
from s55.rules.deadlines import statutory_last_day
from s55.templating.manifest import Manifest
from s55.templating.wording import Wording
from s55.views.holders import Holders
from s55.views.response.views import LetterView


def sender_lines(settings: Settings) -> tuple[str, ...]:
    """Who writes: the office, its address in one line, and how else to reach it."""
    address = settings.office.address
    lines = (settings.office.name, ", ".join(address.lines), address.email, address.telephone)
    return tuple(line for line in lines if line)


def holder_lines(holders: Holders) -> tuple[str, ...]:
    """Who holds the office: the name, if the settings give it, and the title."""
    body = holders.policing_body
    return (*((body.name,) if body.name else ()), body.title)


def letter_view(
    response: Response, settings: Settings, holders: Holders, manifest: Manifest, wording: Wording
) -> LetterView | None:
    """What makes the response a letter; None where the template set says nothing of it.

    Raises:
        S55Error: L105 when words cannot be filled in, L114 for dates in an unknown language.
    """
    part = manifest.letter
    if part is None:
        return None
    published = response.inspection.published
    days = {
        "published": in_words(published, manifest.language),
        "statutory_last_day": in_words(statutory_last_day(published), manifest.language),
    }

    def filled(labels: Sequence[str]) -> tuple[str, ...]:
        return tuple(words for label in labels if (words := wording.fill(label, **days)))

    signed = response.sign_off
    return LetterView(
        sender=sender_lines(settings),
        addressee=filled(part.addressee),
        day=in_words(signed.date, manifest.language) if signed else wording.fill(part.undated),
        salutation=wording.fill(part.salutation),
        opening=filled(part.opening),
        ending=filled(part.ending),
        closing=wording.fill(part.closing),
        signatory=_signatory(response, holders),
        copies=filled(part.copies),
    )


def _signatory(response: Response, holders: Holders) -> tuple[str, ...]:
    signed = response.sign_off
    if signed is None:
        return holder_lines(holders)
    return signed.name, signed.post or holders.policing_body.title
