"""Take in files: a report that starts a draft, and a Word file that came back.

Each is read and shown first, and becomes part of a draft only when somebody has said so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from s55.desk.answers import Desk, answer_with, lead_on
from s55.desk.forms import Fields
from s55.desk.uploads import Upload
from s55.disk.changing import OvertakenError
from s55.drafts.load import load
from s55.drafts.texts import text_places
from s55.errors import S55Error, problems_in, problems_told
from s55.importers.imported import ImportedDraft
from s55.importers.importing import import_source, source_of, unread_pages
from s55.pipeline.collecting import read_return, write_return
from s55.pipeline.importing import answered_elsewhere, name_of, target_of
from s55.pipeline.recording import changed_meanwhile
from s55.pipeline.starting import write_draft
from s55.problems import Problem, error, in_order
from s55.returns.collecting import LEFT, Change, Collected, Decision, Effect, kept
from s55.returns.word.findings import TrackedChange
from s55.sources.files import read_text
from s55.workspace import shown, with_shown_files


def _gone() -> S55Error:
    hint = "Choose the file again."
    return S55Error([error("K110", "the desk does not hold this file any more", hint)])


# --- a report, or a past response ---------------------------------------------------------


def start(desk: Desk, request: Request) -> Response:
    """Show the form to which a report is given."""
    del desk, request
    return answer_with("start", read=None, problems=())


def report(desk: Desk, request: Request, upload: Upload) -> Response:
    """Read a report, and show what its draft would hold."""
    del request
    try:
        return _report_form(desk, "", upload, "", ())
    except (S55Error, OSError) as failure:
        problems = [one.in_file(one.file or upload.name) for one in problems_told(failure)]
        return answer_with("start", 422, read=None, problems=problems)


def started(desk: Desk, request: Request, fields: Fields) -> Response:
    """Start the draft; if that cannot be done, show what was read again."""
    del request
    key, name = fields.get("key", ""), fields.get("name", "").strip()
    upload = desk.uploads.get(key)
    if upload is None:
        raise _gone()
    try:
        target = target_of(desk.workspace, name or None, Path(upload.name))
        if target.exists():
            hint = "Give the draft another name, or write into the one that is there."
            message = f"there is a draft of this name: {shown(target)}"
            raise S55Error([error("U104", message, hint, path="name")])
        write_draft(target, _imported(desk, upload)[0].text, "import")
    except (S55Error, OSError) as failure:
        return _report_form(desk, key, upload, name, problems_told(failure), 422)
    desk.uploads.forget(key)
    return lead_on(target.stem, "done=started")


def _imported(desk: Desk, upload: Upload) -> tuple[ImportedDraft, list[Problem]]:
    """Read a report, with what a person should look at."""
    source = source_of(upload.data, upload.name, None, recognise=False)
    settings, roles = desk.workspace.settings_or_none(), desk.workspace.import_roles()
    imported = import_source(source, upload.name, settings, None, roles)
    return imported, [*unread_pages(source, upload.name), *imported.problems]


def _report_form(
    desk: Desk, key: str, upload: Upload, name: str, problems: Sequence[Problem], status: int = 200
) -> Response:
    """Show what was read; a file that could be read, and has no key yet, is kept."""
    imported, told = _imported(desk, upload)
    target = target_of(desk.workspace, None, Path(upload.name))
    told += answered_elsewhere(desk.workspace, imported, target)
    return answer_with(
        "start",
        status,
        read=imported,
        file=upload.name,
        key=key or desk.uploads.keep(upload),
        name=name or name_of(Path(upload.name)),
        told=in_order(one.in_file(one.file or upload.name) for one in told),
        problems=list(with_shown_files(problems)),
    )


# --- a Word file that came back -----------------------------------------------------------


def collect(desk: Desk, request: Request) -> Response:
    """Show the form to which a returned Word file is given."""
    name = desk.path(request).stem
    return answer_with("collect", name=name, found=None, problems=())


def returned(desk: Desk, request: Request, upload: Upload) -> Response:
    """Read a returned file, and show what it changes in the draft."""
    path = desk.path(request)
    try:
        return _changes(desk, path, "", upload, (), {})
    except (S55Error, OSError) as failure:
        problems = list(with_shown_files(problems_told(failure)))
        return answer_with("collect", 422, name=path.stem, found=None, problems=problems)


def collected(desk: Desk, request: Request, fields: Fields) -> Response:
    """Write what was taken of a returned file into the draft, if that is still what was shown."""
    path, key = desk.path(request), fields.get("key", "")
    upload = desk.uploads.get(key)
    if upload is None:
        raise _gone()
    chosen = dict(_choices(fields))
    text, found = _read(desk, path, upload, chosen)
    if _digest(text) != fields.get("seen"):
        return _changes(desk, path, key, upload, (_changed_meanwhile(),), chosen)
    try:
        write_return(path, text, found, upload.name, upload.data, desk.today())
    except OvertakenError:
        return _changes(desk, path, key, upload, (_changed_meanwhile(),), chosen)
    except (S55Error, OSError) as failure:
        return _changes(desk, path, key, upload, problems_told(failure), chosen)
    desk.uploads.forget(key)
    some_left = any(one.why == LEFT for one in found.changes)
    return lead_on(path.stem, f"done={'collected-some' if some_left else 'collected'}")


def _choices(fields: Fields) -> Iterator[tuple[str, Decision]]:
    """Yield what was chosen, by the path of each change."""
    for name, chosen in fields.items():
        mark, _, path = name.partition(":")
        if mark == "change" and chosen in set(Decision):
            yield path, Decision(chosen)


def _read(
    desk: Desk, path: Path, upload: Upload, chosen: Mapping[str, Decision] | None
) -> tuple[str, Collected]:
    text = read_text(path, shown(path), keep_mark=True)
    with problems_in(upload.name):
        found = read_return(
            desk.workspace,
            text,
            path,
            upload.data,
            upload.name,
            allow_empty=True,
            chosen=chosen,
        )
    return text, found


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A change of a returned file, as its page shows it.

    Attributes:
        change: the change.
        title: the place, in words.
        choice: what becomes of it, unless the person decides otherwise.
        remarks: what is to be known of it.
        tracked: the tracked changes in it.
    """

    change: Change
    title: str
    choice: Decision
    remarks: tuple[Problem, ...]
    tracked: tuple[TrackedChange, ...]


