"""The facts of a response and of its items: shown, filled in, and items added."""
