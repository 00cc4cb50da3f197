"""Lesson $number's numbers against another way to find them."""

from fractions import Fraction

from snippets import $stem as lesson

QUESTIONS = 2  # with options, at least, on the page
CONSTANT = dict.fromkeys("first second".split(), "an index")  # results that no input of the snippet moves, and why


def test_shares_are_parts_of_the_whole_light():
    assert [Fraction(share) for share in lesson.shares] == [Fraction(3, 4), Fraction(1, 4)]
