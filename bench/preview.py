"""How long the live preview takes to follow: from saving a draft, or from typing at the desk.

    .venv/bin/python bench/preview.py [TIMES] [--typed]

A draft is saved TIMES times (20 if not said) while the preview is open in headless Chromium; with
--typed, words are typed so many times in the text editor of the desk, and the preview is open in a
second window. Printed are the median and the range in milliseconds, from the save or the last key
to the changed page.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

# The path is set above.
from tests.desk.at_work import DRAFT, desk_at_work, walked  # noqa: E402
from tests.preview.browsing import seen_in_browser  # noqa: E402


def saved(folder: Path, times: int) -> list[int]:
    """Save a draft so many times."""
    office = folder / "office"
    office.mkdir()
    shutil.copy(ROOT / "settings.yaml", office)
    shutil.copytree(ROOT / "responses", office / "responses")
    return list(seen_in_browser(office, times)["milliseconds"])


def typed(folder: Path, times: int) -> list[int]:
    """Type so many times at the desk."""
    with desk_at_work(folder) as (address, file):
        return list(walked("typed.mjs", address, DRAFT, file, str(times))["milliseconds"])


def main(times: int, *, is_typed: bool) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        found = (typed if is_typed else saved)(Path(folder), times)
    median, start = statistics.median(found), "last key" if is_typed else "save"
    print(
        f"from {start} to page, {times} times: median {median:.0f} ms, {min(found)} to {max(found)}"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("times", nargs="?", type=int, default=20)
    parser.add_argument("--typed", action="store_true")
    options = parser.parse_args()
    main(options.times, is_typed=options.typed)
