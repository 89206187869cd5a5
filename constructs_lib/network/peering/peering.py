"""A peering connection with everything that makes it carry packets: acceptance, names, and routes on both sides."""

from typing import Literal

from cdktf_cdktf_provider_aws.vpc_peering_connection_accepter import VpcPeeringConnectionAccepterA
from cdktf_cdktf_provider_aws.vpc_peering_connection_options import (
    VpcPeeringConnectionOptions,
    VpcPeeringConnectionOptionsAccepter,
)
from constructs import Construct

from constructs_lib.foundation.errors import ConfigError, Problem
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.network.peering.request import requested, resolve_names
from constructs_lib.network.peering.routes import Routes, Side


class Peering(Construct):
    """Two VPCs that reach each other by address and by name.

    The accepter is a resource of its own also where one account owns both sides: AWS lets `auto_accept` on the
    connection stand for it only there, and options can be set on an active connection only.
    """

    def __init__(self, scope: Construct, id_: str, *, name: str, requester: Side, accepter: Side) -> None:
        super().__init__(scope, id_)
        require_plain(self.node.path, name=name)
        connection = requested(self, name=name, requester=requester, accepter=accepter)
        accepted = VpcPeeringConnectionAccepterA(
            self,
            "accepter",
            vpc_peering_connection_id=connection.id,
            auto_accept=True,
            provider=accepter.provider,
            tags={"Name": name},
        )
        resolve_names(self, requester=requester, connection_id=accepted.id)
        VpcPeeringConnectionOptions(
            self,
            "accepter-options",
            vpc_peering_connection_id=accepted.id,
            accepter=VpcPeeringConnectionOptionsAccepter(allow_remote_vpc_dns_resolution=True),
            provider=accepter.provider,
        )
        Routes(self, "requester-routes", side=requester, to=accepter, connection_id=accepted.id)
        Routes(self, "accepter-routes", side=accepter, to=requester, connection_id=accepted.id)
        self._sides = {"requester": requester, "accepter": accepter}
        self.id = accepted.id

    def group_of(self, side: Literal["requester", "accepter"], group_id: str) -> str:
        """How a rule of the other side names a security group of this one. AWS knows it within one region only.

        https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html
        """
        requester, accepter = self._sides["requester"], self._sides["accepter"]
        if requester.region != accepter.region:
            problem = Problem(
                where=f"{self.node.path}.group_of",
                what="no rule can name a security group of another region, also not through a peering",
                got=f"{requester.region} and {accepter.region}",
                fix=f"allow the ranges of its subnets instead: {', '.join(self._sides[side].cidrs)} or a part of them",
            )
            raise ConfigError([problem])
        # a rule that names a group of its own account with the account before it is planned anew every time
        return group_id if requester.account_id == accepter.account_id else f"{self._sides[side].account_id}/{group_id}"
