"""The base stack: provider, state, tags, contracts and notes, as JSON."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, ClassVar

import pytest
from cdktf import App
from cdktf_cdktf_provider_aws.sns_topic import SnsTopic
from constructs import Construct

from constructs_lib.foundation.config import config
from constructs_lib.foundation.outputs import Name, Placeholder, SubnetIds
from constructs_lib.foundation.placement import Account, Placement
from constructs_lib.foundation.stack import PlatformStack, Read
from constructs_lib.foundation.state import CloudState, LocalState, S3State
from tests.placements import VIRGINIA

OREGON = replace(VIRGINIA, region="us-west-2")
ELSEWHERE = replace(
    VIRGINIA, environment="other", account=Account(name="shop-other", id="222222222222", state=LocalState())
)
S3 = S3State(bucket="shop-state", region="us-east-1", account_id="333333333333")


@config
class ShopConfig:
    DOMAIN: ClassVar[str] = "shop"
    component: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ShopOutputs:
    DOMAIN: ClassVar[str] = "shop"

    name: Name
    port: Annotated[int, Placeholder(443)]
    subnet_ids: SubnetIds


Build = Callable[[PlatformStack], object]


def nothing(_: PlatformStack) -> None:
    """An empty stack."""


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Any]:
    """The JSON of one stack."""

    def write(placement: Placement = VIRGINIA, build: Build = nothing, component: str = "") -> Any:
        app = App(outdir=str(tmp_path / "out"))
        stack = PlatformStack(app, placement, ShopConfig(component=component))
        build(stack)
        app.synth()
        return json.loads((tmp_path / "out" / "stacks" / stack.stack_id / "cdk.tf.json").read_text())

    return write


def kept_in(state: Any) -> Placement:
    return replace(VIRGINIA, account=replace(VIRGINIA.account, state=state))


def test_the_provider_block(written: Callable[..., Any]) -> None:
    """Only the account's own id is allowed, and its own role taken: with other credentials Terraform stops."""
    assert written()["provider"]["aws"] == [
        {
            "region": "us-east-1",
            "allowed_account_ids": ["111111111111"],
            "assume_role": [
                {
                    "role_arn": '${var.access == "plan" ? "arn:aws:iam::111111111111:role/cairn-plan" : '
                    '"arn:aws:iam::111111111111:role/cairn-deploy"}',
                    "session_name": "cairn",
                }
            ],
            "default_tags": [{"tags": VIRGINIA.tags.for_environment("test")}],
        }
    ]


def test_who_says_nothing_deploys(written: Callable[..., Any]) -> None:
    access = written()["variable"]["access"]

    assert (access["type"], access["default"]) == ("string", "deploy")


def test_state_in_s3(written: Callable[..., Any]) -> None:
    assert written(kept_in(S3))["terraform"]["backend"] == {
        "s3": {
            "bucket": "shop-state",
            "key": "test-us-east-1-shop/terraform.tfstate",
            "region": "us-east-1",
            "encrypt": True,
            "use_lockfile": True,
            "allowed_account_ids": ["333333333333"],
            "assume_role": {"role_arn": "arn:aws:iam::333333333333:role/cairn-state"},
        }
    }


def test_state_in_s3_under_a_key_of_ones_own(written: Callable[..., Any]) -> None:
    backend = written(kept_in(replace(S3, key_id="alias/state", role="keeper")))["terraform"]["backend"]["s3"]

    assert backend["kms_key_id"] == "alias/state"
    assert backend["assume_role"] == {"role_arn": "arn:aws:iam::333333333333:role/keeper"}


def test_state_in_hcp_terraform(written: Callable[..., Any]) -> None:
    terraform = written(kept_in(CloudState(organization="shop-inc")))["terraform"]

    assert terraform["cloud"] == {
        "hostname": "app.terraform.io",
        "organization": "shop-inc",
        "workspaces": {"name": "test-us-east-1-shop"},
    }
    assert "backend" not in terraform


def test_state_in_a_folder(written: Callable[..., Any]) -> None:
    assert written(kept_in(LocalState(directory="../states")))["terraform"]["backend"] == {
        "local": {"path": "../states/test-us-east-1-shop.tfstate"}
    }


@pytest.mark.parametrize(
    "state", [S3, CloudState(organization="shop-inc"), LocalState()], ids=lambda s: type(s).__name__
)
def test_every_component_has_a_state_of_its_own(written: Callable[..., Any], state: object) -> None:
    places = {
        json.dumps(written(kept_in(state), component=component)["terraform"], sort_keys=True)
        for component in ("", "orders", "billing")
    }

    assert len(places) == 3


def test_terraform_is_new_enough_for_lock_files(written: Callable[..., Any]) -> None:
    assert written()["terraform"]["required_version"] == ">= 1.11.0"


def test_what_the_stack_says_about_itself(written: Callable[..., Any]) -> None:
    assert written(replace(VIRGINIA, protected=False))["//"]["cairn"] == {
        "placement": {"environment": "test", "region": "us-east-1"},
        "protected": False,
    }


def publish(stack: PlatformStack) -> None:
    topic = SnsTopic(stack, "topic")
    stack.publish(ShopOutputs(name=topic.name, port=443, subnet_ids=("subnet-1", "subnet-2")))


