"""Find responses whose publication on the website is not what the signed draft says any more."""

from __future__ import annotations

import shlex
from pathlib import Path

from s55.drafts.load import Draft, load
from s55.errors import S55Error
from s55.model.distribution import WEBSITE
from s55.model.response import Response
from s55.problems import Problem, warning
from s55.rules.signed import changed_fields, field_name
from s55.sources.files import BYTE_ORDER_MARK, contents_of, read_text
from s55.workspace import find_workspace, shown

OUTDATED = "D177"
"""The code of a publication that is not what the draft says any more."""
_NAMED = 3
"""So many fields that differ are named."""


def outdated_publication(path: Path, draft: Draft) -> list[Problem]:
    """Say what differs between a draft and the response as it was published last (D177).

    Nothing is said where the last publication was recorded and not kept, or cannot be read.

    Args:
        path: the file of the draft.
        draft: the draft, not changed since it was signed off.
    """
    response = draft.response
    if WEBSITE not in response.distribution or response.withdrawal is not None:
        return []
    kept = last_published(path)
    if kept is None or _is_as_signed(kept, response):
        return []
    # Imported here: most drafts that are checked are as they were published.
    from s55.drafts.fingerprint import covered
    from s55.office.items import references_of
    from s55.office.publications import DRAFT

    before = _published(kept / DRAFT)
    if before is None or len(_on_website(before)) != len(_on_website(response)):
        return []
    changes = changed_fields(covered(response), covered(before))
    now, then = references_of(response), references_of(before)
    names = [f"{field_name(one, now, then)} {one.alteration.value}" for one in changes]
    if not names:
        return []
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    name = shlex.quote(path.stem)
    problem = warning(
        OUTDATED,
        f"publication {kept.name} on the website is not what the draft says now: "
        f"{', '.join(names[:_NAMED])}{more}",
        f"Publish it again and record that: s55 correct {name} --on DATE --what TEXT. Or put the "
        f"draft back as it was: s55 history {name}.",
        path=f"distribution.{WEBSITE}",
    )
    return draft.located([problem])


def last_published(path: Path) -> Path | None:
    """Give the folder of the last publication of a draft that is kept; None if none is."""
    folder = find_workspace(path.absolute().parent).published / path.stem
    numbers = [int(one.name) for one in folder.glob("*") if one.name.isdecimal()]
    return folder / str(max(numbers)) if numbers else None


def _is_as_signed(folder: Path, response: Response) -> bool:
    """Whether a publication has the fingerprint of the sign-off, told without parsing it."""
    from s55.office.publications import RECORD

    signed = response.sign_off.text if response.sign_off else None
    try:
        return signed is not None and signed.encode() in contents_of(folder / RECORD)
    except OSError:
        return True  # Who verifies it is told that its record is away.


def _published(path: Path) -> Response | None:
    try:
        text = read_text(path, shown(path))
    except S55Error:
        return None
    draft, _ = load(text.removeprefix(BYTE_ORDER_MARK), shown(path))
    return draft.response if draft else None


def _on_website(response: Response) -> tuple[object, ...]:
    return tuple(response.distribution.get(WEBSITE, ()))
