"""Settings of a cluster and its load balancer."""

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from annotated_types import Interval, Len

from constructs_lib.compute.capacity import SpotPercent
from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.host_names import RelativeName
from constructs_lib.foundation.retention import RetentionDays


@config
class ClusterConfig:
    """Where services of a placement run, and the one HTTPS load balancer in front of them."""

    DOMAIN: ClassVar[str] = "cluster"

    host_names: Annotated[tuple[RelativeName, ...], Len(1)]
    """Names in the zone that lead to the load balancer, relative to it: `api`, or `@` for the zone itself. The zone's
    certificate must hold for each."""
    spot_percent: SpotPercent = 0
    """What tasks started without a service run on. Each service says for itself; 0 loses nothing to AWS's notice."""
    container_insights: Literal["enabled", "enhanced"] = "enabled"
    """Metrics of tasks. Never off: the alarm on missing tasks counts with them. `enhanced` adds each container's own, for
    more money."""
    exec_log_retention_days: RetentionDays = 400
    """How long it is kept what people typed into running tasks: a year of evidence and a month to look back."""
    idle_timeout_seconds: Annotated[int, Interval(ge=1, le=4000)] = 60
    """How long a silent connection stays open. The services' own keep-alive must be longer, or the load balancer writes
    into connections they have just closed, and answers 502."""

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the names as a whole."""
        twice = sorted(name for name, count in Counter(self.host_names).items() if count > 1)
        if twice:
            yield Problem(where="host_names", what="name a host twice", got=", ".join(twice), fix="name each once")
