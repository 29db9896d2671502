"""Show the form for a text, and write what was typed into it, in the text editor too."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from s55.desk.answers import HEADERS, WITH_SCRIPT, Desk, answer_with, lead_to, missing
from s55.desk.editing.edited import TextAtDesk, TextsAtDesk
from s55.desk.filling_in import FormFields
from s55.desk.forms import Fields
from s55.errors import S55Error, problems_told
from s55.problems import Problem
from s55.richtext.editor.documents import document_of, reason_against
from s55.richtext.editor.reading import read_document
from s55.richtext.editor.rewriting import RewrittenText, rewritten
from s55.sources.seen import TextChange

_FIELDS = FormFields(("text",), otherwise="text")


def write(texts: TextsAtDesk, desk: Desk, request: Request) -> Response:
    """Show the form for one text, with what is to be put right in it.

    Raises:
        S55Error: K107 when there is no such text.
    """
    one = texts.find(desk, request, request.query_params.get("at", ""))
    if one is None:
        raise missing()
    return _form(texts, one, TextChange(one.at, texts.digest(one.text), one.text), one.problems)


def written(texts: TextsAtDesk, desk: Desk, request: Request, fields: Fields) -> Response:
    """Write a text; if it cannot be written, show it again.

    Raises:
        S55Error: why it cannot be written, where there is no such text.
    """
    change = TextChange(fields.get("at", ""), fields.get("seen", ""), fields.get("text", ""))
    # Where it leads to is found out before: what fails after the writing would look as if the text
    # had not been saved.
    one = texts.find(desk, request, change.path)
    try:
        texts.write(desk, request, change, False)
    except (S55Error, OSError) as failure:
        one = texts.find(desk, request, change.path)
        if one is None:
            raise
        return _form(texts, one, change, problems_told(failure), 422)
    return lead_to(one.after if one else request.url.path)


def _form(
    texts: TextsAtDesk,
    one: TextAtDesk,
    typed: TextChange,
    problems: Sequence[Problem],
    status: int = 200,
) -> Response:
    """Show a text in its form; if somebody else has changed it, with what the file says now."""
    # A form that is shown again shows what was typed, which is not what the file says.
    has_editor = status == 200 and not one.is_choice
    is_overtaken = _is_overtaken(problems)
    return answer_with(
        "write",
        status,
        WITH_SCRIPT if has_editor else HEADERS,
        has_editor=has_editor,
        is_previewed=texts.typed is not None,
        one=one,
        form=_FIELDS.shown({"text": typed.text}, problems),
        at=typed.path,
        seen=texts.digest(one.text) if is_overtaken else typed.seen,
        now=one.text if is_overtaken else None,
    )


def _is_overtaken(problems: Sequence[Problem]) -> bool:
    return any(problem.code == "K101" for problem in problems)


# --- the text editor -----------------------------------------------------------------


def edited(texts: TextsAtDesk, desk: Desk, request: Request, fields: Fields) -> Response:
    """Take what is in the editor, and save it if the form asks for that.

    The form says where the text belongs (``at``), and the text itself as Markdown (``text``) or as
    a document (``document``) with the Markdown that it was made from (``before``). With ``save``
    goes the text that the file had when the editor was opened, or was saved last (``basis``).

    The answer, in JSON: ``text``, the Markdown; ``saved``; ``problems`` of the text, or why it was
    not saved; ``now``, what the file says if somebody else has changed it; for Markdown also its
    ``document``, or the ``reason`` why there is none; and ``lost_marks``, as in
    :class:`s55.richtext.editor.rewriting.RewrittenText`.
    """
    try:
        text = _text(fields)
    except S55Error as failure:
        return _answer({"text": None, "saved": False, "problems": _shown(failure.problems)}, 422)
    answer: dict[str, Any] = {"text": text.text, "lost_marks": text.lost_marks}
    if fields.get("save"):
        return _answer(answer | _kept(texts, desk, request, fields, text.text))
    if "text" in fields:
        reason = reason_against(text.text)
        document = None if reason else document_of(text.text)
        answer |= {"reason": reason, "document": document}
    return _answer(answer | {"problems": _at(texts, desk, request, fields)})


def typed(texts: TextsAtDesk, desk: Desk, request: Request, fields: Fields) -> Response:
    """Show what is in the editor in the draft's preview, if somebody looks at it.

    Nothing is written. The form is that of :func:`edited`, with its ``basis``. A text that could
    not be saved is not shown: its save says why. The answer, in JSON: ``watched``, whether somebody
    looks.
    """
    previews, name = desk.previews, desk.path(request).stem
    if texts.typed is None or previews is None or not previews.is_watched(name):
        return _answer({"watched": False})
    with suppress(S55Error):
        seen = texts.digest(fields.get("basis", ""))
        change = TextChange(fields.get("at", ""), seen, _text(fields).text)
        previews.show_typed(name, texts.typed(desk, request, change))
    return _answer({"watched": True})


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


def _kept(
    texts: TextsAtDesk, desk: Desk, request: Request, fields: Fields, text: str
) -> dict[str, Any]:
    """Write the text, unless somebody else has changed it."""
    at = fields.get("at", "")
    try:
        seen = _seen(texts, desk, request, fields)
        texts.write(desk, request, TextChange(at, seen, text), bool(fields.get("continues")))
    except (S55Error, OSError) as failure:
        problems = problems_told(failure)
        refused = {"saved": False, "problems": _shown(problems)}
        one = texts.find(desk, request, at) if _is_overtaken(problems) else None
        return refused | ({"now": one.text} if one else {})
    return {"saved": True, "problems": _after_saving(texts, desk, request, fields)}


def _after_saving(
    texts: TextsAtDesk, desk: Desk, request: Request, fields: Fields
) -> list[dict[str, str]]:
    """Give the problems of a text that is written; whatever fails now, it is written."""
    try:
        return _at(texts, desk, request, fields)
    except Exception as failure:  # the editor would take an error for a text that was not saved
        return _shown(desk.told(failure))


def _seen(texts: TextsAtDesk, desk: Desk, request: Request, fields: Fields) -> str:
    """Give the digest of what the editor knows the file to say.

    What it sent before, without an answer (``sent_text`` or ``sent_document``), may have been
    written or not.
    """
    basis = texts.digest(fields.get("basis", ""))
    if "sent_text" not in fields and "sent_document" not in fields:
        return basis
    sent = texts.digest(_text(fields, "sent_").text)
    one = texts.find(desk, request, fields.get("at", ""))
    return sent if one is not None and texts.digest(one.text) == sent else basis


def _at(texts: TextsAtDesk, desk: Desk, request: Request, fields: Fields) -> list[dict[str, str]]:
    """Give the problems of the text as the file has it."""
    one = texts.find(desk, request, fields.get("at", ""))
    return _shown(one.problems if one else ())


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
