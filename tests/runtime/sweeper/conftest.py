"""One of every kind, made on an emulated AWS with the tags a test wants, and the sweeper's settings."""

import io
import uuid
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from constructs_lib.operations.emulator import Emulator
from constructs_lib.runtime.sweeper.kinds import KINDS
from constructs_lib.runtime.sweeper.settings import Settings
from constructs_lib.runtime.sweeper.sweep import sweep

ACCOUNT, REGION = "111111111111", "us-east-1"
TODAY = datetime.now(UTC)
# what is made now has a day that has passed by then
LATER = TODAY + timedelta(days=60)
EXPIRED = {"expires": f"{TODAY + timedelta(days=30):%Y-%m-%d}"}
ESTATE = {"Environment": "dev", "Application": "payments", "ManagedBy": "cairn", "Owner": "payments-platform"}

SETTINGS = Settings(
    environment="dev",
    kinds=frozenset(kind.name for kind in KINDS),
    grace_days=3,
    warn_days=7,
    max_deletions=50,
    own_prefix="dev-use1-",
    own_names=frozenset({"payments-dev-terraform-state"}),
    estate_tags=frozenset({"environment", "application", "managedby", "owner"}),
)
DUE_TODAY = {"expires": f"{TODAY:%Y-%m-%d}"}
AT_ONCE = replace(SETTINGS, delete=True, grace_days=-1)
"""What is due on the day it was made: the emulator tells true times, and nothing can expire before it was made."""
KIND = {kind.name: kind for kind in KINDS}


def pairs(tags: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"Key": key, "Value": value} for key, value in tags.items()]


@dataclass
class World:
    """An account, and what was made in it."""

    session: Any
    clients: dict[str, Any] = field(default_factory=dict[str, Any])
    network: dict[str, str] = field(default_factory=dict[str, str])

    def __call__(self, service: str) -> Any:
        """A client: what the sweeper gets its own by."""
        if service not in self.clients:
            self.clients[service] = self.session.client(service)
        return self.clients[service]

    def make(self, kind: str, tags: Mapping[str, str] | None = None, name: str = "") -> str:
        """One of a kind. Returns what AWS's calls know it by."""
        return _MAKERS[kind](self, name or f"x{uuid.uuid4().hex[:12]}", dict(tags or {}))

    def left(self, kind: str) -> set[str]:
        """Ids of all of a kind that are there."""
        return {each.id for each in KIND[kind].find(self(KIND[kind].service))}

    def subnet(self) -> str:
        """One in a network of its own."""
        if not self.network:
            vpc = self("ec2").create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
            subnet = self("ec2").create_subnet(VpcId=vpc, CidrBlock="10.0.0.0/24")["Subnet"]["SubnetId"]
            self.network |= {"vpc": vpc, "subnet": subnet}
        return self.network["subnet"]


IMAGE = "ami-12c6146b"
"""One that the emulator has; describing all of them takes it seconds."""


def outcome(world: World, **changes: Any) -> dict[str, str]:
    """What becomes of each thing that is due today, and of whatever else has something to say."""
    report = sweep(replace(AT_ONCE, **changes), client_of=world, now=datetime.now(UTC))
    assert report.unseen == {}
    return {line.judgement.resource.id: line.what for line in report.lines}


def _tagged(kind: str, tags: Mapping[str, str]) -> dict[str, Any]:
    return {"TagSpecifications": [{"ResourceType": kind, "Tags": pairs(tags)}]} if tags else {}


def _scaling_group(world: World, name: str, tags: dict[str, str]) -> str:
    data = {"ImageId": IMAGE, "InstanceType": "t3.micro"}
    world("ec2").create_launch_template(LaunchTemplateName=name, LaunchTemplateData=data)
    world("autoscaling").create_auto_scaling_group(
        AutoScalingGroupName=name,
        LaunchTemplate={"LaunchTemplateName": name, "Version": "$Latest"},
        MinSize=1,
        MaxSize=1,
        VPCZoneIdentifier=world.subnet(),
        Tags=[{**pair, "PropagateAtLaunch": False} for pair in pairs(tags)],
    )
    return name


def _instance(world: World, name: str, tags: dict[str, str]) -> str:
    del name
    made = world("ec2").run_instances(
        ImageId=IMAGE, MinCount=1, MaxCount=1, SubnetId=world.subnet(), **_tagged("instance", tags)
    )
    return str(made["Instances"][0]["InstanceId"])


