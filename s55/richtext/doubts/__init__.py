"""What is valid Markdown and was hardly meant so."""
