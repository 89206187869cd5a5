"""Fixes to moto's Step Functions."""

from __future__ import annotations

import uuid

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, added


def validation() -> None:
    """Take every definition for valid: the provider asks while it plans, and analysis judges definitions elsewhere."""
    from moto.core.responses import ActionResult
    from moto.stepfunctions.responses import StepFunctionResponse

    @added(StepFunctionResponse, "validate_state_machine_definition")
    def validate(self):
        return ActionResult({"result": "OK", "diagnostics": [], "truncated": False})


def versions() -> None:
    """Say that a state machine has no published versions; the provider asks before it deletes one."""
    from moto.core.responses import ActionResult
    from moto.stepfunctions.responses import StepFunctionResponse

    @added(StepFunctionResponse, "list_state_machine_versions")
    def list_versions(self):
        return ActionResult({"stateMachineVersions": []})


_DEFINITION = '{"StartAt": "done", "States": {"done": {"Type": "Succeed"}}}'


def _see_validation(client: Clients) -> Seen:
    return client("stepfunctions").validate_state_machine_definition(definition=_DEFINITION)["result"], "OK"


def _see_versions(client: Clients) -> Seen:
    machines, name = client("stepfunctions"), f"probe-{uuid.uuid4().hex}"
    role = client("iam").create_role(RoleName=name, AssumeRolePolicyDocument="{}")["Role"]["Arn"]
    arn = machines.create_state_machine(name=name, definition=_DEFINITION, roleArn=role)["stateMachineArn"]
    return machines.list_state_machine_versions(stateMachineArn=arn)["stateMachineVersions"], []


FIXES = (
    Fix(
        id="stepfunctions.validation",
        symptom="aws_sfn_state_machine: plan fails with ValidateStateMachineDefinition 500",
        apply=validation,
        probe=_see_validation,
    ),
    Fix(
        id="stepfunctions.versions",
        symptom="aws_sfn_state_machine: ListStateMachineVersions 500",
        apply=versions,
        probe=_see_versions,
    ),
)
