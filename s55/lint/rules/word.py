"""Rules for the Word styles that a layout needs."""

from __future__ import annotations

from s55.errors import S55Error
from s55.lint.parsed.checked import CheckedSet
from s55.lint.parsed.word import WordLayout
from s55.lint.rule import Finding, Findings, rule
from s55.problems import Severity
from s55.templating.manifest import StyleNames
from s55.word.xml import w

_CHARACTER = frozenset({"strong", "emphasis", "inline_code", "hyperlink", "placeholder"})
_TABLE = frozenset({"table"})
_IN_FORMS = frozenset({"form_text", "placeholder"})
_FORMS = ("invitation", "translation", "progress form")
_LISTS = ("bullet_list", "numbered_list")
_HEADINGS = range(3, 7)
_TRACKED = tuple(map(w, ("ins", "del", "moveFrom", "moveTo", "pPrChange", "rPrChange")))


def _kind(key: str) -> str:
    if key in _CHARACTER:
        return "character"
    return "table" if key in _TABLE else "paragraph"


@rule("L501")
def word_styles_are_there(checked: CheckedSet) -> Findings:
    """The Word layout has every style that text of a draft takes.

    Paragraphs, lists, quotations, tables, bold text and links of a draft take the styles that the
    manifest names under ``word_styles`` (docs/templates.md lists them). In Word, *Styles*, *New
    Style* makes one; its kind (paragraph, character, table) has to be the one that the message
    names.
    """
    for document in checked.documents:
        if not isinstance(document.word, WordLayout):
            continue
        named = checked.styles_in(document.word)
        for key in StyleNames.model_fields:
            if key in _IN_FORMS and document.name not in _FORMS:
                continue
            problem = _missing(document.word, _kind(key), getattr(named, key))
            if problem:
                yield Finding(document.word.name, *problem)


def _missing(layout: WordLayout, kind: str, name: str) -> tuple[str, str] | None:
    try:
        layout.named_styles.style_id(kind, name)
    except S55Error as failure:
        (problem,) = failure.problems
        hint = (
            f"{problem.hint.partition('?')[0]}? " if problem.hint.startswith("Did you mean") else ""
        )
        return problem.message, (
            f"{hint}Add a {kind} style '{name}' in Word, or name another under word_styles in the "
            "manifest (under those of 'invitation' for its layout)."
        )
    return None


@rule("L502")
def list_styles_have_numbering(checked: CheckedSet) -> Findings:
    """The styles of bulleted and numbered lists have bullets and numbers of their own.

    A list of a draft takes its bullets, numbers and indents from the style. In Word, modify the
    style, choose *Format*, *Numbering*, and pick bullets or numbers.
    """
    for layout in checked.word_layouts:
        named = checked.styles_in(layout)
        for key in _LISTS:
            name = getattr(named, key)
            if _missing(layout, "paragraph", name):
                continue
            if layout.named_styles.numbering_id(name) is None:
                message = f"the list style '{name}' has no bullets or numbers"
                yield Finding(layout.name, message, "Modify the style: Format, Numbering.")


@rule("L503", Severity.WARNING)
def heading_styles_are_there(checked: CheckedSet) -> Findings:
    """The Word layout has the heading styles that a draft's own headings take.

    A heading within a text (``### Training``) takes Word's style Heading 3, 4, 5 or 6, whichever
    fits below its section. A style that is missing is shown by Word in its own way,
    which may be another font and colour than the rest.
    """
    for layout in checked.word_layouts:
        for level in _HEADINGS:
            if _missing(layout, "paragraph", f"heading {level}"):
                hint = f"Use the style Heading {level} once in Word, and give it a look."
                yield Finding(layout.name, f"the style 'Heading {level}' is missing", hint)


@rule("L504", Severity.WARNING)
def layouts_have_no_tracked_changes(checked: CheckedSet) -> Findings:
    """The Word layout has no tracked changes.

    They would be in every published file, with the name of whoever made them. Accept or reject all
    of them (*Review*, *Accept All Changes*) and turn *Track Changes* off.
    """
    for layout in checked.word_layouts:
        changes = [one for root in layout.stories.values() for one in root.iter(*_TRACKED)]
        if changes:
            authors = sorted({one.get(w("author"), "") for one in changes} - {""})
            by = f" by {', '.join(authors)}" if authors else ""
            message = f"it holds tracked changes{by}, which every document would show"
            yield Finding(layout.name, message, "Accept or reject all of them in Word, and save.")
