"""An endpoint to somebody's service: of this estate, a stack with two ends."""

from typing import cast

from cdktf import Fn
from constructs import Construct

from constructs_lib.account.outputs import AccountOutputs
from constructs_lib.foundation.config import require
from constructs_lib.foundation.errors import ConfigError, Problem
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.stack import PlatformStack
from constructs_lib.network.endpoint.config import EndpointConfig
from constructs_lib.network.endpoint.endpoint import Endpoint
from constructs_lib.network.endpoint.outputs import EndpointOutputs
from constructs_lib.network.endpoint.plan import subnet_positions
from constructs_lib.network.endpoint_service.outputs import EndpointServiceOutputs
from constructs_lib.network.outputs import NetworkOutputs


class EndpointStack(PlatformStack):
    """A service of another account at private addresses of this placement's network."""

    def __init__(self, scope: Construct, placement: Placement, config: EndpointConfig) -> None:
        super().__init__(scope, placement, config)
        require(config, self.stack_id)
        if config.network is None:
            what = "is in a network that nobody has looked up"
            raise ConfigError([Problem(where=self.stack_id, what=what, fix="use compose()")])
        account = self.read(AccountOutputs, placement)
        network = self.read(NetworkOutputs, placement)
        service = self.read(EndpointServiceOutputs, config.provider, config.component) if config.provider else None
        endpoint = Endpoint(
            self,
            "endpoint",
            config,
            name=placement.name("endpoint", config.component),
            service_name=service.service_name if service else cast("str", config.service_name),
            vpc_id=network.vpc_id,
            vpc_cidrs=config.network.cidrs,
            subnet_ids=[
                # which subnets there are is known from the config; what AWS called them, from the contract
                cast("str", Fn.element(list(network.private_subnet_ids), position))
                for position in subnet_positions(config, config.network)
            ],
            topic_arn=account.warning_topic_arn,
            accepted_at=service.service_id if service else None,
            accepting=self.provider_at(config.provider) if config.provider else None,
        )
        self.publish(EndpointOutputs(endpoint_id=endpoint.id, dns_name=endpoint.dns_name))
