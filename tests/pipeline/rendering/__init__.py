"""Drafts rendered together, and what of them is not made again."""
