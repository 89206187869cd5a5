"""Tags the bill is split by."""

from cdktf_cdktf_provider_aws.ce_cost_allocation_tag import CeCostAllocationTag
from constructs import Construct

from constructs_lib.account.payer.config import PayerConfig, id_of
from constructs_lib.foundation.config import require


class AllocationTags(Construct):
    """Tags that were seen on a bill, activated in the account that pays. Each by its key, so that one can come or go."""

    def __init__(self, scope: Construct, id_: str, config: PayerConfig) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        for key in config.allocation_tags:
            CeCostAllocationTag(self, id_of(key), tag_key=key, status="Active")
