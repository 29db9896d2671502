"""The view of a paper for the panel."""
