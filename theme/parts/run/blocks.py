"""The blocks of a page, run in their order for a reader. It knows Python alone, and nothing of this project.

Each run starts afresh with the first block, so that what a reader sees never rests on a block as it was before.
"""

import ast
import builtins
import io
import linecache
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from types import ModuleType

MOST = 20_000  # characters of what is put out: more than anybody reads
LARGEST = 300_000  # characters of a picture
WIDEST, LONGEST = 300, 8  # characters of a value that is shown, and how many values are
ELSEWHERE = "There is no network here: this Python runs inside your browser, and reaches nothing else."
NOT_HERE = "Here are NumPy and most of what Python itself brings, and nothing else."
NETWORK = set("socket ssl http urllib ftplib smtplib requests pyodide js pyodide_js pyodide_http micropip".split())


class TooMuch(BaseException):
    """More output than is shown. No `except Exception` of a reader's catches it."""


class Output(io.TextIOBase):
    """What a block puts out, up to a limit."""

    def __init__(self):
        self.pieces, self.size = [], 0
        self.pictures: list[str] = []  # as SVG

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        room = MOST - self.size
        if room == 0:  # told so before, and still printing: it catches everything
            raise TooMuch(MOST)
        self.pieces.append(text[:room])
        self.size += min(len(text), room)
        if len(text) > room:
            raise TooMuch(MOST)
        return len(text)

    def show(self, value) -> None:
        """Show a value as Jupyter does: as a picture where it is one."""
        draw = getattr(value, "_repr_svg_", None)
        if not isinstance(drawn := draw() if callable(draw) else None, str):
            print(repr(value))
        elif len(drawn) > LARGEST:
            raise TooMuch(LARGEST)
        else:
            self.pictures.append(drawn)

    @property
    def text(self) -> str:
        return "".join(self.pieces)


def run(blocks: list[str], last: int) -> dict:
    """Run the blocks of a page up to one of them.

    last     the place of the block whose output is asked for, from 0
    returns  text, what that block put out; of one that puts out nothing, the values that it set; pictures, as SVG
             error, its sentence, and line, where it is in that block; where an earlier one failed, block is its place
    """
    namespace = {"__name__": "__main__", "__builtins__": builtins}
    for place, code in enumerate(blocks[: last + 1]):
        output = Output()
        failure = run_block(code, place, namespace, output)
        if failure:
            return {"text": output.text if place == last else "", "block": place, **failure}
    return {"text": output.text, "pictures": output.pictures}


def run_block(code: str, place: int, namespace: dict, output: Output) -> dict:
    """Run one block, and show its last expression as an interactive Python does.

    returns  what went wrong, if anything did
    """
    name = f"<block {place + 1}>"
    linecache.cache[name] = (len(code), None, code.splitlines(keepends=True), name)
    try:
        with redirect_stdout(output), redirect_stderr(output):
            tree = ast.parse(code, name)
            shown = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
            exec(compile(tree, name, "exec", dont_inherit=True), namespace)
            if shown is not None:
                value = eval(compile(ast.Expression(shown.value), name, "eval", dont_inherit=True), namespace)
                if value is not None:
                    output.show(value)
            elif not output.size:
                show_values(tree, namespace, output)
    except TooMuch as error:
        output.pieces.append("\n…")
        return {"error": f"Stopped: that is more than {error.args[0]:,} characters of output.", "line": 0}
    except SystemExit:
        return {}
    except BaseException as error:
        return {"error": sentence(error), "line": line_of(error, name)}
    return {}


def show_values(tree: ast.Module, namespace: dict, output: Output) -> None:
    """Show what a block set that prints nothing: else a reader sees nothing of what an edit does."""
    names = [
        target.id
        for one in tree.body
        if isinstance(one, ast.Assign)
        for target in one.targets
        if isinstance(target, ast.Name) and target.id in namespace
    ]
    for name in list(dict.fromkeys(names))[-LONGEST:]:
        shown = repr(namespace[name])
        shown = shown if len(shown) <= WIDEST else f"{shown[:WIDEST]}…"
        indent = "\n" + " " * (len(name) + 3)
        output.write(f"{name} = {shown.replace(chr(10), indent)}\n")


def sentence(error: BaseException) -> str:
    """What went wrong, in Python's own words; and in ours, where those would not help."""
    text = "".join(traceback.format_exception_only(error)).strip().splitlines()[-1]
    if isinstance(error, ModuleNotFoundError):
        package = (error.name or "").partition(".")[0]
        return f"{text}. {ELSEWHERE if package in NETWORK else NOT_HERE}"
    if isinstance(error, RecursionError):
        return f"{text}. A function calls itself, and never stops."
    if isinstance(error, MemoryError):
        return "MemoryError: that needs more memory than a page may take."
    return text


def line_of(error: BaseException, name: str) -> int:
    """The line of a block that an error comes from; 0 where it has none."""
    if isinstance(error, SyntaxError) and error.filename == name:
        return error.lineno or 0
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == name]
    return frames[-1].lineno or 0 if frames else 0


@contextmanager
def untouched() -> Iterator[None]:
    """Undo what code does to modules, as in `np.pi = 3`: the next run starts as the first one did."""
    modules = dict(sys.modules)
    before = [(vars(one), dict(vars(one))) for one in modules.values() if isinstance(one, ModuleType)]
    try:
        yield
    finally:
        for held, known in before:
            held.update(known)  # what is new stays: a module that was imported is known to the one above it by its name
        sys.modules.update(modules)


def refuse_input(*_):
    raise RuntimeError("input() cannot ask you here: write the answer into the code")


def shut() -> None:
    """Take from Python what leads out of it, into the browser; what is shown says so."""
    builtins.input = refuse_input
    for name in [
        name
        for name in sys.modules
        if name.partition(".")[0] in ("js", "pyodide_js", "pyodide", "_pyodide", "_pyodide_core")
    ]:
        sys.modules[name] = None  # an import of it says that there is no such module
