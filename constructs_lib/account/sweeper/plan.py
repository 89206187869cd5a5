"""What the sweeper is told, and what it may do: exactly the calls of the kinds it looks at."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from constructs_lib.account.sweeper.config import Kind, SweeperConfig
from constructs_lib.foundation.iam import NO_NARROWER, Conditions, Statement
from constructs_lib.foundation.placement import Placement
from constructs_lib.foundation.state import S3State
from constructs_lib.foundation.tags import WANTED

NAMESPACE: Final = "Cairn/Sweeper"
SOURCE: Final = "cairn.sweeper"
DETAIL_TYPE: Final = "Sweep"

_ELB, _EC2 = "arn:aws:elasticloadbalancing:{place}", "arn:aws:ec2:{place}"
_FINDS_STRANGERS: Final = "it looks for what nobody has named"
_KEEP: Final = "keep"


@dataclass(frozen=True, kw_only=True, slots=True)
class Rights:
    """What one kind takes."""

    looks: tuple[str, ...] = ()
    """Calls that AWS knows no resource for, or that go through all there are."""
    reads: tuple[str, ...] = ()
    """Calls about one of them."""
    deletes: str
    on: str
    """What they are called."""
    own: str = ""
    """The same, of those whose name begins as the estate's do; empty where AWS makes up the names."""
    tagged: bool = True
    """Whether AWS looks at the tags of what is deleted."""


RIGHTS: Final[Mapping[Kind, Rights]] = {
    "load-balancer": Rights(
        looks=(
            "elasticloadbalancing:DescribeLoadBalancerAttributes",
            "elasticloadbalancing:DescribeLoadBalancers",
            "elasticloadbalancing:DescribeTags",
        ),
        deletes="elasticloadbalancing:DeleteLoadBalancer",
        on=f"{_ELB}:loadbalancer/*",
        own=f"{_ELB}:loadbalancer/*/{{own}}*",
    ),
    "target-group": Rights(
        looks=("elasticloadbalancing:DescribeTags", "elasticloadbalancing:DescribeTargetGroups"),
        deletes="elasticloadbalancing:DeleteTargetGroup",
        on=f"{_ELB}:targetgroup/*",
        own=f"{_ELB}:targetgroup/{{own}}*",
    ),
    "scaling-group": Rights(
        looks=("autoscaling:DescribeAutoScalingGroups",),
        deletes="autoscaling:DeleteAutoScalingGroup",
        on="arn:aws:autoscaling:{place}:autoScalingGroup:*:autoScalingGroupName/*",
        own="arn:aws:autoscaling:{place}:autoScalingGroup:*:autoScalingGroupName/{own}*",
    ),
    "instance": Rights(
        looks=("ec2:DescribeInstances",),
        reads=("ec2:DescribeInstanceAttribute",),
        deletes="ec2:TerminateInstances",
        on=f"{_EC2}:instance/*",
    ),
    "volume": Rights(looks=("ec2:DescribeVolumes",), deletes="ec2:DeleteVolume", on=f"{_EC2}:volume/*"),
    "snapshot": Rights(
        looks=("ec2:DescribeImages", "ec2:DescribeSnapshots"),
        deletes="ec2:DeleteSnapshot",
        on="arn:aws:ec2:{region}::snapshot/*",
    ),
    "nat-gateway": Rights(
        looks=("ec2:DescribeNatGateways", "ec2:DescribeRouteTables"),
        deletes="ec2:DeleteNatGateway",
        on=f"{_EC2}:natgateway/*",
    ),
    "address": Rights(looks=("ec2:DescribeAddresses",), deletes="ec2:ReleaseAddress", on=f"{_EC2}:elastic-ip/*"),
    "database": Rights(
        reads=("rds:DescribeDBInstances",),
        deletes="rds:DeleteDBInstance",
        on="arn:aws:rds:{place}:db:*",
        own="arn:aws:rds:{place}:db:{own}*",
    ),
    "function": Rights(
        looks=("lambda:ListFunctions",),
        reads=("lambda:ListTags",),
        deletes="lambda:DeleteFunction",
        on="arn:aws:lambda:{place}:function:*",
        own="arn:aws:lambda:{place}:function:{own}*",
    ),
    "queue": Rights(
        looks=("sqs:ListQueues",),
        reads=("sqs:GetQueueAttributes", "sqs:ListQueueTags"),
        deletes="sqs:DeleteQueue",
        on="arn:aws:sqs:{place}:*",
        own="arn:aws:sqs:{place}:{own}*",
    ),
    "table": Rights(
        looks=("dynamodb:ListTables",),
        reads=("dynamodb:DescribeTable", "dynamodb:ListTagsOfResource"),
        deletes="dynamodb:DeleteTable",
        on="arn:aws:dynamodb:{place}:table/*",
        own="arn:aws:dynamodb:{place}:table/{own}*",
    ),
    "log-group": Rights(
        looks=("logs:DescribeLogGroups",),
        reads=("logs:ListTagsForResource",),
        deletes="logs:DeleteLogGroup",
        on="arn:aws:logs:{place}:log-group:*",
        own="arn:aws:logs:{place}:log-group:*{own}*",
    ),
    "bucket": Rights(
        looks=("s3:ListAllMyBuckets",),
        reads=("s3:GetBucketTagging", "s3:ListBucketVersions"),
        deletes="s3:DeleteBucket",
        on="arn:aws:s3:::*",
        own="arn:aws:s3:::{own}*",
        # AWS does where a bucket was switched to it, which nobody can rely on
        tagged=False,
    ),
}

