"""Several Word files to one paper: styles, numbering, notes and sections of each kept."""
