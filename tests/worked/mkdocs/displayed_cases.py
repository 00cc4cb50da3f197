"""Pages that show a reader another number than the check reads: each with the line that has to be named.

The body of each begins in line 7. `d_k` is 4 and `clue_distance` is 20.
"""

MISLEADING = {
    # what a browser shows, and a reader of the source takes for hidden
    "a comment that ends at once": (7, "There are <!--> 41 --> things."),
    "a comment that ends after a hyphen": (7, "There are <!---> 41 --> things."),
    "a comment that ends with an exclamation mark": (7, "There are <!-- a --!> 41 --> things."),
    "a tag inside a text field": (7, '<textarea><b id="41 things"></textarea>'),
    "a tag inside a text field in a paragraph": (7, 'There are <textarea><b id="41 things"></textarea> things.'),
    "a line number that a style sheet shows": (
        7,
        'A <span class="highlight"><span data-linenos="41 "></span></span> things.',
    ),
    "a number thrown out of a table": (7, '<table><tr id="a">41 things<td>a</td></tr></table>'),
    "a cover in a bracket": (7, '[a[b]: 41\n\n[u]: https://github.com/ "token 41"'),
    "a definition that nothing uses": (9, 'Things.\n\n[u]: https://github.com/ "token 41"'),
    "a list that counts from one": (9, "Words.\n\n41. That was it."),
    "a list that counts on": (10, "Words.\n\n1. One.\n1. Two."),
    "a list that leaves one out": (10, "Words.\n\n1. One.\n3. Two."),
    "a list that goes on after another": (12, "1. One.\n2. Two.\n\nWords.\n\n3. Three."),
    "a list of HTML": (7, "<ol><li>One.</li><li>Two.</li></ol>"),
    "a number that is hidden": (7, "<p hidden>token 2</p>"),
    "a number in a template": (7, "<template>token 2</template>"),
    "a number in a closed dialog": (7, "<dialog>token 2</dialog>"),
    "a number in the words of a video": (7, "Words <video>token 2</video>."),
    "a hidden number that pays for a shown one": (
        7,
        "Words <span hidden>token 2</span> and <!--> 2 --> more.",
    ),
    "a hidden number that pays for one behind the same word": (
        7,
        "Words <span hidden>token 2</span> and token <!--> 2 --> more.",
    ),
    "a footnote that pays for a shown number": (7, "A <!--> 2 --> note.[^a]\n\n[^a]: Hidden <i hidden>token 2</i>."),
    # numbers that become one, or another one
    "claims around an empty element": (7, "[4](=d_k)<b></b>[20](=clue_distance) things."),
    "claims around a comment": (7, "[4](=d_k)<!-- a -->[20](=clue_distance) things."),
    "claims around a span": (7, "[4](=d_k)<span></span>[20](=clue_distance) things."),
    "claims around a picture": (7, "[4](=d_k)![](../a.svg)[20](=clue_distance) things."),
    "claims around hidden words": (7, "[4](=d_k)<span hidden> and </span>[20](=clue_distance) things."),
    "claims around words for readers without scripts": (7, "[4](=d_k)<noscript> and </noscript>[20](=clue_distance)."),
    "claims around words that open": (7, "[4](=d_k)<span popover> and </span>[20](=clue_distance) things."),
    "claims around words that a search finds": (7, '[4](=d_k)<b hidden="until-found"> and </b>[20](=clue_distance).'),
    "claims around words that a picture leaves out": (7, "[4](=d_k)<svg> and </svg>[20](=clue_distance) things."),
    "claims around an element of a picture": (7, "[4](=d_k)<text></text>[20](=clue_distance) things."),
    "claims around an element of a formula": (7, "[4](=d_k)<mfrac><i></i></mfrac>[20](=clue_distance) things."),
    "a shadow in place of words": (
        7,
        '[4](=d_k)<span><template shadowrootmode="open"></template> and </span>[20](=clue_distance) things.',
    ),
    "claims around a possible line break": (7, "[4](=d_k)<wbr>[20](=clue_distance) things."),
    "decimals": (7, "[4](=d_k)<b>.</b>[20](=clue_distance) things."),
    "a decimal comma": (7, "[4](=d_k)<b>,</b>[20](=clue_distance) things."),
    "minus": (7, "<b>−</b>[4](=d_k) things."),
    "hyphen for a minus": (7, "It is <b>-</b>[4](=d_k)."),
    "plus": (7, "It is <b>+</b>[4](=d_k)."),
    "minus of a vector": (7, "It is <b>−</b>[[3.09, 1.37]](=output)."),
    "percent": (7, "There are [4](=d_k)<b>%</b> of them."),
    "percent behind a blank": (7, "There are [4](=d_k)<b> %</b> of them."),
    "permille": (7, "There are [4](=d_k)<b>‰</b> of them."),
    "an exponent": (7, "There are [4](=d_k)<sup>token 2</sup> of them."),
    "a small two": (7, "There are [4](=d_k)<b>²</b> of them."),
    "a unit": (7, "There are [4](=d_k)<b>k</b> of them."),
    "millions": (7, "There are [4](=d_k)<b> million</b> of them."),
    "percent of a label": (7, "There is token 4<b>%</b> of it."),
    "a label that grows": (7, "There is token 4<b></b>[20](=clue_distance)."),
    "a minus of an equation": (7, "It is <b>−</b>`d_k = 4`, and <b>−</b>`4 = d_k`."),
    "percent of an equation": (7, "It is `d_k = 4`<b>%</b>."),
    "a claim and a formula": (7, "It is [4](=d_k)$4 = d_k$."),
    "a footnote's mark for an exponent": (7, "There are [4](=d_k)[^a] things.\n\n[^a]: A note."),
    # characters that nobody sees
    **{
        f"U+{ord(mark):04X} between claims": (7, f"There: [4](=d_k){mark}[20](=clue_distance).")
        for mark in "\u200b\u200c\u200d\u2060\u00ad\ufeff\u200e\u061c\u180e\u2063\u034f\ufe0f\u115f"
    },
    **{
        f"U+{ord(mark):04X} before a claim": (7, f"There are {mark}[0.72](=weights[animal])\u202c things.")
        for mark in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
    },
    "an invisible character in a label": (7, "There is token 4\u200b2."),
    "an invisible character in code": (7, "It is `token\u200b = 4`."),
    "a mark over a digit": (7, "There is token 4\u0336."),
    "a line that runs backwards": (7, 'It is <bdo dir="rtl">[0.72](=weights[animal])</bdo>.'),
    "a paragraph that runs backwards": (7, '<p dir="rtl" markdown>It is [0.72](=weights[animal]) − token 2.</p>'),
    "a page that runs backwards": (9, 'Words.\n\n<html dir="rtl">\n\nIt is [4](=d_k) − token 2.'),
    "a page that is hidden": (9, "Words.\n\n<body hidden>It is token 2.</body>"),
    "an element that turns words round": (7, "It is <bdo>[0.72](=weights[animal])</bdo>."),
    "a style that hides": (7, '[4](=d_k)<span style="display: none">.</span>[20](=clue_distance) things.'),
    "a style that moves": (7, 'It is <span style="float:right">token 2</span> [4](=d_k).'),
    "a note's number that a style sheet shows": (7, 'It is <b data-md-annotation-id="41"></b> and [4](=d_k).'),
    "an element that is never closed, many times": (
        7,
        "".join(f'<b id="x{number}">' for number in range(1000)) + " [4](=d_k)",
    ),
    # attributes that are shown or spoken
    "a title in the wrong place": (7, '[Things](../a.svg "token 2") and <!--> 2 --> more.'),
    "a label of a group": (
        7,
        '<select><optgroup id="41" label="token 2"><option>a</option></optgroup></select><!--> 41 -->',
    ),
}
HONEST = {
    "words": "There are [4](=d_k) things, **[20](=clue_distance)** tokens, and token 7.",
    "claims side by side": "From [4](=d_k)–[20](=clue_distance), ([4](=d_k)), “[20](=clue_distance)”, [4](=d_k)/[20](=clue_distance).",
    "a list": "Words.\n\n1. One.\n2. Two.\n3. Three: [4](=d_k).\n\nMore.",
    "nested lists": "1. One.\n\n    1. Inner.\n    2. Inner.\n\n2. Two.\n\nWords.\n\n- a\n- b [4](=d_k)",
    "a comment": "There are <!-- 41 --> [4](=d_k) things.\n\n<!-- 41\n\n42 -->\n\nAnd [20](=clue_distance).",
    "footnotes": "First.[^b] Second.[^a] Again.[^b]\n\n[^a]: Has [4](=d_k) things.\n\n    And [20](=clue_distance).\n\n[^b]: Has token 7.\n\nThe end: [4](=d_k).",
    "titles of links": 'A [link](../a.svg "token 2") and ![picture of token 3](../a.svg "token 4"), token 5.',
    "a reference": 'A [link][a], token 5, and [once more][a].\n\n[a]: https://example.org/ "token 3"\n\nToken 6.',
    "a table": "| token 1 | [4](=d_k) |\n|---|---:|\n| [20](=clue_distance) | token 2 |\n| `d_k = 4` | $4 = d_k$ |",
    "formulas": "$4 = d_k$, $x_{4}$ and `weights[0]`.\n\n$$\nd_k = 4\n$$\n\nHere is $x_{1}^{d_4}$.",
    "a worked fence": "```worked\nclue_distance / d_k\n  = 20 / 4\n  = 5\n```\n\nToken 6.",
    "a drawing": "Token 1.\n\n![The beam of [4](=d_k).](=spotlight())\n\nToken 2.",
    "boxes": '!!! note "Token 1"\n    Has [4](=d_k).\n\n??? tip "Token 2"\n    Has [20](=clue_distance).',
    "tabs": '=== "Token 1"\n    Has [4](=d_k).\n\n=== "Token 2"\n    Has [20](=clue_distance).\n\n=== "Token 3"\n    None.',
    "quoted code": '```python title="Token 2"\n--8<-- "snippets/soft_lookup.py:mix"\n```\n\nToken 3.',
    "a quotation": "> Has [4](=d_k) things,\n> and token 2\n> million years ago.",
    "a heading": "## Lesson 07 { #own }\n\nToken 2.\n\nLesson 08 { #other }\n---------\n\nToken 3.",
    "a table of contents": "[TOC]\n\n## Lesson 07 { #own }\n\nToken 2.",
    "HTML": '<p title="token 2">Has token 3.</p>\n\n<div markdown>\nHas [4](=d_k).\n</div>',
    "a definition": "Token 2\n:   Has [4](=d_k).\n\n:   Has [20](=clue_distance).",
    "a family": "A 👩\u200d💻 and ❤\ufe0f, and [4](=d_k).",
    "a vector": "It is [[3.09, 1.37]](=output) and **[[3.09, 1.37]](=output)**.",
}
