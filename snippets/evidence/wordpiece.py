"""The tokenizer of an uncased BERT: small letters without accents, then the longest pieces that the vocabulary has."""

import unicodedata
from collections.abc import Iterator, Sequence

LONGEST = 100  # characters of a word; a longer one is unknown
IDEOGRAPHS = [  # each is a word of its own
    (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F), (0x2B740, 0x2B81F), (0x2B920, 0x2CEAF), (0x2F800, 0x2FA1F),
]  # fmt: skip


class WordPiece:
    """Splits a text into pieces.

    vocabulary  the pieces in their order; one that goes on a word begins with ##
    source      Devlin et al. 2019; Wu et al. 2016
    """

    def __init__(self, vocabulary: Sequence[str]):
        self.places = {piece: place for place, piece in enumerate(vocabulary)}

    def tokens(self, text: str) -> list[str]:
        """The pieces of a text, without the marks for its start and its end.

        A mark that is typed, such as [SEP], is text like any other.
        """
        return [piece for word in words(text) for piece in self.split(word)]

    def split(self, word: str) -> list[str]:
        """The longest piece that begins the word, then the longest that goes on; unknown if one is missing."""
        pieces, start = [], 0
        while start < len(word) <= LONGEST:
            mark = "##" if start else ""
            ends = (end for end in range(len(word), start, -1) if mark + word[start:end] in self.places)
            end = next(ends, None)
            if end is None:
                return ["[UNK]"]
            pieces.append(mark + word[start:end])
            start = end
        return pieces or ["[UNK]"]


def words(text: str) -> list[str]:
    """The words of a text, and each punctuation mark by itself."""
    bare = "".join(c for c in unicodedata.normalize("NFD", clean(text)) if unicodedata.category(c) != "Mn")
    small = "".join(c.lower() for c in bare)  # one by one: whether a sigma ends its word plays no part
    return "".join(f" {c} " if is_punctuation(c) else c for c in small).split()


def clean(text: str) -> str:
    """Without control characters, with plain blanks, and room around each ideograph."""
    return "".join(spaced(text))


def spaced(text: str) -> Iterator[str]:
    for c in text:
        if c in "\t\n\r" or unicodedata.category(c) in ("Zs", "Zl", "Zp"):
            yield " "
        elif c != "\ufffd" and unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs"):
            yield f" {c} " if any(first <= ord(c) <= last for first, last in IDEOGRAPHS) else c


def is_punctuation(c: str) -> bool:
    """All that ASCII has beside letters, digits and blanks counts, such as $ and ^."""
    return ("!" <= c <= "~" and not c.isalnum()) or unicodedata.category(c).startswith("P")
