"""Put what is printed on a PDF page into lines, in the order in which people read them."""
