"""A service for tests."""

from constructs_lib.compute.service.config import ServiceConfig
from constructs_lib.compute.service.scaling import CustomMetric, Scaling, ScheduledScaling
from constructs_lib.compute.service.traffic import Traffic

IMAGE = "111111111111.dkr.ecr.us-east-1.amazonaws.com/shop/api:1.0.0"

SHOP = ServiceConfig(component="shop", image=IMAGE, traffic=Traffic(priority=100, path_patterns=("/shop/*",)))

SCALED = Scaling(
    max_capacity=10,
    cpu_percent=60,
    memory_percent=70,
    requests_per_target=500,
    custom_metrics=(
        CustomMetric(
            name="depth", namespace="Shop", metric_name="Depth", dimensions={"b": "1", "a": "2"}, target_value=10.5
        ),
    ),
)

MORNING = ScheduledScaling(
    name="morning", schedule="cron(0 7 ? * MON-FRI *)", time_zone="Europe/Berlin", min_capacity=4, max_capacity=10
)
