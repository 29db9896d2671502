"""Rules for the fields that layouts show: that they exist, and that none is missing."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from jinja2 import TemplateSyntaxError, nodes

from s55.errors import S55Error
from s55.lint.parsed.checked import CheckedSet, Document, HtmlLayout
from s55.lint.parsed.page import SHOWN, SKIP_LINK, texts_of
from s55.lint.parsed.usage import UnknownName, Usage
from s55.lint.parsed.word import WordLayout
from s55.lint.parsed.word_tags import own_text
from s55.lint.rule import Finding, Findings, rule
from s55.problems import Severity
from s55.templating.manifest import Manifest
from s55.word.xml import P

_ASKED_FOR = {
    "chief_officer": "the chief officer's comments (section 55(5))",
    "policing_body": "the local policing body's comments (section 55(5) and (5B))",
}
_SHOWN = {
    "chief_officer": "the chief officer's comments on an item (section 55(5))",
    "policing_body": "the body's comments on an item (section 55(5))",
    "action_details": "the action on a recommendation (section 55(5B))",
    "reply": "the body's response to the chief officer's comments (section 55(5))",
    "body": "comments on the report as a whole (section 55(5))",
}
"""What section 55 asks for, by the last part of the field's name: sets arrange them differently."""
_OF_THE_MANIFEST = frozenset(
    {"office", "force", "policing_body", "chief_officer", "inspectorate", "inspection"}
)
"""Names that words of the manifest can hold, and layouts cannot."""
_ITEM_TEXTS = frozenset({"text", "quote", "numbered"})


def _usage(layout: WordLayout | HtmlLayout | S55Error | None) -> Usage | None:
    return layout.usage if isinstance(layout, WordLayout | HtmlLayout) else None


@rule("L401")
def field_exists(checked: CheckedSet) -> Findings:
    """A name in a tag is a field that there is.

    ``s55 template fields`` lists them all. A name that does not exist stops a render.
    """
    for document in checked.documents:
        if isinstance(document.word, WordLayout):
            for name, more in _by_name(document.word.usage.unknown):
                place = document.word.place_of_line(name.line)
                message = f"{_no_field(name.name)}, {place}{_at_more(more)}"
                yield Finding(document.word.name, message, _hint(name, "{%p"))
    in_pages = [
        Finding(name.part or page.name, _no_field(name.name), _hint(name, "{%"), name.line)
        for page in checked.pages
        for name in page.usage.unknown
    ]
    yield from dict.fromkeys(in_pages)  # two pages may include the same file


def _no_field(name: str) -> str:
    return f"there is no field '{name}'"


def _by_name(unknown: Sequence[UnknownName]) -> list[tuple[UnknownName, int]]:
    """Give the first place of each name, with how many more there are."""
    counts = Counter(one.name for one in unknown)
    firsts = {one.name: one for one in reversed(unknown)}
    return [(one, counts[one.name] - 1) for one in unknown if firsts[one.name] is one]


def _at_more(places: int) -> str:
    return f", and at {places} more place{'' if places == 1 else 's'}" if places else ""


def _hint(name: UnknownName, begin: str) -> str:
    if name.near == f"{name.name}s":  # what a loop whose beginning was deleted leaves behind
        return f"It is named by a loop: {begin} for {name.name} in {name.near} %}}."
    if name.name.partition(".")[0] in _OF_THE_MANIFEST:
        return (
            f"'{name.name}' stands in words of the manifest alone: write it there, under 'words', "
            "and show {{ words.NAME }}."
        )
    if name.near:
        return f"Did you mean '{name.near}'?"
    return "'s55 template fields' lists the fields."


@rule("L402")
def layouts_show_the_same(checked: CheckedSet) -> Findings:
    """A field that the Word layout shows is in the HTML layout too, and the other way round.

    The Word file, the PDF and the web page of one response are the same document. A field that one
    of them lacks is text that some readers do not get, such as a heading that was deleted in Word.
    ``s55 render`` warns of it, and ``s55 render --final`` writes nothing with such a set.
    """
    for document in checked.documents:
        word, html = document.word, document.html
        if isinstance(word, WordLayout) and isinstance(html, HtmlLayout):
            in_word, in_html = _shown(word.usage), _shown(html.usage)
            if not in_word or not in_html:
                continue  # other rules report tags that cannot be read
            for path in _beside(in_word, in_html):
                if not _is_misspelt(path, html.usage):
                    yield _only_in(html.name, path, word.name)
            for path in _beside(in_html, in_word):
                if not _is_misspelt(path, word.usage):
                    yield _only_in(word.name, path, html.name)


