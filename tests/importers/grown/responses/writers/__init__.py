"""Writers: one document in each format."""
