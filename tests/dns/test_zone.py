"""A zone alone in somebody's stack."""

from typing import Any

import pytest

from constructs_lib.dns.config import DnsConfig
from constructs_lib.dns.zone import Zone
from constructs_lib.foundation.errors import ConfigError
from tests.synthesis import resource, synthesized


def zone(name: str = "dev.example.com", *, comment: str = "shop", protected: bool = True) -> Any:
    config = DnsConfig(zone=name)
    return synthesized(lambda stack: Zone(stack, "zone", config, comment=comment, protected=protected))


@pytest.mark.parametrize("protected", [True, False])
def test_is_not_lost_by_accident(*, protected: bool) -> None:
    body = resource(zone(protected=protected), "aws_route53_zone")

    assert (body["name"], body["force_destroy"]) == ("dev.example.com", False)
    assert body["lifecycle"] == {"prevent_destroy": protected}


def test_only_amazon_may_issue_certificates() -> None:
    body = resource(zone(), "aws_route53_record")

    assert (body["name"], body["type"], body["records"]) == ("dev.example.com", "CAA", ['0 issue "amazon.com"'])


def test_refuses_a_config_that_cannot_work() -> None:
    with pytest.raises(ConfigError, match=r"alone/zone\.zone: has the wrong form"):
        zone("com")


def test_refuses_a_comment_terraform_would_evaluate() -> None:
    with pytest.raises(ConfigError, match="text that Terraform would evaluate"):
        zone(comment="${x}")
