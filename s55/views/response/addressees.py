"""Tell to whom the letters of a response go, and which day they bear."""

from __future__ import annotations

from datetime import date

from s55.model.office import Addressee, Settings
from s55.model.response import Response
from s55.templating.manifest import Manifest
from s55.templating.sets import TemplateSet


def addressees_of(
    response: Response, settings: Settings, manifest: Manifest
) -> tuple[Addressee, ...]:
    """List to whom letters go, in their order; none where the template set is not for letters."""
    if manifest.letter is None:
        return ()
    day = letter_day(response) or response.inspection.published
    return manifest.letter.addressees_on(day, settings)


def letter_day(response: Response) -> date | None:
    """Give the day that a letter bears: that of sending, or else of the sign-off."""
    if response.letter is not None and response.letter.sent is not None:
        return response.letter.sent
    return response.sign_off.date if response.sign_off is not None else None


def has_other_addressees(response: Response, settings: Settings, template: TemplateSet) -> bool:
    """Whether the settings name other addressees than the one whom a set words itself.

    A set that has the words of its base does not count, nor one that has a letter for each.
    """
    letter = template.manifest.letter
    before = template.base.manifest if template.base is not None else None
    base_letter = before.letter if isinstance(before, Manifest) else None
    if letter is None or base_letter is None or letter.addressees:
        return False
    own = (letter.addressee, letter.salutation)
    if own == (base_letter.addressee, base_letter.salutation):
        return False
    first, *others = addressees_of(response, settings, template.manifest)
    return bool(others) or (first.lines, first.salutation) != own
