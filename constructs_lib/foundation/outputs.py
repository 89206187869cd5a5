"""What a stack publishes for others: a typed record per domain, and how its values travel as text.

A record is a frozen dataclass whose fields are text, whole numbers or tuples of text. Each field's type says what the
value looks like before it exists, so that a reader can be planned when its producer cannot be asked yet.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Annotated, Any, ClassVar, Protocol, cast, get_args, get_origin, get_type_hints

SsmValue = str | int | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Placeholder:
    """What a value looks like before AWS has made it: well-formed, and recognisably nobody's."""

    value: SsmValue


VpcId = Annotated[str, Placeholder("vpc-00000000000000000")]
SubnetIds = Annotated[tuple[str, ...], Placeholder(("subnet-00000000000000000",))]
RouteTableIds = Annotated[tuple[str, ...], Placeholder(("rtb-00000000000000000",))]
PeeringConnectionId = Annotated[str, Placeholder("pcx-00000000000000000")]
EndpointId = Annotated[str, Placeholder("vpce-00000000000000000")]
EndpointServiceId = Annotated[str, Placeholder("vpce-svc-00000000000000000")]
SecurityGroupId = Annotated[str, Placeholder("sg-00000000000000000")]
PrefixListId = Annotated[str, Placeholder("pl-00000000000000000")]
PrefixListArn = Annotated[str, Placeholder("arn:aws:ec2:us-east-1:000000000000:prefix-list/pl-00000000000000000")]
Cidr = Annotated[str, Placeholder("192.0.2.0/24")]
Cidrs = Annotated[tuple[str, ...], Placeholder(("192.0.2.0/24",))]
Ipv6Cidr = Annotated[str, Placeholder("2001:db8::/56")]
Name = Annotated[str, Placeholder("provisional")]
KeyArn = Annotated[str, Placeholder("arn:aws:kms:us-east-1:000000000000:key/00000000-0000-0000-0000-000000000000")]
TopicArn = Annotated[str, Placeholder("arn:aws:sns:us-east-1:000000000000:provisional")]
BucketArn = Annotated[str, Placeholder("arn:aws:s3:::provisional-000000000000")]
SecretArn = Annotated[str, Placeholder("arn:aws:secretsmanager:us-east-1:000000000000:secret:provisional-000000")]
TableArn = Annotated[str, Placeholder("arn:aws:dynamodb:us-east-1:000000000000:table/provisional")]
QueueArn = Annotated[str, Placeholder("arn:aws:sqs:us-east-1:000000000000:provisional")]
QueueUrl = Annotated[str, Placeholder("https://sqs.us-east-1.amazonaws.com/000000000000/provisional")]
CertificateArn = Annotated[
    str, Placeholder("arn:aws:acm:us-east-1:000000000000:certificate/00000000-0000-0000-0000-000000000000")
]
ClusterArn = Annotated[str, Placeholder("arn:aws:ecs:us-east-1:000000000000:cluster/provisional")]
LoadBalancerArn = Annotated[
    str,
    Placeholder("arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/app/provisional/0000000000000000"),
]
ListenerArn = Annotated[
    str,
    Placeholder(
        "arn:aws:elasticloadbalancing:us-east-1:000000000000:listener/app/provisional/0000000000000000/0000000000000000"
    ),
]
RoleArn = Annotated[str, Placeholder("arn:aws:iam::000000000000:role/provisional")]
LogGroupArn = Annotated[str, Placeholder("arn:aws:logs:us-east-1:000000000000:log-group:provisional")]
ZoneId = Annotated[str, Placeholder("Z00000000000000000000")]
DnsName = Annotated[str, Placeholder("provisional.invalid")]
DnsNames = Annotated[tuple[str, ...], Placeholder(("provisional.invalid",))]
TransitGatewayId = Annotated[str, Placeholder("tgw-00000000000000000")]
TransitAttachmentId = Annotated[str, Placeholder("tgw-attach-00000000000000000")]
TransitRouteTableId = Annotated[str, Placeholder("tgw-rtb-00000000000000000")]
ShareArn = Annotated[
    str, Placeholder("arn:aws:ram:us-east-1:000000000000:resource-share/00000000-0000-0000-0000-000000000000")
]
VpnGatewayId = Annotated[str, Placeholder("vgw-00000000000000000")]
VpnConnectionId = Annotated[str, Placeholder("vpn-00000000000000000")]
Port = Annotated[int, Placeholder(1)]


class Outputs(Protocol):
    """Any published record: a dataclass that knows its domain."""

    DOMAIN: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class OutputField:
    """One field of a record, ready to be written or read."""

    name: str
    kind: type
    placeholder: SsmValue

    def output_name(self, component: str = "") -> str:
        """The Terraform output: vpc_id → VpcId; of the component `audit`, bucket_name → AuditBucketName."""
        return "".join(word.capitalize() for word in (*component.split("-"), *self.name.split("_")))


def fields_of(record: type[Outputs]) -> tuple[OutputField, ...]:
    """The fields of a record, in the order they are written."""
    hints = get_type_hints(record, include_extras=True)
    return tuple(_field(record, field.name, hints[field.name]) for field in fields(cast("type[Any]", record)))


def _field(record: type[Outputs], name: str, hint: Any) -> OutputField:
    if get_origin(hint) is Annotated:
        base, *notes = get_args(hint)
        kind = get_origin(base) or base
        for note in notes:
            if isinstance(note, Placeholder) and kind in (str, int, tuple):
                return OutputField(name=name, kind=kind, placeholder=note.value)
    message = f"{record.__name__}.{name}: a published field is Annotated[str | int | tuple[str, ...], Placeholder(…)]"
    raise TypeError(message)


def as_text(value: SsmValue) -> str:
    """A value as Parameter Store keeps it: text as it is, everything else as JSON."""
    return value if isinstance(value, str) else json.dumps(value)


def placeholders(record: type[Outputs]) -> Mapping[str, str]:
    """Every field's placeholder as text."""
    return {field.name: as_text(field.placeholder) for field in fields_of(record)}
