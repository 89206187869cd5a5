"""An association with a Direct Connect gateway, alone in somebody's stack."""

from typing import Any

from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

from constructs_lib.network.direct_connect.association import DirectConnectAssociation
from tests.synthesis import resource, resources, synthesized

ASSOCIATION, PROPOSAL = "aws_dx_gateway_association", "aws_dx_gateway_association_proposal"


def associated(owner_account_id: str, *, accepts: bool = False) -> Any:
    def build(stack: TerraformStack) -> None:
        AwsProvider(stack, "aws", region="us-east-1")
        owner = AwsProvider(stack, "owner", alias="owner", region="us-east-1") if accepts else None
        DirectConnectAssociation(
            stack,
            "line",
            direct_connect_gateway_id="dx-1",
            gateway_id="vgw-1",
            allowed_prefixes=("10.0.0.0/8",),
            account_id="111111111111",
            owner_account_id=owner_account_id,
            owner_provider=owner,
        )

    return synthesized(build)


def test_in_one_account_it_is_made_at_once() -> None:
    document = associated("111111111111")
    association = resource(document, ASSOCIATION)

    assert (association["dx_gateway_id"], association["associated_gateway_id"]) == ("dx-1", "vgw-1")
    assert association["allowed_prefixes"] == ["10.0.0.0/8"]
    assert resources(document, PROPOSAL) == {}


def test_another_account_accepts_what_this_one_proposes() -> None:
    document = associated("222222222222", accepts=True)
    proposal, association = resource(document, PROPOSAL), resource(document, ASSOCIATION)

    assert (proposal["dx_gateway_owner_account_id"], proposal.get("provider")) == ("222222222222", None)
    assert (association["associated_gateway_owner_account_id"], association["provider"]) == (
        "111111111111",
        "aws.owner",
    )
    assert association["proposal_id"].startswith(f"${{{PROPOSAL}.")
    assert association["allowed_prefixes"] == proposal["allowed_prefixes"]


def test_somebody_elses_account_accepts_by_hand() -> None:
    document = associated("222222222222")

    assert resource(document, PROPOSAL)["associated_gateway_id"] == "vgw-1"
    assert resources(document, ASSOCIATION) == {}
