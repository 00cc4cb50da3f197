"""Limits: what the process of a snippet may take, how it ends, and where it was when it ended."""

import contextlib
import faulthandler
import linecache
import os
import re
import signal
import sys
from pathlib import Path

FRAME = re.compile(r'^  File "(?P<file>.+)", line (?P<line>\d+) in ', re.MULTILINE)
ESCAPE = re.compile(r"\\x[89a-f][0-9a-f]|\\u[0-9a-f]{4}|\\U[0-9a-f]{8}")  # of faulthandler, for what is not ASCII
NO_ANSWER = 70  # the exit code of a run that could not send its answer
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36


def prctl(option: int, value: int) -> None:
    """Linux's settings of a process; elsewhere there are none."""
    if sys.platform == "linux":
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def limit_process(seconds: int, megabytes: int, faults: int) -> None:
    """Limit this process, and let it tell where it is when it comes to a limit or crashes.

    faults  an open file, into which it tells that
    """
    faulthandler.enable(faults, all_threads=True)
    start_clock(seconds, faults)
    tell_first(faults)
    with contextlib.suppress(ImportError):  # Windows has no such limits
        import resource

        lower(resource, "RLIMIT_AS", megabytes << 20)
        lower(resource, "RLIMIT_CORE", 0)
        lower(resource, "RLIMIT_CPU", (seconds + 5) * (os.cpu_count() or 1))  # should nobody be left to end it


def start_clock(seconds: int, faults: int) -> None:
    """Let this process tell where it is after so many seconds from now, in place of an earlier moment."""
    faulthandler.dump_traceback_later(seconds, file=faults)


def tell_first(faults: int) -> None:
    """Let this process tell where it is before it ends itself in a way that nothing else could follow."""
    for module, name in ((os, "_exit"), (os, "kill"), (os, "killpg"), (signal, "raise_signal")):
        if hasattr(module, name):
            setattr(module, name, telling(getattr(module, name), faults))


def telling(function, faults: int):
    def tell(*arguments):
        faulthandler.dump_traceback(faults, all_threads=False)
        return function(*arguments)

    return tell


def lower(resource, name: str, value: int) -> None:
    """Lower a limit, where the platform has it."""
    with contextlib.suppress(AttributeError, OSError, ValueError):
        which = getattr(resource, name)
        hard = resource.getrlimit(which)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(which, (value, value))


def die_with_parent() -> None:
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def adopt_orphans() -> None:
    """Become the parent of what a child leaves behind."""
    prctl(PR_SET_CHILD_SUBREAPER, 1)


def end_children(child: int) -> int:
    """End a child, its group, and all that it left behind.

    returns  the exit code of the child; below zero the signal that ended it
    """
    code = 0
    with contextlib.suppress(OSError):
        os.killpg(child, signal.SIGKILL)
    with contextlib.suppress(OSError):
        os.kill(child, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        while True:
            for orphan in children():
                with contextlib.suppress(OSError):
                    os.kill(orphan, signal.SIGKILL)
            ended, how = os.waitpid(-1, 0)
            code = os.waitstatus_to_exitcode(how) if ended == child else code
    return code


def children() -> list[int]:
    """The children of this process, where the platform lists them."""
    try:
        return [int(one) for one in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()]
    except (OSError, ValueError):
        return []


# ---- what is said of it ----------------------------------------------------------------------


def why_ended(code: int, seconds: int, is_late: bool) -> str:
    """Why a process ended without an answer.

    code  its exit code; below zero the signal that ended it
    """
    if is_late or -code == getattr(signal, "SIGXCPU", None):
        return f"it was still running after {seconds} second{'' if seconds == 1 else 's'} (time_limit in [tool.worked])"
    if code < 0:
        return f"its process was ended by signal {-code}: {signal.strsignal(-code)}"
    if code == NO_ANSWER:
        return "it changed so much of Python that its values could not be sent"
    return f"it ended its process (exit code {code}), so its values were not read"


def place_of(faults: str, root: Path, first: Path) -> tuple[Path, int]:
    """The file and line of the project where a process was; where that is not known, the snippet's first line.

    faults  what Python's faulthandler told: of each thread its calls, the innermost first, and the main thread last
    """
    threads = re.split(r"^(?=Current thread |Thread )", faults, flags=re.MULTILINE)[::-1]
    for thread in sorted(threads, key=lambda told: not told.startswith("Current")):
        for frame in FRAME.finditer(thread):
            file = ESCAPE.sub(lambda escape: chr(int(escape[0][2:], 16)), frame["file"])
            if file.startswith(f"{root}{os.sep}") and "site-packages" not in file and is_a_project_file(file):
                return Path(file), int(frame["line"])
    return first, 1


def is_a_project_file(file: str) -> bool:
    own = str(Path(__file__).parents[1]) + os.sep
    return not file.startswith(own)


def failure(request: dict, told: str, code: int, is_late: bool) -> list:
    """Why there is no answer, as an answer would say it: a message, a file, a line, and the line itself.

    told  what the process told of its place, and of the expressions that it evaluated
    """
    root = Path(request["root"])
    file, line = place_of(told, root, Path(request["files"][0]))
    message = why_ended(code, request["time_limit"], is_late)
    asked = re.findall(r"^@ (.+)$", told, re.MULTILINE)
    message += f", while it computed {asked[-1]}" if asked else ""
    linecache.checkcache()
    return [message, os.path.relpath(file, root), line, linecache.getline(str(file), line).rstrip()]
