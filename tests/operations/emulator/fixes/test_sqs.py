"""SQS: with the fixes the provider is answered as by AWS, without them it is not."""

from collections.abc import Callable

import pytest

from constructs_lib.operations.emulator.fixes import sqs
from constructs_lib.operations.emulator.fixes.fix import Fix
from constructs_lib.operations.emulator.session import ProbeClients


@pytest.mark.parametrize("fix", sqs.FIXES, ids=lambda fix: fix.id)
def test_the_fix_and_the_need_for_it(fix: Fix, clients: ProbeClients, moto_alone: Callable[[Fix], bool]) -> None:
    got, wanted = fix.probe(clients)

    assert got == wanted
    assert not moto_alone(fix)


def test_a_policy_can_still_be_taken_away(clients: ProbeClients) -> None:
    sqs = clients("sqs")
    url = sqs.create_queue(QueueName="probe-policy")["QueueUrl"]
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": '{"Version": "2012-10-17", "Statement": [{}]}'})
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": ""})

    answer = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    assert "Policy" not in answer
    assert "RedriveAllowPolicy" not in answer
