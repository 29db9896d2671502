"""Make the publication pages ready for the web: their heads and their security rule.

Like all layouts, those of the pages have no script and fetch nothing. This module adds the
stylesheet and the script to the head of each page, with a rule that lets the browser load nothing
else.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import field

from lxml import html

from s55.records import dataclass

STYLE = "assets/style.css"
"""The stylesheet of the pages about all responses."""
SCRIPT = "assets/script.js"
"""The script of these pages."""
FRAME_STYLE = "assets/response.css"
"""The stylesheet of what is added to the page of a response."""

_RULE = (
    "default-src 'none'; style-src 'self'; script-src {script}; img-src 'self' data:; "
    "font-src 'self' data:; base-uri 'none'; form-action 'none'"
)
_NAME_LENGTH = 12
# Where a list begins to count: browsers read it from the list's own attributes.
_COUNTERS = re.compile(r"\bcounter-[a-z]+:[^;]*;?")


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a page says.

    Attributes:
        address: the page's own full address.
        root: the way to the folder of all pages.
        feed: the full address of the feed.
        feed_title: its title.
        title_more: what makes the page's title unique; '' if it is already.
        languages: where the same page in other languages is, by the name of its file elsewhere.
    """

    address: str
    root: str
    feed: str
    feed_title: str
    title_more: str = ""
    languages: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A page, and the stylesheets that it brought, by their path in the folder of the pages."""

    page: str
    stylesheets: dict[str, str] = field(default_factory=dict)


def list_page(page: str, head: Head) -> str:
    """Give a page about all responses its stylesheet and script."""
    document = html.document_fromstring(page)
    _put_in_head(document, head, "'self'", [STYLE], SCRIPT)
    return _text(document)


def response_page(page: str, additions: str, language: str, head: Head) -> Wrapped:
    """Make a response's page one of the pages, with its additions and nothing inline.

    Args:
        page: the response as its own template set shows it.
        additions: two elements: one for before the page's head, one for after it.
        language: the language of the additions.
        head: what the page's head says.
    """
    document = html.document_fromstring(page)
    _add(document, additions, language)
    _lead_to_languages(document, head.languages)
    stylesheets = dict(_taken_out(document))
    _put_in_head(document, head, "'none'", [*stylesheets, FRAME_STYLE], None)
    return Wrapped(_text(document), stylesheets)


def _lead_to_languages(document: html.HtmlElement, languages: Mapping[str, str]) -> None:
    """Say in the head where the page is in other languages, as its links do.

    Links that were made for files side by side lead to the pages.
    """
    for link in document.xpath("//a[@hreflang]"):
        link.set("href", languages.get(link.get("href"), link.get("href")))
        told = _made("link", rel="alternate", href=link.get("href"))
        told.set("hreflang", link.get("hreflang"))
        document.head.append(told)


def _add(document: html.HtmlElement, additions: str, language: str) -> None:
    body = document.body
    before, *after = html.fragments_fromstring(additions, no_leading_text=True)
    for part in (before, *after):
        if document.get("lang", language) != language:
            part.set("lang", language)
        part.tail = "\n"
    header = next((child for child in body if child.tag == "header"), None)
    if header is None:
        # A layout without one: everything comes first, after a link that skips it.
        skip = len(body) > 0 and body[0].tag == "a"
        body[int(skip) : int(skip)] = [before, *after]
        return
    place = body.index(header)
    body[place + 1 : place + 1] = after
    body.insert(place, before)


def _taken_out(document: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Take the page's styles out of it, as the address and the text of each stylesheet.

    The security rule forbids inline styles. A stylesheet is named for its content, so that all
    responses of one template set share it.
    """
    rules: dict[str, str] = {}
    for element in document.xpath("//*[@style]"):
        style = _COUNTERS.sub("", element.attrib.pop("style")).strip()
        if not style:
            continue
        name = rules.setdefault(style, f"own-{len(rules) + 1}")
        element.set("class", f"{element.get('class', '')} {name}".strip())
    sheets = [element.text_content().strip() for element in document.xpath("//style")]
    for element in document.xpath("//style"):
        element.drop_tree()
    sheets += ["\n".join(f".{name} {{ {style} }}" for style, name in rules.items())]
    for sheet in sheets:
        if sheet:
            name = hashlib.sha256(sheet.encode()).hexdigest()[:_NAME_LENGTH]
            yield f"assets/response-{name}.css", f"{sheet}\n"


def _put_in_head(
    document: html.HtmlElement, head: Head, scripts: str, styles: list[str], script: str | None
) -> None:
    element = document.head
    if head.title_more:
        title = element.find("title")
        title.text = f"{title.text}{head.title_more}"
    rule = _made("meta", content=_RULE.format(script=scripts))
    rule.set("http-equiv", "Content-Security-Policy")
    element.insert(1, rule)  # after the encoding, which must come first
    for style in styles:
        element.append(_made("link", rel="stylesheet", href=f"{head.root}{style}"))
    element.append(_made("link", rel="canonical", href=head.address))
    feed = _made("link", rel="alternate", type="application/atom+xml", href=head.feed)
    feed.set("title", head.feed_title)
    element.append(feed)
    if script is not None:
        loaded = _made("script", src=f"{head.root}{script}")
        loaded.set("defer", "")
        element.append(loaded)


def _made(tag: str, **attributes: str) -> html.HtmlElement:
    element = html.Element(tag, **attributes)
    element.tail = "\n"
    return element


def _text(document: html.HtmlElement) -> str:
    return str(html.tostring(document, encoding="unicode", doctype="<!DOCTYPE html>")) + "\n"
