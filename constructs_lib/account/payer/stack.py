"""What only the account that pays can set."""

from constructs import Construct

from constructs_lib.account.payer.allocation_tags import AllocationTags
from constructs_lib.account.payer.config import PayerConfig
from constructs_lib.account.payer.cost_category import CostCategory
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.stack import PlatformStack


class PayerStack(PlatformStack):
    """How the bill of all accounts is split and divided. It depends on nothing here, and nothing depends on it."""

    def __init__(self, scope: Construct, placement: Placement, config: PayerConfig) -> None:
        super().__init__(scope, placement, config)
        AllocationTags(self, "allocation-tags", config)
        for key, category in config.cost_categories.items():
            CostCategory(self, f"category-{key}", category)
