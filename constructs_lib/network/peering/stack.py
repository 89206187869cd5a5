"""A peering: a stack of its own, because it has two ends."""

from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct

from constructs_lib.account.outputs import AccountOutputs
from constructs_lib.foundation.config import require
from constructs_lib.foundation.errors import ConfigError, Problem
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.ranges import range_id
from constructs_lib.foundation.stack import PlatformStack
from constructs_lib.network.config import NetworkConfig, Tier
from constructs_lib.network.outputs import NetworkOutputs
from constructs_lib.network.peering.config import PeeringConfig
from constructs_lib.network.peering.foreign_network import ForeignNetwork
from constructs_lib.network.peering.one_sided_peering import OneSidedPeering
from constructs_lib.network.peering.outputs import PeeringOutputs
from constructs_lib.network.peering.peering import Peering
from constructs_lib.network.peering.plan import both_ipv6
from constructs_lib.network.peering.probe import Probe
from constructs_lib.network.peering.probing import ProbeConfig
from constructs_lib.network.peering.routes import Side
from constructs_lib.network.route_tables import route_table_ids


class PeeringStack(PlatformStack):
    """The network of this placement, peered to another one."""

    def __init__(self, scope: Construct, placement: Placement, config: PeeringConfig) -> None:
        super().__init__(scope, placement, config)
        require(config, self.stack_id)
        network = self.read(NetworkOutputs, placement)
        name = placement.name("peering", config.component)
        ipv6 = both_ipv6(config)
        own = _side(self._found(config.network), config.tiers, network, placement, None, ipv6=ipv6)
        other = self._other(config, placement, ipv6=ipv6)
        if isinstance(config.peer, ForeignNetwork) and config.peer.deploy_role is None:
            connection_id = OneSidedPeering(
                self, "peering", name=name, requester=own, accepter=other, accepted=config.peer.accepted
            ).id
        else:
            connection_id = Peering(self, "peering", name=name, requester=own, accepter=other).id
        if config.probe is not None:
            self._watch(config.probe, network, connection_id=connection_id, own=own, other=other)
        self.publish(PeeringOutputs(connection_id=connection_id))

    def _other(self, config: PeeringConfig, placement: Placement, *, ipv6: bool) -> Side:
        peer = config.peer
        if isinstance(peer, Placement):
            network = self.read(NetworkOutputs, peer, id_="read-peer-network")
            provider = self.provider_at(peer)
            return _side(self._found(config.peer_network), config.peer_tiers, network, peer, provider, ipv6=ipv6)
        return Side(
            vpc_id=peer.vpc_id,
            cidrs=peer.cidrs,
            ipv6_cidrs={range_id(cidr): cidr for cidr in peer.ipv6_cidrs} if ipv6 else {},
            route_table_ids={table_id: table_id for table_id in peer.route_table_ids},
            account_id=peer.account_id,
            region=peer.region,
            provider=self.provider_at(peer.place(placement)) if peer.deploy_role else None,
        )

    def _found(self, network: NetworkConfig | None) -> NetworkConfig:
        if network is None:
            what = "peers networks that nobody has looked up"
            raise ConfigError([Problem(where=self.stack_id, what=what, fix="use compose()")])
        return network

    def _watch(
        self, config: ProbeConfig, network: NetworkOutputs, *, connection_id: str, own: Side, other: Side
    ) -> None:
        placement = self.placement
        account = self.read(AccountOutputs, placement)
        Probe(
            self,
            "probe",
            config,
            name=placement.name("peering", self.component, "probe"),
            connection_id=connection_id,
            routes=len(own.route_table_ids) * (len(other.cidrs) + len(other.ipv6_cidrs)),
            vpc_id=network.vpc_id,
            subnet_ids=network.private_subnet_ids,
            peer_cidrs=other.cidrs,
            account_id=placement.account.id,
            region=placement.region,
            log_key_arn=account.log_key_arn,
            function_topic_arn=account.warning_topic_arn,
            topic_arn=account.critical_topic_arn,
            protected=placement.protected,
        )


def _side(
    config: NetworkConfig,
    tiers: tuple[Tier, ...],
    network: NetworkOutputs,
    place: Placement,
    provider: AwsProvider | None,
    *,
    ipv6: bool,
) -> Side:
    return Side(
        vpc_id=network.vpc_id,
        cidrs=config.cidrs,
        # Amazon decides on it when the VPC is made
        ipv6_cidrs={"ipv6": network.ipv6_cidr} if ipv6 else {},
        route_table_ids=route_table_ids(config, network, tiers),
        account_id=place.account.id,
        region=place.region,
        provider=provider,
    )
