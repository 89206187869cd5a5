"""What runs code costs: tasks, instances and functions."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from constructs_lib.analysis.cost.prices import HOURS_A_MONTH
from constructs_lib.analysis.cost.resource import Resource, Unclear, Use, number

_UNITS_OF_A_CPU = 1024
_MIB_OF_A_GB = 1024
_FREE_DISK_GB = 20
_DEFAULT_VOLUME_GB = 8


@dataclass(frozen=True, slots=True)
class _Numbers:
    """How many there are at least, on average, and at most."""

    least: float
    usual: float
    most: float
    scales: bool = True

    def map(self, change: Callable[[float], float]) -> "_Numbers":
        return _Numbers(change(self.least), change(self.usual), change(self.most), self.scales)

    def uses(self, product: str, times: float) -> Use:
        """So much of a product for each of them."""
        if not self.scales:
            return Use(product, self.usual * times)
        return Use(product, self.usual * times, self.most * times, "scaled_share_percent", self.least * times)


def service(resource: Resource) -> Iterator[Use]:
    """Tasks on Fargate, on demand and spot, as many as desired or as scaling lets them be on average."""
    if resource.body.get("launch_type") == "EC2":
        return
    task = resource.referenced("task_definition", "aws_ecs_task_definition")
    if task is None:
        raise Unclear("task_definition")
    scaling = _scaling_of(resource)
    if scaling is None:
        desired = resource.number("desired_count", 1)
        tasks = _Numbers(desired, desired, desired, scales=False)
    else:
        tasks = _between(scaling, "min_capacity", "max_capacity")
    on_demand = _on_demand(resource)
    yield from _tasks("fargate", task, tasks.map(on_demand))
    yield from _tasks("fargate-spot", task, tasks.map(lambda count: count - on_demand(count)))
    if any(each.get("assign_public_ip") is True for each in resource.blocks("network_configuration")):
        yield tasks.uses("public-address.hour", HOURS_A_MONTH)


def _tasks(kind: str, task: Resource, tasks: _Numbers) -> Iterator[Use]:
    if tasks.most <= 0:
        return
    arm = any(each.get("cpu_architecture") == "ARM64" for each in task.blocks("runtime_platform"))
    product = f"{kind}.{'arm' if arm else 'x86'}"
    yield tasks.uses(f"{product}.cpu-hour", task.number("cpu") / _UNITS_OF_A_CPU * HOURS_A_MONTH)
    yield tasks.uses(f"{product}.gb-hour", task.number("memory") / _MIB_OF_A_GB * HOURS_A_MONTH)
    for disk in task.blocks("ephemeral_storage"):
        extra = number(disk, "size_in_gib") - _FREE_DISK_GB
        yield tasks.uses("fargate.disk-gb-hour", extra * HOURS_A_MONTH)


def _scaling_of(resource: Resource) -> Resource | None:
    """The scaling of a service: what its target's id ends with is this service."""
    wanted = f"${{{resource.address}.name}}"
    return next(
        (
            target
            for target in resource.siblings("aws_appautoscaling_target")
            if str(target.body.get("resource_id", "")).endswith((wanted, f"/{resource.body.get('name')}"))
        ),
        None,
    )


def _between(scaling: Resource, least: str, most: str) -> _Numbers:
    low, high = scaling.number(least), scaling.number(most)
    share = scaling.assumed("scaled_share_percent") / 100
    return _Numbers(low, low + (high - low) * share, high, scales=high > low)


def _on_demand(resource: Resource) -> Callable[[float], float]:
    """How many of so many tasks are not spot: the base first, the rest by weight."""
    strategy = resource.blocks("capacity_provider_strategy")
    base = {each["capacity_provider"]: number(each, "base", 0) for each in strategy}
    weight = {each["capacity_provider"]: number(each, "weight", 0) for each in strategy}
    share = weight.get("FARGATE", 0.0) / (sum(weight.values()) or 1)

    def among(tasks: float) -> float:
        if not strategy:
            return tasks
        certain = min(tasks, base.get("FARGATE", 0.0))
        certain_spot = min(tasks - certain, base.get("FARGATE_SPOT", 0.0))
        return certain + (tasks - certain - certain_spot) * share

    return among


def instance(resource: Resource) -> Iterator[Use]:
    """The hour, its volumes, and a public address."""
    yield Use(f"ec2.{resource.text('instance_type')}", HOURS_A_MONTH)
    for product, size in _volumes(resource, "root_block_device", "ebs_block_device"):
        yield Use(product, size)
    if resource.flag("associate_public_ip_address"):
        yield Use("public-address.hour", HOURS_A_MONTH)


def fleet(resource: Resource) -> Iterator[Use]:
    """Instances of a group, on demand: what spot saves of them is not counted before it is saved."""
    named = resource.blocks("launch_template")
    template = resource.beside("", "", named[0]) if named else resource
    found = template.referenced("id", "aws_launch_template") or template.referenced("name", "aws_launch_template")
    if found is None:
        raise Unclear("launch_template")
    instances = _between(resource, "min_size", "max_size")
    yield instances.uses(f"ec2.{found.text('instance_type')}", HOURS_A_MONTH)
    for mapping in found.blocks("block_device_mappings"):
        for product, size in _volumes(found.beside("", "", mapping), "ebs"):
            yield instances.uses(product, size)
    if any(each.get("associate_public_ip_address") in (True, "true") for each in found.blocks("network_interfaces")):
        yield instances.uses("public-address.hour", HOURS_A_MONTH)


def _volumes(resource: Resource, *keys: str) -> Iterator[tuple[str, float]]:
    """The product and the size of each."""
    for key in keys:
        for block in resource.blocks(key):
            yield f"volume.{block.get('volume_type', 'gp3')}-gb", number(block, "volume_size", _DEFAULT_VOLUME_GB)


def volume(resource: Resource) -> Iterator[Use]:
    """A volume of its own."""
    yield Use(f"volume.{resource.text('type', 'gp2')}-gb", resource.number("size"))


def function(resource: Resource) -> Iterator[Use]:
    """Requests, and memory by the time they take."""
    arm = "arm64" in resource.body.get("architectures", ())
    memory = resource.number("memory_size", 128) / _MIB_OF_A_GB
    seconds = resource.assumed("function_milliseconds") / 1000 * 1_000_000
    yield resource.uses("lambda.request-million", "function_invocations_million")
    yield resource.uses(
        f"lambda.{'arm' if arm else 'x86'}.gb-second", "function_invocations_million", times=seconds * memory
    )


def cluster(resource: Resource) -> Iterator[Use]:
    """Free, but for the metrics Container Insights writes about it."""
    insights = [each.get("value") for each in resource.blocks("setting") if each.get("name") == "containerInsights"]
    if insights and insights[0] != "disabled":
        yield resource.uses("metric.month", "cluster_metrics")


def scaling_policy(resource: Resource) -> Iterator[Use]:
    """A policy that tracks a target makes two alarms of its own, which are on the bill."""
    if resource.text("policy_type", "StepScaling") == "TargetTrackingScaling":
        yield Use("alarm.metric", 2)


def repository(resource: Resource) -> Iterator[Use]:
    """Images, by the GB."""
    yield resource.uses("image.gb", "image_gb")
