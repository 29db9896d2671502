"""What a layout shows: views of a response, a paper, the register and the publication pages."""
