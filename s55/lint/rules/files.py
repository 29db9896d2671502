"""The rule for the files of a set: that what was put there is used."""

from __future__ import annotations

import difflib

from s55.lint.parsed.checked import CheckedSet
from s55.lint.rule import Finding, Findings, rule
from s55.problems import Severity
from s55.templating.manifest import Manifest, PrintedManifest
from s55.templating.registry import MANIFEST_FILE

_OF_A_SET = frozenset({".css", ".doc", ".docx", ".html", ".htm", ".po", ".yaml", ".yml"})
"""The endings of files that a set is made of."""
_HELD_BY_WORD = "~$"


@rule("L411", Severity.WARNING)
def files_are_used(checked: CheckedSet) -> Findings:
    """Every layout, stylesheet and catalogue in the folder of a set is used by the set.

    A file with another name, such as ``Layout.docx`` or ``layout (1).docx``, changes nothing: the
    file of the base is used in its place.
    """
    if not isinstance(checked.manifest, PrintedManifest) or not checked.folder.is_dir():
        return
    used = _used(checked, checked.manifest)
    for path in sorted(checked.folder.iterdir()):
        is_of_a_set = path.suffix.lower() in _OF_A_SET and not path.name.startswith(_HELD_BY_WORD)
        if not path.is_file() or not is_of_a_set or path.name in used:
            continue
        near = difflib.get_close_matches(path.name.lower(), used, 1)
        hint = f"Did you mean '{near[0]}'?" if near else "Name it in the manifest, or take it away."
        yield Finding(path.name, f"nothing uses '{path.name}'", hint)


def _used(checked: CheckedSet, manifest: PrintedManifest) -> list[str]:
    """List the files that a set reads, by their names."""
    found = {MANIFEST_FILE, manifest.stylesheet}
    found |= {layout.name for layout in checked.word_layouts}
    found |= {layout.name for layout in checked.html_layouts}
    found |= {one for key, one in _named_in(manifest.model_dump()) if key.endswith("layout")}
    if isinstance(manifest, Manifest) and manifest.second is not None:
        found.add(manifest.second.catalogue)
    return sorted(found)


def _named_in(data: object, key: str = "") -> list[tuple[str, str]]:
    """List the texts of a manifest with their keys."""
    if isinstance(data, dict):
        return [found for name, value in data.items() for found in _named_in(value, str(name))]
    return [(key, data)] if isinstance(data, str) else []
