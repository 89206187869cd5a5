"""Fixes to moto's Transit Gateway VPC attachments."""

from __future__ import annotations

from typing import Any

from constructs_lib.operations.emulator.fixes.fix import (
    Clients,
    Fix,
    Seen,
    around,
    kept,
)


def attachment_tags() -> None:
    """Keep the tags a VPC attachment is created with: moto looks for those of a route table."""
    from moto.ec2.responses.transit_gateway_attachments import TransitGatewayAttachment

    @around(TransitGatewayAttachment, "create_transit_gateway_vpc_attachment")
    def create(original, self):
        answer = original(self)
        tags = self._parse_tag_specification().get("transit-gateway-attachment", {})
        answer.result["TransitGatewayVpcAttachment"].add_tags(tags)
        return answer


def default_association_ends() -> None:
    """Take an attachment out of the default route table it was put into without an explicit association.

    moto associates a new attachment with the default table but keeps no record of it, and fails on the missing record.
    """
    from moto.ec2.models.transit_gateway_route_tables import (
        TransitGatewayRelations,
        TransitGatewayRouteTableBackend,
    )

    @around(TransitGatewayRouteTableBackend, "disassociate_transit_gateway_route_table")
    def disassociate(original, self, tgw_attach_id, tgw_rt_id):
        if tgw_attach_id not in self.transit_gateway_associations:
            self.transit_gateway_associations[tgw_attach_id] = TransitGatewayRelations(
                self, tgw_attach_id, tgw_rt_id, state="associated"
            )
        self.transit_gateways_route_tables[tgw_rt_id].route_table_associations.setdefault(tgw_attach_id, None)
        return original(self, tgw_attach_id, tgw_rt_id)

    @around(
        TransitGatewayRouteTableBackend,
        "disable_transit_gateway_route_table_propagation",
    )
    def disable(original, self, transit_gateway_attachment_id, transit_gateway_route_table_id):
        if transit_gateway_attachment_id not in self.transit_gateway_propagations:
            self.transit_gateway_propagations[transit_gateway_attachment_id] = TransitGatewayRelations(
                self,
                transit_gateway_attachment_id,
                transit_gateway_route_table_id,
                state="enabled",
            )
        return original(self, transit_gateway_attachment_id, transit_gateway_route_table_id)


def deleted_attachment_shows() -> None:
    """Show a deleted attachment as deleted to whoever asks for it by id; moto forgets it at once, and waiters fail."""
    from moto.ec2.models.transit_gateway_attachments import (
        TransitGatewayAttachmentBackend,
    )

    @around(TransitGatewayAttachmentBackend, "delete_transit_gateway_vpc_attachment")
    def delete(original, self, transit_gateway_attachment_id):
        attachment = original(self, transit_gateway_attachment_id)
        kept(self, "deleted_attachments")[transit_gateway_attachment_id] = attachment
        return attachment

    @around(TransitGatewayAttachmentBackend, "describe_transit_gateway_vpc_attachments")
    def describe(original, self, transit_gateways_attachment_ids=None, filters=None):
        found = original(self, transit_gateways_attachment_ids, filters)
        gone = kept(self, "deleted_attachments")
        wanted = transit_gateways_attachment_ids or []
        return found or [gone[attachment] for attachment in wanted if attachment in gone]


def route_targets() -> None:
    """A route tells the attachment it goes through: moto keeps one where a list of them is looked for."""
    from moto.ec2.models.transit_gateway_route_tables import TransitGatewayRouteTableBackend

    @around(TransitGatewayRouteTableBackend, "create_transit_gateway_route")
    def create(original, self, *args, **kwargs):
        route = original(self, *args, **kwargs)
        target = route.get("transitGatewayAttachments")
        if isinstance(target, dict):
            route["transitGatewayAttachments"] = [target]
        return route


def _attachment(ec2: Any, **options: Any) -> tuple[str, str]:
    gateway = ec2.create_transit_gateway()["TransitGateway"]
    vpc = ec2.create_vpc(CidrBlock="10.7.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.7.0.0/24")["Subnet"]["SubnetId"]
    attachment = ec2.create_transit_gateway_vpc_attachment(
        TransitGatewayId=gateway["TransitGatewayId"],
        VpcId=vpc,
        SubnetIds=[subnet],
        **options,
    )["TransitGatewayVpcAttachment"]["TransitGatewayAttachmentId"]
    return attachment, gateway["Options"]["AssociationDefaultRouteTableId"]


def _see_tags(client: Clients) -> Seen:
    ec2, tags = client("ec2"), [{"Key": "name", "Value": "kept"}]
    attachment, _ = _attachment(
        ec2,
        TagSpecifications=[{"ResourceType": "transit-gateway-attachment", "Tags": tags}],
    )
    answer = ec2.describe_transit_gateway_vpc_attachments(TransitGatewayAttachmentIds=[attachment])
    return answer["TransitGatewayVpcAttachments"][0].get("Tags"), tags


def _see_disassociation(client: Clients) -> Seen:
    ec2 = client("ec2")
    attachment, table = _attachment(ec2)
    ids = {
        "TransitGatewayAttachmentId": attachment,
        "TransitGatewayRouteTableId": table,
    }
    ec2.disassociate_transit_gateway_route_table(**ids)
    ec2.disable_transit_gateway_route_table_propagation(**ids)
    left = ec2.get_transit_gateway_route_table_associations(TransitGatewayRouteTableId=table)["Associations"]
    return left, []


def _see_routes(client: Clients) -> Seen:
    ec2 = client("ec2")
    attachment, table = _attachment(ec2)
    ids = {"TransitGatewayRouteTableId": table}
    ec2.create_transit_gateway_route(DestinationCidrBlock="10.1.0.0/16", TransitGatewayAttachmentId=attachment, **ids)
    static = [{"Name": "type", "Values": ["static"]}]
    found = ec2.search_transit_gateway_routes(**ids, Filters=static)["Routes"]
    targets = [target["TransitGatewayAttachmentId"] for route in found for target in route["TransitGatewayAttachments"]]
    return targets, [attachment]


def _see_deletion(client: Clients) -> Seen:
    ec2 = client("ec2")
    attachment, _ = _attachment(ec2)
    ec2.delete_transit_gateway_vpc_attachment(TransitGatewayAttachmentId=attachment)
    answer = ec2.describe_transit_gateway_vpc_attachments(TransitGatewayAttachmentIds=[attachment])
    return [each["State"] for each in answer["TransitGatewayVpcAttachments"]], ["deleted"]


FIXES = (
    Fix(
        id="ec2.transit-gateway-attachment-tags",
        symptom="aws_ec2_transit_gateway_vpc_attachment: tags are planned again and again",
        apply=attachment_tags,
        probe=_see_tags,
    ),
    Fix(
        id="ec2.transit-gateway-default-association",
        symptom="aws_ec2_transit_gateway_vpc_attachment without the default route table: apply hangs",
        apply=default_association_ends,
        probe=_see_disassociation,
    ),
    Fix(
        id="ec2.transit-gateway-attachment-deletion",
        symptom="aws_ec2_transit_gateway_vpc_attachment: destroy waits for a state it never sees",
        apply=deleted_attachment_shows,
        probe=_see_deletion,
    ),
    Fix(
        id="ec2.transit-gateway-route-targets",
        symptom="aws_ec2_transit_gateway_route: planned to be replaced, its attachment gets lost",
        apply=route_targets,
        probe=_see_routes,
    ),
)
