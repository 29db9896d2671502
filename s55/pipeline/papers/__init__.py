"""The paper for the panel, in one file or in parts."""
