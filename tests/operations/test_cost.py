"""`cairn cost`, and budgets that hold less than what is to be deployed costs."""

import json
from pathlib import Path

import pytest

from constructs_lib.analysis.cost.evidence import EC2_ECS
from tests.operations.small_project import ENVIRONMENTS, SmallProject

ACCOUNT, NETWORK = "dev-us-east-1-account", "dev-us-east-1-network"


def write(project: SmallProject, *, limit: int, usage: str = "Usage()") -> None:
    """An account with a budget, and a network with one NAT gateway."""
    text = f"""{ENVIRONMENTS}
from dataclasses import replace

from constructs_lib.account.config import AccountConfig, BudgetConfig, ServiceBudgetConfig
from constructs_lib.foundation.usage import Usage
from constructs_lib.network.config import NetworkConfig

SERVICES = {{"nat": ServiceBudgetConfig(service="EC2 - Other", monthly_limit_usd={min(limit, 40)})}}
DEV = environment(
    "dev",
    "111111111111",
    False,
    AccountConfig(budget=BudgetConfig(monthly_limit_usd={limit}, services=SERVICES)),
    NetworkConfig(cidr="10.0.0.0/16", zones=("us-east-1a", "us-east-1b", "us-east-1c"), nat="single"),
)
ALL = (replace(DEV, usage={usage}),)
"""
    (project.root / "environments" / "__init__.py").write_text(text, encoding="utf-8")


def test_says_what_it_costs_by_stack_and_by_service(small_project: SmallProject) -> None:
    write(small_project, limit=60)

    answer = small_project.cairn("cost", "dev")
    lines = [" ".join(line.split()) for line in answer.stdout.splitlines()]

    assert answer.returncode == 0, answer.stderr
    assert lines[:4] == [
        "dev USD a month scaled out",
        f"{NETWORK} 48.15 48.15",
        f"{ACCOUNT} 6.70 6.70",
        "together 54.85 54.85",
    ]
    assert "EC2 - Other 38.35" in lines
    assert "nat_gb 100 GB through a NAT gateway default" in lines
    assert not any("aws.amazon.com" in line for line in lines)


def test_says_every_price_and_its_page(small_project: SmallProject) -> None:
    write(small_project, limit=60, usage="Usage(each={'nat_gb': 10})")

    told = small_project.here("cost", "--resources").stdout

    assert "730 at 0.045 per hour" in told
    assert "10 at 0.045 per GB" in told
    assert "EC2 - Other: https://aws.amazon.com/vpc/pricing/" in told
    assert " ".join(told.split()).count("10 GB through a NAT gateway declared") == 1


def test_is_the_same_to_a_machine(small_project: SmallProject) -> None:
    write(small_project, limit=60)

    (dev,) = json.loads(small_project.here("cost", "--json").stdout)["environments"]
    (address,) = [each for each in dev["stacks"][NETWORK]["resources"] if each["address"].startswith("aws_eip.")]

    assert (dev["environment"], dev["usd"], dev["savings_plan"]["usd"]) == ("dev", 54.851, 0)
    assert address["lines"][0] == {
        "product": "public-address.hour",
        "service": "Amazon Virtual Private Cloud",
        "quantity": 730,
        "unit": "hour",
        "usd_each": 0.005,
        "usd": 3.65,
        "at_least_usd": 3.65,
        "at_most_usd": 3.65,
        "page": "https://aws.amazon.com/vpc/pricing/",
        "source": EC2_ECS.source,
        "as_of": EC2_ECS.on,
        "basis": "",
        "assumption": "",
    }


def test_a_budget_below_it_fails_check(small_project: SmallProject) -> None:
    """Both that are too small, at once: of everything, and of one service."""
    write(small_project, limit=30)

    answer = small_project.here("check")

    assert (answer.returncode, answer.stdout) == (2, "")
    assert "dev-use1-cost allows less than everything costs" in answer.stderr
    assert "30.00 USD a month; the estimate is 54.85 USD" in answer.stderr
    assert "dev-use1-cost-nat allows less than EC2 - Other costs" in answer.stderr
    assert "cairn cost dev --resources" in answer.stderr


def test_declaring_less_use_is_a_way_out(small_project: SmallProject) -> None:
    write(small_project, limit=52, usage="Usage(each={'nat_gb': 0})")

    assert small_project.here("check").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "told"), [(("nope",), "unknown environment"), (("dev", "--resourcse"), "No such option")]
)
def test_bad_input(small_project: SmallProject, tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    answer = small_project.here("cost", *arguments)

    assert answer.returncode == 2
    assert told in answer.stderr


def test_usage_nobody_knows_is_told(small_project: SmallProject) -> None:
    write(small_project, limit=60, usage="Usage(each={'nat_gigabytes': 10}, stacks={'dev-nowhere': {'nat_gb': 1}})")

    answer = small_project.here("cost")

    assert answer.returncode == 2
    assert "usage.each.nat_gigabytes: is not one of the choices" in answer.stderr
