"""Find and read template sets, and fill in their layouts."""
