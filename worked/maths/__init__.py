"""Text becomes a tree, and a tree becomes an exact value. Nothing here runs code, or knows what a page is."""
