"""Make the publication pages: list, responses, register and feed."""
