"""What a report says of itself: dates, forces, kind, grades, addressees."""
