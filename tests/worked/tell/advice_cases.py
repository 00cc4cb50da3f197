"""A smallest page for each piece of advice, and the edit that follows it.

Advice that is typed as it stands needs no edit here: a claim in place of the number, a line for the front matter, what
is to be left out, a command. Words in capitals are filled in, as a reader would.
"""

from typing import NamedTuple

Edit = tuple[str, str] | tuple[str, str, str]  # (old, new) in the page, or (file, old, new); ("rename", old, new)


class Case(NamedTuple):
    """A page whose message has the advice, and how to follow it.

    body    of a page that names snippets/soft.py; a whole file where `files` holds the page itself
    advice  words that the advice begins with or holds
    edit    None where the advice is followed to the letter
    fill    what stands in place of its words in capitals
    page    the file that the body is of
    """

    body: str
    advice: str
    edit: Edit | None = None
    files: dict[str, str] = {}
    meta: str = ""
    fill: dict[str, str] = {}
    page: str = "page.md"


SETTINGS = '[tool.worked]\nlabels = ["token", "lesson"]\n'
LISTS = '[tool.worked]\n[tool.worked.labels]\ntoken = ""\n'
SOURCES = '[tool.worked]\nreferences = "sources.toml"\n'
SOURCE = (
    '[roe2015]\nauthors = "Ann Roe"\nyear = 2015\ntitle = "A title"\nvenue = "arXiv"\nurl = "https://example.org/roe"\n'
)
CITING = {"pyproject.toml": SOURCES, "sources.toml": SOURCE}
CITED = "from worked import cited\nlayers = cited(4, 'Roe 2015, table 2', 'https://example.org/roe')\n"
ALL = {"pyproject.toml": f'{SOURCES}pages = ["*.md"]\naccounted = ["*.md"]\n', "sources.toml": SOURCE}
CITES = "[Roe 2015](https://example.org/roe)\n\n<!-- worked:references -->\n"
LISTED = {
    "pyproject.toml": '[tool.worked]\npages = ["docs/*.md"]\naccounted = ["docs/*.md"]\n',
    "docs/index.md": "---\nnumbers: snippets/soft.py\n---\n# Home\n\n[0.5](=half)\n",
}
LAB = "# ---\n# numbers: snippets/soft.py\n# ---\n\n# %% [markdown]\n# Half is [0.5](=half).\n"
CELL = "\n# %%\nhalf = 0.5\n"
PICTURE = 'from worked import Picture\n\n\nclass Figure:\n    def savefig(self, file, **rest):\n        pass\n\n\nhalf = 0.5\n\n\ndef show():\n    return Picture(Figure(), "Bars.")\n'
COLORS = '[tool.worked]\n[tool.worked.colors]\n"#d62728" = "--token-animal"\n"#1d54c4" = "--token-road"\n'
FENCE = "```worked{}\nweights[animal] + weights[road]\n  = 0.72 + 0.28\n  = 1.00\n```\n"

