"""Read OpenDocument texts (.odt)."""
