"""Take a checked draft to the view, and from there to DOCX, HTML and PDF.

`render` turns it into bytes, and reads only the template set's own files; `write_formats` writes
what it gives.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from s55.disk.writing import write_atomically
from s55.drafts.load import Draft
from s55.errors import ExitCode, S55Error
from s55.model.office import Addressee, PublishSettings, Settings
from s55.model.response import Response
from s55.pipeline.checking import check_file
from s55.pipeline.rendering.sets import DraftSets
from s55.problems import errors_of
from s55.records import dataclass
from s55.workspace import Workspace

if TYPE_CHECKING:
    from s55.templating.sets import TemplateSet
    from s55.views.fields import InlineField
    from s55.views.response.contents import LogoView, ResponseView
    from s55.views.response.notices import Replacement


class Format(StrEnum):
    """What a response is rendered to, in the order in which files are written."""

    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"


def languages_of(response: Response, template: TemplateSet) -> tuple[str, ...]:
    """List the languages in which a response has documents: '' for the first, and the second one.

    A second one needs translations in the draft, and a template set with documents for each.
    """
    second, translation = template.manifest.second, response.translation
    if second is None or not second.apart or translation is None:
        return ("",)
    return ("", second.language) if translation.language == second.language else ("",)


def ending_of(language: str) -> str:
    """Give what follows the draft's name in the names of files in a language: '.cy' or nothing."""
    return f".{language}" if language else ""


@dataclass(frozen=True, slots=True)
class Edition:
    """The files of a response in one language.

    Attributes:
        language: the second language (BCP 47); '' for the first.
        files: in the formats asked for.
    """

    language: str
    files: Mapping[Format, bytes]

    @property
    def ending(self) -> str:
        """What follows the draft's name in the names of the files: '.cy', or nothing."""
        return ending_of(self.language)


def render_editions(
    draft: Draft,
    settings: Settings,
    template: TemplateSet,
    logo: LogoView | None,
    formats: Collection[Format],
    replacement: Replacement | None = None,
) -> list[Edition]:
    """Render a checked draft in each of its languages, the first one first.

    Args:
        draft: the draft; its file gives the files their name.
        settings: the office's settings.
        template: the template set.
        logo: the office's logo, already read.
        formats: what to make.
        replacement: the response that replaces it, where it was withdrawn.

    Raises:
        S55Error: as :func:`render`.
    """
    return [
        Edition(language, render(draft, settings, template, logo, formats, replacement, language))
        for language in languages_of(draft.response, template)
    ]


def view_of(
    draft: Draft,
    settings: Settings,
    template: TemplateSet,
    logo: LogoView | None,
    replacement: Replacement | None = None,
    language: str = "",
    addressee: Addressee | None = None,
) -> ResponseView:
    """Build what the documents of a draft show in one of its languages, or a letter to somebody.

    The documents lead to each other: to the pages of the site where the settings name one, and
    else to the file beside.

    Raises:
        S55Error: W104 when the settings name no holder for a day, L105 for a label that cannot be
            filled in.
    """
    from s55.templating.registry import MANIFEST_FILE
    from s55.templating.wording import wording_of
    from s55.views.response.build import response_view

    others = [one for one in languages_of(draft.response, template) if one != language]
    links = tuple(_link_to(one, draft, settings, template) for one in others)
    response, manifest = draft.response, template.manifest
    with wording_of(template.folder / MANIFEST_FILE):
        if not language:
            return response_view(response, settings, manifest, logo, replacement, links, addressee)
        from s55.views.response.translated import translated_view

        return translated_view(response, settings, manifest, logo, replacement, links)


def _link_to(language: str, draft: Draft, settings: Settings, template: TemplateSet) -> InlineField:
    """Link to the page in a language: '' for the first."""
    from s55.views.fields import language_link
    from s55.views.site.frame import base_address, page_at

    name = Path(draft.file).stem
    published = draft.response.inspection.published
    base = base_address(settings)
    beside = f"{quote(name)}{ending_of(language)}.html"
    address = f"{base}{page_at(name, published, language)}" if base else beside
    return language_link(language or template.manifest.language, address)


def render(
    draft: Draft,
    settings: Settings,
    template: TemplateSet,
    logo: LogoView | None,
    formats: Collection[Format],
    replacement: Replacement | None = None,
    language: str = "",
) -> dict[Format, bytes]:
    """Render a checked draft to the formats asked for, by way of one view.

    Args:
        draft: the draft.
        settings: the office's settings.
        template: the template set.
        logo: the office's logo, already read.
        formats: what to make.
        replacement: the response that replaces it, where it was withdrawn.
        language: the second language (BCP 47), for the documents in that.

    Raises:
        S55Error: when settings or template set cannot be used, a character has no glyph, a
            library that PDF needs is missing, or an output lacks a text of the draft (L211).
    """
    view = view_of(draft, settings, template, logo, replacement, language)
    return rendered(draft, view, template, settings.publish, formats, language)


def file_as_now(workspace: Workspace, path: Path, kind: Format, today: date) -> bytes:
    """Render a draft of a workspace to one format, as its file is now.

    Args:
        workspace: the workspace.
        path: the draft.
        kind: the format.
        today: the current day in Europe/London.

    Raises:
        S55Error: every error in the settings and the draft, and what :func:`render` raises.
    """
    settings = workspace.settings()
    checked = check_file(path, settings, today)
    draft = checked.usable
    if draft is None:
        raise S55Error(errors_of(checked.problems))
    sets = DraftSets(workspace, settings)
    template, other = sets.of(draft), sets.replacement_of(draft)
    return render(draft, settings, template, workspace.logo(settings), [kind], other)[kind]


