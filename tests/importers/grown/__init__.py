"""Documents that are grown from a seed, with what they hold."""
