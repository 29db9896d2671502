"""Take published responses as they were published, with what happened to them since.

A statement stays as it was made: the pages, the register and the papers for the panel show the text
of the publication that was kept, and never a draft that somebody has edited meanwhile. The events
recorded since, a withdrawal for example, and the progress of the items are those of today.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from dataclasses import replace

from s55.drafts.fingerprint import covered
from s55.drafts.load import Draft, load
from s55.errors import S55Error
from s55.model.dates import with_weekday
from s55.model.distribution import WEBSITE, DispatchEvent
from s55.office.publications import KeptPublication, publications_of
from s55.pipeline.cases import DraftCase
from s55.pipeline.response import Edition, Format
from s55.problems import Problem, errors_of, warning
from s55.sources.files import contents_of, read_text
from s55.workspace import Workspace, shown


def as_published(
    workspace: Workspace, cases: Iterable[DraftCase]
) -> tuple[list[DraftCase], list[Problem]]:
    """Replace each published draft of which a publication is kept by that publication.

    Args:
        workspace: the workspace.
        cases: the drafts.

    Returns:
        the drafts as they are to be shown, and a warning (P411) for each that was changed since.

    Raises:
        S55Error: P401 and P402 when what was kept cannot be read or is not as it was kept.
    """
    found, told, damaged = [], [], []
    for one in cases:
        kept = _latest(workspace, one)
        if kept is None:
            found.append(one)
            continue
        if damage := kept.damage(kept.draft.name):
            damaged += damage
            continue
        draft = _kept_draft(kept, one.draft)
        if covered(draft.response) != covered(one.draft.response):
            told.append(_changed(one, kept))
        second = _second_language(one.case.second_language, kept, draft)
        case = replace(one.case, response=draft.response, second_language=second)
        found.append(replace(one, case=case, draft=draft, is_changed=False, kept=kept))
    if damaged:
        raise S55Error(damaged)
    return found, told


def _latest(workspace: Workspace, one: DraftCase) -> KeptPublication | None:
    """Find the publication that was kept last; None where a later one was recorded without."""
    all_events = one.case.response.events_at(WEBSITE)
    events = [entry for event, entry in all_events if event is not DispatchEvent.WITHDRAWN]
    publications = publications_of(workspace.published, one.case.name) if events else []
    if not publications:
        return None
    kept = publications[-1]
    last, day = events[-1].on, kept.record.date
    if len(events) < len(all_events) and last is not None and day is not None:
        # Of a withdrawal the files are kept as well, or not: the numbers say nothing.
        return kept if day >= last else None
    is_last = len(publications) >= len(events) or day == last
    return kept if is_last else None


def _kept_draft(kept: KeptPublication, today: Draft) -> Draft:
    """Read a draft as it was published; where it was published and sent is as recorded today."""
    file = shown(kept.draft)
    draft, problems = load(read_text(kept.draft, file), file)
    if draft is None:
        raise S55Error(errors_of(problems))
    events = {"distribution": today.response.distribution}
    return replace(draft, response=draft.response.model_copy(update=events))


def _second_language(language: str, kept: KeptPublication, draft: Draft) -> str:
    """Give the second language of today's draft where the publication has it too, else ''."""
    translation, page = draft.response.translation, Format.HTML.value
    if translation is None or translation.language != language:
        return ""
    is_without = kept.file(page) is not None and kept.file(page, language) is None
    return "" if is_without else language


def _changed(one: DraftCase, kept: KeptPublication) -> Problem:
    day, name = kept.record.date, shlex.quote(one.case.name)
    when = f", {with_weekday(day)}" if day else ""
    return warning(
        "P411",
        f"the draft was changed after publication {kept.number}{when}; what was published is shown",
        f"s55 diff {name} shows the changes. To publish them: "
        f"s55 correct {name} --on DATE --what TEXT.",
    ).in_file(one.draft.file)


def kept_files(one: DraftCase) -> list[Edition] | None:
    """Read the files of a publication, for pages that offer just what was published.

    Returns:
        the three files, in each language of which all are kept; None where those of the first are
        not all kept, or the response was withdrawn since and they do not say so.

    Raises:
        S55Error: P402 when a file is missing or is not as it was kept.
    """
    if one.kept is None:
        return None
    gone = one.case.response.withdrawal
    if gone is not None:
        kept, _ = load(read_text(one.kept.draft, shown(one.kept.draft)), one.kept.draft.name)
        if kept is None or kept.response.withdrawal != gone:
            return None
    first = _edition(one.kept, "")
    if first is None:
        return None
    translation = one.draft.response.translation
    other = _edition(one.kept, translation.language) if translation else None
    return [first, other] if other else [first]


def _edition(kept: KeptPublication, language: str) -> Edition | None:
    paths = {kind: kept.file(kind.value, language) for kind in Format}
    found = {kind: path for kind, path in paths.items() if path is not None}
    if len(found) < len(Format):
        return None
    if damage := kept.damage(*(path.name for path in found.values())):
        raise S55Error(damage)
    return Edition(language, {kind: contents_of(path) for kind, path in found.items()})
