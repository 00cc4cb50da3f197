"""A snippet becomes plain data; every file that it read is remembered, so that what is kept stays true."""
