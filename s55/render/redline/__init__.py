"""Make a redline of two Word files: one file, with every difference as a tracked change."""
