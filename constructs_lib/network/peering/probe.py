"""The probe of a peering: a function in our network, its clock, and what rings."""

from collections.abc import Sequence

from constructs import Construct

from constructs_lib.foundation import iam
from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.foundation.ranges import range_id
from constructs_lib.network.peering.probing import ProbeConfig
from constructs_lib.parts.alarm import Alarm, Metric
from constructs_lib.parts.function import Function, Place
from constructs_lib.parts.package import package
from constructs_lib.parts.schedule import Schedule
from constructs_lib.parts.security_group import SecurityGroup

NAMESPACE = "Cairn/Peering"

# Two calls of EC2 and one of CloudWatch, 30 s each at the worst, beside connections that wait 5 s
_TIMEOUT_SECONDS = 120
_MEMORY_MB = 256
_HTTPS = 443


class Probe(Construct):
    """`runtime/probe` on a clock. One metric says whether all is well; its alarm rings for a no and for silence."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: ProbeConfig,
        *,
        name: str,
        connection_id: str,
        routes: int,
        vpc_id: str,
        subnet_ids: Sequence[str],
        peer_cidrs: Sequence[str],
        account_id: str,
        region: str,
        log_key_arn: str,
        function_topic_arn: str,
        topic_arn: str,
        protected: bool = True,
    ) -> None:
        """`routes` is how many there have to be on this side."""
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name)
        group = SecurityGroup(self, "security-group", name=name, description=f"{name}: the probe", vpc_id=vpc_id)
        # an endpoint of the VPC or a NAT gateway: which one is the network's business
        group.allow_to("aws", port=_HTTPS, why="EC2 and CloudWatch", cidr="0.0.0.0/0")
        for port in sorted({target.port for target in config.targets} - {_HTTPS}):
            for cidr in peer_cidrs:
                why = "Targets across the peering"
                group.allow_to(f"peer-{port}-{range_id(cidr)}", port=port, why=why, cidr=cidr)
        function = Function(
            self,
            "function",
            name=name,
            description="Looks at a VPC peering from inside",
            code=package("probe"),
            handler="probe.handler.handler",
            memory_mb=_MEMORY_MB,
            timeout_seconds=_TIMEOUT_SECONDS,
            # a look that hangs is not overtaken by the next one
            reserved_concurrency=1,
            statements=_STATEMENTS,
            place=Place(subnet_ids=subnet_ids, security_group_ids=[group.id]),
            account_id=account_id,
            region=region,
            log_key_arn=log_key_arn,
            log_retention_days=config.log_retention_days,
            topic_arn=function_topic_arn,
            protected=protected,
        )
        metric = Metric(
            namespace=NAMESPACE,
            name="Healthy",
            dimensions={"Peering": name},
            statistic="Minimum",
            period_seconds=config.interval_minutes * 60,
        )
        Schedule(
            self,
            "schedule",
            name=name,
            description=f"{name}: every {config.interval_minutes} min",
            every_minutes=config.interval_minutes,
            function=function,
            event={
                "Connection": connection_id,
                "Vpc": vpc_id,
                "Routes": routes,
                "Targets": [{"Host": target.host, "Port": target.port} for target in config.targets],
                "Metric": {"Namespace": NAMESPACE, "Name": metric.name, "Dimensions": dict(metric.dimensions)},
            },
        )
        Alarm(
            self,
            "alarm",
            name=name,
            meaning=f"{name}: the peering does not carry what it should, or nobody could look; the probe's log says why",
            metric=metric,
            threshold=1,
            when="below",
            periods=config.failures,
            missing_data="breaching",
            topic_arn=topic_arn,
        )


_STATEMENTS = (
    iam.Statement(
        sid="LookAtThePeering",
        actions=("ec2:DescribeRouteTables", "ec2:DescribeVpcPeeringConnections"),
        resources=("*",),
        wildcard_reason=iam.NO_NARROWER,
    ),
    iam.Statement(
        sid="WriteItsMetric",
        actions=("cloudwatch:PutMetricData",),
        resources=("*",),
        conditions={"StringEquals": {"cloudwatch:namespace": NAMESPACE}},
        wildcard_reason=iam.NO_NARROWER,
    ),
)
