"""Past responses in random layouts, each with its label, and how much of them s55 reads.

``python -m tests.importers.grown.responses --seeds 0:100`` measures; ``--write`` keeps the files.
"""
