"""Tags the bill is split by."""

import re

from cdktf_cdktf_provider_aws.ce_cost_allocation_tag import CeCostAllocationTag
from constructs import Construct

from constructs_lib.account.payer.config import PayerConfig
from constructs_lib.foundation.config import require


class AllocationTags(Construct):
    """Tags that were seen on a bill, activated in the account that pays. Each by its key, so that one can come or go."""

    def __init__(self, scope: Construct, id_: str, config: PayerConfig) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        for key in config.allocation_tags:
            CeCostAllocationTag(self, _id_of(key), tag_key=key, status="Active")


def _id_of(key: str) -> str:
    """CostCenter → cost-center. Ids are kebab-case; cdktf's hash of the path keeps odd keys apart."""
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", key).lower()).strip("-") or "tag"
