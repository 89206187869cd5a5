"""Fixes to moto's Secrets Manager."""

from __future__ import annotations

import copy
import uuid

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, around

_CURRENT, _PENDING = "AWSCURRENT", "AWSPENDING"
# What AWS itself moves when another version becomes current
_MOVED = (_CURRENT, "AWSPREVIOUS")


def rotation() -> None:
    """A rotation starts as on AWS, with a pending version that has no value, and no function ever goes on with it.

    moto makes that empty version the current one, and the value is gone; on AWS a rotation that does not finish leaves
    the current version alone. What RDS rotates by itself has no function, and stays as it is. A rotation is over when
    the pending version is the current one: moto takes it for one under way. Rules are kept as given.
    """
    from moto.secretsmanager.models import FakeSecret, SecretsManagerBackend

    @around(SecretsManagerBackend, "rotate_secret")
    def rotate(original, self, secret_id, *args, rotation_rules=None, rotation_lambda_arn=None, **kwargs):
        secret = self.secrets[secret_id] if self._is_valid_identifier(secret_id) else None
        if not isinstance(secret, FakeSecret):
            return original(self, secret_id, *args, **kwargs)
        function = rotation_lambda_arn or secret.rotation_lambda_arn
        if secret.versions:
            named = {"rotation_rules": rotation_rules, "rotation_lambda_arn": function, **kwargs}
            answer = _begun(secret, lambda: original(self, secret_id, *args, **named), function, named)
        else:  # moto stumbles over it; what AWS does then, nothing of ours depends on
            secret.rotation_requested, secret.rotation_lambda_arn = True, function
            answer = secret.to_short_dict()
        if rotation_rules:
            vars(secret)["rules_as_given"], secret.rotation_enabled = dict(rotation_rules), True
        return answer

    @around(FakeSecret, "to_dict")
    def to_dict(original, self):
        answer = original(self)
        if "RotationRules" in answer and getattr(self, "rules_as_given", None):
            answer["RotationRules"] = self.rules_as_given
        return answer


def _begun(secret, rotate, function, named):
    """What moto answers, and the versions as AWS has them then."""
    for version in secret.versions.values():
        if {_CURRENT, _PENDING} <= set(version["version_stages"]):
            version["version_stages"].remove(_PENDING)
    before, current = copy.deepcopy(secret.versions), secret.default_version_id
    answer = rotate()
    started = [version for name, version in secret.versions.items() if name not in before]
    secret.versions, secret.default_version_id = before, current
    if function and named.get("rotate_immediately", True):
        secret.remove_version_stages_from_old_versions([_PENDING])
        for version in started:
            empty = {"createdate": version["createdate"], "version_id": version["version_id"]}
            secret.versions[version["version_id"]] = {**empty, "version_stages": [_PENDING]}
    return answer


def cancelled_without_function() -> None:
    """A rotation that RDS does by itself, for want of a function, can be switched off too."""
    from moto.secretsmanager.models import SecretsManagerBackend

    @around(SecretsManagerBackend, "cancel_rotate_secret")
    def cancel(original, self, secret_id):
        secret = self.secrets[secret_id] if self._is_valid_identifier(secret_id) else None
        if secret is None or not secret.owning_service:
            return original(self, secret_id)
        secret.rotation_enabled = False
        return secret.to_short_dict()


def written_once() -> None:
    """A version with a value keeps it: written again with another one it is refused, also while it is pending."""
    from moto.secretsmanager.exceptions import ResourceExistsException
    from moto.secretsmanager.models import SecretsManagerBackend

    @around(SecretsManagerBackend, "_check_with_existing_secrets_and_versions")
    def check(original, self, secret_name, client_request_token, secret_string, secret_binary, *args, **kwargs):
        found = original(self, secret_name, client_request_token, secret_string, secret_binary, *args, **kwargs)
        secret = self.secrets.get(secret_name) if client_request_token else None
        version = secret.versions.get(client_request_token) if secret else None
        if found or not version or not {"secret_string", "secret_binary"} & version.keys():
            return found
        if (version.get("secret_string"), version.get("secret_binary")) == (secret_string, secret_binary):
            return secret
        raise ResourceExistsException(f"You can't use ClientRequestToken {client_request_token}: it is in use.")


