"""The publication pages: list, responses, register and feed."""
