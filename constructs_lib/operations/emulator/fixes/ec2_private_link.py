"""Fixes to moto's endpoint services: connections that are asked for and accepted, their names, and who is told."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, added, around, kept


def _of_service(backend: Any, service_id: str) -> Iterator[Any]:
    """Every endpoint of a service, in whichever account."""
    from moto.ec2.models import ec2_backends

    for account in list(ec2_backends.values()):
        if backend.region_name in account:
            for endpoint in account[backend.region_name].vpc_end_points.values():
                if endpoint.service_name.endswith(f".{service_id}"):
                    yield endpoint


def connections() -> None:
    """An endpoint waits until the service's owner accepts it, if the service says so; moto knows no connections."""
    from moto.core.responses import ActionResult
    from moto.ec2.models import EC2Backend, ec2_backends
    from moto.ec2.responses.vpc_service_configuration import VPCEndpointServiceConfiguration

    @around(EC2Backend, "create_vpc_endpoint")
    def create(original, self, *args, **kwargs):
        endpoint = original(self, *args, **kwargs)
        id_ = endpoint.service_name.rpartition(".")[2]
        for account in list(ec2_backends.values()):
            service = account[self.region_name].configurations.get(id_) if self.region_name in account else None
            if service is not None and str(service.acceptance_required).lower() == "true":
                endpoint.state = "pendingAcceptance"
        return endpoint

    def decide(self: Any, state: str) -> Any:
        wanted = self._get_param("VpcEndpointIds", [])
        for endpoint in _of_service(self.ec2_backend, self._get_param("ServiceId")):
            if endpoint.id in wanted and endpoint.state != "deleted":
                endpoint.state = state
        return ActionResult({"Unsuccessful": []})

    @added(VPCEndpointServiceConfiguration, "accept_vpc_endpoint_connections")
    def accept(self):
        return decide(self, "available")

    @added(VPCEndpointServiceConfiguration, "reject_vpc_endpoint_connections")
    def reject(self):
        return decide(self, "rejected")

    @added(VPCEndpointServiceConfiguration, "describe_vpc_endpoint_connections")
    def describe(self):
        filters = {each["Name"]: each["Values"] for each in self._get_param("Filters", [])}
        services = filters.get("service-id", list(self.ec2_backend.configurations))
        found = [
            {
                "ServiceId": id_,
                "VpcEndpointId": endpoint.id,
                "VpcEndpointOwner": endpoint.ec2_backend.account_id,
                "VpcEndpointState": endpoint.state,
                "CreationTimestamp": endpoint.creation_timestamp,
            }
            for id_ in services
            for endpoint in _of_service(self.ec2_backend, id_)
            if endpoint.state in filters.get("vpc-endpoint-state", [endpoint.state])
            and endpoint.id in filters.get("vpc-endpoint-id", [endpoint.id])
        ]
        return ActionResult({"VpcEndpointConnections": found})


def endpoint_names() -> None:
    """An endpoint has its service's name once that is switched on; moto only looks when the endpoint is made."""
    from moto.ec2.responses.vpcs import VPCs

    @around(VPCs, "modify_vpc_endpoint")
    def modify(original, self):
        answer = original(self)
        enabled = self._get_bool_param("PrivateDnsEnabled")
        if enabled is not None:
            self.ec2_backend.vpc_end_points[self._get_param("VpcEndpointId")].private_dns_enabled = enabled
        return answer


def name_verification() -> None:
    """Look for the record that proves a service's name, and find it; moto has no such operation."""
    from moto.core.responses import ActionResult
    from moto.ec2.responses.vpc_service_configuration import VPCEndpointServiceConfiguration

    @added(VPCEndpointServiceConfiguration, "start_vpc_endpoint_service_private_dns_verification")
    def start(self):
        self.ec2_backend.describe_vpc_endpoint_service_configurations([self._get_param("ServiceId")])
        return ActionResult({"ReturnValue": True})


def notifications() -> None:
    """Who is told of connections is kept; moto has no such operations."""
    from moto.core.responses import ActionResult
    from moto.ec2.responses.vpc_service_configuration import VPCEndpointServiceConfiguration

    def of(self: Any) -> dict[Any, Any]:
        return kept(self.ec2_backend, "connection_notifications")

    @added(VPCEndpointServiceConfiguration, "create_vpc_endpoint_connection_notification")
    def create(self):
        notification = {
            "ConnectionNotificationId": f"vpce-nfn-{uuid.uuid4().hex[:17]}",
            "ServiceId": self._get_param("ServiceId"),
            "VpcEndpointId": self._get_param("VpcEndpointId"),
            "ConnectionNotificationType": "Topic",
            "ConnectionNotificationArn": self._get_param("ConnectionNotificationArn"),
            "ConnectionEvents": self._get_param("ConnectionEvents", []),
            "ConnectionNotificationState": "Enabled",
        }
        of(self)[notification["ConnectionNotificationId"]] = notification
        return ActionResult({"ConnectionNotification": notification})

    @added(VPCEndpointServiceConfiguration, "modify_vpc_endpoint_connection_notification")
    def modify(self):
        notification = of(self)[self._get_param("ConnectionNotificationId")]
        for name in ("ConnectionNotificationArn", "ConnectionEvents"):
            notification[name] = self._get_param(name) or notification[name]
        return ActionResult({"ReturnValue": True})

    @added(VPCEndpointServiceConfiguration, "describe_vpc_endpoint_connection_notifications")
    def describe(self):
        wanted = self._get_param("ConnectionNotificationId")
        found = [each for id_, each in of(self).items() if wanted in (None, id_)]
        return ActionResult({"ConnectionNotificationSet": found})

    @added(VPCEndpointServiceConfiguration, "delete_vpc_endpoint_connection_notifications")
    def delete(self):
        for id_ in self._get_param("ConnectionNotificationIds", []):
            of(self).pop(id_, None)
        return ActionResult({"Unsuccessful": []})


