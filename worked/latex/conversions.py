"""Conversions: what units such as the hour and the inch are made of, so that 2.5 h is 150 min.

Only pages that are not accounted use them: there a calculation may change its unit from one side to the next.
"""

from fractions import Fraction

from worked.latex.units import NONE, PREFIXED, Unit, read_unit

MADE_OF = {  # how many of another unit; a plural or a capital letter changes nothing
    "min": (60, "s"),
    "h": (3600, "s"),
    "d": (86_400, "s"),
    "day": (86_400, "s"),
    "week": (604_800, "s"),
    "wk": (604_800, "s"),
    "yr": (31_536_000, "s"),
    "year": (31_536_000, "s"),
    "in": ("0.0254", "m"),
    "inch": ("0.0254", "m"),
    "inche": ("0.0254", "m"),  # inches, without its s
    "ft": ("0.3048", "m"),
    "foot": ("0.3048", "m"),
    "feet": ("0.3048", "m"),
    "yd": ("0.9144", "m"),
    "yard": ("0.9144", "m"),
    "mi": ("1609.344", "m"),
    "mile": ("1609.344", "m"),
    "lb": ("453.59237", "g"),
    "pound": ("453.59237", "g"),
    "oz": ("28.349523125", "g"),
    "ounce": ("28.349523125", "g"),
    "ton": (1_000_000, "g"),
    "tonne": (1_000_000, "g"),
    "L": ("0.001", "m^3"),
    "gal": ("0.003785411784", "m^3"),
    "gallon": ("0.003785411784", "m^3"),
    "qt": ("0.000946352946", "m^3"),
    "quart": ("0.000946352946", "m^3"),
    "pint": ("0.000473176473", "m^3"),
    "cup": ("0.0002365882365", "m^3"),
    "cal": ("4.184", "J"),
    "eV": ("1.602176634e-19", "J"),
    "Wh": (3600, "J"),
    "atm": (101_325, "Pa"),
    "bar": (100_000, "Pa"),
    "mmhg": ("133.322387415", "Pa"),
    "torr": (Fraction(101_325, 760), "Pa"),
    "psi": ("6894.757293168", "Pa"),
    "kgf": ("9.80665", "N"),
    "lbf": ("4.4482216152605", "N"),
    "dyn": ("0.00001", "N"),
    "dyne": ("0.00001", "N"),
    "erg": ("1e-7", "J"),
    "btu": ("1055.05585262", "J"),
    "hp": ("745.69987158227", "W"),
    "horsepower": ("745.69987158227", "W"),
    "mph": ("0.44704", "m/s"),
    "knot": (Fraction(1852, 3600), "m/s"),
    "kn": (Fraction(1852, 3600), "m/s"),
    "ha": (10_000, "m^2"),
    "hectare": (10_000, "m^2"),
    "acre": ("4046.8564224", "m^2"),
    "tbsp": ("0.00001478676478125", "m^3"),
    "tablespoon": ("0.00001478676478125", "m^3"),
    "tsp": ("0.00000492892159375", "m^3"),
    "teaspoon": ("0.00000492892159375", "m^3"),
    "amu": ("1.66053906660e-24", "g"),
    "å": ("1e-10", "m"),
    "decade": (315_360_000, "s"),
    "century": (3_153_600_000, "s"),
    "cent": ("0.01", "$"),
    "¢": ("0.01", "$"),
    "dollar": (1, "$"),
    "byte": (8, "bit"),
    "B": (8, "bit"),
    "kbyte": (8000, "bit"),
    "mbyte": (8 * 10**6, "bit"),
    "gbyte": (8 * 10**9, "bit"),
    "b": (1, "bit"),
    "bits": (1, "bit"),
    **{f"{prefix}b": (1000**power, "bit") for power, prefix in enumerate("KMGT", 1)},
    **{
        f"{prefix}b": (8 * 1000**power, "bit") for power, prefix in enumerate("kmgt", 1)
    },  # as people write them in haste
    "KiB": (8192, "bit"),
    "MiB": (8 * 1024**2, "bit"),
    "GiB": (8 * 1024**3, "bit"),
    "KB": (8000, "bit"),
    "kB": (8000, "bit"),
    "MB": (8 * 10**6, "bit"),
    "GB": (8 * 10**9, "bit"),
    "TB": (8 * 10**12, "bit"),
    "PB": (8 * 10**15, "bit"),
    "TiB": (8 * 1024**4, "bit"),
    "kbit": (10**3, "bit"),
    "Kbit": (10**3, "bit"),
    "Mbit": (10**6, "bit"),
    "Gbit": (10**9, "bit"),
    "bps": (1, "bit/s"),
    "kbps": (10**3, "bit/s"),
    "Kbps": (10**3, "bit/s"),
    "Mbps": (10**6, "bit/s"),
    "Gbps": (10**9, "bit/s"),
    "Tbps": (10**12, "bit/s"),
}
PERIODS = (1, 60, 3600, 86_400, 604_800, 2_592_000, 31_536_000)  # seconds: from one to a minute and so on, to a year
BIT_RATES = {"bps", "kbps", "Kbps", "Mbps", "Gbps", "Tbps"}
MEMORY = set(
    "B byte bytes b bit bits KB kB MB GB TB PB KiB MiB GiB TiB kb mb gb tb Kb Mb Gb Tb kbit Kbit Mbit Gbit".split()
)
ROUNDED = set(  # whose factor people round
    "eV cal atm lb oz mi gal qt pint cup mmhg torr psi lbf btu hp acre tbsp tsp amu".split()
)
OF_ROUNDED = {MADE_OF[symbol][0] for symbol in ROUNDED}  # pounds, miles and ounces too


