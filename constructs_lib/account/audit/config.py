"""Settings of what watches an account: its trail, GuardDuty, Security Hub and Access Analyzer."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Annotated, ClassVar, Literal

from annotated_types import Interval, Len
from pydantic import StringConstraints

from constructs_lib.account.audit.hub_config import SecurityHubConfig
from constructs_lib.account.audit.trail_config import Reason, TrailConfig
from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.placement import Placement

Feature = Literal[
    "S3_DATA_EVENTS",
    "EKS_AUDIT_LOGS",
    "EBS_MALWARE_PROTECTION",
    "RDS_LOGIN_EVENTS",
    "LAMBDA_NETWORK_LOGS",
    "RUNTIME_MONITORING",
]
Agent = Literal["EKS_ADDON_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT"]
RuleName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)]
# https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-filter-keys.html
Criterion = Literal[
    "condition.aws:PrincipalOrgID",
    "condition.aws:SourceAccount",
    "condition.aws:SourceArn",
    "condition.aws:SourceVpc",
    "condition.aws:SourceVpce",
    "error",
    "id",
    "isPublic",
    "principal.AWS",
    "principal.CanonicalUser",
    "principal.Federated",
    "resource",
    "resourceOwnerAccount",
    "resourceType",
]


@config
class DetectorConfig:
    """GuardDuty in one region: it reads the trail, flow logs and DNS queries by itself, without any being switched on."""

    finding_publishing_frequency: Literal["FIFTEEN_MINUTES", "ONE_HOUR", "SIX_HOURS"] = "FIFTEEN_MINUTES"
    """How soon a finding that comes again is told again. A new one is told within five minutes."""
    features: tuple[Feature, ...] = (
        "S3_DATA_EVENTS",
        "EBS_MALWARE_PROTECTION",
        "RDS_LOGIN_EVENTS",
        "LAMBDA_NETWORK_LOGS",
    )
    """What else it reads. All others are switched off by name, because AWS switches most on in a new detector."""
    agents: tuple[Agent, ...] = ()
    """For RUNTIME_MONITORING: where AWS installs its agent by itself. It runs beside the workload, for a price by vCPU."""

    def problems(self) -> Iterator[Problem]:
        """What is said twice, and agents for nothing."""
        for where, names in (("features", self.features), ("agents", self.agents)):
            for name, count in Counter(names).items():
                if count > 1:
                    yield Problem(where=where, what="names one twice", got=name, fix="name it once")
        if self.agents and "RUNTIME_MONITORING" not in self.features:
            yield Problem(
                where="agents",
                what="would tell what nobody listens to",
                got=", ".join(self.agents),
                fix="add RUNTIME_MONITORING to features, or leave agents out",
            )


@config
class ExistingDetectorConfig:
    """The region has a detector that somebody else runs: an organization's administrator account, which alone may change
    it. What it finds is told here all the same.
    """

    administrator_account: Annotated[str, StringConstraints(pattern=r"^\d{12}$")]
    """Whose it is: the account that GuardDuty's administration was delegated to."""


@config
class FindingFilterConfig:
    """What one attribute of a finding must be for a rule to archive it."""

    criterion: Criterion
    """The attribute, in Access Analyzer's words."""
    eq: tuple[str, ...] = ()
    """Any of these."""
    neq: tuple[str, ...] = ()
    """None of these."""
    contains: tuple[str, ...] = ()
    """Any of these is part of it."""

    def problems(self) -> Iterator[Problem]:
        """A filter that asks for nothing."""
        if not (self.eq or self.neq or self.contains):
            yield Problem(what="asks for nothing", got=self.criterion, fix="give eq, neq or contains")


@config
class ArchiveRuleConfig:
    """Access from outside that is meant: its findings are archived as they come, and told to nobody."""

    reason: Reason
    """Why it is meant. AWS has no place for it, so it stands here."""
    filters: Annotated[tuple[FindingFilterConfig, ...], Len(min_length=1, max_length=20)]
    """All of them must hold."""

    def problems(self) -> Iterator[Problem]:
        """AWS takes one filter of an attribute."""
        for criterion, count in Counter(each.criterion for each in self.filters).items():
            if count > 1:
                yield Problem(where="filters", what=f"{count} are of one attribute", got=criterion, fix="join them")


@config
class AnalyzerConfig:
    """What of this region can be reached from outside by its own policies, be it a bucket, a key, a role or a queue. Free."""

    zone_of_trust: Literal["ACCOUNT", "ORGANIZATION"] = "ACCOUNT"
    """Whoever is inside is trusted. ORGANIZATION is for its management account, or the one it delegated this to."""
    archive_rules: Mapping[RuleName, ArchiveRuleConfig] = field(default_factory=dict[str, ArchiveRuleConfig])
    """What is meant to be reached, each by a name of its own."""
    unused_access_days: Annotated[int, Interval(ge=1, le=365)] | None = None
    """Roles, keys and permissions nobody used for so long are findings. IAM is the account's, so one region has this; every
    role and user is paid for by the month. None: nobody looks."""


@config
class AuditConfig:
    """Who did what in an account, what of it looks like an attack, and what stands open."""

    DOMAIN: ClassVar[str] = "audit"

    trail: TrailConfig | None = None
    """Records who calls AWS. One placement of an account has the one of all regions."""
    detector: DetectorConfig | ExistingDetectorConfig | None = None
    """GuardDuty, which is each region's own."""
    security_hub: SecurityHubConfig | None = None
    """Holds the account against standards, region by region."""
    analyzer: AnalyzerConfig | None = None
    """Finds what can be reached from outside, region by region."""

    def problems(self) -> Iterator[Problem]:
        """Nothing at all."""
        if not any((self.trail, self.detector, self.security_hub, self.analyzer)):
            yield Problem(
                what="watches nothing", fix="give it a trail, detector, security_hub or analyzer, or leave it out"
            )

    def problems_at(self, placement: Placement) -> Iterator[Problem]:
        """What is right elsewhere."""
        for name, part in (("trail", self.trail), ("security_hub", self.security_hub)):
            if part is not None:
                yield from (problem.under(name) for problem in part.problems_at(placement))
        if isinstance(self.detector, ExistingDetectorConfig):
            yield from _administered_elsewhere(self.detector, placement)


def _administered_elsewhere(detector: ExistingDetectorConfig, placement: Placement) -> Iterator[Problem]:
    if detector.administrator_account == placement.account.id:
        yield Problem(
            where="detector.administrator_account",
            what="is this account, which then runs its detector itself",
            got=placement.account.id,
            fix="write a DetectorConfig",
        )
