"""The pages of the whole office: the register, papers and lists, verifying, settings, templates."""
