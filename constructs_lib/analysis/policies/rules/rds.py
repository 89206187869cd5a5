"""Relational databases: encrypted, closed, kept, and settings that AWS takes."""

from typing import Final

from constructs_lib.analysis.policies.model import Resource
from constructs_lib.analysis.policies.rule import Fault, Faults, Names, Remedy, at_least, expect, needs, rule

INSTANCE: Final = "aws_db_instance"
CLUSTER: Final = "aws_rds_cluster"
MEMBER: Final = "aws_rds_cluster_instance"

# https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.PostgreSQL.CommonDBATasks.Roles.html
_POSTGRES_RESERVED: Final = frozenset({"admin", "postgres", "public", "rdsadmin", "rdsrepladmin", "rdstopmgr"})
_MYSQL_RESERVED: Final = frozenset({"rdsadmin", "rdsrepladmin", "mysql.sys", "mysql.session", "mysql.infoschema"})


def _copy(database: Resource) -> bool:
    """A replica takes much from its source."""
    return any(database.raw(each) for each in ("replicate_source_db", "replication_source_identifier"))


@rule(
    "rds-encryption",
    on=(INSTANCE, CLUSTER),
    why="It cannot be turned on later without copying the database.",
    fix="set storage_encrypted to true",
    names=Names(
        cis=("2.2.1",),
        pci=("3.5.1",),
        soc2=("CC6.1",),
        hipaa=("164.312(a)(2)(iv)",),
        fsbp=("RDS.3", "RDS.27"),
        checkov=("CKV_AWS_16", "CKV_AWS_96"),
    ),
)
def encryption(database: Resource) -> Faults:
    if not _copy(database):
        yield from expect(database, "storage_encrypted", True, default=False)


@rule(
    "rds-public",
    on=(INSTANCE, MEMBER),
    why="A database on the internet is one password away from everybody.",
    fix="set publicly_accessible to false",
    names=Names(
        cis=("2.2.3",),
        pci=("1.4.4",),
        soc2=("CC6.6",),
        hipaa=("164.312(a)(1)",),
        fsbp=("RDS.2",),
        checkov=("CKV_AWS_17",),
    ),
)
def public(database: Resource) -> Faults:
    yield from expect(database, "publicly_accessible", False, default=False)


@rule(
    "rds-deletion-protection",
    on=(INSTANCE, CLUSTER),
    why="One wrong plan would delete it.",
    fix="set deletion_protection to true",
    names=Names(pci=("10.3.3",), soc2=("A1.2",), fsbp=("RDS.7", "RDS.8"), checkov=("CKV_AWS_293", "CKV_AWS_139")),
)
def deletion_protection(database: Resource) -> Faults:
    yield from expect(database, "deletion_protection", True, default=False)


@rule(
    "rds-backups",
    on=(INSTANCE, CLUSTER),
    why="A mistake is often noticed only after days; without backups it cannot be undone.",
    fix="set backup_retention_period to 7 or more",
    names=Names(
        pci=("12.10.1",), soc2=("A1.2",), hipaa=("164.308(a)(7)(ii)(A)",), fsbp=("RDS.11",), checkov=("CKV_AWS_133",)
    ),
    remedies=(Remedy(config="DatabaseConfig", field="backup_days", value="35"),),
)
def backups(database: Resource) -> Faults:
    if not _copy(database):
        default = 1 if database.type == CLUSTER else 0
        yield from at_least(database, "backup_retention_period", 7, default=default, unit=" days")


@rule(
    "rds-multi-zone",
    on=INSTANCE,
    why="Losing one zone would lose the database until it is restored.",
    fix="set multi_az to true",
    names=Names(
        cis=("2.2.4",),
        soc2=("A1.2",),
        hipaa=("164.308(a)(7)(ii)(B)",),
        fsbp=("RDS.5",),
        checkov=("CKV_AWS_157",),
    ),
    remedies=(Remedy(config="DatabaseConfig", field="multi_zone", value="True"),),
)
def multi_zone(database: Resource) -> Faults:
    if not _copy(database):
        yield from expect(database, "multi_az", True, default=False)


