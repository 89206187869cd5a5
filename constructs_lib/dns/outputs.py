"""What a zone tells the others."""

from dataclasses import dataclass
from typing import ClassVar

from constructs_lib.foundation.outputs import CertificateArn, DnsName, DnsNames, ZoneId


@dataclass(frozen=True, kw_only=True, slots=True)
class DnsOutputs:
    """Where names go, and the certificate for them."""

    DOMAIN: ClassVar[str] = "dns"

    zone_id: ZoneId
    zone_name: DnsName
    name_servers: DnsNames
    """Whom the name above the zone must delegate it to. Published before the certificate, which waits for just that."""
    certificate_arn: CertificateArn
    """Of the placement's region, and issued: who reads it can use it."""
