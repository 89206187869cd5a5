"""Fixes to moto's Secrets Manager."""

from __future__ import annotations

import copy
import uuid

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, around


def rotation() -> None:
    """Configuring rotation keeps the rules as given and the secret as it is.

    The rotation function never runs here, so it never writes the new version. moto makes that empty version the current
    one all the same, and the value is gone; on AWS a rotation that does not finish leaves the current version alone.
    """
    from moto.secretsmanager.models import FakeSecret, SecretsManagerBackend

    @around(SecretsManagerBackend, "rotate_secret")
    def rotate(original, self, secret_id, *args, rotation_rules=None, rotation_lambda_arn=None, **kwargs):
        secret = self.secrets[secret_id] if self._is_valid_identifier(secret_id) else None
        before = (copy.deepcopy(secret.versions), secret.default_version_id) if secret else None
        answer = original(
            self, secret_id, *args, rotation_rules=rotation_rules, rotation_lambda_arn=rotation_lambda_arn, **kwargs
        )
        if secret and before and rotation_lambda_arn:
            secret.versions, secret.default_version_id = before
        if secret and rotation_rules:
            secret.rules_as_given, secret.rotation_enabled = dict(rotation_rules), True
        return answer

    @around(FakeSecret, "to_dict")
    def to_dict(original, self):
        answer = original(self)
        if "RotationRules" in answer and getattr(self, "rules_as_given", None):
            answer["RotationRules"] = self.rules_as_given
        return answer


def _see_rotation(client: Clients) -> Seen:
    secrets, functions, name = client("secretsmanager"), client("lambda"), f"probe-{uuid.uuid4().hex}"
    role = client("iam").create_role(RoleName=name, AssumeRolePolicyDocument="{}")["Role"]["Arn"]
    function = functions.create_function(
        FunctionName=name,
        Role=role,
        PackageType="Image",
        Code={"ImageUri": "123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1"},
    )["FunctionArn"]
    secrets.create_secret(Name=name, SecretString="kept")
    rules = {"ScheduleExpression": "rate(10 days)", "Duration": "3h"}
    secrets.rotate_secret(SecretId=name, RotationLambdaARN=function, RotationRules=rules)
    described = secrets.describe_secret(SecretId=name)
    return (
        secrets.get_secret_value(SecretId=name).get("SecretString"),
        described["RotationRules"],
        described["RotationEnabled"],
    ), ("kept", rules, True)


FIXES = (
    Fix(
        id="secretsmanager.rotation",
        symptom="aws_secretsmanager_secret_rotation: the secret loses its value, a schedule expression is planned again",
        apply=rotation,
        probe=_see_rotation,
    ),
)
