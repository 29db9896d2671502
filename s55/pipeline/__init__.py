"""Each path from end to end: a response, a paper for the panel, the publication pages."""
