"""What the emulator says when it cannot do its work, or will not."""

from collections.abc import Iterable

from constructs_lib.foundation.errors import CairnError, Problem


class EmulatorError(CairnError):
    """The emulator cannot start, does not answer, or was asked to look away from this machine."""

    def __init__(self, what: str, *, where: str, fix: str, got: str = "") -> None:
        self.problem = Problem(what=what, where=where, got=got, fix=fix)
        super().__init__(str(self.problem))

    @property
    def where(self) -> str:
        """The address, variable or block it is about."""
        return self.problem.where

    @property
    def fix(self) -> str:
        """What to do about it."""
        return self.problem.fix


class EscapeError(CairnError):
    """Something would lead away from this machine; carries every way found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(["This could reach real AWS:", *map(str, self.problems)]))
