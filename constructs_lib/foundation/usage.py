"""How much is used: what a bill depends on and no configuration says. Every number of it has a name and a default."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Final, Literal

from annotated_types import Ge

from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem

AssumptionName = Literal[
    "analyzed_identities",
    "api_requests_million",
    "bucket_gb",
    "bucket_reads_million",
    "bucket_writes_million",
    "cache_backup_gb",
    "cluster_metrics",
    "cluster_storage_gb",
    "config_evaluations_thousand",
    "config_items_thousand",
    "cross_zone_gb",
    "database_extra_backup_gb",
    "detector_database_vcpus",
    "detector_events_million",
    "detector_log_gb",
    "detector_object_events_million",
    "detector_runtime_vcpus",
    "distribution_gb",
    "distribution_requests_million",
    "endpoint_gb",
    "flow_log_gb",
    "function_invocations_million",
    "function_milliseconds",
    "hub_checks_thousand",
    "image_gb",
    "key_requests_million",
    "load_balancer_internet_gb",
    "load_balancer_units",
    "load_balancer_zones",
    "log_gb",
    "nat_gb",
    "peering_gb",
    "queue_requests_million",
    "scaled_share_percent",
    "secret_requests_thousand",
    "serverless_capacity_units",
    "table_gb",
    "table_reads_million",
    "table_writes_million",
    "topic_messages_thousand",
    "trail_data_events_million",
    "trail_management_events_million",
    "transit_gateway_gb",
    "web_acl_requests_million",
    "zone_queries_million",
]
Quantity = Annotated[float, Ge(0)]


@dataclass(frozen=True, slots=True)
class Assumption:
    """One number nobody has declared yet: small on purpose, so that whoever uses more has a reason to say how much."""

    default: float
    unit: str
    """Of one resource, in a month of 730 hours."""


ASSUMPTIONS: Final[Mapping[AssumptionName, Assumption]] = {
    "analyzed_identities": Assumption(50, "roles and users of an account whose use an analyzer follows"),
    "api_requests_million": Assumption(1, "million requests to an API"),
    "bucket_gb": Assumption(50, "GB kept in a bucket"),
    "bucket_reads_million": Assumption(1, "million GET requests to a bucket"),
    "bucket_writes_million": Assumption(0.1, "million PUT, COPY, POST and LIST requests to a bucket"),
    "cache_backup_gb": Assumption(0, "GB of snapshots of a cache beyond the free one"),
    "cluster_metrics": Assumption(30, "Container Insights metrics of an ECS cluster"),
    "cluster_storage_gb": Assumption(20, "GB kept in a database cluster"),
    "config_evaluations_thousand": Assumption(0.05, "thousand evaluations of a rule of AWS Config"),
    "config_items_thousand": Assumption(2, "thousand configuration items recorded by AWS Config"),
    "cross_zone_gb": Assumption(50, "GB between the zones of a network; each is paid at both ends"),
    "database_extra_backup_gb": Assumption(0, "GB of backups beyond the size of the database, which is free"),
    "detector_database_vcpus": Assumption(2, "vCPUs of the databases whose logins a detector reads"),
    "detector_events_million": Assumption(1, "million management events a detector reads"),
    "detector_log_gb": Assumption(5, "GB of flow and DNS logs a detector reads"),
    "detector_object_events_million": Assumption(1, "million reads and writes of objects a detector reads"),
    "detector_runtime_vcpus": Assumption(4, "vCPUs with an agent of a detector"),
    "distribution_gb": Assumption(100, "GB a distribution sends to the internet"),
    "distribution_requests_million": Assumption(1, "million HTTPS requests to a distribution"),
    "endpoint_gb": Assumption(10, "GB through an interface endpoint"),
    "flow_log_gb": Assumption(5, "GB of flow logs of a network"),
    "function_invocations_million": Assumption(0.1, "million invocations of a function"),
    "function_milliseconds": Assumption(200, "milliseconds of an invocation, on average"),
    "hub_checks_thousand": Assumption(5, "thousand checks of resources by Security Hub"),
    "image_gb": Assumption(5, "GB of images in a repository"),
    "key_requests_million": Assumption(0.1, "million requests to a key"),
    "load_balancer_internet_gb": Assumption(50, "GB a public load balancer sends to the internet"),
    "load_balancer_units": Assumption(1, "load balancer capacity units, on average of all hours"),
    "load_balancer_zones": Assumption(3, "zones a public load balancer has an address in"),
    "log_gb": Assumption(1, "GB written to a log group"),
    "nat_gb": Assumption(100, "GB through a NAT gateway"),
    "peering_gb": Assumption(10, "GB through a peering connection"),
    "queue_requests_million": Assumption(1, "million requests to a queue"),
    "scaled_share_percent": Assumption(25, "percent of the way from least to most tasks or instances, on average"),
    "secret_requests_thousand": Assumption(10, "thousand requests to a secret"),
    "serverless_capacity_units": Assumption(1, "Aurora capacity units of an instance, on average of all hours"),
    "table_gb": Assumption(5, "GB kept in a table"),
    "table_reads_million": Assumption(10, "million read request units of a table"),
    "table_writes_million": Assumption(5, "million write request units of a table"),
    "topic_messages_thousand": Assumption(1, "thousand messages to a topic"),
    "trail_data_events_million": Assumption(1, "million reads and writes of contents a trail records"),
    "trail_management_events_million": Assumption(1, "million calls of an account, for insights of a trail"),
    "transit_gateway_gb": Assumption(50, "GB an attachment sends through a transit gateway"),
    "web_acl_requests_million": Assumption(1, "million requests a web ACL looks at"),
    "zone_queries_million": Assumption(1, "million queries to a public zone"),
}
"""What an estimate assumes of each resource unless an environment declares it. All that was assumed is listed with it."""


@config
class Usage:
    """What an environment expects to use a month. It prices the estimate and changes nothing that is deployed."""

    each: Mapping[AssumptionName, Quantity] = field(default_factory=dict[AssumptionName, float])
    """Of every resource of its kind: {"nat_gb": 300} is 300 GB through each NAT gateway."""
    stacks: Mapping[str, Mapping[AssumptionName, Quantity]] = field(
        default_factory=dict[str, Mapping[AssumptionName, float]]
    )
    """The same for the resources of one stack, by its id, in front of `each`."""

    def problems(self) -> Iterator[Problem]:
        """A share of more than everything."""
        for where, declared in (("each", self.each), *((f"stacks.{name}", each) for name, each in self.stacks.items())):
            share = declared.get("scaled_share_percent", 0)
            if share > 100:  # noqa: PLR2004 (percent)
                yield Problem(
                    where=f"{where}.scaled_share_percent",
                    what="is out of range",
                    got=str(share),
                    allowed="at least 0, at most 100",
                    fix="it is the way from the least to the most: 0 is always the least, 100 always the most",
                )

    def declared(self, name: AssumptionName, stack_id: str) -> float | None:
        """What is declared for the resources of a stack; nothing where it is left to the default."""
        found = self.stacks.get(stack_id, {}).get(name)
        return self.each.get(name) if found is None else found

    def quantity(self, name: AssumptionName, stack_id: str) -> float:
        """What the estimate counts with."""
        declared = self.declared(name, stack_id)
        return ASSUMPTIONS[name].default if declared is None else declared