def labels() -> None:
    """Labels decide: which version is current, and that a version without any is gone.

    moto forgets a version's own labels when another one becomes current, and goes on answering with the version that was
    current before. A version without a label may be deleted by AWS at any time; here it is at once, so that whatever
    relies on one fails here first.
    """
    from moto.secretsmanager.models import FakeSecret, SecretsManagerBackend

    def settle(secret):
        secret.versions = {name: version for name, version in secret.versions.items() if version["version_stages"]}
        current = [name for name, version in secret.versions.items() if _CURRENT in version["version_stages"]]
        secret.default_version_id = current[0] if current else None

    @around(FakeSecret, "reset_default_version")
    def reset(original, self, secret_version, version_id):
        before = self.versions.get(self.default_version_id)
        own = [label for label in before["version_stages"] if label not in _MOVED] if before else []
        original(self, secret_version, version_id)
        if before and before is not self.versions[version_id]:
            taken = secret_version["version_stages"]
            before["version_stages"] = [*before["version_stages"], *(label for label in own if label not in taken)]
        settle(self)

    @around(SecretsManagerBackend, "update_secret_version_stage")
    def update(original, self, secret_id, *args, **kwargs):
        answer = original(self, secret_id, *args, **kwargs)
        settle(self.secrets[secret_id])
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
    first = secrets.create_secret(Name=name, SecretString="kept")["VersionId"]
    rules = {"ScheduleExpression": "rate(10 days)", "Duration": "3h"}
    token = uuid.uuid4().hex
    secrets.rotate_secret(SecretId=name, ClientRequestToken=token, RotationLambdaARN=function, RotationRules=rules)
    described = secrets.describe_secret(SecretId=name)
    return (
        secrets.get_secret_value(SecretId=name).get("SecretString"),
        described["RotationRules"],
        described["RotationEnabled"],
        described["VersionIdsToStages"],
        _see_empty(secrets, function, rules),
    ), ("kept", rules, True, {first: [_CURRENT], token: [_PENDING]}, (True, False))


def _see_empty(secrets, function, rules):
    name = secrets.create_secret(Name=f"probe-{uuid.uuid4().hex}")["Name"]
    secrets.rotate_secret(SecretId=name, RotationLambdaARN=function, RotationRules=rules)
    described = secrets.describe_secret(SecretId=name)
    return described["RotationEnabled"], "VersionIdsToStages" in described


def _see_cancelled(client: Clients) -> Seen:
    rds, secrets, name = client("rds"), client("secretsmanager"), f"probe-{uuid.uuid4().hex}"
    rds.create_db_instance(
        DBInstanceIdentifier=name,
        DBInstanceClass="db.t4g.micro",
        Engine="postgres",
        MasterUsername="owner",
        ManageMasterUserPassword=True,
        AllocatedStorage=20,
    )
    instance = rds.describe_db_instances(DBInstanceIdentifier=name)["DBInstances"][0]
    secret = instance["MasterUserSecret"]["SecretArn"]
    secrets.rotate_secret(SecretId=secret, RotationRules={"AutomaticallyAfterDays": 30})
    secrets.cancel_rotate_secret(SecretId=secret)
    return secrets.describe_secret(SecretId=secret)["RotationEnabled"], False


def _see_written_once(client: Clients) -> Seen:
    secrets, name, token = client("secretsmanager"), f"probe-{uuid.uuid4().hex}", uuid.uuid4().hex
    secrets.create_secret(Name=name, SecretString="first")
    answers = []
    for text in ("second", "second", "third"):
        try:
            secrets.put_secret_value(
                SecretId=name, ClientRequestToken=token, SecretString=text, VersionStages=[_PENDING]
            )
            answers.append("written")
        except secrets.exceptions.ResourceExistsException:
            answers.append("refused")
    kept = secrets.get_secret_value(SecretId=name, VersionId=token)["SecretString"]
    return (answers, kept), (["written", "written", "refused"], "second")


def _see_labels(client: Clients) -> Seen:
    secrets, name = client("secretsmanager"), f"probe-{uuid.uuid4().hex}"
    first = secrets.create_secret(Name=name, SecretString="1")["VersionId"]
    secrets.update_secret_version_stage(SecretId=name, VersionStage="MINE", MoveToVersionId=first)
    second = secrets.put_secret_value(SecretId=name, SecretString="2")["VersionId"]
    third = secrets.put_secret_value(SecretId=name, SecretString="3", VersionStages=["NEXT"])["VersionId"]
    secrets.update_secret_version_stage(
        SecretId=name, VersionStage=_CURRENT, MoveToVersionId=third, RemoveFromVersionId=second
    )
    seen = secrets.describe_secret(SecretId=name)["VersionIdsToStages"]
    return (
        secrets.get_secret_value(SecretId=name)["SecretString"],
        {version: set(stages) for version, stages in seen.items()},
    ), ("3", {first: {"MINE"}, second: {"AWSPREVIOUS"}, third: {"NEXT", _CURRENT}})


FIXES = (
    Fix(
        id="secretsmanager.rotation",
        symptom="aws_secretsmanager_secret_rotation: the secret loses its value, a schedule expression is planned again",
        apply=rotation,
        probe=_see_rotation,
    ),
    Fix(
        id="secretsmanager.cancelled-without-function",
        symptom="aws_secretsmanager_secret_rotation of a secret that RDS manages: destroy fails",
        apply=cancelled_without_function,
        probe=_see_cancelled,
    ),
    Fix(
        id="secretsmanager.written-once",
        symptom="two invocations of a rotation function: each keeps a password of its own for the same version",
        apply=written_once,
        probe=_see_written_once,
    ),
    Fix(
        id="secretsmanager.labels",
        symptom="aws_secretsmanager_secret_version: its own label is lost after a rotation, the old value stays current",
        apply=labels,
        probe=_see_labels,
    ),
)