@rule(
    "rds-iam-authentication",
    on=(INSTANCE, CLUSTER),
    why="People log in with who they are, for minutes, instead of a password that is shared.",
    fix="set iam_database_authentication_enabled to true",
    names=Names(pci=("8.3.1",), soc2=("CC6.1",), fsbp=("RDS.10", "RDS.12"), checkov=("CKV_AWS_161", "CKV_AWS_162")),
)
def iam_authentication(database: Resource) -> Faults:
    yield from expect(database, "iam_database_authentication_enabled", True, default=False)


@rule(
    "rds-minor-upgrades",
    on=(INSTANCE, MEMBER),
    why="Security fixes of the engine come as minor versions.",
    fix="set auto_minor_version_upgrade to true",
    names=Names(cis=("2.2.2",), pci=("6.3.3",), soc2=("CC7.1",), fsbp=("RDS.13",), checkov=("CKV_AWS_226",)),
)
def minor_upgrades(database: Resource) -> Faults:
    yield from expect(database, "auto_minor_version_upgrade", True, default=True)


@rule(
    "rds-snapshot-tags",
    on=(INSTANCE, CLUSTER),
    why="A snapshot without tags belongs to nobody, and nobody deletes it.",
    fix="set copy_tags_to_snapshot to true",
    names=Names(pci=("12.5.1",), fsbp=("RDS.16", "RDS.17"), checkov=("CKV2_AWS_60", "CKV_AWS_313")),
)
def snapshot_tags(database: Resource) -> Faults:
    yield from expect(database, "copy_tags_to_snapshot", True, default=False)


@rule(
    "rds-logs",
    on=(INSTANCE, CLUSTER),
    why="Without them nobody knows who logged in and what failed.",
    fix="set enabled_cloudwatch_logs_exports",
    names=Names(
        pci=("10.2.1",),
        soc2=("CC7.2",),
        hipaa=("164.312(b)",),
        fsbp=("RDS.9", "RDS.36"),
        checkov=("CKV_AWS_129",),
    ),
)
def logs(database: Resource) -> Faults:
    yield from needs(database, "enabled_cloudwatch_logs_exports")


@rule(
    "rds-monitoring",
    on=(INSTANCE, MEMBER),
    why="CloudWatch sees the database from outside; memory and processes are seen by enhanced monitoring only.",
    fix="set monitoring_interval to 60, and monitoring_role_arn",
    names=Names(soc2=("CC7.2",), fsbp=("RDS.6",), checkov=("CKV_AWS_118",)),
)
def monitoring(database: Resource) -> Faults:
    yield from at_least(database, "monitoring_interval", 1, default=0, unit=" s")


@rule(
    "rds-insights-key",
    on=(INSTANCE, MEMBER),
    why="Performance Insights keeps query texts; they belong under the same key as the data.",
    fix="set performance_insights_kms_key_id",
    names=Names(pci=("3.5.1",), hipaa=("164.312(a)(2)(iv)",), checkov=("CKV_AWS_354",)),
)
def insights_key(database: Resource) -> Faults:
    if database.on("performance_insights_enabled"):
        yield from needs(database, "performance_insights_kms_key_id")


@rule(
    "rds-password",
    on=(INSTANCE, CLUSTER),
    why="A password in an attribute is in the state, and in every copy of it, in the clear.",
    fix="set manage_master_user_password to true, or use the write-only argument",
    names=Names(pci=("8.6.2",), soc2=("CC6.1",), hipaa=("164.312(d)",)),
)
def password(database: Resource) -> Faults:
    for each in ("password", "master_password"):
        if database.raw(each) is not None:
            yield Fault(what=f"{each} is written down")


@rule(
    "rds-user-name",
    on=(INSTANCE, CLUSTER),
    why="The engine keeps some names for itself; AWS refuses them at apply, after minutes.",
    fix="choose another name",
    names=Names(fsbp=("RDS.24", "RDS.25")),
)
def user_name(database: Resource) -> Faults:
    path = "master_username" if database.type == CLUSTER else "username"
    name = database.get(path)
    engine = str(database.get("engine", ""))
    reserved = _POSTGRES_RESERVED if "postgres" in engine else _MYSQL_RESERVED
    if name is not None and (name.lower() in reserved or name.lower().startswith(("pg_", "rds_"))):
        yield Fault(what=f"{path} is reserved by the engine", got=name)


