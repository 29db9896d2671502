"""Record in the text of a draft who approved it, bound to what was approved."""

from __future__ import annotations

from datetime import date

from s55.drafts.fingerprint import fingerprint
from s55.errors import S55Error
from s55.model.dates import with_weekday
from s55.model.office import Settings
from s55.model.response import Response, SignOff
from s55.problems import Problem, error
from s55.records import dataclass
from s55.sources.editing import YamlEdit


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved a response, and when; None for what is as recorded."""

    name: str | None = None
    post: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """A draft with its sign-off.

    Attributes:
        text: the text of the draft.
        sign_off: what it records.
    """

    text: str
    sign_off: SignOff


def signed(
    text: str,
    response: Response,
    settings: Settings,
    approval: Approval,
    today: date,
    *,
    again: bool,
) -> Signed:
    """Record the approval in a draft, with the fingerprint of its text; all else stays as it was.

    Args:
        text: the text of the draft.
        response: what it says.
        settings: the office's settings, whose names the fingerprint takes in.
        approval: what to record.
        today: the current day in Europe/London.
        again: whether to replace a sign-off that is recorded.

    Raises:
        S55Error: D113, D114 a day before the report or in the future, D117 the place cannot be
            edited, D148 the name or the day is missing, D149 signed off already, W104 no holder in
            the settings.
    """
    earlier = response.sign_off
    sign_off = _bound(_filled(earlier, approval), response, settings)
    refused = _out_of_range(sign_off.date, response.inspection.published, today)
    if earlier is not None:
        refused = _signed_already(earlier, sign_off, approval, again=again) or refused
    if refused:
        raise S55Error([refused])
    new = _entries(sign_off)
    edit = YamlEdit(text, Response)
    if earlier is None:
        return Signed(edit.set("sign_off", new).text, sign_off)
    for key, value in new.items():
        # Key by key, so that comments inside the group stay.
        if value != getattr(earlier, key):
            edit.set(f"sign_off.{key}", value)
    return Signed(edit.text, sign_off)


def is_signed_so(response: Response, settings: Settings, approval: Approval) -> bool:
    """Whether a response has this sign-off already, and was not changed since."""
    earlier = response.sign_off
    return earlier is not None and earlier == _bound(_filled(earlier, approval), response, settings)


def _filled(earlier: SignOff | None, approval: Approval) -> SignOff:
    """Fill in what is recorded."""
    name = approval.name or (earlier.name if earlier else None)
    post = approval.post or (earlier.post if earlier else None)
    day = approval.day or (earlier.date if earlier else None)
    missing = [option for option, value in (("--name", name), ("--on", day)) if value is None]
    if name is None or day is None:
        problem = error(
            "D148",
            "s55 has to know who approved the response, and on which day",
            f"Add {' and '.join(missing)}.",
            path="sign_off",
        )
        raise S55Error([problem])
    return SignOff(name=name, post=post, date=day)


def _bound(sign_off: SignOff, response: Response, settings: Settings) -> SignOff:
    # The names of a document are those of the day it was signed off.
    approved = response.model_copy(update={"sign_off": sign_off})
    return sign_off.model_copy(update={"text": fingerprint(approved, settings)})


def _entries(sign_off: SignOff) -> dict[str, str | date]:
    found: dict[str, str | date] = {"name": sign_off.name}
    if sign_off.post:
        found["post"] = sign_off.post
    found["date"] = sign_off.date
    if sign_off.text:
        found["text"] = sign_off.text
    return found


def _out_of_range(day: date, published: date, today: date) -> Problem | None:
    if day > today:
        return error(
            "D114",
            f"the day of the approval, {with_weekday(day)}, is in the future "
            f"(today is {with_weekday(today)})",
            "Correct --on: record only what has happened.",
            path="sign_off",
        )
    if day < published:
        return error(
            "D113",
            f"the day of the approval, {with_weekday(day)}, is before the report was published "
            f"({with_weekday(published)})",
            "Check both dates, and correct --on.",
            path="sign_off",
        )
    return None


def _signed_already(
    earlier: SignOff, new: SignOff, approval: Approval, *, again: bool
) -> Problem | None:
    """Refuse to sign what is signed, and to replace a sign-off without being asked to (D149)."""
    said = f"it is signed off already, on {with_weekday(earlier.date)} by {earlier.name}"
    if earlier == new:
        hint = "There is nothing to do."
        return error("D149", f"{said}, and not changed since", hint, path="sign_off")
    if earlier.text is None and earlier == new.model_copy(update={"text": None}):
        return None  # Written by hand, and bound to its text now.
    changed = earlier.text not in (None, new.text)
    if again and (approval.day or not changed):
        return None
    said += ", and was changed since" if changed else ""
    hint = "To replace the sign-off: --again, with the day of the approval after --on."
    return error("D149", said, hint, path="sign_off")
