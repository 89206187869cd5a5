"""How the command line says no: each a CairnError whose text is all that is shown."""

from collections.abc import Iterable

from constructs_lib.foundation.errors import CairnError


class Refused(CairnError):
    """Cairn could go on and does not: what is wrong, and what to do about it."""

    def __init__(self, what: str, *, fix: str = "") -> None:
        self.what = what
        self.fix = fix
        super().__init__(f"{what}\n    fix      {fix}" if fix else what)


class BadInput(Refused):
    """Something the person typed names nothing."""

    exit_code = 2


class Reported(CairnError):
    """Something failed and has been told already; only the exit code is left to say."""

    def __init__(self, exit_code: int = 1) -> None:
        self.exit_code = exit_code
        super().__init__("")


class Interrupted(CairnError):
    """Somebody pressed Ctrl-C."""


def unknown(kind: str, got: str, known: Iterable[str], *, fix: str = "") -> BadInput:
    """A name that is none of the known ones."""
    return BadInput(f"unknown {kind} {got!r}\n    allowed  {', '.join(known) or 'none'}", fix=fix)
