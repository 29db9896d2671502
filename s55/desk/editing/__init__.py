"""Texts that are written in the text editor, or in its form: where they belong, and their pages."""
