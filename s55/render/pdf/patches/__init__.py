"""What reaches into WeasyPrint, one file for each patch."""
