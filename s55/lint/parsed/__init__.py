"""Open and parse the layouts, stylesheets and Word files of a template set for the rules."""
