"""Cakes and their prices."""

from fractions import Fraction

from snippets.recipe import spoons
from worked import cited

third = Fraction(1, 3)
prices = [
    2.5,  # a small one
    4.0,
]
small, large = range(2)
ratio = prices[small] / prices[large] / 7
eaten = cited(31.5, "Baker 2014, table 1", "https://example.org/cakes")


def doubled(spoons):
    """Twice as many."""
    return 2 * spoons
