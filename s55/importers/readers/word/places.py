"""Read the texts of the draft from a Word file that s55 made and another program saved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from s55.importers.readers.writing import as_markdown
from s55.importers.source import SourceBlock
from s55.word.contents import contents_of, is_text
from s55.word.outline import outline_in
from s55.word.package import WordPackage


def texts_of_places(
    package: WordPackage,
    body: etree._Element,
    made: Mapping[etree._Element, Sequence[SourceBlock]],
) -> Iterator[tuple[str, str]]:
    """Yield what each place for a text holds, as Markdown, by the path of its field.

    LibreOffice ends a control where a table begins, or drops its tag; its bookmark still says where
    the text ends. A file that does not carry its outline yields nothing.

    Args:
        package: the file.
        body: its body.
        made: the blocks of each of its paragraphs and tables.
    """
    outline = outline_in(package)
    if outline is None:
        return
    fixed = {step.text for step in outline.steps if step.text and not step.within}
    texts = [path for path in outline.titles if is_text(path)]
    found = contents_of(body, texts, is_text, outline.fields, lambda _, text: text in fixed)
    seen: set[str] = set()
    for place in found.places.values():
        blocks = [block for element in place.elements for block in made.get(element, ())]
        if place.path not in seen:
            yield place.path, "" if place.placeholder else as_markdown(blocks)
        seen.add(place.path)