@rule("L413", Severity.WARNING)
def own_words_are_in_both_layouts(checked: CheckedSet) -> Findings:
    """A name under ``words`` that one layout shows is in the other too.

    A sentence that is deleted in one of them alone, or is forgotten there, is missing from the Word
    file, or from the PDF and the page.
    """
    if not isinstance(checked.manifest, Manifest):
        return
    for document in checked.documents:
        word, html = document.word, document.html
        if isinstance(word, WordLayout) and isinstance(html, HtmlLayout):
            if isinstance(word.parsed, TemplateSyntaxError):
                continue
            in_word, in_html = set(_words(word.parsed)), _words_of_page(html)
            for name in sorted(in_word - in_html):
                yield _only_in(html.name, f"words.{name}", word.name)
            for name in sorted(in_html - in_word):
                yield _only_in(word.name, f"words.{name}", html.name)


def _words_of_page(page: HtmlLayout) -> set[str]:
    """Name the words of the manifest that a page shows to everybody, in what it includes too."""
    sources = (SKIP_LINK.sub("", layout.source) for layout in (page, *page.parts))
    trees = (replace(page, source=source).parsed for source in sources)
    return {name for tree in trees if isinstance(tree, nodes.Template) for name in _words(tree)}


def _is_misspelt(path: str, usage: Usage) -> bool:
    """Say whether a layout lacks a field because a name is misspelt, which L401 reports.

    The name is its own or that of a list that it is in.
    """
    meant = {name.near for name in usage.unknown}
    return any(part.removesuffix("[]") in meant for part in path.split("."))


_HTML_HEAD = frozenset({"stylesheet", "language", "author", "dated", "document_title"})
"""Fields for the head of a page; a Word file has them in its properties."""


_NAMES = frozenset({"key", "kind", "anchor", "drawing", "picture", "content"})
"""Fields that name a part for the layout, as a class or an anchor in HTML does, and those that show
one thing in the way of one format."""


def _beside(shown: set[str], other: set[str]) -> list[str]:
    """Find what one layout shows and the other does not, not even in part."""
    return sorted(
        path
        for path in shown - other - _HTML_HEAD
        if not any(inner.startswith(f"{path}.") for inner in other)
    )


def _shown(usage: Usage) -> set[str]:
    return {use.path for use in usage.uses if use.shown and not _is_name(use.path)}


def _is_name(path: str) -> bool:
    last = path.rpartition(".")[2]
    return last in _NAMES or last.endswith("_key")


def _only_in(lacking: str, path: str, having: str) -> Finding:
    message = f"the field '{path}' is shown by {having} and not by {lacking}"
    return Finding(lacking, message, "Show it in both layouts, or in neither.")


@rule("L403")
def statutory_parts_are_there(checked: CheckedSet) -> Findings:
    """The parts that section 55 asks for are in the set.

    Section 55(5) of the Police Act 1996: the body publishes its comments, the chief officer's
    comments, and any response it has to them. Section 55(5B): for each recommendation the comments
    say what action was taken or is proposed, or why none is. A set without a place for one of these
    makes documents from which it is missing.
    """
    manifest = checked.manifest
    if not isinstance(manifest, Manifest):
        return
    keys = {line.key for line in manifest.sections}
    for key, words in _ASKED_FOR.items():
        if key not in keys:
            hint = f"Add a section with 'key: {key}' to the manifest."
            yield Finding("manifest.yaml", f"there is no section for {words}", hint)
    for document in checked.documents:
        if document.name == "response":
            yield from _missing_in(document)


def _missing_in(document: Document) -> Findings:
    for layout in (document.word, document.html):
        usage = _usage(layout)
        if layout is None or isinstance(layout, S55Error) or not (usage and usage.uses):
            continue
        shown = {path.rpartition(".")[2] for path in _shown(usage) if path.startswith("sections")}
        for name, words in _SHOWN.items():
            if name not in shown:
                message = f"the layout nowhere shows {words}"
                yield Finding(layout.name, message, f"Add the field to the layout: {name}.")
        if not shown & _ITEM_TEXTS:
            message = "the layout nowhere shows the text of an item (section 55(5B))"
            yield Finding(layout.name, message, "Add the field to the layout: text.")


@rule("L404", Severity.WARNING)
def draft_says_so(checked: CheckedSet) -> Findings:
    """A response that is not signed off says so, in every layout.

    The field ``draft_notice`` holds the words. Without them a draft that gets out looks like the
    published response.
    """
    message = "the layout does not show 'draft_notice', the words that mark a draft"
    for layout in _layouts_without(checked, "draft_notice"):
        yield Finding(layout, message, "Add {{ draft_notice }} near its head.")


