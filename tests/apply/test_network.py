"""Networks, as AWS has them after an apply."""

import json
from ipaddress import ip_network
from typing import Any

import pytest

from constructs_lib.foundation.placement import Placement
from constructs_lib.network.acl.plan import plan_acl_rules
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.plan import plan_subnets
from environments import dev, prod, tools
from tests.apply.estate import APPLIED, Estate

NETWORKS = [(plan.placement, plan.config) for plan in APPLIED if isinstance(plan.config, NetworkConfig)]
IDS = [placement.stack_id("network") for placement, _ in NETWORKS]


def ec2_of(estate: Estate, placement: Placement) -> Any:
    """EC2 where a placement is."""
    return estate.client("ec2", placement.account.id, placement.region)


def vpc_id(ec2: Any) -> str:
    """The one VPC that is ours."""
    [vpc] = [vpc for vpc in ec2.describe_vpcs()["Vpcs"] if not vpc["IsDefault"]]
    return vpc["VpcId"]


@pytest.mark.parametrize(("placement", "config"), NETWORKS, ids=IDS)
def test_subnets_are_the_planned_ones(estate: Estate, placement: Placement, config: NetworkConfig) -> None:
    ec2 = ec2_of(estate, placement)
    subnets = ec2.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [vpc_id(ec2)]}])["Subnets"]

    assert sorted((each["CidrBlock"], each["AvailabilityZone"]) for each in subnets) == sorted(
        (planned.cidr, planned.zone) for planned in plan_subnets(config)
    )
    assert {each["MapPublicIpOnLaunch"] for each in subnets} == {False}


@pytest.mark.parametrize(
    ("placement", "gateways"),
    [(dev.VIRGINIA, 0), (tools.VIRGINIA, 1), (prod.VIRGINIA, 3), (prod.OREGON, 3)],
    ids=["none", "single", "per_zone", "per_zone in the recovery region"],
)
def test_private_subnets_go_out_through_the_declared_gateways(
    estate: Estate, placement: Placement, gateways: int
) -> None:
    ec2 = ec2_of(estate, placement)
    tables = ec2.describe_route_tables(Filters=[{"Name": "vpc-id", "Values": [vpc_id(ec2)]}])["RouteTables"]
    ways_out = [
        route["NatGatewayId"]
        for table in tables
        for route in table["Routes"]
        if route.get("DestinationCidrBlock") == "0.0.0.0/0" and "NatGatewayId" in route
    ]

    assert len(set(ways_out)) == gateways
    assert len(ways_out) == (3 if gateways else 0)


def test_isolated_subnets_have_no_way_out(estate: Estate) -> None:
    ec2 = ec2_of(estate, prod.VIRGINIA)
    isolated = [
        table
        for table in ec2.describe_route_tables(Filters=[{"Name": "vpc-id", "Values": [vpc_id(ec2)]}])["RouteTables"]
        if any(tag["Key"] == "Name" and tag["Value"].endswith("-isolated") for tag in table["Tags"])
    ]

    assert len(isolated) == 1
    assert [
        route for table in isolated for route in table["Routes"] if route.get("DestinationCidrBlock") == "0.0.0.0/0"
    ] == []


def test_gateway_endpoints_are_in_every_route_table(estate: Estate) -> None:
    ec2 = ec2_of(estate, dev.VIRGINIA)
    # an interface endpoint is in subnets instead
    endpoints = [each for each in ec2.describe_vpc_endpoints()["VpcEndpoints"] if each["RouteTableIds"]]

    # one public, one isolated, three private tables
    assert {each["ServiceName"]: len(each["RouteTableIds"]) for each in endpoints} == {
        "com.amazonaws.us-east-1.dynamodb": 5,
        "com.amazonaws.us-east-1.s3": 5,
    }


def test_interface_endpoints_are_those_that_workloads_call(estate: Estate) -> None:
    """Derived from their configs; each lets this account through, and nobody else."""
    ec2 = ec2_of(estate, dev.VIRGINIA)
    interfaces = [
        each for each in ec2.describe_vpc_endpoints()["VpcEndpoints"] if each["VpcEndpointType"] == "Interface"
    ]
    [own] = {
        json.dumps(statement["Condition"]["StringEquals"])
        for each in interfaces
        for statement in json.loads(each["PolicyDocument"])["Statement"]
        if statement["Sid"] == "OwnPrincipalsOwnResources"
    }

    assert {each["ServiceName"].removeprefix("com.amazonaws.us-east-1.") for each in interfaces} == {
        "ecr.api",
        "ecr.dkr",
        "logs",
        "secretsmanager",
    }
    assert json.loads(own) == {
        "aws:PrincipalAccount": dev.VIRGINIA.account.id,
        "aws:ResourceAccount": dev.VIRGINIA.account.id,
    }


def test_the_default_security_group_lets_nothing_through(estate: Estate) -> None:
    ec2 = ec2_of(estate, prod.OREGON)
    filters = [{"Name": "vpc-id", "Values": [vpc_id(ec2)]}, {"Name": "group-name", "Values": ["default"]}]
    [group] = ec2.describe_security_groups(Filters=filters)["SecurityGroups"]

    assert (group["IpPermissions"], group["IpPermissionsEgress"]) == ([], [])