CASES = {
    "a name that the front matter gives twice": Case(
        "---\nnumbers: snippets/soft.py\ntitle: One\ntitle: Two\n---\n[0.5](=half)\n",
        "`title` once, with what is meant",
        ("title: Two\n", ""),
    ),
    "marked section": Case("Two <![if words.", "&lt;![ in text, or something else in code", ("<![", "&lt;![")),
    # ---- numbers that nothing accounts for
    "value": Case("It gets 0.72.", "[0.72](=weights[animal])   weights[animal] has this value"),
    "value below zero": Case(
        "It loses −0.5 of it (-0.5).",
        "[−0.5](=loss)   loss has this value",
        ("−0.5 of it (-0.5)", "[−0.5](=loss) of it ([-0.5](=loss))"),
        files={"snippets/soft.py": "loss = -0.5\nhalf = 0.5\n"},
    ),
    "count": Case(
        "There are 3 of them.",
        "[3](=cards)   cards has this value",
        files={"snippets/soft.py": "cards = 3\nhalf = 0.5\n"},
    ),
    "percent": Case("It gets 72%.", "[72%](=weights[animal])   weights[animal] has this value"),
    "expression": Case(
        "It gets 0.44.",
        "[0.44](=EXPRESSION) with a name of the snippet, or an equation that holds it",
        fill={"EXPRESSION": "weights[animal] - weights[road]"},
    ),
    "no snippet": Case(
        "---\nunchecked: {}\n---\n\nIt gets 0.72.",
        "numbers: snippets/NAME.py",
        (
            "page.md",
            "unchecked: {}\n---\n\nIt gets 0.72",
            "numbers: snippets/soft.py\n---\n\nIt gets [0.72](=weights[animal])",
        ),
        files={"pyproject.toml": SETTINGS + 'accounted = ["page.md"]\n', "page.md": ""},
    ),
    "phrase": Case("It takes 5 minutes.", "the phrase in the front matter", fill={"WORDS": "minutes"}),
    "label": Case("On day 4, it rained.", '"day" to labels in pyproject.toml, where day 4 is a name and no quantity'),
    "label of a table": Case(
        "On day 4, it rained.",
        'day = "" to [tool.worked.labels] in pyproject.toml, where day 4 is a name and no quantity',
        files={"pyproject.toml": LISTS},
    ),
    "label in a heading": Case("## Day 4 { #four }\n\nRain.", '"day" to labels in pyproject.toml, where'),
    "heading": Case(
        "## The 7 cards { #cards }\n\nWords.",
        "it in the text: a title, a description or a heading holds labels only",
        ("## The 7 cards { #cards }\n\nWords", "## The cards { #cards }\n\nWords, [7](=seven)"),
        files={"snippets/soft.py": "seven = 7\nhalf = 0.5\n"},
    ),
    "id": Case("## Token 7\n\nWords.", "{ #a-short-name } behind it", ("Token 7", "Token 7 { #a-short-name }")),
    "unchecked": Case(
        "It takes 5 min.",
        'unchecked: {"5 min": 1}',
        ("unchecked: 5 min", 'unchecked: {"5 min": 1}'),
        meta="unchecked: 5 min\n",
    ),
    "unchecked count": Case(
        "5 min and 5 min.", '"5 min": 2', ('"5 min": 1', '"5 min": 2'), meta='unchecked: {"5 min": 1}\n'
    ),
    "unchecked none": Case(
        "Words.", "the list without it", ('unchecked: {"5 min": 1}\n', ""), meta='unchecked: {"5 min": 1}\n'
    ),
    "title": Case(
        "Words.",
        "title: and its words on one line, plainly",
        ("title: >-\n  Token\n  7\n", "title: Token 7\n"),
        meta="title: >-\n  Token\n  7\n",
    ),
    "code": Case("See `foo7`.", "it in the front matter: unchecked"),
    "name": Case("See h30 here.", "it in the front matter: unchecked"),
    "name, as a quantity": Case(
        "See h3 here.",
        "[3](=EXPRESSION) for a quantity, with a blank before it",
        ("h3", "h [3](=width)"),
        files={"snippets/soft.py": "width = 3\nhalf = 0.5\n"},
    ),
    "name, as a label": Case(
        "See h2 here.",
        "the name of a list of the snippet with as many entries",
        ("pyproject.toml", 'token = ""', 'token = ""\nh = "rows"'),
        files={"pyproject.toml": LISTS, "snippets/soft.py": "rows = [1, 2]\nhalf = 0.5\n"},
    ),
    "counted": Case(
        "Each token 2 takes a row.", "[2](=EXPRESSION) for a quantity", fill={"EXPRESSION": "len(weights)"}
    ),
    "counted, as a name": Case(
        "A token 2 comes.",
        "token 2 without an article before it, and with a comma behind it",
        ("A token 2 comes", "Here token 2, the last one, comes"),
    ),
    # ---- claims
    "disagree": Case("[0.73](=weights[animal])", "worked fix page.md"),
    "tie": Case(
        "[86%](=share)", "86.5%, with more decimals", files={"snippets/soft.py": "share = 0.865\nhalf = 0.5\n"}
    ),
    "tie below zero": Case(
        "[−2](=loss)", "−2.5, with more decimals", files={"snippets/soft.py": "loss = -2.5\nhalf = 0.5\n"}
    ),
    "sign": Case(
        "It is −[0.5](=loss).",
        "the sign into the bracket, or another word before it",
        ("−[0.5]", "[−0.5]"),
        files={"snippets/soft.py": "loss = -0.5\nhalf = 0.5\n"},
    ),
    "minus in words": Case(
        "It is minus [0.5](=loss).",
        "the sign into the bracket, or another word before it",
        ("minus [0.5]", "[−0.5]"),
        files={"snippets/soft.py": "loss = -0.5\nhalf = 0.5\n"},
    ),
    "fraction in words": Case(
        "It takes [2](=whole) and a half.",
        "all digits into the bracket, with no word such as million or half behind it",
        ("[2](=whole) and a half", "[2.5](=both)"),
        files={"snippets/soft.py": "whole, both = 2, 2.5\nhalf = 0.5\n"},
    ),
    "sign and a blank": Case(
        "− [0.5](=half)", "the sign into the bracket, or another word before it", ("− [0.5]", "− for [0.5]")
    ),
    "percent sign": Case(
        "[50](=50 * twice) %",
        "the sign behind it into the bracket",
        ("[50](=50 * twice) %", "[50 %](=half)"),
        files={"snippets/soft.py": "half = 0.5\ntwice = 1\n"},
    ),
    "million": Case(
        "[2](=people / 10**6) million",
        "all digits into the bracket, with no word such as million or half behind it",
        ("[2](=people / 10**6) million", "[2,000,000](=people)"),
        files={"snippets/soft.py": "people = 2_000_000\nhalf = 0.5\n"},
    ),
    "unit": Case("[0.5](=half)kg", "all of the number into the bracket, or a blank between", (")kg", ") kg")),
    "digits": Case(
        "1[0.5](=ten)",
        "all of the number into the bracket, or a blank between",
        ("1[0.5]", "[10.5]"),
        files={"snippets/soft.py": "ten = 10.5\nhalf = 0.5\n"},
    ),
    "empty": Case("[0.5](=)", "[number](=expression)", ("(=)", "(=half)")),
    "no bracket": Case("Half](=half)", "[number](=expression)", ("Half](=half)", "[0.5](=half)")),
    "no end": Case("[0.5](=half", ") behind the expression", ("(=half\n", "(=half)\n")),
    "idle": Case(
        "[0.5](=half + 0 * weights[animal])",
        "an expression in which each name matters",
        ("half + 0 * weights[animal]", "half"),
    ),
    "number as a drawing": Case("![0.5](=half)", "[number](=…) without !", ("![0.5]", "[0.5]")),
    "drawing as a number": Case("[1](=bars())", "![caption](=…)", ("[1]", "![Bars.]")),
    "figures": Case(
        "![Bars.](=show())", "figures: snippets/soft.py in the front matter", files={"snippets/soft.py": PICTURE}
    ),
    "figures elsewhere": Case(
        "![Bars.](=show())",
        "this function in snippets/figures.py, which `figures:` names",
        ("page.md", "figures: snippets/figures.py", "figures: snippets/soft.py"),
        meta="figures: snippets/figures.py\n",
        files={"snippets/soft.py": PICTURE, "snippets/figures.py": "one = 1\n"},
    ),
    "numbers": Case(
        "---\nnumbers: soft.py\n---\n[0.5](=half)\n",
        "numbers: snippets/NAME.py",
        ("numbers: soft.py", "numbers: snippets/soft.py"),
        files={"page.md": ""},
    ),
    "numbers of a list": Case(
        "---\nnumbers: soft.py\n---\n[0.5](=half)\n",
        "numbers: [snippets/ONE.py, snippets/OTHER.py]",
        ("numbers: soft.py", "numbers: [snippets/soft.py]"),
        files={"page.md": ""},
    ),
    "caption": Case("![Half, `x`](=bars())", "it without other marks", ("`x`", "x")),
    "html": Case("<p>[0.5](=half)</p>", "it outside the HTML", ("<p>[0.5](=half)</p>", "[0.5](=half)")),
    "attribute": Case(
        'A link [on](b.md){ title="[0.5](=half)" } it.',
        "the claim in the text",
        ('{ title="[0.5](=half)" } it', "it, [0.5](=half)"),
    ),
    "definition": Case(
        '[on]: b.md "[0.5](=half)"\n\nSee [on].',
        "the claim in the text",
        (' "[0.5](=half)"\n\nSee [on]', "\n\nSee [on], [0.5](=half)"),
    ),
    # ---- equations
    "equation": Case(
        "`1 + 1 = 3`",
        "worked fix page.md",
        ("page.md", "`1 + 1 = 3`", "[`1 + 1 = 2`](=ones)"),
        files={"snippets/soft.py": "ones = [1, 1]\nhalf = 0.5\n"},
    ),
    "tied": Case("`0.72 + 0.28 = 1.00`", "[`0.72 + 0.28 = 1.00`](=weights)   weights has these numbers"),
    "tied by hand": Case(
        "`0.72 + 0.50 = 1.22`",
        "(=EXPRESSION) with an expression of the snippet",
        ("`0.72 + 0.50 = 1.22`", "[`0.72 + 0.50 = 1.22`](=[weights[animal], half])"),
        files={"snippets/soft.py": "weights = [0.72]\nanimal = 0\nhalf = 0.5\n"},
    ),
    "untied": Case("`3 + 5 = 8`", "it in the front matter: unchecked"),
    "untied fence": Case(
        "```worked\n0.72 + 0.28\n  = 1.00\n```\n",
        "above it an expression of the snippet",
        ("```worked\n0.72", "```worked\nweights[animal] + weights[road]\n  = 0.72"),
    ),
    "other number": Case(
        "[`0.70 + 0.28 = 0.98`](=weights)",
        "0.72, and what follows from it",
        ("0.70 + 0.28 = 0.98", "0.72 + 0.28 = 1.00"),
    ),
    "no step": Case(
        "```worked\nweights[animal] + weights[road]\n  = 0.72 + 0.28\n  = 0.72 + 0.29\n```\n",
        "≈ for =, or all decimals",
        ("0.72 + 0.29", "0.72 + 0.28"),
    ),
    "not held": Case(
        "[`1 / 3 ≈ 0.3`](=given)",
        "the result with more decimals, or a name of the snippet",
        ("≈ 0.3`", "≈ 0.3333`"),
        files={"snippets/soft.py": "given = [1, 3]\nhalf = 0.5\n"},
    ),
    "power of ten": Case(
        "[`500 + 500 = 2e3`](=pair)",
        "the number that is meant: one of the two sides is wrong",
        ("2e3", "1e3"),
        files={"snippets/soft.py": "pair = [500, 500]\nhalf = 0.5\n"},
    ),
    "unit on one side": Case(
        "A board: $72 / 3 = 2 \\text{ ft}$.",
        "the unit on both sides, where one of them left it out",
        ("$72 / 3", "$72 \\text{ in} / 3"),
        files={"page.md": "A board: $72 / 3 = 2 \\text{ ft}$.\n"},
    ),
    "reason of a skip": Case(
        "",
        "<!-- worked: skip (reason) -->, with the reason in the bracket",
        ("skip -->", "skip (a joke) -->"),
        files={"page.md": "They say `3 + 3 = 7`. <!-- worked: skip -->\nAnd `1 + 1 = 2`.\n"},
    ),
    "factorial": Case("It is [0.5](=half)!", "a full stop, or words between", ("!", ".")),
    "letter at a number": Case(
        "$half = 0.5\\mathrm{l}$",
        "a thin blank before a unit, or all digits of the number",
        ("0.5\\mathrm{l}", "0.5\\,\\mathrm{L}"),
    ),
    "touched": Case("−`half = 0.5` of it.", "the sign or the unit into the equation", ("−`half", "All `half")),
    # ---- fences
    "opening line": Case(FENCE.format(" {words}"), "or worked alone", (" {words}", "")),
    "opening line with names": Case(
        FENCE.format(" {words}"),
        'worked {terms="NAME NAME"}',
        (" {words}", ' {terms="animal road"}'),
        files={"pyproject.toml": COLORS},
    ),
    "color": Case(
        FENCE.format(' {terms="animal roud"}'),
        "one of animal, road",
        ("roud", "road"),
        files={"pyproject.toml": COLORS},
    ),
    "other color": Case(
        FENCE.format(' {terms="animal cat"}'),
        "in [tool.worked.colors]",
        ("pyproject.toml", '"#1d54c4"', '"#003c17" = "--token-cat"\n"#1d54c4"'),
        files={"pyproject.toml": COLORS},
    ),
    "one term": Case(
        FENCE.format(' {terms="animal"}'),
        'terms="NAME NAME"',
        ('"animal"', '"animal road"'),
        files={"pyproject.toml": COLORS},
    ),
    "terms": Case(
        FENCE.format(' {terms="animal road animal"}'),
        "a name for each of its 2 terms",
        (" road animal", " road"),
        files={"pyproject.toml": COLORS},
    ),
    "blanks": Case(
        FENCE.format(' {terms="animal road"}').replace(" + ", "+"),
        "a blank on both sides of each sign",
        ("weights[animal]+weights[road]\n  = 0.72+0.28", "weights[animal] + weights[road]\n  = 0.72 + 0.28"),
        files={"pyproject.toml": COLORS},
    ),
    # ---- markers, characters, includes
    "marker": Case("Words.\n\n<!-- worked:totals -->", "one of <!-- worked:ledger -->", ("totals", "total")),
    "marker in a line": Case("All of it: <!-- worked:total -->", "it on a line of its own", ("it: <", "it:\n\n<")),
    "hidden": Case("So\u200bft.", "the text without it"),
    "look-alike": Case("All З of them.", "digits, or a longer word", ("З", "[0.5](=half)")),
    "disguise": Case("&#52; cards", "the character itself", ("&#52;", "Four")),
    "comment": Case("<!-- words --!>\n\nWords.", "the page without it", ("<!-- words --!>\n\n", "")),
    "own tag": Case('<span class="worked">Words</span>', "another class, or plain Markdown", ("worked", "words")),
    "include": Case(
        '--8<-- "snippets/soft.py"', "it here, or quote code in a fence", ('--8<-- "snippets/soft.py"', "Words.")
    ),
    "formula": Case(
        "\\begin{align}a\\end{align}\n", "\\begin{align*}", ("{align}a\\end{align}", "{align*}a\\end{align*}")
    ),
    # ---- HTML and addresses
    "tag": Case("a <b c", "a blank behind <, or the text in a code span", ("<b", "< b")),
    "closing tag": Case("Words</b>", "both tags of the element, or none", ("Words</b>", "<b>Words</b>")),
    "opening tag": Case("<div>\n\nWords", "both tags of the element, or none", ("<div>\n\nWords", "Words")),
    "script": Case("<script>1</script>", "what runs belongs to the theme"),
    "style element": Case(
        "<style>b {}</style>",
        "a class, and its look in a style sheet of the site",
        ("<style>b {}</style>", '<b class="big">Words</b>'),
    ),
    "head": Case("<meta name=a>", "the page without it: the head of a page belongs to the theme"),
    "frame": Case('<iframe src="b.html"></iframe>', "a link to it", ('<iframe src="b.html"></iframe>', "[it](b.html)")),
    "form": Case("<button>Go</button>", "the page without it: what takes input belongs to the theme"),
    "drawing element": Case("<svg></svg>", "a figure that the snippet draws", ("<svg></svg>", "![Bars.](=bars())")),
    "formula element": Case("<math></math>", "the formula between dollar signs", ("<math></math>", "$a$")),
    "unknown element": Case(
        "<marquee>Words</marquee>", "plain Markdown, or an element such as span", ("<marquee>Words</marquee>", "Words")
    ),
    "attribute that runs": Case('<b onclick="go()">Words</b>', "what runs belongs", (' onclick="go()"', "")),
    "style": Case(
        '<b style="color: red">Words</b>',
        "a class, and its look in a style sheet of the site",
        ('style="color: red"', 'class="red"'),
    ),
    "srcset": Case('<img srcset="a.png" src="a.png" alt="A">', "src, with one picture", ('srcset="a.png" ', "")),
    "unknown attribute": Case('<b bgcolor="red">Words</b>', "the element without it", (' bgcolor="red"', "")),
    "words": Case(
        '<b data-part="//a.b">Words</b>',
        'data-part="words"',
        ('"//a.b"', '"words"'),
        files={"pyproject.toml": '[tool.worked]\nattributes = ["data-part"]\n'},
    ),
    "fetched": Case(
        "![A](https://example.org/a.png)", "the path of a file of the site", ("https://example.org/a.png", "a.png")
    ),
    "no page": Case("[A](javascript:go)", "the address of a page, of the site or a source", ("javascript:go", "b.md")),
    "source": Case(
        "[A](https://example.org/other)",
        "the source in sources.toml: authors, year, title, venue and url",
        (
            "sources.toml",
            "[roe2015]",
            '[doe2016]\nauthors = "A. Doe"\nyear = 2016\ntitle = "A"\nvenue = "B"\nurl = "https://example.org/other"\n\n[roe2015]',
        ),
        files=CITING,
    ),
    "other link": Case(
        "[A](https://example.org/other)",
        "the beginning of an address that is no source, in pyproject.toml: other_links",
        ("pyproject.toml", "[tool.worked]", '[tool.worked]\nother_links = ["https://example.org/"]'),
        files=CITING,
    ),
    **{
        f"chosen {key}": Case("Words.", words, (f"{key}: a.html\n", ""), meta=f"{key}: a.html\n")
        for key, words in {
            "template": "which template a page gets is for the theme to say",
            "scripts": "the page without it: scripts belong to the theme",
            "styles": "the page without it: style sheets belong to the theme",
            "icon": "an icon is a template of the theme",
        }.items()
    },
    # ---- sources
    "place": Case(
        "[4](=layers)",
        "one of these, or add the place to [roe2015] in sources.toml",
        ("sources.toml", "[roe2015]", '[roe2015]\nplaces = ["table 2"]'),
        files=CITING | {"snippets/soft.py": CITED + "half = 0.5\n"},
    ),
    "incomplete source": Case(
        CITES,
        "what a reader needs to find it: authors, year, title, venue and url",
        ("sources.toml", "[roe2015]", '[roe2015]\nvenue = "arXiv"'),
        files=ALL | {"sources.toml": SOURCE.replace('venue = "arXiv"\n', "")},
    ),
    "same source": Case(
        CITES,
        "it once",
        ("sources.toml", SOURCE.replace("roe", "moe", 1), ""),
        files=ALL | {"sources.toml": SOURCE + SOURCE.replace("roe", "moe", 1)},
    ),
    "uncited": Case(
        "Words.\n\n<!-- worked:references -->\n",
        "a link to https://example.org/roe where a page rests on it",
        ("<!-- worked", CITES.partition("<!-- worked")[0] + "<!-- worked"),
        files=ALL,
    ),
    "uncited, and away": Case(
        "Words.\n\n<!-- worked:references -->\n", "the file without it", ("sources.toml", SOURCE, ""), files=ALL
    ),
    "year": Case(
        CITES,
        "[NAME2015], or the year that the key says",
        ("sources.toml", "[roe2014]", "[roe2015]"),
        files=ALL | {"sources.toml": SOURCE.replace("roe2015", "roe2014")},
    ),
    "venue": Case(
        CITES,
        "the venue's year only where it is the one before or behind",
        ("sources.toml", "arXiv 1999", "arXiv 2016"),
        files=ALL | {"sources.toml": SOURCE.replace("arXiv", "arXiv 1999")},
    ),
    # ---- labs
    "fence in a lab": Case(
        LAB + "#\n# ```python\n# half = 0.5\n# ```\n" + CELL,
        "a cell of its own: # %%",
        ("#\n# ```python\n# half = 0.5\n# ```\n\n# %%\n", "\n# %%\n"),
        page="lab.py",
    ),
    "module in a lab": Case(
        LAB + "\n# %%\nfrom snippets.soft import half\n" + CELL.replace("half", "third"),
        "what the lab needs in a cell of its own",
        ("from snippets.soft import half", "half = 0.5"),
        page="lab.py",
    ),
    "drawing in a lab": Case(
        LAB + "#\n# ![Bars.](=bars())\n" + CELL,
        "a cell that prints",
        ("#\n# ![Bars.](=bars())\n\n# %%\nhalf = 0.5\n", "\n# %%\nhalf = 0.5\nprint('#')\n"),
        page="lab.py",
    ),
    "tab in a lab": Case(LAB + '#\n# === "One"\n' + CELL, "plain Markdown", ('# === "One"', "# One"), page="lab.py"),
    "two values": Case(
        LAB.replace("0.5", "0.6") + CELL.replace("0.5", "0.6"),
        "the same value in both, or another name here",
        ("# Half is [0.6](=half).\n\n# %%\nhalf = 0.6", "# Half is [0.5](=half).\n\n# %%\nhalf = 0.5"),
        page="lab.py",
    ),
    # ---- files
    "file": Case(
        "",
        'it in pyproject.toml: [tool.worked] files = ["docs/a.txt"]',
        ("pyproject.toml", "[tool.worked]", '[tool.worked]\nfiles = ["docs/a.txt"]'),
        files=LISTED | {"docs/a.txt": "words"},
    ),
    "page": Case(
        "",
        'it in pyproject.toml: accounted = ["docs/more/a.md"]',
        ("pyproject.toml", 'accounted = ["docs/*.md"]', 'accounted = ["docs/*.md", "docs/more/a.md"]'),
        files=LISTED | {"docs/more/a.md": "Words.\n"},
    ),
    "ending": Case(
        "",
        "its name with the ending .md",
        ("rename", "docs/a.mkd", "docs/a.md"),
        files=LISTED | {"docs/a.mkd": "Words.\n"},
    ),
    "hidden file": Case(
        "", "a name without the dot", ("rename", "docs/.a.md", "docs/a.md"), files=LISTED | {"docs/.a.md": "Words.\n"}
    ),
    "readme": Case(
        "", "one of the two", ("rename", "docs/README.md", "README.md"), files=LISTED | {"docs/README.md": "Words.\n"}
    ),
    "elsewhere": Case("", "it elsewhere", ("rename", "docs/a.txt", "a.txt"), files=LISTED | {"docs/a.txt": "words"}),
}


