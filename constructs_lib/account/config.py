"""Settings of what an account has once per region, and what it may cost."""

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Annotated, ClassVar, Literal

from annotated_types import Interval, Len
from pydantic import StringConstraints

from constructs_lib.account.spending import (
    AnomalyConfig,
    DenySpendingConfig,
    Dollars,
    SavingsPlansConfig,
    StopInstancesConfig,
    TagBudgetConfig,
)
from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.tags import Email

BudgetName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}$")]

BillingService = Literal[
    "AWS AppSync",
    "AWS Backup",
    "AWS CloudTrail",
    "AWS CodePipeline",
    "AWS Config",
    "AWS Cost Explorer",
    "AWS Data Transfer",
    "AWS Database Migration Service",
    "AWS Direct Connect",
    "AWS Global Accelerator",
    "AWS Glue",
    "AWS IAM Access Analyzer",
    "AWS Key Management Service",
    "AWS Lambda",
    "AWS Network Firewall",
    "AWS Secrets Manager",
    "AWS Security Hub",
    "AWS Step Functions",
    "AWS Systems Manager",
    "AWS Transfer Family",
    "AWS WAF",
    "AWS X-Ray",
    "Amazon API Gateway",
    "Amazon Athena",
    "Amazon Bedrock",
    "Amazon CloudFront",
    "Amazon Cognito",
    "Amazon DocumentDB (with MongoDB compatibility)",
    "Amazon DynamoDB",
    "Amazon EC2 Container Registry (ECR)",
    "Amazon ElastiCache",
    "Amazon Elastic Compute Cloud - Compute",
    "Amazon Elastic Container Service",
    "Amazon Elastic Container Service for Kubernetes",
    "Amazon Elastic File System",
    "Amazon Elastic Load Balancing",
    "Amazon GuardDuty",
    "Amazon Inspector",
    "Amazon Kinesis",
    "Amazon Kinesis Firehose",
    "Amazon Macie",
    "Amazon Managed Streaming for Apache Kafka",
    "Amazon OpenSearch Service",
    "Amazon Redshift",
    "Amazon Relational Database Service",
    "Amazon Route 53",
    "Amazon SageMaker",
    "Amazon Simple Email Service",
    "Amazon Simple Notification Service",
    "Amazon Simple Queue Service",
    "Amazon Simple Storage Service",
    "Amazon Virtual Private Cloud",
    "AmazonCloudWatch",
    "CloudWatch Events",
    "CodeBuild",
    "EC2 - Other",
]
"""Services as the bill calls them, which is often not how anybody else does. Any other text is a budget that stays at
zero for ever: `aws ce get-dimension-values --dimension SERVICE` says what an account's own bill has."""


@config
class ServiceBudgetConfig:
    """What one AWS service may cost in an environment."""

    service: BillingService
    """Its name on the bill."""
    monthly_limit_usd: Dollars
    """Whole dollars a month."""


@config
class BudgetConfig:
    """What an environment may cost a month, and who else hears of it before it does.

    It counts the whole account. An environment has an account to itself, so nothing has to be filtered for the whole.
    """

    monthly_limit_usd: Dollars
    """Whole dollars a month, for everything."""
    services: Mapping[BudgetName, ServiceBudgetConfig] = field(default_factory=dict[str, ServiceBudgetConfig])
    """Limits of single services, each by a name of its own, so that one can come or go without touching the others."""
    tags: Mapping[BudgetName, TagBudgetConfig] = field(default_factory=dict[str, TagBudgetConfig])
    """Limits of what carries a tag, each by a name of its own."""
    savings_plans: SavingsPlansConfig | None = None
    """Whether what was committed to is used, and enough of it."""
    actions: Mapping[BudgetName, DenySpendingConfig | StopInstancesConfig] = field(
        default_factory=dict[str, DenySpendingConfig | StopInstancesConfig]
    )
    """What happens by itself when the whole is used up, each by a name of its own. Never where things are protected."""
    emails: Annotated[tuple[Email, ...], Len(max_length=10)] = ()
    """Who gets mail, beside whoever listens to the account's topics. AWS takes ten addresses."""

    def problems(self) -> Iterator[Problem]:
        """A part's limit that can never be the first to be reached, and two budgets of one name."""
        for name in sorted(self.services.keys() & self.tags.keys()):
            yield Problem(where=f"tags.{name}", what="is the name of a service's budget too", fix="rename one of them")
        parts = [(f"services.{name}", each.monthly_limit_usd) for name, each in self.services.items()]
        parts += [(f"tags.{name}", each.monthly_limit_usd) for name, each in self.tags.items()]
        for where, limit in parts:
            if limit > self.monthly_limit_usd:
                yield Problem(
                    where=f"{where}.monthly_limit_usd",
                    what="is more than everything together may cost",
                    got=str(limit),
                    allowed=f"at most {self.monthly_limit_usd}",
                    fix="lower it, or raise the budget's own monthly_limit_usd",
                )


@config
class AccountConfig:
    """What every other stack of a placement leans on: alarm topics, the key of logs, the bucket of logs."""

    DOMAIN: ClassVar[str] = "account"

    log_expiry_days: Annotated[int, Interval(ge=1, le=3653)] = 400
    """Days until a log object is deleted. 400 keeps a year of evidence (PCI DSS 10.5.1) and a month to look back."""
    budget: BudgetConfig | None = None
    """What the account may cost. Budgets are the account's, not the region's: one placement of an environment has it."""
    anomalies: AnomalyConfig | None = None
    """Who hears of unusual spending. The monitor is the account's, not the region's: one placement has it."""

    def problems_at(self, placement: Placement) -> Iterator[Problem]:
        """What acts by itself where nothing may stop."""
        if placement.protected and self.budget is not None and self.budget.actions:
            yield Problem(
                where="budget.actions",
                what="act by themselves on a protected placement",
                got=", ".join(self.budget.actions),
                fix="leave them out: a budget of production tells people, who decide; or set protected=False",
            )
