"""Tell what is wrong with a file in the words of the desk, with the place where it is put right.

Messages name the keys, lines and options that people in a terminal see. Who is at the desk sees the
names of fields instead. What only an editor can put right keeps its file, line and keys.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import NamedTuple
from urllib.parse import quote

from s55.drafts.facts import fact_groups
from s55.drafts.load import Draft
from s55.drafts.texts import TextPlace, text_places
from s55.drafts.translation.pairs import source_texts
from s55.model.response import Response
from s55.problems import Problem
from s55.records import dataclass
from s55.sources.facts import Fact, FactGroup, FactKind


class Advice(NamedTuple):
    """What is said at the desk about a problem, by its code.

    Attributes:
        hint: what to do, in place of the problem's own hint; '' for that one.
        form: the form of the response at which it is done; '' where its path leads there.
        at: the part of the draft at which it is done: '.action' below the problem's path, '..owner'
            beside it; '' for the path itself.
    """

    hint: str = ""
    form: str = ""
    at: str = ""


class PutRight(NamedTuple):
    """A problem as the desk tells it.

    Attributes:
        problem: the problem, in the words of the desk.
        address: the page or the part of a page where it is put right; '' where that is the file.
    """

    problem: Problem
    address: str


_SENT = "When it is sent, record it."
_APPROVE_AGAIN = "Undo the change, or have it approved, and record the approval again."
_EXPLAIN = "Choose what you do about it, and explain it in your comments or below your choice."
_NUMBER_ALONE = "Write the number alone; the documents add the words."
_OWN_NUMBER = "A number of your own has a field for itself."

ADVICE: Mapping[str, Advice] = {
    "S55-4": Advice("Write the invitation; if it is sent already, give that day.", "invite"),
    "S55-5": Advice("Write your opening, or comments on the items.", at=".opening"),
    "S55-5A": Advice("When it is on the website, record it.", "record"),
    "S55-5B": Advice(_EXPLAIN, at=".action"),
    "S55-6": Advice(_SENT, "record"),
    "C401": Advice("", "record"),
    "C402": Advice("Check the day. To replace the invitation, write it again.", "invite"),
    "C403": Advice("Ask for them earlier: write the invitation again.", "invite"),
    "D107": Advice("Say that there are none, or remove the items; not both.", at=".none"),
    "D108": Advice("Say that the report has none; or add the items.", at=".none"),
    "D110": Advice("Add them.", "item"),
    "D112": Advice("Give the reason.", at="..reason_not_applicable"),
    "D115": Advice("When it is approved, record by whom and on which day.", "sign"),
    "D134": Advice("Correct the one that is wrong."),
    "D141": Advice("Write what is missing."),
    "D142": Advice("Compare it with the report, and delete the note."),
    "D143": Advice("Find it out, and write it down."),
    "D145": Advice(_APPROVE_AGAIN, "sign"),
    "D146": Advice(_APPROVE_AGAIN, "sign"),
    "D147": Advice("If the text is what was approved, record the approval again.", "sign"),
    "D156": Advice("If that belongs to the text, write the whole text again here."),
    "D157": Advice("Delete them; or use straight ones (' or \"), which are not printed."),
    "D160": Advice(_NUMBER_ALONE),
    "D161": Advice(f"Leave it empty where the report has none. {_OWN_NUMBER}"),
    "D162": Advice("Give each another one."),
    "D163": Advice("Empty one of the two fields."),
    "D164": Advice(
        "Remove one. If the report has both, give their headings, or numbers of your own."
    ),
    "D165": Advice("To tell them apart, give each a number of your own.", at=".office_number"),
    "D176": Advice(_SENT, "record"),
    "D177": Advice(
        "Publish it again and record that it was corrected; or put the draft back as it was.",
        "correct",
    ),
    "D190": Advice("Add a place for each, or write the table for a translator.", "translations"),
    "D191": Advice("Correct the translation, or send it out again.", "translations"),
    "D192": Advice("If it is, add the places that are missing: that marks it so.", "translations"),
    "D196": Advice("Fill it in; an approval stays valid.", at="letter.our_reference"),
    "W105": Advice("Give the address of the folder to which you upload them."),
    "T201": Advice("Use the buttons of the text editor; for a plain < write \\<."),
    "T213": Advice("Write each on a line of its own, with an empty line before the first."),
}
"""What is said at the desk in place of hints that name keys, options or lines of a file."""

_FORMS = {"chief_officer.invited": "invite", "sign_off": "sign"}
"""The forms at which what is recorded at a path can be replaced."""
_IN_FILE = frozenset({"D101", "D111"})
"""The codes of what no form can put right: a key that nobody knows, a format."""
_NOT_SHOWN = ("'a group of keys'", "'a list'")
"""How messages about values end that the field of a fact does not show, and would replace."""
_PARTS = {"distribution": "the record of what was sent"}
"""What the desk calls parts of a draft that messages quote, and that have no fields."""
_BY_KIND = {
    FactKind.DAY: "Give the day in three numbers, for example 27 3 2026.",
    FactKind.NUMBER: "Write digits only.",
    FactKind.NUMBERS: "Write digits only, with a comma between two numbers.",
    FactKind.LINES: "Write each on a line of its own.",
    FactKind.YES_NO: "Choose one of those offered.",
    FactKind.CHOICE: "Choose one of those offered.",
}
_INVALID = frozenset({"D102", "D103", "D104"})
"""The codes of what is missing, or not what its field needs."""
_OF_TRANSLATIONS = frozenset({"D190", "D191", "D192", "D193", "D194", "D195"})
_MISSING = re.compile(r"^('[\w.\[\]]+') (?:is missing in|in) '[\w.\[\]]+'(?: is empty)?$")
_QUOTED = re.compile(r"'([a-z_]+(?:\[\d+\])?(?:\.[a-z_]+(?:\[\d+\])?)*)'")
_SIGNS = re.compile(r"[_.\[\]]+")
_ENTRY = re.compile(r"\[\d+\]$")


class _Title(NamedTuple):
    """What a place of a draft is called.

    Attributes:
        group: what it belongs to.
        title: what it is.
    """

    group: str
    title: str

    @property
    def whole(self) -> str:
        """Name both, as a message does."""
        return f"“{self.group}: {self.title}”"


@dataclass(frozen=True, slots=True)
class DraftAtDesk:
    """Where the desk shows and changes what a draft says, or another file of the office.

    Attributes:
        name: the name of the draft; '' for another file.
        texts: its texts.
        groups: its facts.
        fields: the paths of what is translated, by the names that the translations have for them.
        titles: what each place belongs to and what it is called, by its path.
        page: the page on which its facts are changed.
    """

    name: str
    texts: Sequence[TextPlace] = ()
    groups: Sequence[FactGroup] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, _Title] = field(default_factory=dict)
    page: str = ""

    @classmethod
    def of(cls, name: str, text: str, draft: Draft | None) -> DraftAtDesk:
        """List the places of a draft; of one that cannot be understood, its facts alone.

        Args:
            name: the name of the draft.
            text: its text.
            draft: the draft.
        """
        facts = cls.of_facts(name, fact_groups(text))
        if draft is None:
            return facts
        texts = text_places(draft)
        titles = {one.path: _Title(one.group, one.title) for one in texts}
        fields = {one.field: one.path for one in source_texts(draft.response)}
        return replace(facts, texts=texts, fields=fields, titles={**facts.titles, **titles})

    @classmethod
    def of_facts(cls, name: str, groups: Sequence[FactGroup], page: str = "") -> DraftAtDesk:
        """Take facts alone, for a form that has no other fields.

        Args:
            name: the name of the draft; '' for another file.
            groups: the facts.
            page: the page on which they are changed; '' for that of the draft.
        """
        titles = {
            fact.path: _Title(group.title, fact.title) for group in groups for fact in group.facts
        }
        page = page or f"{_response(name)}/facts"
        return cls(name, groups=groups, titles=titles, page=page)

    def told(self, problem: Problem) -> PutRight:
        """Tell a problem in the words of the desk.

        What only an editor can put right stays as it is.
        """
        advice = ADVICE.get(problem.code, Advice())
        path = self._where(problem, advice)
        address = self._address(problem, advice, path)
        if not address:
            return PutRight(problem, "")
        hint = advice.hint or problem.hint
        if problem.code in _INVALID:
            hint = self._how(path)
        message = self._in_words(problem)
        told = replace(problem, message=message, hint=hint, file=None, line=None, column=None)
        return PutRight(told, address)

    def all_told(self, problems: Iterable[Problem]) -> list[Problem]:
        """Tell problems in the words of the desk, on a page where they need no links."""
        return [self.told(one).problem for one in problems]

    # --- where ------------------------------------------------------------------------

    def _where(self, problem: Problem, advice: Advice) -> str:
        """Give the path of the place at the desk where a problem is put right; '' for none."""
        if problem.code in _IN_FILE or problem.message.endswith(_NOT_SHOWN):
            return ""
        beside = problem.path.rpartition(".")[0]
        paths = [problem.path, _ENTRY.sub("", problem.path)]
        if advice.at.startswith(".."):
            paths[:0] = [f"{beside}{advice.at[1:]}"]
        elif advice.at:
            paths[:0] = [f"{problem.path}{advice.at}" if advice.at[0] == "." else advice.at]
        return next((one for one in paths if one in self.titles), "")

    def _address(self, problem: Problem, advice: Advice, path: str) -> str:
        form = advice.form or next(
            (one for at, one in _FORMS.items() if f"{problem.path}.".startswith(f"{at}.")), ""
        )
        response = _response(self.name)
        if form and self.name:
            return f"{response}/{form}"
        for one in self.texts:
            if one.path == path:
                return f"{response}/write?at={quote(one.at, safe='')}"
        for group, fact in self._facts():
            if fact.path == path:
                of, to = quote(group.path, safe=""), quote(first_input(group.key(fact), fact))
                # The texts of another file are not among its fields: its page leads to each.
                return self.page if fact.kind is FactKind.TEXT else f"{self.page}?of={of}#{to}"
        return ""

    # --- words ------------------------------------------------------------------------

    def _facts(self) -> Iterator[tuple[FactGroup, Fact]]:
        for group in self.groups:
            for fact in group.facts:
                yield group, fact

    def _how(self, path: str) -> str:
        """Say how the field of a fact is filled in."""
        fact = next(fact for _, fact in self._facts() if fact.path == path)
        other = f"{fact.hint}." if fact.hint else "Write it in its field."
        return _BY_KIND.get(fact.kind, other)

    def _in_words(self, problem: Problem) -> str:
        """Write a message with the names of fields in place of paths and keys."""
        message = _MISSING.sub(r"\1 is missing", problem.message)
        message = message.replace("YAML takes", "the file takes")
        if problem.code in _OF_TRANSLATIONS:
            message = self._of_translations(message)
        return _QUOTED.sub(lambda found: self._named(found[1], problem) or found[0], message)

    def _named(self, key: str, problem: Problem) -> str:
        """Name what a message quotes, if that is a key or a path; '' if not."""
        if title := self.titles.get(key) or self.titles.get(_ENTRY.sub("", key)):
            return title.whole
        if key in _PARTS:
            return _PARTS[key]
        for path in (problem.path, f"{problem.path}.{key}", f"letter.{key}"):
            if path in self.titles and path.endswith(f".{key}"):
                title = self.titles[path]
                return f"“{title.title}”" if self.name else title.whole
        first, *inner = key.split(".")
        is_key = ("_" in key and not inner) or _ENTRY.sub("", first) in Response.model_fields
        return f"“{' '.join(_SIGNS.split(key)).strip()}”" if is_key else ""

    def _of_translations(self, message: str) -> str:
        """Name texts as the desk does in place of the names that the translations have for them."""
        names = "|".join(map(re.escape, self.fields))
        known = re.compile(rf"'?(?<![\w.])({names})(?![\w.\[])'?")
        return known.sub(lambda found: self._text_named(found[1]), message) if names else message

    def _text_named(self, name: str) -> str:
        path = self.fields[name]
        title = self.titles.get(path) or self.titles.get(_ENTRY.sub("", path))
        return title.whole if title else f"“{' '.join(_SIGNS.split(name)).strip()}”"


def _response(name: str) -> str:
    return f"/response/{quote(name, safe='')}"


def first_input(key: str, fact: Fact) -> str:
    """Give the id of the first input of a fact's field, to which a problem leads.

    Args:
        key: the name of the field.
        fact: the fact.
    """
    return f"{key}-day" if fact.kind is FactKind.DAY else key
