"""The payer's stack."""

from constructs_lib.account.payer.config import CostCategoryConfig, CostGroupConfig, PayerConfig
from constructs_lib.account.payer.stack import PayerStack
from tests.placements import VIRGINIA
from tests.synthesis import resources, synthesized_stack


def test_splits_and_divides_and_needs_nobody() -> None:
    shop = CostGroupConfig(name="Shop", accounts=("111111111111",))
    config = PayerConfig(
        allocation_tags=("CostCenter",), cost_categories={"team": CostCategoryConfig(name="Team", groups=(shop,))}
    )
    stack, document = synthesized_stack(lambda app: PayerStack(app, VIRGINIA, config))

    assert stack.reads == []
    assert list(resources(document, "aws_ce_cost_allocation_tag")) == ["allocation-tags_cost-center"]
    assert list(resources(document, "aws_ce_cost_category")) == ["category-team"]
