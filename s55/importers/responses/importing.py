"""Make a draft of a past response, with a summary for the screen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from s55.drafts.public import EVERYTHING, public
from s55.importers.draft_yaml import draft_text
from s55.importers.imported import DocumentKind, ImportedDraft, Unplaced
from s55.importers.responses.accounted import account
from s55.importers.responses.embedded import embedded
from s55.importers.responses.form import Forms
from s55.importers.responses.gaps import gaps
from s55.importers.responses.header import UNKNOWN_ADDRESS, UNKNOWN_DATE, UNKNOWN_TEXT
from s55.importers.responses.items import NO_WORDS
from s55.importers.responses.notes import Notes
from s55.importers.responses.other.reading import comments_by_item, read_other
from s55.importers.responses.other.roles import Roles
from s55.importers.responses.structure import is_standard, read_structure
from s55.importers.source import Source
from s55.model.dates import with_weekday
from s55.model.office import Settings
from s55.model.response import Response
from s55.office.import_roles import Role
from s55.rules.final import CONFIRM

_FILL_IN = "# to be written: the file does not say"

_WITHOUT_WORDS = re.compile(rf"^( *(?:- )?)text: \|-?\n +{NO_WORDS}$", re.MULTILINE)


def import_response(
    source: Source,
    name: str,
    settings: Settings | None,
    taught: Mapping[str, Role] | None = None,
) -> ImportedDraft:
    """Make the draft of a past response.

    Args:
        source: the file as read.
        name: the file as the user named it.
        settings: the office's settings, if there are any.
        taught: the office's own words for headings and columns, each with its role.
    """
    notes = Notes(name)
    told: list[Unplaced] = []
    data = embedded(source, notes)
    by_data = data is not None
    if data is None:
        forms = Forms(settings)
        roles = Roles(taught, "\n".join(block.text for block in source.blocks))
        if is_standard(source, forms) and not comments_by_item(source, roles):
            data = read_structure(source, forms, notes)
        else:
            data = read_other(source, forms, roles, notes)
        told = account(source.blocks, data, forms, notes)
        if notes.office_notes:
            data["office_notes"] = notes.office_notes
    response = Response.model_validate(data)
    return ImportedDraft(
        kind=DocumentKind.RESPONSE,
        text=_text(response, name),
        summary=tuple(_summary(response, by_data=by_data)),
        problems=(*notes.problems, *(() if by_data else gaps(response))),
        unplaced=tuple(notes.unplaced),
        form_words=tuple(told),
        data=_as_data(response, notes.unplaced, told),
    )


def _text(response: Response, name: str) -> str:
    """Write the draft; what it must have and the file lacks is left to be written."""
    head, rest = draft_text(response).split("\n", 1)
    shown = " ".join(PurePath(name).name.split())
    rest = rest.replace(f"published: {UNKNOWN_DATE.isoformat()}", f"published:  {_FILL_IN}", 1)
    rest = rest.replace(f"address: {UNKNOWN_ADDRESS}", f"address:  {_FILL_IN}", 1)
    for before in ("title: ", "- "):
        rest = rest.replace(f"{before}{UNKNOWN_TEXT}", f"{before} {_FILL_IN}")
    note = f"# {CONFIRM}: the file has no words for it"
    rest = _WITHOUT_WORDS.sub(rf"\1text: {NO_WORDS}  {note}", rest)
    return f"{head}\n# Imported from {shown}.\n{rest}"


def _summary(response: Response, *, by_data: bool) -> Iterator[str]:
    inspection = response.inspection
    known = inspection.published != UNKNOWN_DATE
    yield f"A Section 55 response to: {inspection.title}"
    yield f"Published: {with_weekday(inspection.published) if known else 'not found'}."
    if by_data:
        yield "Taken from the data in the file."
    yield f"Template set: {response.template or 'the one of the settings'}."
    for part, name in (
        (response.causes_of_concern, "causes of concern"),
        (response.recommendations, "recommendations"),
        (response.areas_for_improvement, "areas for improvement"),
    ):
        if part is not None:
            numbers = ", ".join(item.number or "without number" for item in part.items)
            yield f"{name.capitalize()}: {numbers or 'none'}."
    answered = [item for _, item in response.all_items()]
    for key, who in (("chief_officer", "the chief officer"), ("policing_body", "the body")):
        count = sum(getattr(item, key) is not None for item in answered)
        yield f"Comments of {who} on items: {count}."
    ticked = ", ".join(response.distribution)
    yield f"Recorded as sent or published: {ticked or 'nothing'}."


def _as_data(
    response: Response, unplaced: Sequence[Unplaced], form_words: Sequence[Unplaced]
) -> dict[str, Any]:
    said = _known(public(response, EVERYTHING))
    return {
        "kind": DocumentKind.RESPONSE.value,
        "title": said["inspection"]["title"],
        "published": said["inspection"]["published"],
        "response": said,
        "left_out": [
            {"text": one.text, "why": one.why, "place": str(one.place)} for one in unplaced
        ],
        "form_words": [{"text": one.text, "place": str(one.place)} for one in form_words],
    }


_NOT_KNOWN = frozenset({UNKNOWN_DATE.isoformat(), UNKNOWN_ADDRESS, UNKNOWN_TEXT, NO_WORDS})
"""What a response that has to hold something holds where the file does not say it."""


def _known(data: Any) -> Any:
    """Put null in the place of what the file does not say; in a list, nothing."""
    if isinstance(data, dict):
        return {key: _known(value) for key, value in data.items()}
    if isinstance(data, list):
        return [known for value in data if (known := _known(value)) is not None]
    unknown = isinstance(data, str) and data.strip() in _NOT_KNOWN
    return None if unknown else data
