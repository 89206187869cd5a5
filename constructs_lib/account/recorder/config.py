"""Settings of AWS Config in an account and region: what is recorded, what is looked for, what is put right."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Annotated, ClassVar

from annotated_types import Interval, Len

from constructs_lib.account.recorder.recording import RecordingConfig
from constructs_lib.account.recorder.remedies import REMEDIES, RemediedRule
from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.managed_rules import MANAGED_RULES, Standard
from constructs_lib.foundation.names import Component
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.region import ZONES
from constructs_lib.foundation.state import AccountId


@config
class RemediationConfig:
    """Puts right what one rule finds, by a runbook of AWS's own in a role that can do that and nothing else."""

    rule: RemediedRule
    """Id of the rule."""
    automatic: bool = False
    """Without asking. Never where things are protected: there somebody presses the button in AWS Config."""
    max_attempts: Annotated[int, Interval(ge=1, le=25)] = 3
    """Tries before AWS gives up on a resource, within `retry_seconds`: what undoes it would go on for ever."""
    retry_seconds: Annotated[int, Interval(ge=1, le=2_678_000)] = 600
    """Time in which these tries are counted."""


@config
class AggregatorConfig:
    """Shows the findings of several accounts and regions in one place. It copies what others record, for nothing."""

    accounts: tuple[AccountId, ...] = ()
    """Whose; each names this placement in its own `collected_by`. Empty: all of the organization, which asks nobody and
    needs the management account or one it has delegated to."""
    regions: tuple[str, ...] = ()
    """Of which regions. Empty: all, future ones too."""

    def problems(self) -> Iterator[Problem]:
        """Regions and accounts that are none, or twice."""
        for region in self.regions:
            if region not in ZONES:
                allowed = ", ".join(sorted(ZONES))
                yield Problem(where="regions", what="unknown region", got=repr(region), allowed=allowed)
        yield from _twice("regions", self.regions)
        yield from _twice("accounts", self.accounts)


@config
class RecorderConfig:
    """AWS Config: one recorder of an account and region, the rules of this library at run time, and who hears of it.

    Rules are made from the table that policies are named by: what stacks are held to before they exist, resources are
    held to afterwards, whoever changed them. Of those only what holds at the placement, and what it records.
    """

    DOMAIN: ClassVar[str] = "recorder"

    recording: RecordingConfig | None = field(default_factory=RecordingConfig)
    """None where the account has a recorder already, from Control Tower or by hand: AWS allows one. Rules then use it."""
    excluded_rules: tuple[str, ...] = ()
    """Ids of rules that are not looked at while things run: what is waived for a whole environment."""
    packs: tuple[Standard, ...] = ()
    """Conformance packs, with a score and a history for auditors. A rule that a pack has is not made beside it, or every
    evaluation would be paid twice."""
    remediations: Annotated[tuple[RemediationConfig, ...], Len(max_length=len(REMEDIES))] = ()
    """What is put right, with a button or without."""
    aggregator: AggregatorConfig | None = None
    """Collects from others."""
    collected_by: Mapping[Component, Placement] = field(default_factory=dict[str, Placement])
    """Where aggregators are that may collect from here, each by a name of its own."""

    def problems(self) -> Iterator[Problem]:
        """Rules that are none, and remedies of rules that are not made."""
        known = sorted({managed.policy for managed in MANAGED_RULES})
        for rule in self.excluded_rules:
            if rule not in known:
                yield Problem(
                    where="excluded_rules",
                    what="has a rule that AWS Config does not look for anyway",
                    got=rule,
                    allowed=", ".join(known),
                    fix="leave it out, or correct it: docs/policies.md has the ids",
                )
        yield from _twice("excluded_rules", self.excluded_rules)
        yield from _twice("packs", self.packs)
        yield from _twice("remediations", tuple(each.rule for each in self.remediations))
        made = {managed.identifier for managed in MANAGED_RULES if self.looks_at(managed.policy, managed.on)}
        for index, each in enumerate(self.remediations):
            if REMEDIES[each.rule].identifier not in made:
                yield Problem(
                    where=f"remediations[{index}].rule",
                    what="is looked at by nobody here, so nothing is ever put right",
                    got=each.rule,
                    fix="take it out of excluded_rules and record its type, or leave the remediation out",
                )

    def looks_at(self, policy: str, types: tuple[str, ...]) -> bool:
        """Whether a rule is asked of types here."""
        recorded = self.recording is None or any(map(self.recording.records, types))
        return policy not in self.excluded_rules and recorded

    def problems_at(self, placement: Placement) -> Iterator[Problem]:
        """What acts by itself where nothing may, and what cannot be seen from there."""
        for index, each in enumerate(self.remediations):
            if each.automatic and placement.protected:
                yield Problem(
                    where=f"remediations[{index}].automatic",
                    what="changes things by itself on a protected placement",
                    got=each.rule,
                    fix="leave it out: AWS Config then offers a button; or set protected=False",
                )
        if self.recording is not None:
            yield from (problem.under("recording") for problem in self.recording.problems_at(placement))


def _twice(where: str, names: tuple[str, ...]) -> Iterator[Problem]:
    for name, count in Counter(names).items():
        if count > 1:
            yield Problem(where=where, what=f"names it {count} times", got=name, fix="name it once")
