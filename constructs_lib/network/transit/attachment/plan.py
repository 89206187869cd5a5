"""Where in a network the hub gets its doors."""

from constructs_lib.network.config import NetworkConfig, Tier

_IN_THIS_ORDER: tuple[Tier, ...] = ("private", "isolated", "public")


def door_tier(network: NetworkConfig) -> Tier:
    """The tier whose subnets the attachment has an interface in, one per zone.

    Private ones where there are any: what others reach is mostly there, and their network ACL is the one that lets
    other networks in. The isolated tier takes the place of a network that has only data, the public one comes last.
    AWS advises small subnets of their own; a tier more would cost every network a share of its range for the few
    addresses this takes, and what those subnets are for (an open ACL, one route table) the private tier has as well.
    https://docs.aws.amazon.com/vpc/latest/tgw/tgw-best-design-practices.html
    """
    return next(tier for tier in _IN_THIS_ORDER if tier in network.tiers)
