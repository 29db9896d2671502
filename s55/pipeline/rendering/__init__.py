"""Render many drafts: what has not changed is left as it is, and the rest is made."""
