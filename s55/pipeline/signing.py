"""Keep drafts as they were signed off, and compare a draft with that later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from s55.drafts.load import Draft, load
from s55.errors import S55Error
from s55.model.distribution import WEBSITE
from s55.model.office import Settings
from s55.model.response import Response
from s55.problems import Problem
from s55.rules.signed import changed_fields, changed_since, changed_somewhere, not_bound
from s55.sources.files import BYTE_ORDER_MARK, contents_of, read_text, resolved
from s55.workspace import find_workspace, shown

if TYPE_CHECKING:
    from s55.disk.changing import FileChange

SIGNED = "signed.yaml"
"""The draft as it was last signed off; signed-1.yaml and so on are those before it."""


def sign_off_problems(
    draft: Draft, name: str, settings: Settings, copies: Iterable[str], *, final: bool
) -> list[Problem]:
    """Find what changed since a response was signed off, or that nothing could tell (D145 to D147).

    That a sign-off is not bound to the text is said of a response that is not published yet, or
    that is to be final.

    Args:
        draft: the draft.
        name: its name.
        settings: the office's settings.
        copies: the texts of drafts as they were signed off.
        final: whether the response is to be final.
    """
    response = draft.response
    sign_off = response.sign_off
    if sign_off is None:
        return []
    if sign_off.text is None:
        return [not_bound(sign_off)] if final or WEBSITE not in response.distribution else []
    # Imported here: most drafts that are checked again and again are not signed off yet.
    from s55.drafts.fingerprint import covered, fingerprint

    try:
        if fingerprint(response, settings) == sign_off.text:
            return []
    except S55Error:
        return []  # The settings name no holder for a day: rendering says so.
    before = _as_signed(copies, sign_off.text)
    if before is None:
        why = "something that is printed was changed, and s55 could not find the draft as signed"
        return [changed_somewhere(sign_off, name, why)]
    changes = changed_fields(covered(response), covered(before))
    if not changes:
        why = "the names in settings.yaml, or the template set, are others than then"
        return [changed_somewhere(sign_off, name, why)]
    from s55.office.items import references_of

    return changed_since(sign_off, name, changes, references_of(response), references_of(before))


def _as_signed(copies: Iterable[str], text: str) -> Response | None:
    for copy in copies:
        draft, _ = load(copy.removeprefix(BYTE_ORDER_MARK), SIGNED)
        recorded = draft.response.sign_off if draft else None
        if draft and recorded and recorded.text == text:
            return draft.response
    return None


def signed_copies(draft: Path) -> Iterator[str]:
    """Read the copies of a draft as it was signed off, the latest first; none that is unreadable.

    Args:
        draft: the file of the draft.
    """
    folder = _folder(draft)
    for path in (folder / SIGNED, *reversed(_earlier(folder))):
        try:
            yield read_text(path, shown(path))
        except S55Error:
            continue


def signed_changes(draft: Path, text: str) -> tuple[Path, list[FileChange]]:
    """Give what keeps the text of a draft as it is signed off, and those of earlier sign-offs.

    Args:
        draft: the file of the draft.
        text: its text.

    Returns:
        the file of the copy, and what is to be written.

    Raises:
        S55Error: D001 to D003 when the copy of the last sign-off cannot be read.
    """
    from s55.disk.changing import FileChange

    folder = _folder(draft)
    latest = folder / SIGNED
    if not latest.exists():
        return latest, [FileChange(latest, None, text.encode())]
    before = read_text(latest, shown(latest), keep_mark=True)
    changes = [FileChange(latest, before.encode(), text.encode())]
    kept = _earlier(folder)
    # A run that was killed may have kept it already.
    is_kept = bool(kept) and contents_of(kept[-1]) == before.encode()
    if before != text and not is_kept:
        earlier = folder / f"signed-{len(kept) + 1}.yaml"
        changes.insert(0, FileChange(earlier, None, before.encode()))
    return latest, changes


def _folder(draft: Path) -> Path:
    return find_workspace(resolved(draft).parent).published / draft.stem


def _earlier(folder: Path) -> list[Path]:
    """List the copies of earlier sign-offs, the first one first."""
    found: list[Path] = []
    while (path := folder / f"signed-{len(found) + 1}.yaml").exists():
        found.append(path)
    return found
