"""Probes of peerings in the applied estate: there, on a clock, and of use with what the clock says."""

import json
from typing import Any

import pytest

from constructs_lib.environment import StackPlan
from constructs_lib.network.peering.config import PeeringConfig
from constructs_lib.runtime.probe.handler import probe
from tests.apply.estate import APPLIED, Estate

PROBED = [plan for plan in APPLIED if isinstance(plan.config, PeeringConfig) and plan.config.probe is not None]


def name_of(plan: StackPlan) -> str:
    return plan.placement.name("peering", plan.config.component, "probe")


def client(estate: Estate, plan: StackPlan, service: str) -> Any:
    return estate.client(service, plan.placement.account.id, plan.placement.region)


@pytest.mark.parametrize("plan", PROBED, ids=lambda plan: plan.id)
def test_the_clock_says_what_finds_the_peering_well(estate: Estate, plan: StackPlan) -> None:
    """The tested code, run here with the event that AWS would send, against the routes that were applied."""
    [target] = client(estate, plan, "events").list_targets_by_rule(Rule=name_of(plan))["Targets"]
    cloudwatch = client(estate, plan, "cloudwatch")
    event = json.loads(target["Input"])

    assert probe(event, ec2=client(estate, plan, "ec2"), cloudwatch=cloudwatch) == {"Healthy": True, "Findings": []}
    assert event["Routes"] > 0
    written = cloudwatch.list_metrics(Namespace=event["Metric"]["Namespace"])["Metrics"]
    [alarm] = cloudwatch.describe_alarms(AlarmNames=[name_of(plan)])["MetricAlarms"]
    assert (alarm["MetricName"], alarm["Dimensions"]) in [(each["MetricName"], each["Dimensions"]) for each in written]
    assert alarm["TreatMissingData"] == "breaching"


@pytest.mark.parametrize("plan", PROBED, ids=lambda plan: plan.id)
def test_stands_in_private_subnets_of_this_side(estate: Estate, plan: StackPlan) -> None:
    function = client(estate, plan, "lambda").get_function(FunctionName=name_of(plan))["Configuration"]
    subnets = client(estate, plan, "ec2").describe_subnets(SubnetIds=function["VpcConfig"]["SubnetIds"])["Subnets"]
    names = [tag["Value"] for subnet in subnets for tag in subnet["Tags"] if tag["Key"] == "Name"]

    assert names
    assert all("-private-" in name for name in names)


def test_what_exists_is_what_is_declared(estate: Estate) -> None:
    """`cairn check --live`, for one of the environments."""
    [name] = {plan.placement.environment for plan in PROBED}
    answer = json.loads(estate.cairn(name, "check", "--live", "--json"))

    assert answer["live"]["places"] == len({plan.placement for plan in APPLIED if plan.placement.environment == name})
