"""What others may know of a cluster."""

from constructs_lib.compute.cluster.outputs import ClusterOutputs
from constructs_lib.foundation.outputs import fields_of, placeholders


def test_is_published_by_these_names() -> None:
    assert [field.output_name() for field in fields_of(ClusterOutputs)] == [
        "ClusterArn",
        "ClusterName",
        "ExecLogGroupArn",
        "LoadBalancerArn",
        "LoadBalancerArnSuffix",
        "LoadBalancerDns",
        "LoadBalancerZoneId",
        "LoadBalancerSecurityGroupId",
        "HttpsListenerArn",
    ]


def test_can_be_planned_on_before_it_exists() -> None:
    assert placeholders(ClusterOutputs)["cluster_arn"] == "arn:aws:ecs:us-east-1:000000000000:cluster/provisional"