@rule(
    "rds-final-snapshot",
    on=(INSTANCE, CLUSTER),
    why="Without a name for the last snapshot it cannot be destroyed: it fails then, not now.",
    fix="set final_snapshot_identifier",
    names=Names(soc2=("A1.2",)),
)
def final_snapshot(database: Resource) -> Faults:
    if not database.on("skip_final_snapshot") and database.raw("final_snapshot_identifier") is None:
        yield Fault(what="there is a final snapshot without a name")


@rule(
    "rds-managed-password-alone",
    on=(INSTANCE, CLUSTER),
    why="AWS manages no password of a database that is replaced or replicated by it: it refuses the combination.",
    fix="leave manage_master_user_password out, or blue_green_update or the global cluster",
)
def managed_password_alone(database: Resource) -> Faults:
    if not database.on("manage_master_user_password"):
        return
    if database.on("blue_green_update.enabled"):
        yield Fault(what="manage_master_user_password does not work with blue_green_update")
    if database.raw("global_cluster_identifier") is not None:
        yield Fault(what="manage_master_user_password does not work in a global cluster")
    if database.type == INSTANCE and database.raw("replicate_source_db") is not None:
        yield Fault(what="a replica has its source's password", fix="leave manage_master_user_password out")


@rule(
    "rds-serverless-capacity",
    on=CLUSTER,
    why="AWS refuses a smallest capacity above the largest at apply.",
    fix="set min_capacity to max_capacity or less",
)
def serverless_capacity(cluster: Resource) -> Faults:
    for block in ("serverlessv2_scaling_configuration", "scaling_configuration"):
        if cluster.raw(block) is None:
            continue
        least, most = cluster.number(f"{block}.min_capacity", 0), cluster.number(f"{block}.max_capacity", 1e9)
        if least > most:
            yield Fault(what="the smallest capacity is above the largest", got=f"{least:g} to {most:g}")


@rule(
    "rds-proxy-secret",
    on="aws_db_proxy",
    why="A proxy logs in with a secret; AWS refuses one without.",
    fix="set auth.secret_arn",
)
def proxy_secret(proxy: Resource) -> Faults:
    blocks = proxy.blocks("auth")
    for each in blocks:
        yield from needs(each, "secret_arn")
    if not blocks:
        yield Fault(what="the proxy has no auth block")


@rule(
    "rds-tls",
    on="aws_db_parameter_group",
    why="Without it a client may talk to the database in the clear.",
    fix="set rds.force_ssl, or require_secure_transport for MySQL, to 1",
    names=Names(pci=("4.2.1",), soc2=("CC6.7",), hipaa=("164.312(e)(1)",), checkov=("CKV2_AWS_69",)),
)
def tls(group: Resource) -> Faults:
    family = str(group.get("family", ""))
    wanted = "rds.force_ssl" if family.startswith(("postgres", "aurora-postgres", "sqlserver")) else ""
    wanted = wanted or ("require_secure_transport" if family.startswith(("mysql", "mariadb")) else "")
    values = {str(each.get("name")): str(each.get("value")) for each in group.blocks("parameter")}
    if wanted and values.get(wanted, "").lower() not in ("1", "on"):
        yield Fault(what=f"{wanted} is {values.get(wanted, 'not set')}", allowed="1")


@rule(
    "rds-query-log",
    on="aws_db_parameter_group",
    why="Nobody sees which statement took so long, or changed a table.",
    fix="set log_min_duration_statement, such as to 1000 ms, or log_statement to ddl, mod or all",
    names=Names(pci=("10.2.1",), soc2=("CC7.2",), checkov=("CKV2_AWS_30",)),
)
def query_log(group: Resource) -> Faults:
    values = {str(each.get("name")): str(each.get("value")) for each in group.blocks("parameter")}
    logged = values.get("log_min_duration_statement", "-1") != "-1" or values.get("log_statement", "none") != "none"
    if str(group.get("family", "")).startswith("postgres") and not logged:
        yield Fault(what="no statement is ever logged")
