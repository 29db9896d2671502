"""Hold a template set for the rules: files opened once, tags parsed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from s55.errors import S55Error
from s55.lint.parsed.css import CssFault, Declaration, declared_in, read_declarations
from s55.lint.parsed.page import SHOWN, elements_of
from s55.lint.parsed.usage import Usage, usage_of
from s55.lint.parsed.word import WordLayout
from s55.records import dataclass
from s55.templating.environment import layout_environment
from s55.templating.manifest import (
    FontFile,
    PrintedManifest,
    SetManifest,
    StyleNames,
    WordManifest,
)
from s55.templating.sets import AnySet

HTML_NAMES: Mapping[str, str] = MappingProxyType({"stylesheet": "the stylesheet of the set"})
"""Names that an HTML layout has beside those of its view."""


@dataclass(frozen=True)
class HtmlLayout:
    """An HTML layout: its source, and its tags.

    Attributes:
        name: the file, by its name in the set.
        source: its text.
        view: the data class of the names in its tags.
        parts: the files of the set that it includes, and those that they include.
    """

    name: str
    source: str
    view: type
    parts: tuple[HtmlLayout, ...] = ()

    @property
    def is_page(self) -> bool:
        """Say whether it is a whole page, and not a part of one."""
        return "<html" in self.source.lower()

    @cached_property
    def parsed(self) -> nodes.Template | TemplateSyntaxError:
        """Parse it; give the error if it cannot be parsed."""
        try:
            return environment().parse(self.source)
        except TemplateSyntaxError as failure:
            return failure

    @cached_property
    def usage(self) -> Usage:
        """List the names in its tags and in those of its parts, as far as they can be parsed."""
        tree = self.parsed
        if isinstance(tree, TemplateSyntaxError):
            return Usage()
        parsed = {part.name: part.parsed for part in self.parts}
        parts = {name: of for name, of in parsed.items() if isinstance(of, nodes.Template)}
        return usage_of(tree, self.view, HTML_NAMES, parts)


@dataclass(frozen=True)
class Document:
    """A document that a set makes: its two layouts.

    Attributes:
        name: what it is: 'response', 'invitation', 'paper'.
        view: the data class that its layouts show.
        word: the Word layout, or why it cannot be opened; None if it has none.
        html: the HTML layout, or why it cannot be opened; None if it has none.
    """

    name: str
    view: type
    word: WordLayout | S55Error | None
    html: HtmlLayout | S55Error | None


@dataclass(frozen=True)
class CheckedSet:
    """A template set, opened for its rules.

    Attributes:
        template: the set.
        documents: what it makes.
        added_recipients: whom the office's settings add to the recipients that every office has;
            None where the settings cannot be read.
    """

    template: AnySet[SetManifest]
    documents: tuple[Document, ...]
    added_recipients: tuple[str, ...] | None = ()
    cache: dict[str, object] = field(default_factory=dict)
    """Values that several rules need, worked out by the first of them."""

    @property
    def folder(self) -> Path:
        """Give the folder of the set."""
        return self.template.folder

    @property
    def manifest(self) -> SetManifest:
        """Give its manifest."""
        return self.template.manifest

    def styles_in(self, layout: WordLayout) -> StyleNames:
        """Give the names of the styles that text of a draft takes in a Word layout."""
        manifest = self.manifest
        if isinstance(manifest, WordManifest):
            return manifest.styles_in(layout.name)
        return StyleNames()

    @property
    def fonts(self) -> tuple[FontFile, ...] | None:
        """List the fonts of the set; None for a set of pages alone, which needs none."""
        manifest = self.manifest
        return manifest.fonts if isinstance(manifest, PrintedManifest) else None

    @property
    def word_layouts(self) -> list[WordLayout]:
        """List the Word layouts that can be opened."""
        return [one.word for one in self.documents if isinstance(one.word, WordLayout)]

    @property
    def pages(self) -> list[HtmlLayout]:
        """List the HTML layouts that can be opened, without the files that they include."""
        return [one.html for one in self.documents if isinstance(one.html, HtmlLayout)]

    @property
    def html_layouts(self) -> list[HtmlLayout]:
        """List the HTML layouts that can be opened, and what they include, each file once."""
        found: dict[str, HtmlLayout] = {}
        for page in self.pages:
            for layout in (page, *page.parts):
                found.setdefault(layout.name, layout)
        return list(found.values())

    @cached_property
    def stylesheet(self) -> list[Declaration | CssFault]:
        """List the declarations of the stylesheet and of those it changes; none if it is missing.

        A declaration of the base that the set replaces is left out.
        """
        try:
            sheets = self.template.stylesheets(self.manifest.stylesheet)
        except S55Error:
            return []
        found: list[Declaration | CssFault] = []
        for path, data in sheets:
            own = read_declarations(data, path)
            said = {one.what for one in own if isinstance(one, Declaration)}
            found = [one for one in found if isinstance(one, CssFault) or one.what not in said]
            found += own
        return found

    @cached_property
    def styles(self) -> list[Declaration | CssFault]:
        """List what the stylesheet declares, and what attributes ``style`` of the layouts do.

        An attribute with a tag of Jinja in it is left out: its value depends on the draft.
        """
        found = list(self.stylesheet)
        for layout in self.html_layouts:
            file = self.template.place(layout.name)
            for one in elements_of(layout.source):
                value = one.attributes.get("style", "")
                if value and SHOWN not in value:
                    selector = f"{one.name}[style] in line {one.line}"
                    found += declared_in(value, selector, file, one.line, one.column)
        return found


def environment() -> ImmutableSandboxedEnvironment:
    """Make an environment with the names of all filters, for parsing alone."""
    made = layout_environment(lambda value: value, autoescape=True)
    made.filters["data_uri"] = str
    return made
