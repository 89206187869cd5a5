"""Network ACLs: one per tier, and the default one emptied."""

from collections.abc import Mapping
from typing import cast

from cdktf import Fn, TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.default_network_acl import DefaultNetworkAcl
from cdktf_cdktf_provider_aws.network_acl import NetworkAcl
from cdktf_cdktf_provider_aws.network_acl_association import NetworkAclAssociation
from cdktf_cdktf_provider_aws.network_acl_rule import NetworkAclRule
from constructs import Construct

from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.network.acl.plan import AclRule, Place, plan_acl_rules
from constructs_lib.network.config import TIERS, NetworkConfig, Tier
from constructs_lib.network.plan import Ipv6Part


class NetworkAcls(Construct):
    """An ACL for each tier, in front of its subnets, and one without rules where no tier's is.

    Rules, ACLs and associations are resources of their own: with any of them inside another, Terraform takes out what
    it finds there beside its own.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: NetworkConfig,
        *,
        name: str,
        vpc_id: str,
        default_network_acl_id: str,
        subnet_ids: Mapping[Tier, Mapping[str, str]],
        ipv6_cidr: str | None,
    ) -> None:
        """Subnets by tier, and by the name that stays theirs: `private-a`."""
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name)
        rules = plan_acl_rules(config)
        associations: list[NetworkAclAssociation] = []
        for tier in TIERS:
            if tier not in config.tiers:
                continue
            acl = NetworkAcl(self, tier, vpc_id=vpc_id, tags={"Name": f"{name}-{tier}"})
            made = [self._rule(rule, acl.id, ipv6_cidr) for rule in rules if rule.tier == tier]
            # A subnet comes under its ACL only when that has all its rules, or what runs there would be cut off meanwhile
            associations += [
                NetworkAclAssociation(
                    self, f"{subnet}-association", network_acl_id=acl.id, subnet_id=subnet_id, depends_on=made
                )
                for subnet, subnet_id in subnet_ids[tier].items()
            ]
        # Without rules it lets nothing through: a subnet that somebody adds by hand starts closed. Emptied last, since
        # subnets of before may still be under it. Which ones are is not its own to say.
        DefaultNetworkAcl(
            self,
            "default",
            default_network_acl_id=default_network_acl_id,
            tags={"Name": f"{name}-default"},
            depends_on=associations,
            lifecycle=TerraformResourceLifecycle(ignore_changes=["subnet_ids"]),
        )

    def _rule(self, rule: AclRule, acl_id: str, ipv6_cidr: str | None) -> NetworkAclRule:
        cidr = _cidr(rule.place, ipv6_cidr)
        is_ipv6 = isinstance(rule.place, Ipv6Part) or ":" in rule.place
        first, last = rule.traffic.ports or (None, None)
        kind, code = rule.traffic.icmp or (None, None)
        return NetworkAclRule(
            self,
            rule.id,
            network_acl_id=acl_id,
            egress=rule.egress,
            rule_number=rule.number,
            rule_action="allow" if rule.allow else "deny",
            protocol=rule.traffic.protocol,
            cidr_block=None if is_ipv6 else cidr,
            ipv6_cidr_block=cidr if is_ipv6 else None,
            from_port=first,
            to_port=last,
            icmp_type=kind,
            icmp_code=code,
        )


def _cidr(place: Place, ipv6_cidr: str | None) -> str:
    if isinstance(place, Ipv6Part):
        return Fn.cidrsubnet(cast("str", ipv6_cidr), place.new_bits, place.number)
    return place
