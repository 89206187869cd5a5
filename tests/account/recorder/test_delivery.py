"""What lets AWS Config deliver, and nobody else."""

from constructs_lib.account.recorder.delivery import bucket_statements, key_statement
from constructs_lib.foundation import iam
from tests.iam_linter import issues

ARN, ACCOUNT = "arn:aws:s3:::shop", "111111111111"


def test_it_writes_where_its_own_files_go_only() -> None:
    find, deliver = bucket_statements(ARN, account_id=ACCOUNT)

    assert (find.actions, find.resources) == (("s3:GetBucketAcl", "s3:ListBucket"), (ARN,))
    assert (deliver.actions, deliver.resources) == (("s3:PutObject",), (f"{ARN}/AWSLogs/{ACCOUNT}/Config/*",))


def test_a_prefix_comes_before_what_aws_adds() -> None:
    _, deliver = bucket_statements(ARN, account_id=ACCOUNT, prefix="evidence")

    assert deliver.resources == (f"{ARN}/evidence/AWSLogs/{ACCOUNT}/Config/*",)


def test_recorders_of_other_accounts_are_kept_out() -> None:
    statements = (*bucket_statements(ARN, account_id=ACCOUNT), key_statement(ACCOUNT))

    assert {each.conditions["StringEquals"]["aws:SourceAccount"] for each in statements} == {ACCOUNT}
    assert {each.principal for each in statements} == {iam.service("config.amazonaws.com")}


def test_the_linter_has_nothing_against_it() -> None:
    assert issues(iam.policy(bucket_statements(ARN, account_id=ACCOUNT))) == set()
