"""Which rules hold where. A pack only lists."""

from collections.abc import Mapping
from typing import Final

from constructs_lib.analysis.policies.model import Estate, Stack
from constructs_lib.analysis.policies.rule import Rule
from constructs_lib.analysis.policies.rules import (
    backup,
    budgets,
    cache,
    compute,
    dns,
    dynamodb,
    ecs,
    edge,
    elb,
    firewall,
    functions,
    iam,
    kms,
    messaging,
    network,
    observability,
    rds,
    recorder,
    s3,
    scaling,
    secrets,
    tags,
    terraform,
)

EVERYWHERE: Final[tuple[Rule, ...]] = (
    backup.cold_storage,
    backup.vault_key,
    budgets.subscribers,
    budgets.tag_filter,
    budgets.start,
    budgets.anomaly_threshold,
    budgets.anomaly_frequency,
    cache.failover,
    cache.encryption,
    cache.token,
    cache.backups,
    compute.metadata,
    compute.user_data,
    compute.metadata_hops,
    compute.disk_encryption,
    compute.volume_encryption,
    compute.registry_images,
    dns.certificate_name,
    dns.certificate_renewal,
    dns.certificate_replacement,
    dns.certificate_validated,
    dns.set_identifier,
    dns.failover_ttl,
    dns.health_check_alarm_region,
    dns.zone_kept,
    dynamodb.encryption,
    dynamodb.replica_stream,
    ecs.fargate_size,
    ecs.network_mode,
    ecs.privileged,
    ecs.read_only_root,
    ecs.user,
    ecs.logs,
    ecs.secrets,
    ecs.roles,
    ecs.network,
    ecs.public_address,
    ecs.platform,
    ecs.circuit_breaker,
    ecs.target_type,
    ecs.target_attached,
    ecs.insights,
    ecs.exec_logs,
    ecs.volume_tls,
    ecs.codedeploy_load_balancer,
    edge.certificate_region,
    edge.origin_access,
    edge.tls,
    edge.logs,
    edge.waf_scope_region,
    edge.waf_metrics,
    elb.access_logs,
    elb.headers,
    elb.desync,
    elb.tls,
    elb.health_check,
    firewall.open_ingress,
    firewall.open_egress,
    firewall.description,
    firewall.nacl_rule_number,
    firewall.nacl_ports,
    firewall.nacl_admin_ports,
    functions.runtime,
    functions.timeout,
    functions.tracing,
    functions.concurrency,
    functions.secrets,
    functions.variables_key,
    functions.permission,
    iam.action_wildcard,
    iam.not_action,
    iam.resource_wildcard,
    iam.pass_role,
    iam.trust,
    iam.administrator,
    iam.user,
    iam.public,
    iam.policy_action_wildcard,
    iam.confused_deputy,
    kms.rotation,
    kms.policy,
    kms.alias_own,
    kms.enabled,
    messaging.queue_encryption,
    messaging.queue_tls_only,
    messaging.dead_letters,
    messaging.redrive,
    messaging.fifo_name,
    messaging.topic_encryption,
    messaging.topic_policy,
    network.flow_logs,
    network.default_security_group,
    network.public_addresses,
    network.in_vpc,
    network.overlap,
    network.peering_auto_accept,
    network.peering_accepted,
    network.endpoint_s3_private_dns,
    network.endpoint_one_subnet_per_zone,
    network.vpn_preshared_key,
    network.route_target,
    network.route_peering_default,
    network.flow_log_destination,
    observability.retention,
    observability.key,
    observability.actions,
    observability.topic_region,
    observability.datapoints,
    observability.period,
    observability.missing_data,
    rds.encryption,
    rds.public,
    rds.iam_authentication,
    rds.minor_upgrades,
    rds.snapshot_tags,
    rds.logs,
    rds.monitoring,
    rds.insights_key,
    rds.password,
    rds.user_name,
    rds.final_snapshot,
    rds.managed_password_alone,
    rds.serverless_capacity,
    rds.proxy_secret,
    rds.tls,
    rds.query_log,
    recorder.identifier,
    s3.public_access_block,
    s3.tls_only,
    s3.encryption,
    s3.versioning,
    s3.access_logs,
    s3.lifecycle,
    s3.owner_enforced,
    s3.name,
    s3.object_lock_versioned,
    s3.replication_delete_markers,
    s3.replication_time_metrics,
    s3.replication_versioned,
    s3.inventory_owner,
    s3.lockout,
    scaling.limits,
    scaling.resource_label,
    secrets.key,
    secrets.rotation,
    secrets.rotation_period,
    secrets.in_state,
    secrets.plain_secret,
    tags.required,
    tags.well_formed,
    tags.not_repeated,
    tags.handed_on,
    tags.of_a_group,
    terraform.account,
    terraform.region,
    terraform.secrets,
    terraform.state_safe,
)
"""What is dangerous, or refused by AWS, wherever it is."""

PROTECTED: Final[tuple[Rule, ...]] = (
    dynamodb.recovery,
    dynamodb.deletion_protection,
    elb.deletion_protection,
    kms.deletion_window,
    rds.deletion_protection,
    rds.backups,
    rds.multi_zone,
    secrets.recovery_window,
    terraform.stateful_kept,
)
"""What must not be lost: places whose `Placement` is protected."""

YEAR_OF_LOGS: Final[tuple[Rule, ...]] = (observability.retention_year,)
"""PCI DSS and HIPAA, where there is data that they are about."""

AT_SYNTHESIS: Final[tuple[Rule, ...]] = (tags.required, tags.well_formed)
"""The tag policy: synthesis itself fails by it, so that plain `cdktf` does too."""

PACKS: Final[Mapping[str, tuple[Rule, ...]]] = {
    "everywhere": EVERYWHERE,
    "protected": PROTECTED,
    "pci-dss": YEAR_OF_LOGS,
    "hipaa": YEAR_OF_LOGS,
}

RULES: Final[Mapping[str, Rule]] = {each.id: each for pack in PACKS.values() for each in pack}
"""Every rule, by id."""

_SENSITIVE: Final = ("confidential", "restricted")


def packs_of(stack: Stack) -> tuple[str, ...]:
    """What a stack is judged by, from what it says of itself: protection, the regimes it is under, what it holds."""
    packs = ["everywhere"]
    if stack.protected:
        packs.append("protected")
    # a regime is about real data; a place without any is tried with made-up data
    if stack.tags.get("DataClassification") in _SENSITIVE:
        packs += [each for each in str(stack.tags.get("Compliance", "")).split("+") if each in PACKS]
    return tuple(packs)


def rules_for(estate: Estate, *, extra: tuple[str, ...] = ()) -> dict[str, tuple[Rule, ...]]:
    """The rules of each stack, each once. `extra` are packs for all of them."""
    return {
        stack.id: tuple({each.id: each for pack in (*packs_of(stack), *extra) for each in PACKS[pack]}.values())
        for stack in estate.stacks.values()
    }
