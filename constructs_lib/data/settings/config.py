"""Settings of an application that its running code reads, and who may change each."""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Final, Literal

from annotated_types import Len
from pydantic import StringConstraints

from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.names import Component

# Two dashes never stand together, so that a slash can become two in a construct's id without meeting another name.
SettingName = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*(/[a-z][a-z0-9]*(-[a-z0-9]+)*){0,4}$", max_length=200),
]

# Past it AWS wants the advanced tier, which costs by the month: https://docs.aws.amazon.com/general/latest/gr/ssm.html
_MAX_VALUE_BYTES: Final = 4096
# Names AWS keeps for itself, and the place of the contracts between stacks.
_RESERVED: Final = re.compile(r"^(aws|ssm|cairn$)")
# The last words say what a thing is: `session-token` is one, `token-lifetime-seconds` and `database-secret-arn` are not.
_SECRET_NAME: Final = re.compile(
    r"(^|[-/])(password|passwd|passphrase|secret|token|credentials?|(api|access|private|secret|signing|encryption)-key)$"
)
_SECRET_VALUES: Final[Mapping[str, re.Pattern[str]]] = {
    "an AWS access key": re.compile(r"\b(AKIA|ASIA)[A-Z0-9]{16}\b"),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    "a signed token": re.compile(r"\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\."),
    "a password in a URL": re.compile(r"://[^/\s:@]+:[^/\s:@]+@"),
    "a service's token": re.compile(r"\b(gh[pousr]_\w{20,}|xox[abprs]-[\w-]{10,}|[rs]k_live_\w{10,})"),
}
_SECRETS_MANAGER: Final = "arn:aws:secretsmanager:"


@config
class Setting:
    """One value that running code reads."""

    value: Annotated[str, Len(min_length=1)]
    """Text, at most 4 KiB. Of one that operators own it is the first value only."""
    description: Annotated[str, Len(1, 1024)]
    """What it does and which values make sense: whoever changes it at night sees nothing else."""
    owner: Literal["file", "operators"] = "file"
    """`file`: a change is a pull request, and what anybody changes by hand is put back by the next deployment.
    `operators`: they change it in Parameter Store whenever they need to, and no deployment ever puts it back."""


@config
class SettingsConfig:
    """What differs by environment and can change while the code runs. Never a secret."""

    DOMAIN: ClassVar[str] = "settings"

    component: Component
    """The application: its settings are below /<application>/<environment>."""
    values: Annotated[Mapping[SettingName, Setting], Len(min_length=1)]
    """By name. A slash makes groups: `checkout/max-items`."""

    def problems(self) -> Iterator[Problem]:
        """Secrets, and what Parameter Store would refuse when it is applied."""
        if _RESERVED.match(self.component):
            yield Problem(
                where="component",
                what="is a name that is taken in Parameter Store",
                got=repr(self.component),
                allowed="anything that does not begin with aws or ssm, and is not cairn",
            )
        for name, setting in self.values.items():
            where = f"values.{name}"
            yield from _unstorable(where, setting.value)
            yield from _secret(where, name, setting.value)


def _unstorable(where: str, value: str) -> Iterator[Problem]:
    size = len(value.encode())
    if size > _MAX_VALUE_BYTES:
        yield Problem(
            where=f"{where}.value",
            what="is too long",
            got=f"{size} bytes",
            allowed=f"{_MAX_VALUE_BYTES} bytes",
            fix="keep it in a bucket, and its key here",
        )
    if "{{" in value:
        yield Problem(
            where=f"{where}.value",
            what="has {{, which Parameter Store takes for a reference to another parameter and refuses",
            got=repr(value),
            fix="write the value itself",
        )


def _secret(where: str, name: str, value: str) -> Iterator[Problem]:
    """The value is not shown: should it be a secret, the message would spread it further."""
    if value.startswith(_SECRETS_MANAGER):
        return
    fix = "keep the secret in Secrets Manager, and only its ARN here, under a name that ends in -arn"
    if _SECRET_NAME.search(name):
        yield Problem(
            where=where, what="is called like a secret, which everybody who may read settings could read", fix=fix
        )
    for kind, pattern in _SECRET_VALUES.items():
        if pattern.search(value):
            yield Problem(
                where=f"{where}.value",
                what=f"looks like {kind}, which everybody who may read settings could read",
                fix=f"{fix}; and change that secret: it is in the history of this file",
            )
