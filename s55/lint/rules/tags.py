"""Rules for tags: whether they are whole, in the right place, and can be read."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator

from jinja2 import TemplateSyntaxError

from s55.lint.parsed.checked import CheckedSet, HtmlLayout, environment
from s55.lint.parsed.word import WordLayout
from s55.lint.parsed.word_tags import TagFault, TagFaultKind, own_text
from s55.lint.rule import Finding, Findings, rule
from s55.problems import Severity
from s55.render.html.tag_faults import mismatch_in
from s55.word.xml import R_RUN, RPR, T

_ANY_TAG = re.compile(r"\{([{%#]).*?[}%#]\}", re.DOTALL)
_CURLY_QUOTES = re.compile("[“”„‘’]")
_MESSAGE_OF = Callable[[TagFault], str]


def _faults(checked: CheckedSet, *kinds: TagFaultKind) -> Iterator[tuple[WordLayout, TagFault]]:
    for layout in checked.word_layouts:
        for fault in layout.tag_faults:
            if fault.kind in kinds:
                yield layout, fault


def _found(checked: CheckedSet, say: _MESSAGE_OF, hint: str, *kinds: TagFaultKind) -> Findings:
    for layout, fault in _faults(checked, *kinds):
        yield Finding(layout.name, f"{say(fault)}, {layout.place_of_fault(fault)}", hint)


@rule("L301")
def tag_is_closed(checked: CheckedSet) -> Findings:
    """A tag that is opened is closed, in the same paragraph.

    ``{{`` needs ``}}``, and ``{%`` needs ``%}``. A bracket is soon lost when text is cut in Word. A
    tag that is closed only in a later paragraph would join the two paragraphs and lose the look of
    one of them. What is no whole tag would be printed as it stands. Write the whole tag in one
    paragraph.
    """
    hint = "Write the whole tag in one paragraph: {{ field }} or {% ... %}."
    yield from _found(
        checked,
        lambda f: f"the tag '{f.words['open']}' is not closed",
        hint,
        TagFaultKind.NOT_CLOSED,
    )
    say = "the tag '{}' is closed only in a later paragraph".format
    yield from _found(checked, lambda f: say(f.words["open"]), hint, TagFaultKind.CLOSED_LATER)
    nothing = "'{}' closes a tag that nothing opens".format
    yield from _found(checked, lambda f: nothing(f.words["close"]), hint, TagFaultKind.NOT_OPENED)
    yield from _mismatches(checked, of_tags=True)


def _mismatches(checked: CheckedSet, *, of_tags: bool) -> Findings:
    """Find what keeps the HTML layouts from being read: tags that are not closed, or blocks."""
    for page in checked.html_layouts:
        found = mismatch_in(page.source) if _is_unreadable(page) else None
        if found is not None and found.is_tag is of_tags:
            yield Finding(page.name, found.message, found.hint, found.line)


def _is_unreadable(page: HtmlLayout) -> bool:
    failure = page.parsed
    return isinstance(failure, TemplateSyntaxError) and not _is_unknown(failure)


@rule("L302")
def deleted_text_has_no_tags(checked: CheckedSet) -> Findings:
    """A tracked deletion holds no tag.

    Word keeps text that was deleted with *Track Changes* until the change is accepted. The tag in
    it would still be filled in, and what it shows would stay in the history of every document.
    Accept or reject all changes in the layout.
    """
    hint = "Accept or reject all tracked changes in Word, and save the layout."
    yield from _found(
        checked, lambda f: "a deleted passage still holds a tag", hint, TagFaultKind.DELETED
    )


@rule("L303")
def block_has_its_end(checked: CheckedSet) -> Findings:
    """Each ``{% if %}`` and ``{% for %}`` has its end, and each end has its beginning.

    ``{% if ... %}`` ends with ``{% endif %}``, ``{% for ... %}`` with ``{% endfor %}``. They are
    easily lost when a paragraph or a row is deleted.
    """
    hint = "Add the missing tag, or delete the one that is left over."
    say = "'{{% {0} %}}' has no '{{% end{0} %}}'".format
    yield from _found(checked, lambda f: say(f.words["word"]), hint, TagFaultKind.NO_END)
    left = "'{}' ends nothing that was begun".format
    yield from _found(checked, lambda f: left(f.words["raw"]), hint, TagFaultKind.NO_BEGINNING)
    yield from _mismatches(checked, of_tags=False)


@rule("L304")
def tag_can_be_read(checked: CheckedSet) -> Findings:
    """The words in a tag can be read.

    A tag shows a field (``{{ item.text }}``), asks (``{% if section.notice %}``) or repeats
    (``{% for item in section.items %}``). docs/templates.md explains them.
    """
    hint = "Correct the tag; docs/templates.md shows how they are written."
    say = "the tag cannot be read ({})".format
    yield from _found(checked, lambda f: say(f.words["message"]), hint, TagFaultKind.UNREADABLE)
    for layout in checked.word_layouts:
        failure = layout.parsed
        # Tags are read one by one; what shows only in all of them is found by parsing them all.
        if isinstance(failure, TemplateSyntaxError) and not layout.tag_faults:
            place = layout.place_of_line(failure.lineno)
            yield Finding(layout.name, f"{say(_why(failure))}, {place}", hint)
    for page in checked.html_layouts:
        failure = page.parsed
        if isinstance(failure, TemplateSyntaxError) and not (
            _is_unknown(failure) or mismatch_in(page.source)
        ):
            yield Finding(page.name, say(_why(failure)), hint, failure.lineno)


def _why(failure: TemplateSyntaxError) -> str:
    return (failure.message or "it is not well written").rstrip(".")


def _is_unknown(failure: TemplateSyntaxError) -> bool:
    return (failure.message or "").startswith(("No filter named", "No test named"))


@rule("L305")
def filter_exists(checked: CheckedSet) -> Findings:
    """A filter (after ``|``) and a test (after ``is``) exist.

    ``{{ title | upper }}`` writes a text in capitals; ``upper`` is a filter. Those of Jinja can be
    used, and in HTML ``data_uri``.
    """
    known = environment()
    for layout, fault in _faults(checked, TagFaultKind.NO_FILTER, TagFaultKind.NO_TEST):
        names = known.filters if fault.kind == TagFaultKind.NO_FILTER else known.tests
        what = "filter" if fault.kind == TagFaultKind.NO_FILTER else "test"
        yield _unknown_filter(
            layout.name, what, fault.words["name"], list(names), layout.place_of_fault(fault)
        )
    for page in checked.html_layouts:
        failure = page.parsed
        if isinstance(failure, TemplateSyntaxError) and _is_unknown(failure):
            words = failure.message or ""
            what = "filter" if "filter" in words else "test"
            names = known.filters if what == "filter" else known.tests
            name = words.partition("'")[2].partition("'")[0]
            found = _unknown_filter(page.name, what, name, list(names), "")
            yield Finding(found.file, found.message, found.hint, failure.lineno)


def _unknown_filter(file: str, what: str, name: str, names: list[str], place: str) -> Finding:
    near = difflib.get_close_matches(name, names, 1)
    hint = f"Did you mean '{near[0]}'?" if near else f"Take the {what} out."
    where = f", {place}" if place else ""
    return Finding(file, f"there is no {what} '{name}'{where}", hint)


@rule("L306")
def loop_name_stays_in_its_loop(checked: CheckedSet) -> Findings:
    """The name of a loop is used between its ``{% for %}`` and ``{% endfor %}`` alone.

    Outside of them it means nothing, and the layout cannot be rendered.
    """
    hint = "Move the tag into the loop."
    say = "'{}' is used outside its loop".format
    for layout in checked.word_layouts:
        for name in layout.usage.outside:
            place = layout.place_of_line(name.line)
            yield Finding(layout.name, f"{say(name.name)}, {place}", hint)
    in_pages = [
        Finding(name.part or page.name, say(name.name), hint, name.line)
        for page in checked.pages
        for name in page.usage.outside
    ]
    yield from dict.fromkeys(in_pages)  # two pages may include the same file


@rule("L307")
def paragraph_and_row_tags_stand_right(checked: CheckedSet) -> Findings:
    """A tag that begins with ``{%p``, ``{%tr`` or ``{%tc`` is in a place where it works.

    ``{%p`` takes its paragraph with it, ``{%tr`` its row, ``{%tc`` its cell. So the beginning and
    the end of a block are of the same kind; ``{%tr`` and ``{%tc`` are in a table; the two ``{%p``
    tags of a block are in two paragraphs, the two ``{%tr`` tags in two rows of one table, and the
    two ``{%tc`` tags in one row. There is no space before ``p``, ``tr`` and ``tc``.
    """
    for kind, (say, hint) in _PLACES.items():
        for layout, fault in _faults(checked, kind):
            yield Finding(
                layout.name, f"{say.format(**fault.words)}, {layout.place_of_fault(fault)}", hint
            )


_PLACES = {
    TagFaultKind.OWN_BRACKETS: (
        "a tag '{prefix}' holds a '%' or '}}' of its own",
        "Work the value out first with {% set %}.",
    ),
    TagFaultKind.SPACE: (
        "there is a space before '{prefix}'",
        "Take the space out: {%p, {%tr, {%tc.",
    ),
    TagFaultKind.OUTSIDE_TABLE: (
        "'{raw}' is outside a table",
        "Write {%p ... %}, or put the tag into a row.",
    ),
    TagFaultKind.OTHER_PREFIX: (
        "'{close}' ends '{open}', which is a tag of another kind",
        "Write p, tr or tc at both, or at neither.",
    ),
    TagFaultKind.OTHER_TABLE: (
        "the block from '{open}' to '{close}' goes from one table into another",
        "Put both tags into rows of one table.",
    ),
    TagFaultKind.SAME_ROW: (
        "'{open}' and '{close}' are in one row",
        "Give each its own row.",
    ),
    TagFaultKind.OTHER_ROW: (
        "'{open}' and '{close}' are in different rows",
        "Put both into the same row, or write tr for both.",
    ),
    TagFaultKind.OUTSIDE_CELL: (
        "'{raw}' works in a cell of a table only",
        "Move the tag, or take it out.",
    ),
    TagFaultKind.SAME_PARAGRAPH: (
        "'{open}' and '{close}' are in one paragraph",
        "Give each its own paragraph, or leave out the p.",
    ),
}


@rule("L308")
def nothing_stands_beside_a_paragraph_tag(checked: CheckedSet) -> Findings:
    """A ``{%p`` tag is alone in its paragraph, and a ``{%tr`` tag in its row.

    The tag takes its whole paragraph or row with it, so words beside it would vanish without a
    sign.
    """
    hint = "Give the words a paragraph or a row of their own."
    say = "'{rest}' beside the tag '{raw}' would be lost".format
    yield from _found(checked, lambda f: say(**f.words), hint, TagFaultKind.BESIDE)


@rule("L309", Severity.WARNING)
def quotation_marks_are_straight(checked: CheckedSet) -> Findings:
    """Quotation marks within a tag are straight.

    Word makes curly quotation marks of straight ones while you type. s55 corrects them in a tag
    where it is certain how, but cannot correct a mixture of both. Undo the change (Ctrl+Z right
    after typing), or turn off *Straight quotes with smart quotes* under AutoCorrect.
    """
    hint = "Replace the curly quotation marks in the tag with straight ones."
    for layout in checked.word_layouts:
        for part, paragraph in layout.paragraphs():
            for tag in _ANY_TAG.finditer(own_text(paragraph)):
                if _CURLY_QUOTES.search(tag[0]) and tag[1] != "#":
                    place = layout.place(part, paragraph, tag[0])
                    yield Finding(layout.name, f"a tag has curly quotation marks, {place}", hint)


@rule("L310", Severity.WARNING)
def tag_has_one_look(checked: CheckedSet) -> Findings:
    """The whole of a tag has one look.

    Word cuts text into pieces where its look changes, and where its spelling checker stopped. The
    pieces of a tag are put together again before it is filled in, and what it shows takes the look
    of its first piece. So a tag that is half bold works, and looks otherwise than it seems to in
    the layout. Select the whole tag and press Ctrl+Space.
    """
    hint = "Select the whole tag in Word, press Ctrl+Space, and give it one look."
    for layout in checked.word_layouts:
        for part, paragraph in layout.paragraphs():
            looks = _looks(paragraph)
            text = "".join(words for words, _ in looks)
            at = [look for words, look in looks for _ in words]
            for tag in _ANY_TAG.finditer(text):
                if len(set(at[tag.start() : tag.end()])) > 1:
                    place = layout.place(part, paragraph, tag[0])
                    yield Finding(layout.name, f"parts of a tag look different, {place}", hint)


def _looks(paragraph: object) -> list[tuple[str, bytes]]:
    """Give the text of each run with its look, without marks of the spelling checker."""
    from lxml import etree

    found = []
    if isinstance(paragraph, etree._Element):
        for run in paragraph.iter(R_RUN):
            words = "".join(node.text or "" for node in run.iterchildren(T))
            properties = run.find(RPR)
            kept = [] if properties is None else [p for p in properties if _is_look(p)]
            found.append((words, b"".join(sorted(etree.tostring(p, method="c14n") for p in kept))))
    return found


def _is_look(prop: object) -> bool:
    from lxml import etree

    name = etree.QName(prop).localname if isinstance(prop, etree._Element) else ""
    return name not in {"lang", "noProof", "rtl"}
