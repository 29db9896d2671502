"""YAML that people write: read with its places, checked against a model, edited in place."""
