"""What else watches the spending of an account: budgets of tags, of savings plans, what a used-up budget does, anomalies."""

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Literal

from annotated_types import Interval, Len
from pydantic import StringConstraints

from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.state import RoleName
from constructs_lib.foundation.tags import Email, TagValue

# Whole dollars: AWS answers with one decimal form, and there is only one of a whole number.
Dollars = Annotated[int, Interval(ge=1, le=100_000_000)]
TagKey = Annotated[str, StringConstraints(pattern=r"^[\w .:/=+\-@]{1,128}$")]
Percent = Annotated[int, Interval(ge=1, le=100)]
InstanceId = Annotated[str, StringConstraints(pattern=r"^i-[0-9a-f]{8,17}$")]
DatabaseId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=63)]
MonitorArn = Annotated[str, StringConstraints(pattern=r"^arn:aws:ce::\d{12}:anomalymonitor/[0-9a-f-]{36}$")]


@config
class TagBudgetConfig:
    """What things with one tag may cost.

    It counts nothing until the payer's account has activated the tag for cost allocation (`PayerConfig`), nothing of
    before that day, and never what carries no tags: data transfer, support, tax.
    """

    key: TagKey
    """Such as CostCenter, spelled as the tag is."""
    values: Annotated[tuple[TagValue, ...], Len(min_length=1)]
    """Any of them."""
    monthly_limit_usd: Dollars
    """Whole dollars a month."""

    def problems(self) -> Iterator[Problem]:
        """AWS's own tags are written otherwise in a filter, and nobody here sets them."""
        if self.key.startswith("aws:"):
            yield Problem(where="key", what="is a tag of AWS's own", got=self.key, fix="name a tag that you set")

    @property
    def filter_values(self) -> tuple[str, ...]:
        """As AWS's filter wants them. Anything else is taken, matches nothing, and the budget stays at zero.

        https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_Budget.html
        """
        return tuple(f"user:{self.key}${value}" for value in self.values)


@config
class SavingsPlansConfig:
    """Who hears of a commitment that is not used, or not enough. Without a savings plan there is nothing to count."""

    utilization_percent: Percent | None = None
    """Less of the commitment is used: it is paid for all the same."""
    coverage_percent: Percent | None = None
    """Less of the eligible spending is covered: it is paid on demand."""

    def problems(self) -> Iterator[Problem]:
        """A watch on nothing."""
        if self.utilization_percent is None and self.coverage_percent is None:
            yield Problem(
                what="watches neither utilization nor coverage",
                fix="give utilization_percent or coverage_percent, or leave savings_plans out",
            )


COSTLY_ACTIONS = (
    "dynamodb:CreateTable",
    "ec2:CreateNatGateway",
    "ec2:CreateVpcEndpoint",
    "ec2:RunInstances",
    "ec2:StartInstances",
    "ecs:CreateService",
    "ecs:RunTask",
    "elasticache:CreateReplicationGroup",
    "elasticloadbalancing:CreateLoadBalancer",
    "rds:CreateDBCluster",
    "rds:CreateDBInstance",
    "rds:StartDBInstance",
)
"""What begins to cost by the hour."""


@config
class DenySpendingConfig:
    """Roles that may begin nothing new once the budget is used up. What runs goes on running."""

    roles: Annotated[tuple[RoleName, ...], Len(min_length=1, max_length=100)]
    """Of this account, such as developers'. A role that must be able to mend things is not one of them."""
    denied_actions: Annotated[
        tuple[Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+:[A-Z][A-Za-z0-9]+$")], ...], Len(min_length=1)
    ] = COSTLY_ACTIONS
    """What they may not do then."""
    at_percent: Annotated[int, Interval(ge=1, le=1000)] = 100
    """Of the budget, as it is spent, not as it is forecast."""
    approval: Literal["AUTOMATIC", "MANUAL"] = "AUTOMATIC"
    """MANUAL waits until somebody says yes in the console."""


@config
class StopInstancesConfig:
    """Instances that are stopped once the budget is used up, by AWS's own automation.

    A stopped database starts again by itself after seven days, and its storage is paid all along.
    """

    instances: tuple[InstanceId, ...] = ()
    """EC2 instances of the placement's region."""
    databases: tuple[DatabaseId, ...] = ()
    """RDS instances of the placement's region, by their identifiers."""
    at_percent: Annotated[int, Interval(ge=1, le=1000)] = 100
    """Of the budget, as it is spent, not as it is forecast."""
    approval: Literal["AUTOMATIC", "MANUAL"] = "AUTOMATIC"
    """MANUAL waits until somebody says yes in the console."""

    def problems(self) -> Iterator[Problem]:
        """AWS takes one kind of instance in an action, each once."""
        if bool(self.instances) == bool(self.databases):
            yield Problem(
                what="stops either instances or databases",
                got="both" if self.instances else "neither",
                fix="write an action of its own for each kind",
            )
        for name, count in Counter((*self.instances, *self.databases)).items():
            if count > 1:
                yield Problem(what="names an instance twice", got=name, fix="name it once")


@config
class AnomalyConfig:
    """Who hears of spending that is not as it always was. AWS looks at each service by itself, some three times a day.

    The account's topic hears at once, mail comes once a day: AWS sends nothing else. A service needs ten days of history.
    """

    at_least_usd: Dollars = 50
    """Smaller anomalies are told to nobody."""
    at_least_percent: Annotated[int, Interval(ge=1, le=10_000)] = 20
    """Beyond what was expected; both must be exceeded, so that neither a large bill's noise nor a small one's is told."""
    emails: Annotated[tuple[Email, ...], Len(max_length=10)] = ()
    """Who gets mail once a day, beside whoever listens to the account's topics."""
    existing_monitor_arn: MonitorArn | None = None
    """The account's monitor of services where it has one: AWS allows one, and makes it by itself in accounts that first
    opened Cost Explorer after March 2023. `aws ce get-anomaly-monitors` says so."""
