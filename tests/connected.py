"""An estate whose networks meet at two hubs, with a VPN at a network, one at a hub, and a Direct Connect."""

from dataclasses import replace
from typing import Any

from constructs_lib.account.config import AccountConfig
from constructs_lib.environment import Environment
from constructs_lib.estate import check_all, joined
from constructs_lib.foundation.placement import Account, Placement
from constructs_lib.foundation.state import LocalState
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.direct_connect.config import DirectConnectConfig
from constructs_lib.network.transit.attachment.config import TransitAttachmentConfig
from constructs_lib.network.transit.gateway.config import TransitGatewayConfig
from constructs_lib.network.transit.link.config import TransitLinkConfig
from constructs_lib.network.transit.peering.config import TransitPeeringConfig
from constructs_lib.network.vpn.config import VpnConfig
from constructs_lib.network.vpn_gateway.config import VpnGatewayConfig
from tests.placements import VIRGINIA as ANY_VIRGINIA

TEST_ID, TOOLS_ID, PROD_ID = "111111111111", "555555555555", "999999999999"


def _place(environment: str, account_id: str, region: str, *readers: str) -> Placement:
    account = Account(name=environment, id=account_id, state=LocalState(), contract_readers=readers)
    return replace(ANY_VIRGINIA, environment=environment, account=account, region=region, protected=False)


TEST = _place("test", TEST_ID, "us-east-1", TOOLS_ID)
HUB = _place("tools", TOOLS_ID, "us-east-1", TEST_ID, PROD_ID)
WEST_HUB = replace(HUB, region="us-west-2")
PROD = _place("prod", PROD_ID, "us-west-2", TEST_ID, TOOLS_ID)

TEST_NETWORK = NetworkConfig(cidr="10.10.0.0/16", zones=("us-east-1a", "us-east-1c"))
TOOLS_NETWORK = NetworkConfig(cidr="10.60.0.0/16", zones=("us-east-1a", "us-east-1b"), tiers=("public", "private"))
PROD_NETWORK = NetworkConfig(cidr="10.30.0.0/16", zones=("us-west-2a", "us-west-2b"))
HUB_CONFIG = TransitGatewayConfig(shared_with=(TEST_ID,))
WEST_HUB_CONFIG = TransitGatewayConfig(asn=64513, shared_with=(PROD_ID,))
TEST_ATTACHMENT = TransitAttachmentConfig(hub=HUB, on_premises=("192.168.0.0/16",))
TOOLS_ATTACHMENT = TransitAttachmentConfig(hub=HUB)
PROD_ATTACHMENT = TransitAttachmentConfig(hub=WEST_HUB)
TO_TOOLS = TransitLinkConfig(component="tools", peer=HUB)
TO_PROD = TransitLinkConfig(component="prod", peer=PROD)
HUBS_PEERED = TransitPeeringConfig(peer=WEST_HUB)
OFFICE = VpnConfig(
    component="office", customer_gateway_ip="198.51.100.7", remote_cidrs=("172.20.0.0/16",), routing="static"
)
AT_HUB = VpnConfig(
    component="headquarters",
    customer_gateway_ip="198.51.100.8",
    remote_cidrs=("192.168.0.0/20",),
    ends_at="transit_gateway",
    networks={"test": TEST},
)
DATACENTER = DirectConnectConfig(
    component="datacenter",
    direct_connect_gateway_id="0a1b2c3d-0000-4000-8000-000000000001",
    remote_cidrs=("192.168.64.0/18",),
    ends_at="transit_gateway",
    allowed_prefixes=("10.0.0.0/8",),
    networks={"test": TEST},
)

OFFICE_IPV6 = replace(
    AT_HUB, component="headquarters-ipv6", customer_gateway_asn=65006, remote_cidrs=("2001:db8:20::/48",)
)
"""The same device: a VPN carries IPv4 or IPv6, and another number makes it another device to AWS."""
DUAL_STACK = (
    *((network, replace(network, ipv6=True)) for network in (TEST_NETWORK, TOOLS_NETWORK, PROD_NETWORK)),
    (TEST_ATTACHMENT, replace(TEST_ATTACHMENT, on_premises=("192.168.0.0/16", "2001:db8::/32"))),
)
"""The estate's networks with IPv6."""

STACKS: dict[Placement, tuple[Any, ...]] = {
    TEST: (AccountConfig(), TEST_NETWORK, TEST_ATTACHMENT, TO_TOOLS, TO_PROD, VpnGatewayConfig(), OFFICE),
    HUB: (AccountConfig(), TOOLS_NETWORK, HUB_CONFIG, TOOLS_ATTACHMENT, HUBS_PEERED, AT_HUB, DATACENTER),
    WEST_HUB: (AccountConfig(), WEST_HUB_CONFIG),
    PROD: (AccountConfig(), PROD_NETWORK, PROD_ATTACHMENT),
}


def estate(*changes: tuple[object, object], more: dict[Placement, tuple[Any, ...]] | None = None) -> tuple[Any, ...]:
    """The estate, with some configs changed: pairs of what there was and what takes its place, None to leave it out."""

    def changed(config: object) -> object:
        return next((new for old, new in changes if old is config), config)

    stacks = {
        place: tuple(config for config in (*map(changed, configs), *(more or {}).get(place, ())) if config is not None)
        for place, configs in STACKS.items()
    }
    return tuple(
        Environment(name=name, stacks={place: stacks[place] for place in stacks if place.environment == name})
        for name in dict.fromkeys(place.environment for place in stacks)
    )


def told(
    *changes: tuple[object, object], more: dict[Placement, tuple[Any, ...]] | None = None
) -> list[tuple[str, str]]:
    """Where something is wrong with the changed estate, and what."""
    return [(problem.where, problem.what) for problem in check_all(estate(*changes, more=more))]


def config_of(stack_id: str, *changes: tuple[object, object]) -> Any:
    """The config of a stack, its ends found."""
    plans = [plan for environment in estate(*changes) for plan in environment.stack_plans()]
    return next(plan.config for plan in joined(plans, plans) if plan.id == stack_id)
