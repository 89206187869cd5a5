"""Which subnets an endpoint is in, and whether the service lets it in."""

from dataclasses import replace

from constructs_lib.foundation.placement import Account
from constructs_lib.foundation.state import LocalState
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.endpoint.config import EndpointConfig
from constructs_lib.network.endpoint.plan import link_problems, subnet_positions
from constructs_lib.network.endpoint_service.config import EndpointServiceConfig
from tests.placements import VIRGINIA

GUEST = "888888888888"
PROVIDER = replace(
    VIRGINIA, account=Account(name="shop", id="111111111111", state=LocalState(), contract_readers=(GUEST,))
)
CONFIG = EndpointConfig(component="orders", provider=PROVIDER)
SERVICE = EndpointServiceConfig(component="orders", allowed_principals=(f"arn:aws:iam::{GUEST}:role/caller",))
NETWORK = NetworkConfig(cidr="10.20.0.0/16", zones=("us-east-1c", "us-east-1a", "us-east-1b"))


def told(config: EndpointConfig, service: EndpointServiceConfig | None, account_id: str = GUEST) -> list[str]:
    reader = Account(name="guest", id=account_id, state=LocalState())
    return [problem.what for problem in link_problems(config, service, reader)]


def test_subnets_are_counted_as_they_are_published() -> None:
    """By the letters of their zones, whatever order the file names them in."""
    assert subnet_positions(CONFIG, NETWORK) == (0, 1, 2)
    assert subnet_positions(replace(CONFIG, zones=("us-east-1c", "us-east-1a")), NETWORK) == (0, 2)


def test_a_service_that_lets_it_in() -> None:
    named = replace(SERVICE, private_dns_name="api")

    assert told(CONFIG, SERVICE) == []
    assert told(replace(CONFIG, private_dns=True), named) == []


def test_a_service_that_nobody_offers() -> None:
    assert told(CONFIG, None) == ["offers no service of this component"]


def test_everything_between_the_two_is_told_at_once() -> None:
    assert told(replace(CONFIG, private_dns=True), SERVICE, "999999999999") == [
        "does not let this account in",
        "does not let this account read what test us-east-1 publishes",
        "asks for a name that the service does not have",
    ]
