"""Word files to a source."""
