"""Load libraries without what few commands use of them."""
