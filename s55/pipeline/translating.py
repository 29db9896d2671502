"""Give each text of a draft a place for its translation, and write the table for a translator."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from s55.disk.changing import FileChange, HistoryNote, commit
from s55.drafts.load import response_of
from s55.drafts.translation.pairs import Pairs, TextStanding
from s55.drafts.translation.writing import with_places
from s55.errors import ExitCode, S55Error
from s55.model.languages.naming import english_name
from s55.pipeline.checking import check_file
from s55.pipeline.rendering.sets import DraftSets
from s55.pipeline.response import Format, write_formats
from s55.problems import error, errors_of
from s55.records import dataclass
from s55.sources.files import read_text
from s55.views.translation_table import (
    translation_data,
    translation_part,
    translation_table_view,
)
from s55.workspace import Workspace, shown

if TYPE_CHECKING:
    from s55.model.office import Settings
    from s55.model.response import Response
    from s55.templating.sets import TemplateSet


@dataclass(frozen=True, slots=True)
class TranslationRequest:
    """What the command line asks for.

    Attributes:
        language: the second language (BCP 47); None for that of the draft, the settings or the set.
        docx: whether to write the table for a translator.
        everything: whether the table has every text, and not only what is missing or changed.
        out: the folder to write to.
        today: the current day in Europe/London.
    """

    language: str | None
    docx: bool
    everything: bool
    out: Path
    today: date


@dataclass(frozen=True, slots=True)
class PreparedTranslation:
    """What was done for the translations of a draft.

    Attributes:
        summary: says in a line which places were added, and what is missing.
        table: the table for the translator; None where it was not asked for, or would be empty.
        texts: how many texts the table has.
    """

    summary: str
    table: Path | None = None
    texts: int = 0


def translation_table(folder: Path, name: str) -> Path:
    """Give the place of the table for the translator of a draft."""
    return folder / f"{name}-translation.docx"


def prepare_translation(
    workspace: Workspace, path: Path, request: TranslationRequest
) -> PreparedTranslation:
    """Add what is missing to a draft's section of translations, and write the table if asked for.

    The draft is changed last, and only when the table is written.

    Raises:
        S55Error: U129 when nothing says into which language, U130 when it is another than that of
            the draft, and what stops it; the draft is then as it was.
    """
    settings = workspace.settings()
    text = read_text(path, shown(path), keep_mark=True)
    draft = check_file(path, settings, request.today)
    if draft.usable is None:
        raise S55Error(errors_of(draft.problems))
    template = DraftSets(workspace, settings).of(draft.usable)
    language = _language(draft.usable.response, request, settings, template)
    second = template.manifest.second
    changed = with_places(text, language, second.messages if second else {})
    response = response_of(changed)
    prepared = PreparedTranslation(_summary(path, draft.usable.response, response, language))
    if request.docx:
        table, texts = _table(path.stem, response, settings, template, request)
        prepared = replace(prepared, table=table, texts=texts)
    if changed != text:
        note = HistoryNote(path, "translate")
        commit([FileChange(path, text.encode(), changed.encode())], note)
    return prepared


def _language(
    response: Response, request: TranslationRequest, settings: Settings, template: TemplateSet
) -> str:
    held = response.translation.language if response.translation else None
    if held and request.language not in (None, held):
        problem = error(
            "U130",
            f"the draft holds translations into {english_name(held)} ({held}), and a draft holds "
            "those of one language",
            "Leave --language out.",
        )
        raise S55Error([problem], ExitCode.USAGE)
    second = template.manifest.second
    in_set = second.language if second else None
    found = held or request.language or settings.second_language or in_set
    if found is None:
        problem = error(
            "U129",
            "neither the draft nor the settings say into which language it is translated",
            "Add --language cy, for Welsh, or a line 'second_language: cy' to settings.yaml.",
        )
        raise S55Error([problem], ExitCode.USAGE)
    return found


def _summary(path: Path, before: Response, after: Response, language: str) -> str:
    added = _entries(after) - _entries(before)
    found = Pairs.of(after)
    missing = len({one.source.mark for one in found.with_standing(TextStanding.MISSING)})
    changed = len({one.index for one in found.with_standing(TextStanding.CHANGED)})
    name = english_name(language)
    return (
        f"{shown(path)}: {added} {'place' if added == 1 else 'places'} added; not yet in {name}: "
        f"{missing}; changed since they were translated: {changed}."
    )


def _entries(response: Response) -> int:
    return len(response.translation.texts) if response.translation else 0


def _table(
    name: str,
    response: Response,
    settings: Settings,
    template: TemplateSet,
    request: TranslationRequest,
) -> tuple[Path | None, int]:
    """Write the table, if there is anything to translate; give its place, and how many texts."""
    view = translation_table_view(
        response, settings, template.manifest, request.today, everything=request.everything
    )
    if not view.rows:
        return None, 0
    from s55.render.html.data import FORM_DATA_NAME
    from s55.render.word.document import to_docx

    made = to_docx(
        view,
        template,
        translation_data(name, response, view),
        layout=translation_part(template.manifest).word_layout,
        data_name=FORM_DATA_NAME,
        with_outline=True,
    )
    stem = translation_table(request.out, name).stem
    (written,) = write_formats(request.out, stem, {Format.DOCX: made})
    return written, len(view.rows)
