"""Every call is written down, with the role it was made under."""

import json
from pathlib import Path

from constructs_lib.operations.emulator import Emulator


def test_calls_are_recorded_with_their_role_and_the_action_iam_asks_for(tmp_path: Path) -> None:
    record = tmp_path / "calls.jsonl"
    role = "arn:aws:iam::222222222222:role/cairn-deploy"
    with Emulator(record=record) as aws:
        session = aws.session("111111111111")
        key = session.client("sts").assume_role(RoleArn=role, RoleSessionName="test")["Credentials"]
        s3 = session.client(
            "s3",
            aws_access_key_id=key["AccessKeyId"],
            aws_secret_access_key=key["SecretAccessKey"],
            aws_session_token=key["SessionToken"],
        )
        s3.create_bucket(Bucket="recorded")
        s3.head_bucket(Bucket="recorded")
        session.client("ec2", region_name="eu-west-1").describe_vpcs()
        session.client("budgets").describe_budgets(AccountId="111111111111")
        session.client("elbv2").describe_load_balancers()
        session.client("lambda").list_functions()

    assert [json.loads(line) for line in record.read_text(encoding="utf-8").splitlines()] == [
        {"role": "", "action": "sts:AssumeRole", "region": "us-east-1"},
        {"role": role, "action": "s3:CreateBucket", "region": "us-east-1"},
        {"role": role, "action": "s3:ListBucket", "region": "us-east-1"},
        {"role": "", "action": "ec2:DescribeVpcs", "region": "eu-west-1"},
        {"role": "", "action": "budgets:ViewBudget", "region": "us-east-1"},
        {"role": "", "action": "elasticloadbalancing:DescribeLoadBalancers", "region": "us-east-1"},
        {"role": "", "action": "lambda:ListFunctions", "region": "us-east-1"},
    ]


def test_nothing_is_written_unless_asked(tmp_path: Path) -> None:
    with Emulator() as aws:
        aws.session().client("ec2").describe_vpcs()

    assert list(tmp_path.iterdir()) == []
