"""Which of a cluster's names browsers would refuse."""

from collections.abc import Iterable, Iterator

from constructs_lib.compute.cluster.config import ClusterConfig
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.host_names import covers


def uncertified(cluster: ClusterConfig, certificate_names: Iterable[str]) -> Iterator[Problem]:
    """Names that lead to the load balancer, whose certificate does not hold for them."""
    certificate_names = tuple(certificate_names)
    for index, name in enumerate(cluster.host_names):
        if not any(covers(certified, name) for certified in certificate_names):
            yield Problem(
                where=f"ClusterConfig.host_names[{index}]",
                what="is no name of the zone's certificate",
                got=name,
                allowed=", ".join(certificate_names),
                fix="add it to certificate_names of the zone's DnsConfig",
            )
