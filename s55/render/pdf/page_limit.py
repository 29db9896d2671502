"""Stop rendering after 1,000 pages, which are counted while WeasyPrint lays them out."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator

MAX_PAGES = 1_000
"""The most pages that are laid out at once. The longest responses have 40; a paper of many years
has 300, most of them in parts."""

_PROGRESS = "weasyprint.progress"


class TooManyPagesError(Exception):
    """A document has more pages than any needs."""


class _PageCounter(logging.Handler):
    """Count the pages by what WeasyPrint logs when it begins one."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def emit(self, record: logging.LogRecord) -> None:
        numbers = record.args if isinstance(record.args, tuple) else ()
        if "Page %d" in str(record.msg) and isinstance(numbers[0], int) and numbers[0] > self._most:
            raise TooManyPagesError(f"it has more than {MAX_PAGES:,} pages")


@contextlib.contextmanager
def page_limit(blank: int = 0) -> Iterator[None]:
    """Stop WeasyPrint at a document of too many pages.

    Args:
        blank: how many pages it has for parts that were laid out before.

    Raises:
        TooManyPagesError: when the layout goes on after :data:`MAX_PAGES` pages of its own.
    """
    logger = logging.getLogger(_PROGRESS)
    counter = _PageCounter(MAX_PAGES + blank)
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
