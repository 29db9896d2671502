"""What a grown document holds, to compare with what s55 reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.importers.grown.responses.blocks import Block, text_of
from tests.importers.grown.responses.contents import Asked, Owner


@dataclass
class Label:
    """What a careful reader finds in a document, in the form of the labelled samples.

    Attributes:
        title: the report's title; empty in a response to several.
        published: the day of its publication.
        items: each item with its kind, number, text, status and target date.
        comments: each comment with its owner, the items by their order from 1, and its words.
        aside: what is said in passing, such as whose words follow; it may stand in a comment.
    """

    title: str = ""
    published: date | None = None
    items: list[dict[str, str]] = field(default_factory=list)
    comments: list[dict[str, Any]] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)

    def item(self, asked: Asked, text: str) -> int:
        """Note an item with its words, and give its order."""
        made = {"kind": asked.kind.value, "number": asked.number, "text": text}
        if asked.status:
            made["status"] = asked.status
        if asked.target:
            made["target_date"] = asked.target.isoformat()
        self.items.append(made)
        return len(self.items)

    def comment(self, owner: Owner, on: list[int], blocks: tuple[Block, ...]) -> None:
        """Note what an owner says on items, or with none on the report as a whole."""
        if blocks:
            self.comments.append({"owner": owner.value, "on": on, "text": text_of(blocks)})

    def passing(self, text: str) -> str:
        """Note words that may stand in a comment or beside it."""
        self.aside.append(text)
        return text

    def as_data(self) -> dict[str, Any]:
        """The label as the samples have it."""
        data: dict[str, Any] = {"items": self.items, "comments": self.comments, "aside": self.aside}
        if self.title:
            data["title"] = self.title
        if self.published:
            data["published"] = self.published.isoformat()
        return data
