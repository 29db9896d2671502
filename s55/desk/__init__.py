"""What an office does with all its responses together: cases, items to follow, periods."""
