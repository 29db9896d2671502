"""Forms in Word for the tests: filled in, and read without knowing what they were made from."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from s55.importers.readers.runs import BREAK, Run, flattened, nested
from s55.model.response import Response
from s55.render.html.data import FORM_DATA_NAME
from s55.render.word.document import to_docx
from s55.returns.word.reading import read_returned
from s55.richtext.headings import below
from s55.richtext.markdown import blocks_of
from s55.richtext.nodes import (
    Block,
    BulletList,
    Heading,
    Inline,
    ListItem,
    OrderedList,
    Paragraph,
    Quote,
    Table,
)
from s55.richtext.normal import normal
from s55.templating.registry import load_set, standard_sets
from s55.views.invitation import InvitationDates, invitation_data, invitation_view
from tests.drafts_for_tests import HEAD, response_of, settings_of

ASKED = InvitationDates(date(2024, 4, 10), date(2024, 5, 2))
WHOLE = "chief_officer.comments"
COMMENTS = "recommendations.items[0].chief_officer"
ACTION = "recommendations.items[0].force_action"
PLACES = {WHOLE: 2, COMMENTS: 3, ACTION: 3}
"""The places of a form for text, and below which level of heading each stands."""

_SETTINGS = settings_of()
_ITEM = "recommendations:\n  items:\n    - {number: 1, text: Count the boats.}\n"
_EMPTY = response_of(HEAD + _ITEM)


def form(response: Response, *, name: str = "harbour", template: str = "opccn-2023") -> bytes:
    """The form that asks for comments on a response's report, with what it holds filled in."""
    chosen = load_set(standard_sets() / template)
    view = invitation_view(response, _SETTINGS, chosen.manifest, ASKED)
    return to_docx(
        view,
        chosen,
        invitation_data(name, response, view),
        layout="invitation.docx",
        data_name=FORM_DATA_NAME,
    )


def answered(texts: dict[str, str], *, template: str = "opccn-2023") -> bytes:
    """A form that was sent out empty and came back with these texts, by the paths of PLACES."""
    fields = {key.rpartition(".")[2]: text for key, text in texts.items() if key != WHOLE}
    data = _EMPTY.model_dump(exclude_none=True, mode="json")
    data["recommendations"]["items"][0] |= fields
    if WHOLE in texts:
        data["chief_officer"] = {"comments": texts[WHOLE]}
    response = Response.model_validate(data)
    chosen = load_set(standard_sets() / template)
    view = invitation_view(response, _SETTINGS, chosen.manifest, ASKED)
    carried = json.loads(invitation_data("harbour", response, view))
    carried["base"] = dict.fromkeys(carried["base"], "")
    return to_docx(
        view,
        chosen,
        json.dumps(carried).encode(),
        layout="invitation.docx",
        data_name=FORM_DATA_NAME,
    )


def read_alone(data: bytes) -> dict[str, str]:
    """What each place of a form says, read from Word alone."""
    return read_returned(data, "back.docx", "harbour").said


# --- what two texts have in common that look the same in Word ----------------------


def look(text: str, level: int) -> tuple[Block, ...]:
    """The blocks of a text as a document shows them below a heading of ``level``.

    Headings have the document's levels; which of bold, italic and a link stands around the others
    is not to be seen, and neither is where one link ends and another to the same address begins.
    """
    blocks = normal(below(normal(blocks_of(text)), level))
    return normal(tuple(map(_look, blocks)))


def _look(block: Block) -> Block:
    match block:
        case Paragraph(children):
            return Paragraph(_plainly(children))
        case Heading(level, children):
            return Heading(level, _plainly(children))
        case Table(header, rows, alignments):
            shown = tuple(tuple(map(_plainly, row)) for row in rows)
            return Table(tuple(map(_plainly, header)), shown, alignments)
        case BulletList(items) | OrderedList(items):
            inner = tuple(ListItem(tuple(map(_look, item.blocks)), item.value) for item in items)
            return replace(block, items=inner)
        case Quote(quoted):
            return Quote(tuple(map(_look, quoted)))
        case _:
            return block


def _plainly(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    runs: list[Run] = []
    for run in flattened(inlines):
        last = runs[-1] if runs else None
        if last and last[1:] == run[1:] and BREAK not in (run.text, last.text):
            runs[-1] = last._replace(text=last.text + run.text)
        else:
            runs.append(run)
    return nested(runs) if runs else ()
