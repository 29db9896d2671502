"""Words that reports and past responses share, as parts of regular expressions."""

from __future__ import annotations

import re

SHOULD = r"(?:should|must|(?:needs?|has|have|ought)\s+to)"
"""What somebody is asked with."""
ITEM_NAME = (
    r"(?:recommendations?|areas?\s+for\s+(?:improvement|priority\s+action)s?|AFIs?|"
    r"causes?\s+of\s+concerns?)"
)
"""What an item of a report is called, where its number can follow."""
MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
"""A month, whose name is written out."""
SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z‘“'\"])")
"""Where one sentence of a text ends and the next begins."""
