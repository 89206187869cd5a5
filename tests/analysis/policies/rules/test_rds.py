"""Rules about relational databases."""

import pytest

from tests.analysis.policies.cases import Case, both, holds, one

DB, CLUSTER, GROUP = "aws_db_instance", "aws_rds_cluster", "aws_db_parameter_group"
FORCED = [{"name": "rds.force_ssl", "value": "1"}]


def switch(rule: str, attribute: str, kind: str = DB) -> Case:
    """A rule about one attribute that has to be true."""
    return Case(
        rule=rule,
        good=one(kind, **{attribute: True}),
        bad=one(kind, **{attribute: False}),
        says=f"{attribute} is false",
    )


CASES = (
    switch("rds-encryption", "storage_encrypted"),
    Case(
        rule="rds-encryption",
        good=one(DB, replicate_source_db="x"),
        bad=one(CLUSTER),
        says="storage_encrypted is false",
    ),
    Case(
        rule="rds-public",
        good=one(DB),
        bad=one(DB, publicly_accessible=True),
        says="publicly_accessible is true",
    ),
    switch("rds-deletion-protection", "deletion_protection"),
    Case(
        rule="rds-backups",
        good=one(DB, backup_retention_period=7),
        bad=one(CLUSTER),
        says="got      1 days",
    ),
    switch("rds-multi-zone", "multi_az"),
    switch("rds-iam-authentication", "iam_database_authentication_enabled"),
    switch("rds-minor-upgrades", "auto_minor_version_upgrade"),
    switch("rds-snapshot-tags", "copy_tags_to_snapshot", CLUSTER),
    Case(
        rule="rds-logs",
        good=one(DB, enabled_cloudwatch_logs_exports=["postgresql"]),
        bad=one(DB, enabled_cloudwatch_logs_exports=[]),
        says="enabled_cloudwatch_logs_exports is missing",
    ),
    Case(rule="rds-monitoring", good=one(DB, monitoring_interval=60), bad=one(DB), says="monitoring_interval"),
    Case(
        rule="rds-insights-key",
        good=one(DB, performance_insights_enabled=False),
        bad=one(DB, performance_insights_enabled=True),
        says="performance_insights_kms_key_id is missing",
    ),
    Case(
        rule="rds-password",
        good=one(DB, manage_master_user_password=True),
        bad=one(CLUSTER, master_password="x"),
        says="master_password is written down",
    ),
    Case(
        rule="rds-user-name",
        good=one(DB, engine="mysql", username="admin"),
        bad=one(DB, engine="postgres", username="admin"),
        says="username is reserved by the engine",
    ),
    Case(
        rule="rds-final-snapshot",
        good=both(one(DB, skip_final_snapshot=True), one(CLUSTER, final_snapshot_identifier="last")),
        bad=one(DB),
        says="final snapshot without a name",
    ),
    Case(
        rule="rds-managed-password-alone",
        good=one(DB, manage_master_user_password=True),
        bad=one(DB, manage_master_user_password=True, blue_green_update={"enabled": True}),
        says="does not work with blue_green_update",
    ),
    Case(
        rule="rds-managed-password-alone",
        good=one(CLUSTER, global_cluster_identifier="x"),
        bad=one(CLUSTER, manage_master_user_password=True, global_cluster_identifier="x"),
        says="does not work in a global cluster",
    ),
    Case(
        rule="rds-serverless-capacity",
        good=one(CLUSTER, serverlessv2_scaling_configuration={"min_capacity": 0.5, "max_capacity": 8}),
        bad=one(CLUSTER, serverlessv2_scaling_configuration=[{"min_capacity": 16, "max_capacity": 8}]),
        says="got      16 to 8",
    ),
    Case(
        rule="rds-proxy-secret",
        good=one("aws_db_proxy", auth=[{"secret_arn": "arn"}]),
        bad=one("aws_db_proxy", auth=[{"iam_auth": "REQUIRED"}]),
        says="auth.secret_arn is missing",
    ),
    Case(
        rule="rds-tls",
        good=both(one(GROUP, family="postgres17", parameter=FORCED), one(GROUP, "other", family="oracle-ee-19")),
        bad=one(GROUP, family="postgres17", parameter=[{"name": "rds.force_ssl", "value": "0"}]),
        says="rds.force_ssl is 0",
    ),
    Case(
        rule="rds-query-log",
        good=one(
            GROUP, family="postgres17", parameter=[*FORCED, {"name": "log_min_duration_statement", "value": "1000"}]
        ),
        bad=one(GROUP, family="postgres17", parameter=[*FORCED, {"name": "log_min_duration_statement", "value": "-1"}]),
        says="no statement is ever logged",
    ),
    Case(
        rule="rds-query-log",
        good=both(
            one(GROUP, family="postgres17", parameter=[{"name": "log_statement", "value": "ddl"}]),
            one(GROUP, "other", family="mysql8.4"),
        ),
        bad=one(GROUP, family="postgres17", parameter=[{"name": "log_statement", "value": "none"}]),
        says="no statement is ever logged",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.says}")
def test_rule(case: Case) -> None:
    holds(case)
