"""Show the texts of a response in its second language, and write what was translated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from s55.desk.answers import Desk, answer_with, download, lead_to, missing
from s55.desk.filling_in import NOTHING, AtField, FormFields, ShownForm
from s55.desk.forms import Fields
from s55.desk.one_response import titles_of
from s55.drafts.load import Draft
from s55.drafts.translation.pairs import Pairs, SourceText, TextPair, TextStanding
from s55.drafts.translation.writing import TranslationChange, seen_of
from s55.errors import S55Error, problems_told
from s55.model.languages.naming import english_name
from s55.pipeline.checking import check_file
from s55.pipeline.recording.edits import record_translation
from s55.pipeline.rendering.limited import FILE_SECONDS
from s55.pipeline.translating import (
    TranslationRequest,
    prepare_translation,
    translation_table,
)
from s55.problems import Problem, errors_of
from s55.records import dataclass
from s55.sources.files import read_bytes

_FIELDS = FormFields(
    ("said", "stays"), {"D195": AtField("stays", "Empty the translation, or take the tick away.")}
)
_STANDINGS = {
    TextStanding.CURRENT: "",
    TextStanding.UNMARKED: "to be confirmed",
    TextStanding.CHANGED: "the original has changed since",
    TextStanding.MISSING: "not translated yet",
}
"""What is to be known of a translation."""


@dataclass(frozen=True, slots=True)
class ShownPair:
    """A text with its translation, as the page shows it.

    Attributes:
        title: what the text is.
        pair: the two.
        standing: what is to be known of the translation; '' for nothing.
        form: the text in whose form it is translated: of those that say the same, the one that has
            the place; '' where none has one yet.
    """

    title: str
    pair: TextPair
    standing: str
    form: str

    @property
    def is_written_in_editor(self) -> bool:
        """Whether it is written in the text editor, and not in a line."""
        return self.pair.source.is_markdown and not (self.pair.entry and self.pair.entry.stays)


def translations(desk: Desk, request: Request) -> Response:
    """List the texts with their translations, or show the form for one of them.

    Raises:
        S55Error: K107 when the draft has no such text, and every error of the draft.
    """
    of = request.query_params.get("of")
    if of is not None:
        return _form(desk, request, of, None, ())
    draft = translated_draft(desk, request)
    translation = draft.response.translation
    return answer_with(
        "translations",
        name=desk.path(request).stem,
        language=english_name(translation.language) if translation else "",
        pairs=shown_pairs(draft) if translation else (),
        saved=request.query_params.get("saved", ""),
        table=request.query_params.get("table", ""),
        form=ShownForm(NOTHING),
    )


def table(desk: Desk, request: Request) -> Response:
    """Give the table for the translator that was written last.

    Raises:
        S55Error: K107 when there is none.
    """
    place = translation_table(desk.workspace.build, desk.path(request).stem)
    if not place.is_file():
        raise missing()
    return download(place.name, read_bytes(place, place.name))


def translated(desk: Desk, request: Request, fields: Fields) -> Response:
    """Write a translation, or add the places for all; if that cannot be done, say why.

    Raises:
        S55Error: what :func:`s55.pipeline.translating.prepare_translation` raises.
    """
    path, of = desk.path(request), fields.get("of", "")
    address = address_of(path.stem)
    if fields.get("do") in {"places", "table"}:
        is_table, everything = fields["do"] == "table", "everything" in fields
        out = desk.workspace.build
        wanted = TranslationRequest(None, is_table, everything, out, desk.today())
        make = partial(prepare_translation, desk.workspace, path, wanted)
        table = desk.limited.made(make, "making the table", FILE_SECONDS).table
        return lead_to(
            f"{address}?table={'written' if table else 'empty'}" if is_table else address
        )
    try:
        said, stays = fields.get("said", ""), fields.get("stays") == "yes"
        change = TranslationChange(of, fields.get("mark", ""), fields.get("seen", ""), said, stays)
        record_translation(path, change)
    except (S55Error, OSError) as failure:
        return _form(desk, request, of, fields, problems_told(failure))
    return lead_to(f"{address}?saved={quote(of, safe='')}")


def address_of(name: str) -> str:
    """Give the address of the translations of a draft."""
    return f"/response/{quote(name, safe='')}/translations"


def translated_draft(desk: Desk, request: Request) -> Draft:
    """Read the draft that an address names.

    Raises:
        S55Error: every error of the settings and of the draft.
    """
    checked = check_file(desk.path(request), desk.workspace.settings(), desk.today())
    if checked.draft is None:
        raise S55Error(errors_of(checked.problems))
    return checked.draft


def shown_pairs(draft: Draft) -> list[ShownPair]:
    """List the texts of a draft with their translations, as the pages show them."""
    titles = titles_of(draft)
    pairs = Pairs.of(draft.response).pairs
    forms = {one.source.mark: one.source.field for one in reversed(pairs) if one.entry}
    return [
        ShownPair(
            _title(titles, one.source),
            one,
            _STANDINGS[one.standing],
            one.source.field if one.entry else forms.get(one.source.mark, ""),
        )
        for one in pairs
    ]


def _title(titles: Mapping[str, str], source: SourceText) -> str:
    """Name a text, and an entry of a list by its number; the field where it has no other name."""
    if title := titles.get(source.path):
        return title
    path, _, number = source.path.rpartition("[")
    title = titles.get(path)
    return f"{title}, {int(number[:-1]) + 1}" if title else source.field


def _form(
    desk: Desk, request: Request, of: str, typed: Fields | None, problems: Sequence[Problem]
) -> Response:
    draft = translated_draft(desk, request)
    shown = next((one for one in shown_pairs(draft) if one.pair.source.field == of), None)
    if shown is None or shown.pair.entry is None or draft.response.translation is None:
        raise missing()
    entry = shown.pair.entry
    now = {"said": entry.said, **({"stays": "yes"} if entry.stays else {})}
    overtaken = any(one.code == "K101" for one in problems)
    seen = seen_of(entry) if typed is None or overtaken else typed.get("seen", "")
    form = _FIELDS.shown(now if typed is None else typed, problems)
    return answer_with(
        "translation",
        form.status,
        name=desk.path(request).stem,
        language=english_name(draft.response.translation.language),
        code=draft.response.translation.language,
        one=shown,
        form=form,
        mark=shown.pair.source.mark if typed is None else typed.get("mark", ""),
        seen=seen,
    )
