"""Views and template sets to bytes: one small file for each output format."""
