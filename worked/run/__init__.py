"""A snippet becomes plain data. Every file that it reads is noted, so that the cache holds only what is true."""
