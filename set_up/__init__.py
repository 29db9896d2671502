"""How `start.py` gets a machine ready for s55. Standard library only."""
