"""Load a draft, start one, record what was done, and choose what goes public."""
