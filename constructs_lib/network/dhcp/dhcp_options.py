"""DHCP options: what machines are told when they get their address."""

from cdktf_cdktf_provider_aws.vpc_dhcp_options import VpcDhcpOptions
from cdktf_cdktf_provider_aws.vpc_dhcp_options_association import VpcDhcpOptionsAssociation
from constructs import Construct

from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.network.dhcp.config import DhcpConfig


class DhcpOptions(Construct):
    """A set of options, in place of the region's own ones, which come back when it goes."""

    def __init__(self, scope: Construct, id_: str, config: DhcpConfig, *, name: str, vpc_id: str) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name)
        options = VpcDhcpOptions(
            self,
            "Default",
            domain_name=config.domain_name,
            domain_name_servers=list(config.domain_name_servers),
            ntp_servers=list(config.ntp_servers) or None,
            tags={"Name": name},
        )
        VpcDhcpOptionsAssociation(self, "association", vpc_id=vpc_id, dhcp_options_id=options.id)
