"""The view of the register."""
