"""An end to documents without end: the pages are counted while they are laid out."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator

MAX_PAGES = 1_000
"""Of one document. The longest responses have some 40, a panel paper of many years 300."""

_PROGRESS = "weasyprint.progress"


class TooManyPagesError(Exception):
    """A document has more pages than any has."""


class _Counter(logging.Handler):
    """Reads the numbers of the pages of which WeasyPrint tells that it begins them."""

    def emit(self, record: logging.LogRecord) -> None:
        numbers = record.args if isinstance(record.args, tuple) else ()
        if "Page %d" in str(record.msg) and isinstance(numbers[0], int) and numbers[0] > MAX_PAGES:
            raise TooManyPagesError(f"it has more than {MAX_PAGES:,} pages")


@contextlib.contextmanager
def page_limit() -> Iterator[None]:
    """While it lasts, WeasyPrint stops at a document of too many pages.

    Raises:
        TooManyPagesError: when it has stopped.
    """
    logger = logging.getLogger(_PROGRESS)
    counter = _Counter()
    level, propagates = logger.level, logger.propagate
    logger.addHandler(counter)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(counter)
        logger.setLevel(level)
        logger.propagate = propagates
