"""A PDF of many parts: each laid out and painted by itself, then joined to one tagged file."""
