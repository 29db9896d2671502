"""Read an e-mail, or a page that a browser saved as one file (MHTML, RFC 2557).

Both are messages (RFC 5322): the body is read, the files that hang on it are told by name.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from pathlib import PurePosixPath

from s55.importers.readers.recognise import ending_of
from s55.importers.readers.refusals import damaged, empty
from s55.importers.source import SetAside, Source, SourcePosition

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_FAULTS = (IndexError, KeyError, LookupError, ValueError, TypeError, AttributeError)
"""What the standard library raises on fields that are not as RFC 5322 has them."""


def read_mail(data: bytes, name: str) -> Source:
    """Read the body of a message; ``name`` is for messages.

    Raises:
        S55Error: I101 it has no text, I104 it is damaged, and what the readers of its body raise.
    """
    try:
        subject, kind, body, aside = _parts(data)
    except _FAULTS as failure:
        raise damaged(name, "e-mail", " ".join(str(failure).split()) or "a field") from None
    if not body.strip(b" \t\r\n\0" + _BYTE_ORDER_MARK):
        raise empty(name)
    source = _read(kind, body, name)
    title = subject or source.title
    return replace(source, title=title, set_aside=(*source.set_aside, *aside))


def _parts(data: bytes) -> tuple[str, str, bytes, tuple[SetAside, ...]]:
    """Take a message apart: its subject, the kind of its body, the body, the attached files."""
    message: EmailMessage = message_from_bytes(
        data.lstrip(_BYTE_ORDER_MARK + b" \t\r\n"), policy=policy.default
    )
    body = message.get_body(("html", "plain"))
    subject = " ".join(str(message["subject"] or "").split())
    if body is None:
        return subject, "plain", b"", ()
    content = body.get_payload(decode=True)
    raw = content if isinstance(content, bytes) else b""
    if charset := body.get_content_charset():
        raw = _BYTE_ORDER_MARK + raw.decode(charset, "replace").encode("utf-8", "replace")
    return subject, body.get_content_subtype(), raw, tuple(_attached(message, body))


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


def _attached(message: EmailMessage, body: MIMEPart) -> Iterator[SetAside]:
    """Tell the files of a message; the pictures and styles of a saved page are none."""
    for part in message.walk():
        if part is body or part.is_multipart() or part.get_content_disposition() != "attachment":
            continue
        called = " ".join(str(part.get_filename() or part.get_content_type()).split())
        yield SetAside(
            f"the attachment '{called}' was not read{_offer(called)}",
            "an attached file: save it, and import it by itself",
            SourcePosition(),
            about=True,
        )