def test_publishing(written: Callable[..., Any]) -> None:
    content = written(build=publish, component="orders")
    path = "/cairn/test/us-east-1/shop/orders"

    assert sorted(content["output"]) == ["OrdersName", "OrdersPort", "OrdersSubnetIds"]
    assert sorted(body["name"] for body in content["resource"]["aws_ssm_parameter"].values()) == [
        f"{path}/name",
        f"{path}/port",
        f"{path}/subnet_ids",
    ]
    assert content["//"]["cairn"]["publishes"] == {
        f"{path}/name": "provisional",
        f"{path}/port": "443",
        f"{path}/subnet_ids": '["subnet-00000000000000000"]',
    }


def reading(place: Placement) -> Build:
    return lambda stack: stack.read(ShopOutputs, place, "orders")


def providers(content: Any) -> dict[str, Any]:
    return {block.get("alias", ""): block for block in content["provider"]["aws"]}


def read_through(content: Any) -> set[str | None]:
    return {body.get("provider") for body in content["data"]["aws_ssm_parameter"].values()}


def test_reading_at_home(written: Callable[..., Any]) -> None:
    content = written(build=reading(VIRGINIA))

    assert read_through(content) == {None}
    assert list(providers(content)) == [""]
    assert content["//"]["cairn"]["reads"] == {
        "test-us-east-1-shop-orders": {
            "/cairn/test/us-east-1/shop/orders/name": "provisional",
            "/cairn/test/us-east-1/shop/orders/port": "443",
            "/cairn/test/us-east-1/shop/orders/subnet_ids": '["subnet-00000000000000000"]',
        }
    }


def test_reading_in_another_region_of_the_account(written: Callable[..., Any]) -> None:
    """With the rights the stack has anyway: it is the same account."""
    content = written(build=reading(OREGON))
    alias = "deploy-shop-test-us-west-2"

    assert read_through(content) == {f"aws.{alias}"}
    assert providers(content)[alias]["region"] == "us-west-2"
    assert providers(content)[alias]["allowed_account_ids"] == ["111111111111"]
    assert "cairn-plan" in providers(content)[alias]["assume_role"][0]["role_arn"]


def test_reading_in_another_account(written: Callable[..., Any]) -> None:
    """With a role that can read contracts there, and nothing else."""
    content = written(build=reading(ELSEWHERE))
    alias = "read-shop-other-us-east-1"

    assert read_through(content) == {f"aws.{alias}"}
    assert providers(content)[alias]["allowed_account_ids"] == ["222222222222"]
    assert providers(content)[alias]["assume_role"] == [
        {"role_arn": "arn:aws:iam::222222222222:role/cairn-contract-reader", "session_name": "cairn"}
    ]


def test_owning_something_in_another_account(written: Callable[..., Any]) -> None:
    """For link stacks, which have two ends."""

    def build(stack: PlatformStack) -> None:
        SnsTopic(stack, "there", provider=stack.provider_at(ELSEWHERE))
        SnsTopic(stack, "here", provider=stack.provider_at(VIRGINIA))
        reading(ELSEWHERE)(stack)

    content = written(build=build)
    topics = content["resource"]["aws_sns_topic"]

    assert topics["there"]["provider"] == "aws.deploy-shop-other-us-east-1"
    assert "provider" not in topics["here"]
    assert read_through(content) == {"aws.read-shop-other-us-east-1"}
    assert (
        "222222222222:role/cairn-deploy"
        in (providers(content)["deploy-shop-other-us-east-1"]["assume_role"][0]["role_arn"])
    )


def test_one_provider_per_place(written: Callable[..., Any]) -> None:
    def build(stack: PlatformStack) -> None:
        stack.read(ShopOutputs, OREGON, "orders", id_="first")
        stack.read(ShopOutputs, OREGON, "billing", id_="second")

    assert sorted(providers(written(build=build))) == ["", "deploy-shop-test-us-west-2"]


def test_the_same_record_from_two_places(written: Callable[..., Any]) -> None:
    def build(stack: PlatformStack) -> None:
        stack.read(ShopOutputs, OREGON, id_="there")
        stack.read(ShopOutputs, ELSEWHERE, id_="elsewhere")

    names = {body["name"] for body in written(build=build)["data"]["aws_ssm_parameter"].values()}

    assert len(names) == 6


def test_reads_are_remembered(tmp_path: Path) -> None:
    """They decide who is deployed after whom."""
    stack = PlatformStack(App(outdir=str(tmp_path / "out")), VIRGINIA, ShopConfig())
    stack.read(ShopOutputs, OREGON, "orders")

    assert stack.reads == [
        Read(reader="test-us-east-1-shop", source="test-us-west-2-shop-orders", record="ShopOutputs")
    ]


def test_what_a_stack_is_told_it_keeps(tmp_path: Path) -> None:
    app = App(outdir=str(tmp_path / "out"))
    stack = PlatformStack(app, VIRGINIA, ShopConfig(component="orders"))

    assert (stack.stack_id, stack.node.id, stack.domain, stack.component) == (
        "test-us-east-1-shop-orders",
        "test-us-east-1-shop-orders",
        "shop",
        "orders",
    )
    assert stack.placement == VIRGINIA
    assert isinstance(stack, Construct)
