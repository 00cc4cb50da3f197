"""Functions of numbers that an expression may call, and what goes wrong where there is no such number."""

import math
from fractions import Fraction

MOST_CHOSEN = 2000  # of which some are chosen
MAX_BITS = 20_000  # keeps an expression such as 9^9^9 from filling the memory


class EvaluationError(ValueError):
    """The expression cannot be evaluated; the message says why, in words for an author."""


class OutOfDomain(EvaluationError):
    """There is no such number: a quotient by zero, the logarithm of zero, the root of a negative number."""


class UnknownName(EvaluationError):
    def __init__(self, name: str):
        super().__init__(f"nothing is called {name}")
        self.name = name


def bits_of(value: Fraction) -> int:
    return value.numerator.bit_length() + value.denominator.bit_length()


def power(base, exponent):
    if isinstance(base, Fraction) and isinstance(exponent, Fraction) and exponent.denominator == 1:
        if abs(exponent.numerator) * bits_of(base) > MAX_BITS:
            raise EvaluationError("the power is too large to compute")
        return base**exponent.numerator
    is_odd_root = isinstance(exponent, Fraction) and exponent.denominator % 2 == 1
    if base < 0 and is_odd_root:  # the third root of -8 is -2
        return (-1) ** exponent.numerator * float(-base) ** float(exponent)
    result = float(base) ** float(exponent)
    if isinstance(result, complex):
        raise OutOfDomain("a root of a negative number")
    return result


def square_root(value):
    if value < 0:
        raise OutOfDomain("the root of a negative number")
    if isinstance(value, Fraction):
        root = Fraction(math.isqrt(value.numerator), math.isqrt(value.denominator))
        if root * root == value:
            return root
    return math.sqrt(value)


def logarithm(value):
    if value <= 0:
        raise OutOfDomain("the logarithm of a number that is not positive")
    return math.log(value)


def logarithm_to_ten(value):
    return logarithm(value) and math.log10(value)


def factorial(value):
    if isinstance(value, Fraction) and value.denominator == 1 and value < 0:
        raise OutOfDomain("a factorial of a negative number")
    if not isinstance(value, Fraction) or value.denominator != 1 or value > 200:  # the gamma function gives (1/2)!
        raise EvaluationError("a factorial is read for 0 to 200")
    return Fraction(math.factorial(value.numerator))


CONSTANTS = {"pi": math.pi, "π": math.pi}
FUNCTIONS = {
    "sqrt": square_root,
    "exp": math.exp,
    "ln": logarithm,
    "log": logarithm,
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "abs": abs,
    "floor": lambda value: Fraction(math.floor(value)),
    "ceil": lambda value: Fraction(math.ceil(value)),
}
ALTERNATIVE_READINGS = {
    "log": logarithm_to_ten,
    "sin": lambda value: math.sin(math.radians(value)),
    "cos": lambda value: math.cos(math.radians(value)),
    "tan": lambda value: math.tan(math.radians(value)),
}


def plainly(function):
    """A function that is read in one way only."""
    return lambda *values, alternative_reading=False: function(*values)


def inverse(function):
    """An inverse of sine, cosine or tangent, whose angle is in radians or in degrees."""

    def angle(value, alternative_reading=False):
        found = function(value)
        return math.degrees(found) if alternative_reading else found

    return angle


def rounded(value, digits=Fraction(0), alternative_reading=False):
    """Round to decimals; Python and statisticians round half to even, others away from zero."""
    unit = Fraction(10) ** -int(digits)
    half_to_even = round(Fraction(value) / unit) * unit
    away = math.floor(abs(Fraction(value)) / unit + Fraction(1, 2)) * unit
    return half_to_even if alternative_reading else away if value >= 0 else -away


def log_to(base):
    def log(value):
        exponent = round(math.log(value, base)) if value > 0 else 0
        is_power = value > 0 and Fraction(base) ** exponent == value
        return Fraction(exponent) if is_power else logarithm(value) / math.log(base)

    return log


def whole(function):
    """A function of whole numbers, such as the greatest common divisor."""

    def apply(*values):
        if any(value.denominator != 1 for value in values):
            raise TypeError("it takes whole numbers")
        return Fraction(function(*(int(value) for value in values)))

    return apply


def binomial(n, k):
    if not all(
        isinstance(value, Fraction) and value.denominator == 1 and 0 <= value <= MOST_CHOSEN for value in (n, k)
    ):
        raise EvaluationError(f"n over k is read for 0 to {MOST_CHOSEN:,}")
    return Fraction(math.comb(int(n), int(k)))


# Those of numbers alone: with the name of a snippet in its bracket, a call is the snippet's to answer.
MORE_FUNCTIONS = {
    **{name: plainly(function) for name, function in {"max": max, "min": min, "pow": power}.items()},
    **{name: plainly(whole(function)) for name, function in {"gcd": math.gcd, "lcm": math.lcm}.items()},
    **{name: plainly(function) for name, function in {"sinh": math.sinh, "cosh": math.cosh, "tanh": math.tanh}.items()},
    **{f"a{name}": inverse(getattr(math, f"a{name}")) for name in ("sin", "cos", "tan")},
    **{f"arc{name}": inverse(getattr(math, f"a{name}")) for name in ("sin", "cos", "tan")},
    "binom": plainly(binomial),
    "sum": plainly(lambda *values: sum(values, Fraction(0))),
    "mean": plainly(lambda *values: sum(values, Fraction(0)) / len(values)),
    "log2": plainly(log_to(2)),
    "log10": plainly(log_to(10)),
    "lg": plainly(log_to(10)),
    "hypot": plainly(math.hypot),
    "round": rounded,
}
