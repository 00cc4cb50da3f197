"""A snippet becomes plain data. Every file that it reads is noted, so that the cache never holds what is no longer true."""
