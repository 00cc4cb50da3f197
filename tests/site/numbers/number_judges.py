"""Judges of the parts of a built page that hold numbers, each part as a whole.

What a judge is named for is a class of the page's HTML. Its first word says what it judges, and it
returns what is wrong, or "".
"""

import posixpath
import re
from collections import Counter
from fractions import Fraction
from functools import cached_property

from bs4 import BeautifulSoup, Tag

from tests.site.numbers.built_site import texts_shown
from tests.site.numbers.page_text import Passage, classes, text_beside, text_of, walk
from tests.site.numbers.plain_python import StandIn, chain_holds, holds, is_same, rounds_to, untrue_words, value

PAGE = r"\b[Ll](?:esson|ab) \d\d\b"  # the name of a page
MISTAKE = "mistake()"  # what `worked` itself says of a wrong page


class Judges:
    """Of one page: ``soup`` is what was built, ``text`` its source, ``code`` what its expressions are about."""

    # ---- checked numbers ---------------------------------------------------------------------

    def judge_worked(self, span: Tag) -> str:
        """checked number: a card gives its expression, which gives the number."""
        button = span.find("button", class_="worked-press")
        if button is None and span.find_parent("summary") is None:  # which opens its own box when it is pressed
            return "a number without a card"
        cards = [self.facts.get(button["popovertarget"], [])] if button else self.facts.values()
        facts = [fact for card in cards for fact in card if fact[0] == text_of(span)]
        return self.untrue(facts) if facts else f"no card speaks of {text_of(span)}"

    @cached_property
    def steps(self) -> list[Tag]:
        return self.soup.find_all(class_="worked-steps")

    @cached_property
    def figures(self) -> list[Tag]:
        return self.soup.find_all("figure", class_="worked-figure")

    @cached_property
    def cells(self) -> list[Tag]:
        return self.soup.select("article .highlight")

    @cached_property
    def facts(self) -> dict[str, list[tuple[str, str, str]]]:
        """What each card says."""
        return {card["id"]: facts_of(card) for card in self.soup.find_all(class_="worked-card")}

    def untrue(self, facts: list[tuple[str, str, str]]) -> str:
        """What is wrong with facts: each expression gives what is shown, and the value beside it."""
        for shown, expression, exact in facts:
            if not any(self.holds(expression, shown, leeway) for leeway in (1, 0.99, 1.01)):
                return f"{expression} is {self.code.value(expression)}, and not {shown}"
            given = self.code.value(expression)
            if not is_same(given, [Fraction(number) for number in exact.strip("[]").split(", ")]):
                return f"{expression} is {given}, and not exactly {exact}"
        return ""

    def holds(self, expression: str, shown: str, leeway: float) -> bool:
        self.site.leeway = leeway
        return holds(expression, shown, self.code.names)

    def judge_worked_card(self, card: Tag) -> str:
        """card: all that it says of its numbers, of code and of sources is so."""
        facts = self.facts[card["id"]]
        for place, line in [(text_of(dt), dt.find_next_sibling("dd")) for dt in card.find_all("dt")]:
            name, _, number = place.rpartition(":")
            rest = (self.site.root / name).read_text("utf8").split("\n")[int(number) - 1 :]
            if not "\n".join(rest).lstrip().startswith(line.get_text().removesuffix("…").strip()):
                return f"{place} is another line"
        left = re.findall(r"\d+", text_beside(card, lambda part: is_fact(part) or self.is_source(part)))
        return (
            f"nothing accounts for {left} on a card"
            if left
            else (self.untrue(facts) if facts else "a card that says nothing")
        )

    def is_source(self, part: Tag) -> bool:
        """A paragraph that says sources alone."""
        words = " ".join(text_beside(part, is_fact).split()) if part.name == "p" else ""
        return all(one.strip() in StandIn.said or one.strip() in self.shorts for one in words.split(";"))

    @cached_property
    def shorts(self) -> set[str]:
        return {f"{source['authors']} {source['year']}" for source in self.site.references.values()}

    def judge_worked_numbers(self, section: Tag) -> str:
        """list of numbers: each button says what its card says, and each heading is one of the page."""
        for button in section.find_all("button"):
            if text_of(button) != ", ".join(fact[0] for fact in self.facts.get(button.get("popovertarget"), [])):
                return f"the button {text_of(button)} opens something else"
        headings = {f"#{h.get('id')}": heading_text(h) for h in self.soup.find_all(re.compile("h[1-6]"))}
        for link in section.select("dt a"):
            if link.find_parent(class_="worked-card") is None and headings.get(link["href"]) != text_of(link):
                return f"{text_of(link)} is no heading"
        return ""

    def judge_worked_steps(self, steps: Tag) -> str:
        """worked step: the source's calculation holds, and the page shows the same digits."""
        number = self.steps.index(steps)
        fences = re.findall(r"(?ms)^[ \t]*```worked\b[^\n]*\n(.*?)^[ \t]*```", self.text)
        if re.findall(r"\d+", visible(steps)) != re.findall(r"\d+", fences[number]):
            return "the page shows other steps than its source"
        sides = [re.sub(r"^\s*(=|≈)\s*", "", line).strip() for line in fences[number].strip().split("\n")]
        return "" if chain_holds(sides, self.code.names) else "a step that does not hold"

    def judge_worked_note(self, block: Tag) -> str:
        """totals: they are those of the ledger, and the phrases those of the front matter."""
        key = str(self.source.relative_to(self.site.root / "docs").with_suffix(""))
        told = self.site.totals["" if "worked-total" in classes(block) else f"#{key}"]
        text = block.get_text()
        for phrase, count in self.listed.items():
            text = text.replace(f"“{phrase}” ({count} time{'s' * (count != 1)})", "")
        unknown = [number for number in re.findall(r"\d[\d,]*", text) if int(number.replace(",", "")) not in told]
        return f"the ledger does not count {unknown}" if unknown else ""

    judge_worked_count = judge_worked_total = judge_worked_note

    # ---- drawings, code and its outputs -------------------------------------------------------

    def judge_worked_figure(self, figure: Tag) -> str:
        """figure: drawn anew, it has the same texts and the same words."""
        number = self.figures.index(figure)
        calls = re.findall(r"\]\(=(\w+\(\))\)", self.text)
        if calls[number] == MISTAKE:
            return self.mistake(figure)
        names = self.named("figures") + self.named("numbers")
        name = next(name for name in names if calls[number].removesuffix("()") in self.site.code(name).names)
        alt, texts = self.site.drawing(name, calls[number])
        if "said" in self.site.code(name).names:
            return self.message(texts[0], figure.pre.get_text().strip("\n"))
        svg = figure.find("svg")
        if svg is None:
            return "" if figure.pre.get_text().strip("\n") == texts[0].strip("\n") else "another text diagram"
        return (
            ""
            if (svg["aria-label"], texts_shown(svg)) == (alt, texts)
            else f"another drawing than {calls[number]} makes"
        )

    def mistake(self, figure: Tag) -> str:
        """Of what `worked` prints, all digits are its place and the two numbers that it sets against each other."""
        names, text = self.code.names, figure.pre.get_text()
        wrong, page = f"{names['mistaken']:.2f}", names["wrong_page"]()
        line = page[: page.index(wrong)].count("\n") + 1
        column = page.index(wrong) - page.rfind("\n", 0, page.index(wrong))
        source = next(number for number, row in enumerate(self.code.text.split("\n"), 1) if row.startswith("output ="))
        left = text
        for known in (f":{line}:{column}:", f"[{wrong}](=output)", f"page says  {wrong}", f"how_it_checks.py:{source}"):
            if known not in left:
                return f"the message does not say {known}"
            left = left.replace(known, "", 1)
        left = left.replace(f"{names['output']:.2f}   (output = {names['output']:g}, exactly)", "")
        left = re.sub(rf"computed\s+{names['output']:.2f}\s+\(output = {names['output']:g}, [a-z 12]+\)", "", left)
        numbers = re.findall(r"\d+", left)
        return f"nothing accounts for {numbers} in the message" if numbers else ""

    def message(self, line: str, text: str) -> str:
        """Of what `worked` says of a line, all digits are its place, the line's own, or what its calculation comes to."""
        shown, *messages = text.split("\n\n")
        if shown != line or not messages:
            return f"another line than {line}"
        calculation = re.search(r"[`$]([^`$=]*\d)\s*=", line)
        for message in messages:
            place = re.match(r"\S+:1:(\d+): ", message)
            start = int(place[1]) - 1
            marked = re.search(r"^    ( *)\^", message, re.MULTILINE)
            named = re.match(r"[\d.]+|\\\w+", line[start:])
            if (len(marked[1]) if marked else start) != start or not (marked or (named and named[0] in message)):
                return f"column {place[1]} is not the place that the message is about"
            for number in re.findall(r"\d+(?:\.\d+)?", message[place.end() :]):
                is_of_line = number in re.findall(r"\d+(?:\.\d+)?", line)
                if not is_of_line and not (calculation and rounds_to(value(calculation[1], {}), number)):
                    return f"nothing accounts for {number} in the message"
        return ""

    def judge_highlight(self, block: Tag) -> str:
        """quoted code: it stands in the snippet or the lab, whose comments are true."""
        shown = (block.find("code") or block).get_text().strip("\n").rstrip()
        if self.is_lab:
            number = self.cells.index(block)
            if shown != self.code.cells[number]:
                return "another cell than the lab's"
            first = self.code.text[: self.code.text.index(shown)].count("\n") + 1
            wrong = untrue_words(self.code, first, first + shown.count("\n"))
            return f"not so: {wrong[0]}" if wrong else ""
        for name, section in re.findall(r'--8<-- "([^":]+):([\w-]+)"', self.text):
            code = self.site.code(name)
            lines = code.text.split("\n")
            first = next(n for n, line in enumerate(lines) if f"[start:{section}]" in line) + 1
            last = next(n for n, line in enumerate(lines) if f"[end:{section}]" in line)
            if shown == "\n".join(lines[first:last]).strip("\n").rstrip():
                wrong = untrue_words(code, first + 1, last)
                return f"not so: {wrong[0]}" if wrong else ""
        return "code that no snippet holds"

    def judge_lab_output(self, output: Tag) -> str:
        """output: the cell prints the same when plain Python runs it."""
        number = self.cells.index(output.find_previous(class_="highlight"))
        return "" if output.get_text().strip("\n") == self.code.outputs[number] else "the cell prints something else"

    # ---- pages about all pages -------------------------------------------------------------------------------

    def judge_worked_references(self, block: Tag) -> str:
        """reference: each entry says what docs/references.toml says."""
        for item in block.find_all("li"):
            source = self.site.references[item["id"]]
            entry = f"{source['authors']} ({source['year']}). {source['title']}. {source['venue']}."
            if text_of(item.p) != entry or item.cite.a["href"] != source["url"]:
                return f"another entry than {item['id']}"
            for link in item.select(".references-cited a"):
                page, _, place = link["href"].partition("#")
                heading = self.site.page(posixpath.normpath(f"references/{page}")).find(id=place)
                if heading is None or heading_text(heading) != text_of(link):
                    return f"{text_of(link)} is no heading there"
            rest = BeautifulSoup(str(item.select_one(".references-cited")), "html.parser")
            for link in rest.find_all("a"):
                link.extract()
            if re.search(r"\d", re.sub(PAGE, "", rest.get_text())):
                return f"a number among the places that cite {item['id']}"
        return ""

    def judge_worked_ledger(self, ledger: Tag) -> str:
        """ledger: each row's number stands in its line, and its value gives it; the totals count the rows."""
        counts: dict[str, Counter] = {}
        for section in ledger.select(".ledger-page"):
            key = section["data-page"]
            lines = self.source_of(key).read_text("utf8").split("\n")
            counts[f"#{key}"] = Counter()
            for row in section.select("tr[id]"):
                shown, known, value, kind, line = (cell.get_text() for cell in row.find_all(["th", "td"]))
                counts[f"#{key}"][kind] += 1
                quoted = re.search(r"in ((?:snippets|docs)/[\w/.-]+):(\d+)$", known)
                place = (
                    (self.site.root / quoted[1]).read_text("utf8").split("\n")[int(quoted[2]) - 1]
                    if quoted
                    else lines[int(line) - 1]
                )
                if shown not in place:
                    return f"{shown} does not stand in line {line} of {key}"
                if (
                    value
                    and value != shown
                    and not rounds_to([Fraction(number) for number in value.strip("[]").split(", ")], shown)
                ):
                    return f"{key}: {value} is not {shown}"
        left = self.left_of_ledger(BeautifulSoup(str(ledger), "html.parser"))
        if left:
            return f"nothing accounts for {left} beside the rows"
        for row in ledger.select(".ledger-totals tbody tr"):
            told = [int(cell.get_text().replace(",", "")) for cell in row.find_all("td")]
            own = counts[row.a["href"]]
            if told != [*(own[kind] for kind in ("computed", "measured", "cited", "label", "unchecked")), own.total()]:
                return f"{text_of(row)}: the rows are {dict(own)}"
        return ""

    def left_of_ledger(self, ledger: Tag) -> set[int]:
        """The numbers beside the rows and the totals: those that are no totals, names of lessons or phrases."""
        for element in ledger.select("tr[id], .ledger-totals td"):
            element.extract()
        for row in ledger.select(".ledger-unchecked tbody tr"):
            if (text_of(row.th), int(row.td.get_text())) in self.site.listed:
                row.extract()
        text = Passage()
        walk(ledger, text)
        known = re.sub("|".join([PAGE, *(re.escape(phrase) for phrase, _ in self.site.listed)]), "", text.text)
        numbers = {int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", known)}
        return numbers - set().union(*self.site.totals.values())


def facts_of(card: Tag) -> list[tuple[str, str, str]]:
    """What a card says: the number, the expression, its value."""
    return [
        (text_of(code.parent.b), code.get_text(), code.parent.select_one(".worked-exact").get_text())
        for code in card.select(".worked-by")
    ]


def is_fact(part: Tag) -> bool:
    """A part of a card that is judged by itself: a number, its expression, its value, or the lines of code behind it."""
    return part.name in ("b", "dl") or bool(classes(part) & {"worked-by", "worked-exact"})


def heading_text(heading: Tag) -> str:
    return " ".join(
        "".join(
            str(part) if isinstance(part, str) else "" if "headerlink" in classes(part) else part.get_text()
            for part in heading.children
        ).split()
    )


def visible(element: Tag) -> str:
    return "".join(text for text in element.strings if text.find_parent("annotation") is None)
