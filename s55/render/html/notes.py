"""Put the notes of a page at its end, numbered in their order, with links there and back.

Where a note belongs, the page first holds the whole note between two characters that no draft can
hold; when the page is finished, its order is known.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from s55.records import dataclass
from s55.templating.manifest import SetManifest

_OPEN, _CLOSE = "\ue010", "\ue011"
_HELD = re.compile(f"\\s*{_OPEN}(.*?){_CLOSE}", re.DOTALL)
_PARAGRAPH = Markup("<p>")
_MAIN_ENDS, _BODY_ENDS = "</main>", "</body>"


@dataclass(frozen=True, slots=True)
class PageWithNotes:
    """A page, and the number after that of its last note."""

    page: str
    next_note: int


def held_note(content: Markup) -> Markup:
    """Write a note at its place, for :func:`with_notes`."""
    return Markup("{}{}{}").format(_OPEN, content, _CLOSE)


def opened_with(opening: Markup, content: Markup) -> Markup:
    """Put something before the words of an entry, in their paragraph if they have one."""
    if content.startswith(_PARAGRAPH):
        return _PARAGRAPH + opening + content[len(_PARAGRAPH) :]
    return opening + content


def with_notes(page: str, manifest: SetManifest, first: int = 1) -> PageWithNotes:
    """Number the notes of a page and move them to its end.

    The roles are those of DPUB-ARIA 1.1.

    Args:
        page: the page, as its layout writes it.
        manifest: that of its template set, for the heading.
        first: the number of its first note.
    """
    numbered, notes = _numbered(page, manifest.notes.back, first, "")
    if not notes:
        return PageWithNotes(page, first)
    section = Markup(
        '<section class="notes" role="doc-endnotes">\n<h2>{}</h2>\n'
        '<ol start="{}" style="list-style-type: \'\'">\n{}</ol>\n</section>\n'
    ).format(_heading(manifest), first, Markup("").join(notes))
    ends = _MAIN_ENDS if _MAIN_ENDS in numbered else _BODY_ENDS
    before, end, after = numbered.rpartition(ends)
    return PageWithNotes(f"{before}{section}{end}{after}", first + len(notes))


def text_with_notes(text: Markup, back: str, key: str) -> Markup:
    """Number the notes of one text and put them below it.

    Args:
        text: the text, as :func:`s55.render.html.blocks.blocks_html` writes it.
        back: the words of the way back from a note.
        key: tells the notes of this text from those of others on the page.
    """
    numbered, notes = _numbered(text, back, 1, f"{key}-")
    if not notes:
        return text
    return Markup('{}\n<ol class="notes">\n{}</ol>').format(
        Markup(numbered),  # noqa: S704  # the text, with numbers for its notes
        Markup("").join(notes),
    )


def _numbered(page: str, back: str, first: int, key: str) -> tuple[str, list[Markup]]:
    """Put a number in the place of each note; give the notes as entries of a list, too."""
    notes: list[Markup] = []

    def reference(found: re.Match[str]) -> str:
        number = first + len(notes)
        way = Markup(
            '<a href="#noteref-{0}{1}" role="doc-backlink" aria-label="[{1}] {2}">[{1}]</a> '
        ).format(key, number, back)
        words = opened_with(way, Markup(found[1]))  # noqa: S704  # what held_note was given
        notes.append(Markup('<li id="note-{}{}">{}</li>\n').format(key, number, words))
        return Markup(
            '<sup><a id="noteref-{0}{1}" href="#note-{0}{1}" role="doc-noteref">[{1}]</a></sup>'
        ).format(key, number)

    return _HELD.sub(reference, page), notes


def _heading(manifest: SetManifest) -> str:
    """Return the heading over the notes, in both languages of a set that has two."""
    heading = manifest.notes.heading
    second = getattr(manifest, "second", None)
    other = second.messages.get(heading) if second else None
    return f"{heading} / {other}" if other else heading
