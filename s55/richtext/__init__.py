"""Convert the Markdown of drafts to and from neutral blocks, which every output format writes."""
