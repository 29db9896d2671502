"""Add a graded judgment to a draft, or remove one."""

from __future__ import annotations

from s55.drafts.load import load
from s55.drafts.texts import no_such_place
from s55.errors import S55Error
from s55.model.response import Response
from s55.problems import errors_of
from s55.records import dataclass
from s55.sources.editing import YamlEdit
from s55.sources.facts import of_the_new
from s55.sources.files import BYTE_ORDER_MARK
from s55.sources.reading import read_tree
from s55.sources.tree import Items, Node, parse_path, text_of, value_at

_LIST = parse_path("judgments.items")


@dataclass(frozen=True, slots=True)
class AreaGrade:
    """The grade of an area, as a person writes or saw it.

    Attributes:
        area: the area of policing.
        grade: the grade.
    """

    area: str
    grade: str


def grades_in(text: str) -> tuple[AreaGrade, ...]:
    """List the graded judgments of a draft.

    Args:
        text: the text of the draft, with a byte order mark or without.
    """
    root, _ = read_tree(text.removeprefix(BYTE_ORDER_MARK))
    held = value_at(root, _LIST) if root else None
    return tuple(_grade(one) for one in held.items) if isinstance(held, Items) else ()


def _grade(item: Node) -> AreaGrade:
    return AreaGrade(_said(item, "area"), _said(item, "grade"))


def _said(item: Node, key: str) -> str:
    return " ".join(text_of(value_at(item, (key,))).split())


def with_grade(text: str, new: AreaGrade) -> str:
    """Add a graded judgment after the others, and leave every other byte as it was.

    The same one twice in a row is one: the form was sent twice.

    Args:
        text: the text of the draft, with a byte order mark or without.
        new: the judgment.

    Raises:
        S55Error: what of D101 to D111 is wrong with it, with its path from ``new``, and D117 when
            the list cannot be edited.
    """
    there = grades_in(text)
    if there and there[-1] == new:
        return text
    edit = YamlEdit(text, Response)
    edit.append(_LIST, {"area": new.area, "grade": new.grade})
    _, problems = load(edit.text.removeprefix(BYTE_ORDER_MARK), "")
    path = f"judgments.items[{len(there)}]"
    if wrong := [one for one in errors_of(problems) if one.path.startswith(f"{path}.")]:
        raise S55Error([of_the_new(one, path) for one in wrong])
    return edit.text


def without_grade(text: str, at: int, seen: AreaGrade) -> str:
    """Remove a graded judgment; with the last one the part of the draft goes.

    Args:
        text: the text of the draft, with a byte order mark or without.
        at: its place in the list, from 0.
        seen: the judgment.

    Raises:
        S55Error: K102 when another one is at its place by now, D117 when it cannot be removed.
    """
    there = grades_in(text)
    if at >= len(there) or there[at] != seen:
        raise no_such_place(f"judgments.items[{at}]")
    path = ("judgments",) if len(there) == 1 else (*_LIST, at)
    return YamlEdit(text, Response).remove(path).text
