"""The tags everything carries: who owns it, who pays, what it holds, and what it must comply with."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import StringConstraints

from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem

# https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
TagValue = Annotated[str, StringConstraints(pattern=r"^[\w .:/=+\-@]+$", max_length=256)]
# an address, of the characters that a tag can carry
Email = Annotated[str, StringConstraints(pattern=r"^[\w.:/=+\-]+@[\w\-]+(\.[\w\-]+)+$", max_length=256)]

MAX_TAGS = 50
"""What AWS allows on nearly everything."""
MAX_OBJECT_TAGS = 10
"""What S3 allows on an object: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html"""


@config
class Tags:
    """Who answers for an environment and what rules it lives under. Becomes `default_tags` of every provider."""

    application: TagValue
    cost_center: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,6}-\d{3,8}$")]
    """The ledger entry that pays, such as ENG-4100."""
    project: TagValue
    owner: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{1,62}$")]
    """The team that is paged, in lower case: people leave, teams stay."""
    billing_contact: Email
    data_classification: Literal["public", "internal", "confidential", "restricted"]
    compliance: tuple[Literal["none", "pci-dss", "soc2", "hipaa", "gdpr"], ...] = ("none",)
    """The regimes that apply; `none` stands alone."""

    def problems(self) -> Iterator[Problem]:
        """What no single field shows."""
        if not self.compliance or ("none" in self.compliance and len(self.compliance) > 1):
            yield Problem(
                where="compliance",
                what="'none' stands alone, and something must be said",
                got=repr(self.compliance),
                fix='write ("none",) or only the regimes that apply',
            )

    def for_environment(self, environment: str) -> dict[str, str]:
        """The tags as AWS gets them."""
        return {
            "Environment": environment,
            "Application": self.application,
            "ManagedBy": "cairn",
            "CostCenter": self.cost_center,
            "Project": self.project,
            "Owner": self.owner,
            "BillingContact": self.billing_contact,
            "DataClassification": self.data_classification,
            # a comma is no legal character of a tag value in every service, a plus sign is
            "Compliance": "+".join(self.compliance),
        }
