"""The views of the publication pages."""
