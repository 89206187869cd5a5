"""A review of one environment: everything its plans do that somebody should know of, and one word on the whole."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final, Literal

from constructs_lib.analysis.changes import Changes
from constructs_lib.analysis.review.access import access_findings
from constructs_lib.analysis.review.data import data_findings, gone_finding, readers_of
from constructs_lib.analysis.review.encryption import encryption_findings
from constructs_lib.analysis.review.finding import SEVERITIES, TOPICS, Finding, Severity, Topic
from constructs_lib.analysis.review.network import network_findings
from constructs_lib.analysis.review.planned import PlannedStack, planned_resources

Verdict = Literal["dangerous", "incomplete", "look", "provisional", "safe", "nothing"]

HEADINGS: Final[Mapping[Topic, str]] = {
    "data": "Data at risk",
    "access": "Access widened",
    "network": "Network opened",
    "encryption": "Encryption weakened",
    "stacks": "Stacks that go",
    "interruption": "Interruption",
    "policy": "Policy findings",
    "cost": "Cost",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class StackReview:
    """What one stack's plan does, and how far it can be trusted."""

    stack_id: str
    changes: Changes
    because_of: tuple[str, ...] = ()
    placeholders: tuple[str, ...] = ()
    no_state: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Review:
    """All that is said about one environment."""

    environment: str
    stacks: tuple[StackReview, ...] = ()
    findings: tuple[Finding, ...] = ()
    failed: Mapping[str, str] = field(default_factory=dict[str, str])
    """Stacks that could not be planned, and what was said."""
    base: str = ""
    """What it is compared with; empty where every stack is looked at."""

    @property
    def verdict(self) -> Verdict:
        """The worst that is true of it."""
        if any(finding.severity == "danger" for finding in self.findings):
            return "dangerous"
        if self.failed:
            return "incomplete"
        if any(finding.severity == "look" for finding in self.findings):
            return "look"
        if any(stack.because_of for stack in self.stacks):
            return "provisional"
        return "safe" if any(stack.changes.any for stack in self.stacks) else "nothing"

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why, a line a topic, the worst first."""
        lines = [
            f"{HEADINGS[topic]}: {_counted(self.of(topic, 'danger'), self.of(topic, 'look'))}"
            for topic in TOPICS
            if self.of(topic, "danger") or self.of(topic, "look")
        ]
        if self.failed:
            lines.insert(0, f"Not planned: {', '.join(sorted(self.failed))}")
        waiting = [stack.stack_id for stack in self.stacks if stack.because_of]
        if waiting:
            lines.append(
                f"Provisional: {len(waiting)} of {len(self.stacks)} stacks, planned on values that are not final"
            )
        return tuple(lines)

    def of(self, topic: Topic, severity: Severity | None = None) -> tuple[Finding, ...]:
        """The findings of a topic, what is dangerous first."""
        return tuple(
            finding
            for wanted in SEVERITIES
            for finding in self.findings
            if finding.topic == topic and finding.severity == wanted and severity in (None, wanted)
        )

    def as_json(self) -> dict[str, Any]:
        """For machines."""
        return {
            "environment": self.environment,
            "verdict": self.verdict,
            "reasons": list(self.reasons),
            "base": self.base,
            "findings": [asdict(finding) for finding in self.findings],
            "failed": dict(self.failed),
            "stacks": [
                {
                    "stack": stack.stack_id,
                    "because_of": list(stack.because_of),
                    "placeholders": list(stack.placeholders),
                    "no_state": stack.no_state,
                    "counts": stack.changes.counts,
                    "changes": [asdict(change) for change in stack.changes.resources],
                    "outputs": list(stack.changes.outputs),
                }
                for stack in self.stacks
            ],
        }


def _counted(dangerous: tuple[Finding, ...], others: tuple[Finding, ...]) -> str:
    parts = [(len(dangerous), "dangerous"), (len(others), "to look at")]
    return ", ".join(f"{count} {what}" for count, what in parts if count)


def review(
    environment: str,
    stacks: Iterable[PlannedStack],
    *,
    gone: Iterable[str] = (),
    failed: Mapping[str, str] | None = None,
    base: str = "",
    more: Iterable[Finding] = (),
) -> Review:
    """Judge the plans of an environment. `more` is what other analyses found: cost, policies, reachability."""
    stacks = tuple(stacks)
    found = [*(gone_finding(stack_id) for stack_id in sorted(gone)), *_findings(stacks), *more]
    return Review(
        environment=environment,
        stacks=tuple(
            StackReview(
                stack_id=stack.stack_id,
                changes=stack.changes,
                because_of=stack.because_of,
                placeholders=stack.placeholders,
                no_state=stack.no_state,
            )
            for stack in stacks
        ),
        findings=tuple(found),
        failed=dict(failed or {}),
        base=base,
    )


def _findings(stacks: tuple[PlannedStack, ...]) -> Iterator[Finding]:
    reads = {
        stack.stack_id: frozenset(stack.document.get("//", {}).get("cairn", {}).get("reads", {})) for stack in stacks
    }
    for stack in stacks:
        resources = planned_resources(stack)
        readers = readers_of(stack.stack_id, reads)
        for resource in resources:
            yield from data_findings(resource, readers=readers)
            yield from access_findings(resource)
            yield from encryption_findings(resource)
        yield from network_findings(resources)
