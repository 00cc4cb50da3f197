"""The door in a reader's browser: a page is judged by the same rules, over code that the reader has changed."""
