"""Claims, steps and quoted code are judged, then every number is accounted for. ``check`` is the table of contents."""
