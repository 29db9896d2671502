"""Parse a Word layout for the rules: its parts, its paragraphs with their tags, its styles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from jinja2 import TemplateSyntaxError, nodes
from lxml import etree

from s55.lint.parsed.usage import Usage, usage_of
from s55.lint.parsed.word_tags import TagFault, own_text, tag_faults
from s55.records import dataclass
from s55.render.word.package import read_parts
from s55.templating.environment import layout_environment
from s55.word.describe import place_of
from s55.word.package import stories_of
from s55.word.styles import WordStyles
from s55.word.xml import P, W

_PREFIXED = re.compile(r"\{([%{#])(?:p|tr|tc|r)\s")
_STATEMENT = re.compile(r"\{[%{#].*?[%}#]\}", re.DOTALL)
_BLOCK = re.compile(r"\{%-?\s*(if|for|endif|endfor)\b.*?%\}")
_QUOTES = str.maketrans("“”„‘’", '"""\'\'')


@dataclass(frozen=True)
class WordLayout:
    """A Word layout.

    Attributes:
        name: the file, by its name in the set.
        parts: what the package holds, by name.
        view: the data class of the names in its tags.
    """

    name: str
    parts: dict[str, bytes]
    view: type

    @classmethod
    def of(cls, name: str, data: bytes, view: type) -> WordLayout:
        """Open the layout in the bytes of a file.

        Raises:
            S55Error: L201 when it is damaged or not a Word file.
        """
        return cls(name, read_parts(data), view)

    @cached_property
    def stories(self) -> dict[str, etree._Element]:
        """Give the parts that hold text, by name: the body first."""
        return {name: etree.fromstring(self.parts[name]) for name in stories_of(self.parts)}

    @property
    def main(self) -> str:
        """Name the part with the body."""
        return next(iter(self.stories))

    def roots(self) -> Iterator[tuple[str, etree._Element]]:
        """Give every part of XML by its name."""
        for name, content in self.parts.items():
            if name.endswith(".xml"):
                yield name, etree.fromstring(content)

    def paragraphs(self) -> Iterator[tuple[str, etree._Element]]:
        """List every paragraph with the name of its part, in the order of the file."""
        for part, root in self.stories.items():
            for paragraph in root.iter(P):
                yield part, paragraph

    def place(self, part: str, paragraph: etree._Element, words: str | None = None) -> str:
        """Describe the place of a paragraph in words."""
        return place_of(part, paragraph, words)

    @cached_property
    def styles(self) -> etree._Element:
        """Give the styles part; an empty one if the file has none."""
        return etree.fromstring(self.parts.get("word/styles.xml", _NO_STYLES))

    @cached_property
    def named_styles(self) -> WordStyles:
        """Give the styles by the names that people see."""
        return WordStyles(self.styles)

    # --- tags ------------------------------------------------------------------

    @cached_property
    def _lines(self) -> list[tuple[str, etree._Element, str]]:
        """List part, paragraph and tags for each line of the source that is parsed."""
        lines = []
        for part, paragraph in self.paragraphs():
            tags = _STATEMENT.findall(own_text(paragraph))
            source = " ".join(_PREFIXED.sub(r"{\1 ", tag).translate(_QUOTES) for tag in tags)
            lines.append((part, paragraph, source.replace("\n", " ")))
        return lines

    @cached_property
    def parsed(self) -> nodes.Template | TemplateSyntaxError:
        """Parse the tags of all parts; give the error if they cannot be parsed."""
        return _parsed("\n".join(source for _, _, source in self._lines))

    @cached_property
    def usage(self) -> Usage:
        """List the names in the tags of all parts; nothing if they cannot be parsed.

        If only an end is missing or left over, the names are found all the same.
        """
        tree = self.parsed
        if isinstance(tree, TemplateSyntaxError):
            tree = _parsed(_balanced("\n".join(source for _, _, source in self._lines)))
        return Usage() if isinstance(tree, TemplateSyntaxError) else usage_of(tree, self.view)

    @cached_property
    def tag_faults(self) -> list[TagFault]:
        """List the faults of the tags."""
        environment = layout_environment(lambda value: value, autoescape=False)
        return tag_faults(self.paragraphs(), environment)

    def place_of_fault(self, fault: TagFault) -> str:
        """Describe the place of a fault, by the words of its paragraph."""
        part, paragraph = fault.place
        return self.place(part, paragraph, own_text(paragraph) or None)

    def place_of_line(self, line: int) -> str:
        """Describe the place of a line that :attr:`usage` or :attr:`parsed` names."""
        part, paragraph, _ = self._lines[line - 1]
        return place_of(part, paragraph)


def _parsed(source: str) -> nodes.Template | TemplateSyntaxError:
    try:
        return layout_environment(lambda value: value, autoescape=False).parse(source)
    except TemplateSyntaxError as failure:
        return failure


def _balanced(source: str) -> str:
    """Add every end that is missing to the tags, and take out every end that is left over.

    So a row that was deleted with its end does not hide what else is wrong. Lines stay as they are.
    """
    begun: list[str] = []

    def balanced(tag: re.Match[str]) -> str:
        word = tag[1]
        if not word.startswith("end"):
            begun.append(word)
            return tag[0]
        if word[3:] not in begun:
            return ""
        ends = ""
        while (inner := begun.pop()) != word[3:]:
            ends += f"{{% end{inner} %}}"
        return ends + tag[0]

    whole = _BLOCK.sub(balanced, source)
    return whole + "".join(f"{{% end{word} %}}" for word in reversed(begun))


_NO_STYLES = f'<w:styles xmlns:w="{W}"/>'.encode()
