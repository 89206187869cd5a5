"""Fixes to moto's Transit Gateways where two accounts meet: one shares its gateway, the other one attaches to it."""

from __future__ import annotations

from typing import Any

from constructs_lib.operations.emulator.fixes.ec2_peering import _seen_from
from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, added, around, kept

_OTHER_ACCOUNT = "222233334444"


def _backends(region: str) -> list[Any]:
    """EC2 of every account in a region."""
    from moto.ec2.models import ec2_backends

    return [ec2_backends[account][region] for account in list(ec2_backends)]


def _shared_with(backend: Any) -> dict[str, Any]:
    """The gateways other accounts share with this one, by id: those in a resource share that names it."""
    from moto.ram.models import ram_backends

    return {
        gateway.id: gateway
        for owner in _backends(backend.region_name)
        if owner is not backend
        for gateway in owner.transit_gateways.values()
        if gateway.ec2_backend is owner
        for share in ram_backends[owner.account_id][backend.region_name].resource_shares
        if gateway.arn in share.resource_arns and backend.account_id in share.principals
    }


def shared_gateways() -> None:
    """Show an account the gateways shared with it, and let routes of its tables lead there."""
    from moto.ec2.models import EC2Backend
    from moto.ec2.models.transit_gateway import TransitGatewayBackend

    @around(TransitGatewayBackend, "describe_transit_gateways")
    def describe(original, self, filters, transit_gateway_ids):
        self.transit_gateways.update(_shared_with(self))
        return original(self, filters, transit_gateway_ids)

    @around(TransitGatewayBackend, "delete_transit_gateway")
    def delete(original, self, transit_gateway_id):
        for backend in _backends(self.region_name):
            if backend is not self:
                backend.transit_gateways.pop(transit_gateway_id, None)
        return original(self, transit_gateway_id)

    @around(EC2Backend, "create_route")
    def create_route(original, self, *args, **kwargs):
        # a backend makes routes while it is being made: only one that leads to a gateway asks the others
        if any(isinstance(each, str) and each.startswith("tgw-") for each in (*args, *kwargs.values())):
            self.transit_gateways.update(_shared_with(self))
        return original(self, *args, **kwargs)


def attachments_of_other_accounts() -> None:
    """An attachment to a shared gateway is seen by both accounts, waits for the owner, and ends for both."""
    from moto.core.responses import ActionResult
    from moto.ec2.models.transit_gateway_attachments import (
        TransitGatewayAttachmentBackend,
        TransitGatewayVpcAttachment,
    )
    from moto.ec2.responses.transit_gateway_attachments import TransitGatewayAttachment

    @around(TransitGatewayAttachmentBackend, "create_transit_gateway_vpc_attachment")
    def create(original, self, transit_gateway_id, vpc_id, subnet_ids, tags=None, options=None):
        gateway = _shared_with(self).get(transit_gateway_id)
        if gateway is None:
            return original(self, transit_gateway_id, vpc_id, subnet_ids, tags=tags, options=options)
        attachment: Any = TransitGatewayVpcAttachment(self, gateway, vpc_id, subnet_ids, tags=tags, options=options)
        attachment.transit_gateway_route_table = None
        accepted = gateway.options["AutoAcceptSharedAttachments"] == "enable"
        attachment.state = "available" if accepted else "pendingAcceptance"
        owner = gateway.ec2_backend
        self.transit_gateway_attachments[attachment.id] = attachment
        owner.transit_gateway_attachments[attachment.id] = _seen_from(attachment, owner)
        return attachment

    @added(TransitGatewayAttachment, "accept_transit_gateway_vpc_attachment")
    def accept(self):
        attachment = self.ec2_backend.transit_gateway_attachments[self._get_param("TransitGatewayAttachmentId")]
        attachment.state = "available"
        return ActionResult({"TransitGatewayVpcAttachment": attachment})

    @around(TransitGatewayAttachmentBackend, "delete_transit_gateway_vpc_attachment")
    def delete(original, self, transit_gateway_attachment_id):
        gone = kept(self, "deleted_attachments")
        if transit_gateway_attachment_id not in self.transit_gateway_attachments and (
            transit_gateway_attachment_id in gone
        ):
            return gone[transit_gateway_attachment_id]
        for backend in _backends(self.region_name):
            if backend is not self and transit_gateway_attachment_id in backend.transit_gateway_attachments:
                view = backend.transit_gateway_attachments.pop(transit_gateway_attachment_id)
                kept(backend, "deleted_attachments")[transit_gateway_attachment_id] = view
        return original(self, transit_gateway_attachment_id)


def _shared_gateway(client: Clients) -> tuple[Any, str]:
    """EC2 of another account, and a gateway that is shared with it."""
    gateway = client("ec2").create_transit_gateway()["TransitGateway"]
    ram = client("ram")
    ram.create_resource_share(
        name=f"probe-{gateway['TransitGatewayId']}",
        resourceArns=[gateway["TransitGatewayArn"]],
        principals=[_OTHER_ACCOUNT],
    )
    return client("ec2", assume_account=_OTHER_ACCOUNT), gateway["TransitGatewayId"]


def _see_shared(client: Clients) -> Seen:
    there, gateway = _shared_gateway(client)
    hidden = client("ec2").create_transit_gateway()["TransitGateway"]["TransitGatewayId"]
    found = {each["TransitGatewayId"] for each in there.describe_transit_gateways()["TransitGateways"]}
    return found & {gateway, hidden}, {gateway}


def _see_attachment(client: Clients) -> Seen:
    there, gateway = _shared_gateway(client)
    here = client("ec2")
    there.describe_transit_gateways()
    vpc = there.create_vpc(CidrBlock="10.7.0.0/16")["Vpc"]["VpcId"]
    subnet = there.create_subnet(VpcId=vpc, CidrBlock="10.7.0.0/24")["Subnet"]["SubnetId"]
    attachment = there.create_transit_gateway_vpc_attachment(TransitGatewayId=gateway, VpcId=vpc, SubnetIds=[subnet])[
        "TransitGatewayVpcAttachment"
    ]["TransitGatewayAttachmentId"]

    def states() -> list[str]:
        ids = {"TransitGatewayAttachmentIds": [attachment]}
        answers = [ec2.describe_transit_gateway_vpc_attachments(**ids) for ec2 in (here, there)]
        return [answer["TransitGatewayVpcAttachments"][0]["State"] for answer in answers]

    seen = [states()]
    here.accept_transit_gateway_vpc_attachment(TransitGatewayAttachmentId=attachment)
    seen.append(states())
    here.delete_transit_gateway_vpc_attachment(TransitGatewayAttachmentId=attachment)
    there.delete_transit_gateway_vpc_attachment(TransitGatewayAttachmentId=attachment)
    seen.append(states())
    return seen, [["pendingAcceptance"] * 2, ["available"] * 2, ["deleted"] * 2]


FIXES = (
    Fix(
        id="ec2.transit-gateway-shared",
        symptom="aws_ec2_transit_gateway_vpc_attachment of another account: the shared gateway is not found",
        apply=shared_gateways,
        probe=_see_shared,
    ),
    Fix(
        id="ec2.transit-gateway-shared-attachment",
        symptom="aws_ec2_transit_gateway_vpc_attachment_accepter: AcceptTransitGatewayVpcAttachment is missing",
        apply=attachments_of_other_accounts,
        probe=_see_attachment,
    ),
)
