"""Find what is missing or contradicts itself in what a letter bears beside its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from s55.model.dates import with_weekday
from s55.model.distribution import STANDARD_RECIPIENTS
from s55.model.office import Addressee
from s55.model.response import LetterDetails, Response
from s55.problems import Problem, warning


def letter_problems(response: Response, addressees: Sequence[Addressee]) -> list[Problem]:
    """Check references and day of a response that goes out as a letter (D196 to D198).

    That it does is told by ``letter`` in the draft, or by addressees in the settings.

    Args:
        response: the response.
        addressees: those of the settings.
    """
    if response.letter is None and not addressees:
        return []
    letter = response.letter or LetterDetails()
    known = {*STANDARD_RECIPIENTS, *(one.recipient for one in addressees)}
    return [*_missing(response, letter), *_days(response, letter), *_unknown(letter, known)]


def _missing(response: Response, letter: LetterDetails) -> Iterator[Problem]:
    """D196 for a letter without a reference or, once it is signed off, without its day."""
    missing = [] if letter.our_reference else ["no reference of yours ('our_reference')"]
    if response.is_signed_off and letter.sent is None:
        missing.append("no day on which it goes out ('sent')")
    if missing:
        yield warning(
            "D196",
            f"the letter has {' and '.join(missing)}",
            "Write it under 'letter'; a sign-off stays valid.",
            path="letter" if response.letter else "",
        )


def _days(response: Response, letter: LetterDetails) -> Iterator[Problem]:
    """D197 for a letter that goes out too early, or on another day than is recorded."""
    if letter.sent is None:
        return
    signed = response.sign_off
    first, what = response.inspection.published, "the report was published"
    if signed is not None and signed.date > first:
        first, what = signed.date, "the response was signed off"
    if letter.sent < first:
        yield _day(letter, f"before {what} ({with_weekday(first)})")
    for recipient in letter.your_references or ("secretary_of_state",):
        recorded = response.distribution.get(recipient, ())
        if recorded and recorded[0].on and recorded[0].on != letter.sent:
            day = with_weekday(recorded[0].on)
            yield _day(letter, f"and 'distribution' says {day} for '{recipient}'")


def _day(letter: LetterDetails, why: str) -> Problem:
    day = with_weekday(letter.sent) if letter.sent else ""
    hint = "Correct the day that is wrong."
    return warning("D197", f"the letter is sent on {day}, {why}", hint, path="letter.sent")


def _unknown(letter: LetterDetails, known: set[str]) -> Iterator[Problem]:
    """D198 for the reference of somebody to whom no letter goes."""
    for recipient in letter.your_references:
        if recipient not in known:
            yield warning(
                "D198",
                f"'your_references' names '{recipient}', to whom no letter goes",
                "Correct the name, or add the addressee to the settings.",
                path=f"letter.your_references.{recipient}",
            )