@rule("L406", Severity.WARNING)
def notices_are_shown(checked: CheckedSet) -> Findings:
    """A response that was corrected or withdrawn says so, in every layout.

    The list ``notices`` holds the words: that the response was withdrawn, and what was corrected.
    It is mostly empty. A response that has a notice is not rendered with a layout that does not
    show it (L116).
    """
    message = "the layout does not show 'notices': that the response was withdrawn or corrected"
    hint = "Near its head, repeat {{ notice }} for each notice in notices."
    for layout in _layouts_without(checked, "notices[]"):
        yield Finding(layout, message, hint)


def _layouts_without(checked: CheckedSet, field: str) -> Iterator[str]:
    """Name the layouts of a response that do not show a field."""
    for document in checked.documents:
        if document.name != "response":
            continue
        for layout in (document.word, document.html):
            usage = _usage(layout)
            if layout is None or isinstance(layout, S55Error) or not (usage and usage.uses):
                continue
            if field not in _shown(usage):
                yield layout.name


@rule("L405", Severity.WARNING)
def fixed_words_are_the_same(checked: CheckedSet) -> Findings:
    """Words that are written in one layout are in the other too.

    A sentence that is typed into the Word layout alone is missing from the PDF and the web page.
    Better than in both layouts, fixed words are in the manifest, under ``labels`` or ``words``:
    then both have them. Headers, footers and the link that skips to the contents do not count.
    """
    for document in checked.documents:
        word, html = document.word, document.html
        if not isinstance(word, WordLayout) or not isinstance(html, HtmlLayout):
            continue
        in_word = _fixed_in_word(word)
        in_html = [found for part in (html, *html.parts) for found in _fixed_in_html(part)]
        all_word = " ".join(words for words, _ in in_word)
        all_html = " ".join(words for words, _, _ in in_html)
        hint = "Put the words into the manifest, or into both layouts."
        for words, place in in_word:
            if words not in all_html:
                yield Finding(word.name, f"{html.name} lacks the words '{words}', {place}", hint)
        for words, file, line in in_html:
            if words not in all_word:
                yield Finding(file, f"{word.name} lacks the words '{words}'", hint, line)


def _fixed_in_word(layout: WordLayout) -> list[tuple[str, str]]:
    """Find the words of the body that no tag writes, each with its place."""
    return [
        (words, layout.place(layout.main, paragraph))
        for paragraph in layout.stories[layout.main].iter(P)
        for words in _pieces(own_text(paragraph))
    ]


def _fixed_in_html(layout: HtmlLayout) -> list[tuple[str, str, int]]:
    """Find the words of the page that no tag writes, each with its file and line."""
    return [
        (words, layout.name, line)
        for text, line in texts_of(layout.source)
        for words in _pieces(text.replace(SHOWN, "{{}}"))
    ]


@rule("L407", Severity.WARNING)
def words_are_shown(checked: CheckedSet) -> Findings:
    """Each name under ``words`` in the manifest is shown by a layout.

    A layout shows ``{{ words.NAME }}``. A name that is misspelt in the manifest changes nothing:
    the words of the base stay. Those that a set takes from its base do not count.
    """
    manifest, base = checked.manifest, checked.template.base
    trees = [layout.parsed for layout in checked.word_layouts]
    trees += [layout.parsed for layout in checked.html_layouts]
    if not isinstance(manifest, Manifest) or not trees:
        return
    if any(isinstance(tree, TemplateSyntaxError) for tree in trees):
        return  # other rules report tags that cannot be read
    of_base = base.manifest.words if base and isinstance(base.manifest, Manifest) else {}
    shown = {name for tree in trees if isinstance(tree, nodes.Template) for name in _words(tree)}
    for name in manifest.words:
        if name not in shown and name not in of_base:
            near = difflib.get_close_matches(name, shown, 1)
            hint = f"Did you mean '{near[0]}'?" if near else "Show it in a layout, or take it out."
            yield Finding("manifest.yaml", f"no layout shows '{name}' of 'words'", hint)


def _words(tree: nodes.Template) -> Iterator[str]:
    """Yield the names in a layout's tags after ``words.``, in the second language too."""
    for found in tree.find_all((nodes.Getattr, nodes.Getitem)):
        match found:
            case (
                nodes.Getattr(node=owner, attr=str() as name)
                | nodes.Getitem(node=owner, arg=nodes.Const(value=str() as name))
            ) if getattr(owner, "name", getattr(owner, "attr", "")) == "words":
                yield name


def _pieces(text: str) -> list[str]:
    pieces = (" ".join(piece.split()) for piece in _TAG.split(text))
    return [piece for piece in pieces if sum(letter.isalpha() for letter in piece) >= _LEAST]


_TAG = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_LEAST = 3
"""Texts with fewer letters are not compared: a bracket, a bullet, 'to'."""
