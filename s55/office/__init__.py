"""The office's side: settings, cases, items, reminders, figures, and how files are written."""
