"""Stacks for reviews: each holds one thing, and `changed` does to it what a pull request would."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from cdktf import TerraformResource
from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
from cdktf_cdktf_provider_aws.db_instance import DbInstance
from cdktf_cdktf_provider_aws.dynamodb_table import DynamodbTable
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from cdktf_cdktf_provider_aws.route import Route
from cdktf_cdktf_provider_aws.route_table import RouteTable
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_policy import S3BucketPolicy
from cdktf_cdktf_provider_aws.s3_bucket_public_access_block import S3BucketPublicAccessBlock
from cdktf_cdktf_provider_aws.security_group import SecurityGroup
from cdktf_cdktf_provider_aws.sns_topic import SnsTopic
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue
from cdktf_cdktf_provider_aws.ssm_parameter import SsmParameter
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.vpc import Vpc
from cdktf_cdktf_provider_aws.vpc_peering_connection import VpcPeeringConnection
from cdktf_cdktf_provider_aws.vpc_security_group_ingress_rule import VpcSecurityGroupIngressRule
from constructs import Construct

from constructs_lib.foundation.config import config
from constructs_lib.foundation.moved import Moved
from constructs_lib.foundation.outputs import Name, Outputs
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.stack import PlatformStack


@config
class CaseConfig:
    """One case, as it is or as the pull request would have it."""

    DOMAIN: ClassVar[str] = "case"
    component: str
    changed: bool = False


@dataclass(frozen=True, kw_only=True)
class CaseOutputs(Outputs):
    """What another case reads."""

    DOMAIN: ClassVar[str] = "case"
    subnet: Name


class CaseStack(PlatformStack):
    """The stack of one case."""

    def __init__(self, scope: Construct, placement: Placement, config: CaseConfig) -> None:
        super().__init__(scope, placement, config)
        CASES[config.component](self, config.changed)


def statement(effect: str, actions: list[str], resources: list[str], **more: Any) -> dict[str, Any]:
    return {"Effect": effect, "Action": actions, "Resource": resources, **more}


def document(*statements: Mapping[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def trust(principal: Mapping[str, str]) -> str:
    return document({"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": principal})


ECS = trust({"Service": "ecs-tasks.amazonaws.com"})


def role(stack: CaseStack, name: str, policy: str) -> None:
    made = IamRole(stack, name, name=name, assume_role_policy=ECS)
    IamRolePolicy(stack, f"{name}-policy", role=made.name, policy=policy)


def a_database_gets_another_id(stack: CaseStack, changed: bool) -> None:
    DbInstance(
        stack,
        "orders-database" if changed else "database",
        identifier="orders",
        engine="postgres",
        instance_class="db.t4g.micro",
        allocated_storage=20,
        username="orders",
        manage_master_user_password=True,
        skip_final_snapshot=True,
    )


def a_table_gets_another_key(stack: CaseStack, changed: bool) -> None:
    key = "tenant" if changed else "order"
    DynamodbTable(
        stack,
        "orders",
        name="orders",
        billing_mode="PAY_PER_REQUEST",
        hash_key=key,
        attribute=[{"name": key, "type": "S"}],
    )


def less_is_kept(stack: CaseStack, changed: bool) -> None:
    if not changed:
        S3Bucket(stack, "reports", bucket="review-reports")
    CloudwatchLogGroup(stack, "audit", name="/review/audit", retention_in_days=7 if changed else 365)
    DynamodbTable(
        stack,
        "sessions",
        name="sessions",
        billing_mode="PAY_PER_REQUEST",
        hash_key="id",
        attribute=[{"name": "id", "type": "S"}],
        deletion_protection_enabled=not changed,
        point_in_time_recovery={"enabled": not changed},
    )


def a_role_may_do_more(stack: CaseStack, changed: bool) -> None:
    reads = statement("Allow", ["s3:GetObject"], ["arn:aws:s3:::orders/invoices/*"])
    wide = statement("Allow", ["s3:Get*", "s3:PutObject"], ["arn:aws:s3:::orders/*"])
    whole = statement("Allow", ["iam:*"], ["*"])
    role(stack, "invoices", document(wide, whole) if changed else document(reads))
    IamRole(stack, "deploys", name="deploys", assume_role_policy=trust({"AWS": "*"}) if changed else ECS)


def a_policy_is_written_otherwise(stack: CaseStack, changed: bool) -> None:
    both = statement("Allow", ["s3:PutObject", "s3:GetObject"], ["arn:aws:s3:::orders/*", "arn:aws:s3:::bills/*"])
    apart = [
        statement("Allow", [action], [f"arn:aws:s3:::{bucket}/*"], Sid=f"{bucket}{action[3:]}")
        for bucket in ("bills", "orders")
        for action in ("s3:GetObject", "s3:PutObject")
    ]
    role(stack, "orders", document(*apart) if changed else document(both))


def networks_are_peered(stack: CaseStack, changed: bool) -> None:
    ours = Vpc(stack, "vpc", cidr_block="10.1.0.0/16")
    theirs = Vpc(stack, "other-vpc", cidr_block="10.2.0.0/16")
    table = RouteTable(stack, "routes", vpc_id=ours.id)
    group = SecurityGroup(stack, "databases", name="databases", vpc_id=ours.id)
    VpcSecurityGroupIngressRule(
        stack,
        "from-services",
        security_group_id=group.id,
        cidr_ipv4="10.1.0.0/16" if not changed else "10.0.0.0/14",
        ip_protocol="tcp",
        from_port=5432,
        to_port=5432,
    )
    if changed:
        peering = VpcPeeringConnection(stack, "peering", vpc_id=ours.id, peer_vpc_id=theirs.id, auto_accept=True)
        Route(
            stack,
            "to-other",
            route_table_id=table.id,
            destination_cidr_block="10.2.0.0/16",
            vpc_peering_connection_id=peering.id,
        )


def ssh_is_opened(stack: CaseStack, changed: bool) -> None:
    vpc = Vpc(stack, "vpc", cidr_block="10.3.0.0/16")
    group = SecurityGroup(stack, "bastion", name="bastion", vpc_id=vpc.id)
    for name, port, range_ in (
        ("ssh", 22, "0.0.0.0/0" if changed else "10.3.0.0/16"),
        ("web", 443, "10.3.4.0/24" if changed else "10.3.0.0/16"),
    ):
        VpcSecurityGroupIngressRule(
            stack,
            name,
            security_group_id=group.id,
            cidr_ipv4=range_,
            ip_protocol="tcp",
            from_port=port,
            to_port=port,
        )


def encryption_goes(stack: CaseStack, changed: bool) -> None:
    SqsQueue(stack, "jobs", name="jobs", sqs_managed_sse_enabled=not changed)
    KmsKey(stack, "key", description="orders", enable_key_rotation=not changed)
    bucket = S3Bucket(stack, "bucket", bucket="review-encrypted")
    S3BucketPublicAccessBlock(
        stack,
        "private",
        bucket=bucket.id,
        block_public_acls=True,
        block_public_policy=not changed,
        ignore_public_acls=True,
        restrict_public_buckets=True,
    )
    on = ["arn:aws:s3:::review-encrypted", "arn:aws:s3:::review-encrypted/*"]
    insecure = {"Bool": {"aws:SecureTransport": "false"}}
    reads = statement("Allow", ["s3:GetObject"], on[1:], Principal={"AWS": "arn:aws:iam::111111111111:root"})
    tls = statement("Deny", ["s3:*"], on, Principal="*", Condition=insecure)
    S3BucketPolicy(stack, "policy", bucket=bucket.id, policy=document(reads) if changed else document(reads, tls))


def a_tag_is_added(stack: CaseStack, changed: bool) -> None:
    SnsTopic(stack, "topic", name="review-topic", tags={"Runbook": "orders"} if changed else {})


def a_topic_gets_another_id_and_says_so(stack: CaseStack, changed: bool) -> None:
    SnsTopic(stack, "alerts" if changed else "notices", name="review-alerts")
    if changed:
        stack.move((Moved(was="aws_sns_topic.notices", now="aws_sns_topic.alerts"),))


def a_secret_is_another(stack: CaseStack, changed: bool) -> None:
    value = "hunter3-rotated" if changed else "hunter2-secret"
    SsmParameter(stack, "token", name="/review/token", type="SecureString", value=value)


def three_hundred_are_added(stack: CaseStack, changed: bool) -> None:
    SnsTopic(stack, "first", name="review-first")
    for number in range(300 if changed else 0):
        made = TerraformResource(stack, f"step-{number:03}", terraform_resource_type="terraform_data")
        made.add_override("input", f"step {number}")


def a_subnet_is_replaced(stack: CaseStack, changed: bool) -> None:
    vpc = Vpc(stack, "vpc", cidr_block="10.4.0.0/16")
    subnet = Subnet(stack, "subnet", vpc_id=vpc.id, cidr_block="10.4.128.0/20" if changed else "10.4.0.0/20")
    stack.publish(CaseOutputs(subnet=subnet.id))


def what_reads_the_subnet(stack: CaseStack, _changed: bool) -> None:
    network = stack.read(CaseOutputs, stack.placement, "subnet")
    SsmParameter(stack, "where", name="/review/where", type="String", insecure_value=network.subnet)


CASES: Mapping[str, Callable[[CaseStack, bool], None]] = {
    "rename": a_database_gets_another_id,
    "key": a_table_gets_another_key,
    "kept": less_is_kept,
    "role": a_role_may_do_more,
    "same": a_policy_is_written_otherwise,
    "peering": networks_are_peered,
    "ssh": ssh_is_opened,
    "encryption": encryption_goes,
    "moved": a_topic_gets_another_id_and_says_so,
    "tag": a_tag_is_added,
    "secret": a_secret_is_another,
    "many": three_hundred_are_added,
    "subnet": a_subnet_is_replaced,
    "reader": what_reads_the_subnet,
}
