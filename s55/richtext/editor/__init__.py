"""Texts of a draft as documents of a rich text editor, and the way back."""
