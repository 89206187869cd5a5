"""Remedies: what is shown, and that it mends."""

import ast
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from constructs_lib.account.audit.trail_config import TrailConfig
from constructs_lib.analysis.document import read_stacks
from constructs_lib.analysis.policies.judge import Finding, judge
from constructs_lib.analysis.policies.model import Estate
from constructs_lib.analysis.policies.packs import RULES, rules_for
from constructs_lib.analysis.policies.remedies import Change, changes
from constructs_lib.analysis.policies.rule import Fault
from constructs_lib.compute.cluster.config import ClusterConfig
from constructs_lib.compute.service.config import ServiceConfig
from constructs_lib.data.database.config import DatabaseConfig
from constructs_lib.data.table.config import TableConfig
from constructs_lib.entry import synthesize
from constructs_lib.environment import Environment
from environments.prod import ENVIRONMENT
from environments.tools import ENVIRONMENT as TOOLS

BAD = {
    ClusterConfig: {"exec_log_retention_days": 30},
    DatabaseConfig: {"multi_zone": False, "backup_days": 1, "log_retention_days": 30},
    ServiceConfig: {"log_retention_days": 30},
    TableConfig: {"point_in_time_recovery_days": None},
    TrailConfig: {"log_retention_days": 30},
}


def otherwise(config: Any, settings: dict[type[Any], dict[str, Any]]) -> Any:
    """A config, and the configs in it, with other settings."""
    parts = {field.name: getattr(config, field.name) for field in fields(config)}
    inside = {name: otherwise(part, settings) for name, part in parts.items() if is_dataclass(part)}
    return replace(config, **inside, **settings.get(type(config), {}))


def changed(settings: dict[type[Any], dict[str, Any]]) -> Environment:
    """prod, with other settings of some configs."""
    stacks = {
        place: tuple(otherwise(config, settings) for config in configs) for place, configs in ENVIRONMENT.stacks.items()
    }
    return replace(ENVIRONMENT, stacks=stacks)


def findings(environment: Environment, output: Path) -> tuple[Finding, ...]:
    documents = read_stacks(synthesize([environment, TOOLS], environment="prod", output=output))
    estate = Estate(documents)
    return judge(estate, rules_for(estate)).findings


@pytest.fixture(scope="module")
def broken() -> Environment:
    return changed(BAD)


def test_every_remedy_names_a_setting_there_is_and_mends_what_was_found(broken: Environment, tmp_path: Path) -> None:
    configs = {plan.id: plan.config for plan in broken.stack_plans()}
    found = findings(broken, tmp_path / "bad")
    made = changes(found, configs)

    kinds = {kind.__name__: kind for kind in BAD}
    assert {(change.config, change.field) for change in made} == {
        (remedy.config, remedy.field) for rule in RULES.values() for remedy in rule.remedies
    }
    mended: dict[type[Any], dict[str, Any]] = {}
    for change in made:
        mended.setdefault(kinds[change.config], {})[change.field] = ast.literal_eval(change.after)
    assert findings(changed(mended), tmp_path / "good") == ()


def test_what_a_person_is_shown() -> None:
    change = Change(
        stack_id="prod-x", config="TableConfig", field="days", before="None", after="35", rules=("a-rule", "b-rule")
    )

    assert str(change).splitlines() == ["prod-x: TableConfig", "  - days=None", "  + days=35    [a-rule, b-rule]"]


def test_nothing_is_shown_for_what_is_waived_or_unknown() -> None:
    finding = Finding(
        rule=RULES["rds-multi-zone"],
        stack_id="s",
        address="a",
        path="p",
        fault=Fault(what=""),
        state="waived",
    )

    assert changes([finding], {"s": None}) == ()
    assert changes([replace(finding, state="open")], {}) == ()
