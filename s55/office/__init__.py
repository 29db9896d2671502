"""Keep an office's settings, cases, items, reminders and figures, and write its files."""
