"""Show the responses: all of them, one, its files, and what it said before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from s55.desk.answers import Desk, answer_with, download, lead_on, missing
from s55.desk.board import board_of
from s55.desk.forms import Fields, number_of
from s55.desk.hints import in_words_of_desk
from s55.desk.one_response import titles_of
from s55.desk.putting_right import PutRight
from s55.drafts.load import load
from s55.errors import S55Error
from s55.office.publications import KeptPublication, publications_of
from s55.pipeline.invitation import invitation_file
from s55.pipeline.keeping.history import (
    DraftHistory,
    history_rows,
    put_back,
    state_difference,
    state_texts,
)
from s55.pipeline.publications.comparing import SIGNED_VERSION, redline_until_now
from s55.pipeline.rendering.limited import FILE_SECONDS
from s55.pipeline.response import Format, file_as_now
from s55.pipeline.signing import SIGNED
from s55.sources.files import read_bytes, read_text
from s55.workspace import shown

_PUBLICATION, _APPROVAL = "publication", "approval"
_DONE = {
    "recorded": "It is recorded in the draft.",
    "record-corrected": "The record is corrected. “What it said before” brings back what it was.",
    "published": "It is recorded in the draft. The files to publish are kept. Download them here:",
    "signed": "The approval is recorded, and bound to the text as it is now.",
    "invited": "The invitation is written, and recorded in the draft. Download it and send it:",
    "collected": "What came back is in the draft. The file is kept as it came.",
    "collected-some": "What you took is in the draft. What you left is in the file alone, which is "
    "kept as it came.",
    "started": "The draft is started. Below is what is to be done next.",
    "started-new": "The draft is started. Add each item of the report, and look at each text.",
    "corrected": "The correction is recorded. Send copies again to those who had the response. "
    "The files to publish:",
    "withdrawn": "The withdrawal is recorded. Tell those who had the response.",
    "removed": "The item is removed. “What it said before” brings it back.",
    "undone": "The earlier state is back. What the draft said until now stays in its history.",
}


def board(desk: Desk, _: Request) -> Response:
    """Show every response."""
    return answer_with("board", board=board_of(desk.workspace, desk.today(), desk.known.standings))


def response(desk: Desk, request: Request) -> Response:
    """Show one response: how far it is, its problems, and what can be written."""
    one = desk.one(request)
    saved = one.place(request.query_params.get("saved", ""))
    done = _DONE.get(request.query_params.get("done", ""))
    build = desk.workspace.build
    invitation = [
        kind.value
        for kind in (Format.DOCX, Format.PDF)
        if invitation_file(build, one.name, kind.value).is_file()
    ]
    kept, unread = _published(desk, one.name)
    return answer_with(
        "response",
        one=one,
        saved=saved[0] if saved else None,
        following=one.following(saved[0]) if saved else None,
        done=done,
        done_with=request.query_params.get("done", ""),
        invitation=invitation,
        kept=kept,
        unread=unread,
        earlier=_earlier_versions(desk, one.name, kept),
    )


def _published(desk: Desk, name: str) -> tuple[KeptPublication | None, tuple[PutRight, ...]]:
    """Give the latest publication that is kept of a response, and why it cannot be read."""
    try:
        kept = publications_of(desk.workspace.published, name)
    except S55Error as failure:
        return None, tuple(PutRight(one, "") for one in failure.problems)
    return (kept[-1] if kept else None), ()


def published(desk: Desk, request: Request) -> Response:
    """Give a file of a publication, as it was kept.

    Raises:
        S55Error: K107 when there is no such file, P401 when the publication cannot be read, P402
            when the file is not as it was kept.
    """
    number, wanted = number_of(request.path_params["number"]), request.path_params["file"]
    for kept in publications_of(desk.workspace.published, desk.path(request).stem):
        if kept.number == number and wanted in {one.name for one in kept.record.files}:
            if damaged := kept.damage(wanted):
                raise S55Error(damaged)
            return download(wanted, read_bytes(kept.folder / wanted, wanted))
    raise missing()


def file(desk: Desk, request: Request) -> Response:
    """Make the response in one format, as it is now.

    Raises:
        S55Error: K107 for another format, K118 when it takes too long or too much, and what
            :func:`s55.pipeline.response.file_as_now` raises.
    """
    path, kind = desk.path(request), request.path_params["kind"]
    if kind not in set(Format):
        raise missing()
    make = partial(file_as_now, desk.workspace, path, Format(kind), desk.today())
    made = desk.limited.made(make, "making the file", FILE_SECONDS)
    return download(f"{path.stem}.{kind}", made)


def tracked_changes(desk: Desk, request: Request) -> Response:
    """Give a Word file in which what changed since an earlier version is a tracked change.

    Raises:
        S55Error: K107 for a version that there is not, K118 when it takes too long or too much,
            and what :func:`s55.pipeline.publications.comparing.redline_until_now` raises.
    """
    name, since = desk.path(request).stem, request.path_params["since"]
    if since not in _earlier_versions(desk, name, _published(desk, name)[0]):
        raise missing()
    make = partial(
        redline_until_now,
        desk.workspace,
        name,
        SIGNED_VERSION if since == _APPROVAL else None,
        desk.workspace.settings(),
        desk.today(),
    )
    made = desk.limited.made(make, "making the file", FILE_SECONDS)
    return download(f"{name}-changes-since-{since}.docx", made)


def _earlier_versions(desk: Desk, name: str, kept: KeptPublication | None) -> dict[str, str]:
    """Name what the draft can be compared with, by the ends of the addresses for that."""
    is_signed = (desk.workspace.published / name / SIGNED).is_file()
    found = {_PUBLICATION: "the last publication"} if kept else {}
    return found | ({_APPROVAL: "the approval"} if is_signed else {})


def invitation(desk: Desk, request: Request) -> Response:
    """Give a file of the invitation that was written last.

    Raises:
        S55Error: K107 when there is none.
    """
    path, kind = desk.path(request), request.path_params["kind"]
    place = invitation_file(desk.workspace.build, path.stem, kind)
    if kind not in {Format.DOCX, Format.PDF} or not place.is_file():
        raise missing()
    return download(place.name, read_bytes(place, place.name))


def history(desk: Desk, request: Request) -> Response:
    """List what the draft said before, or show what changed with one state.

    Raises:
        S55Error: U125 when there is no such state, O411 when it is not as it was kept.
    """
    path = desk.path(request)
    address = f"/response/{quote(path.stem, safe='')}"
    back = (address, "Back to the response")
    draft, _ = load(read_text(path, shown(path)), "")
    titles = titles_of(draft) if draft else {}
    return history_of_file(desk, request, path.stem, f"{address}/history", back, titles)


def history_of_file(
    desk: Desk,
    request: Request,
    name: str,
    address: str,
    back: tuple[str, str],
    titles: Mapping[str, str],
) -> Response:
    """List what a file said before, or show what changed with one state.

    Args:
        desk: the desk.
        request: asks for a state, or for none.
        name: of the draft, or of the file.
        address: that of the page.
        back: the address above it, and its words.
        titles: the names of what changes in it, by their paths.

    Raises:
        S55Error: U125 when there is no such state, O411 when it is not as it was kept.
    """
    state = request.query_params.get("state")
    found = DraftHistory.of(desk.workspace, name)
    named = {"name": name, "address": address}
    if state is not None:
        number = number_of(state) or 0
        lines = list(state_difference(found, number))
        is_draft = found.draft.parent == desk.workspace.responses
        changes = state_texts(found, number) if is_draft else None
        return answer_with("state", **named, number=number, changes=changes, lines=lines)
    rows = [
        replace(one, what=in_words_of_desk(one.what, titles)) for one in history_rows(found, None)
    ]
    return answer_with("history", **named, back=back, rows=rows[::-1])


def undone(desk: Desk, request: Request, fields: Fields) -> Response:
    """Put an earlier state of the draft back.

    Raises:
        S55Error: what :func:`s55.pipeline.keeping.history.put_back` raises.
    """
    name = desk.path(request).stem
    put_back_file(desk, name, fields)
    return lead_on(name, "done=undone")


def put_back_file(desk: Desk, name: str, fields: Fields) -> None:
    """Put an earlier state of a file back.

    Raises:
        S55Error: what :func:`s55.pipeline.keeping.history.put_back` raises.
    """
    put_back(desk.workspace, name, state_of(fields))


def state_of(fields: Fields) -> int:
    """Give the number of the state that a form puts back; -1, which is none, for no number."""
    number = number_of(fields.get("to", ""))
    return -1 if number is None else number
