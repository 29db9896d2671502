"""Open a template set for the rules."""

from __future__ import annotations

import re

from s55.errors import ExitCode, S55Error
from s55.lint.parsed.checked import CheckedSet, Document, HtmlLayout
from s55.lint.parsed.word import WordLayout
from s55.problems import error
from s55.templating.gathered_manifest import GatheredManifest
from s55.templating.manifest import Manifest, SetManifest
from s55.templating.panel_manifest import PanelManifest
from s55.templating.register_manifest import RegisterManifest
from s55.templating.sets import AnySet
from s55.templating.site_manifest import SiteManifest
from s55.views.open_data.gathered import GatheredView
from s55.views.paper.contents import PanelView
from s55.views.progress_form import ProgressFormView
from s55.views.register import Register
from s55.views.response.contents import InvitationView, ResponseView
from s55.views.site.index import IndexView
from s55.views.site.open_items import RegisterView as SiteRegisterView
from s55.views.site.response import ResponseFrameView
from s55.views.translation_table import TranslationTableView

_INCLUDED = re.compile(r"\{%-?\s*include\s+[\"']([^\"']+)[\"']")

Files = tuple[str, type, str | None, str | None]
"""A document's name, its view, its Word layout and its HTML layout (None where it has none)."""


def opened(
    template: AnySet[SetManifest], added_recipients: tuple[str, ...] | None = ()
) -> CheckedSet:
    """Open the layouts of a set, or keep the reason why one cannot be opened."""
    documents = [
        Document(
            name,
            view,
            None if word is None else _word(template, word, view),
            None if html is None else _html(template, html, view),
        )
        for name, view, word, html in _documents(template)
    ]
    return CheckedSet(template, tuple(documents), added_recipients)


def _documents(template: AnySet[SetManifest]) -> list[Files]:
    """List the documents that a set makes."""
    made: list[Files]
    match template.manifest:
        case Manifest() as manifest:
            made = [("response", ResponseView, manifest.word_layout, manifest.html_layout)]
            if part := manifest.invitation:
                made.append(("invitation", InvitationView, part.word_layout, part.html_layout))
            if table := manifest.translation:
                made.append(("translation", TranslationTableView, table.word_layout, None))
            return made
        case PanelManifest() as manifest:
            return [("paper", PanelView, manifest.word_layout, manifest.html_layout)]
        case SiteManifest() as manifest:
            return [
                ("list of responses", IndexView, None, manifest.html_layout),
                ("register", SiteRegisterView, None, manifest.register_layout),
                ("page of a response", ResponseFrameView, None, manifest.response_layout),
            ]
        case RegisterManifest() as manifest:
            made = [("register", Register, None, manifest.html_layout)]
            if template.place(manifest.word_layout).is_file():
                made.append(("progress form", ProgressFormView, manifest.word_layout, None))
            return made
        case GatheredManifest() as manifest:
            return [("gathered register", GatheredView, None, manifest.html_layout)]
    return []


def _word(template: AnySet[SetManifest], name: str, view: type) -> WordLayout | S55Error:
    try:
        data = template.read(name)
    except S55Error as failure:
        return failure
    try:
        return WordLayout.of(name, data, view)
    except S55Error as failure:
        file = str(template.path(name))
        found = [one if one.file else one.in_file(file) for one in failure.problems]
        return S55Error(found, failure.exit_code)


def _html(template: AnySet[SetManifest], name: str, view: type) -> HtmlLayout | S55Error:
    try:
        source = _source(template, name)
        parts = _included(template, source)
    except S55Error as failure:
        return failure
    made = tuple(HtmlLayout(part, text, view) for part, text in parts.items())
    return HtmlLayout(name, source, view, made)


def _included(template: AnySet[SetManifest], source: str) -> dict[str, str]:
    """Read the files that a layout includes, and those that they include, each once."""
    found: dict[str, str] = {}
    wanted = _INCLUDED.findall(source)
    while wanted:
        name = wanted.pop(0)
        if name not in found:
            found[name] = _source(template, name)
            wanted += _INCLUDED.findall(found[name])
    return found


def _source(template: AnySet[SetManifest], name: str) -> str:
    try:
        return template.read(name).decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as failure:
        why = f"the layout is not UTF-8 (byte {failure.start})"
        problem = error("L202", why, "Save it as UTF-8.").in_file(str(template.path(name)))
        raise S55Error([problem], ExitCode.SETTINGS) from None
