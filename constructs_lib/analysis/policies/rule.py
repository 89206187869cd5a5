"""What a rule is: one function over one resource, with an id, a reason, a fix, and what auditors call it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from constructs_lib.analysis.policies.blocks import Block
from constructs_lib.analysis.policies.model import Resource
from constructs_lib.foundation.managed_rules import identifiers_of

Severity = Literal["error", "warning"]
ANY: Final = "*"
"""The type of everything."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """What a rule has against a resource."""

    what: str
    got: str = ""
    allowed: str = ""
    fix: str = ""
    """Where this one is mended otherwise than the rule says."""


Faults = Iterator[Fault]


@dataclass(frozen=True, kw_only=True, slots=True)
class Names:
    """What others call the same rule. Empty where nobody has it, or where it is not certain that they mean the same."""

    cis: tuple[str, ...] = ()
    """CIS AWS Foundations Benchmark 5.0."""
    pci: tuple[str, ...] = ()
    """Requirements of PCI DSS 4.0.1."""
    soc2: tuple[str, ...] = ()
    """Trust services criteria of 2017."""
    hipaa: tuple[str, ...] = ()
    """Paragraphs of 45 CFR part 164."""
    fsbp: tuple[str, ...] = ()
    """AWS Foundational Security Best Practices, as Security Hub numbers them."""
    checkov: tuple[str, ...] = ()
    config: tuple[str, ...] = ()
    """Managed rules of AWS Config, which the recorder makes in accounts: `rule` takes them from the table of both."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Remedy:
    """The setting of one of Cairn's configs that mends what a rule finds."""

    config: str
    """Name of the config's class."""
    field: str
    value: str
    """As one would write it in an environment file."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """One rule. Ids are a contract: waivers, baselines and auditors name them."""

    id: str
    on: tuple[str, ...]
    """The types of resources it looks at."""
    why: str
    fix: str
    judge: Callable[[Resource], Faults]
    severity: Severity
    names: Names
    remedies: tuple[Remedy, ...]


_NOBODY: Final = Names()


def rule(
    id_: str,
    *,
    on: str | tuple[str, ...],
    why: str,
    fix: str,
    severity: Severity = "error",
    names: Names = _NOBODY,
    remedies: tuple[Remedy, ...] = (),
) -> Callable[[Callable[[Resource], Faults]], Rule]:
    """Make a rule of a function that yields what is wrong with a resource."""

    def made(judge: Callable[[Resource], Faults]) -> Rule:
        kinds = (on,) if isinstance(on, str) else on
        others = replace(names, config=identifiers_of(id_))
        return Rule(id=id_, on=kinds, why=why, fix=fix, judge=judge, severity=severity, names=others, remedies=remedies)

    return made


def expect(block: Block, path: str, *wanted: object, default: object = None) -> Faults:
    """An attribute has one of these values. `default` is what the provider makes of a missing one."""
    got = block.get(path, default)
    if got not in wanted and str(got).lower() not in (str(each).lower() for each in wanted if isinstance(each, bool)):
        yield Fault(
            what=f"{block.named(path)} is {shown(got)}",
            allowed=" or ".join(map(shown, wanted)),
        )


def at_least(block: Block, path: str, minimum: float, *, default: float = 0, unit: str = "") -> Faults:
    """An attribute is a number, and not too small."""
    got = block.number(path, default)
    if got < minimum:
        yield Fault(
            what=f"{block.named(path)} is too small",
            got=f"{got:g}{unit}",
            allowed=f"at least {minimum:g}{unit}",
        )


def needs(block: Block, path: str) -> Faults:
    """An attribute or block is there, whatever it will be."""
    if block.raw(path) in (None, "", [], {}):
        yield Fault(what=f"{block.named(path)} is missing")


def listed(values: Sequence[object]) -> str:
    """Several values, for a person."""
    return ", ".join(map(shown, values))


def shown(value: Any) -> str:
    """A value as Terraform's JSON writes it; text as it is."""
    match value:
        case None:
            return "not set"
        case bool():
            return str(value).lower()
        case _:
            return str(value)
