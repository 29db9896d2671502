"""Follow the items of all responses: what is recorded, and what others fill in."""
