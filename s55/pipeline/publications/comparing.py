"""Show what changed from one version of a response to another, in words and as a redline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from s55.drafts.fingerprint import covered
from s55.drafts.load import Draft
from s55.errors import ExitCode, S55Error
from s55.model.base import OfficeOnly, is_marked
from s55.model.dates import with_weekday
from s55.model.office import Settings
from s55.model.response import Item, Response
from s55.office.items import references_of
from s55.office.publications import DRAFT, KeptPublication, publications_of
from s55.pipeline.checking import Checked, check
from s55.pipeline.keeping.differences import TextDifference, text_differences
from s55.pipeline.publications.publishing import sha256_of_set
from s55.pipeline.publications.words import WordChange, changes_of, words_of_text
from s55.pipeline.rendering.sets import DraftSets
from s55.pipeline.response import Format, render
from s55.pipeline.signing import SIGNED
from s55.problems import Problem, error, errors_of
from s55.records import dataclass
from s55.rules.deadlines import england_and_wales
from s55.rules.signed import Alteration, ChangedField, changed_fields, field_name
from s55.sources.files import contents_of, read_text
from s55.sources.tree import parse_path
from s55.workspace import Workspace, check_name, shown

SIGNED_VERSION, TODAYS_VERSION = "signed", "draft"
_STATUS = {True: "yes", False: "no"}
_NEVER_PRINTED = frozenset(
    name
    for model in (Response, Item)
    for name, field in model.model_fields.items()
    if is_marked(field, OfficeOnly)
)
"""The last part of the paths of texts that are for the office alone."""


@dataclass(frozen=True, slots=True)
class Version:
    """A response at one time: as published, as signed off, or as the draft is.

    Attributes:
        name: how to name it: 'publication 1 (Friday 20 November 2026)'.
        draft: what it says.
        kept: the publication that it is, if it is one.
        errors: what is wrong with the draft, and stops it from being rendered.
    """

    name: str
    draft: Draft
    kept: KeptPublication | None = None
    errors: tuple[Problem, ...] = ()

    @property
    def response(self) -> Response:
        """What it says."""
        return self.draft.response


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that two versions do not have alike.

    Attributes:
        name: as people call it: "'chief_officer' of R2", or "R3" for an item as a whole.
        alteration: what happened to it.
        words: what differs within it.
        path: where it is; where it was, if it is gone.
    """

    name: str
    alteration: Alteration
    words: tuple[WordChange, ...]
    path: str = ""

    def as_lines(self) -> Iterator[str]:
        """Describe it for a person."""
        yield f"{self.name} {self.alteration.value}{':' if self.words else ''}"
        for one in self.words:
            yield f"  - {_line(one)}"


def _line(change: WordChange) -> str:
    said = []
    if change.removed:
        said.append(f"removed '{change.removed}'")
    if change.added:
        said.append(f"added '{change.added}'")
    where = ""
    if change.before:
        where = f"after '{change.before}': "
    elif change.after:
        where = f"before '{change.after}': "
    return f"{change.place}{': ' if change.place else ''}{where}{', '.join(said)}"


# --- versions -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Versions:
    """Reads the versions of a response.

    Attributes:
        workspace: where it lies.
        name: of the draft, or its file.
        settings: the office's settings.
        today: the current day in Europe/London.
    """

    workspace: Workspace
    name: str
    settings: Settings
    today: date

    @property
    def stem(self) -> str:
        """The name of the draft."""
        return Path(self.name).stem if self.name.endswith((".yaml", ".yml")) else self.name

    def version(self, which: str | None) -> Version:
        """Read a version: a number, 'signed', 'draft', or None for the last publication.

        Raises:
            S55Error: P410 when there is no such version, P402 when it is not as it was kept, U101
                when there is no draft, and every error in a draft.
        """
        if which == TODAYS_VERSION:
            return self._read(self.workspace.draft(self.name), "the draft as it is")
        check_name(self.stem)
        if which == SIGNED_VERSION:
            path = self.workspace.published / self.stem / SIGNED
            if not path.is_file():
                raise self._missing("it was not signed off with s55 sign")
            return self._read(path, "the draft as it was signed off")
        publications = publications_of(self.workspace.published, self.stem)
        if not publications:
            raise self._missing("no publication of it is kept")
        wanted = str(publications[-1].number) if which is None else which
        for one in publications:
            if str(one.number) == wanted:
                return self._published(one)
        numbers = ", ".join(str(one.number) for one in publications)
        raise self._missing(f"'{which}' is none of its publications ({numbers})")

    def _published(self, kept: KeptPublication) -> Version:
        if damaged := kept.damage(DRAFT):
            raise S55Error(damaged)
        day = kept.record.date
        when = f" ({with_weekday(day)})" if day else ""
        return replace(self._read(kept.draft, f"publication {kept.number}{when}"), kept=kept)

    def _read(self, path: Path, name: str) -> Version:
        checked: Checked = check(
            read_text(path, shown(path)),
            shown(path),
            self.settings,
            self.today,
            england_and_wales(),
            final=False,
        )
        if checked.draft is None:
            raise S55Error(errors_of(checked.problems))
        return Version(name, checked.draft, errors=errors_of(checked.problems))

    def _missing(self, why: str) -> S55Error:
        problem: Problem = error(
            "P410",
            f"s55 cannot compare '{self.stem}': {why}",
            "Name what to compare with --from and --to: the number of a publication, 'signed' or "
            "'draft'.",
        )
        return S55Error([problem], ExitCode.USAGE)


# --- in words -----------------------------------------------------------------------


