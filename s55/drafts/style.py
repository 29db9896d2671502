"""Give hints on plain language: what readers may stumble over in the texts of a response.

A hint is a warning that stops nothing, not even a final response. The report's words are not the
office's to change: items and quotations are passed over.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import replace

from s55.drafts.load import Draft
from s55.model.office import Settings
from s55.model.response import Response
from s55.problems import Problem, errors_of, in_order, warning
from s55.richtext.prose import Passage, count_words, passages_of, sentences_of
from s55.rules.abbreviations import WELL_KNOWN, abbreviations_in, explained_in
from s55.rules.final import printed_texts
from s55.sources.texts import line_in_file, markdown_texts
from s55.sources.tree import Loc, format_path

MOST_WORDS = 35
"""Words of a sentence; GOV.UK advises 25."""

_SHOWN = 60
"""How many characters of a sentence a message quotes."""
_OF_THE_REPORT = "text"
"""The text of an item, which the report words."""
_FORCE = frozenset({"chief_officer", "force_action"})
_AGREE = "These are the force's words: agree a change with the force."
_EMPTY_WORDS = frozenset(
    (
        "here|click here|click|this|this link|link|the link|this page|page|this website|website|"
        "this site|read more|more|see more|learn more|find out more|more information|see here|"
        "read here|read it here|available here|found here|can be found here|follow this link|"
        "download|download here|view|view here|go|details|more details"
    ).split("|")
)
"""Words of links that say nothing without those around them (WCAG 2.2, 2.4.4)."""


def style_warnings(
    draft: Draft, settings: Settings | None, found: Iterable[Problem]
) -> list[Problem]:
    """Give hints on plain language: T240 to T242, each a warning.

    Args:
        draft: the draft; its texts in a second language are passed over.
        settings: the office's settings, whose names need no explanation.
        found: the problems of the draft; a text with errors of its own is passed over.
    """
    broken = {one.path for one in errors_of(found) if one.code.startswith("T")}
    texts = printed_texts(draft.response)
    printed = {path: text for path, text in texts if not path.startswith("translation.")}
    known = set(WELL_KNOWN | _names(settings))
    known.update(short for text in printed.values() for short in explained_in(text))
    problems = list(_link_of_report(draft.response))
    for loc, node in markdown_texts(draft.root, Response):
        path = format_path(loc)
        if path not in printed or path in broken or loc[-1] == _OF_THE_REPORT:
            continue
        for passage in passages_of(node.text):
            for one in (*_unexplained(passage, known), *_long(passage), *_empty_links(passage)):
                line = line_in_file(draft.text, node, one.line or 1)
                problems.append(replace(_for_the_force(one, loc), path=path, line=line))
    return in_order(draft.located(problems))


def _names(settings: Settings | None) -> set[str]:
    """List the abbreviations in the names of the office, its bodies, the force and inspectors."""
    if settings is None:
        return set()
    office, force = settings.office, settings.force
    names = [office.name, office.abbreviation, force.name, force.short_name or ""]
    names += [one.abbreviation for one in settings.inspectorate]
    names += [words for one in settings.policing_body for words in (one.title, one.abbreviation)]
    names += [one.title for one in settings.chief_officer]
    return {one.letters for name in names for one in abbreviations_in(name)}


def _for_the_force(problem: Problem, loc: Loc) -> Problem:
    """Say so where the words are the force's, which the office does not change alone."""
    if _FORCE.isdisjoint(loc):
        return problem
    return replace(problem, hint=f"{problem.hint} {_AGREE}")


def _unexplained(passage: Passage, known: set[str]) -> Iterator[Problem]:
    """T240 for each abbreviation that is not known; from then on it is."""
    for one in abbreviations_in(passage.words):
        if one.letters not in known:
            known.add(one.letters)
            yield warning(
                "T240",
                f"the abbreviation '{one.letters}' is never explained in the response",
                f"Write it out where it is first used: the full name ({one.letters}).",
                line=passage.line_at(one.start),
            )


def _long(passage: Passage) -> Iterator[Problem]:
    """T241 for each sentence that is too long."""
    for sentence in sentences_of(passage):
        if (count := count_words(sentence.words)) > MOST_WORDS:
            shown = textwrap.shorten(sentence.words, _SHOWN, placeholder=" …")
            yield warning(
                "T241",
                f"a sentence has {count} words: '{shown}'",
                "Divide it, or make a list of it.",
                line=sentence.line,
            )


def _empty_links(passage: Passage) -> Iterator[Problem]:
    """T242 for each link of which the words say nothing."""
    return (_empty_link(link.words, link.line) for link in passage.links if _is_empty(link.words))


def _link_of_report(response: Response) -> Iterator[Problem]:
    words = response.inspection.link.text
    if words and _is_empty(words):
        hint = "Write the title of the report."
        yield replace(_empty_link(words, None), hint=hint, path="inspection.link.text")


def _is_empty(words: str) -> bool:
    return " ".join(re.findall(r"\w+", words.lower())) in _EMPTY_WORDS


def _empty_link(words: str, line: int | None) -> Problem:
    return warning(
        "T242",
        f"the words of a link do not say where it leads: '{' '.join(words.split())}'",
        "Name what it leads to, for example: [the policing plan](https://...).",
        line=line,
    )