def _changes(
    desk: Desk,
    path: Path,
    key: str,
    upload: Upload,
    problems: Sequence[Problem],
    chosen: Mapping[str, Decision],
) -> Response:
    """Show each change that can be taken or left, and what the file says besides.

    A file that could be read, and has no key yet, is kept.
    """
    text, found = _read(desk, path, upload, None)
    titles = _titles(text)
    told = [one.in_file(one.file or upload.name) for one in (*found.problems, *kept(found.changes))]
    changes = [
        ShownChange(
            change,
            titles.get(change.path, change.path),
            chosen.get(change.path, _proposed(change)),
            tuple(one for one in told if one.path == change.path),
            found.returned.tracked.get(change.path, ()),
        )
        for change in found.changes
        if change.effect is not Effect.KEPT
    ]
    there = {one.change.path for one in changes}
    return answer_with(
        "collect",
        422 if problems else 200,
        name=path.stem,
        found=found,
        changes=changes,
        file=upload.name,
        key=key or desk.uploads.keep(upload),
        seen=_digest(text),
        told=in_order(one for one in told if one.path not in there),
        problems=list(with_shown_files(problems)),
    )


def _proposed(change: Change) -> Decision:
    """Propose what the command does if it is not told otherwise."""
    return Decision.LEAVE if change.effect is Effect.EMPTIED else Decision.TAKE


def _titles(text: str) -> dict[str, str]:
    """Name the places of a draft's texts as its page does, by their paths."""
    draft, _ = load(text.removeprefix("\ufeff"), "")
    places = text_places(draft) if draft else ()
    return {one.path: f"{one.group}: {one.title}" for one in places}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _changed_meanwhile() -> Problem:
    return changed_meanwhile("Below is what the file changes now. Look at it, and say so again.")
