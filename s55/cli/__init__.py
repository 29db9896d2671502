"""The commands: thin, one file each; what they do is done elsewhere."""
