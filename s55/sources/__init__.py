"""Read YAML that people write with its places, check it against a model, edit it in place."""
