"""What a maintainer of template sets is told: which fields there are, what is wrong in a set."""
