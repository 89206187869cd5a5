"""A network's or a hub's way to a Direct Connect gateway."""

from cdktf_cdktf_provider_aws.data_aws_ec2_transit_gateway_dx_gateway_attachment import (
    DataAwsEc2TransitGatewayDxGatewayAttachment,
)
from constructs import Construct

from constructs_lib.foundation.config import require
from constructs_lib.foundation.errors import ConfigError, Problem
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.stack import PlatformStack
from constructs_lib.network.direct_connect.association import DirectConnectAssociation
from constructs_lib.network.direct_connect.config import DirectConnectConfig
from constructs_lib.network.direct_connect.plan import told_prefixes
from constructs_lib.network.transit.attachment.outputs import TransitAttachmentOutputs
from constructs_lib.network.transit.gateway.outputs import TransitGatewayOutputs
from constructs_lib.network.transit.on_premises import AttachedNetwork, OnPremisesAtHub
from constructs_lib.network.vpn_gateway.outputs import VpnGatewayOutputs


class DirectConnectStack(PlatformStack):
    """The association; at a hub also who may use it."""

    def __init__(self, scope: Construct, placement: Placement, config: DirectConnectConfig) -> None:
        super().__init__(scope, placement, config)
        require(config, self.stack_id)
        if config.gateway is None:
            what = "ends at a gateway that nobody has looked up"
            raise ConfigError([Problem(where=self.stack_id, what=what, fix="use compose()")])
        hub = self.read(TransitGatewayOutputs, placement) if config.ends_at == "transit_gateway" else None
        association = DirectConnectAssociation(
            self,
            "association",
            direct_connect_gateway_id=config.direct_connect_gateway_id,
            gateway_id=hub.transit_gateway_id if hub else self.read(VpnGatewayOutputs, placement).vpn_gateway_id,
            allowed_prefixes=told_prefixes(config, config.network),
            account_id=placement.account.id,
            owner_account_id=_owner(config, placement),
            owner_provider=self.provider_at(config.owner) if isinstance(config.owner, Placement) else None,
        )
        if hub:
            # what the hub knows it by is made with the association, and told by no attribute of it
            attachment = DataAwsEc2TransitGatewayDxGatewayAttachment(
                self,
                "attachment",
                transit_gateway_id=hub.transit_gateway_id,
                dx_gateway_id=config.direct_connect_gateway_id,
                depends_on=[association.associated],
            )
            OnPremisesAtHub(
                self,
                "at-hub",
                name=placement.name("direct-connect", config.component),
                transit_gateway_id=hub.transit_gateway_id,
                attachment_id=attachment.id,
                networks={key: self._attached(key, place) for key, place in (config.networks or {}).items()},
            )

    def _attached(self, key: str, place: Placement) -> AttachedNetwork:
        found = self.read(TransitAttachmentOutputs, place, id_=f"read-{key}")
        return AttachedNetwork(attachment_id=found.attachment_id, transit_route_table_id=found.route_table_id)


def _owner(config: DirectConnectConfig, placement: Placement) -> str:
    match config.owner:
        case None:
            return placement.account.id
        case str():
            return config.owner
        case owner:
            return owner.account.id
