"""A rule that does not hold somewhere, for a while: who says so, why, and until when."""

from collections.abc import Iterator
from datetime import date
from fnmatch import fnmatchcase
from typing import Annotated

from pydantic import StringConstraints

from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem


@config
class Waiver:
    """Lets what one rule finds at one place pass until a day."""

    rule: Annotated[str, StringConstraints(pattern=r"^([a-z][a-z0-9]*(-[a-z0-9]+)*|CKV2?_[A-Z]+_[0-9]+)$")]
    """Id of the rule, which `cairn check --rules` lists; or of a check of Checkov's that no rule means the same as."""
    path: str
    """Path of the construct, with all below it; `*` stands for any text. Begins with the stack's id."""
    reason: Annotated[str, StringConstraints(min_length=20)]
    """Why it is right here: what an auditor reads."""
    owner: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{1,62}$")]
    """The team that answers for it."""
    expires: date
    """The last day it holds. Somebody looks again then."""

    def problems(self) -> Iterator[Problem]:
        """A waiver for everything is no waiver."""
        if not self.path.strip("*/?"):
            fix = "begin with the stack's id: prod-us-east-1-database/*"
            yield Problem(where="path", what="covers everything", got=repr(self.path), fix=fix)

    def covers(self, path: str) -> bool:
        """Whether a construct is the named one, or below it."""
        return fnmatchcase(path, self.path) or fnmatchcase(path, f"{self.path}/*")

    @property
    def of_checkov(self) -> bool:
        """Whether `cairn scan` judges it, and `cairn check` has nothing to do with it."""
        return self.rule.startswith("CKV")

    def expired(self, today: date) -> bool:
        """Whether its last day is over."""
        return today > self.expires
