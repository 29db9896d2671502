"""Show what the settings and the panel's file said before, and put an earlier state back."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from s55.desk.answers import Desk, lead_to
from s55.desk.forms import Fields
from s55.desk.seeing import history_of_file, put_back_file
from s55.disk.places import SETTINGS_FILE
from s55.office.settings import PANEL_FILE


def settings(desk: Desk, request: Request) -> Response:
    """List what the settings said before.

    Raises:
        S55Error: what :func:`s55.desk.seeing.history_of_file` raises.
    """
    back = ("/settings", "Settings")
    return history_of_file(desk, request, SETTINGS_FILE, "/settings/history", back)


def settings_undone(desk: Desk, request: Request, fields: Fields) -> Response:
    """Put an earlier state of the settings back.

    Raises:
        S55Error: what :func:`s55.pipeline.keeping.history.put_back` raises.
    """
    del request
    put_back_file(desk, SETTINGS_FILE, fields)
    return lead_to("/settings?done=undone")


def meetings(desk: Desk, request: Request) -> Response:
    """List what the panel's file said before.

    Raises:
        S55Error: what :func:`s55.desk.seeing.history_of_file` raises.
    """
    back = ("/meetings", "Meetings of the panel")
    return history_of_file(desk, request, PANEL_FILE, "/meetings/history", back)


def meetings_undone(desk: Desk, request: Request, fields: Fields) -> Response:
    """Put an earlier state of the panel's file back.

    Raises:
        S55Error: what :func:`s55.pipeline.keeping.history.put_back` raises.
    """
    del request
    put_back_file(desk, PANEL_FILE, fields)
    return lead_to("/meetings?done=undone")
