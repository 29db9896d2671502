"""Take a response, a paper for the panel or the publication pages from end to end."""
