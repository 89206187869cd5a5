"""What a VPN tells the others."""

from dataclasses import dataclass
from typing import ClassVar

from constructs_lib.foundation.outputs import SecretArn, VpnConnectionId


@dataclass(frozen=True, kw_only=True, slots=True)
class VpnOutputs:
    """What whoever sets up the device looks up."""

    DOMAIN: ClassVar[str] = "vpn"

    vpn_connection_id: VpnConnectionId
    key_secret_arn: SecretArn
    """The secret with both tunnels' keys. Only its name is published."""
