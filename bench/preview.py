"""How long the live preview takes to follow: from saving a draft to seeing the change.

    .venv/bin/python bench/preview.py [TIMES]

A draft is saved TIMES times (20 if not said) while the preview is open in headless Chromium.
Printed are the median and the range in milliseconds.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.preview.browsing import seen_in_browser  # noqa: E402  # the path is set above


def main(times: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        office = Path(folder) / "office"
        office.mkdir()
        shutil.copy(ROOT / "settings.yaml", office)
        shutil.copytree(ROOT / "responses", office / "responses")
        found = seen_in_browser(office, times)["milliseconds"]
    median = statistics.median(found)
    print(f"from save to page, {times} times: median {median:.0f} ms, {min(found)} to {max(found)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
