"""Who offers a service."""

from constructs_lib.account.config import AccountConfig
from constructs_lib.compute.cluster.config import ClusterConfig
from constructs_lib.dns.config import DnsConfig
from constructs_lib.environment import Environment
from constructs_lib.foundation.placement import Account, Placement
from constructs_lib.foundation.state import S3State
from constructs_lib.foundation.tags import Tags
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.endpoint_service.config import EndpointServiceConfig
from constructs_lib.network.nat_instance_config import NatInstanceConfig

TAGS = Tags(
    application="sandbox",
    cost_center="ENG-4100",
    project="sandbox",
    owner="sandbox-team",
    billing_contact="finops@example.com",
    data_classification="internal",
)
HERE = Placement(
    environment="sandbox",
    region="us-east-1",
    account=Account(
        name="sandbox",
        id="777777777777",
        state=S3State(bucket="sandbox-terraform-state", region="us-east-1", account_id="777777777777"),
        contract_readers=("888888888888",),
    ),
    tags=TAGS,
    protected=False,
)
NAT = NatInstanceConfig(session_manager=True)

ENVIRONMENT = Environment(
    name="sandbox",
    stacks={
        HERE: (
            AccountConfig(log_expiry_days=30),
            NetworkConfig(
                cidr="10.70.0.0/16",
                zones=("us-east-1a", "us-east-1b"),
                nat="instance",
                nat_instance=NAT,
                interface_endpoints=("sqs",),
            ),
            DnsConfig(zone="sandbox.example.com"),
            ClusterConfig(host_names=("api",)),
            EndpointServiceConfig(
                component="orders",
                allowed_principals=("arn:aws:iam::888888888888:root",),
                private_dns_name="api",
            ),
        ),
    },
)
