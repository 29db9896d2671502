"""The forms of inspection reports, each with the rules for its items."""
