"""The manifests of template sets."""

from __future__ import annotations

import pytest

from s55.sources.reading import read_tree
from s55.sources.validation import validated
from s55.templating.manifest import Manifest
from s55.templating.registry import standard_sets
from tests.drafts_for_tests import manifest_from, manifest_of

TEXT = (standard_sets() / "opccn-2023" / "manifest.yaml").read_text(encoding="utf-8")


def _told(text: str) -> list[tuple[str, str, str]]:
    root, problems = read_tree(text)
    assert problems == []
    assert root is not None
    _, invalid = validated(root, Manifest)
    return [(problem.code, problem.message, problem.hint) for problem in invalid]


def test_the_rule_of_the_standard_sets_is_56_days_after_publication() -> None:
    """Which is a day after the statutory period."""
    for name in ("opccn-2022", "opccn-2023"):
        manifest = manifest_of(name)
        assert manifest.name == name
        assert manifest.draft_format == 1
        assert manifest.language == "en-GB"
        assert manifest.deadline.days_after_publication == 56


def test_the_rows_the_2022_and_the_2023_layout_have() -> None:
    """The deadline came with the 2023 layout."""
    fields = {name: [line.field for line in manifest_of(name).header] for name in
              ("opccn-2022", "opccn-2023")}  # fmt: skip
    assert fields["opccn-2023"] == [*fields["opccn-2022"], "deadline"]


def test_a_list_has_separators_with_their_spaces() -> None:
    """They are not lines, whose ends would be cut."""
    labels = manifest_of().labels
    assert (labels.list_separator, labels.list_last) == (", ", " and ")


def test_another_rule_and_other_styles() -> None:
    """What a set may say of itself."""
    text = TEXT.replace("days_after_publication: 56", "days_after_publication: 55")
    manifest = manifest_from(text + "word_styles:\n  quote: Intense Quote\n")
    assert manifest.deadline.days_after_publication == 55
    assert manifest.word_styles.quote == "Intense Quote"
    assert manifest.word_styles.paragraph == "Body Text"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "draft_format: 1",
            "draft_format: 3",
            (
                "D111",
                "'draft_format' is '3', a version of the draft format that this s55 cannot read",
                "Write 'format: 2', or update s55.",
            ),
        ),
        (
            "- key: key_findings",
            "- key: key_finding",
            (
                "D103",
                "'sections[0].key' cannot be 'key_finding'",
                "Did you mean 'key_findings'?",
            ),
        ),
        (
            "- field: deadline",
            "- field: due",
            (
                "D103",
                "'header[6].field' cannot be 'due'",
                "Write one of: title, published, publication_types, forces, link, isbn, deadline.",
            ),
        ),
        (
            "days_after_publication: 56",
            "days_after_publication: soon",
            (
                "D103",
                "'deadline.days_after_publication' should be a whole number, but is 'soon'",
                "Write digits only.",
            ),
        ),
        (
            "days_after_publication: 56",
            "days_after_publication: 0",
            (
                "D103",
                "'deadline.days_after_publication' should be at least 1, but is '0'",
                "Correct the number.",
            ),
        ),
        (
            "days_after_publication: 56",
            "days_after_publication: 5600",
            (
                "D103",
                "'deadline.days_after_publication' should be at most 366, but is '5600'",
                "Correct the number.",
            ),
        ),
        (
            "  not_done: not yet done\n",
            "",
            (
                "D102",
                "'not_done' is missing in 'labels'",
                "Add 'not_done:'. After a line that is not ticked.",
            ),
        ),
        (
            "  not_done: not yet done\n",
            "  not_done: not yet done\n  our_motto: We listen.\n",
            (
                "D101",
                "there is no key 'our_motto' in 'labels'",
                "Words of your own go under 'words'; a layout shows them as {{ words.NAME }}. "
                "docs/templates.md lists the labels.",
            ),
        ),
    ],
)
def test_what_is_wrong_is_told(old: str, new: str, told: tuple[str, str, str]) -> None:
    """In the words in which drafts are told."""
    assert TEXT.count(old) == 1
    assert _told(TEXT.replace(old, new)) == [told]
