"""Views to pages: layouts, stylesheets, and what keeps a page closed."""
