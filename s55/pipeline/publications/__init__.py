"""Keep what was published, compare files with it, and show what changed between publications."""
