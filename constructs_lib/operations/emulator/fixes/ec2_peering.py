"""Fixes to moto's peering connections: both ends of one thing, each with tags of its own."""

from __future__ import annotations

from typing import Any

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, around, around_property

_OTHER_ACCOUNT = "222233334444"
_OTHER_REGION = "us-west-2"


def _seen_from(shared: Any, backend: Any) -> Any:
    """The same object, looked at from another account or region.

    moto puts one object into the backends of both ends and looks its tags up in the requester's. This view shares the
    object's whole state (its `__dict__` is the same dictionary), so accepting or deleting on one side shows on the other;
    only `ec2_backend`, where tags live, is the viewer's. A property goes before the instance's dictionary.
    """
    kind = type(shared)
    viewing = type(
        kind.__name__,
        (kind,),
        {"__module__": kind.__module__, "ec2_backend": property(lambda _: backend)},
    )
    view = object.__new__(viewing)
    view.__dict__ = shared.__dict__
    return view


def vpc_peering_tags() -> None:
    """Requester and accepter of a VPC peering connection each see only the tags they set."""
    from moto.ec2.models import ec2_backends
    from moto.ec2.models.vpc_peering_connections import VPCPeeringConnectionBackend

    @around(VPCPeeringConnectionBackend, "create_vpc_peering_connection")
    def create(original, self, vpc, peer_vpc, tags=None):
        connection = original(self, vpc, peer_vpc, tags)
        peer = ec2_backends[peer_vpc.owner_id][peer_vpc.region]
        if peer is not self:
            peer.vpc_pcxs[connection.id] = _seen_from(connection, peer)
        return connection


def vpc_peering_accepted_again() -> None:
    """Answer an acceptance that is asked for once more with the active connection.

    The provider asks again when an answer is lost, as it is when moto trips over a call beside it; the connection is
    active by then.
    """
    from moto.ec2.models.vpc_peering_connections import VPCPeeringConnectionBackend

    @around(VPCPeeringConnectionBackend, "accept_vpc_peering_connection")
    def accept(original, self, vpc_pcx_id):
        connection = self.get_vpc_peering_connection(vpc_pcx_id)
        accepter = connection.peer_vpc
        if connection.status["Code"] == "active" and (self.account_id, self.region_name) == (
            accepter.owner_id,
            accepter.region,
        ):
            return connection
        return original(self, vpc_pcx_id)


def vpc_peering_ranges() -> None:
    """Show every range of both networks, not the first ones alone, once the connection is active."""
    from moto.ec2.models.vpc_peering_connections import VPCPeeringConnection

    def show(end: str, network: str) -> None:
        @around_property(VPCPeeringConnection, end)
        def ranges(original, self):
            told = original(self)
            if self.status["Code"] != "active":
                return told
            associations = getattr(self, network).get_cidr_block_association_set(ipv6=False)
            return told | {"CidrBlockSet": [{"CidrBlock": each["cidr_block"]} for each in associations]}

    show("requester_vpc_info", "vpc")
    show("accepter_vpc_info", "peer_vpc")


def transit_gateway_peering_tags() -> None:
    """Requester and accepter of a Transit Gateway peering attachment each see only the tags they set."""
    from moto.ec2.models import ec2_backends
    from moto.ec2.models.transit_gateway_attachments import (
        TransitGatewayAttachmentBackend,
    )

    @around(TransitGatewayAttachmentBackend, "create_transit_gateway_peering_attachment")
    def create(
        original,
        self,
        transit_gateway_id,
        peer_transit_gateway_id,
        peer_region,
        peer_account_id,
        tags,
    ):
        attachment = original(
            self,
            transit_gateway_id,
            peer_transit_gateway_id,
            peer_region,
            peer_account_id,
            tags,
        )
        peer = ec2_backends[peer_account_id][peer_region]
        if peer is not self:
            peer.transit_gateway_attachments[attachment.id] = _seen_from(attachment, peer)
        return attachment


def _see_vpc_peering(client: Clients) -> Seen:
    here, there = (
        client("ec2"),
        client("ec2", region=_OTHER_REGION, assume_account=_OTHER_ACCOUNT),
    )
    vpcs = [
        ec2.create_vpc(CidrBlock=cidr)["Vpc"]["VpcId"] for ec2, cidr in ((here, "10.8.0.0/16"), (there, "10.9.0.0/16"))
    ]
    ids = [
        here.create_vpc_peering_connection(
            VpcId=vpcs[0],
            PeerVpcId=vpcs[1],
            PeerOwnerId=_OTHER_ACCOUNT,
            PeerRegion=_OTHER_REGION,
            TagSpecifications=[
                {
                    "ResourceType": "vpc-peering-connection",
                    "Tags": [{"Key": "side", "Value": "requester"}],
                }
            ],
        )["VpcPeeringConnection"]["VpcPeeringConnectionId"]
    ]
    there.accept_vpc_peering_connection(VpcPeeringConnectionId=ids[0])
    there.create_tags(Resources=ids, Tags=[{"Key": "side", "Value": "accepter"}])
    ends = [
        ec2.describe_vpc_peering_connections(VpcPeeringConnectionIds=ids)["VpcPeeringConnections"][0]
        for ec2 in (here, there)
    ]
    return (
        [(end["Tags"], end["Status"]["Code"]) for end in ends],
        [
            ([{"Key": "side", "Value": "requester"}], "active"),
            ([{"Key": "side", "Value": "accepter"}], "active"),
        ],
    )


