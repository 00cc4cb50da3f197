"""An audit of one built page: each digit that it shows or speaks has to be known for what it is.

It reads the HTML, and the sources that the page was made from, by its own means.
"""

import io
import re
import tomllib
from collections import Counter
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from xml.etree import ElementTree

import yaml
from bs4 import BeautifulSoup, Tag
from matplotlib import rc_context

from tests.site.page_text import Digits, Passage, classes, digits_of, passages, text_of, walk, within
from tests.site.plain_python import Code, StandIn, chain_holds, holds, is_same, rounds_to, untrue_words

# A number that is a name. These nouns, and letters that a number is glued to.
NOUN = re.compile(r"(?<![\w-])(?:lesson|token|runner|rescue|word|step)(?:s\s(?:\d+(?:,\s|\sand\s|\sto\s))*|[\s-])\Z", re.IGNORECASE)
GLUED = re.compile(r"(?<![^\W_])[^\W\d_]{1,2}\Z|[^\W_]_\Z|\b(?:word|state)\Z")
UNIT = re.compile(r"\s?[%‰°]|\w|[.,]\d")
LESSON = re.compile(r"(?:^|/)(\d\d)-[\w-]+/?(?:[#?].*)?$")
# What the theme puts around a page: its header, navigation, footer, dialogs and the marks beside headings.
FURNITURE = {"md-header", "md-nav", "md-footer", "md-tabs", "md-search", "md-skip", "md-top", "md-content__button", "headerlink"}
BLOCKS = {"worked-note": "totals", "worked-count": "totals", "worked-total": "totals"}
EQUATION = re.compile(r"\s(=|≈)\s")
MISTAKE = "mistake()"  # what `worked` itself says of a wrong page


class Site:
    """What all audits of one project share: code that ran, drawings, and sources."""

    def __init__(self, root: Path, site: Path):
        self.root, self.site = root, site
        self.codes: dict[Path, Code] = {}
        self.drawings: dict[tuple[Path, str], tuple[str, list[str]]] = {}
        self.references = tomllib.loads((root / "docs/references.toml").read_text("utf8"))
        self.years = {source["url"]: str(source["year"]) for source in self.references.values()}

    def code(self, name: str) -> Code:
        path = self.root / name
        if path not in self.codes:
            self.codes[path] = Code(path, self.root)
            if "words_in" in self.codes[path].names:  # of the lessons, for the home page: counted here in another way
                self.codes[path].own_names["words_in"] = self.words_in
        return self.codes[path]

    def words_in(self, lesson: Path) -> int:
        """The words of a built lesson's running text."""
        article = BeautifulSoup((self.site / "lessons" / lesson.stem / "index.html").read_text("utf8"), "html.parser").article
        away = "table, pre, code, math, svg, h1, h2, h3, script, .worked-numbers, .worked-note, .worked-count, .worked-steps, .headerlink"
        for element in article.select(away):
            element.extract()
        text = Passage()
        walk(article, text)
        return len(text.text.split())

    def drawing(self, name: str, call: str) -> tuple[str, list[str]]:
        """The words for a drawing and the texts in it, drawn anew; of a text diagram, the text."""
        key = self.root / name, call
        if key not in self.drawings:
            made = self.code(name).value(call)
            self.drawings[key] = ("", [made]) if isinstance(made, str) else (" ".join(made.alt.split()), texts_drawn(made.figure))
        return self.drawings[key]


def texts_drawn(figure) -> list[str]:
    """The texts of a figure, as matplotlib writes them."""
    file = io.StringIO()
    with rc_context({"svg.fonttype": "none"}):
        figure.savefig(file, format="svg")
    texts = [element for element in ElementTree.fromstring(file.getvalue()).iter() if element.tag.endswith("}text")]
    return sorted(filter(None, (" ".join("".join(text.itertext()).split()) for text in texts)))


def texts_shown(svg: Tag) -> list[str]:
    return sorted(filter(None, (text_of(text) for text in svg.find_all(["text", "title", "desc"]))))


