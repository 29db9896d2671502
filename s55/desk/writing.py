"""Show the form for a text of a draft, and write what was typed into it, in the text editor too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from s55.desk.answers import HEADERS, WITH_SCRIPT, Desk, answer_with, lead_on, missing
from s55.desk.filling_in import FormFields
from s55.desk.forms import Fields
from s55.desk.one_response import OneResponse
from s55.drafts.texts import TextChange, digest_of
from s55.errors import S55Error, problems_told
from s55.pipeline.recording import record_texts
from s55.problems import Problem
from s55.richtext.editor.documents import document_of, reason_against
from s55.richtext.editor.reading import read_document
from s55.richtext.editor.rewriting import RewrittenText, rewritten

_FIELDS = FormFields(("text",), otherwise="text")


def write(desk: Desk, request: Request) -> Response:
    """Show the form for one text, with what is to be put right in it.

    Raises:
        S55Error: K107 when the draft has no such text.
    """
    one, at = desk.one(request), request.query_params.get("at", "")
    place, problems = one.place(at) or (None, ())
    if place is None:
        raise missing()
    return _form(one, TextChange(at, digest_of(place.text), place.text), problems)


def written(desk: Desk, request: Request, fields: Fields) -> Response:
    """Write a text into the draft; if it cannot be written, show it again.

    Raises:
        S55Error: why it cannot be written, where the draft has no such text.
    """
    path = desk.path(request)
    change = TextChange(fields.get("at", ""), fields.get("seen", ""), fields.get("text", ""))
    try:
        record_texts(path, [change])
    except (S55Error, OSError) as failure:
        one = desk.one(request)
        if one.place(change.path) is None:
            raise
        return _form(one, change, problems_told(failure), 422)
    return lead_on(path.stem, f"saved={quote(change.path)}")


def _form(
    one: OneResponse, typed: TextChange, problems: Sequence[Problem], status: int = 200
) -> Response:
    """Show a text in its form; if somebody else has changed it, with what the draft says now."""
    place, _ = one.place(typed.path) or (None, ())
    if place is None:
        raise missing()
    # A form that is shown again shows what was typed, which is not what the draft says.
    has_editor = status == 200 and not place.choices
    is_overtaken = _is_overtaken(problems)
    item = one.place(f"{place.item}.text") if place.item else None
    return answer_with(
        "write",
        status,
        WITH_SCRIPT if has_editor else HEADERS,
        has_editor=has_editor,
        one=one,
        place=place,
        form=_FIELDS.shown({"text": typed.text}, problems),
        seen=digest_of(place.text) if is_overtaken else typed.seen,
        now=place.text if is_overtaken else None,
        item=item[0].text if item and item[0] is not place else "",
    )


def _is_overtaken(problems: Sequence[Problem]) -> bool:
    return any(problem.code == "K101" for problem in problems)


# --- the text editor -----------------------------------------------------------------


def edited(desk: Desk, request: Request, fields: Fields) -> Response:
    """Take what is in the editor, and save it if the form asks for that.

    The form says where the text belongs (``at``), and the text itself as Markdown (``text``) or as
    a document (``document``) with the Markdown that it was made from (``before``). With ``save``
    goes the text that the draft had when the editor was opened, or was saved last (``basis``).

    The answer, in JSON: ``text``, the Markdown; ``saved``; ``problems`` of the text, or why it was
    not saved; ``now``, what the draft says if somebody else has changed it; for Markdown also its
    ``document``, or the ``reason`` why there is none; and ``lost_marks``, as in
    :class:`s55.richtext.editor.rewriting.RewrittenText`.
    """
    try:
        text = _text(fields)
    except S55Error as failure:
        return _answer({"text": None, "saved": False, "problems": _shown(failure.problems)}, 422)
    answer: dict[str, Any] = {"text": text.text, "lost_marks": text.lost_marks}
    if fields.get("save"):
        return _answer(answer | _kept(desk, request, fields, text.text))
    if "text" in fields:
        reason = reason_against(text.text)
        document = None if reason else document_of(text.text)
        answer |= {"reason": reason, "document": document}
    return _answer(answer | {"problems": _at(desk, request, fields)})


def _text(fields: Fields, prefix: str = "") -> RewrittenText:
    """Give the Markdown of ``document`` or ``text``, with a prefix before their names."""
    document = fields.get(f"{prefix}document")
    if document is None:
        return RewrittenText(_lines(fields.get(f"{prefix}text", "")))
    before = _lines(fields.get("before", ""))
    return rewritten(read_document(document), "" if reason_against(before) else before)


def _lines(text: str) -> str:
    """Give a text with the line ends of a draft: browsers send others."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _kept(desk: Desk, request: Request, fields: Fields, text: str) -> dict[str, Any]:
    """Write the text into the draft, unless somebody else has changed it."""
    at, path = fields.get("at", ""), desk.path(request)
    try:
        seen = _seen(desk, request, fields)
        record_texts(path, [TextChange(at, seen, text)], goes_on=bool(fields.get("continues")))
    except (S55Error, OSError) as failure:
        problems = problems_told(failure)
        refused = {"saved": False, "problems": _shown(problems)}
        place, _ = desk.one(request).place(at) or (None, ())
        is_overtaken = place is not None and _is_overtaken(problems)
        return refused | ({"now": place.text} if place and is_overtaken else {})
    return {"saved": True, "problems": _at(desk, request, fields)}


def _seen(desk: Desk, request: Request, fields: Fields) -> str:
    """Give the digest of what the editor knows the draft to say.

    What it sent before, without an answer (``sent_text`` or ``sent_document``), may have been
    written or not.
    """
    basis = digest_of(fields.get("basis", ""))
    if "sent_text" not in fields and "sent_document" not in fields:
        return basis
    sent = digest_of(_text(fields, "sent_").text)
    place, _ = desk.one(request).place(fields.get("at", "")) or (None, ())
    return sent if place is not None and digest_of(place.text) == sent else basis


def _at(desk: Desk, request: Request, fields: Fields) -> list[dict[str, str]]:
    """Give the problems that the draft has at the place."""
    _, problems = desk.one(request).place(fields.get("at", "")) or (None, ())
    return _shown(problems)


def _shown(problems: Sequence[Problem]) -> list[dict[str, str]]:
    return [
        {
            "code": one.code,
            "severity": one.severity.value,
            "message": f"{one.message[:1].upper()}{one.message[1:]}",
            "hint": one.hint,
        }
        for one in problems
    ]


def _answer(content: dict[str, Any], status: int = 200) -> Response:
    return JSONResponse(content, status, HEADERS)
