"""A template set as its rules see it: layouts, stylesheets and Word files opened and parsed."""
