"""What others do to the applied estate, and what the next plan makes of it: one plan of three stacks tells it all."""

import uuid
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from typing import Any, TypeVar

from constructs_lib.compute.service.config import ServiceConfig
from constructs_lib.compute.service.scaling import Scaling
from constructs_lib.data.database.config import DatabaseConfig
from constructs_lib.data.settings.config import SettingsConfig
from constructs_lib.foundation.placement import Placement
from tests.apply.estate import APPLIED, Estate
from tests.apply.test_compute import service_of
from tests.apply.test_database import outputs_of

_C = TypeVar("_C", SettingsConfig, DatabaseConfig)


def first(kind: type[_C]) -> tuple[Placement, _C]:
    """The first of a kind that is applied."""
    return next((plan.placement, plan.config) for plan in APPLIED if isinstance(plan.config, kind))


def scaled() -> tuple[Placement, ServiceConfig, Scaling]:
    """The first service that scales."""
    return next(
        (plan.placement, plan.config, plan.config.scaling)
        for plan in APPLIED
        if isinstance(plan.config, ServiceConfig) and plan.config.scaling is not None
    )


def test_the_next_plan_changes_what_somebody_changed_of_the_files_and_nothing_else(estate: Estate) -> None:
    """Left alone are a service that was scaled, a secret that was rotated, and a setting that is the operators'."""
    placement, config, scaling = scaled()
    databases, database = first(DatabaseConfig)
    settings = first(SettingsConfig)
    stacks = (
        placement.stack_id("service", config.component),
        databases.stack_id("database", database.component),
        settings[0].stack_id("settings", settings[1].component),
    )
    with ExitStack() as changes:
        changes.enter_context(_scaled_out(estate, placement, config, scaling))
        changes.enter_context(_changed_by_hand(estate, *settings, owner="operators"))
        changes.enter_context(_changed_by_hand(estate, *settings, owner="file"))
        _rotate_three_times(estate, databases, database)

        told = estate.cairn(placement.environment, "plan", *stacks, "--exit-code", expected=3)

        assert service_of(estate, placement, config)["desiredCount"] == scaling.max_capacity > config.desired_count
    assert "3 stack(s): 0 to add, 1 to change, 0 to destroy" in told
    assert f"{stacks[-1]}  0 to add, 1 to change" in told


@contextmanager
def _scaled_out(estate: Estate, placement: Placement, config: ServiceConfig, scaling: Scaling) -> Generator[None]:
    """As many tasks as there may be, within bounds that a schedule has moved."""
    ecs = estate.client("ecs", placement.account.id, placement.region)
    bounds = estate.client("application-autoscaling", placement.account.id, placement.region)
    cluster, service = placement.name("cluster"), placement.name(config.component)

    def scale(count: int, minimum: int, maximum: int) -> None:
        ecs.update_service(cluster=cluster, service=service, desiredCount=count)
        bounds.register_scalable_target(
            ServiceNamespace="ecs",
            ResourceId=f"service/{cluster}/{service}",
            ScalableDimension="ecs:service:DesiredCount",
            MinCapacity=minimum,
            MaxCapacity=maximum,
        )

    action = next(iter(scaling.scheduled), scaling)
    scale(scaling.max_capacity, getattr(action, "min_capacity", config.desired_count), action.max_capacity)
    try:
        yield
    finally:
        scale(config.desired_count, config.desired_count, scaling.max_capacity)


@contextmanager
def _changed_by_hand(estate: Estate, placement: Placement, config: SettingsConfig, *, owner: str) -> Generator[None]:
    """Another value of a setting of that owner, until the block is left."""
    ssm = estate.client("ssm", placement.account.id, placement.region)
    name = next(name for name, setting in config.values.items() if setting.owner == owner)
    parameter = f"/{config.component}/{placement.environment}/{name}"
    before = ssm.get_parameter(Name=parameter)["Parameter"]["Value"]
    ssm.put_parameter(Name=parameter, Value=f"{before}0", Overwrite=True)
    try:
        yield
    finally:
        ssm.put_parameter(Name=parameter, Value=before, Overwrite=True)


def _rotate_three_times(estate: Estate, placement: Placement, config: DatabaseConfig) -> None:
    """What the function does, without the database; so often that AWS has deleted every version without a label."""
    secrets: Any = estate.client("secretsmanager", placement.account.id, placement.region)
    secret = outputs_of(estate, placement, config)["ApplicationSecretArn"]
    for turn in range(3):
        token = str(uuid.uuid4())
        versions = secrets.describe_secret(SecretId=secret).get("VersionIdsToStages", {})
        secrets.put_secret_value(
            SecretId=secret, ClientRequestToken=token, SecretString=f"password {turn}", VersionStages=["AWSPENDING"]
        )
        for current in [version for version, stages in versions.items() if "AWSCURRENT" in stages]:
            secrets.update_secret_version_stage(
                SecretId=secret, VersionStage="AWSCURRENT", MoveToVersionId=token, RemoveFromVersionId=current
            )
    assert secrets.get_secret_value(SecretId=secret)["SecretString"] == "password 2"
