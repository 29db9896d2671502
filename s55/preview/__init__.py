"""Show a draft live as page, PDF and Word, rendered again whenever one of its files is saved."""
