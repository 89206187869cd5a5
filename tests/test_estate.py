"""Everything that can be wrong with all environments together, told at once and before cdktf is loaded."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from constructs_lib.account.config import AccountConfig, BudgetConfig
from constructs_lib.account.payer.config import PayerConfig
from constructs_lib.account.spending import TagBudgetConfig
from constructs_lib.dns.config import DnsConfig
from constructs_lib.environment import Environment
from constructs_lib.estate import check_all, require_all
from constructs_lib.foundation.errors import ConfigError, Problem
from constructs_lib.foundation.placement import Account
from constructs_lib.foundation.state import LocalState
from constructs_lib.network.config import NetworkConfig
from tests.placements import VIRGINIA

NETWORK = NetworkConfig(cidr="10.0.0.0/16", zones=("us-east-1a", "us-east-1b", "us-east-1c"))
OREGON = replace(VIRGINIA, region="us-west-2")
PROD = replace(VIRGINIA, environment="prod", account=Account(name="prod", id="999999999999", state=LocalState()))


def environment(stacks: Any, name: str = "test") -> Environment:
    return Environment(name=name, stacks=stacks)


TEST = environment({VIRGINIA: (AccountConfig(), NETWORK)})


def told(*environments: Environment) -> list[tuple[str, str]]:
    return [(problem.where, problem.what) for problem in check_all(environments)]


def test_nothing_of_cdktf_is_loaded_to_find_them(project: Path) -> None:
    """Three bad fields in three configs of all environments, in a process of its own."""
    code = """
import json, sys
from dataclasses import replace
from environments import ALL
from constructs_lib.estate import check_all
from constructs_lib.account.config import AccountConfig

def spoil(environment):
    stacks = {
        place: tuple(replace(each, log_expiry_days=0) if isinstance(each, AccountConfig) else each for each in configs)
        for place, configs in environment.stacks.items()
    }
    return replace(environment, stacks=stacks)

found = check_all([spoil(each) for each in ALL])
loaded = [name for name in sys.modules if name.split(".")[0] in {"cdktf", "jsii", "constructs", "cdktf_cdktf_provider_aws"}]
print(json.dumps([sorted(problem.where for problem in found), loaded]))
"""
    result = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=True)
    where, loaded = json.loads(result.stdout)

    assert where == [
        "dev.us-east-1.AccountConfig.log_expiry_days",
        "prod.us-east-1.AccountConfig.log_expiry_days",
        "prod.us-west-2.AccountConfig.log_expiry_days",
        "staging.us-east-2.AccountConfig.log_expiry_days",
        "tools.us-east-1.AccountConfig.log_expiry_days",
    ]
    assert loaded == []


def test_two_environments_of_one_name() -> None:
    other = replace(TEST, stacks={})

    assert told(TEST, other) == [("test", "2 environments have this name")]


def test_two_environments_in_one_account() -> None:
    shared = replace(PROD, account=VIRGINIA.account)
    prod = environment({shared: (AccountConfig(),)}, "prod")

    assert check_all([TEST, prod]) == (
        Problem(
            where="prod and test",
            what="share an account",
            got="111111111111",
            fix="give each environment an account of its own: the account is the wall between them",
        ),
    )


@pytest.mark.parametrize(
    ("other", "count"), [("10.0.0.0/16", 1), ("10.0.4.0/22", 1), ("10.1.0.0/16", 0), ("172.16.0.0/16", 0)]
)
def test_networks_of_the_whole_estate_stay_apart(other: str, count: int) -> None:
    prod = environment({PROD: (replace(NETWORK, cidr=other),)}, "prod")

    assert told(TEST, prod) == [("test-us-east-1-network and prod-us-east-1-network", "networks overlap")] * count


def test_networks_of_two_regions_stay_apart_too() -> None:
    zones = ("us-west-2a", "us-west-2b", "us-west-2c")
    both = environment({VIRGINIA: (NETWORK,), OREGON: (replace(NETWORK, zones=zones),)})

    assert told(both) == [("test-us-east-1-network and test-us-west-2-network", "networks overlap")]


def test_require_tells_everything() -> None:
    broken = environment({VIRGINIA: (AccountConfig(log_expiry_days=0), replace(NETWORK, cidr="x"))})

    with pytest.raises(ConfigError) as caught:
        require_all([broken])

    assert len(caught.value.problems) == 2
    assert str(caught.value).startswith(
        "2 problems in the configuration:\ntest.us-east-1.AccountConfig.log_expiry_days"
    )


def test_a_zone_is_found_once_in_the_whole_estate() -> None:
    dns = DnsConfig(zone="example.com")
    twice = environment({VIRGINIA: (dns,), OREGON: (dns,)})

    assert told(twice) == [("test-us-east-1-dns and test-us-west-2-dns", "have a zone of the same name")]


def test_a_budget_of_a_tag_that_the_payer_does_not_split_by() -> None:
    """It would stay at zero. Where no payer is here, somebody else's tool may have activated it."""
    team = TagBudgetConfig(key="Team", values=("one",), monthly_limit_usd=50)
    counted = environment({VIRGINIA: (AccountConfig(budget=BudgetConfig(monthly_limit_usd=100, tags={"team": team})),)})

    def payer(*tags: str) -> Environment:
        return replace(environment({PROD: (PayerConfig(allocation_tags=tags),)}), name="prod")

    assert told(counted) == []
    assert told(counted, payer("CostCenter", "Team")) == []
    (problem,) = check_all((counted, payer("CostCenter")))
    assert (problem.where, problem.got, problem.allowed) == (
        "test-us-east-1-account.budget.tags.team.key",
        "Team",
        "CostCenter",
    )
