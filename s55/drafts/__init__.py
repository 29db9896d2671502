"""Drafts as files: load one, start one, record what was done, and choose what goes public."""
