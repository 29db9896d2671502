"""Build what layouts show of a response in its second language."""

from __future__ import annotations

from dataclasses import replace

from s55.drafts.translation.pairs import Pairs, TextPair, with_texts
from s55.model.office import Settings
from s55.model.response import Response
from s55.richtext.nodes import Control, all_within
from s55.templating.catalogue import in_second_language, translated
from s55.templating.manifest import Manifest
from s55.templating.wording import Wording
from s55.views.fields import BlockField, InlineField, inline_field
from s55.views.response.build import response_view, with_block_fields, with_fields
from s55.views.response.contents import LogoView, ResponseView
from s55.views.response.notices import Replacement

_TITLE = "inspection.title"
_LISTS = ("inspection.publication_types", "inspection.forces")
_LINK = "inspection.link"
_TRANSLATIONS = "translation."
"""How the path of a translation begins."""


def in_translation(response: Response) -> Response:
    """Put the translations into the places of the texts; one without stays as it is."""
    pairs = Pairs.of(response).pairs
    return with_texts(
        response, {one.source.path: one.said for one in pairs if one.said is not None}
    )


def translated_view(
    response: Response,
    settings: Settings,
    manifest: Manifest,
    logo: LogoView | None = None,
    replacement: Replacement | None = None,
    languages: tuple[InlineField, ...] = (),
) -> ResponseView:
    """Build what a layout shows of ``response`` in the second language of its template set.

    Its places are those of the translations, so that a Word file comes back to them. What is not
    translated is marked with its language; in headings and titles words say so.

    Args:
        response: the response, with its translations.
        settings: the office's settings.
        manifest: the template set's, with a second language.
        logo: the office's logo.
        replacement: the response that replaces it, where it was withdrawn.
        languages: the link to the same document in the other language.

    Raises:
        S55Error: as :func:`s55.views.response.build.response_view`.
    """
    if manifest.second is None:
        raise ValueError("the template set has one language")
    pairs = {one.source.path: one for one in Pairs.of(response).pairs}
    second = in_second_language(manifest)
    said = translated(settings, manifest.second.messages)
    view = response_view(
        _with_hints(in_translation(response), pairs, second),
        said,
        second,
        logo,
        replacement,
        languages,
    )
    first = manifest.language

    def changed(part: InlineField | Control) -> InlineField | Control:
        return _placed(part, pairs, first)

    return with_fields(view, changed)


def view_beside(
    response: Response,
    settings: Settings,
    manifest: Manifest,
    logo: LogoView | None = None,
    replacement: Replacement | None = None,
) -> ResponseView:
    """Build what a layout shows of ``response`` in the second language, beside the first.

    Texts without a translation are empty: they stand in the document once. What is part of a line
    is there in both, as in a table or a heading, and leads to its place only if it is translated.

    Raises:
        S55Error: as :func:`s55.views.response.build.response_view`.
    """
    view = translated_view(response, settings, manifest, logo, replacement)
    language = view.language

    def placed(part: InlineField | Control) -> InlineField | Control:
        if part.path.startswith(_TRANSLATIONS):
            return replace(part, language=language)
        return part if isinstance(part, Control) else replace(part, path="", picked=None)

    return with_block_fields(with_fields(view, placed), _emptied)


def _emptied(field: BlockField) -> BlockField:
    """Empty a field that shows nothing but texts without a translation."""
    paths = [one.path for one in all_within(field.blocks) if isinstance(one, Control)]
    if not paths or any(path.startswith(_TRANSLATIONS) for path in paths):
        return field
    return BlockField(())


def _with_hints(response: Response, pairs: dict[str, TextPair], second: Manifest) -> Response:
    """Say of titles that are not translated, where they become parts of other lines, that it is so.

    Only a whole field can be marked with its language.
    """
    wording = Wording({}, f"manifest of {second.name}")
    hints = {
        path: wording.fill(second.labels.in_first_language, text=one.source.text)
        for path, one in pairs.items()
        if one.said is None and (path == _TITLE or path.endswith("].under"))
    }
    return with_texts(response, hints)


def with_headings(response: Response, second: Manifest) -> Response:
    """Say the headings of the report in the second language, or that they are not translated.

    Args:
        response: the response.
        second: the manifest in its second language.
    """
    wording = Wording({}, f"manifest of {second.name}")
    said = {
        one.source.path: one.said
        or wording.fill(second.labels.in_first_language, text=one.source.text)
        for one in Pairs.of(response).pairs
        if one.source.path.endswith("].under")
    }
    return with_texts(response, said)


def _placed(
    part: InlineField | Control, pairs: dict[str, TextPair], first: str
) -> InlineField | Control:
    """Lead a field to the place of its translation, or mark it with the language of the draft."""
    if part.path in _LISTS or part.path == _LINK:
        return _of_several(part, pairs, first)
    pair = pairs.get(part.path)
    if pair is None:
        return part
    if pair.said is not None:
        return replace(part, path=pair.path)
    if part.path == _TITLE and isinstance(part, InlineField):
        title = inline_field(_TITLE, part.title, pair.source.text)
        return replace(title, language=first)
    return replace(part, language=first)


def _of_several(
    part: InlineField | Control, pairs: dict[str, TextPair], first: str
) -> InlineField | Control:
    """Mark a list of names, or a link: such a line is changed in the draft alone."""
    within = [one for path, one in pairs.items() if path.startswith(part.path)]
    if any(one.said is not None for one in within):
        return replace(part, path="")
    return replace(part, language=first) if within else part
