"""What exists beside what is declared: real calls, answered by the emulated AWS."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.environment import Environment
from constructs_lib.foundation.placement import Account
from constructs_lib.foundation.state import LocalState
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.peering.config import PeeringConfig
from constructs_lib.network.peering.foreign_network import ForeignNetwork
from constructs_lib.operations.accounts import clients
from constructs_lib.operations.emulator import Emulator
from constructs_lib.operations.live import Findings, look
from tests.operations.small_project import SmallProject
from tests.placements import VIRGINIA

NETWORK = NetworkConfig(cidr="10.10.0.0/16", zones=("us-east-1a",))
PROD = replace(VIRGINIA, environment="prod", account=Account(name="prod", id="999999999999", state=LocalState()))
TEST = Environment(name="test", stacks={VIRGINIA: (NETWORK,)})
PARAMETER = "/cairn/test/us-east-1/network/vpc_id"


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator() as running:
        yield running


@pytest.fixture
def ec2(emulator: Emulator) -> Any:
    emulator.reset()
    return emulator.session(VIRGINIA.account.id).client("ec2")


def told(emulator: Emulator, *environments: Environment) -> list[tuple[str, str, str]]:
    found = look(environments, environments, clients(emulator.endpoint))
    return [(problem.where, problem.what, problem.got) for problem in found.problems]


def deployed(emulator: Emulator, ec2: Any, cidr: str = "10.10.0.0/16") -> str:
    """A VPC, published as the network's stack does."""
    vpc_id: str = ec2.create_vpc(CidrBlock=cidr)["Vpc"]["VpcId"]
    ssm = emulator.session(VIRGINIA.account.id).client("ssm")
    ssm.put_parameter(Name=PARAMETER, Value=vpc_id, Type="String")
    return vpc_id


def test_an_account_with_nothing_but_its_default_vpc(emulator: Emulator, ec2: Any) -> None:
    assert look([TEST], [TEST], clients(emulator.endpoint)) == Findings(places=1, vpcs=1)


def test_the_own_vpc_is_no_stranger(emulator: Emulator, ec2: Any) -> None:
    deployed(emulator, ec2)

    assert told(emulator, TEST) == []


def test_nor_is_one_of_a_deployment_that_failed_half_way(emulator: Emulator, ec2: Any) -> None:
    tags = [{"ResourceType": "vpc", "Tags": [{"Key": "Name", "Value": "test-use1-network"}]}]
    ec2.create_vpc(CidrBlock="10.10.0.0/16", TagSpecifications=tags)

    assert told(emulator, TEST) == []


def test_a_stranger_where_a_network_is_to_be(emulator: Emulator, ec2: Any) -> None:
    tags = [{"ResourceType": "vpc", "Tags": [{"Key": "Name", "Value": "experiment"}]}]
    stranger = ec2.create_vpc(CidrBlock="10.10.128.0/17", TagSpecifications=tags)["Vpc"]["VpcId"]

    [problem] = look([TEST], [TEST], clients(emulator.endpoint)).problems

    assert (problem.where, problem.got) == (
        f"{stranger} (experiment) in account 111111111111 us-east-1 and test-us-east-1-network",
        "10.10.128.0/17 and 10.10.0.0/16",
    )
    assert problem.fix == "give test-us-east-1-network another range, such as 10.1.0.0/16, or delete that VPC"


def test_a_strangers_second_range_counts_and_is_not_proposed(emulator: Emulator, ec2: Any) -> None:
    stranger = ec2.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
    ec2.associate_vpc_cidr_block(VpcId=stranger, CidrBlock="10.10.3.0/24")

    [problem] = look([TEST], [TEST], clients(emulator.endpoint)).problems

    assert problem.got == "10.10.3.0/24 and 10.10.0.0/16"
    assert "such as 10.2.0.0/16" in problem.fix


def test_a_stranger_in_the_way_of_another_accounts_network(emulator: Emulator, ec2: Any) -> None:
    """They may be peered one day, and the free blocks are free everywhere."""
    prod = Environment(name="prod", stacks={PROD: (replace(NETWORK, cidr="10.20.0.0/16"),)})
    stranger = ec2.create_vpc(CidrBlock="10.20.0.0/16")["Vpc"]["VpcId"]

    [(where, _, _)] = told(emulator, TEST, prod)

    assert where == f"{stranger} in account 111111111111 us-east-1 and prod-us-east-1-network"


def test_only_chosen_places_are_looked_at(emulator: Emulator, ec2: Any) -> None:
    prod = Environment(name="prod", stacks={PROD: (replace(NETWORK, cidr="10.20.0.0/16"),)})
    ec2.create_vpc(CidrBlock="10.10.0.0/16")

    assert look([TEST, prod], [prod], clients(emulator.endpoint)) == Findings(places=1, vpcs=1)


def test_a_range_that_somebody_added_by_hand(emulator: Emulator, ec2: Any) -> None:
    vpc_id = deployed(emulator, ec2)
    ec2.associate_vpc_cidr_block(VpcId=vpc_id, CidrBlock="10.11.0.0/16")

    what = "has a range that the environment does not know, and so nobody routes"
    assert told(emulator, TEST) == [("test-us-east-1-network", what, f"10.11.0.0/16 in {vpc_id}")]
    known = Environment(name="test", stacks={VIRGINIA: (replace(NETWORK, secondary_cidrs=("10.11.0.0/16",)),)})
    assert told(emulator, known) == []


def test_a_range_that_comes_with_the_next_deployment(emulator: Emulator, ec2: Any) -> None:
    deployed(emulator, ec2)
    wider = Environment(name="test", stacks={VIRGINIA: (replace(NETWORK, secondary_cidrs=("10.11.0.0/16",)),)})

    assert told(emulator, wider) == []


