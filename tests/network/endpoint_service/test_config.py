"""Who may be offered a service, and by which name."""

from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.foundation.config import check
from constructs_lib.network.endpoint_service.config import EndpointServiceConfig

CONFIG = EndpointServiceConfig(component="orders", allowed_principals=("arn:aws:iam::888888888888:root",))


@pytest.mark.parametrize(
    "principal",
    [
        "arn:aws:iam::888888888888:root",
        "arn:aws:iam::888888888888:role/team/caller",
        "arn:aws:iam::888888888888:user/x",
    ],
)
def test_accounts_roles_and_users(principal: str) -> None:
    assert check(replace(CONFIG, allowed_principals=(principal,), private_dns_name="api")) == ()


@pytest.mark.parametrize(
    ("settings", "where"),
    [
        # whoever knows the name could ask
        ({"allowed_principals": ("*",)}, "allowed_principals[0]"),
        ({"allowed_principals": ("888888888888",)}, "allowed_principals[0]"),
        ({"allowed_principals": ()}, "allowed_principals"),
        # relative to the zone, as every name in an environment is
        ({"private_dns_name": "API.example.com."}, "private_dns_name"),
        ({"resets_a_minute": -1}, "resets_a_minute"),
    ],
)
def test_refuses(settings: dict[str, Any], where: str) -> None:
    assert [problem.where for problem in check(replace(CONFIG, **settings))] == [where]
