"""The view of a response: header, items, checklist, letter."""
