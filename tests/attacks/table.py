"""The table of all attacks."""

from __future__ import annotations

from tests.attacks import (
    in_files,
    in_layouts,
    in_sheets,
    in_stylesheets,
    in_what_comes,
    in_word_layouts,
    in_words,
    in_workspaces,
)

ATTACKS = [
    *in_layouts.ATTACKS,
    *in_stylesheets.ATTACKS,
    *in_word_layouts.ATTACKS,
    *in_words.ATTACKS,
    *in_files.ATTACKS,
    *in_sheets.ATTACKS,
    *in_workspaces.ATTACKS,
    *in_what_comes.ATTACKS,
]