def rendered(
    draft: Draft,
    view: ResponseView,
    template: TemplateSet,
    publish: PublishSettings,
    formats: Collection[Format],
    language: str = "",
    *,
    beside: bool = False,
) -> dict[Format, bytes]:
    """Render the view of a checked draft to the formats asked for.

    Args:
        draft: the draft.
        view: what is shown of it.
        template: the template set.
        publish: what the data in the files holds.
        formats: what to make.
        language: the second language (BCP 47), where the view is in that.
        beside: whether another process may make the Word file while this one makes the PDF.

    Raises:
        S55Error: as :func:`render`.
    """
    # Imported here, so that no format is loaded that is not asked for.
    from s55.render.completeness import incomplete

    held = draft.response
    if language:
        from s55.views.response.translated import in_translation

        held = in_translation(held)
    pages = [kind for kind in formats if kind is not Format.DOCX]
    word = partial(_word, draft, view, template, publish)
    printed = partial(_pages, draft, view, template, publish, pages)
    if Format.DOCX not in formats:
        made = [printed()]
    elif beside and Format.PDF in pages:
        import s55.templating.environment  # noqa: F401  # both need it: loaded once
        from s55.beside import both

        made = [*both(word, printed)]
    else:
        made = [word(), printed()]
    words = {output: shown for one in made for output, shown in one.words.items()}
    if lacking := list(incomplete(held, template.manifest, words)):
        raise S55Error(draft.located(lacking), ExitCode.SETTINGS)
    return {kind: data for one in made for kind, data in one.outputs.items()}


@dataclass(frozen=True, slots=True)
class _Outputs:
    """Files of a response, and the folded words of each by what people call it."""

    outputs: Mapping[Format, bytes]
    words: Mapping[str, str]


def _word(
    draft: Draft, view: ResponseView, template: TemplateSet, publish: PublishSettings
) -> _Outputs:
    from s55.render.shown import words_of_word

    file = word_file(draft, view, template, publish)
    return _Outputs({Format.DOCX: file}, {"the Word file": words_of_word(file)})


def _pages(
    draft: Draft,
    view: ResponseView,
    template: TemplateSet,
    publish: PublishSettings,
    formats: Collection[Format],
) -> _Outputs:
    """Make the web page and the PDF, which is printed from it, as far as they are asked for."""
    if not formats:
        return _Outputs({}, {})
    from s55.drafts.public import response_json
    from s55.render.html.document import to_html

    data = response_json(draft.response, publish)
    outputs: dict[Format, bytes] = {}
    words: dict[str, str] = {}
    page = to_html(view, template)
    if Format.HTML in formats:
        from s55.render.html.data import with_data
        from s55.render.shown import words_of_page

        outputs[Format.HTML] = with_data(page, data).encode()
        words["the web page"] = words_of_page(page)
    if Format.PDF in formats:
        from s55.render.pdf.document import to_pdf

        tell_words = partial(words.__setitem__, "the PDF")
        outputs[Format.PDF] = to_pdf(page, view, template, data, tell_words)
    return _Outputs(outputs, words)


def word_file(
    draft: Draft, view: ResponseView, template: TemplateSet, publish: PublishSettings
) -> bytes:
    """Make the Word file of a checked draft, which carries the draft's data.

    Raises:
        S55Error: when the template set cannot be used.
    """
    from s55.drafts.public import response_json
    from s55.render.word.document import to_docx

    data = response_json(draft.response, publish)
    try:
        return to_docx(view, template, data, with_outline=True)
    except S55Error as failure:
        from s55.lint.explaining import explained

        raise explained(failure, template) from None


def unprinted_in(draft: Draft, settings: Settings, template: TemplateSet, page: bytes) -> list[str]:
    """Name what the files of a response hold and its page does not show.

    Args:
        draft: the draft.
        settings: the office's settings.
        template: the template set of the page.
        page: the response as HTML.
    """
    from s55.drafts.public import public
    from s55.drafts.translation.pairs import Pairs
    from s55.render.html.unprinted import unprinted
    from s55.views.response.held import has_texts_in_both

    data = public(draft.response, settings.publish)
    if len(languages_of(draft.response, template)) > 1:
        data.pop("translation", None)  # the page in the other language shows it
    elif has_texts_in_both(draft.response, template.manifest):
        data["translation"] = [one.said for one in Pairs.of(draft.response).pairs if one.said]
    return unprinted(data, page.decode(), template.manifest.language)


def write_formats(folder: Path, stem: str, outputs: Mapping[Format, bytes]) -> list[Path]:
    """Write each format as ``stem`` with its ending, and give the files.

    Raises:
        S55Error: O401 to O403 when a file cannot be written.
    """
    written = []
    for kind in (kind for kind in Format if kind in outputs):
        path = file_of(folder, stem, kind)
        write_atomically(path, outputs[kind])
        written.append(path)
    return written


def file_of(folder: Path, stem: str, kind: Format) -> Path:
    """Name the file of a format: ``stem`` with its ending."""
    return folder / f"{stem}.{kind.value}"