def _service(client: Clients) -> tuple[Any, str, str, str]:
    """A service, by id and name, and a subnet of somebody who wants to use it."""
    ec2 = client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.9.0.0/24")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.9.0.0/28")["Subnet"]["SubnetId"]
    balancer = client("elbv2").create_load_balancer(
        Name=f"probe-{uuid.uuid4().hex[:16]}", Type="network", Scheme="internal", Subnets=[subnet]
    )["LoadBalancers"][0]["LoadBalancerArn"]
    service = ec2.create_vpc_endpoint_service_configuration(
        NetworkLoadBalancerArns=[balancer], AcceptanceRequired=True, PrivateDnsName="probe.example.com"
    )["ServiceConfiguration"]
    return ec2, service["ServiceId"], service["ServiceName"], subnet


def _endpoint(ec2: Any, service_name: str, subnet: str) -> str:
    vpc = ec2.describe_subnets(SubnetIds=[subnet])["Subnets"][0]["VpcId"]
    return ec2.create_vpc_endpoint(
        VpcId=vpc,
        ServiceName=service_name,
        VpcEndpointType="Interface",
        SubnetIds=[subnet],
        PrivateDnsEnabled=False,
    )["VpcEndpoint"]["VpcEndpointId"]


def _see_connections(client: Clients) -> Seen:
    ec2, id_, name, subnet = _service(client)
    endpoint = _endpoint(ec2, name, subnet)

    def state() -> str:
        filters = [{"Name": "service-id", "Values": [id_]}]
        return ec2.describe_vpc_endpoint_connections(Filters=filters)["VpcEndpointConnections"][0]["VpcEndpointState"]

    before = state()
    ec2.accept_vpc_endpoint_connections(ServiceId=id_, VpcEndpointIds=[endpoint])
    return (before, state()), ("pendingAcceptance", "available")


def _see_names(client: Clients) -> Seen:
    ec2, _, name, subnet = _service(client)
    endpoint = _endpoint(ec2, name, subnet)
    ec2.modify_vpc_endpoint(VpcEndpointId=endpoint, PrivateDnsEnabled=True)
    seen = ec2.describe_vpc_endpoints(VpcEndpointIds=[endpoint])["VpcEndpoints"][0].get("PrivateDnsEnabled")
    return seen, True


def _see_verification(client: Clients) -> Seen:
    ec2, id_, _, _ = _service(client)
    return ec2.start_vpc_endpoint_service_private_dns_verification(ServiceId=id_)["ReturnValue"], True


def _see_notifications(client: Clients) -> Seen:
    ec2, id_, _, _ = _service(client)
    topic = "arn:aws:sns:us-east-1:123456789012:told"
    made = ec2.create_vpc_endpoint_connection_notification(
        ServiceId=id_, ConnectionNotificationArn=topic, ConnectionEvents=["Accept"]
    )["ConnectionNotification"]["ConnectionNotificationId"]
    ec2.modify_vpc_endpoint_connection_notification(ConnectionNotificationId=made, ConnectionEvents=["Reject"])
    (seen,) = ec2.describe_vpc_endpoint_connection_notifications(ConnectionNotificationId=made)[
        "ConnectionNotificationSet"
    ]
    ec2.delete_vpc_endpoint_connection_notifications(ConnectionNotificationIds=[made])
    left = ec2.describe_vpc_endpoint_connection_notifications(ConnectionNotificationId=made)
    return (seen["ServiceId"], seen["ConnectionEvents"], left["ConnectionNotificationSet"]), (id_, ["Reject"], [])


FIXES = (
    Fix(
        id="ec2.endpoint-connections",
        symptom="aws_vpc_endpoint_connection_accepter: there are no connections to accept",
        apply=connections,
        probe=_see_connections,
    ),
    Fix(
        id="ec2.endpoint-names",
        symptom="aws_vpc_endpoint_private_dns: is planned again and again",
        apply=endpoint_names,
        probe=_see_names,
    ),
    Fix(
        id="ec2.endpoint-service-name-verification",
        symptom="aws_vpc_endpoint_service_private_dns_verification: there is no such operation",
        apply=name_verification,
        probe=_see_verification,
    ),
    Fix(
        id="ec2.endpoint-connection-notifications",
        symptom="aws_vpc_endpoint_connection_notification: there are no such operations",
        apply=notifications,
        probe=_see_notifications,
    ),
)
