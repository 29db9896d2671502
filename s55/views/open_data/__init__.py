"""Show the published register as data: of one office, and of several that were gathered."""