class Audit:
    """The audit of a page. ``lost`` are the digits that nothing accounts for, ``found`` counts the others."""

    def __init__(self, site: Site, address: str, html: str):
        self.site, self.address = site, address
        self.soup = BeautifulSoup(html, "html.parser")
        self.source = self.source_of(address)
        self.text = self.source.read_text("utf8") if self.source else ""
        self.is_lab = self.source is not None and self.source.suffix == ".py"
        self.found: Counter[str] = Counter()
        self.lost: list[str] = []
        self.wrong: dict[int, str] = {}  # of an element that was judged: what is wrong with it, "" for nothing
        self.look()

    def source_of(self, address: str) -> Path | None:
        folder = self.site.root / "docs" / address.removesuffix("index.html").rstrip("/")
        options = [folder.with_suffix(".md"), folder.with_suffix(".py"), folder / "index.md"]
        return next(filter(Path.is_file, options), None)

    @cached_property
    def meta(self) -> dict:
        header = self.text.partition("\n# ---" if self.is_lab else "\n---")[0]
        lines = [line.removeprefix("# ") if self.is_lab else line for line in header.split("\n")[1:]]
        return yaml.safe_load("\n".join(lines)) or {}

    @cached_property
    def code(self) -> Code:
        """What the expressions of the page are about."""
        return self.site.code(str(self.source.relative_to(self.site.root)) if self.is_lab else self.meta["numbers"])

    def look(self) -> None:
        self.phrases = self.places_of_phrases()
        for passage in passages(self.soup):
            for digits in digits_of(passage):
                kind, wrong = self.account(digits)
                if wrong:
                    self.lost.append(f"{self.address}: {wrong}: {digits}")
                else:
                    self.found[kind] += 1

    # ---- what accounts for digits ------------------------------------------------------------

    def account(self, digits: Digits) -> tuple[str, str]:
        """What some digits are, and what is wrong with them."""
        around = within(digits.element)
        for element in around:
            for name in sorted(classes(element)):
                if name in BLOCKS:
                    return BLOCKS[name], ""
                if name in FURNITURE:
                    return "furniture", self.furniture(digits, around)
                judge = getattr(self, f"judge_{name.replace('-', '_')}", None)
                if judge and not (name == "worked-figure" and digits.element.find_parent("figcaption")):
                    return self.judged(element, judge)
        for element in around:
            if element.name == "code" and not digits.passage.attribute:
                return "inline code", self.inline_code(digits, element)
            if element.name == "math":
                return "formula", self.formula(digits)
        return self.prose(digits, around)

    def judged(self, element: Tag, judge) -> tuple[str, str]:
        """Judge an element as a whole, once."""
        kind = judge.__doc__.partition(":")[0]
        if id(element) not in self.wrong:
            try:
                self.wrong[id(element)] = judge(element)
            except Exception as error:  # noqa: BLE001 - a page can ask for anything
                self.wrong[id(element)] = f"{type(error).__name__}: {error}"
        return kind, self.wrong[id(element)]

    # ---- checked numbers ---------------------------------------------------------------------

    def judge_worked(self, span: Tag) -> str:
        """checked number: a card gives its expression, which gives the number."""
        button = span.find("button", class_="worked-press")
        card = button and self.soup.find(id=button["popovertarget"])
        if card is None:
            return "a number without a card"
        facts = [fact for fact in facts_of(card) if fact[0] == text_of(span)]
        return self.untrue(facts) if facts else f"its card does not speak of {text_of(span)}"

    def untrue(self, facts: list[tuple[str, str, str]]) -> str:
        """What is wrong with facts: each expression gives what is shown, and the value beside it."""
        for shown, expression, exact in facts:
            given = self.code.value(expression)
            if not holds(expression, shown, self.code.names):
                return f"{expression} is {given}, and not {shown}"
            if not is_same(given, [Fraction(number) for number in exact.strip("[]").split(", ")]):
                return f"{expression} is {given}, and not exactly {exact}"
        return ""

    def judge_worked_card(self, card: Tag) -> str:
        """card: all that it says of its numbers, of code and of sources is so."""
        facts = facts_of(card)
        outside = BeautifulSoup(str(card), "html.parser")
        for place, line in [(text_of(dt), dt.find_next_sibling("dd")) for dt in card.find_all("dt")]:
            name, _, number = place.rpartition(":")
            rest = (self.site.root / name).read_text("utf8").split("\n")[int(number) - 1 :]
            if not "\n".join(rest).lstrip().startswith(line.get_text().removesuffix("…").strip()):
                return f"{place} is another line"
        for element in outside.select("b, .worked-by, .worked-exact, dl"):
            element.extract()
        for element in outside.find_all("p"):
            sources = [words.strip() for words in text_of(element).split(";")] if not element.find_parent("dl") else []
            if all(words in StandIn.said or words in self.shorts for words in sources):
                element.extract()
        left = re.findall(r"\d+", outside.get_text())
        return f"nothing accounts for {left} on a card" if left else (self.untrue(facts) if facts else "a card that says nothing")

    @cached_property
    def shorts(self) -> set[str]:
        return {f"{source['authors']} {source['year']}" for source in self.site.references.values()}

    def judge_worked_numbers(self, section: Tag) -> str:
        """list of numbers: each button says what its card says, and each heading is one of the page."""
        for button in section.find_all("button"):
            card = self.soup.find(id=button.get("popovertarget"))
            if card is None or text_of(button) != ", ".join(fact[0] for fact in facts_of(card)):
                return f"the button {text_of(button)} opens something else"
        headings = {f"#{h.get('id')}": heading_text(h) for h in self.soup.find_all(re.compile("h[1-6]"))}
        for link in section.select("dt a"):
            if link.find_parent(class_="worked-card") is None and headings.get(link["href"]) != text_of(link):
                return f"{text_of(link)} is no heading"
        return ""

    def judge_worked_steps(self, steps: Tag) -> str:
        """worked step: the source's calculation holds, and the page shows the same digits."""
        number = self.soup.find_all(class_="worked-steps").index(steps)
        fences = re.findall(r"(?ms)^[ \t]*```worked\n(.*?)^[ \t]*```", self.text)
        if re.findall(r"\d+", visible(steps)) != re.findall(r"\d+", fences[number]):
            return "the page shows other steps than its source"
        sides = [re.sub(r"^\s*(=|≈)\s*", "", line).strip() for line in fences[number].strip().split("\n")]
        return "" if chain_holds(sides, self.code.names) else "a step that does not hold"

    # ---- drawings, code and its outputs -------------------------------------------------------

    def judge_worked_figure(self, figure: Tag) -> str:
        """figure: drawn anew, it has the same texts and the same words."""
        number = self.soup.find_all("figure", class_="worked-figure").index(figure)
        calls = re.findall(r"\]\(=(\w+\(\))\)", self.text)
        if calls[number] == MISTAKE:
            return self.mistake(figure)
        names = [self.meta[key] for key in ("figures", "numbers") if key in self.meta]
        name = next(name for name in names if calls[number].removesuffix("()") in self.site.code(name).names)
        alt, texts = self.site.drawing(name, calls[number])
        svg = figure.find("svg")
        if svg is None:
            return "" if figure.pre.get_text().strip("\n") == texts[0].strip("\n") else "another text diagram"
        return "" if (svg["aria-label"], texts_shown(svg)) == (alt, texts) else f"another drawing than {calls[number]} makes"

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

    def judge_highlight(self, block: Tag) -> str:
        """quoted code: it stands in the snippet or the lab, whose comments are true."""
        shown = (block.find("code") or block).get_text().strip("\n").rstrip()
        if self.is_lab:
            number = [one for one in self.soup.select("article .highlight")].index(block)
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
        number = self.soup.select("article .highlight").index(output.find_previous(class_="highlight"))
        return "" if output.get_text().strip("\n") == self.code.outputs[number] else "the cell prints something else"

    def inline_code(self, digits: Digits, element: Tag) -> str:
        """An equation that holds; else only indices, and digits of names."""
        text = element.get_text()
        if EQUATION.search(text):
            return "" if chain_holds(EQUATION.sub("\0", text).split("\0"), self.code.names) else "an equation that does not hold"
        at = digits.start - digits.passage.starts[digits.passage.elements.index(element)] if element in digits.passage.elements else 0
        indices = [match.span() for match in re.finditer(r"(?<=[\w\])])\[[\d:, -]+\]", text)]
        is_index = any(low <= at < high for low, high in indices)
        return "" if is_index or re.search(r"[A-Za-z_]\Z", text[:at]) else "a number in code that nothing gives"

    def formula(self, digits: Digits) -> str:
        """A digit below a letter is part of its name."""
        below = next((one for one in within(digits.element) if one.parent is not None and one.parent.name == "msub"), None)
        is_name = below is not None and below.parent.find_all(recursive=False)[1] is below
        return "" if is_name else "a number in a formula that nothing gives"

    # ---- words -------------------------------------------------------------------------------

    def judge_worked_references(self, block: Tag) -> str:
        """reference: each entry says what docs/references.toml says."""
        for item in block.find_all("li"):
            source = self.site.references[item["id"]]
            entry = f"{source['authors']} ({source['year']}). {source['title']}. {source['venue']}."
            if text_of(item.p) != entry or item.cite.a["href"] != source["url"]:
                return f"another entry than {item['id']}"
            for link in item.select(".references-cited a"):
                target = self.site.site / "references" / link["href"].partition("#")[0] / "index.html"
                heading = BeautifulSoup(target.read_text("utf8"), "html.parser").find(id=link["href"].partition("#")[2])
                if heading is None or heading_text(heading) != text_of(link):
                    return f"{text_of(link)} is no heading there"
            rest = BeautifulSoup(str(item.select_one(".references-cited")), "html.parser")
            for link in rest.find_all("a"):
                link.extract()
            if re.search(r"\d", re.sub(r"\b[Ll]esson \d\d\b", "", rest.get_text())):
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
                place = (self.site.root / quoted[1]).read_text("utf8").split("\n")[int(quoted[2]) - 1] if quoted else lines[int(line) - 1]
                if shown not in place:
                    return f"{shown} does not stand in line {line} of {key}"
                if value and value != shown and not rounds_to([Fraction(number) for number in value.strip("[]").split(", ")], shown):
                    return f"{key}: {value} is not {shown}"
        for row in ledger.select(".ledger-totals tbody tr"):
            told = [int(cell.get_text().replace(",", "")) for cell in row.find_all("td")]
            own = counts[row.a["href"]]
            if told != [*(own[kind] for kind in ("computed", "measured", "cited", "label", "unchecked")), own.total()]:
                return f"{text_of(row)}: the rows are {dict(own)}"
        return ""

    def prose(self, digits: Digits, around: list[Tag]) -> tuple[str, str]:
        link = next((one.get("href", "") for one in around if one.name == "a"), "")
        if link in self.site.years:
            return "citation", "" if digits.shown == self.site.years[link] else f"the source is of {self.site.years[link]}"
        if any(low <= digits.start and digits.end <= high for low, high in self.phrases.get(id(digits.passage), [])):
            return "unchecked phrase", ""
        if any(low <= digits.start and digits.end <= high for low, high in self.phrases_in(digits.passage)):
            return "unchecked phrase", ""
        if not is_label(digits):
            return "", "nothing accounts for this"
        lesson = LESSON.search(link) if "://" not in link else None
        if lesson and lesson.group(1) != digits.shown and re.search(r"lesson\s\Z", digits.before, re.IGNORECASE):
            return "label", f"the link leads to lesson {lesson.group(1)}"
        if any(one.name in ("h1", "title") for one in around) and (own := LESSON.search(self.address.removesuffix("index.html"))):
            return "label", "" if digits.shown == own.group(1) else f"this page is number {own.group(1)}"
        return "label", ""

    def furniture(self, digits: Digits, around: list[Tag]) -> str:
        """Navigation repeats titles and headings: those of this page as they are, those of others as labels."""
        link = next((one for one in around if one.name == "a" and one.get("href", "").startswith("#")), None)
        heading = link and self.soup.find(id=link["href"][1:])
        if heading is not None and heading.name in ("h1", "h2", "h3") and heading_text(heading) == text_of(link):
            return ""
        return "" if is_label(digits) else "nothing accounts for this in the furniture of the site"

    # ---- phrases that the front matter lists ---------------------------------------------------

    @cached_property
    def listed(self) -> dict[str, int]:
        return (self.meta.get("unchecked") or {}) if self.source else {}

    def phrases_in(self, passage) -> list[tuple[int, int]]:
        return [match.span() for phrase in self.listed for match in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", passage.text)]

    def places_of_phrases(self) -> dict:
        """Each phrase stands in the article as often as it is listed."""
        article = BeautifulSoup(str(self.soup.article), "html.parser") if self.soup.article else None
        for phrase, count in self.listed.items():
            for element in article.select(".worked-note, .worked-numbers, .headerlink"):
                element.extract()
            if len(re.findall(rf"(?<!\w){re.escape(phrase)}(?!\w)", article.get_text())) != count:
                self.lost.append(f"{self.address}: {phrase!r} does not stand here {count} times")
        return {}


def facts_of(card: Tag) -> list[tuple[str, str, str]]:
    """What a card says: the number, the expression, its value."""
    return [
        (text_of(code.parent.b), code.get_text(), code.parent.select_one(".worked-exact").get_text())
        for code in card.select(".worked-by")
    ]


def heading_text(heading: Tag) -> str:
    return " ".join("".join(str(part) if isinstance(part, str) else "" if "headerlink" in classes(part) else part.get_text() for part in heading.children).split())


def visible(element: Tag) -> str:
    return "".join(text for text in element.strings if text.find_parent("annotation") is None)


def is_label(digits: Digits) -> bool:
    if not digits.shown.isascii() or UNIT.match(digits.after):
        return False
    return bool(NOUN.search(digits.before) or GLUED.search(digits.before))
