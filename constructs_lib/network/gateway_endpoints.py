"""Gateway endpoints: S3 and DynamoDB by a private way that costs nothing."""

from collections.abc import Mapping, Sequence

from cdktf_cdktf_provider_aws.vpc_endpoint import VpcEndpoint
from cdktf_cdktf_provider_aws.vpc_endpoint_route_table_association import VpcEndpointRouteTableAssociation
from constructs import Construct

from constructs_lib.foundation import iam
from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.endpoint_policies import dynamodb_policy, s3_policy


class GatewayEndpoints(Construct):
    """The gateway endpoints a config asks for, in every route table given, for principals and data of own accounts."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: NetworkConfig,
        *,
        name: str,
        vpc_id: str,
        region: str,
        account_ids: Sequence[str],
        route_table_ids: Mapping[str, str],
    ) -> None:
        """`account_ids` are those whose principals and whose data may meet here; nobody else's pass.

        Route tables come with a name each, such as `private-a`, which stays theirs and ends up in Terraform addresses.
        """
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name)
        for service in config.gateway_endpoints:
            statements = s3_policy if service == "s3" else dynamodb_policy
            endpoint = VpcEndpoint(
                self,
                service,
                vpc_id=vpc_id,
                vpc_endpoint_type="Gateway",
                service_name=f"com.amazonaws.{region}.{service}",
                policy=iam.policy(statements(account_ids, region)),
                tags={"Name": f"{name}-{service}"},
            )
            # Not the endpoint's own list of tables: when a zone goes, Terraform deletes the zone's table first and then
            # asks AWS to take a table off the list that is no more. An association goes before its table.
            for table, route_table_id in route_table_ids.items():
                VpcEndpointRouteTableAssociation(
                    self, f"{service}-{table}", vpc_endpoint_id=endpoint.id, route_table_id=route_table_id
                )
