"""What a change costs."""

from constructs_lib.analysis.cost.difference import CostChange, difference
from tests.analysis.cost.stacks import NAT, NETWORK, SERVICE, dev, document

KEY = {"aws_kms_key": {"key": {}}}
BEFORE = dev({NETWORK: document({**NAT, **KEY})})


def test_nothing_changes() -> None:
    found = difference(BEFORE, BEFORE)

    assert (found.usd, found.changes, found.unknown) == (0, [], [])


def test_what_comes_goes_and_changes_the_largest_first() -> None:
    after = dev(
        {
            NETWORK: document({"aws_nat_gateway": {"a": {"count": 2}}}),
            SERVICE: document({"aws_route53_zone": {"zone": {}}}),
        }
    )
    found = difference(BEFORE, after)

    assert found.changes == [
        CostChange(stack=NETWORK, address="aws_nat_gateway.a", before_usd=37.35, after_usd=74.7),
        CostChange(stack=NETWORK, address="aws_kms_key.key", before_usd=1.3, after_usd=0),
        CostChange(stack=SERVICE, address="aws_route53_zone.zone", before_usd=0, after_usd=0.9),
    ]
    assert (found.before_usd, found.after_usd, found.usd) == (38.65, 75.6, 36.95)
    assert found.as_json()["usd"] == 36.95


def test_says_what_is_new_and_cannot_be_counted() -> None:
    strange = {"aws_sagemaker_endpoint": {"a": {}}}
    after = dev({NETWORK: document({**NAT, **KEY, **strange})})

    assert difference(BEFORE, after).unknown == [
        f"{NETWORK}/aws_sagemaker_endpoint.a: no meter reads aws_sagemaker_endpoint"
    ]
    assert difference(after, after).unknown == []
