"""A recipe that the page's snippet imports."""

spoons = 3
