"""Make drafts from inspection reports and past responses."""
