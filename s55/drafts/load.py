"""Parse and validate a draft, reporting every problem with its line.

The path of data begins here: text of a YAML file -> :func:`load` -> :class:`Draft`, which holds
the response and knows where in the file each of its fields is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace
from typing import cast

from s55.errors import S55Error
from s55.model.response import Response
from s55.problems import Problem, error, has_errors
from s55.records import dataclass
from s55.sources.files import BYTE_ORDER_MARK
from s55.sources.reading import read_tree
from s55.sources.slips import slips_of
from s55.sources.texts import line_in_file, markdown_texts
from s55.sources.tree import Loc, Mapping, Node, Scalar, format_path, parse_path, place_of
from s55.sources.validation import validated


@dataclass(frozen=True, slots=True)
class Draft:
    """A response as read from a file.

    It is sent to another process without its tree, which would take longer than to read all of it
    from the text again: most of what is made of a draft asks for no place in it.

    Attributes:
        file: the file as the user named it.
        text: the text of the file.
        response: what it says.
        tree: its tree; None where it came from another process and nobody has asked for the tree.
    """

    file: str
    text: str
    response: Response
    tree: Node | None = field(default=None, compare=False, repr=False)

    @property
    def root(self) -> Node:
        """Give its tree, with the place of every field."""
        if self.tree is None:
            object.__setattr__(self, "tree", read_tree(self.text)[0])
        return cast(Node, self.tree)

    def __reduce__(self) -> tuple[type[Draft], tuple[str, str, Response]]:
        """Say how it is made again in another process."""
        return Draft, (self.file, self.text, self.response)

    def located(self, problems: Iterable[Problem]) -> list[Problem]:
        """Add the file to problems, and the line and column of the field they are about."""
        return [self._located(problem) for problem in problems]

    def _located(self, problem: Problem) -> Problem:
        if problem.line is not None:
            return problem.in_file(self.file)
        place = place_of(self.root, parse_path(problem.path))
        return replace(problem, file=self.file, line=place.line, column=place.column)


def response_of(text: str) -> Response:
    """Read the response of a draft's text, with a byte order mark or without.

    Raises:
        S55Error: every problem of a draft that cannot be understood.
    """
    draft, problems = load(text.removeprefix(BYTE_ORDER_MARK), "")
    if draft is None or has_errors(problems):
        raise S55Error(problems)
    return draft.response


def load(text: str, file: str) -> tuple[Draft | None, list[Problem]]:
    """Parse and validate the text of a draft, reporting everything that is wrong with it.

    Args:
        text: the text of the file.
        file: the file as the user named it, for messages.

    Returns:
        the draft, None when it cannot be understood, and problems D003 to D111, D156, D157 and
        T201 to T213.
    """
    root, problems = read_tree(text)
    if root is None:
        return None, [problem.in_file(file) for problem in problems]
    if not isinstance(root, Mapping):
        problem = error(
            "D010",
            "the file has no keys such as 'inspection:', so it is not a draft",
            "docs/drafts.md shows what a draft looks like; s55 new starts one.",
            line=root.start.line,
        )
        return None, [problem.in_file(file)]
    response, invalid = validated(root, Response)
    problems += invalid
    texts = markdown_texts(root, Response)
    problems += _text_problems(texts, text)
    problems += slips_of(text, root, {loc for loc, _ in texts})
    located = [problem.in_file(file) for problem in problems]
    return (Draft(file, text, response, root) if response else None), located


# --- texts -------------------------------------------------------------------


def _text_problems(texts: Sequence[tuple[Loc, Scalar]], source: str) -> Iterator[Problem]:
    # Imported here: 's55 --help' and files that are not drafts do not need the Markdown parser.
    from s55.richtext.checks import problems_of
    from s55.richtext.conflicts import conflict_lines

    for loc, node in texts:
        for problem in problems_of(node.text):
            line = line_in_file(source, node, problem.line or 1)
            yield replace(problem, path=format_path(loc), line=line, column=None)
        for number in conflict_lines(node.text):
            yield error(
                "D118",
                "the draft has two versions of this text, one after the other",
                "Keep one of the two, or write a third, and delete the lines in bold brackets.",
                path=format_path(loc),
                line=line_in_file(source, node, number),
            )
