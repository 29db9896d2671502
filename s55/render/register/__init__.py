"""Write the register as spreadsheet, CSV, page and JSON."""
