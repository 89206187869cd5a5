"""Peerings applied: a mesh over accounts and regions, and peers that are nobody's of ours. Real Terraform, emulated AWS."""

import json
import subprocess
import sys
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from constructs_lib.account.outputs import AccountOutputs
from constructs_lib.foundation.outputs import placeholders
from constructs_lib.operations.emulator import Emulator
from tests.operations.conftest import aws, needs_terraform
from tests.operations.small_project import SmallProject

__all__ = ["aws", "needs_terraform"]

ALPHA, BETA, PARTNER = "111111111111", "222222222222", "999999999999"
EAST, WEST = "us-east-1", "us-west-2"
MEMBERS = {"a": (ALPHA, EAST, "10.1.0.0/16"), "b": (ALPHA, WEST, "10.2.0.0/16"), "c": (BETA, EAST, "10.3.0.0/16")}
SECONDARY = "100.64.0.0/20"
LEGACY, THEIRS = "10.50.0.0/16", "10.60.0.0/16"

ENVIRONMENTS = '''
"""Three networks, each peered with the others, and two more that were there before."""

from dataclasses import replace

from constructs_lib.account.config import AccountConfig
from constructs_lib.environment import Environment
from constructs_lib.foundation.placement import Account, Placement
from constructs_lib.foundation.state import S3State
from constructs_lib.foundation.tags import Tags
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.peering.config import PeeringConfig
from constructs_lib.network.peering.foreign_network import ForeignNetwork
from constructs_lib.network.peering.plan import mesh
from constructs_lib.network.peering.probing import ProbeConfig

TAGS = Tags(
    application="mesh",
    cost_center="ENG-1000",
    project="mesh",
    owner="mesh-team",
    billing_contact="mesh@example.com",
    data_classification="internal",
)
ALPHA = Account(
    name="mesh-alpha",
    id="111111111111",
    state=S3State(bucket="mesh-alpha-state", region="us-east-1", account_id="111111111111"),
    contract_readers=("222222222222",),
)
BETA = Account(
    name="mesh-beta",
    id="222222222222",
    state=S3State(bucket="mesh-beta-state", region="us-east-1", account_id="222222222222"),
)
A = Placement(environment="alpha", account=ALPHA, region="us-east-1", tags=TAGS, protected=False)
B = replace(A, region="us-west-2")
C = replace(A, environment="beta", account=BETA)
MESH = mesh({"a": A, "b": B, "c": C}, probe=ProbeConfig())
NETWORK = NetworkConfig(
    cidr="10.1.0.0/16", ipv6=True, zones=("us-east-1a",), nat="none", interface_endpoints=("ec2", "monitoring"), gateway_endpoints=()
)
LEGACY = ForeignNetwork(
    vpc_id="LEGACY_VPC",
    account_id="111111111111",
    region="us-east-1",
    cidrs=("10.50.0.0/16",),
    route_table_ids=("LEGACY_TABLE",),
    deploy_role="cairn-deploy",
)
PARTNER = ForeignNetwork(
    vpc_id="PARTNER_VPC", account_id="999999999999", region="us-east-1", cidrs=("10.60.0.0/16",), accepted=ACCEPTED
)
ALL = (
    Environment(
        name="alpha",
        stacks={
            A: (
                AccountConfig(),
                replace(NETWORK, secondary_cidrs=("100.64.0.0/20",)),
                *MESH[A],
                PeeringConfig(component="legacy", peer=LEGACY),
                PeeringConfig(component="partner", peer=PARTNER, tiers=("private",)),
            ),
            B: (AccountConfig(), replace(NETWORK, cidr="10.2.0.0/16", zones=("us-west-2a",)), *MESH[B]),
        },
    ),
    Environment(name="beta", stacks={C: (AccountConfig(), replace(NETWORK, cidr="10.3.0.0/16", ipv6=False), *MESH[C])}),
)
'''


