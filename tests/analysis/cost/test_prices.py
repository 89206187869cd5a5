"""What one unit costs, and how sure that is."""

import pytest

from constructs_lib.analysis.cost.evidence import EC2_ECS, NOT_VERIFIED
from constructs_lib.analysis.cost.prices import UnitPrice, unit_price


def test_names_its_source_its_day_and_its_line_on_the_bill() -> None:
    assert unit_price("nat.hour", "us-east-1") == UnitPrice(
        usd=0.045,
        unit="hour",
        service="EC2 - Other",
        page="https://aws.amazon.com/vpc/pricing/",
        source=EC2_ECS.source,
        as_of="2026-09-09",
    )


def test_says_where_nobody_has_found_the_figure() -> None:
    found = unit_price("aurora.acu-hour", "ap-southeast-1")

    assert found is not None
    assert (found.source, found.as_of) == (NOT_VERIFIED.source, "")


def usd(product: str, region: str) -> float | None:
    found = unit_price(product, region)
    return None if found is None else found.usd


def test_regions_have_prices_of_their_own() -> None:
    assert [usd("nat.hour", region) for region in ("us-east-2", "us-west-2", "ap-southeast-1")] == [0.045, 0.045, 0.059]


def test_some_have_one_in_the_whole_world() -> None:
    assert usd("zone.month", "eu-north-1") == usd("zone.month", "") == 0.5


@pytest.mark.parametrize(
    ("product", "region"),
    [
        ("nat.hour", "eu-north-1"),
        ("rainbow.hour", "us-east-1"),
        ("rds.db.x9z.large", "us-east-1"),
        ("rds.db.t4g.enormous", "us-east-1"),
        ("rds.db.t4g.xxlarge", "us-east-1"),
    ],
)
def test_none_is_not_nothing(product: str, region: str) -> None:
    assert unit_price(product, region) is None


@pytest.mark.parametrize(
    ("product", "expected"),
    [
        # as AWS lists them, to a tenth of a cent
        ("rds.db.t4g.micro", 0.016),
        ("rds.db.t4g.medium", 0.065),
        ("rds.db.m7g.large", 0.168),
        ("ec2.t4g.nano", 0.0042),
        ("ec2.m7g.4xlarge", 0.6528),
        ("elasticache.cache.m6g.12xlarge", 3.557),
    ],
)
def test_instances_cost_in_proportion_to_their_size(product: str, expected: float) -> None:
    assert usd(product, "us-east-1") == pytest.approx(expected, rel=0.01)


def test_says_what_is_estimated() -> None:
    large, medium = unit_price("ec2.t4g.large", "us-east-1"), unit_price("ec2.t4g.medium", "us-east-1")
    spot, asian = unit_price("fargate-spot.arm.cpu-hour", "us-east-1"), unit_price("ec2.r7g.large", "ap-southeast-1")

    assert large is not None
    assert not large.basis
    assert all(each is not None and each.basis for each in (medium, spot, asian))
