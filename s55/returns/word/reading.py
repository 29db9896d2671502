"""Read what each field of the draft says in a returned Word file."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable
from dataclasses import field

from lxml import etree

from s55.errors import ExitCode, S55Error
from s55.importers.readers.refusals import empty
from s55.importers.readers.word.lists import ListCounter
from s55.importers.readers.word.package import open_word
from s55.importers.readers.word.reader import Unread
from s55.model.distribution import STANDARD_RECIPIENTS
from s55.problems import Problem, error, warning
from s55.records import dataclass
from s55.returns.dates import day_of
from s55.returns.merge import merged
from s55.returns.particulars import LINK, LISTS, Particulars
from s55.returns.rereading import Rereader
from s55.returns.word import findings
from s55.returns.word.aligning import Outside, aligned, by_words, problems_of
from s55.returns.word.dropped import dropped, keeps_controls, was_dropped
from s55.returns.word.marks import Carried, Kind, carried_by
from s55.returns.word.notes import ReturnedNotes
from s55.returns.word.prompts import pieces_without_prompt, without_prompt
from s55.returns.word.shown import keep_what_shows
from s55.returns.word.structure import counted_on
from s55.returns.word.texts import TextReader, lines_of
from s55.returns.word.word_text import WordText
from s55.word.contents import ControlContent, FieldContents, contents_of, is_text, text_of
from s55.word.describe import shortened
from s55.word.numbering import Numbering
from s55.word.outline import Outline, lines_around, outline_in, outline_of
from s55.word.package import REDLINE_NAME, WordPackage
from s55.word.styles import WordStyles
from s55.word.xml import BOOKMARK_START, R_RUN, RPR, T, w

DATES = frozenset({"published", "date", "target_date", "due"})
"""The last parts of the paths of dates."""
_OF_APPENDIX = re.compile(r"appendix\d+_s55_")
_NOTE_PLACE = w("footnoteReference")
_PROMPT = "placeholder text"
_WORDS_OWN = frozenset(
    {
        "Click or tap here to enter text.",
        "Click or tap to enter a date.",
        "Choose an item.",
    }
)
"""What Word shows in a place that was emptied."""
_OTHERS = (*LISTS, LINK, "deadline")
"""What a response shows in words that are not the draft's own."""


@dataclass(slots=True)
class Returned:
    """What came back.

    Attributes:
        carried: what the file carries with it.
        said: what each field says in it, by its path; '' for an empty place. Fields that were
            not changed say what the file carries.
        problems: what a person should know of the file.
        typed: the text that was typed outside of the places, or may belong to several.
        images: the pictures in the places.
        tracked: the tracked changes of each field that has some, by its path.
    """

    carried: Carried
    said: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)
    images: list[findings.Image] = field(default_factory=list)
    tracked: dict[str, tuple[findings.TrackedChange, ...]] = field(default_factory=dict)


def carried_in(data: bytes, name: str) -> Carried | None:
    """Read what a returned file carries; None where s55 has put nothing into it.

    Raises:
        S55Error: R101 it is a paper for the panel, which holds several responses, a redline, which
            holds two versions, or a form for progress; I102 to I105 s55 cannot read it as a Word
            file.
    """
    package = open_word(data, name)
    carried = carried_by(package)
    if carried is not None and carried.kind is Kind.PROGRESS:
        problem = error(
            "R101",
            "the file is a form for the progress of items, perhaps of several responses",
            f"Record what it says: s55 update --from {shlex.quote(name)}",
        )
        raise S55Error([problem])
    if carried is None and REDLINE_NAME in dict(package.properties()):
        problem = error(
            "R101",
            "the file is a redline, which holds two versions of the response",
            "Write what was decided into the draft, or collect a Word file of 's55 render'.",
        )
        raise S55Error([problem])
    if carried is None and _is_paper(_body(package, name)):
        problem = error(
            "R101",
            "the file is a paper for the panel, which holds several responses",
            "Collect the Word file of the response alone, as 's55 render' made it.",
        )
        raise S55Error([problem])
    return carried


def _is_paper(body: etree._Element) -> bool:
    """Whether responses were put into the file as appendices: their marks say so."""
    names = (one.get(w("name")) or "" for one in body.iter(BOOKMARK_START))
    return any(_OF_APPENDIX.match(name) for name in names)


def carries_outline(data: bytes, name: str) -> bool:
    """Whether a returned file says how it looked when it was made."""
    return outline_in(open_word(data, name)) is not None


def read_returned(
    data: bytes, name: str, draft: str, made: bytes | None = None, instead: Carried | None = None
) -> Returned:
    """Read what each field of the draft says in a returned file.

    Args:
        data: the file.
        name: the file as the user named it.
        draft: the name of the draft, for advice.
        made: the same document as s55 makes it, by which text outside of the places and places
            that lost their marks are found where the file does not carry its outline any more.
        instead: what is taken where the file carries nothing.

    Raises:
        S55Error: R101 s55 has put nothing into it; I102 to I105 s55 cannot read it as a Word file.
    """
    package = open_word(data, name)
    carried = carried_by(package) or instead
    if carried is None:
        raise S55Error([foreign()], ExitCode.PROBLEMS)
    outline = outline_in(package)
    if outline is None and made:
        outline = outline_of(_body(open_word(made, name), name))
    return _ReturnedReader(package, carried, outline, _body(package, name), draft).read()


