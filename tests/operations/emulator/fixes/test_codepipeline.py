"""CodePipeline: with the fixes the provider is answered as by AWS, without them it is not."""

import json
from collections.abc import Callable

import pytest

from constructs_lib.operations.emulator.fixes import codepipeline
from constructs_lib.operations.emulator.fixes.fix import Fix
from constructs_lib.operations.emulator.session import ProbeClients


@pytest.mark.parametrize("fix", codepipeline.FIXES, ids=lambda fix: fix.id)
def test_the_fix_and_the_need_for_it(fix: Fix, clients: ProbeClients, moto_alone: Callable[[Fix], bool]) -> None:
    got, wanted = fix.probe(clients)

    assert got == wanted
    assert not moto_alone(fix)


def test_a_role_that_does_not_trust_it_is_still_refused(clients: ProbeClients) -> None:
    trust = {"Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::123456789012:root"}}]}
    role = clients("iam").create_role(RoleName="probe-untrusting", AssumeRolePolicyDocument=json.dumps(trust))
    pipelines = clients("codepipeline")
    pipeline = {
        "name": "probe-refused",
        "roleArn": role["Role"]["Arn"],
        "artifactStore": {"type": "S3", "location": "artifacts"},
        "stages": [{"name": "one", "actions": []}, {"name": "two", "actions": []}],
    }

    with pytest.raises(pipelines.exceptions.InvalidStructureException, match="not authorized to perform AssumeRole"):
        pipelines.create_pipeline(pipeline=pipeline)