def compared(old: Version, new: Version) -> list[FieldChange]:
    """Find the fields that two versions do not have alike, in the order of the new one.

    Compared is what a document prints; not where it was published and sent.
    """
    before, after = _data(old.response), _data(new.response)
    then, now = references_of(old.response), references_of(new.response)
    return [
        FieldChange(
            field_name(one, now, then),
            one.alteration,
            tuple(_words(one, before, after)),
            one.path,
        )
        for one in changed_fields(after, before)
    ]


def _data(response: Response) -> dict[str, Any]:
    data = covered(response)
    sign_off = response.sign_off
    if sign_off is not None:
        said = {"name": sign_off.name, "post": sign_off.post, "date": sign_off.date.isoformat()}
        data["sign_off"] = {key: value for key, value in said.items() if value}
    return data


def _words(change: ChangedField, before: Any, after: Any) -> Iterator[WordChange]:
    if change.alteration is Alteration.MOVED:
        return
    old = None if change.alteration is Alteration.ADDED else _at(before, change.was_at)
    new = None if change.alteration is Alteration.REMOVED else _at(after, change.path)
    whole = old or new
    if isinstance(whole, Mapping):
        for label, value in _texts(whole):
            gone, come = ("", value) if old is None else (value, "")
            yield WordChange(label, "", gone, come, "")
        return
    yield from changes_of(words_of_text(_text(old)), words_of_text(_text(new)))


def _at(data: Any, path: str) -> Any:
    for part in parse_path(path):
        try:
            data = data[part]
        except (KeyError, IndexError):
            return None
    return data


def _texts(record: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """List the fields of an item that is gone or new, with what they say."""
    for key, value in record.items():
        label = f"{path}.{key}" if path else key
        if isinstance(value, Mapping):
            yield from _texts(value, label)
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            for index, one in enumerate(value):
                yield from _texts(one, f"{label}[{index}]")
        else:
            yield label, _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _STATUS[value]
    if isinstance(value, list):
        return "; ".join(map(_text, value))
    return str(value)


def as_lines(response_name: str, old: Version, new: Version) -> list[str]:
    """Describe what changed from one version to another, for a person."""
    changes = compared(old, new)
    head = f"{response_name}: from {old.name} to {new.name}"
    if not changes:
        return [f"{head}: nothing that a document prints has changed."]
    lines = [f"{head}:"]
    for change in changes:
        lines += ["", *change.as_lines()]
    count = "1 field differs" if len(changes) == 1 else f"{len(changes)} fields differ"
    return [*lines, "", f"{count}."]


@dataclass(frozen=True, slots=True)
class SincePublished:
    """What a document would print of a draft otherwise than its last publication did.

    Attributes:
        name: names the publication: 'publication 1 (Friday 20 November 2026)'.
        draft: the draft as it is.
        texts: the texts that differ.
        fields: what else differs.
    """

    name: str
    draft: Draft
    texts: tuple[TextDifference, ...]
    fields: tuple[FieldChange, ...]


def since_published(
    workspace: Workspace, name: str, settings: Settings, today: date
) -> SincePublished | None:
    """Find what a document would print otherwise than at the last publication.

    Returns:
        what differs; None where no publication is kept.

    Raises:
        S55Error: P402 when the publication is not as it was kept, and every error in a draft that
            cannot be understood.
    """
    if not publications_of(workspace.published, name):
        return None
    versions = Versions(workspace, name, settings, today)
    old, new = versions.version(None), versions.version(TODAYS_VERSION)
    texts = tuple(
        one
        for one in text_differences(old.draft, new.draft)
        if one.path.rpartition(".")[2] not in _NEVER_PRINTED
    )
    fields = tuple(
        change
        for change in compared(old, new)
        if not any(f"{one.path}.".startswith(f"{change.path}.") for one in texts)
    )
    return SincePublished(old.name, new.draft, texts, fields)


# --- as a redline -------------------------------------------------------------------


def redline_of(versions: Versions, old: Version, new: Version) -> bytes:
    """Make a Word file of the new version with all that changed as tracked changes.

    A publication's own Word file is taken if its template set is as it was; otherwise it is
    rendered again, so that only words differ.

    Raises:
        S55Error: the errors of a draft that has to be rendered, what rendering raises, P402 when a
            kept file is not as it was.
    """
    from s55.render.redline.document import redline

    before, after = (_word_file(versions, one) for one in (old, new))
    office = versions.settings.office
    return redline(before, after, office.abbreviation or office.name, versions.today)


def redline_until_now(
    workspace: Workspace, name: str, since: str | None, settings: Settings, today: date
) -> bytes:
    """Make the Word file that shows what changed until now as tracked changes.

    Args:
        workspace: where the response lies.
        name: of its draft.
        since: the version to compare with, as :meth:`Versions.version` reads it.
        settings: the office's settings.
        today: the current day in Europe/London.

    Raises:
        S55Error: what :meth:`Versions.version` and :func:`redline_of` raise.
    """
    versions = Versions(workspace, name, settings, today)
    return redline_of(versions, versions.version(since), versions.version(TODAYS_VERSION))


def _word_file(versions: Versions, version: Version) -> bytes:
    workspace, settings, draft = versions.workspace, versions.settings, version.draft
    sets = DraftSets(workspace, settings)
    template = sets.of(draft)
    kept = version.kept
    if kept and kept.record.template and kept.record.template.sha256 == sha256_of_set(template):
        path = kept.file("docx")
        if path is not None:
            if damaged := kept.damage(path.name):
                raise S55Error(damaged)
            return contents_of(path)
    if version.errors:
        raise S55Error(version.errors)
    logo, other = workspace.logo(settings), sets.replacement_of(draft)
    outputs = render(draft, settings, template, logo, [Format.DOCX], other)
    return outputs[Format.DOCX]
