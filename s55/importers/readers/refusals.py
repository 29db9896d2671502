"""Make the errors for files that s55 cannot read, and set the limits on time and memory."""

from __future__ import annotations

from collections.abc import Iterable

from s55.errors import S55Error
from s55.problems import error

MAX_BYTES = 100_000_000
"""The size of a file; the longest national reports have about 10 MB."""
MAX_PAGES = 2_000
"""Pages of a PDF."""
MAX_UNPACKED = 200_000_000
"""Bytes of all parts of a Word file together, unpacked."""
MAX_PART = 60_000_000
"""Bytes of one part of a Word file that is read, unpacked."""
MAX_DEPTH = 200
"""Depth of nested elements."""
MAX_BLOCKS = 200_000
"""Blocks of one file."""


def refusal(code: str, name: str, message: str, hint: str = "") -> S55Error:
    """Make the error that says why s55 cannot read the file ``name``."""
    return S55Error([error(code, message, hint).in_file(name)])


def empty(
    name: str, held: Iterable[str] = (), hint: str = "Download or save it again."
) -> S55Error:
    """I101: there is no text in the file; ``held`` says what else is, such as 'picture'."""
    kinds = ", ".join(dict.fromkeys(held))
    what = f"there is no text in the file, only: {kinds}" if kinds else "the file is empty"
    return refusal("I101", name, what, hint)


def too_large(name: str, what: str) -> S55Error:
    """I102: the file passes a limit; ``what`` says which."""
    hint = "Save what is needed of it as a file of its own, and give that."
    return refusal("I102", name, what, hint)


def too_costly(name: str) -> S55Error:
    """I102: reading the file took too much, or ended the process that read it."""
    return refusal(
        "I102",
        name,
        "reading the file takes more time or memory than s55 allows, as with a damaged file",
        "Open it in another program, save it again, and import that.",
    )


def unknown(name: str, what: str) -> S55Error:
    """I103: the file is not in a format that s55 reads."""
    return refusal(
        "I103",
        name,
        what,
        "Save it as PDF, Word (.docx), OpenDocument (.odt), HTML, Markdown or plain text.",
    )


def several(name: str, what: str) -> S55Error:
    """I103: the file is a zip file that does not hold one page."""
    return refusal("I103", name, what, "Unpack it, and import the file that you mean by itself.")


def damaged(name: str, kind: str, why: str) -> S55Error:
    """I104: the file is damaged or cut off."""
    return refusal(
        "I104", name, f"the {kind} file is damaged or cut off: {why}", "Download or save it again."
    )


def encrypted(name: str, kind: str) -> S55Error:
    """I105: the file needs a password."""
    return refusal(
        "I105",
        name,
        f"the {kind} file is locked with a password",
        "Save a copy without one, or ask the sender for it.",
    )


def not_word(name: str, what: str, *, to_save: bool = False) -> S55Error:
    """I107: the file that came back is no Word file; ``to_save``: a program can make it one."""
    hint = "Ask the sender for the Word file that you sent out, with the answers in it."
    if to_save:
        hint = "Open it in LibreOffice or Word, save it as Word (.docx), and collect that file."
    return refusal("I107", name, f"this is {what}, and s55 collects Word files (.docx)", hint)


def scanned(name: str, pages: int) -> S55Error:
    """I106: the pages are pictures."""
    pages_shown = "its one page is a picture" if pages == 1 else f"its {pages} pages are pictures"
    return refusal(
        "I106",
        name,
        f"the PDF file has no text: {pages_shown}",
        "It needs OCR (text recognition) first, for example with ocrmypdf.",
    )
