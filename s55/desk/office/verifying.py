"""Say of any file whether it is what was published."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from s55.desk.answers import Desk, answer_with
from s55.desk.filling_in import FILE, NOTHING
from s55.desk.uploads import Upload
from s55.errors import S55Error, problems_told
from s55.pipeline.publications.verifying import Agreement, Verifier
from s55.problems import Problem
from s55.workspace import with_shown_files

_COLOURS = {
    Agreement.IDENTICAL: "green",
    Agreement.SAME_WORDS: "green",
    Agreement.OTHER_WORDS: "red",
    Agreement.NOT_PUBLISHED: "yellow",
}


def verify(desk: Desk, request: Request, problems: Sequence[Problem]) -> Response:
    """Show the form to which a file is given."""
    del desk, request
    form = FILE.shown(NOTHING, problems)
    return answer_with("verify", form.status, found=None, form=form)


def verified(desk: Desk, request: Request, upload: Upload) -> Response:
    """Say what a file is."""
    del request
    verifier = Verifier(desk.workspace)
    try:
        found = verifier.verify_data(upload.data, upload.name)
    except (S55Error, OSError) as failure:
        raise S55Error([*verifier.problems, *problems_told(failure)]) from None
    return answer_with(
        "verify",
        found=found,
        lines=found.as_lines(),
        colour=_COLOURS[found.verdict],
        told=with_shown_files(verifier.problems),
        form=FILE.shown(NOTHING),
    )
