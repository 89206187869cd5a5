"""Every way Cairn refuses, and the one form in which a person reads it.

CairnError                 anything Cairn says no to; its text is the whole message
├── ConfigError            settings that cannot work; carries every Problem found
├── ContractError          a read nobody publishes, or stacks that read each other in a circle
├── DamageError            cdktf would write wrong JSON without saying so
├── PolicyError            what the synthesized Terraform says breaks the tag policy
├── SynthesisError         cdktf, jsii or Python refused while constructs were made or written
├── InternalError          Cairn's own fault
└── (operations add theirs: ToolMissing, EmulatorError, Refused, …)
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One mistake, told so that its reader can mend it: where, what, what it got, what is allowed, the fix."""

    what: str
    where: str = ""
    got: str = ""
    allowed: str = ""
    fix: str = ""
    line: str = ""
    """The line of code it happened at, where there is one."""

    def under(self, prefix: str) -> "Problem":
        """The same problem seen from one level further out."""
        glue = "" if not self.where or self.where.startswith("[") or not prefix else "."
        return replace(self, where=f"{prefix}{glue}{self.where}")

    def __str__(self) -> str:
        lines = [f"{self.where}: {self.what}" if self.where else self.what]
        lines += [
            f"    {label:<8} {value}"
            for label, value in (("got", self.got), ("allowed", self.allowed), ("fix", self.fix), ("line", self.line))
            if value
        ]
        return "\n".join(lines)


class CairnError(Exception):
    """Anything Cairn refuses. Shown to people as its text alone, never as a traceback."""

    exit_code = 1


class ProblemsError(CairnError):
    """A refusal with several reasons, all told at once."""

    heading = "{count} found"
    exit_code = 2

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        noun = f"{count} problem" if count == 1 else f"{count} problems"
        super().__init__("\n".join([self.heading.format(count=noun), *map(str, self.problems)]))


class ConfigError(ProblemsError):
    """Settings that cannot work, all of them."""

    heading = "{count} in the configuration:"


class ContractError(ProblemsError):
    """Stacks that read what nobody publishes, or read each other in a circle."""

    heading = "{count} between stacks:"


class DamageError(ProblemsError):
    """cdktf would have written wrong JSON without a word."""

    heading = "{count} in the synthesized Terraform:"


class PolicyError(ProblemsError):
    """The synthesized Terraform breaks a policy that nobody can waive."""

    heading = "{count} with the policies:"
    exit_code = 1


class SynthesisError(ProblemsError):
    """cdktf, jsii or Python itself refused while constructs were made or written."""

    heading = "{count} while making the Terraform:"


class InternalError(CairnError):
    """Something Cairn did not foresee, in its own code."""
