"""Fixes to moto's EC2, without peering and Transit Gateways."""

from __future__ import annotations

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, around


def dhcp_options_tags() -> None:
    """Keep the tags DHCP options are created with."""
    from moto.ec2.responses.dhcp_options import DHCPOptions

    @around(DHCPOptions, "create_dhcp_options")
    def create(original, self):
        answer = original(self)
        answer.result["DhcpOptions"].add_tags(self._parse_tag_specification().get("dhcp-options", {}))
        return answer


def launch_template_own_tags() -> None:
    """Leave the template's own tags out of the data of its versions: there only instances' and volumes' tags belong."""
    from moto.ec2.models.launch_templates import LaunchTemplateVersion

    @around(LaunchTemplateVersion, "__init__")
    def init(original, self, template, number, data, description):
        original(self, template, number, data, description)
        specifications = data.get("TagSpecifications") if isinstance(data, dict) else None
        if specifications:
            data["TagSpecifications"] = [
                each for each in specifications if each.get("ResourceType") != "launch-template"
            ]


def flow_log_destination_options() -> None:
    """Keep how the files of a flow log are to be written."""
    from moto.ec2.responses.flow_logs import FlowLogs

    @around(FlowLogs, "create_flow_logs")
    def create(original, self):
        answer = original(self)
        options = self._get_param("DestinationOptions")
        for id_ in answer.result["FlowLogIds"]:
            self.ec2_backend.flow_logs[id_].destination_options = options
        return answer


def _see_flow_log(client: Clients) -> Seen:
    ec2 = client("ec2")
    client("s3").create_bucket(Bucket="probe-flow-logs")
    options = {"FileFormat": "parquet", "HiveCompatiblePartitions": True, "PerHourPartition": True}
    ec2.create_flow_logs(
        ResourceType="VPC",
        ResourceIds=[ec2.create_vpc(CidrBlock="10.0.0.0/24")["Vpc"]["VpcId"]],
        TrafficType="ALL",
        LogDestinationType="s3",
        LogDestination="arn:aws:s3:::probe-flow-logs",
        DestinationOptions=options,
    )
    return ec2.describe_flow_logs()["FlowLogs"][0].get("DestinationOptions"), options


def gateway_endpoint_routes() -> None:
    """Route to a gateway endpoint from the tables it is added to later, and no longer from those it is taken out of."""
    from moto.ec2.models import EC2Backend

    @around(EC2Backend, "modify_vpc_endpoint")
    def modify(original, self, vpc_id, *args, **kwargs):
        endpoint = self.describe_vpc_endpoints(vpc_end_point_ids=[vpc_id])[0]
        before = set(endpoint.route_table_ids or ())
        original(self, vpc_id, *args, **kwargs)
        prefix_list, after = endpoint.destination_prefix_list_id, set(endpoint.route_table_ids or ())
        if prefix_list:
            for table in after - before:
                self.create_route(table, None, gateway_id=endpoint.id, destination_prefix_list_id=prefix_list)
            for table in before - after:
                self.delete_route(table, prefix_list)


def _see_gateway_endpoint(client: Clients) -> Seen:
    ec2 = client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/24")["Vpc"]["VpcId"]
    first, second = (ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"] for _ in range(2))
    endpoint = ec2.create_vpc_endpoint(
        VpcId=vpc, ServiceName="com.amazonaws.us-east-1.s3", VpcEndpointType="Gateway", RouteTableIds=[first]
    )["VpcEndpoint"]["VpcEndpointId"]
    ec2.modify_vpc_endpoint(VpcEndpointId=endpoint, AddRouteTableIds=[second], RemoveRouteTableIds=[first])
    tables = ec2.describe_route_tables(RouteTableIds=[first, second])["RouteTables"]
    routed = {table["RouteTableId"] for table in tables if any(r.get("GatewayId") == endpoint for r in table["Routes"])}
    return routed, {second}


def _see_dhcp_options(client: Clients) -> Seen:
    ec2 = client("ec2")
    tags = [{"Key": "name", "Value": "kept"}]
    options = ec2.create_dhcp_options(
        DhcpConfigurations=[{"Key": "domain-name", "Values": ["example.internal"]}],
        TagSpecifications=[{"ResourceType": "dhcp-options", "Tags": tags}],
    )["DhcpOptions"]["DhcpOptionsId"]
    return ec2.describe_dhcp_options(DhcpOptionsIds=[options])["DhcpOptions"][0]["Tags"], tags


def _see_launch_template(client: Clients) -> Seen:
    ec2 = client("ec2")
    of_template, of_instance = (
        {"ResourceType": kind, "Tags": [{"Key": "for", "Value": kind}]} for kind in ("launch-template", "instance")
    )
    template = ec2.create_launch_template(
        LaunchTemplateName=f"probe-{ec2.create_vpc(CidrBlock='10.0.0.0/24')['Vpc']['VpcId']}",
        LaunchTemplateData={"TagSpecifications": [of_instance]},
        TagSpecifications=[of_template],
    )["LaunchTemplate"]["LaunchTemplateId"]
    version = ec2.describe_launch_template_versions(LaunchTemplateId=template)["LaunchTemplateVersions"][0]
    return version["LaunchTemplateData"].get("TagSpecifications"), [of_instance]


FIXES = (
    Fix(
        id="ec2.gateway-endpoint-routes",
        symptom="aws_vpc_endpoint: a gateway endpoint whose route tables changed cannot be destroyed",
        apply=gateway_endpoint_routes,
        probe=_see_gateway_endpoint,
    ),
    Fix(
        id="ec2.flow-log-destination-options",
        symptom="aws_flow_log with destination_options: is planned to be replaced",
        apply=flow_log_destination_options,
        probe=_see_flow_log,
    ),
    Fix(
        id="ec2.dhcp-options-tags",
        symptom="aws_vpc_dhcp_options: tags are planned again and again",
        apply=dhcp_options_tags,
        probe=_see_dhcp_options,
    ),
    Fix(
        id="ec2.launch-template-own-tags",
        symptom="aws_launch_template with default_tags: tag_specifications are planned to go",
        apply=launch_template_own_tags,
        probe=_see_launch_template,
    ),
)
