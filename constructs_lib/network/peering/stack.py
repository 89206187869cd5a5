"""A peering: a stack of its own, because it has two ends."""

from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct

from constructs_lib.foundation.config import require
from constructs_lib.foundation.errors import ConfigError, Problem
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.stack import PlatformStack
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.outputs import NetworkOutputs
from constructs_lib.network.peering.config import PeeringConfig
from constructs_lib.network.peering.peering import Peering, Side
from constructs_lib.network.route_tables import route_table_ids


class PeeringStack(PlatformStack):
    """The network of this placement, peered to another one."""

    def __init__(self, scope: Construct, placement: Placement, config: PeeringConfig) -> None:
        super().__init__(scope, placement, config)
        require(config, self.stack_id)
        own, other = _required(config, self.stack_id)
        Peering(
            self,
            "peering",
            name=placement.name("peering", config.component),
            requester=_side(own, self.read(NetworkOutputs, placement), placement, None),
            accepter=_side(
                other,
                self.read(NetworkOutputs, config.peer, id_="read-peer-network"),
                config.peer,
                self.provider_at(config.peer),
            ),
        )


def _required(config: PeeringConfig, where: str) -> tuple[NetworkConfig, NetworkConfig]:
    if config.network is None or config.peer_network is None:
        raise ConfigError([Problem(where=where, what="peers networks that nobody has looked up", fix="use compose()")])
    return config.network, config.peer_network


def _side(config: NetworkConfig, network: NetworkOutputs, place: Placement, provider: AwsProvider | None) -> Side:
    return Side(
        vpc_id=network.vpc_id,
        cidrs=config.cidrs,
        route_table_ids=route_table_ids(config, network),
        account_id=place.account.id,
        region=place.region,
        provider=provider,
    )
