"""The live preview: a draft as page, PDF and Word, made anew whenever one of its files is saved."""
