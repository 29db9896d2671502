"""Read spreadsheets that come back: their cells, and what was filled into the rows."""
