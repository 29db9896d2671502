"""Which item of a draft is meant by what somebody types: 'R2', 'AFI 3', 'recommendation 2', '2'."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from s55.errors import S55Error
from s55.model.response import Response
from s55.office.items import references_of
from s55.problems import error

_WORDS = (
    (re.compile(r"^(?:recommendation|rec)s?(?=\W|\d|$)"), "r"),
    (re.compile(r"^areas?\s*for\s*improvement"), "afi"),
    (re.compile(r"^causes?\s*of\s*concern"), "c"),
)


def path_of_item(name: str, response: Response) -> str:
    """The path of the item that ``name`` means.

    Args:
        name: a reference, in capitals or not, with or without spaces; the number as the report
            prints it, where one item alone has it; or the path in the draft.
        response: what the draft holds.

    Raises:
        S55Error: D131 when no item is meant, D132 when several could be.
    """
    references = references_of(response)
    if name.strip() in references:
        return name.strip()
    by_name = {_typed(reference): path for path, reference in references.items()}
    if path := by_name.get(_typed(name)):
        return path
    numbered = [
        path
        for path, item in response.all_items()
        if item.number is not None and _typed(item.number) == _typed(name)
    ]
    if len(numbered) == 1:
        return numbered[0]
    if numbered:
        raise _ambiguous(name, [references[path] for path in numbered])
    raise _unknown(name, list(references.values()))


def _typed(name: str) -> str:
    """A name as it is compared: no spaces, no capitals, 'R' for 'Recommendation'."""
    folded = " ".join(name.casefold().split())
    for words, short in _WORDS:
        folded = words.sub(short, folded)
    return folded.replace(" ", "")


def _ambiguous(name: str, references: Sequence[str]) -> S55Error:
    problem = error(
        "D132",
        f"several items have the number {name.strip()}",
        f"Name one of them: {', '.join(references)}.",
    )
    return S55Error([problem])


def _unknown(name: str, references: Sequence[str]) -> S55Error:
    folded = {_typed(reference): reference for reference in references}
    # A recommendation of a cause of concern goes by both names: 'R1' may be meant as 'C1-R1'.
    nested = [reference for reference in folded if reference.endswith(f"-{_typed(name)}")]
    close = nested or difflib.get_close_matches(_typed(name), folded, n=1)
    hint = f"Did you mean {folded[close[0]]}? " if close else ""
    hint += f"There are: {', '.join(references)}." if references else "It has no items."
    return S55Error([error("D131", f"the draft has no item '{name.strip()}'", hint)])
