"""Turn views into HTML pages that run and fetch nothing."""
