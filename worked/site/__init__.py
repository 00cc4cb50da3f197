"""A site, whatever built it: pages are staged for a generator, and finished when it has built them."""
