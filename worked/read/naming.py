"""Naming: does the number behind a noun name one thing, token 3, or count some: for each token 96 numbers are kept?

Nobody can tell for every sentence without understanding it. So what looks like counting is refused, and the writer asked
for words that cannot be misread.
"""

import re

# A name has no article and no other word that picks or counts: each token, a lesson, the two runners.
PICKED = re.compile(
    r"\b(?:an?|the|each|every|per|any|some|no|one|another|either|neither|both|all|many|few|several|most|this|these|those|such"
    r"|its|their|our|your|my)(?:[ \t\n>]+(?:single|whole|next|last|first|second|third|other|new|same))?[ \t\n>]+\Z",
    re.IGNORECASE,
)
WORD = re.compile(r"[ \t\n>*_]*(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)")
COUNTED_OF = re.compile(
    r"[ \t\n>]+(?:of[ \t\n>]+(?:them|these|those|whom)\b|and a half\b|more\b|fewer\b|less\b|or so\b)",
    re.IGNORECASE,
)
WITH_UNIT = re.compile(r"\s?[€£¥²³]|-[^\W\d_]|\s?[×x]\b|/[^\W\d_]")
UNITS = set(
    "b kb mb gb tb bit byte m cm mm km kg g mg s ms min h hz khz mhz ghz dollar euro pound cent dozen pair piece percent "
    "people persons men women children mice feet teeth data sheep".split()
)
# Words in -s that are no plural; the verbs are those that say what a lesson, a token or a step does.
SINGULAR = set(
    "is was has does as its this thus his us always perhaps besides across towards afterwards sometimes unless whereas less ours "
    "yours hers theirs plus versus minus adds agrees aims appears applies asks assumes attends becomes begins belongs brings "
    "builds calls carries changes chooses closes combines comes compares computes contains continues covers decides defines "
    "depends derives describes does draws drops ends enters explains falls fills finds fits follows forgets gets gives goes "
    "grows happens has hears helps hides holds introduces keeps knows lacks leads learns leaves lets lies lights likes lives looks "
    "loses makes matches mattered matters means measures meets mixes moves names needs occurs opens passes picks plays points "
    "produces proves puts raises reaches reads receives refers relays remembers repeats replaces returns rises rounds runs says "
    "sees seems selects sends shares shifts shows sits skips speaks stands starts stays stirs stops sums supposes takes talks "
    "teaches tells tests treats tries turns uses wants weighs wins wonders works writes yields".split()
)
OBJECTS = set(
    "a an the it them him her its his their this that these those each every all one no us you up out off".split()
)
FUNCTION_WORDS = set(
    "and or but nor so yet if then than that which who whom whose when where while because since until till before after as at by "
    "for from in into of off on onto out over through to toward under up with without within about above below between behind "
    "beside beyond near not never also only just even still already again too very really now here there once soon "
    "it he she they we you i do did had have be been being am are were will would can could shall should may might must "
    "a an the this these those each every some any all both no my your our their her him them me us what how why "
    "first last next alone itself instead rather later ever however together another either neither whether other".split()
)


def counts(text: str, noun: int, end: int) -> bool:
    """Does a number behind a noun count something, instead of naming one thing?

    noun  where the noun starts; ``end`` is where the number does
    """
    return PICKED.search(text, max(0, noun - 40), noun) is not None or counts_what_follows(text, end)


def counts_what_follows(text: str, end: int) -> bool:
    """Do the words behind a number make a quantity of it: a unit, a plural, a comparison?"""
    if COUNTED_OF.match(text, end) or WITH_UNIT.match(text, end):
        return True
    word = WORD.match(text, end)
    if word is not None and word["word"].endswith("er") and word["word"] not in FUNCTION_WORDS:
        return True
    return is_plural_behind(text, end)


def is_plural_behind(text: str, end: int) -> bool:
    """Does a plural or a unit follow, after at most two words that could describe it: 96 large numbers?"""
    at = end
    for _ in range(3):
        match = WORD.match(text, at)
        if match is None:
            return False
        word, at = match["word"].lower(), match.end()
        if word in UNITS:
            return True
        if word in FUNCTION_WORDS or word in SINGULAR or "'" in word or "’" in word or word.endswith(("ed", "ly")):
            return False
        if word.endswith("s") and not word.endswith(("ss", "us", "is")):
            behind = WORD.match(text, at)
            return behind is None or behind["word"].lower() not in OBJECTS
    return False
