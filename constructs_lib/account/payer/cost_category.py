"""One way to divide the bill."""

from cdktf_cdktf_provider_aws.ce_cost_category import (
    CeCostCategory,
    CeCostCategoryRule,
    CeCostCategoryRuleRule,
    CeCostCategoryRuleRuleDimension,
    CeCostCategoryRuleRuleTags,
)
from constructs import Construct

from constructs_lib.account.payer.config import CostCategoryConfig, CostGroupConfig
from constructs_lib.foundation.config import require

# the only one there is
_RULE_VERSION = "CostCategoryExpression.v1"


class CostCategory(Construct):
    """A division of the whole bill into groups, of which the first that fits has a cost."""

    def __init__(self, scope: Construct, id_: str, config: CostCategoryConfig) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        CeCostCategory(
            self,
            "Default",
            name=config.name,
            rule_version=_RULE_VERSION,
            default_value=config.default,
            rule=[
                CeCostCategoryRule(value=group.name, type="REGULAR", rule=_members(group)) for group in config.groups
            ],
        )


def _members(group: CostGroupConfig) -> CeCostCategoryRuleRule:
    if group.tag_key is None:
        return CeCostCategoryRuleRule(
            dimension=CeCostCategoryRuleRuleDimension(
                key="LINKED_ACCOUNT", values=sorted(group.accounts), match_options=["EQUALS"]
            )
        )
    return CeCostCategoryRuleRule(
        tags=CeCostCategoryRuleRuleTags(key=group.tag_key, values=sorted(group.tag_values), match_options=["EQUALS"])
    )
