"""The translations of a draft's texts in the text editor."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request

from s55.desk.answers import Desk
from s55.desk.editing.edited import TextAtDesk, TextsAtDesk
from s55.desk.translating import address_of, shown_pairs, translated_draft
from s55.drafts.translation.writing import TranslationChange
from s55.model.languages.naming import english_name
from s55.pipeline.recording.edits import record_translation
from s55.richtext.checks import problems_of
from s55.sources.seen import TextChange, digest_of


def _found(desk: Desk, request: Request, at: str) -> TextAtDesk | None:
    """Find the translation of a text that has a place, and still the same original.

    Raises:
        S55Error: every error of the settings and of the draft.
    """
    draft = translated_draft(desk, request)
    translation = draft.response.translation
    field, _, mark = at.rpartition("~")
    one = next((one for one in shown_pairs(draft) if one.pair.source.field == field), None)
    if one is None or translation is None or one.pair.entry is None:
        return None
    source, said = one.pair.source, one.pair.entry.said
    if source.mark != mark or not source.is_markdown:
        return None
    name = desk.path(request).stem
    return TextAtDesk(
        at=at,
        title=f"In {english_name(translation.language)}",
        group=one.title,
        name=name,
        text=said,
        problems=tuple(problems_of(said)),
        base=address_of(name),
        after=f"{address_of(name)}?saved={quote(source.field, safe='')}",
        back=(f"{address_of(name)}#{source.field}", "All texts"),
        about=source.text,
        about_title="The original",
        other_form=f"{address_of(name)}?of={quote(source.field, safe='')}",
        language=translation.language,
    )


def _write(desk: Desk, request: Request, change: TextChange, goes_on: bool) -> None:
    field, _, mark = change.path.rpartition("~")
    wanted = TranslationChange(field, mark, change.seen, change.text)
    record_translation(desk.path(request), wanted, goes_on=goes_on)


def _digest(text: str) -> str:
    """Give the digest of a translation, whose first and last empty lines do not count."""
    return digest_of(text.strip())


TEXTS = TextsAtDesk(_found, _write, _digest)
