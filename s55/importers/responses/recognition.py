"""Whether a file is a past response, and in which layout."""

from __future__ import annotations

import re
from collections import Counter

from s55.importers.responses.form import Forms
from s55.importers.responses.text import folded
from s55.importers.source import Source

DATA_NAME = "response.json"
"""The name of the data that our own files carry."""

_SIGNS = (
    (r"for office use only", 0.4),
    (r"section 55 of the police act 1996", 0.3),
    (r"response to inspections? of", 0.3),
    (r"(?:chief (?:constable|officer)|pcc)(?:'s)? (?:response|comments)", 0.3),
    (r"(?:inspection title|publication themes|publication types)", 0.2),
)


def is_response(source: Source) -> float:
    """How surely a file is a past response: 0 not at all, 1 without doubt."""
    if any(name == DATA_NAME for name, _ in source.attachments) or source.controls:
        return 1.0
    text = folded("\n".join(block.text for block in source.blocks))
    return min(1.0, sum(weight for pattern, weight in _SIGNS if re.search(pattern, text)))


def layout_of(source: Source, forms: Forms, default: str) -> str:
    """The template set whose own labels and headings the file has most of.

    Capitals count too: the 2022 layout shouts where the 2023 layout does not.
    """
    texts = {" ".join(block.text.split()) for block in source.blocks}
    texts |= {block.text.split("|")[0].strip() for block in source.blocks if block.cells}
    texts |= {text.partition(":")[0] + ":" for text in texts}
    found: Counter[str] = Counter()
    for form in forms.filled:
        own = {*form.header.values(), *form.headings.values()}
        own |= {words for _, words in form.checklist}
        score = sum(words in texts for words in own)
        found[form.manifest.name] = max(found[form.manifest.name], score)
    best = found.most_common(2)
    if not best or not best[0][1] or (len(best) > 1 and best[0][1] == best[1][1]):
        return default
    return best[0][0]
