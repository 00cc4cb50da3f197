"""What touches a number is the same where it is written and where it shows."""

import pytest

from worked.show.around import EDGE, touching

PAIRS = {  # as it is written, as it shows: what touches the number
    ("It was minus\n41 then", "It was minus 41 then"): ("minus", ""),
    ("Words.\n\n**Minus** 41", f"Words.{EDGE}Minus 41"): ("Minus", ""),
    ("It is a *negative* 41", "It is a negative 41"): ("negative", ""),
    ("Some forty-41", "Some forty-41"): ("forty", ""),
    ("eight minus 41", "eight minus 41"): ("", ""),
    ("It is 41 below\nzero", "It is 41 below zero"): ("", "below zero"),
}


@pytest.mark.parametrize("texts", PAIRS)
def test_word_that_changes_a_number_touches_it(texts):
    found = [touching(text, at := text.index("41"), at + 2) for text in texts]
    assert found == [PAIRS[texts]] * 2