def _volume(world: World, name: str, tags: dict[str, str]) -> str:
    del name
    return str(world("ec2").create_volume(AvailabilityZone=f"{REGION}a", Size=1, **_tagged("volume", tags))["VolumeId"])


def _snapshot(world: World, name: str, tags: dict[str, str]) -> str:
    volume = _volume(world, name, ESTATE)
    return str(world("ec2").create_snapshot(VolumeId=volume, **_tagged("snapshot", tags))["SnapshotId"])


def _nat_gateway(world: World, name: str, tags: dict[str, str]) -> str:
    del name
    made = world("ec2").create_nat_gateway(
        SubnetId=world.subnet(), ConnectivityType="private", **_tagged("natgateway", tags)
    )
    return str(made["NatGateway"]["NatGatewayId"])


def _address(world: World, name: str, tags: dict[str, str]) -> str:
    del name
    return str(world("ec2").allocate_address(Domain="vpc", **_tagged("elastic-ip", tags))["AllocationId"])


def _load_balancer(world: World, name: str, tags: dict[str, str]) -> str:
    made = world("elbv2").create_load_balancer(
        Name=name, Type="network", Subnets=[world.subnet()], **({"Tags": pairs(tags)} if tags else {})
    )
    return str(made["LoadBalancers"][0]["LoadBalancerArn"])


def _target_group(world: World, name: str, tags: dict[str, str]) -> str:
    world.subnet()
    made = world("elbv2").create_target_group(
        Name=name,
        Protocol="TCP",
        Port=80,
        VpcId=world.network["vpc"],
        **({"Tags": pairs(tags)} if tags else {}),
    )
    return str(made["TargetGroups"][0]["TargetGroupArn"])


def _database(world: World, name: str, tags: dict[str, str]) -> str:
    world("rds").create_db_instance(
        DBInstanceIdentifier=name,
        DBInstanceClass="db.t4g.micro",
        Engine="postgres",
        AllocatedStorage=20,
        MasterUsername="master",
        MasterUserPassword=uuid.uuid4().hex,
        Tags=pairs(tags),
    )
    return name


def _function(world: World, name: str, tags: dict[str, str]) -> str:
    role = world("iam").create_role(RoleName=name, AssumeRolePolicyDocument="{}")["Role"]["Arn"]
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as archive:
        archive.writestr("app.py", "")
    world("lambda").create_function(
        FunctionName=name,
        Role=role,
        Runtime="python3.13",
        Handler="app.handler",
        Code={"ZipFile": code.getvalue()},
        Tags=tags,
    )
    return name


def _queue(world: World, name: str, tags: dict[str, str]) -> str:
    return str(world("sqs").create_queue(QueueName=name, tags=tags)["QueueUrl"])


def _table(world: World, name: str, tags: dict[str, str]) -> str:
    world("dynamodb").create_table(
        TableName=name,
        BillingMode="PAY_PER_REQUEST",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        Tags=pairs(tags),
    )
    return name


def _log_group(world: World, name: str, tags: dict[str, str]) -> str:
    world("logs").create_log_group(logGroupName=name, tags=tags)
    return name


def _bucket(world: World, name: str, tags: dict[str, str]) -> str:
    world("s3").create_bucket(Bucket=name)
    if tags:
        world("s3").put_bucket_tagging(Bucket=name, Tagging={"TagSet": pairs(tags)})
    return name


_MAKERS: Mapping[str, Callable[[World, str, dict[str, str]], str]] = {
    "load-balancer": _load_balancer,
    "target-group": _target_group,
    "scaling-group": _scaling_group,
    "instance": _instance,
    "volume": _volume,
    "snapshot": _snapshot,
    "nat-gateway": _nat_gateway,
    "address": _address,
    "database": _database,
    "function": _function,
    "queue": _queue,
    "table": _table,
    "log-group": _log_group,
    "bucket": _bucket,
}


@pytest.fixture(scope="session")
def emulator() -> Iterator[Emulator]:
    with Emulator() as running:
        yield running


@pytest.fixture
def world(emulator: Emulator) -> World:
    """An account with nothing in it."""
    emulator.reset()
    return World(emulator.session(ACCOUNT, REGION))
