"""The registry of addresses, printed."""

import json

from tests.operations.small_project import SmallProject

IMPORTS = (
    "from constructs_lib.account.config import AccountConfig\nfrom constructs_lib.network.config import NetworkConfig\n"
)


def with_networks(project: SmallProject, *cidrs: str) -> SmallProject:
    """One environment for each range."""
    project.write()
    file = project.root / "environments" / "__init__.py"
    text = file.read_text(encoding="utf-8").rpartition("ALL =")[0]
    environments = ", ".join(
        f"environment('net{n}', '{n + 1}' * 12, False, AccountConfig(), NetworkConfig(cidr='{cidr}', zones=('us-east-1a',)))"
        for n, cidr in enumerate(cidrs)
    )
    file.write_text(f"{IMPORTS}{text}ALL = ({environments},)\n", encoding="utf-8")
    return project


def test_every_range_in_order_and_what_is_free(small_project: SmallProject) -> None:
    answer = with_networks(small_project, "10.20.0.0/16", "10.1.0.0/18").cairn("cidrs")

    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.splitlines() == [
        "range          kind      whose",
        "10.1.0.0/18    network   net1-us-east-1-network",
        "10.20.0.0/16   network   net0-us-east-1-network",
        "172.17.0.0/16  reserved  Docker's bridge, which Cloud9 and SageMaker use",
        "free in 10.0.0.0/8: 10.2.0.0/16, 10.1.64.0/18, 10.1.64.0/20, 10.1.64.0/22",
    ]


def test_ranges_that_meet(small_project: SmallProject) -> None:
    answer = with_networks(small_project, "10.20.0.0/16", "10.20.4.0/22").cairn("cidrs", "--json")

    assert answer.returncode == 1
    told = json.loads(answer.stdout)
    assert [each["conflict"] for each in told["ranges"]] == [True, True, False]
    assert told["free"] == {"10.0.0.0/8": ["10.1.0.0/16", "10.1.0.0/18", "10.1.0.0/20", "10.1.0.0/22"]}