def _see_accepted_again(client: Clients) -> Seen:
    ec2 = client("ec2")
    vpcs = [ec2.create_vpc(CidrBlock=cidr)["Vpc"]["VpcId"] for cidr in ("10.6.0.0/16", "10.7.0.0/16")]
    connection = ec2.create_vpc_peering_connection(VpcId=vpcs[0], PeerVpcId=vpcs[1])["VpcPeeringConnection"]
    asked = {"VpcPeeringConnectionId": connection["VpcPeeringConnectionId"]}
    ec2.accept_vpc_peering_connection(**asked)
    try:
        again = ec2.accept_vpc_peering_connection(**asked)["VpcPeeringConnection"]["Status"]["Code"]
    except ec2.exceptions.ClientError as error:
        again = error.response["Error"]["Code"]
    return again, "active"


def _see_ranges(client: Clients) -> Seen:
    ec2 = client("ec2")
    vpcs = [ec2.create_vpc(CidrBlock=cidr)["Vpc"]["VpcId"] for cidr in ("10.4.0.0/16", "10.5.0.0/16")]
    ec2.associate_vpc_cidr_block(VpcId=vpcs[1], CidrBlock="100.64.0.0/20")
    asked = {
        "VpcPeeringConnectionId": ec2.create_vpc_peering_connection(VpcId=vpcs[0], PeerVpcId=vpcs[1])[
            "VpcPeeringConnection"
        ]["VpcPeeringConnectionId"]
    }
    accepted = ec2.accept_vpc_peering_connection(**asked)["VpcPeeringConnection"]
    return (
        [accepted[end].get("CidrBlockSet") for end in ("RequesterVpcInfo", "AccepterVpcInfo")],
        [[{"CidrBlock": "10.4.0.0/16"}], [{"CidrBlock": "10.5.0.0/16"}, {"CidrBlock": "100.64.0.0/20"}]],
    )


def _see_transit_gateway_peering(client: Clients) -> Seen:
    here, there = (
        client("ec2"),
        client("ec2", region=_OTHER_REGION, assume_account=_OTHER_ACCOUNT),
    )
    gateways = [ec2.create_transit_gateway()["TransitGateway"]["TransitGatewayId"] for ec2 in (here, there)]
    ids = [
        here.create_transit_gateway_peering_attachment(
            TransitGatewayId=gateways[0],
            PeerTransitGatewayId=gateways[1],
            PeerAccountId=_OTHER_ACCOUNT,
            PeerRegion=_OTHER_REGION,
            TagSpecifications=[
                {
                    "ResourceType": "transit-gateway-attachment",
                    "Tags": [{"Key": "side", "Value": "requester"}],
                }
            ],
        )["TransitGatewayPeeringAttachment"]["TransitGatewayAttachmentId"]
    ]
    there.accept_transit_gateway_peering_attachment(TransitGatewayAttachmentId=ids[0])
    there.create_tags(Resources=ids, Tags=[{"Key": "side", "Value": "accepter"}])
    ends = [
        ec2.describe_transit_gateway_peering_attachments(TransitGatewayAttachmentIds=ids)[
            "TransitGatewayPeeringAttachments"
        ][0]
        for ec2 in (here, there)
    ]
    return (
        [(end["Tags"], end["State"]) for end in ends],
        [
            ([{"Key": "side", "Value": "requester"}], "available"),
            ([{"Key": "side", "Value": "accepter"}], "available"),
        ],
    )


FIXES = (
    Fix(
        id="ec2.vpc-peering-accepted-again",
        symptom="aws_vpc_peering_connection_accepter: InvalidStateTransition, now and then, when an answer was lost",
        apply=vpc_peering_accepted_again,
        probe=_see_accepted_again,
    ),
    Fix(
        id="ec2.vpc-peering-tags",
        symptom="aws_vpc_peering_connection and _accepter: each plans to put its own tags in place of the other's",
        apply=vpc_peering_tags,
        probe=_see_vpc_peering,
    ),
    Fix(
        id="ec2.vpc-peering-ranges",
        symptom="describe_vpc_peering_connections: a peer's ranges beyond the first are never seen",
        apply=vpc_peering_ranges,
        probe=_see_ranges,
    ),
    Fix(
        id="ec2.transit-gateway-peering-tags",
        symptom="aws_ec2_transit_gateway_peering_attachment and _accepter: each plans to replace the other's tags",
        apply=transit_gateway_peering_tags,
        probe=_see_transit_gateway_peering,
    ),
)
