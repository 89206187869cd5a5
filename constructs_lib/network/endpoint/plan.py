"""Which of a network's private subnets an endpoint is in, and whether the service lets it in."""

from collections.abc import Iterator

from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.placement import Account, closed_contract
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.endpoint.config import EndpointConfig
from constructs_lib.network.endpoint_service.config import EndpointServiceConfig
from constructs_lib.network.plan import plan_subnets


def subnet_positions(config: EndpointConfig, network: NetworkConfig) -> tuple[int, ...]:
    """Where in the published list of private subnets those of the endpoint's zones are. One a zone: AWS takes no more."""
    private = [subnet for subnet in plan_subnets(network) if subnet.tier == "private"]
    return tuple(position for position, subnet in enumerate(private) if not config.zones or subnet.zone in config.zones)


def link_problems(config: EndpointConfig, service: EndpointServiceConfig | None, reader: Account) -> Iterator[Problem]:
    """What is wrong between an endpoint and a service of this estate: it is offered, to this account, by that name."""
    if service is None:
        place = f"{config.provider.environment} {config.provider.region}" if config.provider else "this estate"
        yield Problem(
            where="provider",
            what="offers no service of this component",
            got=f"{config.component} in {place}",
            fix="add an EndpointServiceConfig of this component there, or name the placement where it is",
        )
        return
    if not any(f":{reader.id}:" in principal for principal in service.allowed_principals):
        yield Problem(
            where="provider",
            what="does not let this account in",
            got=reader.id,
            allowed=", ".join(service.allowed_principals),
            fix=f"add arn:aws:iam::{reader.id}:root to allowed_principals of the service",
        )
    if config.provider:
        yield from closed_contract(reader, config.provider, "provider.account.contract_readers")
    if config.private_dns and service.private_dns_name is None:
        yield Problem(
            where="private_dns",
            what="asks for a name that the service does not have",
            got="True",
            fix="give the service a private_dns_name, or leave private_dns out",
        )
