"""Count the letters and digits of a file without the readers: all text it holds, in any order."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections import Counter
from email import message_from_bytes, policy
from io import BytesIO

import pypdfium2
from lxml import etree, html
from markdown_it import MarkdownIt

from s55.importers.readers.text import is_markdown
from s55.importers.source import Source

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NO_FIELD = "(namespace-uri()!='urn:oasis:names:tc:opendocument:xmlns:text:1.0' or " + (
    "local-name()='number' or local-name()='note-citation')"
)
_LOOKS = re.compile(r"</?(?:b|i|em|strong|sup|sub|u|br|table|tr|t[dh]|a|p|div)(?: [^<>]*)?>")
_NOTE_MARK = re.compile(r"^\[\^[^\]\s]{1,40}\]:", re.MULTILINE)
"""The label before a note in Markdown: the same as where its mark is, which is told."""
_PARTS = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")


def letters(text: str) -> Counter[str]:
    """The letters and digits of a text: how words are broken and joined does not count."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return Counter(character for character in plain if character.isalnum())


def letters_in(data: bytes, ending: str) -> Counter[str]:
    """The letters and digits of a file, by the end of its name."""
    return letters(_TEXTS[ending](data))


def letters_read(source: Source) -> Counter[str]:
    """The letters and digits in what a reader made of a file, all that it set aside included."""
    found: Counter[str] = Counter()
    for block in source.blocks:
        # A number that counts a list is made by whoever shows it; what is typed is in the text.
        found += letters(block.text)
        found += letters(" ".join(line for note in block.notes for line in note.words()))
    for one in source.set_aside:
        # What a picture shows is no text of a page.
        if not one.about and one.why != "picture":
            found += letters(one.text)
    return found


def _pdf(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    return " ".join(page.get_textpage().get_text_bounded() for page in document)


def _html(data: str) -> str:
    root = html.document_fromstring(data)
    texts = root.xpath("//text()[not(ancestor::script or ancestor::style or ancestor::title)]")
    return "".join(map(str, texts)) if isinstance(texts, list) else ""


def _docx(data: bytes) -> str:
    texts: list[str] = []
    with zipfile.ZipFile(BytesIO(data)) as package:
        for name in filter(_PARTS.fullmatch, package.namelist()):
            tree = etree.fromstring(package.read(name))
            etree.strip_elements(tree, f"{_MC}Fallback")  # says the same again, for old programs
            texts += [text.text or "" for text in tree.iter(f"{_W}t", f"{_W}delText")]
            texts.append(" ")
    return "".join(texts)


def _odt(data: bytes) -> str:
    """All characters of the text and of the headers, but for numbers and who wrote when."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        content = etree.fromstring(package.read("content.xml"))
        styles = etree.fromstring(package.read("styles.xml"))
    found = [*content.iterfind("{*}body"), *styles.iterfind("{*}master-styles")]
    apart = "note-citation number creator date title desc image".split()
    skipped = " or ".join(f"ancestor::*[local-name()='{name}' and {_NO_FIELD}]" for name in apart)
    texts = [part.xpath(f".//text()[not({skipped})]") for part in found]
    return " ".join(str(text) for some in texts if isinstance(some, list) for text in some)


def _markdown(data: bytes) -> str:
    """All that was typed but for marks, tags of looks and addresses behind words."""
    text = _LOOKS.sub("", data.decode("utf-8-sig")).replace("\f", "\n")
    text = _NOTE_MARK.sub("", text)
    return _html(MarkdownIt("commonmark", {"html": False}).enable("table").render(text) or "<p/>")


def _text(data: bytes) -> str:
    text = data.decode("utf-8-sig")
    return _markdown(data) if is_markdown(text) else text


def _mail(data: bytes) -> str:
    body = message_from_bytes(data, policy=policy.default).get_body(("html", "plain"))
    assert body is not None
    text = str(body.get_content())
    return _html(text) if body.get_content_subtype() == "html" else text


_TEXTS = {
    ".pdf": _pdf,
    ".html": lambda data: _html(data.decode("utf-8")),
    ".docx": _docx,
    ".odt": _odt,
    ".md": _markdown,
    ".txt": _text,
    ".eml": _mail,
}
