"""Which rules a recorder makes where, and what of it is the account's rather than the region's."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from constructs_lib.account.recorder.config import RecorderConfig
from constructs_lib.account.recorder.remedies import REMEDIES
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.managed_rules import MANAGED_RULES, ManagedRule, Standard
from constructs_lib.foundation.tags import Tags

MAX_TEMPLATE_BYTES: Final = 51_200
"""https://docs.aws.amazon.com/config/latest/APIReference/API_PutConformancePack.html"""
_SENSITIVE: Final = ("confidential", "restricted")


@dataclass(frozen=True, slots=True)
class RecorderAt:
    """One recorder of an environment: its stack, the account it is in, what it is set to."""

    stack_id: str
    account_id: str
    config: RecorderConfig


def packs_at(tags: Tags, *, protected: bool) -> tuple[str, ...]:
    """What is asked of a place, in the words of the policies: a regime is about real data."""
    regimes = tags.compliance if tags.data_classification in _SENSITIVE else ()
    return ("everywhere", *(("protected",) if protected else ()), *regimes)


def rules_at(config: RecorderConfig, where: tuple[str, ...]) -> tuple[ManagedRule, ...]:
    """Every rule that is asked at a place."""
    return tuple(
        managed
        for managed in MANAGED_RULES
        if set(managed.where) & set(where) and config.looks_at(managed.policy, managed.on)
    )


def rules_alone(config: RecorderConfig, where: tuple[str, ...]) -> tuple[ManagedRule, ...]:
    """Those that are made by themselves: what no pack has, and what is put right, which a pack's rules cannot be."""
    remedied = {REMEDIES[each.rule].identifier for each in config.remediations}
    return tuple(
        managed
        for managed in rules_at(config, where)
        if managed.identifier in remedied or not set(managed.standards) & set(config.packs)
    )


def template(standard: Standard, rules: Iterable[ManagedRule]) -> str:
    """A conformance pack of those rules that a standard has. The same rules are always the same bytes."""
    resources = {
        "".join(word.capitalize() for word in managed.identifier.split("_")): {
            "Type": "AWS::Config::ConfigRule",
            "Properties": _properties(managed),
        }
        for managed in rules
        if standard in managed.standards
    }
    return json.dumps({"Resources": resources}, indent=1, sort_keys=True)


def _properties(managed: ManagedRule) -> Mapping[str, object]:
    parameters = {"InputParameters": dict(managed.parameters)} if managed.parameters else {}
    return {
        "ConfigRuleName": managed.name,
        "Description": managed.policy,
        "Source": {"Owner": "AWS", "SourceIdentifier": managed.identifier},
        **parameters,
    }


def account_problems(recorders: Iterable[RecorderAt]) -> Iterator[Problem]:
    """What an account has once, whatever region its recorders are in."""
    by_account: dict[str, list[RecorderAt]] = {}
    for each in recorders:
        if each.config.recording is not None:
            by_account.setdefault(each.account_id, []).append(each)
    for account_id, found in by_account.items():
        yield from _one_records_global_types(account_id, found)
        yield from _nobody_owns_what_others_use(found)


def _one_records_global_types(account_id: str, recorders: list[RecorderAt]) -> Iterator[Problem]:
    having = [
        each.stack_id for each in recorders if each.config.recording and each.config.recording.records_global_types
    ]
    if len(having) == 1:
        return
    yield Problem(
        where=" and ".join(having or [each.stack_id for each in recorders]),
        what="each record the global types of one account, and each change is paid as often"
        if having
        else "leave the global types of their account unrecorded: nobody sees what IAM lets whom",
        got=f"{len(having)} of {account_id}",
        allowed="one, in any of its regions",
        fix="set global_types to True in the recording of one of them, to False in the others",
    )


def _nobody_owns_what_others_use(recorders: list[RecorderAt]) -> Iterator[Problem]:
    creating = [
        each.stack_id
        for each in recorders
        if each.config.recording and each.config.recording.service_linked_role == "created"
    ]
    if creating and len(recorders) > 1:
        others = [each.stack_id for each in recorders if each.stack_id not in creating]
        yield Problem(
            where=" and ".join(creating),
            what="creates a role that other recorders of the account need before, and after it is destroyed",
            got=f"{len(creating)} created, used by {', '.join(others or creating)} too",
            allowed='service_linked_role="existing" in all of them',
            fix="create it once: aws iam create-service-linked-role --aws-service-name config.amazonaws.com",
        )
