"""Print pages to PDF: accessible (PDF/UA-1), archivable (PDF/A-3a), the same bytes each time."""
