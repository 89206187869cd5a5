"""The zone of a placement."""

from constructs import Construct

from constructs_lib.account.outputs import AccountOutputs
from constructs_lib.dns.certificate import Certificate
from constructs_lib.dns.config import DnsConfig
from constructs_lib.dns.outputs import DnsOutputs
from constructs_lib.dns.zone import Zone
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.stack import PlatformStack


class DnsStack(PlatformStack):
    """A public zone and the certificate for its names."""

    def __init__(self, scope: Construct, placement: Placement, config: DnsConfig) -> None:
        super().__init__(scope, placement, config)
        account = self.read(AccountOutputs, placement)
        zone = Zone(self, "zone", config, comment=placement.name("dns"), protected=placement.protected)
        certificate = Certificate(
            self,
            "certificate",
            config,
            name=placement.name("certificate"),
            zone_id=zone.id,
            topic_arn=account.warning_topic_arn,
            after=[zone.authorities],
        )
        self.publish(
            DnsOutputs(
                zone_id=zone.id,
                zone_name=zone.name,
                name_servers=tuple(zone.name_servers),
                certificate_arn=certificate.arn,
            )
        )
