"""Settings of what machines are told when they get their address."""

from collections import Counter
from collections.abc import Iterator, Sequence
from ipaddress import IPv4Address, IPv4Network
from typing import Annotated

from annotated_types import Len

from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.host_names import ZoneName

AMAZON_DNS = "AmazonProvidedDNS"
"""The VPC's own name server, which alone knows private zones and the private names of endpoints."""

_LINK_LOCAL = IPv4Network("169.254.0.0/16")


@config
class DhcpConfig:
    """DHCP options. They cannot be changed at AWS: a change makes new ones, which machines take at their next renewal."""

    domain_name: ZoneName | None = None
    """What machines add to a name without dots."""
    domain_name_servers: Annotated[tuple[str, ...], Len(1, 4)] = (AMAZON_DNS,)
    """Name servers by IPv4 address, or AmazonProvidedDNS. Others must ask the VPC's own one for private names."""
    ntp_servers: Annotated[tuple[str, ...], Len(0, 4)] = ()
    """Clocks by IPv4 address. Without any, machines of AWS use 169.254.169.123, which needs no route."""

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the servers, and with all of them together."""
        for where, servers in (("domain_name_servers", self.domain_name_servers), ("ntp_servers", self.ntp_servers)):
            twice = sorted(server for server, count in Counter(servers).items() if count > 1)
            if twice:
                yield Problem(where=where, what="name a server twice", got=", ".join(twice), fix="name each once")
            for index, server in enumerate(servers):
                if not _is_address(server) and (where, server) != ("domain_name_servers", AMAZON_DNS):
                    known = f" or {AMAZON_DNS}" if where == "domain_name_servers" else ""
                    yield Problem(
                        where=f"{where}[{index}]",
                        what="is no address",
                        got=repr(server),
                        allowed=f"an IPv4 address{known}",
                    )
        if AMAZON_DNS in self.domain_name_servers and len(self.domain_name_servers) > 1:
            yield Problem(
                where="domain_name_servers",
                what=f"mix {AMAZON_DNS} with others: machines ask any of them, and private names are found now and then",
                got=", ".join(self.domain_name_servers),
                fix="name either; for names kept elsewhere give the VPC's name server a forwarding rule",
            )
        if self == DhcpConfig():
            yield Problem(
                what="says nothing that is not so by itself", got=str(self), fix="set a field, or leave it out"
            )


def out_of_reach(dhcp: DhcpConfig, cidrs: Sequence[str]) -> Iterator[Problem]:
    """Servers that isolated subnets cannot talk to, though their machines are told to."""
    for where in ("domain_name_servers", "ntp_servers"):
        servers: tuple[str, ...] = getattr(dhcp, where)
        for index, server in enumerate(servers):
            if _is_address(server) and not any(
                IPv4Address(server) in each for each in (_LINK_LOCAL, *map(IPv4Network, cidrs))
            ):
                yield Problem(
                    where=f"{where}[{index}]",
                    what="is beyond this network, with which isolated subnets exchange nothing",
                    got=repr(server),
                    allowed=f"an address in {', '.join(cidrs)}",
                    fix="put a forwarder into the private subnets, or leave out the isolated tier",
                )


def _is_address(text: str) -> bool:
    try:
        IPv4Address(text)
    except ValueError:
        return False
    return True
