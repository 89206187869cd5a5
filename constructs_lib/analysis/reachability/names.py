"""What a name in a question means: a thing, all things of a stack or an environment, the internet, an address, a service."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from fnmatch import fnmatchcase
from typing import Final

from constructs_lib.analysis.reachability.journey import Spot, subnet_of
from constructs_lib.analysis.reachability.model import Endpoint, Network, Subnet, Vpc
from constructs_lib.analysis.reachability.ranges import (
    STAND_INS,
    Range,
    Version,
    internet_pieces,
    is_internet,
    is_private,
    parse_range,
    pieces,
)
from constructs_lib.foundation.errors import ConfigError, Problem

INTERNET: Final = Endpoint(name="internet", kind="internet")
SERVICE: Final = "aws:"
_GLOB: Final = frozenset("*?[")
_VERSIONS: Final[tuple[Version, ...]] = (4, 6)


class Names:
    """Finds endpoints by name, and the addresses they have."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self._by_name = {endpoint.name: endpoint for endpoint in network.endpoints}
        self._subnets = {subnet.path: subnet for subnet in network.subnets.values()}
        self._own = tuple(block for vpc in network.vpcs.values() for block in vpc.ranges)
        self._spots: dict[tuple[str, str, Version], tuple[Spot, ...]] = {}

    def known(self) -> tuple[str, ...]:
        """Every name of a thing, and the names that are always there."""
        return ("internet", *self._by_name, *self._subnets)

    def find(self, name: str, *, environment: str = "") -> tuple[Endpoint, ...]:
        """What a name means, in the order of names. In an environment its own name may be left out in front."""
        if name == INTERNET.name:
            return (INTERNET,)
        if name.startswith(SERVICE):
            return (Endpoint(name=name, kind="AWS service", service=name.removeprefix(SERVICE)),)
        block = parse_range(name)
        if block is not None:
            return (Endpoint(name=name, kind="address", fixed=(block,), public=True),)
        for spelling in (name, f"{environment}-{name}") if environment else (name,):
            found = tuple(self._named(spelling))
            if found:
                return found
        raise ConfigError([self._unknown(name)])

    def spots(self, endpoint: Endpoint, version: Version, *, seen_from: Endpoint | None = None) -> tuple[Spot, ...]:
        """Its addresses, one of each part of a range that no rule tells apart."""
        region = ""
        if endpoint.kind == "AWS service" and seen_from is not None and seen_from.vpc:
            region = self.network.vpcs[seen_from.vpc].place.region
        key = (endpoint.name, region, version)
        if key not in self._spots:
            self._spots[key] = tuple(self._make_spots(endpoint, version, region))
        return self._spots[key]

    def seen_from(self, endpoint: Endpoint, asker: Endpoint) -> Endpoint:
        """Who answers to a name there: of an AWS service, the interface endpoint of the asker's VPC, if it has one."""
        if endpoint.kind != "AWS service" or not asker.vpc:
            return endpoint
        private = self.network.vpcs[asker.vpc].private_services.get(endpoint.service)
        return next((each for each in self.network.endpoints if private and each.address == private), endpoint)

    def subnet_endpoint(self, subnet: Subnet) -> Endpoint:
        """Anything that may be put into a subnet: no security group guards it."""
        return Endpoint(
            name=subnet.path,
            kind="subnet",
            address=subnet.address,
            stack=subnet.address.partition("/")[0],
            vpc=subnet.vpc,
            subnets=(subnet.address,),
            # as the subnet hands addresses out; a machine may ask for one by itself, in a subnet that leads out
            public=subnet.public_addresses or self._leads_out(subnet),
            ipv6=True,
            unknown=subnet.unknown,
        )

    def _leads_out(self, subnet: Subnet) -> bool:
        return any(route.kind == "internet gateway" for route in subnet.table.routes)

    def _named(self, name: str) -> Iterator[Endpoint]:
        glob = bool(_GLOB & set(name))

        def meant(path: str, *others: str) -> bool:
            if glob:
                return fnmatchcase(path, name)
            return name in others or path == name or path.startswith(f"{name}/")

        things = [each for each in self.network.endpoints if meant(each.name, each.address, each.environment)]
        if things:
            yield from things
            return
        for subnet in self.network.subnets.values():
            stack = subnet.address.partition("/")[0]
            if meant(subnet.path, subnet.address) or (not glob and stack.startswith(f"{name}-")):
                yield self.subnet_endpoint(subnet)

    def _make_spots(self, endpoint: Endpoint, version: Version, region: str) -> Iterator[Spot]:
        cuts = self.network.cuts
        if endpoint.kind == "internet":
            yield from (Spot(endpoint, version, each) for each in internet_pieces(version, cuts, self._own))
        elif endpoint.kind == "AWS service":
            if version == 4 and region:  # noqa: PLR2004
                full = f"com.amazonaws.{region}.{endpoint.service}"
                address = self.network.services.get(full, STAND_INS[0].first)
                yield Spot(
                    Endpoint(name=endpoint.name, kind=endpoint.kind, service=full, public=True), version, address
                )
        elif endpoint.fixed:
            yield from self._fixed_spots(endpoint, version)
        elif version == 4 or endpoint.ipv6:  # noqa: PLR2004
            for address in endpoint.subnets:
                subnet = self.network.subnets[address]
                own = [block for block in subnet.ranges if block.version == version]
                yield from (Spot(endpoint, version, each, subnet) for each in pieces(own, cuts))

    def _fixed_spots(self, endpoint: Endpoint, version: Version) -> Iterator[Spot]:
        """Addresses somebody named, each wherever it is."""
        edges = [block for subnet in self.network.subnets.values() for block in subnet.ranges]
        wanted = [block for block in endpoint.fixed if block.version == version]
        for address in pieces(wanted, (*self.network.cuts, *self._own, *edges)):
            homes = [vpc for vpc in self.network.vpcs.values() if _has(vpc.ranges, version, address)]
            if len(homes) > 1:
                paths = ", ".join(vpc.path for vpc in homes)
                fix = "name the subnet, or what is in it"
                raise ConfigError([Problem(what="is in several VPCs", where=endpoint.name, got=paths, fix=fix)])
            yield _spot_at(endpoint, version, address, homes[0] if homes else None)

    def _unknown(self, name: str) -> Problem:
        known = self.known()
        close = get_close_matches(name, known, n=3, cutoff=0.4)
        close += [each for each in known if name in each and each not in close][:3]
        shown = ", ".join(close) or ", ".join(known[:8])
        return Problem(
            what="nothing is called like that",
            got=repr(name),
            allowed="internet, aws:SERVICE, an address, a range, an environment, a stack, a construct's path, a pattern",
            fix=f"did you mean {shown}?",
        )


def _has(ranges: Sequence[Range], version: Version, address: int) -> bool:
    return any(block.version == version and address in block for block in ranges)


def _spot_at(endpoint: Endpoint, version: Version, address: int, vpc: Vpc | None) -> Spot:
    if vpc is None:
        if is_private(version, address) or is_internet(version, address):
            return Spot(endpoint, version, address)
        unknown = "is neither a private address nor one of the internet"
        return Spot(Endpoint(name=endpoint.name, kind=endpoint.kind, unknown=unknown), version, address)
    subnet = subnet_of(vpc, version, address)
    if subnet is None:
        lost = Endpoint(name=endpoint.name, kind=endpoint.kind, unknown=f"no subnet of {vpc.path} has it")
        return Spot(lost, version, address)
    return Spot(endpoint, version, address, subnet)
