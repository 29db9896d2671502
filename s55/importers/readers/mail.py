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
        subject, bodies, attached = _parts(data)
    except _FAULTS as failure:
        raise damaged(name, "e-mail", " ".join(str(failure).split()) or "a field") from None
    shown = [one for one in bodies if one.data.strip(b" \t\r\n\0" + _BYTE_ORDER_MARK)]
    found = [_read(one.kind, one.data, name) for one in shown if not one.is_frame]
    if not found:
        if attached:
            hint = "Save what you need from the e-mail, and import that file."
            raise empty(name, (one.called for one in attached), hint)
        raise empty(name)
    frames = [_in_frame(one.data, name) for one in shown if one.is_frame]
    first = found[0]
    return replace(
        first,
        title=subject or first.title,
        blocks=tuple(_one_after_the_other(found)),
        set_aside=(*chain(*(one.set_aside for one in found), *frames), *map(_told, attached)),
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


class _Attached(NamedTuple):
    """A file or message that hangs on a message.

    Attributes:
        called: what it is and its name.
        offer: how to read it, after what is said of it; '' if s55 does not read such files.
    """

    called: str
    offer: str


def _parts(data: bytes) -> tuple[str, list[_ShownText], list[_Attached]]:
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
    read = {id(part) for part, _ in shown}
    attached = [_attached(part) for part in _leaves(message) if id(part) not in read]
    return subject, bodies, attached


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


def _told(attached: _Attached) -> SetAside:
    return SetAside(
        f"{attached.called} was not read{attached.offer}",
        "an attached file: save it, and import it by itself",
        SourcePosition(),
        about=True,
    )


def _leaves(part: MIMEPart, around: str = "") -> Iterator[MIMEPart]:
    """Yield the parts that hold no others, but for other forms of the text and parts of a page.

    Args:
        part: of the message.
        around: 'related' in a page with its pictures and styles, which are no files of their own;
            'alternative' in one of several forms of a text, in which only files are.
    """
    if part.get_content_maintype() == "message" or not part.is_multipart():
        if not around or part.is_attachment() or (around != "related" and _is_file(part)):
            yield part
        return
    inside = part.get_content_subtype()
    if inside not in ("alternative", "related"):
        inside = around and "alternative"
    for inner in part.iter_parts():
        yield from _leaves(inner, inside)


def _attached(part: MIMEPart) -> _Attached:
    """Name an attached file or message, and say how to read it."""
    called = " ".join(str(part.get_filename() or part.get_content_type()).split())
    if part.get_content_maintype() != "message":
        return _Attached(f"the attachment '{called}'", _offer(called))
    inner = next(iter(part.iter_parts()), None) if part.is_multipart() else None
    subject = " ".join(str(inner["subject"] or "").split()) if inner is not None else ""
    offer = "; save it from the e-mail, and import the file"
    return _Attached(f"the attached message '{subject or called}'", offer)
