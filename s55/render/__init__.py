"""Turn views and template sets into bytes, in a package for each output format."""
