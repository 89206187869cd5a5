"""IAM: with the fixes the provider is answered as by AWS, without them it is not."""

from collections.abc import Callable

import pytest

from constructs_lib.operations.emulator import Emulator
from constructs_lib.operations.emulator.fixes import iam
from constructs_lib.operations.emulator.fixes.fix import Fix
from constructs_lib.operations.emulator.session import ProbeClients


@pytest.mark.parametrize("fix", iam.FIXES, ids=lambda fix: fix.id)
def test_the_fix_and_the_need_for_it(fix: Fix, clients: ProbeClients, moto_alone: Callable[[Fix], bool]) -> None:
    got, wanted = fix.probe(clients)

    assert got == wanted
    assert not moto_alone(fix)


def test_keys_moto_issued_still_say_whose_they_are(emulator: Emulator) -> None:
    iam = emulator.session("222233334444").client("iam")
    iam.create_user(UserName="probe")
    key = iam.create_access_key(UserName="probe")["AccessKey"]
    sts = emulator.session().client(
        "sts", aws_access_key_id=key["AccessKeyId"], aws_secret_access_key=key["SecretAccessKey"]
    )

    assert sts.get_caller_identity()["Arn"] == "arn:aws:iam::222233334444:user/probe"


def test_policies_of_aws_can_be_attached_in_any_account(emulator: Emulator) -> None:
    iam = emulator.session("333344445555").client("iam")
    iam.create_role(RoleName="probe", AssumeRolePolicyDocument="{}")
    iam.attach_role_policy(RoleName="probe", PolicyArn="arn:aws:iam::aws:policy/ReadOnlyAccess")

    attached = iam.list_attached_role_policies(RoleName="probe")["AttachedPolicies"]
    assert [each["PolicyName"] for each in attached] == ["ReadOnlyAccess"]
