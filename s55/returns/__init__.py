"""Files that come back: an invitation filled in, or a rendered response edited in Word."""