def _body(package: WordPackage, name: str) -> etree._Element:
    body = package.body
    if body is None:
        raise empty(name)
    return body


def foreign() -> Problem:
    """R101: s55 cannot tell what a file is."""
    return error(
        "R101",
        "s55 cannot match this file to the draft: it carries no data of s55",
        "Collect the file that 's55 invite' or 's55 render' made, filled in or edited. To start a "
        "draft from another file: s55 import FILE.",
    )


class _ReturnedReader:
    """Reads one file."""

    def __init__(
        self,
        package: WordPackage,
        carried: Carried,
        outline: Outline | None,
        body: etree._Element,
        draft: str,
    ) -> None:
        self._draft = draft
        self._carried = carried
        self._outline = outline or Outline()
        self._package = package
        self._body = body
        self._styles_root = package.first("styles")
        self._lists_root = package.first("numbering")
        self._styles = WordStyles(self._styles_root)
        lists = ListCounter(Numbering(self._lists_root, self._styles))
        addresses = package.addresses()
        notes = ReturnedNotes(package, self._styles)
        self._words = WordText(self._styles, lists, addresses, notes.note_of)
        self._particulars = Particulars(carried.base, self._outline.shown, addresses)
        rereader = Rereader(self._styles_root, self._lists_root)
        self._texts = TextReader(rereader)
        self._result = Returned(carried)
        self._controls = False

    def read(self) -> Returned:
        """Read the file."""
        found = self._contents()
        unread = Unread(self._package, self._styles)
        told = list(findings.left_out(self._body, found, unread))
        self._result.tracked = findings.tracked_by_place(found)
        keep_what_shows(self._body, self._words.texts)
        found = self._contents()
        self._find_lost(found)
        self._controls = keeps_controls(found)
        by_path: dict[str, list[ControlContent]] = {}
        for place in found.places.values():
            by_path.setdefault(place.path, []).append(place)
        # Numbers count through the whole document, so places are read in its order.
        for path, places in by_path.items():
            self._field(path, places)
        self._look_around(found)
        self._result.problems += told
        return self._result

    def _contents(self) -> FieldContents:
        """Find the places as far as the marks show them."""
        fixed = {step.text for step in self._outline.steps if step.text and not step.within}
        return contents_of(
            self._body,
            self._paths(),
            is_text,
            self._outline.fields,
            lambda path, text: text in fixed and text not in self._lines(path),
        )

    def _find_lost(self, found: FieldContents) -> None:
        """Find places that lost their marks, and note text outside all places."""
        if not self._outline.steps:
            by_words(found, {(path, 1): text for path, text in self._carried.base.items()})
            return
        differences = aligned(found, self._outline, self._lines, self._asks)
        differences.typed += map(Outside, self._typed_around(found))
        outside = [line.text for line in differences.typed]
        self._result.typed = [*outside, *(text for text, _ in differences.undecided)]
        of_draft = self._carried.kind is not Kind.PROGRESS
        self._result.problems += problems_of(differences, of_draft=of_draft)
        for place in found.places.values():
            if not place.choices:  # LibreOffice drops some lists
                place.choices = dict(self._outline.choices.get(place.path, {}))

    def _typed_around(self, found: FieldContents) -> list[str]:
        """List the lines of headers, footers and notes that the file did not have when it was made.

        Notes of a place are part of its text.
        """
        before = self._outline.around
        if before is None:
            return []
        parts = [*self._package.related("header"), *self._package.related("footer")]
        roots = [root for part in parts if (root := self._package.tree(part)) is not None]
        elements = (element for place in found.places.values() for element in place.elements)
        placed = {one.get(w("id")) for each in elements for one in each.iter(_NOTE_PLACE)}
        notes = self._package.first("footnotes")
        if notes is not None:
            roots += [one for one in notes.iterchildren("*") if one.get(w("id")) not in placed]
        return [line for words, line in lines_around(roots).items() if words not in before]

    def _lines(self, path: str) -> list[str]:
        """List the lines that a field showed when the file was made."""
        base = self._carried.base.get(path, "")
        prompt = self._carried.prompts.get(path, "")
        if not base.strip():
            return [" ".join(prompt.split())] if prompt else []
        if path in self._outline.shown:
            return [self._outline.shown[path]]
        return lines_of(base) if is_text(path) else [base]

    def _asks(self, path: str) -> bool:
        """Whether a field was empty when the file was made: its place asks for an answer."""
        return not self._carried.base.get(path, "").strip()

    def _look_around(self, found: FieldContents) -> None:
        """Note what a person should know beyond the texts."""
        base = self._carried.base
        changed = [path for path, said in self._result.said.items() if said != base[path]]
        where = findings.where_of(found)
        self._result.images = list(findings.images(self._package, self._body, where))
        self._result.problems += [
            *findings.tracked(self._body),
            *findings.comments(self._package, self._body, where),
            *findings.of_images(self._result.images),
            *findings.dropped_looks(found, changed, self._styles_root),
            *findings.boxes(found, self._outline.ticked, self._draft),
        ]

    def _paths(self) -> Iterable[str]:
        """List every field that the file may show."""
        paths = dict.fromkeys([*self._carried.base, *self._outline.titles])
        if self._carried.response is not None:
            boxes_of = (f"distribution.{key}" for key in STANDARD_RECIPIENTS)
            paths |= dict.fromkeys([*_OTHERS, *boxes_of])
        return paths

    def _field(self, path: str, places: list[ControlContent]) -> None:
        base = self._carried.base.get(path)
        if path in LISTS or base is None:
            self._shown_in_words(path, places)
            return
        values: list[str] = []
        for place in places:
            said = self._said(path, place, base)
            if said is not None and said.strip() != base.strip() and said not in values:
                values.append(said)
        if values and was_dropped(places, base, values[0], controls=self._controls):
            self._result.problems.append(dropped(path))
            values = []
        self._result.said[path] = values[0] if values else base
        for other in values[1:]:
            self._shown_twice(path, base, other)

    def _shown_in_words(self, path: str, places: list[ControlContent]) -> None:
        """Read a field that the document words differently from the draft."""
        base = self._carried.base
        if path in LISTS:
            self._result.said[path] = base[path]
        for place in places if path not in self._outline.ticked else ():
            for one in self._particulars.read(place):
                if isinstance(one, Problem):
                    self._result.problems.append(one)
                else:
                    self._result.said[one[0]] = one[1]

    def _shown_twice(self, path: str, base: str, other: str) -> None:
        """Merge two places of one field that were edited in different ways, or report them."""
        if is_text(path):
            both = merged(base, self._result.said[path], other)
            self._result.said[path] = both.text
            if not both.conflicts:
                return
        self._result.problems.append(
            warning(
                "R104",
                f"'{path}' is in the file more than once and was edited in different ways: "
                f"'{shortened(self._result.said[path], 60)}' and '{shortened(other, 60)}'",
                "Choose one, and write it into the draft.",
                path=path,
            )
        )

    # --- one place --------------------------------------------------------------

    def _said(self, path: str, place: ControlContent, base: str) -> str | None:
        """Read a place as the draft would hold it; None where it cannot be taken."""
        if self._is_prompt(path, place):
            return ""
        if is_text(path) and place.text is None:
            return self._text(path, place, base)
        text = text_of(place.elements).replace("\n", " ") if place.text is None else place.text
        text = without_prompt(text, self._prompt(path, base))
        if text and text.split() in (base.split(), self._outline.shown.get(path, "").split()):
            return base
        if not text:
            return ""
        last = path.rpartition(".")[2]
        if last in DATES:
            return self._day(path, place, text)
        if last == "grade":
            return text.lower()
        return place.choices.get(text, text)

    def _text(self, path: str, place: ControlContent, base: str) -> str:
        prompt = self._prompt(path, base)
        pieces = pieces_without_prompt(self._words.pieces(place.elements), prompt)
        if place.by in ("tag", "title"):
            return self._texts.markdown(pieces, base)
        # Without its control, the file may have been an OpenDocument file in between.
        pieces, recounted = counted_on(pieces)
        said = self._texts.markdown(pieces, base, numbers=False)
        if recounted and said != base:
            self._result.problems.append(
                warning(
                    "R120",
                    f"{recounted} list numbers in '{path}' were lost; s55 continued the numbers "
                    "from the item before",
                    "Compare the numbers with the returned file.",
                    path=path,
                )
            )
        return said

    def _day(self, path: str, place: ControlContent, text: str) -> str | None:
        day = day_of(text) or (day_of(place.date) if not text else None)
        if day is not None:
            return day.isoformat()
        self._result.problems.append(
            warning(
                "R106",
                f"s55 could not read '{text}' as a date; '{path}' is unchanged",
                "Write the date into the draft, like 2026-11-22.",
                path=path,
            )
        )
        return None

    def _prompt(self, path: str, base: str) -> str:
        """Return the words that an empty place showed; '' for one that held an answer."""
        return "" if base.strip() else self._carried.prompts.get(path, "")

    def _is_prompt(self, path: str, place: ControlContent) -> bool:
        """Whether a place shows only the words that ask for an answer.

        An invitation carries its prompts, and then the words decide: LibreOffice (7.4) makes plain
        text of some prompts, and goes on calling others a prompt after an answer was typed.
        """
        prompt = self._carried.prompts.get(path)
        if prompt is not None:
            shown = text_of(place.elements) if place.text is None else place.text
            words = " ".join(shown.split())
            return words == " ".join(prompt.split()) or (place.placeholder and words in _WORDS_OWN)
        if place.placeholder:
            return True
        runs = [
            run
            for element in place.elements
            for run in element.iter(R_RUN)
            if run.find(T) is not None
        ]
        looks = {self._styles.character_style(run.find(RPR)) for run in runs}
        return looks == {_PROMPT}
