r"""What the reader of LaTeX knows: patterns of its pieces, and what the commands stand for."""

import re

from worked.maths.tokens import NUMBER

PIECE = re.compile(
    rf"""(?P<number>(?<![(\[])[1-9][0-9]?(?:(?:\{{,\}}|,)[0-9]{{2}})+(?:\{{,\}}|,)[0-9]{{3}}(?![0-9])(?:\.[0-9]+)?|[1-9][0-9]{{0,2}}(?:(?:\{{,\}}|\\[,;: ]|[ ]|,(?=[0-9]{{3}}(?![0-9])))[0-9]{{3}})+(?![0-9])(?:\.[0-9]+)?|{NUMBER})
    |(?P<command>\\[A-Za-z]+\*?|\\.)
    |(?P<name>[^\W\d_⁰¹²³⁴-⁹]+|[㍱-㏟])
    |(?P<blank>[\s~&]+)
    |(?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)
BETWEEN_THOUSANDS = re.compile(r"\{,\}|\\[,;: ]|[ ,]")
DECIMAL_COMMA = re.compile(r"[0-9]+\{,\}[0-9]+(?![0-9]|\{,\}[0-9])")
REPEATING = re.compile(r"(?P<digits>[0-9]+\.[0-9]*)\s*\\(?:overline|bar|dot)\s*\{?(?P<period>[0-9]+)\}?")  # 0.1(6)
DOTS = re.compile(r"\s*(?:\\(?:ldots|dots|dotsc|cdots)(?![A-Za-z])|\.\.\.|…)")  # behind decimals, they cut them
COMMA_IS_DECIMAL = re.compile(  # 0{,}5, or 1\,000 elsewhere
    r"[1-9]\\,[0-9]{3}(?![0-9])|(?<![0-9}.,])(?:0\{,\}[0-9]|[0-9]{1,6}\{,\}(?:[0-9]{1,2}|[0-9]{4,})(?![0-9]))"
)
SILENT = {
    *r"\left \right \big \Big \bigg \Bigg \bigl \bigr \Bigl \Bigr \limits \displaystyle \textstyle \nonumber".split(),
    *r"\, \; \: \> \! \/ \quad \qquad \thinspace \enspace \enskip \space \therefore \because".split(),
    "\\ ",
    *r"\square \blacksquare \Box \qed \$ \textdollar \pounds \euro \checkmark € £ ₹ ✓ ✔".split(),
}
CURRENCIES = {"€", "$", "\\$", "£", "¥", "₹", r"\euro", r"\pounds"}  # in \text, before a number
SIGNS = {
    **dict.fromkeys([r"\cdot", r"\times", r"\ast", "·", "×", "*"], "*"),
    **dict.fromkeys([r"\div", "÷", "/"], "/"),
    **dict.fromkeys([r"\bmod", r"\mod"], "%"),
    **dict.fromkeys("−–-", "-"),
    **dict.fromkeys([r"\pm", "±"], "±"),
    **dict.fromkeys([r"\{", r"\lbrace", "{", "("], "("),
    **dict.fromkeys([r"\}", r"\rbrace", "}", ")"], ")"),
    **dict.fromkeys([r"\lbrack", "["], "["),
    **dict.fromkeys([r"\rbrack", "]"], "]"),
    **dict.fromkeys([r"\rfloor", r"\rceil"], ")"),
    r"\%": "%",
    "+": "+",
    ",": ",",
    "!": "!",
}
FUNCTIONS = (
    r"\ln",
    r"\log",
    r"\exp",
    r"\sin",
    r"\cos",
    r"\tan",
    r"\lg",
    r"\arcsin",
    r"\arccos",
    r"\arctan",
    r"\sinh",
    r"\cosh",
    r"\tanh",
)
NAMES = {r"\pi": "pi", r"\max": "max", r"\min": "min", r"\gcd": "gcd", r"\lcm": "lcm"}
ROUNDED = {r"\lfloor": "floor", r"\lceil": "ceil"}
COLORS = {r"\color", r"\textcolor"}
GREEK = set(
    "alpha beta gamma delta epsilon varepsilon zeta eta theta iota kappa lambda mu nu xi rho sigma tau upsilon phi "
    "varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega ell".split()
)
NAMING = {r"\mathrm", r"\mathbf", r"\mathit", r"\mathsf", r"\operatorname", r"\boldsymbol", r"\bm", r"\vec", r"\hat"}
WORDS = {r"\text", r"\textrm", r"\textsf", r"\textit", r"\mbox", r"\mathrm", r"\rm", r"\operatorname", r"\unit", r"\si"}
FRAMES = {r"\boxed", r"\fbox", r"\underline", r"\cancel", r"\bcancel", r"\xcancel", r"\num"}
FONTS = {r"\mathbf", r"\textbf", r"\boldsymbol", r"\text", r"\mathrm"}
NUMBER_INSIDE = re.compile(r"\s*\{\s*[-+−]?\s*(?:\.?[0-9]|\\(?:[dt]?frac|sqrt)\b)")
TEXT = re.compile(r"\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
DEGREE = re.compile(
    r"\s*(?:\{\s*\\circ\s*\}|\\circ(?![A-Za-z]))"
    r"(?:(?:\s|~|\\[ ,;])*(?:[CFK](?![A-Za-z(])|\\(?:text|textrm|mathrm|rm)\s*\{\s*[CFK]\s*\}))?"
)
QUANTITY = re.compile(
    rf"\s*\{{[\s~]*(?P<number>[-−+]?{NUMBER})(?P<unit>(?:[\s~]|\\[ ,])*[^\W\d_%][^{{}}0-9=+]*)?\}}"
)  # \text{42 g}
BOLD_QUANTITY = re.compile(
    rf"\s*\{{[\s~]*(?P<number>[-−+]?(?:[1-9][0-9]{{0,2}}(?:(?:\{{,\}}|,)[0-9]{{3}})+(?:\.[0-9]+)?|{NUMBER}))"
    rf"(?P<unit>(?:\s|~|\\[ ,;:])+[^\W\d_](?:(?:\s|~|\\[ ,;])*[^\W\d_])*[^\W\d_]\s*)\}}"
)  # \mathbf{110\ MVA}; one letter alone may be a variable
EXPONENT_MARK = re.compile(  # 2.6\text{e-}4
    r"\s*\{\s*[eE]\s*(?P<sign>[-−+]?)\s*\}(?P<brace>\{)?(?P<inner>[-−+]?)(?P<digits>[0-9]+)(?(brace)\})"
)
FUNCTION_NAME = re.compile(r"\s*\{\s*(ln|log|exp|sin|cos|tan)\s*\}")
FUNCTION_POWER = re.compile(r"\s*\^\s*(?:\{\s*([1-9])\s*\}|([1-9])|(?P<inverse>\{\s*[-−]\s*1\s*\}))(?!\s*[\^_])")
TEXT_COMMAND = re.compile(r"\\(?:text|textrm|mathrm|rm)\s*|[{}](?![^{}]*\^)|\\[ ,;]|~")
UNIT_WORD = r"(?:\\(?:text|textrm|mathrm|rm)\s*\{[\w\s/.^·⋅-]*[A-Za-z][\w\s/.^·⋅-]*\}(?:\^(?:\{[-−]?[1-9]\}|[1-9]))?(?:\s|~|\\[ ,;]|\\cdot)*)+"
WORD_FRACTION = re.compile(
    r"\s*\{\s*\\[dt]?frac\s*\{([^{}]*)\}\s*\{((?:[^{}]|\{[-−0-9]+\})*)\}\s*\}"
)  # \rm{\frac{kg}{m^3}}
OLD_WORD = re.compile(r"\s+([A-Za-z]+)(?![A-Za-z])")  # 3 \rm m
UNIT_FRACTION = re.compile(rf"\s*\{{\s*({UNIT_WORD})\}}\s*\{{\s*({UNIT_WORD})\}}")  # 12 \frac{\text{m}}{\text{s}}
DIGIT = re.compile(r"\s*\{\s*[0-9]")
BASE = re.compile(r"_(?:\{\s*([0-9]{1,2})\s*\}|([0-9]))")
CLOCK = re.compile(r"[0-9]:[0-5][0-9](?![0-9])")
BRACE_REMARK = re.compile(r"\s*[_^]\s*(?:\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}|\w)")
SUBSCRIPT = re.compile(r"\s*_\s*(?:\{[^{}]*\}|\w)")  # of a formula in a unit: mol H_2
REMARK = re.compile(r"\s+\([^()]*\)$")
# 5 秒, 3 км, 2 ㎏: units that need no \text
UNLATIN = range(0x400, 0x530), range(0x3040, 0xA000), range(0xAC00, 0xD7B0)
MICRO = re.compile(r"\s*\\(?:text|textrm|mathrm|rm)(?=\s*\{)")
POWER = re.compile(r"\s*\^")
UNIT_POWER = re.compile(r"\s*\^\s*(?:\{\s*([-−]?\s*[0-9]+)\s*\}|([0-9]))")
OUT_OF = "out of"  # 5 out of 20
TIMES = {"of", "times"}  # 20% of 50
MULTIPLIERS = {"k": 3, "hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}  # powers of ten
SUMS_OF_MONEY = {"k": 3, "K": 3, "M": 6, "B": 9}  # powers of ten
MONEY = re.compile(r"[$€£]\s?[0-9][0-9.,{}]*\Z")  # before one of these, as in \$500K
PERCENT = {"%", r"\%", "percent"}
ENDS_ARGUMENT = re.compile(
    r"\s*(?:[-+−–·×*/÷,)\]}|!]|\\(?:cdot|times|div|ast|right|pm|mp|ln|log|sin|cos|tan|exp|text|mathrm|quad|qquad|approx)(?![A-Za-z])|$)"
)
