"""Routes of a VPC that lead to a transit gateway."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from cdktf import ITerraformDependable
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.route import Route
from constructs import Construct

from constructs_lib.foundation.ranges import range_id

_NONE: Mapping[str, str] = MappingProxyType({})


class RoutesToHub(Construct):
    """In every table to every range: a table left out is a subnet whose answers never arrive."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        route_table_ids: Mapping[str, str],
        cidrs: Sequence[str],
        transit_gateway_id: str,
        ipv6_cidrs: Mapping[str, str] = _NONE,
        waits_for: Sequence[ITerraformDependable] = (),
        provider: AwsProvider | None = None,
    ) -> None:
        """`route_table_ids` and `ipv6_cidrs` by names that stay: Amazon may decide on a range at apply only. AWS refuses a
        route to a gateway the VPC is not attached to yet: `waits_for` is what attaches it, where that is in the same stack.
        """
        super().__init__(scope, id_)
        for table, route_table_id in route_table_ids.items():
            for cidr in cidrs:
                Route(
                    self,
                    f"{table}-to-{range_id(cidr)}",
                    route_table_id=route_table_id,
                    destination_cidr_block=cidr,
                    transit_gateway_id=transit_gateway_id,
                    provider=provider,
                    depends_on=list(waits_for),
                )
            for name, cidr in ipv6_cidrs.items():
                Route(
                    self,
                    f"{table}-to-{name}",
                    route_table_id=route_table_id,
                    destination_ipv6_cidr_block=cidr,
                    transit_gateway_id=transit_gateway_id,
                    provider=provider,
                    depends_on=list(waits_for),
                )