# ---- what only a build can tell: a small site, of which some files are replaced ---------------

SITE = {
    "mkdocs.yml": "site_name: Notes\nplugins: [worked]\ntheme: {name: null, custom_dir: theme}\n"
    "markdown_extensions: [attr_list, md_in_html]\nhooks: [hook.py]\n",
    "pyproject.toml": '[tool.worked]\npages = ["docs/*.md"]\naccounted = ["docs/*.md"]\n',
    "theme/main.html": "<!doctype html>\n<title>{{ page.title }}</title>\n<article>{{ page.content }}</article>\n",
    "hook.py": "",
    "snippets/soft.py": "half = 0.5\nfour = 4\n",
}
HOME = "---\nnumbers: snippets/soft.py\n---\n# Home { #home }\n\nWords and [0.5](=half).\n"
HOOK = "def on_page_markdown(markdown, **_):\n    return markdown.replace('Words', MADE)\n\n\nMADE = '%s'\n"
ADDING = "def on_page_content(html, **_):\n    return html + 'There are 47 loud things.'\n"
TAKING = "def on_page_markdown(markdown, **_):\n    return 'Words.'\n"
MAKING = (
    "from mkdocs.structure.files import File\n\n\n"
    "def on_files(files, config, **_):\n    files.append(File.generated(config, 'made.md', content='# Made'))\n"
)
PAGING = (
    "def on_files(files, **_):\n    for file in files:\n        if file.src_uri == 'x.txt':\n"
    "            file.is_documentation_page = lambda: True\n    return files\n"
)
LOOSE = {"docs/x.md": "author: Ann\n\n# X\n"}


