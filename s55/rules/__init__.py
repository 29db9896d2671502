"""Apply section 55: deadlines, working days, the Act's demands, consistency."""
