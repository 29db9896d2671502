"""Rich text: Markdown as the drafts hold it, as neutral blocks that every output format writes."""
