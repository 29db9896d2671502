"""Upgrade drafts to the present format, keep the old ones, and put them back."""
