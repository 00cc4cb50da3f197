"""Pages that hold, and what an adversary does to them."""

from hypothesis import strategies as st

HEAD = "---\ntitle: A page\ndescription: x\nnumbers: snippets/beam.py\n---\n# A page\n\n"
CLAIMS = f"""{HEAD}\
The animal gets [0.72](=weights[animal]) of the light, the road only [0.05](=weights[road]).

It has [4](=d_k) entries, [20](=distance) words apart; the blend is [[3.09, 1.37]](=output).

> Some [26.75](=beam) points, [−3](=small) steps, [1,234](=total) words, a share of [30%](=share).

| thing | light |
|---|---|
| cross | [0.08](=weights[cross]) |
| tired | **[0.15](=weights[tired])** |

- one thing of [4](=d_k)
- another[^why], *see [this](#a-page)*

!!! note "A note"
    In here [0.72](=weights[animal]) as well.

<details markdown="1"><summary>More</summary>

There are [20](=distance) more.

</details>

[^why]: Because of [4](=d_k).
"""
EQUATIONS = f"""{HEAD}\
The shares are `weights[road] + weights[cross] = 0.05 + 0.08 = 0.13`, and $d_k + distance = 4 + 20 = 24$ in all.

```worked
d_k * distance
  = 4·20
  = 80
```

1. The first is [4](=d_k).
2. The second is `d_k - 1 = 3`.

```python
--8<-- "snippets/beam.py"
```
"""
BASES = {"claims": CLAIMS, "equations": EQUATIONS}

DIGITS = ["41", "4", "0", "1", "9", ".5", "-", "−", "%", "²", "½", "４", "٣", "①", "k", "e3", ",000", "/2", "×10"]
MARKS = [
    "`",
    "``",
    "$",
    "$$",
    "[",
    "]",
    "(",
    ")",
    "](",
    "](=d_k)",
    "[4](=d_k)",
    "[^",
    "[^why]",
    "[^why]: ",
    "!",
    "*",
    "**",
    "_",
    "|",
    "\\",
    "~~",
    "^",
    "<",
    ">",
    '"',
    "'",
    "=",
    "{",
    "}",
]
LINES = [
    "\n",
    "\n\n",
    "\n    ",
    "\n\n    ",
    "\n> ",
    "\n- ",
    "\n1. ",
    "\n\n41. ",
    "\n# ",
    "\n---\n",
    "\n```\n",
    "\n~~~\n",
    '\n!!! note "41"\n    ',
    '\n=== "41"\n    ',
    "\n??? note\n    ",
    "\n: ",
    "\n\n*[A]: ",
    "\n\n[a]: https://a.example ",
    '\n\n[a]: <#a> "41"\n',
    "\n\n[41]: #a\n",
    "\n| a |\n|---|\n| ",
]
HTML = [
    "<!--",
    "-->",
    "<!-->",
    "<!--->",
    "--!>",
    "<!-- 41 -->",
    "<b>",
    "</b>",
    "<b></b>",
    "<span>",
    "</span>",
    "<wbr>",
    "<br>",
    "<sup>",
    "</sup>",
    "<sub>",
    "</sub>",
    "<kbd>",
    "<del>",
    "<s>",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    '<div markdown="1">',
    "<span hidden>",
    "<div hidden>",
    '<p style="display:none">',
    "<template>",
    "</template>",
    "<textarea>",
    "</textarea>",
    "<title>",
    "</title>",
    "<noscript>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<svg>",
    "</svg>",
    "<math>",
    "<select>",
    "<option>",
    "<iframe>",
    "<plaintext>",
    "<xmp>",
    "<table>",
    "<td>",
    "<ol start=41>",
    "<li value=41>",
    "<li>",
    "<img alt=41>",
    '<img alt="41" src="">',
    "<input value=41>",
    "<abbr title=41>",
    "<details>",
    "</details>",
    "<summary>",
    "</summary>",
    "<bdo dir=rtl>",
    '<span dir="rtl">',
    '<b id="41 things">',
    '<b title="',
    '">',
    "<?",
    "?>",
    "<![CDATA[",
    "]]>",
    "<a href='#41'>",
    "</a>",
    "<41>",
    "<a@41.example>",
    "<https://a.example/41>",
    "</article>",
    "<ruby>",
    "<rt>",
]
CHARACTERS = [
    "\u200b",
    "\u200c",
    "\u200d",
    "\u2060",
    "\u00ad",
    "\ufeff",
    "\u202e",
    "\u202d",
    "\u2066",
    "\u2069",
    "\u00a0",
    "\u0301",
    "\u20e3",
    "\u2044",
    "\t",
    "\x0c",
    "\u2028",
    "\r",
    "&shy;",
    "&#52;",
    "&#x34;",
    "&nbsp;",
    "&lt;",
    "&zwj",
    "&half;",
    "&amp;#52;",
]
ATTRIBUTES = [
    "{ .a }",
    '{ title="41" }',
    "{ #id41 }",
    "{: .a }",
    '{ data-x="41" }',
    "{ hidden }",
    "{ start=41 }",
    '{ alt="41" }',
    '{ style="display:none" }',
    '{ class="worked" }',
    "{ dir=rtl }",
]
INCLUDES = [
    '--8<-- "snippets/beam.py"',
    "\n--8<-- 'snippets/beam.py:1:2'\n",
    "\n;--8<--\n",
    "[TOC]",
    "\n[TOC]\n",
    "+++",
    "==a==",
    ":smile:",
    "{{ 41 }}",
    "{% raw %}",
]

piece = st.sampled_from(DIGITS) | st.sampled_from(MARKS) | st.sampled_from(LINES) | st.sampled_from(HTML)
piece = piece | st.sampled_from(CHARACTERS) | st.sampled_from(ATTRIBUTES) | st.sampled_from(INCLUDES)
fragment = st.lists(piece | st.sampled_from([" ", "41", "a word "]), min_size=1, max_size=4).map("".join)


@st.composite
def edited(draw, base: str) -> str:
    """A page with up to four edits: something put in, taken out, doubled, moved, or a digit changed."""
    text = base
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(4, len(text)))
        end = min(len(text), start + draw(st.integers(0, 30)))
        cut = text[start:end]
        match draw(st.sampled_from(["put", "put", "put", "wrap", "take", "double", "move", "digit"])):
            case "put":
                text = text[:start] + draw(fragment) + text[start:]
            case "wrap":
                text = text[:start] + draw(fragment) + cut + draw(fragment) + text[end:]
            case "take":
                text = text[:start] + text[end:]
            case "double":
                text = text[:end] + cut + text[end:]
            case "move":
                rest = text[:start] + text[end:]
                target = draw(st.integers(4, len(rest)))
                text = rest[:target] + cut + rest[target:]
            case "digit":
                text = (
                    text[:start]
                    + "".join(draw(st.sampled_from("0123456789")) if c.isdigit() else c for c in cut)
                    + text[end:]
                )
    return text
