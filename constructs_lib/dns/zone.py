"""A public zone, and who may issue certificates for it."""

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.route53_record import Route53Record
from cdktf_cdktf_provider_aws.route53_zone import Route53Zone
from constructs import Construct

from constructs_lib.dns.config import DnsConfig
from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain

_AUTHORITY_TTL_SECONDS = 3600


class Zone(Construct):
    """A public zone. Lost, its name servers are others next time, and the name is dead until somebody delegates anew."""

    def __init__(self, scope: Construct, id_: str, config: DnsConfig, *, comment: str, protected: bool = True) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, comment=comment)
        zone = Route53Zone(
            self,
            "Default",
            name=config.zone,
            comment=comment,
            # a zone with records that somebody else wrote is not deleted over their heads
            force_destroy=False,
            lifecycle=TerraformResourceLifecycle(prevent_destroy=protected),
        )
        # Amazon and nobody else; and whatever is said of the names above, Amazon.
        # https://docs.aws.amazon.com/acm/latest/userguide/setup-caa.html
        authorities = Route53Record(
            self,
            "certificate-authorities",
            zone_id=zone.zone_id,
            name=config.zone,
            type="CAA",
            ttl=_AUTHORITY_TTL_SECONDS,
            records=['0 issue "amazon.com"'],
        )
        self.id = zone.zone_id
        self.name = zone.name
        self.name_servers = zone.name_servers
        self.authorities = authorities
        """What must exist before a certificate is issued: ACM looks it up, and a refusal is final."""
