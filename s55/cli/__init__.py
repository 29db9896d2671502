"""Define the commands, one file each, and leave the work to the pipeline."""
