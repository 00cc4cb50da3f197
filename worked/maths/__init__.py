"""Text becomes a tree, and a tree an exact value. Nothing here runs code, and nothing here knows of pages."""
