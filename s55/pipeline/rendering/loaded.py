"""Load what making the files of a response needs: to be imported before a process is copied."""

from contextlib import suppress

import s55.render.html.data
import s55.render.html.document
import s55.render.pdf.document
import s55.render.word.document
import s55.views.response.build  # noqa: F401  # loaded for the copies
from s55.errors import S55Error
from s55.render.pdf.loading.weasyprint import weasyprint

with suppress(S55Error):  # without its libraries, each job says so
    weasyprint()
