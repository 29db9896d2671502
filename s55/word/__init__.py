"""The Word core: Office Open XML for rendering, importing and reading returned files."""