def test_another_first_range_than_the_deployed_one(emulator: Emulator, ec2: Any) -> None:
    deployed(emulator, ec2, "10.99.0.0/16")

    [(where, what, _)] = told(emulator, TEST)

    assert (where, what) == (
        "test-us-east-1-network",
        "is deployed with another range: a VPC never changes its first one, it would be replaced",
    )


def test_a_vpc_that_is_gone(emulator: Emulator, ec2: Any) -> None:
    vpc_id = deployed(emulator, ec2)
    ec2.delete_vpc(VpcId=vpc_id)

    assert told(emulator, TEST) == [("test-us-east-1-network", "its VPC no longer exists", vpc_id)]


def peered(emulator: Emulator, ec2: Any, *declared: str, accept: bool = True) -> Environment:
    """With a partner's VPC, which has 10.60.0.0/16 and 10.61.0.0/16."""
    theirs = emulator.session("888888888888").client("ec2")
    vpc_id = theirs.create_vpc(CidrBlock="10.60.0.0/16")["Vpc"]["VpcId"]
    theirs.associate_vpc_cidr_block(VpcId=vpc_id, CidrBlock="10.61.0.0/16")
    connection = ec2.create_vpc_peering_connection(
        VpcId=deployed(emulator, ec2), PeerVpcId=vpc_id, PeerOwnerId="888888888888"
    )["VpcPeeringConnection"]["VpcPeeringConnectionId"]
    if accept:
        theirs.accept_vpc_peering_connection(VpcPeeringConnectionId=connection)
    peer = ForeignNetwork(vpc_id=vpc_id, account_id="888888888888", region="us-east-1", cidrs=declared)
    return Environment(name="test", stacks={VIRGINIA: (NETWORK, PeeringConfig(component="partner", peer=peer))})


def test_a_peer_as_it_is_declared(emulator: Emulator, ec2: Any) -> None:
    assert told(emulator, peered(emulator, ec2, "10.60.0.0/16", "10.61.0.0/16")) == []


def test_a_peer_that_has_other_ranges_than_declared(emulator: Emulator, ec2: Any) -> None:
    """What lies behind the peer cannot be told from its ranges before there is a connection that shows them."""
    found = told(emulator, peered(emulator, ec2, "10.60.0.0/16", "192.168.0.0/16"))

    assert [(what.split(" vpc-")[0], got) for _, what, got in found] == [
        ("routes to", "192.168.0.0/16"),
        ("does not know a range of", "10.61.0.0/16"),
    ]


def test_a_peer_that_has_yet_to_accept_is_told_and_no_mistake(emulator: Emulator, ec2: Any) -> None:
    environment = peered(emulator, ec2, "10.60.0.0/16", accept=False)

    found = look([environment], [environment], clients(emulator.endpoint))

    assert found.problems == []
    [remark] = found.remarks
    assert remark.endswith("is pending-acceptance: its owner has yet to accept")


def test_an_account_that_lets_nobody_in_is_told_beside_everything_else(emulator: Emulator, ec2: Any) -> None:
    prod = Environment(name="prod", stacks={PROD: (replace(NETWORK, cidr="10.20.0.0/16"),)})
    ec2.create_vpc(CidrBlock="10.10.0.0/16")
    working = clients(emulator.endpoint)

    def refusing(account: Account, region: str, service: str) -> Any:
        if account.id == PROD.account.id:
            raise ec2.exceptions.ClientError({"Error": {"Code": "AccessDenied"}}, "AssumeRole")
        return working(account, region, service)

    found = look([TEST, prod], [TEST, prod], refusing)

    assert sorted(problem.what for problem in found.problems) == [
        "its account cannot be looked into",
        "network overlaps a VPC that exists and that no environment knows",
    ]
    assert any("arn:aws:iam::999999999999:role/cairn-plan" in problem.fix for problem in found.problems)


NETWORKED = "NetworkConfig(cidr='10.10.0.0/16', zones=('us-east-1a',)), AccountConfig()"


@pytest.fixture
def networked(small_project: SmallProject, emulator: Emulator) -> SmallProject:
    small_project.write(dev=NETWORKED)
    file = small_project.root / "environments" / "__init__.py"
    imports = (
        "from constructs_lib.account.config import AccountConfig\n"
        "from constructs_lib.network.config import NetworkConfig\n"
    )
    file.write_text(imports + file.read_text(encoding="utf-8"), encoding="utf-8")
    return small_project


def test_the_verb(networked: SmallProject, emulator: Emulator, ec2: Any) -> None:
    alone = networked.cairn("check", "--live", "--emulator", emulator.endpoint, "--json")
    assert alone.returncode == 0, alone.stderr
    assert json.loads(alone.stdout)["live"] == {"places": 1, "vpcs": 1}

    ec2.create_vpc(CidrBlock="10.10.0.0/20")
    refused = networked.here("check", "dev", "--live", CAIRN_EMULATOR=emulator.endpoint)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith("1 problem between the environments and what exists:\nvpc-")
    assert "such as 10.1.0.0/16" in refused.stderr

    # what is declared is not wrong in itself
    assert networked.here("check", "dev").returncode == 0


def test_without_credentials_the_verb_says_what_it_needs(networked: SmallProject) -> None:
    answer = networked.cairn("check", "dev", "--live", AWS_EC2_METADATA_DISABLED="true", AWS_REGION="us-east-1")

    assert answer.returncode == 1
    assert "its account cannot be looked into" in answer.stderr
    assert "credentials" in answer.stderr.lower()
    assert "Traceback" not in answer.stderr
