"""The whole estate on an emulated AWS: projects that deploy to it with the real `cairn`, and a look at what is there."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Final

from constructs_lib.account.audit.config import AuditConfig
from constructs_lib.account.recorder.config import RecorderConfig
from constructs_lib.account.sweeper.config import SweeperConfig
from constructs_lib.environment import StackPlan
from constructs_lib.foundation.outputs import Outputs, fields_of
from constructs_lib.foundation.placement import Placement
from constructs_lib.operations.emulator import Emulator
from environments import dev, prod, tools

_NIGHTLY = (AuditConfig, RecorderConfig, SweeperConfig)
PARTS: Mapping[str, tuple[str, ...]] = {
    tools.ENVIRONMENT.name: ("*-account", "*-network"),
    dev.ENVIRONMENT.name: tuple(
        plan.id for plan in dev.ENVIRONMENT.stack_plans() if not isinstance(plan.config, _NIGHTLY)
    ),
    prod.ENVIRONMENT.name: ("*-account", "*-network", "*-peering-recovery"),
}
"""What every test run applies of each environment. Of tools it is what others are peered with, of dev all that somebody builds
on, of prod what dev does not have: two regions and the link between them. Nightly, all of each is applied."""

APPLIED: tuple[StackPlan, ...] = tuple(
    plan
    for environment in (tools.ENVIRONMENT, dev.ENVIRONMENT, prod.ENVIRONMENT)
    for plan in environment.stack_plans()
    if any(fnmatch(plan.id, part) for part in PARTS[environment.name])
)
"""Every stack that is applied, as its environment plans it."""

TO_TOOLS: Final = "dev-us-east-1-peering-tools"
"""What leads from one environment to another: applied when both are there."""

PROTECTED_BY_AWS: Sequence[str] = ("*-cluster", "*-database", "*-table-*")
"""Stacks with load balancers, databases and tables."""

PROJECT_FILES = ("main.py", "cdktf.json", "environments")


class CairnFailed(AssertionError):
    """A `cairn` that had to succeed did not; the text is all it said."""


@dataclass(frozen=True, kw_only=True)
class Estate:
    """An emulator, and one copy of the project per environment, so that all can be worked on side by side."""

    emulator: Emulator
    folder: Path
    calls: Path
    """Every call the emulator got, a line of JSON each."""
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """The stacks that are applied, by environment, where it is not all of them."""
    projects: dict[str, Path] = field(default_factory=dict[str, Path])
    told: dict[str, Mapping[str, Mapping[str, Any]]] = field(default_factory=dict[str, Mapping[str, Mapping[str, Any]]])
    """What each environment's stacks publish, asked once: that is one `terraform init` for every stack."""

    def add(self, name: str, source: Path, files: Iterable[str] = PROJECT_FILES) -> Path:
        """A copy of a project, to work on one of its environments in, of that name unless a verb names another."""
        target = self.folder / name
        target.mkdir()
        for each in files:
            origin = source / each
            if origin.is_dir():
                shutil.copytree(origin, target / each, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy2(origin, target / each)
        self.projects[name] = target
        return target

    def cairn(self, environment: str, verb: str, *arguments: str, expected: int = 0, project: str = "") -> str:
        """Run a verb on an environment against the emulator, in its project or another. Returns standard output."""
        command = (sys.executable, "-m", "constructs_lib.operations.command_line", verb, environment, *arguments)
        child = subprocess.run(
            [*command, "--emulator", self.emulator.endpoint],
            cwd=self.projects[project or environment],
            env={**os.environ, "NO_COLOR": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        if child.returncode != expected:
            told = f"{verb} {environment} {' '.join(arguments)}: exit code {child.returncode}, expected {expected}"
            raise CairnFailed(f"{told}\n{child.stdout}\n{child.stderr}")
        return child.stdout

    def deploy(self, environment: str, *stacks: str) -> None:
        """Apply an environment, or some of its stacks; then a plan must find nothing to do."""
        self.cairn(environment, "deploy", "--auto-approve", *stacks)
        self.cairn(environment, "plan", "--exit-code", *stacks)

    def outputs(self, environment: str) -> Mapping[str, Mapping[str, Any]]:
        """What the stacks of an environment publish, by stack."""
        if environment not in self.told:
            parts = self.parts.get(environment, ())
            self.told[environment] = json.loads(self.cairn(environment, "outputs", *parts, "--json"))
        return self.told[environment]

    def everything(self) -> Mapping[str, Mapping[str, Any]]:
        """What the stacks of dev and prod publish, by stack."""
        return {**self.outputs(dev.ENVIRONMENT.name), **self.outputs(prod.ENVIRONMENT.name)}

    def has_published(self, placement: Placement, record: type[Outputs]) -> bool:
        """Whether everything is there that others read of a stack."""
        path = placement.parameter_path(record.DOMAIN)
        ssm = self.client("ssm", placement.account.id, placement.region)
        pages = ssm.get_paginator("get_parameters_by_path").paginate(Path=path)
        there = {each["Name"] for page in pages for each in page["Parameters"]}
        return there >= {f"{path}/{field.name}" for field in fields_of(record)}

    def client(self, service: str, account_id: str, region: str) -> Any:
        """A boto3 client that sees what is there."""
        return self.emulator.session(account_id, region).client(service)

    def lift_protection(self, environment: str, *stacks: str) -> None:
        """Declare, in the copy, what destroying a protected environment needs declared.

        Most is protected by Terraform alone; these stacks by AWS too, until an apply has told it that it need not.
        """
        for file in (self.projects[environment] / "environments").glob("*.py"):
            text = file.read_text(encoding="utf-8")
            if "protected=False" not in text:
                file.write_text(re.sub(r"\bPlacement\(", "Placement(protected=False, ", text), "utf-8")
        if stacks:
            self.cairn(environment, "deploy", "--auto-approve", *stacks)


def leftovers(estate: Estate, account_id: str, region: str) -> dict[str, list[str]]:
    """Everything of ours that is still there in an account and region."""
    ec2 = estate.client("ec2", account_id, region)
    kms = estate.client("kms", account_id, region)
    keys = [kms.describe_key(KeyId=key["KeyId"])["KeyMetadata"] for key in kms.list_keys()["Keys"]]
    found = {
        "vpcs": [each["VpcId"] for each in ec2.describe_vpcs()["Vpcs"] if not each["IsDefault"]],
        "endpoints": [
            each["VpcEndpointId"] for each in ec2.describe_vpc_endpoints()["VpcEndpoints"] if each["State"] != "deleted"
        ],
        "gateways": [
            each["NatGatewayId"] for each in ec2.describe_nat_gateways()["NatGateways"] if each["State"] != "deleted"
        ],
        "addresses": [each["AllocationId"] for each in ec2.describe_addresses()["Addresses"]],
        "flow logs": [each["FlowLogId"] for each in ec2.describe_flow_logs()["FlowLogs"]],
        "buckets": [
            each["Name"]
            for each in estate.client("s3", account_id, region).list_buckets()["Buckets"]
            if "terraform-state" not in each["Name"]
        ],
        "keys": [
            key["Arn"] for key in keys if key["KeyManager"] == "CUSTOMER" and key["KeyState"] != "PendingDeletion"
        ],
        "topics": [each["TopicArn"] for each in estate.client("sns", account_id, region).list_topics()["Topics"]],
        "budgets": [
            each["BudgetName"]
            for each in estate.client("budgets", account_id, region).describe_budgets(AccountId=account_id)["Budgets"]
        ],
        "queues": estate.client("sqs", account_id, region).list_queues().get("QueueUrls", []),
        "databases": [
            each["DBInstanceIdentifier"]
            for each in estate.client("rds", account_id, region).describe_db_instances()["DBInstances"]
        ],
        "secrets": [
            each["Name"] for each in estate.client("secretsmanager", account_id, region).list_secrets()["SecretList"]
        ],
        "functions": [
            each["FunctionName"] for each in estate.client("lambda", account_id, region).list_functions()["Functions"]
        ],
        "clusters": [
            arn
            for arn in estate.client("ecs", account_id, region).list_clusters()["clusterArns"]
            if estate.client("ecs", account_id, region).describe_clusters(clusters=[arn])["clusters"][0]["status"]
            != "INACTIVE"
        ],
        "load balancers": [
            each["LoadBalancerArn"]
            for each in estate.client("elbv2", account_id, region).describe_load_balancers()["LoadBalancers"]
        ],
        "target groups": [
            each["TargetGroupArn"]
            for each in estate.client("elbv2", account_id, region).describe_target_groups()["TargetGroups"]
        ],
        "scaling": estate.client("application-autoscaling", account_id, region).describe_scalable_targets(
            ServiceNamespace="ecs"
        )["ScalableTargets"],
        "certificates": [
            each["CertificateArn"]
            for each in estate.client("acm", account_id, region).list_certificates()["CertificateSummaryList"]
        ],
        "zones": [
            each["Name"] for each in estate.client("route53", account_id, region).list_hosted_zones()["HostedZones"]
        ],
        "alarms": [
            each["AlarmName"]
            for each in estate.client("cloudwatch", account_id, region).describe_alarms()["MetricAlarms"]
        ],
        "log groups": [
            each["logGroupName"]
            for each in estate.client("logs", account_id, region).describe_log_groups()["logGroups"]
        ],
        "roles": [each["RoleName"] for each in estate.client("iam", account_id, region).list_roles()["Roles"]],
        "peerings": [
            each["VpcPeeringConnectionId"]
            for each in ec2.describe_vpc_peering_connections()["VpcPeeringConnections"]
            if each["Status"]["Code"] != "deleted"
        ],
        "trails": [
            each["TrailARN"] for each in estate.client("cloudtrail", account_id, region).describe_trails()["trailList"]
        ],
        "detectors": estate.client("guardduty", account_id, region).list_detectors()["DetectorIds"],
        "standards": [
            each["StandardsArn"]
            for each in estate.client("securityhub", account_id, region).get_enabled_standards()[
                "StandardsSubscriptions"
            ]
        ],
        "analyzers": [
            each["name"] for each in estate.client("accessanalyzer", account_id, region).list_analyzers()["analyzers"]
        ],
        "event rules": [each["Name"] for each in estate.client("events", account_id, region).list_rules()["Rules"]],
        "tables": estate.client("dynamodb", account_id, region).list_tables()["TableNames"],
        "parameters": [
            each["Name"] for each in estate.client("ssm", account_id, region).describe_parameters()["Parameters"]
        ],
    }
    return {kind: names for kind, names in found.items() if names}
