"""Which responses may stand on the publication pages, and why the others may not."""

from __future__ import annotations

from s55.model.dates import in_words
from s55.office.cases import Case


def why_left_out(case: Case) -> str | None:
    """Why a response is not for the public yet, in words; None when it is.

    Public is what is signed off and recorded as published, neither of them after today.
    """
    signed = case.response.sign_off
    if signed is None:
        return "it is not signed off"
    if signed.date > case.today:
        return f"it is signed off with a day to come, {in_words(signed.date)}"
    if not case.is_answered:
        return "it is not recorded as published (s55 mark NAME website --on DATE)"
    if case.answered is not None and case.answered > case.today:
        return f"it is recorded as published on a day to come, {in_words(case.answered)}"
    return None