@dataclass
class Mesh:
    """The project, the emulated AWS it is applied to, and the two VPCs that were there before."""

    project: SmallProject
    aws: Emulator
    foreign: dict[str, str]

    def write(self, *, accepted: bool) -> None:
        text = ENVIRONMENTS
        for name, value in {**self.foreign, "ACCEPTED": str(accepted)}.items():
            text = text.replace(
                name if name == "ACCEPTED" else f'"{name}"', value if name == "ACCEPTED" else f'"{value}"'
            )
        (self.project.root / "environments" / "__init__.py").write_text(text, encoding="utf-8")

    def cairn(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        answer = self.project.cairn(*arguments)
        assert answer.returncode == 0, answer.stdout + answer.stderr
        return answer

    def everywhere(self, verb: str, *options: str, order: tuple[str, ...] = ("alpha", "beta")) -> None:
        for environment in order:
            self.cairn(verb, environment, "*-network", "*-peering-*", *options)

    def ec2(self, account: str, region: str) -> Any:
        return self.aws.session(account, region).client("ec2")


@pytest.fixture
def mesh(tmp_path: Path, aws: Emulator) -> Mesh:
    """Nothing applied yet. The account layer, which takes a minute, is played by what it would publish."""
    project = SmallProject(tmp_path / "mesh", {"CAIRN_EMULATOR": aws.endpoint})
    command = [sys.executable, "-m", "constructs_lib.operations.command_line", "init", str(project.root)]
    subprocess.run(command, env=project.environment(), check=True, capture_output=True)
    for environment, (account, region) in (("alpha", (ALPHA, EAST)), ("alpha", (ALPHA, WEST)), ("beta", (BETA, EAST))):
        session = aws.session(account, region)
        bucket = f"logs-{account}-{region}"
        named = {"log_bucket_name": bucket, "log_bucket_arn": f"arn:aws:s3:::{bucket}"}
        published = dict(placeholders(AccountOutputs)) | named
        where = {} if region == EAST else {"CreateBucketConfiguration": {"LocationConstraint": region}}
        session.client("s3").create_bucket(Bucket=bucket, **where)
        for name, value in published.items():
            path = f"/cairn/{environment}/{region}/account/{name}"
            session.client("ssm").put_parameter(Name=path, Value=value, Type="String")
    legacy, theirs = aws.session(ALPHA, EAST).client("ec2"), aws.session(PARTNER, EAST).client("ec2")
    legacy_vpc = legacy.create_vpc(CidrBlock=LEGACY)["Vpc"]["VpcId"]
    foreign = {
        "LEGACY_VPC": legacy_vpc,
        "LEGACY_TABLE": legacy.create_route_table(VpcId=legacy_vpc)["RouteTable"]["RouteTableId"],
        "PARTNER_VPC": theirs.create_vpc(CidrBlock=THEIRS)["Vpc"]["VpcId"],
    }
    return Mesh(project, aws, foreign)


def ipv6_of(ec2: Any, cidr: str) -> str:
    """The block Amazon gave to the network of a range."""
    [vpc] = ec2.describe_vpcs(Filters=[{"Name": "cidr", "Values": [cidr]}])["Vpcs"]
    return vpc["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlock"]


def ways(ec2: Any, destination: str) -> dict[str, str]:
    """Which tables lead to a range, and through which connection."""
    return {
        next((tag["Value"] for tag in table.get("Tags", []) if tag["Key"] == "Name"), table["RouteTableId"]): route[
            "VpcPeeringConnectionId"
        ]
        for table in ec2.describe_route_tables()["RouteTables"]
        for route in table["Routes"]
        if destination in (route.get("DestinationCidrBlock"), route.get("DestinationIpv6CidrBlock"))
        and "VpcPeeringConnectionId" in route
    }


@pytest.mark.apply
@pytest.mark.timeout(1800)
def test_a_mesh_and_two_foreign_networks_from_nothing_to_nothing(mesh: Mesh) -> None:
    mesh.write(accepted=False)
    mesh.everywhere("deploy", "--auto-approve")
    mesh.everywhere("plan", "--exit-code")

    # every two of the three are joined once, and each table of each leads to both of the others
    seen: dict[frozenset[str], set[str]] = {}
    for one, other in permutations(MEMBERS, 2):
        (account, region, _), (_, _, there) = MEMBERS[one], MEMBERS[other]
        found = ways(mesh.ec2(account, region), there)
        assert len(found) == 3, (one, other, found)
        seen.setdefault(frozenset((one, other)), set()).update(found.values())
    assert [len(connections) for connections in seen.values()] == [1, 1, 1]
    assert len(set.union(*seen.values())) == 3

    # every range of the first, IPv6 included where both have it
    east, west, beta = (mesh.ec2(account, region) for account, region, _ in MEMBERS.values())
    for ec2 in (west, beta):
        assert len(ways(ec2, SECONDARY)) == 3
    assert len(ways(west, ipv6_of(east, MEMBERS["a"][2]))) == len(ways(east, ipv6_of(west, MEMBERS["b"][2]))) == 3
    assert ways(beta, ipv6_of(east, MEMBERS["a"][2])) == {}

    # the one that was there before is joined from both sides, the partner's waits and is told so
    here = east
    assert len(ways(here, LEGACY)) == 3
    assert ways(here, MEMBERS["a"][2]) == {mesh.foreign["LEGACY_TABLE"]: next(iter(ways(here, LEGACY).values()))}
    [partner] = set(ways(here, THEIRS).values())
    assert list(ways(here, THEIRS)) == ["alpha-use1-network-private-a"]
    outputs = json.loads(mesh.cairn("outputs", "alpha", "*-peering-partner", "--json").stdout)
    assert outputs == {"alpha-us-east-1-peering-partner": {"PartnerConnectionId": partner}}

    # while it waits, every plan says so
    waiting = mesh.cairn("plan", "alpha", "*-peering-partner")
    assert f"alpha-us-east-1-peering-partner: {partner} is pending-acceptance" in waiting.stderr

    # they accept; from then on their names resolve here, and nothing else changes
    mesh.ec2(PARTNER, EAST).accept_vpc_peering_connection(VpcPeeringConnectionId=partner)
    mesh.everywhere("plan", "--exit-code")
    mesh.write(accepted=True)
    mesh.cairn("deploy", "alpha", "*-peering-partner", "--auto-approve")
    mesh.everywhere("plan", "--exit-code")
    [connection] = here.describe_vpc_peering_connections(VpcPeeringConnectionIds=[partner])["VpcPeeringConnections"]
    assert connection["Status"]["Code"] == "active"

    mesh.everywhere("destroy", "--auto-approve", order=("beta", "alpha"))
    left = [
        each["VpcPeeringConnectionId"]
        for account, region in ((ALPHA, EAST), (ALPHA, WEST), (BETA, EAST))
        for each in mesh.ec2(account, region).describe_vpc_peering_connections()["VpcPeeringConnections"]
        if each["Status"]["Code"] != "deleted"
    ]
    assert left == []
    assert ways(here, MEMBERS["a"][2]) == {}
