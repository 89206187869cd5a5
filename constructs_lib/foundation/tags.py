"""The tags everything carries: who owns it, who pays, what it holds, and what it must comply with."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Final, Literal, get_args

from pydantic import StringConstraints

from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem

# https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
_TEXT: Final = r"^[\w .:/=+\-@]+$"
TagValue = Annotated[str, StringConstraints(pattern=_TEXT, max_length=256)]
# an address, of the characters that a tag can carry
_EMAIL: Final = r"^[\w.:/=+\-]+@[\w\-]+(\.[\w\-]+)+$"
_COST_CENTER: Final = r"^[A-Z]{2,6}-\d{3,8}$"
_TEAM: Final = r"^[a-z0-9][a-z0-9-]{1,62}$"
Email = Annotated[str, StringConstraints(pattern=_EMAIL, max_length=256)]

MAX_TAGS = 50
"""What AWS allows on nearly everything."""
MAX_OBJECT_TAGS = 10
"""What S3 allows on an object: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html"""

Classification = Literal["public", "internal", "confidential", "restricted"]
Regime = Literal["none", "pci-dss", "soc2", "hipaa", "gdpr"]

_CLASSES: Final = "|".join(get_args(Classification))
_REGIMES: Final = "|".join(get_args(Regime))

WANTED: Final[Mapping[str, str]] = {
    "Environment": r"^[a-z][a-z0-9]{1,11}$",
    "Application": _TEXT,
    "ManagedBy": _TEXT,
    "CostCenter": _COST_CENTER,
    "Project": _TEXT,
    "Owner": _TEAM,
    "BillingContact": _EMAIL,
    "DataClassification": rf"^({_CLASSES})$",
    "Compliance": rf"^({_REGIMES})(\+({_REGIMES}))*$",
}
"""The tag policy: each tag everything must carry, and what its value looks like. `Tags` makes them, rules demand them."""


@config
class Tags:
    """Who answers for an environment and what rules it lives under. Becomes `default_tags` of every provider."""

    application: TagValue
    cost_center: Annotated[str, StringConstraints(pattern=_COST_CENTER)]
    """The ledger entry that pays, such as ENG-4100."""
    project: TagValue
    owner: Annotated[str, StringConstraints(pattern=_TEAM)]
    """The team that is paged, in lower case: people leave, teams stay."""
    billing_contact: Email
    data_classification: Classification
    compliance: tuple[Regime, ...] = ("none",)
    """The regimes that apply; `none` stands alone."""
    expires: date | None = None
    """The last day of an environment that is made for a while. The sweeper tells people when it has passed; nothing of an
    environment goes by itself, `cairn destroy` does that."""

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
            **({"Expires": self.expires.isoformat()} if self.expires else {}),
        }
