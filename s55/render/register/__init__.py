"""The register as spreadsheet, CSV, page and JSON."""
