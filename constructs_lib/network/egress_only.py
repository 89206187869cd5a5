"""The egress-only gateway: how private subnets reach the internet over IPv6 without being reached."""

from collections.abc import Mapping

from cdktf_cdktf_provider_aws.egress_only_internet_gateway import EgressOnlyInternetGateway
from cdktf_cdktf_provider_aws.route import Route
from constructs import Construct

from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.network.plan import ANYWHERE_IPV6


class EgressOnly(Construct):
    """One gateway, of all zones and free, and the IPv6 default route of every private route table."""

    def __init__(
        self, scope: Construct, id_: str, *, name: str, vpc_id: str, route_table_ids: Mapping[str, str]
    ) -> None:
        """Route tables by the letter of their zone."""
        super().__init__(scope, id_)
        require_plain(self.node.path, name=name)
        gateway = EgressOnlyInternetGateway(self, "Default", vpc_id=vpc_id, tags={"Name": name})
        for letter, route_table_id in route_table_ids.items():
            Route(
                self,
                f"private-{letter}-to-internet",
                route_table_id=route_table_id,
                destination_ipv6_cidr_block=ANYWHERE_IPV6,
                egress_only_gateway_id=gateway.id,
            )
