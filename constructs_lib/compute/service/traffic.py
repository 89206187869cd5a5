"""Which requests come to a service, and how it is known that a task can take them."""

from collections import Counter
from collections.abc import Iterator
from typing import Annotated

from annotated_types import Interval
from pydantic import StringConstraints

from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.host_names import RelativeName

# https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html#path-conditions
PathPattern = Annotated[str, StringConstraints(pattern=r"^/[A-Za-z0-9_.$/~\"'@:+&*?-]*$", max_length=128)]
HealthPath = Annotated[str, StringConstraints(pattern=r"^/[\x21-\x7e]*$", max_length=1024)]
_CONDITIONS_LIMIT = 5
"""Values of one rule: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html"""


@config
class Traffic:
    """A service's rule on the shared listener, and its target group."""

    priority: Annotated[int, Interval(ge=1, le=50_000)]
    """Which rule is asked first: the lowest. Each is taken once per load balancer."""
    path_patterns: tuple[PathPattern, ...] = ()
    """Paths that come here, such as /payments/*. The query string is not part of them."""
    host_names: tuple[RelativeName, ...] = ()
    """Names that come here, relative to the zone, out of those that lead to the load balancer."""
    port: Annotated[int, Interval(ge=1024, le=65_535)] = 8080
    """Where the task listens. Below 1024 only root may."""
    health_check_path: HealthPath = "/health"
    """A path that answers 200 when the task can work, and something else when it cannot: not just any page."""
    health_check_grace_seconds: Annotated[int, Interval(ge=0, le=7200)] = 60
    """How long a task may start before a failing check ends it. Too short, and no deployment ever finishes."""
    deregistration_delay_seconds: Annotated[int, Interval(ge=0, le=3600)] = 30
    """How long a task that goes may finish its requests. AWS's 300 make every deployment five minutes longer."""

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the conditions as a whole."""
        count = len(self.path_patterns) + len(self.host_names)
        if not 1 <= count <= _CONDITIONS_LIMIT:
            yield Problem(
                where="path_patterns",
                what="with host_names make no rule",
                got=f"{count} values",
                allowed=f"1 to {_CONDITIONS_LIMIT} together",
                fix='write ("/*",) for everything that no other rule takes',
            )
        for where, values in (("path_patterns", self.path_patterns), ("host_names", self.host_names)):
            twice = sorted(value for value, times in Counter(values).items() if times > 1)
            if twice:
                yield Problem(where=where, what="name a value twice", got=", ".join(twice), fix="name each once")