# Beside `keep` in any case, as IAM reads the keys of tags: what is somebody's by now is not deleted, even when the
# function saw it before. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
_NOT_OURS: Final[Conditions] = {
    "StringNotEquals": {"aws:ResourceTag/ManagedBy": "cairn"},
    "Null": {f"aws:ResourceTag/{_KEEP}": "true"},
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Whereabouts:
    """Where a sweeper is, and what there is not its business."""

    environment: str
    account_id: str
    region: str
    own_prefix: str
    """How the names of the estate begin here: dev-use1-."""
    own_names: tuple[str, ...] = ()
    """What else is the estate's: the bucket of its states."""

    def arn(self, pattern: str) -> str:
        """One of the patterns above, here."""
        return pattern.format(place=f"{self.region}:{self.account_id}", region=self.region, own=self.own_prefix)


def whereabouts(placement: Placement) -> Whereabouts:
    """A placement, as the sweeper sees it."""
    state = placement.account.state
    return Whereabouts(
        environment=placement.environment,
        account_id=placement.account.id,
        region=placement.region,
        own_prefix=f"{placement.name()}-",
        own_names=(state.bucket,) if isinstance(state, S3State) else (),
    )


def event(config: SweeperConfig, here: Whereabouts, *, name: str) -> dict[str, Any]:
    """What the schedule says every time."""
    return {
        "Mode": config.mode,
        "Environment": here.environment,
        "Kinds": list(config.kinds),
        "WarnDays": config.warn_days,
        "GraceDays": config.grace_days,
        "AbandonedDays": config.abandoned_days,
        "MaxDeletions": config.max_deletions,
        "BackupDays": config.backup_days,
        "Own": {"Prefix": here.own_prefix, "Names": list(here.own_names), "Tags": sorted(WANTED)},
        "Metric": {"Namespace": NAMESPACE, "Dimensions": {"Sweeper": name}},
        "Place": {"environment": here.environment, "account": here.account_id, "region": here.region},
    }


def looks(kinds: Iterable[Kind], here: Whereabouts) -> Iterator[Statement]:
    """What it takes to find things of some kinds, and to change none."""
    rights = [RIGHTS[kind] for kind in kinds]
    alone = {action for each in rights for action in each.looks}
    if alone:
        yield Statement(
            sid="FindStrangers", actions=tuple(sorted(alone)), resources=("*",), wildcard_reason=_FINDS_STRANGERS
        )
    reads = {action for each in rights for action in each.reads}
    if reads:
        yield Statement(
            sid="LookAtThem",
            actions=tuple(sorted(reads)),
            resources=tuple(sorted(here.arn(each.on) for each in rights if each.reads)),
        )


def statements(config: SweeperConfig, here: Whereabouts) -> Iterator[Statement]:
    """All that the function may do. Without mode="delete" nothing in it deletes or makes anything but a number."""
    yield from looks(config.kinds, here)
    yield Statement(
        sid="WriteItsMetrics",
        actions=("cloudwatch:PutMetricData",),
        resources=("*",),
        conditions={"StringEquals": {"cloudwatch:namespace": NAMESPACE}},
        wildcard_reason=NO_NARROWER,
    )
    yield Statement(
        sid="TellTheNews",
        actions=("events:PutEvents",),
        resources=(here.arn("arn:aws:events:{place}:event-bus/default"),),
        conditions={"StringEquals": {"events:source": SOURCE}},
    )
    if config.mode == "delete":
        yield from _deletes(config, here)
        if config.backup_days is not None:
            yield from _copies(config, here)


def _deletes(config: SweeperConfig, here: Whereabouts) -> Iterator[Statement]:
    for kind in config.kinds:
        rights = RIGHTS[kind]
        yield Statement(
            sid=f"Delete{''.join(word.capitalize() for word in kind.split('-'))}",
            actions=(rights.deletes,),
            resources=(here.arn(rights.on),),
            conditions=_NOT_OURS if rights.tagged else {},
        )
    actions = tuple(RIGHTS[kind].deletes for kind in config.kinds)
    yield Statement(
        sid="NeverTheEstates",
        effect="Deny",
        actions=actions,
        resources=("*",),
        conditions={"StringEquals": {"aws:ResourceTag/ManagedBy": "cairn"}},
    )
    named = tuple(here.arn(RIGHTS[kind].own) for kind in config.kinds if RIGHTS[kind].own)
    states = tuple(f"arn:aws:s3:::{name}" for name in here.own_names)
    if named:
        # for the day on which somebody has taken the tags away
        yield Statement(sid="NeverByItsName", effect="Deny", actions=actions, resources=(*named, *states))


def _copies(config: SweeperConfig, here: Whereabouts) -> Iterator[Statement]:
    copies = here.arn("arn:aws:ec2:{region}::snapshot/*")
    if "volume" in config.kinds:
        yield Statement(
            sid="FindCopies", actions=("ec2:DescribeSnapshots",), resources=("*",), wildcard_reason=NO_NARROWER
        )
        yield Statement(
            sid="CopyVolumes", actions=("ec2:CreateSnapshot",), resources=(here.arn(RIGHTS["volume"].on), copies)
        )
        yield Statement(
            sid="TagCopies",
            actions=("ec2:CreateTags",),
            resources=(copies,),
            # its own, while it makes them
            conditions={"StringEquals": {"ec2:CreateAction": "CreateSnapshot"}},
        )
    if "database" in config.kinds:
        last = here.arn("arn:aws:rds:{place}:snapshot:swept-*")
        yield Statement(
            sid="CopyDatabases", actions=("rds:CreateDBSnapshot",), resources=(here.arn(RIGHTS["database"].on), last)
        )
        # a copy may inherit the tags of its database
        yield Statement(sid="TagLastSnapshots", actions=("rds:AddTagsToResource",), resources=(last,))
    if "table" in config.kinds:
        yield Statement(sid="CopyTables", actions=("dynamodb:CreateBackup",), resources=(here.arn(RIGHTS["table"].on),))
        yield Statement(
            sid="FindBackups", actions=("dynamodb:ListBackups",), resources=("*",), wildcard_reason=NO_NARROWER
        )
