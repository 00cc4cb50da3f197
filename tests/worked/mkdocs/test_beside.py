"""Numbers in scripts, style sheets and pictures are found where they are typed."""

import pytest

from worked.mkdocs.beside import contents, drawn, drawn_by, reaching, sayings, sentences
from worked.read.numbers import NUMERAL

SCRIPTS = {
    "sentence": 'say("one of 41 words");',
    "template": "say(`one of 41 words`);",
    "template in a template": "say(`one of ${`41`} words`);",
    "literal in a template": "say(`one of ${41} words`);",
    "string in a template": 'say(`one of ${"41"} words`);',
    "number between": 'say("one of " + 41 + " words");',
    "number before": 'say(41 + " words of it");',
    "number behind": 'say("words, about " + 41);',
    "escapes": r'say("one of \x34\x31 words");',
    "colon": 'say("words: 41");',
    "hyphen": 'say("41-fold");',
    "continued": 'say("one of \\\n41 words");',
    "regular expression": "match(/one of 41 words/);",
    "behind what looks like a remark": 'say("//"); say("one of 41 words");',
    "behind a regular expression with a quote": 'const quote = /"/; say("one of 41 words");',
    "behind a class of signs": 'split(/[/"]/); say("one of 41 words");',
    "in a tag": 'say("<b>41</b>");',
    "in a tag of a template": "say(`<b>${41}</b>`);",
    "behind a blank by its name": 'say("All&nbsp;41");',
    "joined strings": 'say("one of " + "41" + " words");',
    "behind an open template": "const a = `${x.map((y) => `<b>${y}</b>`)}`; say(`one of 41 words`);",
}
HARMLESS_SCRIPTS = [
    'const wide = "41px", shown = `${count} of them`, name = "h41";  // one of 41 words',
    "const half = (a + b) / 2, next = 'a' / 2; /* one of 41 words */",
    'move("M0 0l-12 -6"); wait(41);',
    'set("41"); find("li>.h4"); box("<td>" + 41 + "</td>"); match(/a>b{41}/);',
]
HOOKS = {
    "sentence": 'HEAD = "Each of the 41 pages"',
    "piece of a sentence": 'lines = [name + " 41"]',
    "filled sentence": 'line = f"{name} 41 times"',
    "behind a bracket": 'line = "(41 things to try)"',
    "behind a tag": 'line = "<b>41 things</b>"',
    "argument": 'write("41 words")',
    "within another string": """line = f"{'41 things'}\"""",
    "joined to a letter": 'write("all x41 words")',
    "in a tag": 'write("<b>41</b>")',
    "behind a blank by its name": 'write("all&nbsp;41")',
}
FIGURES = {
    "alone": 'axes.text(0, 1, "41", color="0.5")',
    "with a sign": 'axes.text(0, 1, "−41%")',
    "by a name": 'axes.annotate(text="41", xy=(0, 1))',
    "of a list": 'ticks = ["a", "41"]',
    "in braces": 'line = f"{41} things"',
    "of a label": 'axes.set_xlabel(label="41")',
}
HARMLESS_FIGURES = [
    'axes.plot(x, y, color="0.5", ls=(0, (4, 1)), label=name); COLOR = "#410041"; ROOM = {"41": x["41"]}',
    'line = f"{share:.1%} and {name:<41}"',
    'if name == "41":\n    wide = 41\nbox("round,pad=41")',
]
HARMLESS_HOOKS = [
    '"""Of 41 things."""\nNAME = re.compile(r" \\w{41} [a-z]{2} \\1 ")  # 41 things',
    'def f():\n    """All 41."""\n    assert f(), "of 41"\n    raise PluginError(f"the 41 things")',
    'print("all 41 MB"); log.info("41 pages"); logging.getLogger("a").warning("all 41")',
    'place = f"{name}:1:1: the page"; x.read("utf-8"); y = "sha256"; z = "0"',
]
SHEETS = {
    "content": '.a::before { content: "41 words" }',
    "alone": ".a::before { content: '41' }",
    "in capitals": '.a::before { CONTENT: "41" }',
    "spelled with an escape": '.a::before { c\\6fntent: "41" }',
    "escapes": '.a::before { content: "\\34\\31" }',
    "continued": '.a::before { content: "4\\\n1" }',
    "variable": '.a { --words: "41" }',
    "quotes": 'q { quotes: "41" "b" }',
    "list": 'ul { list-style: "41 " }',
    "list of numbers": "ul { list-style: inside decimal }",
    "counter": ".a::before { content: counter(x) }",
    "number of a list": "ol li { counter-increment: list-item 7 }",
    "style of a counter": '@counter-style a { symbols: "41"; suffix: " " }',
    "hyphen": '.a { hyphenate-character: "41" }',
    "ellipsis": '.a { text-overflow: "41" }',
    "emphasis": '.a { text-emphasis: "41" }',
    "behind what looks like a remark": '.a::before { content: "/*" } .b::before { content: "41" }',
    "picture": '.a { background: url("data:image/svg+xml,%3Csvg%3E%3Ctext%3E41%3C/text%3E%3C/svg%3E") }',
    "picture in another writing": '.a { background: url("data:image/svg+xml;base64,PHN2Zz48dGV4dD40MTwvdGV4dD48L3N2Zz4=") }',
    "attribute": ".a::before { content: attr(id) }",
    "Braille": '.a::before { content: "⠼⠁" }',
}
HARMLESS_SHEETS = [
    '/* content: "41" */ @import "41.css"; @font-face { font-family: "Sans 3"; src: url("f41.woff2") format("woff2") }',
    '[data-x="41"] { font: 12px "Sans 3"; margin: 41px; color: #414141; list-style: none } .a::before { content: "a" }',
    "a::after { content: attr(href) attr( title ) }",
    ".a { background: url(\"data:image/svg+xml,%3Csvg width='41'/%3E\"); counter-reset: own 41 }",
]


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)
def test_number_in_a_sentence_of_a_script_is_found(script):
    assert any(NUMERAL.search(words) for _, words in sentences(script))


