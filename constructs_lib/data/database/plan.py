"""What follows from a database's settings: parameters, log groups, when its alarms ring."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from constructs_lib.data.database.config import DatabaseConfig

_GIB: Final = 2**30
# PostgreSQL on RDS takes a connection for every 9,531,392 bytes, up to 5,000
# https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html#RDS_Limits.MaxConnections
_BYTES_PER_CONNECTION: Final = 9_531_392
_MOST_CONNECTIONS: Final = 5000

LOGS: Final = ("postgresql", "upgrade")
"""What PostgreSQL on RDS can send to CloudWatch."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Parameter:
    """A setting of the server. Static ones are taken when it starts, and AWS refuses `immediate` for them."""

    name: str
    value: str
    apply_method: Literal["immediate", "pending-reboot"] = "immediate"


@dataclass(frozen=True, kw_only=True, slots=True)
class Thresholds:
    """When the alarms ring."""

    cpu_percent: int
    connections: int
    free_memory_bytes: int
    free_storage_bytes: int


def family(config: DatabaseConfig) -> str:
    """The parameter group family: postgres17."""
    return f"postgres{config.engine_version.partition('.')[0]}"


def follows_minor_versions(config: DatabaseConfig) -> bool:
    """Whether AWS may take the next minor version. With one that is pinned, Terraform would want to go back."""
    return "." not in config.engine_version


def parameters(config: DatabaseConfig) -> tuple[Parameter, ...]:
    """The server's settings that differ from RDS's own."""
    del config  # the same for every size and version, so far
    return (
        # nobody in without TLS, nobody with a password that was hashed by MD5
        Parameter(name="rds.force_ssl", value="1", apply_method="pending-reboot"),
        Parameter(name="password_encryption", value="scram-sha-256", apply_method="pending-reboot"),
        Parameter(name="rds.accepted_password_auth_method", value="scram", apply_method="pending-reboot"),
        # who came, what was changed, what was slow, who waited for whom
        Parameter(name="log_connections", value="1"),
        Parameter(name="log_disconnections", value="1"),
        Parameter(name="log_statement", value="ddl"),
        Parameter(name="log_min_duration_statement", value="1000"),  # ms
        Parameter(name="log_lock_waits", value="1"),
        Parameter(name="log_temp_files", value="10240"),  # kB: sorts that did not fit into memory
        # a transaction that somebody forgot holds locks and keeps old rows from being cleaned away
        Parameter(name="idle_in_transaction_session_timeout", value="300000"),  # ms
        Parameter(name="shared_preload_libraries", value="pg_stat_statements", apply_method="pending-reboot"),
        Parameter(name="track_io_timing", value="1"),
        # gp3 reads at random nearly as fast as in order; PostgreSQL's own 4 is for spinning disks
        Parameter(name="random_page_cost", value="1.1"),
    )


def log_group_names(identifier: str) -> Mapping[str, str]:
    """Where RDS writes each log."""
    return {log: f"/aws/rds/instance/{identifier}/{log}" for log in LOGS}


def thresholds(config: DatabaseConfig) -> Thresholds:
    """Early enough that somebody can act, late enough that it means something."""
    memory = (config.memory_gib or 0) * _GIB
    return Thresholds(
        cpu_percent=80,
        # the processes of RDS itself take memory too, so the real limit is a little lower
        connections=min(memory // _BYTES_PER_CONNECTION, _MOST_CONNECTIONS) * 8 // 10,
        free_memory_bytes=memory // 20,
        # storage grows when a tenth is left; half of that says it could not, or has reached its end
        free_storage_bytes=config.storage.gib * _GIB // 20,
    )