class Built(NamedTuple):
    """A site whose build fails with the advice, and the edit that follows it."""

    files: dict[str, str]
    advice: str
    edit: tuple[str, str, str]


def changed_by_hook(made: str, advice: str, to: str = "Words") -> Built:
    """A hook makes something of the page's words that no reader can be sure to see."""
    return Built({"hook.py": HOOK % made}, advice, ("hook.py", made, to))


def page(body: str, advice: str, old: str, new: str) -> Built:
    return Built({"docs/index.md": f"{HOME}\n{body}\n"}, advice, ("docs/index.md", old, new))


def framed(words: str, edit: tuple[str, str, str]) -> Built:
    advice = "it without the number, or as a label: a noun that the settings list in front of it"
    return Built({"theme/main.html": f"{SITE['theme/main.html']}<p>{words}</p>\n"}, advice, edit)


BUILT = {
    "two as one": page(
        "There are [4](=four)<b>.</b>[0.5](=half) things.",
        "what both read alike, with a blank or a word between numbers",
        "<b>.</b>",
        " or ",
    ),
    "touched by markup": page(
        "It is <b>−</b>[4](=four).",
        "both together in plain text, or a blank between",
        "<b>−</b>[4](=four)",
        "[4](=four)",
    ),
    "list": page("1. One.\n1. Two.", "2, as it shows", "1. Two", "2. Two"),
    "not shown": page(
        '<textarea><b id="41 things"></b></textarea>',
        "this part in plain Markdown, so that both read it alike",
        '<textarea><b id="41 things"></b></textarea>',
        "Words.",
    ),
    "formula with a style": page(
        "So $half = \\textcolor{red}{0.50}$ holds.",
        "a formula for each line of an aligned one, without colours, frames and negative blanks",
        "\\textcolor{red}{0.50}",
        "0.50",
    ),
    "title": Built(
        {"docs/index.md": HOME.replace("# Home", "# A `</title>`")},
        "title: in its front matter",
        ("docs/index.md", "---\nnumbers", "---\ntitle: Home\nnumbers"),
    ),
    "taken away": Built({"hook.py": TAKING}, "it in plain Markdown, or the page without it", ("hook.py", TAKING, "")),
    "added": Built({"hook.py": ADDING}, "it as a claim on the page, or words alone", ("hook.py", "47", "some")),
    "made": Built({"hook.py": MAKING}, "it as a file of its own", ("hook.py", MAKING, "")),
    "elsewhere": Built(
        {
            "theme/a.css": "a { background: url(//example.org/a.png) }\n",
            "pyproject.toml": SITE["pyproject.toml"] + 'files = ["theme/a.css"]\n',
        },
        "it without this",
        ("theme/a.css", "//example.org/", ""),
    ),
    "frame": framed("The 41 loud things", ("theme/main.html", " 41", "")),
    "frame with a label": framed(
        "See token 41", ("pyproject.toml", "[tool.worked]\n", "[tool.worked]\nlabels = ['token']\n")
    ),
    "no page": Built(
        {
            "docs/x.txt": "Words.\n",
            "hook.py": PAGING,
            "pyproject.toml": SITE["pyproject.toml"].replace("*.md", "*.*"),
        },
        "a page (.md, .markdown, .mdown, .mkdn, .mkd)",
        ("rename", "docs/x.txt", "docs/x.md"),
    ),
    "excluded": Built(
        {"docs/x.md": "# X\n", "mkdocs.yml": SITE["mkdocs.yml"] + "exclude_docs: x.md\n"},
        "mkdocs.yml without its exclusion",
        ("mkdocs.yml", "exclude_docs: x.md\n", ""),
    ),
    "dashes": Built(
        LOOSE,
        "the front matter between two lines of three dashes, or a blank line above a line with a colon",
        ("docs/x.md", "author: Ann\n", "---\nauthor: Ann\n---\n"),
    ),
    "blank line": Built(
        LOOSE, "or a blank line above a line with a colon", ("docs/x.md", "author: Ann\n", "\nauthor: Ann\n")
    ),
    "template": Built(
        {"theme/main.html": SITE["theme/main.html"].replace("page.content", "page.content | upper")},
        "{{ page.content }} in the template",
        ("theme/main.html", "page.content | upper", "page.content"),
    ),
    "direction": changed_by_hook("<bdo>Words</bdo>", "it without bdo and dir"),
    "picture": changed_by_hook("<foreignObject>Words</foreignObject>", "the words beside the picture", "Words"),
    "noscript": changed_by_hook("<noscript>Words</noscript>", "the words without noscript"),
    "shadow": changed_by_hook(
        '<div><template shadowrootmode="open">Words</template></div>', "the words without it", "<div>Words</div>"
    ),
    "style": changed_by_hook('<b style="position: fixed">Words</b>', "it without style", "<b>Words</b>"),
}
