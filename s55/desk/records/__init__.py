"""The forms by which something is recorded of a response: what was done with it, and by whom."""
