"""Build the table of texts that goes to a translator: the original, and a place beside it."""

from __future__ import annotations

import json
from dataclasses import field
from datetime import date
from itertools import count

from s55.drafts.translation.pairs import Pairs, TextPair, TextStanding
from s55.errors import ExitCode, S55Error
from s55.model.languages.naming import english_name
from s55.model.names import names_of
from s55.model.office import Settings
from s55.model.response import Response
from s55.office.holders import holders_for
from s55.problems import error
from s55.records import dataclass
from s55.richtext.headings import below
from s55.richtext.markdown import blocks_of
from s55.richtext.nodes import Block, Paragraph, Text
from s55.sources.tree import parse_path
from s55.templating.manifest import Manifest, TranslationPart
from s55.templating.wording import Wording
from s55.views.fields import (
    LONGEST_TITLE,
    SECTION_LEVEL,
    BlockField,
    PlaceField,
    PlaceKind,
    places_as_sent,
)
from s55.views.response.build import item_heading, wording_for


@dataclass(frozen=True, slots=True)
class TranslationRow:
    """A text and the place for its translation.

    Attributes:
        name: what it is: 'Recommendation 2: policing body'.
        original: the text.
        place: the place for the translation.
    """

    name: str
    original: BlockField
    place: PlaceField


@dataclass(frozen=True, slots=True)
class TranslationTableView:
    """Everything a layout can show of the table for a translator.

    Attributes:
        language: of the original (BCP 47), for example ``en-GB``.
        document_title: the title of the file.
        title: the title line.
        author: the office, as the author of the file.
        dated: the day on which the table was made.
        guide: how to fill it in, paragraph by paragraph.
        original_heading: the heading of the first column.
        translation_heading: the heading of the second column.
        rows: the texts.
    """

    language: str
    document_title: str
    title: str
    author: str
    dated: date
    guide: tuple[str, ...]
    original_heading: str
    translation_heading: str
    rows: tuple[TranslationRow, ...]


def translation_part(manifest: Manifest) -> TranslationPart:
    """Get what the template set says of the table for a translator.

    Raises:
        S55Error: L107 when it says nothing.
    """
    if manifest.translation is None:
        problem = error(
            "L107",
            f"the template set '{manifest.name}' has no table for a translator",
            "Add 'translation' to its manifest and the layout, as in the standard sets.",
        )
        raise S55Error([problem], ExitCode.SETTINGS)
    return manifest.translation


def texts_to_send(response: Response, *, everything: bool) -> list[TextPair]:
    """List the texts that need a translator, one of each wording: missing ones and changed ones.

    Args:
        response: the response, which has a place for each.
        everything: whether those that are translated go too.
    """
    wanted = set(TextStanding) if everything else {TextStanding.MISSING, TextStanding.CHANGED}
    found: dict[int, TextPair] = {}
    for one in Pairs.of(response).pairs:
        stays = one.entry is not None and one.entry.stays and one.standing is TextStanding.CURRENT
        if one.standing in wanted and one.index is not None and not stays:
            found.setdefault(one.index, one)
    return list(found.values())


def translation_table_view(
    response: Response,
    settings: Settings,
    manifest: Manifest,
    today: date,
    *,
    everything: bool = False,
) -> TranslationTableView:
    """Build the table of the texts of ``response`` that need a translator, for a layout.

    Raises:
        S55Error: L107 when the template set has no such table, W104 when the settings name no
            holder for a day, L105 when a label cannot be filled in.
    """
    labels = translation_part(manifest).labels
    translation = response.translation
    said = {
        "original": english_name(manifest.language),
        "translation": english_name(translation.language) if translation else "",
    }
    wording = wording_for(response, settings, holders_for(response, settings), manifest)
    rows = _Rows(response, manifest, wording)
    return TranslationTableView(
        language=manifest.language,
        document_title=wording.fill(labels.document_title, **said),
        title=wording.fill(labels.title, **said),
        author=settings.office.name,
        dated=today,
        guide=tuple(words for one in labels.guide if (words := wording.fill(one, **said))),
        original_heading=wording.fill(labels.original, **said),
        translation_heading=wording.fill(labels.translation, **said),
        rows=tuple(rows.row(one) for one in texts_to_send(response, everything=everything)),
    )


def translation_data(name: str, response: Response, view: TranslationTableView) -> bytes:
    """Write the data that the table carries, as JSON: its draft, and each place as it was sent.

    Of each text it has the mark of the original, so that a change meanwhile is noticed.

    Args:
        name: the name of the draft.
        response: the response that the draft holds.
        view: the table.
    """
    places = [row.place for row in view.rows]
    sent = {one.path: one.source for one in Pairs.of(response).pairs if one.path}
    data = {
        "kind": "translation",
        "draft": name,
        "title": response.inspection.title,
        "published": response.inspection.published.isoformat(),
        **places_as_sent(places),
        "texts": {
            place.path: {"field": source.field, "of": source.mark}
            for place in places
            if (source := sent.get(place.path)) is not None
        },
    }
    return json.dumps(data, ensure_ascii=False).encode()


@dataclass
class _Rows:
    """Makes the rows."""

    response: Response
    manifest: Manifest
    wording: Wording
    titles: set[str] = field(default_factory=set)

    def row(self, pair: TextPair) -> TranslationRow:
        labels = translation_part(self.manifest).labels
        name = self._name(pair)
        shown = name
        if pair.standing is TextStanding.CHANGED:
            shown = self.wording.fill(labels.changed, name=name)
        said = (pair.said or "") if pair.entry and not pair.entry.stays else ""
        is_text = pair.path.endswith(".text")
        place = PlaceField(
            pair.path,
            self._title(name),
            PlaceKind.TEXT if is_text else PlaceKind.LINE,
            name,
            self.wording.fill(labels.prompt),
            base=said,
            words="" if is_text else said,
            blocks=_blocks(said) if is_text else (),
            written_in=self.response.translation.language if self.response.translation else "",
        )
        text = pair.source.text
        original = _blocks(text) if pair.source.is_markdown else (Paragraph((Text(text),)),)
        return TranslationRow(shown, BlockField(original), place)

    def _name(self, pair: TextPair) -> str:
        """Name a text by its item or its section, and what of that it is."""
        source = pair.source
        names = names_of(self.response)
        owner = max(
            (one for one in names if source.path.startswith(f"{one}.")), key=len, default=""
        )
        labels = translation_part(self.manifest).labels
        parts = [one for one in parse_path(source.path) if isinstance(one, str)]
        key = ".".join(parts) if not owner else str(parts[-1])
        said = labels.names.get(key, key.replace(".", ": ").replace("_", " "))
        if owner:
            return f"{item_heading(names[owner], self.manifest.labels, self.wording)}: {said}"
        return said[:1].upper() + said[1:]

    def _title(self, name: str) -> str:
        """Name a place so that no other has the name; a long name loses words, never its count."""
        afters = ("" if number == 1 else f" ({number})" for number in count(1))
        titles = (f"{name[: LONGEST_TITLE - len(after)]}{after}" for after in afters)
        title = next(one for one in titles if one not in self.titles)
        self.titles.add(title)
        return title


def _blocks(text: str) -> tuple[Block, ...]:
    return below(blocks_of(text), SECTION_LEVEL) if text.strip() else ()
