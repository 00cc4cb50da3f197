"""What follows from a check: messages, fixes, what is kept of each page, and what concerns the site as a whole."""
