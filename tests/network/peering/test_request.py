"""What every peering begins with, alone in somebody's stack."""

from dataclasses import replace

import pytest
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct

from constructs_lib.network.peering.request import requested, resolve_names
from tests.network.peering.test_routes import HERE, THERE
from tests.synthesis import resource, synthesized


@pytest.mark.parametrize(("region", "named"), [("eu-west-1", "eu-west-1"), (HERE.region, None)])
def test_asks_with_its_own_rights_and_never_accepts(region: str, named: str | None) -> None:
    def build(stack: TerraformStack) -> None:
        provider = AwsProvider(stack, "here", alias="here", region=HERE.region)
        requester = replace(HERE, provider=provider)
        peering = Construct(stack, "peering")
        connection = requested(peering, name="shop", requester=requester, accepter=replace(THERE, region=region))
        resolve_names(peering, requester=requester, connection_id=connection.id)

    document = synthesized(build)
    connection = resource(document, "aws_vpc_peering_connection")
    options = resource(document, "aws_vpc_peering_connection_options")

    assert (connection["peer_owner_id"], connection.get("peer_region")) == (THERE.account_id, named)
    assert connection["provider"] == options["provider"] == "aws.here"
    assert {"auto_accept", "requester", "accepter"} & connection.keys() == set()
    assert options["requester"] == {"allow_remote_vpc_dns_resolution": True}
    assert "accepter" not in options
