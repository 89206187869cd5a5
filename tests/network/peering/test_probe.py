"""A probe alone in somebody's stack."""

import json
from typing import Any

from cdktf import TerraformStack

from constructs_lib.network.peering.probe import NAMESPACE, Probe
from constructs_lib.network.peering.probing import ProbeConfig, TargetConfig
from constructs_lib.parts.package import package
from tests.iam_linter import findings
from tests.synthesis import resource, resources, statements, synthesized

TARGETS = (TargetConfig(host="10.2.0.9", port=5432), TargetConfig(host="build.example.com", port=443))


def probe(config: ProbeConfig) -> Any:
    def build(stack: TerraformStack) -> None:
        Probe(
            stack,
            "probe",
            config,
            name="shop-probe",
            connection_id="pcx-1",
            routes=6,
            vpc_id="vpc-1",
            subnet_ids=["subnet-1"],
            peer_cidrs=("10.2.0.0/16", "100.64.0.0/20"),
            account_id="111111111111",
            region="us-east-1",
            log_key_arn="arn:aws:kms:us-east-1:111111111111:key/1",
            function_topic_arn="arn:aws:sns:us-east-1:111111111111:warning",
            topic_arn="arn:aws:sns:us-east-1:111111111111:critical",
        )

    return synthesized(build)


def test_it_is_the_tested_code() -> None:
    body = resource(probe(ProbeConfig()), "aws_lambda_function")

    assert (body["handler"], body["source_code_hash"]) == ("probe.handler.handler", package("probe").hash)


def test_what_the_clock_says_is_what_the_code_reads() -> None:
    document = probe(ProbeConfig(targets=TARGETS, interval_minutes=1))

    assert json.loads(resource(document, "aws_cloudwatch_event_target")["input"]) == {
        "Connection": "pcx-1",
        "Vpc": "vpc-1",
        "Routes": 6,
        "Targets": [{"Host": "10.2.0.9", "Port": 5432}, {"Host": "build.example.com", "Port": 443}],
        "Metric": {"Namespace": NAMESPACE, "Name": "Healthy", "Dimensions": {"Peering": "shop-probe"}},
    }
    assert resource(document, "aws_cloudwatch_event_rule")["schedule_expression"] == "rate(1 minute)"


def test_a_no_rings_and_so_does_silence() -> None:
    alarm = resources(probe(ProbeConfig(interval_minutes=10, failures=3)), "aws_cloudwatch_metric_alarm")["probe_alarm"]

    assert {
        key: alarm[key]
        for key in (
            *("namespace", "metric_name", "dimensions", "statistic", "period", "threshold", "comparison_operator"),
            *("evaluation_periods", "treat_missing_data", "alarm_actions"),
        )
    } == {
        "namespace": NAMESPACE,
        "metric_name": "Healthy",
        "dimensions": {"Peering": "shop-probe"},
        "statistic": "Minimum",
        "period": 600,
        "threshold": 1,
        "comparison_operator": "LessThanThreshold",
        "evaluation_periods": 3,
        "treat_missing_data": "breaching",
        "alarm_actions": ["arn:aws:sns:us-east-1:111111111111:critical"],
    }


def test_gets_out_to_aws_and_to_its_targets_and_nobody_gets_in() -> None:
    document = probe(ProbeConfig(targets=TARGETS))
    rules = resources(document, "aws_vpc_security_group_egress_rule").values()

    assert sorted((body["from_port"], body["to_port"], body["cidr_ipv4"]) for body in rules) == [
        (443, 443, "0.0.0.0/0"),
        (5432, 5432, "10.2.0.0/16"),
        (5432, 5432, "100.64.0.0/20"),
    ]
    assert "aws_vpc_security_group_ingress_rule" not in document["resource"]


def test_may_look_and_write_its_own_number() -> None:
    document = probe(ProbeConfig())
    policy = resources(document, "aws_iam_role_policy")["probe_function_role_work"]["policy"]
    work = statements(policy)

    assert {sid: body["Action"] for sid, body in work.items()} == {
        "LookAtThePeering": ["ec2:DescribeRouteTables", "ec2:DescribeVpcPeeringConnections"],
        "WriteItsMetric": "cloudwatch:PutMetricData",
    }
    assert work["WriteItsMetric"]["Condition"] == {"StringEquals": {"cloudwatch:namespace": NAMESPACE}}
    assert findings(document) == []
