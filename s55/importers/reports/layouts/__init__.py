"""The layouts of inspection reports, each with the rules for its items behind one Protocol."""
