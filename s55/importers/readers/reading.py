"""Choose the reader of a file by its content, whatever its name ends with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from s55.importers.readers.dividing import divided
from s55.importers.readers.recognise import SHOWN, FileKind, ending_of, recognised
from s55.importers.readers.refusals import MAX_BYTES, empty, too_large, unknown
from s55.importers.source import Progress, SetAside, Source, SourcePosition


def read_source(data: bytes, name: str, progress: Progress | None = None, jobs: int = 1) -> Source:
    """Read the blocks of a file in any format that s55 reads.

    Args:
        data: the whole file.
        name: the file as the user named it, for messages; its ending is only a hint.
        progress: called with pages done and pages in all, for formats that have pages.
        jobs: how many processes may share the pages of a long file.

    Raises:
        S55Error: I101 it is empty, I102 it passes a limit, I103 it is in another format, I104 it is
            damaged, I105 it is locked with a password, I106 its pages are pictures.
    """
    if len(data) > MAX_BYTES:
        size = f"{len(data) / 1e6:.0f} MB"
        raise too_large(name, f"the file has {size}; s55 reads up to {MAX_BYTES / 1e6:.0f} MB")
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise empty(name)
    kind = recognised(data, name)
    try:
        source = _read(kind, data, name, progress, jobs)
    except RecursionError:  # in a library: the readers count how deep they go
        raise too_large(name, "its parts are nested too deep") from None
    return _noted(replace(source, blocks=tuple(divided(source.blocks))), name, kind)


def _noted(source: Source, name: str, kind: FileKind) -> Source:
    """Add a note where the name's ending says another format."""
    ending = ending_of(name)
    wrong = ending and ending != kind and {ending, kind} != {FileKind.TEXT, FileKind.MARKDOWN}
    if not wrong or (kind not in SHOWN and ending not in SHOWN):
        return source
    shown = SHOWN.get(kind, "text")
    note = SetAside(
        f"{PurePath(name).name} holds {shown} and was read as such",
        "wrong file ending",
        SourcePosition(),
        about=True,
    )
    return replace(source, set_aside=(note, *source.set_aside))


def _read(kind: FileKind, data: bytes, name: str, progress: Progress | None, jobs: int) -> Source:
    """Read a file with the reader of its format; only that reader's libraries are loaded."""
    if kind is FileKind.PDF:
        from s55.importers.readers.pdf.reader import read_pdf

        return read_pdf(data, name, progress, jobs)
    if kind is FileKind.WORD:
        from s55.importers.readers.word.reader import read_docx

        return read_docx(data, name)
    if kind is FileKind.ODT:
        from s55.importers.readers.odt.reader import read_odt

        return read_odt(data, name)
    if kind is FileKind.ZIP:
        from s55.importers.readers.zipped import read_zip

        return read_zip(data, name)
    if kind is FileKind.MAIL:
        from s55.importers.readers.mail import read_mail

        return read_mail(data, name)
    if kind is FileKind.HTML:
        from s55.importers.readers.html.reader import read_html

        return read_html(data, name)
    from s55.importers.readers.markdown import read_markdown
    from s55.importers.readers.text import is_markdown, read_text

    text = _decoded(data, name)
    if kind is FileKind.TEXT and not is_markdown(text):
        return read_text(text, name)
    return read_markdown(text, name, looks=kind is FileKind.TEXT)


def _decoded(data: bytes, name: str) -> str:
    """Decode a text file: UTF-16 by its byte order mark, else UTF-8, else Windows-1252.

    Raises:
        S55Error: I103 it holds bytes that text does not have.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    odd = sum(character < " " and character not in "\t\n\r\f\v" for character in text[:65536])
    if odd * 100 > len(text[:65536]):
        raise unknown(name, "this is neither text nor any other format that s55 reads")
    return "".join(character for character in text if character >= " " or character in "\t\n\r\f\v")