def in_base(unit: Unit) -> tuple[Unit, Fraction]:
    """A unit as powers of what all units of its kind are made of, and how many of that it is."""
    base, factor = Unit({}, unit.ten), Fraction(1)
    for symbol, power in unit.powers.items():
        count, of = MADE_OF.get(symbol) or MADE_OF.get(symbol.lower().removesuffix("s")) or (1, "")
        base *= (read_unit(of) if of else Unit({symbol: Fraction(1)})) ** power
        if power.denominator == 1:
            factor *= Fraction(count) ** power.numerator
    return base, factor


def factor_between(left: Unit | None, right: Unit | None) -> Fraction | None:
    """How many of the right unit the left one is; None where they measure different things."""
    (left_base, left_factor), (right_base, right_factor) = in_base(left or NONE), in_base(right or NONE)
    ten = left_base.ten - right_base.ten
    if left_base.powers != right_base.powers or ten.denominator != 1:
        return None
    return left_factor / right_factor * Fraction(10) ** ten.numerator


def has_rounded_factor(*units: Unit | None) -> bool:
    symbols = {symbol for unit in units if unit is not None for symbol in unit.powers}
    return any(
        symbol in ROUNDED or MADE_OF.get(symbol.lower().removesuffix("s"), (0,))[0] in OF_ROUNDED for symbol in symbols
    )


def measured(unit: Unit) -> Unit:
    """A unit without the words that only say what is counted: 10 tokens × 4 bytes are 40 bytes."""
    powers = {symbol: power for symbol, power in unit.powers.items() if not is_count(symbol)}
    return Unit(powers, unit.ten)


def is_count(symbol: str) -> bool:
    """Is a unit a word for what is counted, such as tokens, and no measure?"""
    singular = symbol.lower().removesuffix("s")
    return len(symbol) > 2 and not {symbol, singular} & {*MADE_OF, *PREFIXED, "bit", "rad", "degF"}


def factors_left_out(unit: Unit) -> list[Fraction]:
    """How many times as large the number of a side may be that leaves out a unit: m for cm, J for kJ, s for min."""
    measured = {symbol for symbol, power in unit.powers.items() if len(symbol) < 4 and power}
    has_prefixes = bool(measured & {*PREFIXED, *MEMORY})
    factors = [Fraction(10) ** ten for ten in range(-12, 13, 3) if ten] if has_prefixes else []
    if unit.powers.keys() & {"point", "points", "pp", "percent"}:
        factors += [Fraction(1, 100)]
    if measured & MEMORY:
        factors += [Fraction(1024) ** power * share for power in range(-4, 5) for share in (1, 8, Fraction(1, 8))]
    if measured <= {"m", "s", "$", "€", "£"}:
        factors += [Fraction(10) ** ten for ten in (2, -2, 4, -4)]
    if measured & {"s", "min", "h", "d"} and measured <= {"s", "min", "h", "d", "m"}:
        factors += [Fraction(one) ** sign for one in (60, 3600, "3.6") for sign in (1, -1)]
    return factors + made_of(unit)


def rates_left_out(left: Unit, right: Unit, periods=PERIODS) -> list[Fraction]:
    """How many times as large a number may be where only one side says of what time it is: 500 MB/s × 86,400 s a day."""
    unit, factor = in_base(measured(left) * measured(right) ** -1)
    if len(unit.powers) != 1 or abs(unit.powers.get("s", 0)) != 1 or unit.ten.denominator != 1:
        return []
    factor *= Fraction(10) ** unit.ten.numerator
    is_memory = {*measured(left).powers, *measured(right).powers} & (MEMORY | BIT_RATES)
    shares = (1, 8, Fraction(1, 8)) if is_memory else (1,)  # bits, taken for bytes
    return [factor * Fraction(period) ** sign * share for period in periods for sign in (1, -1) for share in shares]


def made_of(unit: Unit) -> list[Fraction]:
    """How many joules a number of MeV is, and the like."""
    if len(unit.powers) != 1 or unit.ten.denominator != 1:
        return []
    ((symbol, power),) = unit.powers.items()
    count = MADE_OF[symbol][0] if symbol in MADE_OF and power == 1 else 0
    made = Fraction(count) * Fraction(10) ** unit.ten.numerator
    return [made, 1 / made] if made else []
