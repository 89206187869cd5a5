"""What follows from services' settings: who owns what after an apply, where the image is, which rules are in the way."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import combinations

from constructs_lib.compute.service.config import ServiceConfig
from constructs_lib.compute.service.traffic import Traffic
from constructs_lib.foundation.errors import Problem

SERVICE, SCALABLE_TARGET = "aws_ecs_service", "aws_appautoscaling_target"
_ECR = re.compile(
    r"^(?P<account>\d{12})\.dkr\.ecr\.(?P<region>[a-z0-9-]+)\.amazonaws\.com/(?P<repository>[a-z0-9._/-]+)[:@]"
)


@dataclass(frozen=True, slots=True)
class OwnedElsewhere:
    """A value that Terraform writes first and somebody else changes later: expected drift, never to be put back."""

    resource: str
    attribute: str
    owner: str


def owned_elsewhere(config: ServiceConfig) -> tuple[OwnedElsewhere, ...]:
    """What no later apply may reset. Every `ignore_changes` of a service comes from here."""
    owned: list[OwnedElsewhere] = []
    if config.scaling is not None:
        owned.append(OwnedElsewhere(SERVICE, "desired_count", "scaling"))
        if config.scaling.scheduled:
            # a scheduled action writes its bounds into the target itself
            # https://github.com/terraform-aws-modules/terraform-aws-ecs/issues/422
            owned += [
                OwnedElsewhere(SCALABLE_TARGET, attribute, "scheduled scaling")
                for attribute in ("max_capacity", "min_capacity")
            ]
    return tuple(owned)


def ignored(config: ServiceConfig, resource: str) -> list[str]:
    """The attributes of one resource that are somebody else's."""
    return [owned.attribute for owned in owned_elsewhere(config) if owned.resource == resource]


def repository_arn(image: str) -> str | None:
    """The ECR repository an image comes from; None when it comes from elsewhere."""
    match = _ECR.match(image)
    return match and f"arn:aws:ecr:{match['region']}:{match['account']}:repository/{match['repository']}"


def volume_name(path: str) -> str:
    """The volume of a writable path: /var/cache → var_cache."""
    return path.removeprefix("/").replace("/", "_")


def route_problems(services: Iterable[ServiceConfig]) -> Iterator[Problem]:
    """Rules on one listener that exclude each other: AWS refuses one, or the other never gets a request."""
    for one, other in combinations(services, 2):
        first, second = sorted((one, other), key=lambda each: each.traffic.priority)
        where = f"ServiceConfig({second.component}).traffic"
        if first.traffic.priority == second.traffic.priority:
            yield Problem(
                where=f"{where}.priority",
                what=f"is that of {first.component}",
                got=str(second.traffic.priority),
                fix="each rule of a load balancer has its own priority",
            )
        if _takes_all_of(first.traffic, second.traffic):
            yield Problem(
                where=f"{where}.path_patterns",
                what=f"never get a request: {first.component} takes them all, with priority {first.traffic.priority}",
                got=_shown(second.traffic),
                allowed=f"what {_shown(first.traffic)} leaves",
                fix="give the narrower rule the lower priority",
            )


def unknown_hosts(services: Iterable[ServiceConfig], host_names: Iterable[str]) -> Iterator[Problem]:
    """Names a service waits for that lead nowhere: no request ever comes under them."""
    host_names = tuple(host_names)
    for service in services:
        for index, name in enumerate(service.traffic.host_names):
            if name not in host_names:
                yield Problem(
                    where=f"ServiceConfig({service.component}).traffic.host_names[{index}]",
                    what="does not lead to the load balancer",
                    got=name,
                    allowed=", ".join(host_names),
                    fix="add it to host_names of the placement's ClusterConfig",
                )


def _takes_all_of(first: Traffic, second: Traffic) -> bool:
    hosts = not first.host_names or (bool(second.host_names) and set(second.host_names) <= set(first.host_names))
    paths = all(
        any(_matches(wide, path) for wide in first.path_patterns or ("*",)) for path in second.path_patterns or ("/*",)
    )
    return hosts and paths


def _matches(wide: str, narrow: str) -> bool:
    """Whether one pattern matches whatever the other one does. A star in the narrow one can only be met by a star."""
    return wide == narrow if "?" in wide else fnmatchcase(narrow, wide)


def _shown(traffic: Traffic) -> str:
    return ", ".join((*traffic.host_names, *traffic.path_patterns))
