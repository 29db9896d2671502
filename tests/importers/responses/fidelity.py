"""How much of a published response comes through: imported, rendered again, compared by words.

``python -m tests.importers.responses.fidelity`` prints the table for the reference responses that
lie beside the checkout.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from s55.drafts.load import Draft, load
from s55.importers.readers import read_source
from s55.importers.responses import import_response
from s55.office.settings import load_settings
from s55.pipeline.response import Format, render
from s55.templating.registry import load_set, standard_sets
from tests.command import ROOT
from tests.extracted import html_text

REFERENCE = ROOT.parent / "shared" / "reference"
NAMES = ("response-2022-peel.txt", "response-2023-spotlight.txt")
SETTINGS = load_settings((ROOT / "settings.yaml").read_text("utf-8"), "settings.yaml")

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LINK = re.compile(r"\[((?:\\.|[^\]\\])*)\]\([^)]*\)")
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Fidelity:
    """The words of an original and those that did not come through.

    Attributes:
        words: how many words the original has.
        kept: how many of them came through in the same order.
        lost: the words that did not, each with the words around it.
        added: words that the original does not have, put together where they stand together.
    """

    words: int
    kept: int
    lost: tuple[str, ...]
    added: tuple[str, ...]

    @property
    def share(self) -> float:
        """The share of the words that came through."""
        return self.kept / self.words


def words_of(text: str) -> list[str]:
    """The words of a text as they are written, with one kind of apostrophe."""
    return [word.replace("’", "'") for word in _WORD.findall(text)]


def words_of_markdown(text: str) -> list[str]:
    """The words of a text with the marks of Markdown and HTML, and no addresses of links."""
    return words_of(_TAG.sub(" ", _LINK.sub(r"\1", text)))


def compared(original: list[str], made: list[str]) -> Fidelity:
    """How many words of ``original`` stand in ``made``, in the same order."""
    matcher = SequenceMatcher(None, original, made, autojunk=False)
    kept = sum(block.size for block in matcher.get_matching_blocks())
    lost, added = [], []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag in ("delete", "replace"):
            around = f"{' '.join(original[max(a - 3, 0) : a])} [{' '.join(original[a:b])}]"
            lost.append(f"{around} {' '.join(original[b : b + 3])}")
        if tag in ("insert", "replace"):
            added.append(" ".join(made[c:d]))
    return Fidelity(len(original), kept, tuple(lost), tuple(added))


def imported(path: Path) -> Draft:
    """The draft of a file."""
    made = import_response(read_source(path.read_bytes(), path.name), path.name, SETTINGS)
    draft, problems = load(made.text, path.name)
    assert draft is not None, problems
    return draft


def rendered_words(draft: Draft) -> Iterator[tuple[Format, list[str]]]:
    """The words of the draft in each format, numbers of lists included."""
    template = load_set(standard_sets() / str(draft.response.template))
    outputs = render(draft, SETTINGS, template, None, list(Format))
    with tempfile.TemporaryDirectory() as folder:
        for form, data in outputs.items():
            path = Path(folder) / f"response.{form.value}"
            path.write_bytes(data)
            yield form, words_of(_text(form, path))


def _text(form: Format, path: Path) -> str:
    """The text of an output with the numbers of its lists, which Word counts and PDF draws apart.

    Our own reader puts them before their items; it takes the text from the pages, not the data.
    """
    if form is Format.HTML:
        return html_text(path.read_text("utf-8"), markers=True)
    blocks = read_source(path.read_bytes(), path.name).blocks
    return "\n".join(f"{block.marker} {block.text}" for block in blocks)


def measured(path: Path) -> dict[Format, Fidelity]:
    """The fidelity of one response in each format."""
    original = words_of_markdown(path.read_text("utf-8"))
    return {form: compared(original, made) for form, made in rendered_words(imported(path))}


def table(results: dict[str, dict[Format, Fidelity]]) -> str:
    """The results as lines for people."""
    lines = [f"{'response':<28} {'format':<6} {'words':>6} {'kept':>6} {'share':>8}"]
    for name, forms in results.items():
        for form, found in forms.items():
            lines.append(
                f"{name:<28} {form.value:<6} {found.words:>6} {found.kept:>6} {found.share:>8.2%}"
            )
            lines.extend(f"    lost:  {words}" for words in found.lost)
            lines.extend(f"    added: {words}" for words in found.added)
    return "\n".join(lines)


if __name__ == "__main__":
    files = [REFERENCE / name for name in NAMES if (REFERENCE / name).is_file()]
    sys.stdout.write(table({file.name: measured(file) for file in files}) + "\n")
