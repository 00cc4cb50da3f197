"""Citations: the numbers in what ``cited(...)`` says of its source are the source's year, and places that are declared.

[bahdanau2014]
year = 2014
places = ["table 1", "section 4.2"]   # where in it the facts stand that pages cite

So "table 1" is written twice, in the file of references and in the snippet, and a slip in either is found. The year in a link of a page is judged in
:mod:`worked.judge.numerals`.
"""

from worked.judge.claims import ReadClaim, code_place_of
from worked.judge.context import Context
from worked.judge.findings import Failure
from worked.read.numbers import NUMERAL
from worked.read.references import Reference, read_references


def check_citations(context: Context, claims: list[ReadClaim]) -> None:
    """Check what the cited values of a page say of their sources.

    raises  SettingsError: the file of references cannot be read
    """
    values = [(one, context.values.get(one.expression)) for one in claims]
    found = [(one, value) for one, value in values if value is not None and value.kind == "cited"]
    if not found or not context.settings.references:
        return
    context.report.note(context.settings.root / context.settings.references, context.settings)
    references = {reference.url: reference for reference in read_references(context.settings)}
    for (source, url), one in {(value.source, value.url): one for one, value in found}.items():
        reference = references.get(url) or references.get(url.partition("#")[0])
        if reference is not None and (unknown := unknown_numbers(source, reference)):
            report_unknown(context, one, source, unknown, reference)


def unknown_numbers(source: str, reference: Reference) -> list[str]:
    """The numbers of what a citation says that neither the year nor a place of the source gives."""
    known = [*reference.places, str(reference.year)]
    ranges = [
        (at, at + len(place)) for place in known if (at := source.find(place)) >= 0 and is_whole(source, at, len(place))
    ]
    return [
        match[0]
        for match in NUMERAL.finditer(source)
        if not any(low <= match.start() and match.end() <= high for low, high in ranges)
    ]


def is_whole(source: str, at: int, length: int) -> bool:
    """Does a place end where its number ends? "table 1" is not in "table 12"."""
    return not source[at + length : at + length + 1].isalnum() and not source[max(0, at - 1) : at].isalnum()


def report_unknown(context: Context, one: ReadClaim, source: str, unknown: list[str], reference: Reference) -> None:
    file, _, line = code_place_of(context, one).rpartition(":")
    places = ", ".join(f'"{place}"' for place in reference.places) or "none"
    context.report.failures.append(
        Failure(
            file,
            int(line) if line.isdigit() else 1,
            1,
            f"{unknown[0]} in “{source}” is neither the year of the source nor in one of its places",
            advice=[
                ("known are", f"{reference.year}, and places = [{places}]"),
                ("write", f"one of these, or add the place to [{reference.key}] in {context.settings.references}"),
            ],
        )
    )
