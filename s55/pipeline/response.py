"""Take a draft from its text to the response, the view, and DOCX, HTML and PDF.

`check` and `render` turn text and bytes into problems and bytes, and read only the template set's
own files. `check_file` and `write_formats` do the same with files.
"""

from __future__ import annotations

import shlex
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from s55.disk.places import SETTINGS_FILE
from s55.disk.writing import write_atomically
from s55.drafts.load import Draft, load
from s55.drafts.translation.problems import translation_problems
from s55.errors import ExitCode, S55Error
from s55.model.distribution import WEBSITE
from s55.model.office import Addressee, PublishSettings, Settings
from s55.model.response import Response
from s55.office.cases import answered_before
from s55.pipeline.signing import sign_off_problems, signed_copies
from s55.problems import Problem, Severity, error, errors_of, has_errors, in_order
from s55.records import dataclass
from s55.rules.consistency import consistency_problems
from s55.rules.deadlines import Closure, england_and_wales
from s55.rules.letters import letter_problems
from s55.rules.statute import as_replacing, statutory_problems
from s55.sources.files import read_text
from s55.templating import standard_sets
from s55.workspace import DRAFT_SUFFIXES, Workspace, drafts_in, shown

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


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft and everything that is wrong with it.

    Attributes:
        draft: the draft, None when it cannot be understood.
        problems: in the order of the file.
        answered_before: the day on which the withdrawn response that it replaces was first
            published; None where it replaces none.
    """

    draft: Draft | None
    problems: tuple[Problem, ...]
    answered_before: date | None = None

    @property
    def usable(self) -> Draft | None:
        """Give the draft, unless something in it stops a render."""
        return None if has_errors(self.problems) else self.draft


def check(
    text: str,
    file: str,
    settings: Settings | None,
    today: date,
    closed: Closure,
    copies: Iterable[str] = (),
    *,
    final: bool,
) -> Checked:
    """Find everything that is wrong with a draft: its form, its agreement with itself, the Act.

    Args:
        text: the text of the draft.
        file: the file as the user named it.
        settings: the office's settings, if there are any.
        today: the current day in Europe/London.
        closed: the calendar of days on which offices are closed.
        copies: the texts of the draft as it was signed off, the latest first.
        final: whether what is missing is an error.
    """
    draft, problems = load(text, file)
    if draft is not None:
        added = settings.added_recipients if settings else ()
        name = shlex.quote(Path(file).stem)  # as it is typed in the commands of messages
        found = consistency_problems(draft.response, name, today, added)
        found += letter_problems(draft.response, settings.addressees if settings else ())
        found += statutory_problems(draft.response, name, today, closed)
        wanted = settings.second_language if settings else None
        found += translation_problems(draft.response, name, wanted, final=final)
        if settings is not None:
            found += sign_off_problems(draft, name, settings, copies, final=final)
        if final:
            from s55.rules.final import final_problems
            from s55.sources.comments import comments_of

            found = final_problems(draft.response, comments_of(text, draft.root), found)
        problems += draft.located(found)
    return Checked(draft, tuple(in_order(problems)))


@dataclass(frozen=True, slots=True)
class ReplacedDrafts:
    """The drafts whose response another one replaces, in folders that are each read once.

    A command over many drafts makes one of these for all of them.
    """

    _read: dict[Path, tuple[tuple[str, Response], ...]] = field(default_factory=dict)

    def in_folder(self, folder: Path) -> tuple[tuple[str, Response], ...]:
        """Give those of a folder, each with its name; one that cannot be read is passed over."""
        if folder not in self._read:
            self._read[folder] = tuple(_replaced_in(folder))
        return self._read[folder]


def check_file(
    path: Path,
    settings: Settings | None,
    today: date,
    *,
    final: bool = False,
    replaced: ReplacedDrafts | None = None,
    text: str | None = None,
) -> Checked:
    """Read and check a draft's file, by the working days of England and Wales.

    Args:
        path: the file.
        settings: the office's settings, if there are any.
        today: the current day in Europe/London.
        final: whether what is missing is an error.
        replaced: the replaced drafts beside it, if they were read already.
        text: what is to be checked as if the file said it; None for what it says.

    Raises:
        S55Error: U101 and so on, when the file cannot be read.
    """
    file = shown(path)
    said = read_text(path, file) if text is None else text
    closed, copies = england_and_wales(), signed_copies(path)
    checked = check(said, file, settings, today, closed, copies, final=final)
    if checked.draft and {"S55-5A", "S55-5A-LATE"} & {one.code for one in checked.problems}:
        # A draft that cannot be read is passed over: its own check says so.
        others = (replaced or ReplacedDrafts()).in_folder(path.parent)
        before = answered_before(path.stem, checked.draft.response.inspection.published, others)
        if before is not None:
            problems = tuple(as_replacing(checked.problems, before))
            checked = replace(checked, problems=problems, answered_before=before)
    gone = checked.draft.response.withdrawal if checked.draft else None
    if checked.draft and gone and gone.replaced_by:
        other = _replacing(path.parent, gone.replaced_by)
        if isinstance(other, Problem):
            problems = (*checked.problems, *checked.draft.located([other]))
            return replace(checked, problems=tuple(in_order(problems)))
    return checked


def problems_now(path: Path, settings: Settings | None, today: date) -> Sequence[Problem]:
    """Check a draft that was just written, for a remark; what cannot be read gives none."""
    try:
        return check_file(path, settings, today).problems
    except S55Error:
        return ()


def missing_sets(
    workspace: Workspace, settings: Settings | None, drafts: Iterable[Draft]
) -> list[Problem]:
    """Find drafts, or settings, that name a template set that there is not (L101).

    Args:
        workspace: where the sets lie.
        settings: name the set of drafts that name none; None where there are no settings.
        drafts: the drafts that can be understood.
    """
    found = []
    named = [(draft, draft.response.template) for draft in drafts]
    for draft, name in named:
        if name is not None and (problem := workspace.missing_template_set(name)):
            found += draft.located([problem])
    if settings is not None and any(name is None for _, name in named):
        problem = workspace.missing_template_set(settings.template)
        found += [problem.in_file(shown(workspace.root / SETTINGS_FILE))] if problem else []
    return found


def _replaced_in(folder: Path) -> Iterator[tuple[str, Response]]:
    for path in drafts_in(folder):
        try:
            text = read_text(path, shown(path))
        except S55Error:
            continue
        # Most drafts replace nothing, and need not be parsed.
        found = load(text, shown(path))[0] if "replaced_by" in text else None
        if found is not None and found.response.withdrawal:
            yield path.stem, found.response


@dataclass(frozen=True, slots=True)
class DraftSets:
    """The template sets of a workspace's drafts, each read once.

    Attributes:
        workspace: where the sets lie.
        settings: name the set of drafts that name none.
        template: the name of the one set to use for every draft, None for the drafts' own.
    """

    workspace: Workspace
    settings: Settings
    template: str | None = None
    _read: dict[str, TemplateSet] = field(default_factory=dict)
    _unlike: dict[Path, list[Problem]] = field(default_factory=dict)

    def of(self, draft: Draft) -> TemplateSet:
        """Give the template set of a draft.

        Raises:
            S55Error: L101 when there is no such set, and every problem in its manifest.
        """
        name = self.template or draft.response.template or self.settings.template
        if name not in self._read:
            self._read[name] = self.workspace.template_set(name)
        return self._read[name]

    def refuse_unlike_layouts(self, template: TemplateSet) -> None:
        """Refuse a template set whose Word layout and web layout do not show the same.

        Raises:
            S55Error: L402 for each field that one of them lacks.
        """
        if problems := self._unlike_layouts(template):
            raise S55Error(problems, ExitCode.SETTINGS)

    def warn_of_unlike_layouts(self, template: TemplateSet) -> list[Problem]:
        """Warn of what :meth:`refuse_unlike_layouts` refuses: once, however many drafts ask.

        Where the layouts are those that s55 brings, none is read: that would take a tenth of a
        second of each run.
        """
        if template.folder in self._unlike or not template.layouts_differ_from(standard_sets()):
            return []
        hint = "As long as it is so, 's55 render --final' writes nothing."
        return [
            replace(one, severity=Severity.WARNING, hint=f"{one.hint} {hint}")
            for one in self._unlike_layouts(template)
        ]

    def _unlike_layouts(self, template: TemplateSet) -> list[Problem]:
        from s55.lint.unlike import unlike_layouts  # few sets have layouts of their own

        if template.folder not in self._unlike:
            self._unlike[template.folder] = unlike_layouts(template)
        return self._unlike[template.folder]

    def replacement_of(self, draft: Draft) -> Replacement | None:
        """Find the response that replaces a withdrawn one; None where there is none.

        Raises:
            S55Error: D175 when its draft is not there or cannot be read.
        """
        gone = draft.response.withdrawal
        if gone is None or gone.replaced_by is None:
            return None
        from s55.views.response.notices import Replacement

        other = _replacing(self.workspace.responses, gone.replaced_by)
        if isinstance(other, Problem):
            raise S55Error(draft.located([other]))
        inspection = other.response.inspection
        address = ""
        if self.settings.site is not None and other.response.first_publication is not None:
            from s55.views.site.frame import base_address, page_at

            page = page_at(gone.replaced_by, inspection.published)
            address = f"{base_address(self.settings)}{page}"
        return Replacement(inspection.title, address)


def _replacing(responses: Path, name: str) -> Draft | Problem:
    """Read the draft that replaces another, or say that it cannot be (D175)."""
    for path in (responses / f"{name}{suffix}" for suffix in DRAFT_SUFFIXES):
        if path.name != f"{name}{path.suffix}":
            break  # It names a folder, and not a draft.
        if path.is_file():
            draft, _ = load(read_text(path, shown(path)), shown(path))
            if draft is not None:
                return draft
    return error(
        "D175",
        f"the draft says that the response is replaced by '{name}', and s55 could not read a "
        f"draft of that name in {shown(responses)}",
        "Correct 'replaced_by', or delete it.",
        path=f"distribution.{WEBSITE}",
    )


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
    from s55.views.response.build import response_view

    others = [one for one in languages_of(draft.response, template) if one != language]
    links = tuple(_link_to(one, draft, settings, template) for one in others)
    response, manifest = draft.response, template.manifest
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
    from s55.render.html.unprinted import unprinted

    data = public(draft.response, settings.publish)
    if len(languages_of(draft.response, template)) > 1:
        data.pop("translation", None)  # the page in the other language shows it
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
