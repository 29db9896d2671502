"""The law and its dates: section 55, deadlines, working days, consistency."""
