"""Facts about regions."""

import re

import pytest

from constructs_lib.foundation.region import ZONES, code, zones_of


def test_zones_of_a_region() -> None:
    assert zones_of("us-east-2") == ("us-east-2a", "us-east-2b", "us-east-2c")


def test_zones_are_not_always_the_first_letters() -> None:
    assert zones_of("ap-northeast-1") == ("ap-northeast-1a", "ap-northeast-1c", "ap-northeast-1d")


def test_an_unknown_region_has_none() -> None:
    assert zones_of("mars-north-1") == ()


@pytest.mark.parametrize("region", ZONES)
def test_every_region_has_three_zones(region: str) -> None:
    """F1 wants three in every environment."""
    letters = ZONES[region]

    assert len(set(letters)) == len(letters) >= 3 or region == "us-west-1"
    assert list(letters) == sorted(letters)


@pytest.mark.parametrize(
    ("region", "expected"), [("us-east-1", "use1"), ("ap-southeast-1", "apse1"), ("eu-central-2", "euc2")]
)
def test_codes(region: str, expected: str) -> None:
    assert code(region) == expected


def test_no_two_regions_share_a_code() -> None:
    """Names of two regions of one account would be the same."""
    codes = [code(region) for region in ZONES]

    assert len(set(codes)) == len(codes)
    assert [each for each in codes if not re.fullmatch(r"[a-z]{2,4}\d", each)] == []
    assert max(map(len, codes)) <= 5