@pytest.mark.parametrize(("placement", "config"), NETWORKS, ids=IDS)
def test_every_subnet_is_under_the_acl_of_its_tier(estate: Estate, placement: Placement, config: NetworkConfig) -> None:
    ec2 = ec2_of(estate, placement)
    of_vpc = [{"Name": "vpc-id", "Values": [vpc_id(ec2)]}]
    cidrs = {each["SubnetId"]: each["CidrBlock"] for each in ec2.describe_subnets(Filters=of_vpc)["Subnets"]}
    acls = ec2.describe_network_acls(Filters=of_vpc)["NetworkAcls"]
    tiers = {
        acl["NetworkAclId"]: tag["Value"].rpartition("-")[2]
        for acl in acls
        for tag in acl["Tags"]
        if tag["Key"] == "Name"
    }
    under = {cidrs[each["SubnetId"]]: tiers[acl["NetworkAclId"]] for acl in acls for each in acl["Associations"]}
    rules = {
        (tiers[acl["NetworkAclId"]], entry["Egress"], entry["RuleNumber"])
        for acl in acls
        for entry in acl["Entries"]
        if entry["RuleAction"] == "allow"
    }

    assert under == {planned.cidr: planned.tier for planned in plan_subnets(config)}
    # the default one has none, so whatever somebody puts under it is cut off
    assert rules == {(rule.tier, rule.egress, rule.number) for rule in plan_acl_rules(config)}


def test_databases_are_administered_from_tools_and_from_nowhere_else_beyond_the_network(estate: Estate) -> None:
    ec2 = ec2_of(estate, prod.VIRGINIA)
    filters = [{"Name": "tag:Name", "Values": [prod.VIRGINIA.name("network", "isolated")]}]
    [acl] = ec2.describe_network_acls(Filters=filters)["NetworkAcls"]
    let_in = {
        entry["CidrBlock"]
        for entry in acl["Entries"]
        if not entry["Egress"] and entry["RuleAction"] == "allow" and entry["Protocol"] != "1"
    }

    # the private and the isolated part of its own range, and tools
    assert let_in == {"10.30.0.0/17", "10.30.128.0/18", tools.CIDR}


def test_dual_stack_subnets_have_their_part_of_the_block(estate: Estate) -> None:
    ec2 = ec2_of(estate, tools.VIRGINIA)
    id_ = vpc_id(ec2)
    [block] = ec2.describe_vpcs(VpcIds=[id_])["Vpcs"][0]["Ipv6CidrBlockAssociationSet"]
    subnets = ec2.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [id_]}])["Subnets"]
    parts = {
        each["CidrBlock"]: part["Ipv6CidrBlock"] for each in subnets for part in each["Ipv6CidrBlockAssociationSet"]
    }

    assert len(parts) == len(subnets)
    assert parts["10.60.136.0/21"] == str(list(ip_network(block["Ipv6CidrBlock"]).subnets(new_prefix=64))[136])
    assert {each["CidrBlock"] for each in subnets if not each["AssignIpv6AddressOnCreation"]} == {
        "10.60.192.0/22",
        "10.60.196.0/22",
        "10.60.200.0/22",
    }


def test_ranges_of_tools_have_a_name(estate: Estate) -> None:
    ec2 = ec2_of(estate, dev.VIRGINIA)
    [listed] = [each for each in ec2.describe_managed_prefix_lists()["PrefixLists"] if each["OwnerId"] != "AWS"]
    entries = ec2.get_managed_prefix_list_entries(PrefixListId=listed["PrefixListId"])["Entries"]

    assert listed["PrefixListName"] == dev.VIRGINIA.name("prefix-list", "tools")
    assert [entry["Cidr"] for entry in entries] == [tools.CIDR]


@pytest.mark.parametrize(("placement", "config"), NETWORKS, ids=IDS)
def test_flow_logs_go_to_the_accounts_bucket(estate: Estate, placement: Placement, config: NetworkConfig) -> None:
    del config
    [log] = ec2_of(estate, placement).describe_flow_logs()["FlowLogs"]

    assert log["LogDestination"] == f"arn:aws:s3:::{placement.bucket_name('logs')}"
    assert (log["TrafficType"], log["LogDestinationType"]) == ("ALL", "s3")


@pytest.mark.parametrize(("placement", "config"), NETWORKS, ids=IDS)
def test_flow_logs_that_stop_ring(estate: Estate, placement: Placement, config: NetworkConfig) -> None:
    del config
    account, bucket = placement.account.id, placement.bucket_name("logs")
    counted = estate.client("s3", account, placement.region).get_bucket_metrics_configuration(
        Bucket=bucket, Id="flow-logs"
    )
    [alarm] = estate.client("cloudwatch", account, placement.region).describe_alarms(
        AlarmNames=[f"{placement.name('flow', 'logs')}-missing"]
    )["MetricAlarms"]

    assert counted["MetricsConfiguration"]["Filter"]["Prefix"] == (
        f"AWSLogs/aws-account-id={account}/aws-service=vpcflowlogs/aws-region={placement.region}/"
    )
    assert (alarm["MetricName"], alarm["TreatMissingData"]) == ("PutRequests", "breaching")
    assert {each["Value"] for each in alarm["Dimensions"]} == {bucket, "flow-logs"}
