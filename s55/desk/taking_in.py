"""Take in a Word file that came back: each change is shown, and taken or left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from s55.desk.answers import Desk, answer_with, lead_on
from s55.desk.filling_in import FILE, NOTHING, ShownForm
from s55.desk.forms import Fields
from s55.desk.one_response import titles_of
from s55.desk.translating import shown_pairs
from s55.desk.uploads import Upload, gone
from s55.disk.changing import OvertakenError
from s55.drafts.load import load
from s55.errors import S55Error, problems_in, problems_told
from s55.model.languages.naming import english_name
from s55.pipeline.collecting import read_return, write_return
from s55.pipeline.recording.approvals import changed_meanwhile
from s55.pipeline.rendering.limited import AFTER_READING, FILE_SECONDS
from s55.problems import Problem, in_order
from s55.records import dataclass
from s55.returns.collecting import LEFT, Change, Collected, Decision, Effect, kept
from s55.returns.word.findings import TrackedChange
from s55.sources.files import read_text
from s55.sources.seen import digest_of
from s55.workspace import shown, with_shown_files


def collect(desk: Desk, request: Request, problems: Sequence[Problem]) -> Response:
    """Show the form to which a returned Word file is given."""
    name, form = desk.path(request).stem, FILE.shown(NOTHING, problems)
    return answer_with("collect", form.status, name=name, found=None, form=form)


def returned(desk: Desk, request: Request, upload: Upload) -> Response:
    """Read a returned file, and show what it changes in the draft."""
    return _changes(desk, desk.path(request), "", upload, (), {})


def collected(desk: Desk, request: Request, fields: Fields) -> Response:
    """Write what was taken of a returned file into the draft, if that is still what was shown."""
    path, key = desk.path(request), fields.get("key", "")
    upload = desk.uploads.get(key)
    if upload is None:
        raise gone()
    chosen = dict(_choices(fields))
    text, found = _read(desk, path, upload, chosen)
    if digest_of(text) != fields.get("seen"):
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
    """Read a returned file within limits: whoever has had it may have put anything into it."""
    text = read_text(path, shown(path), keep_mark=True)
    read = partial(
        read_return,
        desk.workspace,
        text,
        path,
        upload.data,
        upload.name,
        allow_empty=True,
        chosen=chosen,
    )
    with problems_in(upload.name):
        found = desk.limited.made(read, f"reading {upload.name}", FILE_SECONDS, AFTER_READING)
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
            tuple(_remarks(told, change.path, titles.get(change.path, ""))),
            found.returned.tracked.get(change.path, ()),
        )
        for change in found.changes
        if change.effect is not Effect.KEPT
    ]
    there = {one.change.path for one in changes}
    form = ShownForm(NOTHING, tuple(with_shown_files(problems)))
    return answer_with(
        "collect",
        form.status,
        name=path.stem,
        found=found,
        changes=changes,
        file=upload.name,
        key=key or desk.uploads.keep(upload),
        seen=digest_of(text),
        told=in_order(one for one in told if one.path not in there),
        form=form,
    )


def _remarks(told: Iterable[Problem], path: str, title: str) -> Iterator[Problem]:
    """Yield what is to be known of one text; that both have changed it, the page shows."""
    for one in told:
        if one.path == path and one.code != "R103":
            yield replace(one, message=one.message.replace(f"'{path}'", f"“{title or path}”"))


def _proposed(change: Change) -> Decision:
    """Propose what the command does if it is not told otherwise."""
    return Decision.LEAVE if change.effect is Effect.EMPTIED else Decision.TAKE


def _titles(text: str) -> dict[str, str]:
    """Name the facts, texts and translations of a draft as its pages do, by their paths."""
    draft, _ = load(text.removeprefix("\ufeff"), "")
    if draft is None:
        return {}
    named = titles_of(draft)
    translation = draft.response.translation
    if translation is None:
        return named
    language = english_name(translation.language)
    return named | {
        f"translation.texts[{one.pair.index}].{key}": f"{one.title}, in {language}"
        for one in shown_pairs(draft)
        for key in ("text", "words")
        if one.pair.index is not None
    }


def _changed_meanwhile() -> Problem:
    return changed_meanwhile("Below is what the file changes now. Look at it, and say so again.")
