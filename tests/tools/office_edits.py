"""Edits Word files in a running LibreOffice, as a person would, and saves them.

It is run by the system's own Python, which has LibreOffice's bridge (python3-uno):

    python3 office_edits.py JOBS

JOBS is a JSON file: a list of jobs, each with the `source` to open, a list of `edits`, and the
files to save to: `docx`, `odt`, and `through`, the latter opened again and saved as Word; or `text`
alone, for the words with the labels of lists. Each edit has its name under `do`; the other keys are
the arguments of the function of that name below. LibreOffice is started once, with a profile of its
own: the program that S55_SOFFICE names, if it does.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]  # it belongs to the system's Python

SECONDS = 90
BOLD = 150.0
PARAGRAPH_BREAK = 0
FILTERS = {"docx": "MS Word 2007 XML", "odt": "writer8", "text": "Text (encoded)"}
WRITER = ("Robin", "Sample")
"""Given name and family name of the person who edits."""


def main(jobs: list[dict[str, Any]]) -> None:
    """Do the jobs in one LibreOffice."""
    profile = tempfile.mkdtemp(prefix="s55-office-")
    pipe = f"s55-{Path(profile).name}"
    process = subprocess.Popen(
        [
            os.environ.get("S55_SOFFICE", "soffice"),
            f"-env:UserInstallation={Path(profile).as_uri()}",
            "--headless",
            "--norestore",
            "--nologo",
            f"--accept=pipe,name={pipe};urp;",
        ]
    )
    try:
        context = _connected(pipe, process)
        _introduce(context)
        desktop = context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.Desktop", context
        )
        for job in jobs:
            _do(desktop, job)
        desktop.terminate()
        process.wait(SECONDS)
    finally:
        if process.poll() is None:
            process.kill()
        shutil.rmtree(profile, ignore_errors=True)


def _connected(pipe: str, process: subprocess.Popen[bytes]) -> Any:
    """LibreOffice's context, once it is there."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    end = time.monotonic() + SECONDS
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            if time.monotonic() > end or process.poll() is not None:
                raise
            time.sleep(0.1)


def _introduce(context: Any) -> None:
    """Tell LibreOffice who edits."""
    provider = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.configuration.ConfigurationProvider", context
    )
    node = _property("nodepath", "/org.openoffice.UserProfile/Data")
    data = provider.createInstanceWithArguments(
        "com.sun.star.configuration.ConfigurationUpdateAccess", (node,)
    )
    data.givenname, data.sn = WRITER
    data.commitChanges()


def _property(name: str, value: Any) -> Any:
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made


def _do(desktop: Any, job: dict[str, Any]) -> None:
    document = _opened(desktop, job["source"])
    try:
        for edit in job["edits"]:
            arguments = {key: value for key, value in edit.items() if key != "do"}
            EDITS[edit["do"]](document, **arguments)
        if "text" in job:
            _save(document, job["text"], "text")
            return
        _save(document, job["docx"], "docx")
        _save(document, job["odt"], "odt")
    finally:
        document.close(False)
    again = _opened(desktop, job["odt"])
    try:
        _save(again, job["through"], "docx")
    finally:
        again.close(False)


def _opened(desktop: Any, file: str) -> Any:
    hidden = (_property("Hidden", True),)
    return desktop.loadComponentFromURL(Path(file).as_uri(), "_blank", 0, hidden)


def _save(document: Any, file: str, kind: str) -> None:
    named = (_property("FilterName", FILTERS[kind]), _property("FilterOptions", "UTF8"))
    document.storeToURL(Path(file).as_uri(), named if kind == "text" else named[:1])


def _found(document: Any, words: str) -> Any:
    """The first range with these words, in the body or in a table."""
    search = document.createSearchDescriptor()
    search.SearchString = words
    search.SearchCaseSensitive = True
    found = document.findFirst(search)
    if found is None:
        raise LookupError(f"'{words}' is not in the document")
    return found


# --- edits --------------------------------------------------------------------


def split(document: Any, before: str) -> None:
    """Press Enter before words; the space there goes."""
    found = _found(document, f" {before}")
    cursor = found.Text.createTextCursorByRange(found.Start)
    cursor.goRight(1, True)
    cursor.setString("")
    found.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)


def join(document: Any, after: str) -> None:
    """Press Delete at the end of a paragraph."""
    found = _found(document, after)
    cursor = found.Text.createTextCursorByRange(found.End)
    cursor.goRight(1, True)
    cursor.setString("")


def new_paragraph(document: Any, after: str, text: str) -> None:
    """Press Enter after words, and type; in a list it is its next item."""
    found = _found(document, after)
    cursor = found.Text.createTextCursorByRange(found.End)
    found.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
    found.Text.insertString(cursor, text, False)


def new_row(document: Any, after: str, texts: list[str]) -> None:
    """Add a row below the one with these words."""
    cell = _found(document, after).Cell
    table = _found(document, after).TextTable
    row = int("".join(filter(str.isdigit, cell.CellName)))
    table.Rows.insertByIndex(row, 1)
    for column, text in enumerate(texts):
        table.getCellByPosition(column, row).setString(text)


def replace(document: Any, words: str, text: str) -> None:
    """Select words and type over them; '' deletes them."""
    _found(document, words).setString(text)


def insert(document: Any, after: str, text: str, *, bold: bool = False) -> None:
    """Type after words."""
    found = _found(document, after)
    cursor = found.Text.createTextCursorByRange(found.End)
    cursor.goRight(0, False)
    found.Text.insertString(cursor, text, True)
    if bold:
        cursor.CharWeight = BOLD


def track(document: Any) -> None:
    """Record changes from now on."""
    document.RecordChanges = True


def settle(document: Any, accept: bool) -> None:
    """Accept or reject all changes."""
    url = uno.createUnoStruct("com.sun.star.util.URL")
    url.Protocol, url.Path = ".uno:", f"{'Accept' if accept else 'Reject'}AllTrackedChanges"
    url.Complete = url.Main = url.Protocol + url.Path
    # Otherwise the words may be saved before the changes are settled.
    at_once = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    at_once.Name, at_once.Value = "SynchronMode", True
    document.CurrentController.Frame.queryDispatch(url, "", 0).dispatch(url, (at_once,))


def comment(document: Any, at: str, author: str, text: str) -> None:
    """A comment in the margin."""
    found = _found(document, at)
    note = document.createInstance("com.sun.star.text.textfield.Annotation")
    note.Author, note.Content = author, text
    found.Text.insertTextContent(found.End, note, False)


def before_all(document: Any, text: str) -> None:
    """Type a paragraph before everything."""
    body = document.Text
    body.insertControlCharacter(body.Start, PARAGRAPH_BREAK, False)
    body.insertString(body.Start, text, False)


def after_all(document: Any, text: str) -> None:
    """Type a paragraph after everything."""
    body = document.Text
    body.insertControlCharacter(body.End, PARAGRAPH_BREAK, False)
    body.insertString(body.End, text, False)


def remove_bookmark(document: Any, name: str) -> None:
    """Delete a bookmark; what it marks stays."""
    document.Text.removeTextContent(document.Bookmarks.getByName(name))


EDITS = {
    function.__name__: function
    for function in (
        split, join, new_paragraph, new_row, replace, insert, track, settle, comment,
        before_all, after_all, remove_bookmark,
    )
}  # fmt: skip

if __name__ == "__main__":
    main(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
