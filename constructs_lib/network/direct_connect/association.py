"""A gateway of AWS's side, associated with a Direct Connect gateway: proposed and accepted where two accounts own them."""

from collections.abc import Sequence

from cdktf import ITerraformDependable
from cdktf_cdktf_provider_aws.dx_gateway_association import DxGatewayAssociation
from cdktf_cdktf_provider_aws.dx_gateway_association_proposal import DxGatewayAssociationProposal
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct


class DirectConnectAssociation(Construct):
    """One account owns both gateways, or the one here proposes and the other one accepts."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        direct_connect_gateway_id: str,
        gateway_id: str,
        allowed_prefixes: Sequence[str],
        account_id: str,
        owner_account_id: str,
        owner_provider: AwsProvider | None = None,
    ) -> None:
        """`gateway_id` is a VPN gateway or a transit gateway. Without `owner_provider` another account accepts by hand."""
        super().__init__(scope, id_)
        self.associated: ITerraformDependable
        """What whoever uses the way waits for: the association, or as long as nobody accepts it, the proposal."""
        if owner_account_id == account_id:
            self.associated = DxGatewayAssociation(
                self,
                "Default",
                dx_gateway_id=direct_connect_gateway_id,
                associated_gateway_id=gateway_id,
                allowed_prefixes=list(allowed_prefixes),
            )
            return
        self.associated = proposal = DxGatewayAssociationProposal(
            self,
            "proposal",
            dx_gateway_id=direct_connect_gateway_id,
            dx_gateway_owner_account_id=owner_account_id,
            associated_gateway_id=gateway_id,
            allowed_prefixes=list(allowed_prefixes),
        )
        if owner_provider is not None:
            self.associated = DxGatewayAssociation(
                self,
                "Default",
                dx_gateway_id=direct_connect_gateway_id,
                proposal_id=proposal.id,
                associated_gateway_owner_account_id=account_id,
                # said again, or whoever accepts is free to allow something else
                allowed_prefixes=list(allowed_prefixes),
                provider=owner_provider,
            )
