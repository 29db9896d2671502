"""Read an e-mail, or a page that a browser saved as one file (MHTML, RFC 2557).

Both are messages (RFC 5322): their texts are read, the files that hang on them are told by name.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from itertools import chain
from pathlib import PurePosixPath
from typing import NamedTuple

from s55.errors import S55Error
from s55.importers.readers.recognise import ending_of
from s55.importers.readers.refusals import damaged, empty
from s55.importers.source import SetAside, Source, SourceBlock, SourcePosition
from s55.model.verdict import Aside

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_FAULTS = (IndexError, KeyError, LookupError, ValueError, TypeError, AttributeError)
"""What the standard library raises on fields that are not as RFC 5322 has them."""

_PAGE = "text/html"
_TEXTS = frozenset({_PAGE, "text/plain"})


def read_mail(data: bytes, name: str) -> Source:
    """Read the text of a message; ``name`` is for messages.

    Raises:
        S55Error: I101 it has no text, I104 it is damaged, and what the readers of its text raise.
    """
    try:
        subject, bodies, aside = _parts(data)
    except _FAULTS as failure:
        raise damaged(name, "e-mail", " ".join(str(failure).split()) or "a field") from None
    shown = [one for one in bodies if one.data.strip(b" \t\r\n\0" + _BYTE_ORDER_MARK)]
    found = [_read(one.kind, one.data, name) for one in shown if not one.is_frame]
    if not found:
        raise empty(name)
    frames = [_in_frame(one.data, name) for one in shown if one.is_frame]
    first = found[0]
    return replace(
        first,
        title=subject or first.title,
        blocks=tuple(_one_after_the_other(found)),
        set_aside=(*chain(*(one.set_aside for one in found), *frames), *aside),
    )


class _ShownText(NamedTuple):
    """A part of a message that is shown as text.

    Attributes:
        kind: 'html' or 'plain'.
        data: what it holds.
        is_frame: whether it is a page within the page.
    """

    kind: str
    data: bytes
    is_frame: bool


def _parts(data: bytes) -> tuple[str, list[_ShownText], tuple[SetAside, ...]]:
    """Take a message apart: its subject, its texts in order, and what is attached."""
    message: EmailMessage = message_from_bytes(
        data.lstrip(_BYTE_ORDER_MARK + b" \t\r\n"), policy=policy.default
    )
    subject = " ".join(str(message["subject"] or "").split())
    shown = list(_shown(message))
    if not any(not is_frame for _, is_frame in shown):
        body = message.get_body(("html", "plain"))  # attached, as a message of nothing else may be
        shown += [] if body is None else [(body, False)]
    bodies = [_body(part, is_frame=is_frame) for part, is_frame in shown]
    return subject, bodies, tuple(_attached(message, [part for part, _ in shown]))


def _body(part: MIMEPart, *, is_frame: bool) -> _ShownText:
    content = part.get_payload(decode=True)
    raw = content if isinstance(content, bytes) else b""
    if charset := part.get_content_charset():
        raw = _BYTE_ORDER_MARK + raw.decode(charset, "replace").encode("utf-8", "replace")
    return _ShownText(part.get_content_subtype(), raw, is_frame)


def _shown(part: MIMEPart) -> Iterator[tuple[MIMEPart, bool]]:
    """Yield the parts of a message that a mail program shows as its text, in order.

    Of the forms of one text it is the page (RFC 2046, 5.1.4), and of a page with what belongs to it
    the page, and then the pages in its frames (RFC 2387).
    """
    kind = part.get_content_type()
    if _is_file(part):
        return
    if kind in _TEXTS:
        yield part, False
    inner = list(part.iter_parts()) if part.is_multipart() else []
    if kind == "multipart/alternative":
        forms = [list(_shown(one)) for one in inner]
        yield from next(filter(_has_page, reversed(forms)), next(filter(None, forms), []))
    elif kind == "multipart/related":
        found = list(chain.from_iterable(map(_shown, inner)))
        yield from found[:1]
        yield from ((one, True) for one, _ in found[1:] if one.get_content_type() == _PAGE)
    else:
        yield from chain.from_iterable(map(_shown, inner))


def _has_page(form: Sequence[tuple[MIMEPart, bool]]) -> bool:
    return any(part.get_content_type() == _PAGE for part, _ in form)


def _is_file(part: MIMEPart) -> bool:
    """Whether a part is attached to a message: as a file, or as another message."""
    named = part.get_filename() is not None and not part.is_multipart()
    return named or part.is_attachment() or part.get_content_maintype() == "message"


def _one_after_the_other(sources: Sequence[Source]) -> Iterator[SourceBlock]:
    """Yield the blocks of several texts; their lines, boxes and tables are counted through."""
    line = box = table = 0
    for source in sources:
        for block in source.blocks:
            place = replace(block.place, line=(block.place.line or 1) + line)
            boxed, own = block.boxed and block.boxed + box, block.table and block.table + table
            yield replace(block, place=place, boxed=boxed, table=own)
        line += max((block.place.line or 1 for block in source.blocks), default=0)
        box += max((block.boxed for block in source.blocks), default=0)
        table += max((block.table for block in source.blocks), default=0)


def _in_frame(page: bytes, name: str) -> list[SetAside]:
    """Tell the words of a page that is shown within another."""
    try:
        source = _read("html", page, name)
    except S55Error:
        return []
    text = " ".join(block.text for block in source.blocks)
    return [SetAside(text, Aside.OTHER_FILE, SourcePosition()), *source.set_aside]


def _read(kind: str, body: bytes, name: str) -> Source:
    if kind == "html":
        from s55.importers.readers.html.reader import read_html

        return read_html(body, name)
    from s55.importers.readers.text import read_text

    return read_text(body.decode("utf-8-sig", "replace").replace("\r\n", "\n"), name)


def _offer(called: str) -> str:
    """Say how to import an attached file, if its name says that it is of a kind that s55 reads."""
    name = PurePosixPath(called.replace("\\", "/")).name
    if ending_of(name) is None or not name.isprintable():
        return ""
    return f"; save it from the e-mail, then: s55 import {shlex.quote(name)}"


def _attached(message: MIMEPart, read: Sequence[MIMEPart]) -> Iterator[SetAside]:
    """Tell the files of a message; the pictures and styles of a page are none."""
    for part in _leaves(message, of_a_page=False):
        if any(part is one for one in read):
            continue
        yield SetAside(
            _named(part),
            "an attached file: save it, and import it by itself",
            SourcePosition(),
            about=True,
        )


def _leaves(part: MIMEPart, *, of_a_page: bool) -> Iterator[MIMEPart]:
    """Yield the parts that hold no others, but for what belongs to a page and other forms of it."""
    if part.get_content_maintype() == "message" or not part.is_multipart():
        if not of_a_page or part.is_attachment():
            yield part
        return
    one_of_several = part.get_content_type() in ("multipart/alternative", "multipart/related")
    for inner in part.iter_parts():
        yield from _leaves(inner, of_a_page=of_a_page or one_of_several)


def _named(part: MIMEPart) -> str:
    """Say that an attached file or message was not read, and how to read it."""
    called = " ".join(str(part.get_filename() or part.get_content_type()).split())
    if part.get_content_maintype() != "message":
        return f"the attachment '{called}' was not read{_offer(called)}"
    inner = next(iter(part.iter_parts()), None) if part.is_multipart() else None
    subject = " ".join(str(inner["subject"] or "").split()) if inner is not None else ""
    offer = "; save it from the e-mail, and import the file"
    return f"the attached message '{subject or called}' was not read{offer}"
