"""One record for each name that is proven."""

import pytest

from constructs_lib.dns.config import DnsConfig
from constructs_lib.dns.plan import validations


@pytest.mark.parametrize(
    ("names", "records"),
    [
        (("@",), {"validation": "@"}),
        (("@", "*"), {"validation": "@"}),
        (("*", "@"), {"validation": "*"}),
        (("api", "*.api", "*"), {"validation-api": "api", "validation": "*"}),
        (("a.b", "a-b"), {"validation-a_b": "a.b", "validation-a-b": "a-b"}),
    ],
)
def test_a_wildcard_and_its_base_share_one(names: tuple[str, ...], records: dict[str, str]) -> None:
    assert validations(DnsConfig(zone="example.com", certificate_names=names)) == records