@pytest.mark.parametrize("script", HARMLESS_SCRIPTS)
def test_number_that_a_script_does_not_say_is_left_alone(script):
    assert list(sentences(script)) == []


@pytest.mark.parametrize("hook", HOOKS.values(), ids=HOOKS)
def test_number_that_a_hook_may_write_is_found_at_its_place(hook):
    assert [(at, "41" in words) for at, words in sayings(hook)] == [(hook.index("41"), True)]


@pytest.mark.parametrize("hook", HARMLESS_HOOKS)
def test_number_that_a_hook_tells_no_reader_is_left_alone(hook):
    assert list(sayings(hook)) == []


@pytest.mark.parametrize("figure", [*HOOKS.values(), *FIGURES.values()], ids=[*HOOKS, *FIGURES])
def test_number_that_a_figure_may_draw_is_found_at_its_line(figure):
    """That of braces is found where its string begins: Python does not say more."""
    ((at, words),) = drawn(figure)
    assert "41" in words and figure[:at].count("\n") == 0


@pytest.mark.parametrize("figure", [*HARMLESS_HOOKS[:-1], *HARMLESS_FIGURES])
def test_number_that_a_figure_does_not_draw_is_left_alone(figure):
    assert drawn(figure) == []


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_number_that_a_style_sheet_writes_is_found(sheet):
    assert any(NUMERAL.search(words) for _, words in contents(sheet))


REACHING = {  # by the kind of file: what runs, or leads to another host
    ".svg": [
        "<svg>\n<script>alert()</script></svg>",
        "<svg>\n<SCRIPT href='a.js'/></svg>",
        "<svg>\n<g onload='x()'/></svg>",
        "<svg>\n<foreignObject>41</foreignObject></svg>",
        "<svg>\n<image href='https://example.org/a.png'/></svg>",
        "<svg>\n<use xlink:href = ' //example.org/a.svg#b'/></svg>",
        "<svg>\n<a href='javascript:x()'><text>a</text></a></svg>",
        "<svg>\n<a href='data:text/html,a'><text>a</text></a></svg>",
        "<svg>\n<path style='fill: url(https://example.org/a.svg#b)'/></svg>",
        "<!DOCTYPE svg [\n<!ENTITY a '41'>]><svg>&a;</svg>",
        "<?xml-stylesheet href='a.css'?>\n<?xml-stylesheet href='//example.org/a.css'?><svg/>",
    ],
    ".css": [
        ".a {}\n.b { background: url(https://example.org/a.png) }",
        ".a {}\n@import '//example.org/a.css';",
        ".a {}\n.b { background: image-set( 'https://example.org/a.png' 1x) }",
    ],
    ".js": [
        "a();\nfetch('https://example.org/a');",
        "a();\nimport(`//example.org/a.js`);",
        'a();\nlocation.href = "https://example.org";',
        "a();\nnew WebSocket('wss://example.org');",
    ],
}
STAYING = {
    ".svg": ["<svg xmlns='http://www.w3.org/2000/svg'><use href='#a'/><text>on = 4</text><image href='b.png'/></svg>"],
    ".css": [
        "/* https://example.org */ .a { background: url('../a.png') url(data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'/%3E) }"
    ],
    ".js": ["// https://example.org\nconst a = 'http://www.w3.org/2000/svg', b = `//`, c = 1 / 2 // 'https://x.org'"],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in REACHING.items() for text in texts])
def test_file_that_runs_or_leads_to_another_host_is_refused_at_its_line(kind, text):
    places = [at for at, _ in reaching(kind, text)]
    assert [text.count("\n", 0, at) for at in places][:1] == [1]


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in STAYING.items() for text in texts])
def test_file_that_stays_where_it_is_holds(kind, text):
    assert list(reaching(kind, text)) == []


@pytest.mark.parametrize("sheet", HARMLESS_SHEETS)
def test_number_that_a_style_sheet_does_not_write_is_left_alone(sheet):
    assert not any(NUMERAL.search(words) for _, words in contents(sheet))


SNIPPET = """\
EACH = "All 41 cards"
NOBODY = "All 40 cards"
fact = cited(3, "table 42 of the source")
dates = ["day 40"]


def helper():
    return f"{EACH} 43 times"


def bars():
    rows = helper()
    return rows + f" of {fact}" + "44"


def other():
    return "All 40 of them"
"""


def test_words_of_a_snippet_are_those_of_the_functions_that_pages_draw():
    found = drawn_by(SNIPPET, frozenset(["bars", "missing"]))
    assert [(SNIPPET.count("\n", 0, at) + 1, NUMERAL.search(words)[0]) for at, words in found] == [
        (1, "41"),
        (8, "43"),
        (13, "44"),
    ]
