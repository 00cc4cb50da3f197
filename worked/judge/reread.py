"""Reading a chain once more with the other decimals: 1,5 on a page of points, or 1,200 on a page of commas."""

import re

from worked.judge.chain import Chain, split_chains
from worked.judge.compare import judge_chain
from worked.judge.context import Context
from worked.judge.equations import FoundChain, name_logarithms
from worked.maths.decimals import JOINED, MILLIONS
from worked.settings import PLACES

NO_THOUSANDS = re.compile(r"(?<![0-9.,])(?:[0-9]{1,3}(?:,|\{,\})[0-9]{1,2}|0(?:,|\{,\})[0-9]{3})(?![0-9,.{])")  # 86,40
MANTISSA = re.compile(  # 1.602 × 10^-19, where nobody parts thousands
    r"(?<![0-9.,])[1-9]\.[0-9]{3}(?:\s|~|\\[,;: ])*(?:\\times|\\cdot|[×·*])(?:\s|\\[,;: ])*10\s*(?:\^|\*\*|[⁻⁰¹²³⁴-⁹])"
)


def reread(context: Context, one: FoundChain, names) -> None:
    """Take a chain in the other decimals, where all of it holds only in them."""
    old = one.chain
    if all(step.verdict == "holds" for step in old.steps):
        return
    if context.report.is_accounted or context.settings.decimal != "either" or one.source is not None:
        return
    if JOINED.search(context.page.plain, old.start, old.end) is None or MANTISSA.search(
        context.plain, old.start, old.end
    ):
        return
    if any(part.tree is None and "another formula" in part.problem for part in old.parts):
        return
    from worked.read.arithmetic import without_bold  # slow to load, and no accounted page comes here

    text = without_bold(context.other_plain) if one.place in PLACES else context.other_plain
    is_latex = old.parts[0].is_latex
    for chain in split_chains(text, old.start, old.end, is_latex, swaps_commas=is_latex)[:1]:
        name_logarithms(chain, context.settings.log)
        judge_chain(chain, names)
        if is_as_readable(chain, old) and (holding(chain) > holding(old) or is_only_reading(chain, old)):
            one.chain = chain


def is_as_readable(chain: Chain, old: Chain) -> bool:
    pairs = list(zip(chain.parts, old.parts))
    return len(chain.parts) == len(old.parts) and all(new.tree or part.tree is None for new, part in pairs)


def is_only_reading(chain: Chain, old: Chain) -> bool:
    """Is more of a chain readable, since its 1.000.000 or 86,40 is no number in the decimals of the page?"""
    gained = [part.text for new, part in zip(chain.parts, old.parts) if new.tree is not None and part.tree is None]
    return bool(gained) and all(MILLIONS.search(text) or NO_THOUSANDS.search(text) for text in gained)


def holding(chain: Chain) -> int:
    """How many steps of a chain hold; none where one of them does not."""
    verdicts = [step.verdict for step in chain.steps]
    return 0 if {"wrong", "style"} & set(verdicts) else verdicts.count("holds")
