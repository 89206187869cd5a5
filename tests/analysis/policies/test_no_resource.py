"""The list of actions that know no resource, beside the definitions AWS publishes."""

import json
from fnmatch import fnmatchcase
from importlib.util import find_spec
from pathlib import Path

import pytest

from constructs_lib.analysis.policies.no_resource import ACTIONS, supports_no_resource

LOOKING = ("List", "Read")


def definitions() -> dict[str, tuple[bool, str]]:
    """Action → whether it knows a resource, and how far it goes."""
    # importing the linter would leave two of its files open
    package = find_spec("parliament")
    assert package is not None
    assert package.origin is not None
    services = json.loads(Path(package.origin).with_name("iam_definition.json").read_text(encoding="utf-8"))
    found: dict[str, tuple[bool, str]] = {}
    for service in services:
        for each in service["privileges"]:
            action = f"{service['prefix']}:{each['privilege']}"
            knows = any(kind["resource_type"] for kind in each["resource_types"])
            found[action] = (knows or found.get(action, (False, ""))[0], each["access_level"])
    return found


DEFINED = definitions()


@pytest.mark.parametrize("action", ACTIONS)
def test_it_knows_no_resource(action: str) -> None:
    """A pattern may hold actions that do, as long as they look and change nothing."""
    meant = {name: facts for name, facts in DEFINED.items() if fnmatchcase(name, action)}

    assert meant
    assert [
        name for name, (knows, level) in meant.items() if knows and ("*" not in action or level not in LOOKING)
    ] == []


def test_what_is_not_listed_is_looked_at() -> None:
    assert supports_no_resource("ec2:DescribeVpcs")
    assert not supports_no_resource("s3:GetObject")
    assert not supports_no_resource("ec2:*")
