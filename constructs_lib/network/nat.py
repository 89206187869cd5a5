"""NAT: how private subnets reach the internet without being reached."""

from collections.abc import Mapping, Sequence

from cdktf import ITerraformDependable, TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.eip import Eip
from cdktf_cdktf_provider_aws.nat_gateway import NatGateway
from cdktf_cdktf_provider_aws.route import Route
from constructs import Construct

from constructs_lib.foundation.config import require
from constructs_lib.foundation.errors import ConfigError, Problem
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.nat_instance import NatInstance
from constructs_lib.network.plan import ANYWHERE, ways_out


class Nat(Construct):
    """The gateways a config asks for (none, one, one per zone) and the default route of every private route table.

    Going from `single` to `per_zone` keeps the first gateway and its address: each belongs to its zone's letter. Going
    from an instance to gateways, or back, turns the routes round where they are.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: NetworkConfig,
        *,
        name: str,
        public_subnet_ids: Mapping[str, str],
        private_route_table_ids: Mapping[str, str],
        internet_access: Sequence[ITerraformDependable],
        instance: NatInstance | None = None,
        protected: bool = True,
    ) -> None:
        """Subnets and route tables are given by the letter of their zone. `instance` is the one of nat="instance".

        `internet_access` is what a gateway needs before it can be made, and as long as it exists: the VPC's internet
        gateway. No argument of a NAT gateway refers to it, so Terraform would not know.
        """
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name)
        self._require_instance(config, instance)
        ways = ways_out(config)
        self._require_wiring("public_subnet_ids", public_subnet_ids, set(ways.values()))
        self._require_wiring("private_route_table_ids", private_route_table_ids, set(ways))
        gateways: dict[str, NatGateway] = {}
        addresses: dict[str, str] = {}
        for letter in sorted(set(ways.values())) if instance is None else ():
            address = Eip(
                self,
                f"address-{letter}",
                domain="vpc",
                tags={"Name": f"{name}-{letter}"},
                depends_on=list(internet_access),
                # given back, an address is gone for good, and others have it in their firewalls
                lifecycle=TerraformResourceLifecycle(prevent_destroy=protected),
            )
            gateways[letter] = NatGateway(
                self,
                f"gateway-{letter}",
                allocation_id=address.id,
                subnet_id=public_subnet_ids[letter],
                tags={"Name": f"{name}-{letter}"},
                depends_on=list(internet_access),
            )
            addresses[letter] = address.public_ip
        for letter, gateway_letter in ways.items():
            Route(
                self,
                f"private-{letter}-to-internet",
                route_table_id=private_route_table_ids[letter],
                destination_cidr_block=ANYWHERE,
                nat_gateway_id=gateways[gateway_letter].id if instance is None else None,
                network_interface_id=instance.interface_id if instance else None,
                depends_on=[instance.machines] if instance else None,
            )
        self.public_ips: Mapping[str, str] = addresses
        """What the internet sees, by the letter of the gateway's zone."""

    def _require_instance(self, config: NetworkConfig, instance: NatInstance | None) -> None:
        if (config.nat == "instance") is (instance is None):
            raise ConfigError(
                [
                    Problem(
                        where=f"{self.node.path}.instance",
                        what='goes with nat="instance", and only with it',
                        got=f"nat={config.nat!r} {'without' if instance is None else 'with'} an instance",
                        fix="make a NatInstance and pass it, or choose another nat",
                    )
                ]
            )

    def _require_wiring(self, argument: str, given: Mapping[str, str], needed: set[str]) -> None:
        missing = sorted(needed - set(given))
        if missing:
            raise ConfigError(
                [
                    Problem(
                        where=f"{self.node.path}.{argument}",
                        what="leaves out zones that the config has",
                        got=", ".join(sorted(given)) or "none",
                        allowed=f"an id for each of {', '.join(sorted(needed))}",
                    )
                ]
            )
