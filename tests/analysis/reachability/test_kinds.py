"""No type of the provider about networks is forgotten, and what is said to be read is."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from constructs_lib.analysis.reachability import kinds
from tests.analysis.reachability.networks import simple, told

ABOUT_NETWORKS = re.compile(
    r"aws_(cloudcontrol|cloudformation_stack|customer_gateway|default_(network|route|security|subnet|vpc)|dx_"
    r"|ec2_(carrier|client_vpn|instance_connect|local_gateway|managed_prefix|network|subnet|traffic|transit)|egress_only"
    r"|eip|flow_log|fms_policy|globalaccelerator|internet_gateway|main_route|nat_gateway|network|route$|route_table"
    r"|security_group|serverlessapplicationrepository_cloudformation|servicecatalog_provisioned_product|subnet"
    r"|verifiedaccess|vpc$|vpc_|vpn)"
)
"""What the name of a type about networks begins with."""
TABLES = {"read": kinds.READ, "beside": kinds.BESIDE, "doubts": kinds.DOUBTS, "ways in": kinds.WAYS_IN}
DECIDED = [kind for table in TABLES.values() for kind in table]


@pytest.fixture(scope="module")
def bindings() -> Path:
    """The provider's own list: a folder of the bindings for each type it has."""
    found = find_spec("cdktf_cdktf_provider_aws")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent


def test_every_type_about_networks_is_decided_about_once(bindings: Path) -> None:
    there = {f"aws_{each.name}" for each in bindings.iterdir() if each.is_dir()}

    assert sorted(kind for kind in there if ABOUT_NETWORKS.match(kind) and kind not in DECIDED) == []
    assert sorted(set(DECIDED) - there) == []
    assert sorted(kind for kind in DECIDED if not ABOUT_NETWORKS.match(kind)) == []
    assert len(DECIDED) == len(set(DECIDED))


@pytest.mark.parametrize("kind", kinds.READ)
def test_what_must_be_known_is_an_argument(bindings: Path, kind: str) -> None:
    written = (bindings / kind.removeprefix("aws_") / "__init__.py").read_text(encoding="utf-8")

    assert [name for name in kinds.READ[kind] if f"def {name}(" not in written] == []


def test_what_is_read_is_asked_for_by_a_reader() -> None:
    folder = Path(kinds.__file__).parent
    sources = [path for path in (*folder.glob("read_*.py"), folder / "identities.py") if path.stem != "read_doubts"]
    named = set(re.findall(r'"(aws_\w+)"', "".join(path.read_text(encoding="utf-8") for path in sources)))

    assert sorted(set(kinds.READ) - named) == []
    assert sorted(kind for kind in named if ABOUT_NETWORKS.match(kind) and kind not in kinds.READ) == []


@pytest.mark.parametrize("kind", kinds.BESIDE)
def test_what_has_no_say_changes_nothing(kind: str) -> None:
    made = simple({kind: {"x": {}}})

    assert told(made, "web", "db") == ("yes", "")
    assert told(made, "internet", "db") == ("no", "has no public address")


@pytest.mark.parametrize("kind", kinds.DOUBTS)
def test_a_doubt_is_about_every_answer(kind: str) -> None:
    assert told(simple({kind: {"x": {}}}), "web", "db") == ("unknown", kinds.DOUBTS[kind])


@pytest.mark.parametrize("kind", kinds.WAYS_IN)
def test_a_way_in_is_for_networks_outside(kind: str) -> None:
    made = simple({kind: {"x": {}}})

    assert told(made, "192.168.1.1", "db") == ("unknown", kinds.WAYS_IN[kind])
    assert told(made, "web", "db") == ("yes", "")
